"""AAC, compassionate access of one named patient, « très précoce » included."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from saufconduit.regimes.acts import Act
from saufconduit.regimes.clocks import Clocks, articles, authorisation_clock, entry_stopped, with_payer
from saufconduit.regimes.provisions import Law, RegimeLaw
from saufconduit.regimes.timeline import Status, Stretch
from saufconduit.vocabulary.days import Span, last_day_of_term, morrow, same_day_after
from saufconduit.vocabulary.text import Text

_AMM = Text("l’AMM a été accordée : plus de nouvelle AAC", "the AMM was granted: no new AAC")


def clocks(acts: Sequence[Act], law: Law) -> Clocks:
    """Open as long as ANSM grants it; after an AMM, new requests stop within three months, patients go on."""
    own = law["aac"]
    authorisation = authorisation_clock(acts, without_term(own))
    entry = entry_stopped(authorisation, acts)
    for act in acts:
        granted = act.start or act.signed or act.published
        if act.kind == "amm-granted" and granted is not None:
            rule = own.provision("no-new-after-amm", granted.latest)
            last = act.end.latest if act.end else last_day_for_new(granted.latest, law)
            status = Status("closed", articles(rule), _AMM, rule.doubt)
            entry = entry.painted(Stretch(morrow(last), date.max, status, is_first_computed=act.end is None))
    followed = with_payer(authorisation, own, own.start or date.min)
    return Clocks(entry, authorisation, followed, followed)


def without_term(law: RegimeLaw) -> RegimeLaw:
    """The one-year limit is that of each patient, not of the product."""
    kept = tuple(item for item in law.provisions if item.id not in ("max-duration", "renewal-duration"))
    return replace(law, provisions=kept)


def last_day_of_patient(granted: date, law: Law) -> date:
    """Last day at most of the authorisation of a patient granted on `granted`. Source: `max-duration`."""
    return last_day_of_term(granted, law["aac"].span("max-duration", granted)[0])


def last_day_for_new(amm: date, law: Law) -> date:
    """Latest day on which a new AAC may be granted after an AMM of `amm`. Source: `no-new-after-amm`."""
    return same_day_after(amm, law["aac"].span("no-new-after-amm", amm)[0])


def aap_filing_deadline(first: date, law: Law, *, is_rare: bool, extensions: int = 0) -> date:
    """Last day for the company of an AAC « très précoce » to file an AAP, counted from the first AAC.

    12 months, 18 for a rare disease, and 6 for each extension that ANSM grants. Source: `aap-filing`…
    """
    own = law["aac"]
    span = own.span("aap-filing-rare" if is_rare else "aap-filing", first)[0]
    extension = own.span("aap-filing-extension", first)[0]
    return same_day_after(first, Span(months=span.months + extensions * extension.months))
