"""RTU, temporary recommendation for use outside the AMM, deemed a CPC since 1 July 2021."""

from collections.abc import Sequence

from saufconduit.regimes.acts import Act
from saufconduit.regimes.clocks import Clocks, articles, authorisation_clock, replace_status, simple_clocks
from saufconduit.regimes.provisions import Law
from saufconduit.regimes.transition import REFORM


def clocks(acts: Sequence[Act], law: Law) -> Clocks:
    """Three years a term; what ran on the day of the reform goes on to its term as a CPC."""
    own = law["rtu"]
    authorisation = authorisation_clock(acts, own)
    if authorisation.at(REFORM).status.state == "open":
        deemed = law["transition"].provision("rtu-deemed-cpc", REFORM)
        authorisation = replace_status(authorisation, REFORM, articles(deemed))
    return simple_clocks(acts, own, authorisation)
