"""ATU nominative, for one named patient, until 30 June 2021."""

from collections.abc import Sequence
from datetime import date

from saufconduit.regimes.aac import without_term
from saufconduit.regimes.acts import Act
from saufconduit.regimes.clocks import (
    Clocks,
    articles,
    authorisation_clock,
    bounded,
    entry_stopped,
    with_payer,
)
from saufconduit.regimes.provisions import Law
from saufconduit.regimes.timeline import Status, Stretch
from saufconduit.regimes.transition import REFORM
from saufconduit.vocabulary.days import eve, last_day_of_term
from saufconduit.vocabulary.text import Text

_BECAME_AAC = Text(
    "une ATU nominative ne s’accorde plus : demander un accès compassionnel (AAC)",
    "a named-patient ATU is no longer granted: apply for an AAC",
)


def clocks(acts: Sequence[Act], law: Law) -> Clocks:
    """No new ATU since the reform; one granted on its eve runs to its own term, one year at most, without renewal."""
    own = law["atu-nominative"]
    span, provision = own.span("max-duration", eve(REFORM))
    open_ended = [act._replace(end=None, term=None) for act in acts]
    authorisation = authorisation_clock(open_ended, without_term(own))
    authorisation = bounded(authorisation, last_day_of_term(eve(REFORM), span), provision)
    renewal = law["transition"].provision("not-renewable", REFORM)
    entry = entry_stopped(authorisation, acts)
    running = entry.at(REFORM)
    if running.status.state != "closed" or running.last != date.max:
        closed = Status("closed", articles(renewal), _BECAME_AAC, renewal.doubt)
        entry = entry.painted(Stretch(REFORM, date.max, closed))
    followed = with_payer(authorisation, own, eve(REFORM))
    return Clocks(entry, authorisation, followed, followed)
