"""CPC, compassionate prescribing framework: an authorised medicine used outside its AMM."""

from collections.abc import Sequence
from datetime import date

from saufconduit.regimes.acts import Act
from saufconduit.regimes.clocks import Clocks, authorisation_clock, simple_clocks
from saufconduit.regimes.provisions import Law
from saufconduit.vocabulary.days import same_day_after


def clocks(acts: Sequence[Act], law: Law) -> Clocks:
    """Three years a term, renewable; the texts leave open on which day a term starts, so its end is a range."""
    own = law["cpc"]
    return simple_clocks(acts, own, authorisation_clock(acts, own, starts="term-start"))


def holder_data_deadline(asked: date, law: Law) -> date:
    """Last day for the AMM holder to send the data that ANSM asked for on `asked`. Source: provision `holder-data`."""
    return same_day_after(asked, law["cpc"].span("holder-data", asked)[0])


def protocol_proposal_deadline(asked: date, law: Law) -> date:
    """Last day for the AMM holder to propose a PUT-SP asked for on `asked`. Source: provision `put-proposal`."""
    return same_day_after(asked, law["cpc"].span("put-proposal", asked)[0])
