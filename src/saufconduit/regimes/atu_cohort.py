"""ATU de cohorte, for a group of patients, until 30 June 2021."""

from collections.abc import Sequence
from datetime import date

from saufconduit.regimes.acts import Act
from saufconduit.regimes.clocks import Clocks, articles, authorisation_clock, bounded, simple_clocks
from saufconduit.regimes.provisions import Law
from saufconduit.regimes.timeline import Status, Stretch, Timeline
from saufconduit.regimes.transition import REFORM, last_day_of_old_rules
from saufconduit.vocabulary.text import Text

_NOT_RENEWABLE = Text(
    "une ATU ne se renouvelle plus depuis le 1er juillet 2021", "an ATU cannot be renewed since 1 July 2021"
)


def clocks(acts: Sequence[Act], law: Law) -> Clocks:
    """One year a term; after it, unknown as long as the law let an ATU last, and closed from then on."""
    own = law["atu-cohort"]
    authorisation = _not_renewed(authorisation_clock(acts, own), law)
    last, provision = last_day_of_old_rules(law)
    authorisation = bounded(authorisation, last, provision)
    return simple_clocks(acts, own, authorisation)


def _not_renewed(timeline: Timeline, law: Law) -> Timeline:
    """A term that ends after the reform ends the ATU: it could not be renewed."""
    term = next((item for item in reversed(timeline.stretches) if item.status.state == "open"), None)
    after = (
        None if term is None or term.last == date.max else timeline.at(term.last.fromordinal(term.last.toordinal() + 1))
    )
    if after is None or after.status.state != "unknown" or after.first <= REFORM:
        return timeline
    rule = law["transition"].provision("not-renewable", REFORM)
    status = Status("closed", articles(rule), _NOT_RENEWABLE, rule.doubt)
    return timeline.painted(Stretch(after.first, date.max, status, is_first_computed=after.is_first_computed))
