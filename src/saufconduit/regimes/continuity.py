"""Continuity of treatment after an AAP: who pays, for how long, on what basis."""

from collections.abc import Iterator, Sequence
from datetime import date

from saufconduit.regimes.acts import Act
from saufconduit.regimes.clocks import articles
from saufconduit.regimes.provisions import Law
from saufconduit.regimes.timeline import Status, Stretch
from saufconduit.vocabulary.days import last_day_of_term, morrow
from saufconduit.vocabulary.text import Text

_INSURED = Text(
    "continuité : l’assurance maladie paie encore, aux conditions de l’accès précoce",
    "continuity: health insurance still pays, on the terms of the early access",
)
_REST = Text(
    "continuité : la firme fournit au plus au prix de référence ; elle peut fournir gratuitement",
    "continuity: the company supplies at no more than the reference price; it may supply free of charge",
)
_GOODWILL = Text(
    "continuité : fourniture par la firme au-delà de l’année légale, permise par note ministérielle",
    "continuity: supply by the company beyond the statutory year, allowed by a ministerial note",
)
OVER = Text(
    "la continuité connue est finie ; aucun texte connu ne prévoit la suite",
    "the known continuity is over; no known text provides for what follows",
)
_LISTED = Text("prise en charge de droit commun", "ordinary reimbursement")


def continuity_stretches(acts: Sequence[Act], law: Law, last_funded: date) -> Iterator[Stretch]:
    """What treated patients get after `last_funded`, in the order in which it is to be laid.

    Three months on the last terms, the rest of the statutory year at the reference price at most, then what the notes
    of the ministries allow, then ordinary rules from the day of a listing. Source: CSS L.162-16-5-4, D.163-3.
    """
    own = law["continuity"]
    first = morrow(last_funded)
    insured_span, insured = own.span("insured-phase", first)
    year_span, year = own.span("minimum", first)
    insured_last, year_last = last_day_of_term(first, insured_span), last_day_of_term(first, year_span)
    pays, rest = own.provision("payer-insured", first), own.provision("payer-rest", first)
    status = Status("open", articles(insured, pays), _INSURED, insured.doubt, str(pays.value), pays.doubt)
    yield Stretch(first, insured_last, status, is_last_computed=True)
    status = Status("open", articles(year, rest), _REST, year.doubt, str(rest.value), rest.doubt)
    yield Stretch(morrow(insured_last), year_last, status, True, True)
    covered, is_computed = year_last, True
    notes = []
    for act in acts:
        if act.kind == "continuity-granted" and act.end is not None:
            start = act.start.earliest if act.start is not None else morrow(covered)
            basis = tuple(item for item in (act.reference, act.basis) if item)
            status = Status("open", basis, _GOODWILL, act.doubt, act.payer or "unknown", acts=(act.id,))
            notes.append(Stretch(start, act.end.latest, status, act.start is None))
            if act.end.latest > covered:
                covered, is_computed = act.end.latest, False
    yield Stretch(morrow(covered), date.max, Status("closed", articles(year), OVER), is_computed)
    yield from notes
    yield from listing_stretches(acts, law)


def is_listed(status: Status) -> bool:
    """True if the supply is that of an indication come under the ordinary rules."""
    return status.state == "open" and status.why == _LISTED


def listing_stretches(acts: Sequence[Act], law: Law) -> Iterator[Stretch]:
    """The ordinary rules, from the day of a listing. Source: CSS L.162-16-5-4 I bis 1°."""
    own = law["continuity"]
    for act in acts:
        if act.kind == "listed" and act.start is not None:
            listing = own.provision("listing", act.start.earliest)
            yield Stretch(
                act.start.earliest,
                date.max,
                Status("open", articles(listing), _LISTED, listing.doubt, "unknown"),
            )
