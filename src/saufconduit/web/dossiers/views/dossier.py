"""The page of a dossier."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from saufconduit.casework.apply import as_corrected
from saufconduit.casework.event import Actor
from saufconduit.casework.labels import REGIMES, ROLES
from saufconduit.casework.obligations import obligations
from saufconduit.casework.permissions import check_can
from saufconduit.casework.reading import Part, can_read
from saufconduit.casework.words import Act, Role
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.dossiers import dossier_page as shown
from saufconduit.web.dossiers import queries
from saufconduit.web.dossiers.actions.acting import do
from saufconduit.web.dossiers.actions.merging import ROLES as JOINERS
from saufconduit.web.dossiers.addresses import address
from saufconduit.web.dossiers.desk import (
    CARE,
    Reading,
    actor_for,
    offers_in,
    opened_row,
    patient_for,
    reading_of,
    way_of,
)
from saufconduit.web.dossiers.due import patient_of, programme_words
from saufconduit.web.dossiers.identity import short_number
from saufconduit.web.dossiers.law import law_for, programme_of
from saufconduit.web.dossiers.papers_elsewhere import Paper, papers_elsewhere
from saufconduit.web.dossiers.reading import Stored, load
from saufconduit.web.dossiers.refused import page_for
from saufconduit.web.dossiers.tracing import trace_dossier
from saufconduit.web.dossiers.views.merging import joinings
from saufconduit.web.dossiers.views.papers import paper_list
from saufconduit.web.dossiers.words import mark_on
from saufconduit.web.look.clock import now, today
from saufconduit.web.look.days import short_day
from saufconduit.web.look.language import lang, say
from saufconduit.web.look.parts import Pair


@page_for(*CARE)
def dossier(request: Requested, dossier: UUID) -> HttpResponse:
    """The whole dossier, as the role reads it."""
    reading = reading_of(request, str(dossier))
    row = reading.row
    stored = load(row.id)
    is_named = can_read(reading.reader, Part.IDENTITY, stored.dossier)
    trace_dossier(request, row.id, is_named=is_named)
    return render(request, "dossiers/dossier.html", page_of(reading, stored))


def page_of(reading: Reading, stored: Stored) -> dict[str, Any]:
    """What the page shows: who reads in an emergency is offered nothing to do."""
    standing_at, day, words = stored.dossier, today(), lang()
    row, actor = reading.row, reading.reader
    law = law_for(standing_at.programme, standing_at.indication, standing_at.started, day)
    due = () if stored.merged_into else obligations(standing_at, day, law)
    events = shown.seen_by(actor, stored)
    names = queries.people(_refs(stored))
    offered = offers_in(stored, actor, law) if reading.until is None and not stored.merged_into else ()
    acts = shown.buttons(offered, words)
    check = shown.checked(as_corrected(events))
    knows_who, knows_what = (can_read(actor, part, standing_at) for part in (Part.IDENTITY, Part.REQUEST))
    is_printing = knows_who and knows_what and reading.until is None
    assert standing_at.regime is not None
    assert standing_at.owner is not None
    return {
        "row": row,
        "patient": patient_of(patient_for(actor, stored), words),
        # By which the pharmacy that prepares names it: the patient is not named to it.
        "number": short_number(row.id) if row.maker and knows_who else "",
        "programme": programme_words(row, words),
        "is_known_programme": programme_of(row.programme) is not None,
        "regime": say(REGIMES[standing_at.regime]),
        "strip": _strip(actor, stored, day),
        "mark": mark_on(row, day),
        "since": standing_at.since,
        "owner": say(ROLES[standing_at.owner]),
        "prescriber": names.get(row.prescriber, ""),
        # They let another pharmacy take the dossier over: not for who only reads in an emergency.
        "papers": standing_at.papers if reading.until is None and actor.site == row.site else None,
        "first_due": next((item for item in due if item.owner is standing_at.owner and item.due), None),
        "to_do": shown.to_do(due, day, address(row.id), words),
        "first": shown.first_move(due, acts, actor, day),
        "acts": [button for button in acts if not button.is_off],
        "acts_off": [button for button in acts if button.is_off],
        "days": shown.journal(events, names, words),
        "total_events": stored.dossier.events,
        "messages_told": shown.messages(events, names, words),
        "may_write": any(offer.act is Act.MESSAGE and offer.refusal is None for offer in offered),
        "glass_until": reading.until,
        "joinings": joinings(stored, words) if knows_who else [],
        "merged_into": address(stored.merged_into) if stored.merged_into else "",
        "may_join": reading.until is None and actor.role in JOINERS and actor.site == row.site,
        "check": check,
        "criteria": shown.criteria(check, words) if check else [],
        "facts": shown.facts(check, words) if check else [],
        "check_day": short_day(date.fromisoformat(check["known"]), words) if check else "",
        "paper_list": paper_list(stored, words) if is_printing else [],
        "papers_elsewhere": _papers_elsewhere(reading, stored),
        "documents": queries.documents_of(row.id) if knows_what else [],
        "form_key": uuid4().hex,
        "seen": stored.dossier.events,
        "is_pharmacist": actor.role is Role.PHARMACIST,
    }


def _papers_elsewhere(reading: Reading, stored: Stored) -> list[Paper]:
    """What the board printed of this dossier, for who reads that part and not in an emergency."""
    if reading.until is not None or not reading.row.board or not can_read(reading.reader, Part.BOARD, stored.dossier):
        return []
    return papers_elsewhere(reading.row.id)


def _refs(stored: Stored) -> set[str]:
    authors = {event.by.ref for event in stored.events} | {event.by.delegated_by or "" for event in stored.events}
    return authors | {stored.dossier.prescriber}


def _strip(actor: Actor, stored: Stored, day: date) -> list[Pair]:
    """The identity, for who may read it."""
    if stored.identity is None or not can_read(actor, Part.IDENTITY, stored.dossier):
        return []
    return shown.strip(stored.identity, day, lang())


@require_POST
@page_for(*CARE)
def message(request: Requested, dossier: UUID) -> HttpResponse:
    """Writes a message; an empty one does nothing."""
    row = opened_row(request, str(dossier))
    check_can(actor_for(request, row.prescriber), Act.MESSAGE, load(row.id).dossier)
    text = request.POST.get("text", "").strip()
    if text:
        way = way_of(request, request.POST.get("form_key", "")[:64])
        do(
            dossier=row.id,
            act=Act.MESSAGE,
            by=actor_for(request, row.prescriber),
            at=now(),
            data={"text": text},
            way=way,
        )
    return HttpResponseRedirect(address(row.id, "#messages"))
