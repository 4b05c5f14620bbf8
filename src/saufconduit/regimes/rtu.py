"""RTU, temporary recommendation for use outside the AMM, deemed a CPC since 1 July 2021."""

from collections.abc import Sequence

from saufconduit.regimes.acts import Act
from saufconduit.regimes.clocks import Clocks, articles, authorisation_clock, first_day, replace_status, simple_clocks
from saufconduit.regimes.provisions import Law
from saufconduit.regimes.timeline import Timeline
from saufconduit.regimes.transition import REFORM


def clocks(acts: Sequence[Act], law: Law) -> Clocks:
    """Three years a term; what ran on the day of the reform goes on to its term as a CPC."""
    own = law["rtu"]
    return simple_clocks(acts, own, deemed_cpc(authorisation_clock(acts, own), acts, law))


def deemed_cpc(authorisation: Timeline, acts: Sequence[Act], law: Law) -> Timeline:
    """The same clock, which cites the law of the reform where an RTU begun before it was running that day."""
    first = first_day(acts)
    if first is None or first >= REFORM or authorisation.at(REFORM).status.state != "open":
        return authorisation
    return replace_status(authorisation, REFORM, articles(law["transition"].provision("rtu-deemed-cpc", REFORM)))
