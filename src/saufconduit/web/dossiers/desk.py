"""Who is at the screen: what they may read, in whose name they act."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.http import HttpRequest

from saufconduit.casework.decide import Offer, offers
from saufconduit.casework.event import Actor
from saufconduit.casework.law import Law
from saufconduit.casework.reading import Part, can_read
from saufconduit.casework.words import Act, Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.places import actor_at, delegators
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.accounts.sightings import session_ref
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.actions.acting import DATED, Way
from saufconduit.web.dossiers.guards import refusal_elsewhere
from saufconduit.web.dossiers.identity import Identity, Unnamed
from saufconduit.web.dossiers.law import law_for
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.notices import broken_until
from saufconduit.web.dossiers.queries import row_of
from saufconduit.web.dossiers.readable import Readable, readable_by
from saufconduit.web.dossiers.reading import Stored
from saufconduit.web.look.clock import now, today

CARE = (
    Role.PRESCRIBER,
    Role.INTERN,
    Role.PHARMACIST,
    Role.RESEARCH_ASSISTANT,
    Role.BOARD_COORDINATOR,
    Role.BOARD_MEMBER,
)
"""Those who read dossiers, each theirs."""


def may_read(request: Requested) -> Q:
    """The condition that the dossiers shown to this person fulfil, for the ORM."""
    return may_list(request).as_q()


def may_list(request: Requested) -> Readable:
    """Which dossiers are shown to this person."""
    assert request.actor is not None
    assert request.place is not None
    given: set[str] = set()
    if request.actor.role is Role.INTERN:
        given = delegators(request.place.user, request.place.site, today())
    return readable_by(request.actor, given)


def opened_row(request: Requested, dossier: str) -> DossierRow:
    """The row of a dossier that the person may read."""
    return row_of(dossier, may_list(request))


class Reading(NamedTuple):
    """A dossier that a person reads: as whom, and until when where an emergency lets it be."""

    row: DossierRow
    reader: Actor
    until: datetime | None = None


def reading_of(request: Requested, dossier: str) -> Reading:
    """The dossier that the person may read, or for which the glass was broken (P-41)."""
    assert request.actor is not None
    try:
        row = opened_row(request, dossier)
    except Problem as problem:
        is_elsewhere = problem.kind is problems.OTHER_SITE
        until = broken_until(request.actor, dossier, now()) if is_elsewhere else None
        if until is None:
            raise
    else:
        return Reading(row, actor_for(request, row.prescriber))
    row = row_of(dossier, None)
    return Reading(row, _in_place(request.actor, row), until)


def _in_place(actor: Actor, row: DossierRow) -> Actor:
    """The person as one who treats the patient: reads what that role reads there."""
    if actor.role is Role.PRESCRIBER:
        return replace(actor, site=row.site, ref=row.prescriber)
    delegated_by = row.prescriber if actor.role is Role.INTERN else None
    return replace(actor, site=row.site, delegated_by=delegated_by)


def patient_for(reader: Actor, stored: Stored) -> Identity | Unnamed | None:
    """The patient of a dossier, unnamed for who reads only another part of it (P-40)."""
    if stored.identity is None or can_read(reader, Part.IDENTITY, stored.dossier):
        return stored.identity
    return Unnamed(stored.dossier.id)


def actor_for(request: Requested, prescriber: str) -> Actor:
    """The person, who acts for that prescriber where the person is an intern."""
    assert request.place is not None
    return actor_at(request.place, for_prescriber=prescriber)


def way_of(request: HttpRequest, form_key: str = "", seen: int | None = None) -> Way:
    """How an act came."""
    return Way(form_key, seen, session_ref(request))


def offers_in(stored: Stored, actor: Actor, law: Law) -> tuple[Offer, ...]:
    """The acts as buttons for a person, with what refuses them elsewhere.

    What was done on the last possible day is often written down the next morning: its form stays open that day, and
    the day that is typed is judged when it is sent.
    """
    found = offers(stored.dossier, actor, now(), law)
    if any(_is_shut(offer) for offer in found):
        open_yesterday = _open_yesterday(stored, actor)
        found = tuple(Offer(offer.act) if _is_shut(offer) and offer.act in open_yesterday else offer for offer in found)
    return tuple(_guarded(offer, stored.dossier.id) for offer in found)


def _is_shut(offer: Offer) -> bool:
    return offer.act in DATED and offer.refusal is not None and not offer.is_passable


def _open_yesterday(stored: Stored, actor: Actor) -> set[Act]:
    """The acts that nothing refused the day before, by what is known today."""
    dossier, before = stored.dossier, now() - timedelta(days=1)
    law = law_for(dossier.programme, dossier.indication, dossier.started, before.date(), known=today())
    return {offer.act for offer in offers(dossier, actor, before, law) if offer.refusal is None}


def _guarded(offer: Offer, dossier: str) -> Offer:
    if offer.refusal is not None and not offer.is_passable:
        return offer
    refusal = refusal_elsewhere(offer.act, dossier)
    return offer if refusal is None else Offer(offer.act, refusal)
