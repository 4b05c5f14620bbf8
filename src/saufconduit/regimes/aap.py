"""AAP, early access before or after the AMM."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from saufconduit.regimes.acts import Act
from saufconduit.regimes.clocks import (
    Clocks,
    articles,
    authorisation_clock,
    entry_stopped,
    first_day,
    payer_of,
)
from saufconduit.regimes.continuity import continuity_stretches, listing_stretches
from saufconduit.regimes.provisions import Law, Provision
from saufconduit.regimes.timeline import Status, Stretch, Timeline
from saufconduit.vocabulary.days import Span, morrow, same_day_after
from saufconduit.vocabulary.text import Text

_PROLONGED = Text(
    "ce qui a prolongé l’autorisation après son terme n’est pas publié ; la prise en charge a couru jusqu’à cette date",
    "what prolonged the authorisation after its term is not published; funding ran to that day",
)
_NO_ORDER = Text(
    "la prise en charge prend fin par arrêté, et aucun n’est connu",
    "funding ends by an order, and none is known",
)
_SILENCE = ("open", "unknown")
_FUNDING_ENDED = Text("la prise en charge a pris fin", "funding has ended")


def clocks(acts: Sequence[Act], law: Law) -> Clocks:
    """One year a term; whoever starts before funding stops is in, and is covered afterwards (continuity)."""
    authorisation = authorisation_clock(acts, law["aap"])
    last_funded = next((act.end.latest for act in acts if act.kind == "funding-ended" and act.end is not None), None)
    entry = _entry(acts, law, authorisation, last_funded)
    funding = _funding(acts, law, authorisation, last_funded)
    supply = funding
    listed = listing_stretches(acts, law)
    for stretch in listed if last_funded is None else continuity_stretches(acts, law, last_funded):
        supply = supply.painted(stretch)
    return Clocks(entry_stopped(entry, acts), authorisation, funding, supply)


def _entry(acts: Sequence[Act], law: Law, authorisation: Timeline, last_funded: date | None) -> Timeline:
    """Where the end of funding is stated, it bounds the entry: a renewal refused before it does not close it.

    Source: CSS L.162-16-5-4 I, treatments begun before funding stops; the refusal of renewal itself has no stated
    effect on entry (docs/readings.md).
    """
    first = first_day(acts)
    if last_funded is None or first is None:
        return authorisation
    rule = law["aap"].provision("entry-follows-funding", last_funded)
    entry = authorisation_clock([act for act in acts if act.kind != "not-renewed"], law["aap"])
    # Only a term that passed in silence was prolonged: after a suspension, nothing says that the access reopened.
    silent = [gap for term, gap in pairwise(entry.stretches) if (term.status.state, gap.status.state) == _SILENCE]
    for gap in silent:
        status = Status("open", articles(rule), _PROLONGED, _PROLONGED)
        entry = entry.painted(Stretch(gap.first, min(gap.last, last_funded), status, gap.is_first_computed))
    closed = Status("closed", articles(rule), _FUNDING_ENDED)
    return entry.painted(Stretch(morrow(last_funded), date.max, closed))


def _funding(acts: Sequence[Act], law: Law, authorisation: Timeline, last_funded: date | None) -> Timeline:
    """Insurance pays as soon as the AAP exists and until an act ends it; without one, as long as the AAP is open."""
    first = first_day(acts)
    if first is None:
        return authorisation
    payer, doubt = payer_of(law["aap"], first)
    paid = Status("open", articles(law["aap"].provision("payer", first)), payer=payer, payer_doubt=doubt)
    listed = {act.id: law["aap"].provision("ends-listed", first) for act in acts if act.kind == "listed"}
    funding = Timeline(tuple(_paid_until_an_order(item, first, paid, listed) for item in authorisation.stretches))
    if last_funded is None:
        return funding
    begun = authorisation.at(first)
    flags = (begun.is_first_computed, False, begun.is_first_unknown)
    funding = funding.followed_by(Timeline.always(Status("closed", _orders(acts), _FUNDING_ENDED)), first)
    return funding.painted(Stretch(first, last_funded, paid, *flags))


def _orders(acts: Sequence[Act]) -> tuple[str, ...]:
    """The orders that ended funding, as they are cited."""
    return tuple(base for act in acts if act.kind == "funding-ended" for base in act.bases)


def _paid_until_an_order(stretch: Stretch, first: date, paid: Status, listed: Mapping[str, Provision]) -> Stretch:
    """Only a listing or an order of the ministers ends funding: without one, what follows the AAP is not known."""
    if stretch.status.state == "open":
        return stretch._replace(status=paid._replace(acts=stretch.status.acts))
    if stretch.status.state == "closed" and stretch.first > first:
        listing = next((listed[name] for name in stretch.status.acts if name in listed), None)
        if listing is not None:
            return stretch._replace(status=stretch.status._replace(basis=articles(listing)))
        return stretch._replace(status=Status("unknown", paid.basis, _NO_ORDER))
    return stretch


Stage = Literal["pre-amm", "post-amm"]


def silence_means(stage: Stage, day: date, law: Law, *, is_ansm_favourable: bool | None = None) -> Provision:
    """What the silence of HAS at the end of its time means: `value` is accepted, rejected or unknown.

    Before the AMM it depends on the opinion of ANSM; without knowing that opinion, or after the AMM, it is unknown.
    Source: CSP R.5121-69 IV; post-AMM not read.
    """
    own = law["aap"]
    if stage == "post-amm" or is_ansm_favourable is None:
        return own.provision("silence-post-amm", day)
    return own.provision("silence-pre-amm-favourable" if is_ansm_favourable else "silence-pre-amm-unfavourable", day)


def decision_deadline(complete: date, law: Law, *, is_extended: bool = False, suspended_days: int = 0) -> date:
    """Last day for HAS to decide on a file acknowledged complete on `complete`.

    3 months, 1 more where HAS says so, and the days its clock was suspended. Source: CSP R.5121-69, R.5121-69-1.
    """
    own = law["aap"]
    months = own.span("decision", complete)[0].months
    if is_extended:
        months += own.span("decision-extension", complete)[0].months
    return same_day_after(complete, Span(months=months, days=suspended_days))


def information_deadline(asked: date, law: Law) -> date:
    """Latest day that HAS may set for the information it asked for on `asked`. Source: CSP R.5121-69-1."""
    return same_day_after(asked, law["aap"].span("information-reply", asked)[0])


def renewal_request_deadline(term_end: date, law: Law) -> date:
    """Last day to apply for renewal of an AAP whose term ends on `term_end`. Source: CSP R.5121-69-4."""
    return same_day_after(term_end, Span(months=-law["aap"].span("renewal-request", term_end)[0].months))


def supply_deadline(granted: date, law: Law) -> date:
    """Last day for the company to make the product available. Source: provision `supply`, needs confirmation."""
    return same_day_after(granted, law["aap"].span("supply", granted)[0])


def amm_filing_deadline(granted: date, law: Law) -> date:
    """Last day at most to file the AMM promised for a pre-AMM access. Source: CSP D.5121-69-3."""
    return same_day_after(granted, law["aap"].span("amm-filing", granted)[0])


def listing_application_deadline(amm: date, law: Law) -> date:
    """Last day to apply for listing after the AMM. Source: CSP L.5121-12."""
    return same_day_after(amm, law["aap"].span("listing-application", amm)[0])
