"""Every state as it is shown: a word, a shape, a colour; take one away and it still reads."""

from typing import NamedTuple

from saufconduit.vocabulary.text import Text
from saufconduit.vocabulary.truth import Truth


class Mark(NamedTuple):
    """`icon` is a symbol of the sprite, `colour` a class of the style sheet; `short` is the word in a table."""

    icon: str
    colour: str
    words: Text
    short: Text


def _mark(icon: str, colour: str, words: Text, short: Text | None = None) -> Mark:
    return Mark(icon, colour, words, short or words)


VERDICTS = {
    "eligible": _mark("ok", "ok", Text("Éligible", "Eligible")),
    "pending": _mark("wait", "wait", Text("En attente de la RCP", "Waiting for the board")),
    "undetermined": _mark("unk", "unk", Text("Indéterminé", "Undetermined")),
    "ineligible": _mark("no", "no", Text("Non éligible", "Not eligible")),
}
ACCESSES = {
    "open": _mark("open", "ok", Text("Accès ouvert", "Access open"), Text("Ouvert", "Open")),
    "continuity": _mark(
        "cont", "wait", Text("Continuité seule", "Continuity only"), Text("Continuité", "Continuity only")
    ),
    "closed": _mark("shut", "no", Text("Accès fermé", "Access closed"), Text("Fermé", "Closed")),
    "not-yet": _mark("notyet", "unk", Text("Pas encore ouvert", "Not open yet")),
    "suspended": _mark("susp", "wait", Text("Accès suspendu", "Access suspended"), Text("Suspendu", "Suspended")),
    "unknown": _mark("maybe", "unk", Text("Accès incertain", "Access uncertain"), Text("Incertain", "Uncertain")),
}
TRUTHS: dict[Truth, Mark] = {
    True: _mark("ok", "ok", Text("Satisfait", "Met")),
    False: _mark("no", "no", Text("Non satisfait", "Not met")),
    None: _mark("unk", "unk", Text("Inconnu", "Unknown")),
}
LATE = _mark("late", "no", Text("En retard", "Late"))
