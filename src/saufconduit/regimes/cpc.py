"""CPC, compassionate prescribing framework: an authorised medicine used outside its AMM."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from saufconduit.regimes.acts import Act
from saufconduit.regimes.clocks import Clocks, authorisation_clock, simple_clocks
from saufconduit.regimes.provisions import Law, RegimeLaw
from saufconduit.regimes.rtu import deemed_cpc
from saufconduit.regimes.transition import REFORM
from saufconduit.vocabulary.days import eve, same_day_after


def clocks(acts: Sequence[Act], law: Law) -> Clocks:
    """Three years a term, renewable; the texts leave open on which day a term starts, so its end is a range.

    Acts before the reform are those of the RTU that it deemed a CPC: their terms are those of an RTU.
    """
    own = law["cpc"]
    authorisation = authorisation_clock(acts, _with_rtu_terms(own, law["rtu"]), starts="term-start")
    return simple_clocks(acts, own, deemed_cpc(authorisation, acts, law))


def _with_rtu_terms(own: RegimeLaw, rtu: RegimeLaw) -> RegimeLaw:
    """The law of the CPC, with the duration of the RTU for the days before the reform."""
    before = rtu.provision("max-duration", eve(REFORM))
    return replace(own, provisions=(*own.provisions, replace(before, end=eve(REFORM))))


def holder_data_deadline(asked: date, law: Law) -> date:
    """Last day for the AMM holder to send the data that ANSM asked for on `asked`. Source: provision `holder-data`."""
    return same_day_after(asked, law["cpc"].span("holder-data", asked)[0])


def protocol_proposal_deadline(asked: date, law: Law) -> date:
    """Last day for the AMM holder to propose a PUT-SP asked for on `asked`. Source: provision `put-proposal`."""
    return same_day_after(asked, law["cpc"].span("put-proposal", asked)[0])
