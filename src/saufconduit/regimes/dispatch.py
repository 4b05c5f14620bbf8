"""The clocks of an access under its regime."""

from collections.abc import Callable, Mapping, Sequence

from saufconduit.regimes import aac, aap, atu_cohort, atu_nominative, cpc, preparation, rtu
from saufconduit.regimes.acts import Act
from saufconduit.regimes.clocks import Clocks
from saufconduit.regimes.provisions import Law

CLOCKS: Mapping[str, Callable[[Sequence[Act], Law], Clocks]] = {
    "atu-nominative": atu_nominative.clocks,
    "atu-cohort": atu_cohort.clocks,
    "rtu": rtu.clocks,
    "aap": aap.clocks,
    "aac": aac.clocks,
    "cpc": cpc.clocks,
    "preparation": preparation.clocks,
}


def clocks_of(regime: str, acts: Sequence[Act], law: Law) -> Clocks:
    """The clocks that the law of `regime` makes of the acts that are known."""
    return CLOCKS[regime](acts, law)
