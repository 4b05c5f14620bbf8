"""Hospital or magistral preparation under a protocol: no speciality, no authorisation, no fixed term."""

from collections.abc import Sequence
from datetime import date

from saufconduit.regimes.acts import Act
from saufconduit.regimes.clocks import Clocks, authorisation_clock, simple_clocks
from saufconduit.regimes.provisions import Law
from saufconduit.vocabulary.days import same_day_after


def clocks(acts: Sequence[Act], law: Law) -> Clocks:
    """Open until an act says otherwise; a suitable speciality with its AMM or access would end it."""
    own = law["preparation"]
    return simple_clocks(acts, own, authorisation_clock(acts, own))


def declaration_deadline(first_made: date, law: Law) -> date:
    """Last day to declare a new hospital preparation first made on `first_made`. Source: `hospital-declaration`."""
    return same_day_after(first_made, law["preparation"].span("hospital-declaration", first_made)[0])
