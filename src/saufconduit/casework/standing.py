"""How a dossier is said to stand on a day: its state, and what time alone changed."""

from datetime import date
from typing import NamedTuple

from saufconduit.casework.dossier import Dossier
from saufconduit.casework.labels import STATES
from saufconduit.casework.law import Law
from saufconduit.casework.obligations import obligations
from saufconduit.casework.words import State
from saufconduit.vocabulary.text import Text

_TO_RENEW = Text("À renouveler", "To be renewed")
_ENDED = Text("Autorisation finie", "Authorisation ended")


class Standing(NamedTuple):
    """`code` is a state, `to-renew` or `ended`."""

    code: str
    text: Text


def standing(dossier: Dossier, on: date, law: Law) -> Standing:
    """The state of the dossier; `to-renew` once the renewal is due, `ended` once the authorisation has run out."""
    until = dossier.authorised_until
    if until is not None and until < on and dossier.state in (State.AUTHORISED, State.IN_TREATMENT):
        return Standing("ended", _ENDED)
    if until is not None and dossier.state is State.IN_TREATMENT:
        due = [item.due for item in obligations(dossier, on, law) if item.what == "ask-renewal"]
        if any(day is not None and day <= on for day in due):
            return Standing("to-renew", _TO_RENEW)
    return Standing(dossier.state.value, STATES[dossier.state])
