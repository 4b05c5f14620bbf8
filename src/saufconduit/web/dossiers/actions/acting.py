"""Doing an act in a dossier: lock, who, when, append, project; this order in every action."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from saufconduit.casework.apply import ASIDE, apply, said_by
from saufconduit.casework.decide import Command, decide
from saufconduit.casework.dossier import EMPTY, Dossier
from saufconduit.casework.event import Actor, Event, civil_day
from saufconduit.casework.labels import ACTS
from saufconduit.casework.reading import Part, check_can_read
from saufconduit.casework.words import Act
from saufconduit.vocabulary.days import parse_day
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.actions.crossing import check_reference, cross
from saufconduit.web.dossiers.actions.drafts import drop_draft
from saufconduit.web.dossiers.actions.forms import claim
from saufconduit.web.dossiers.actions.projecting import project
from saufconduit.web.dossiers.guards import refusal_elsewhere
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.law import law_for
from saufconduit.web.dossiers.models import new_id
from saufconduit.web.dossiers.prepared_elsewhere import check_words
from saufconduit.web.dossiers.reading import Stored, entries_of, identity_entry, load
from saufconduit.web.journal.plain_sql import and_lock, rows
from saufconduit.web.journal.security import Sight, log
from saufconduit.web.journal.store import append

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # those that nobody mistakes for another on paper
_CODE_LENGTH = 8
DATED = (Act.PRESCRIBE, Act.DISPENSE, Act.ADMINISTER)
"""Acts judged on the day that is typed: they may be written down after they were done."""


@dataclass(frozen=True)
class Way:
    """How an act came: the key of its form, how many events its page showed, the session.

    `is_from_board` is an act that a session of a board does itself: what it refuses to others is not asked.
    """

    form_key: str = ""
    seen: int | None = None
    session: str = ""
    is_from_board: bool = False


BY_PROGRAM = Way()


def new_code() -> str:
    """A code for the papers of a patient: random, it says nothing."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))


@transaction.atomic
def open_dossier(
    *,
    by: Actor,
    at: datetime,
    identity: Identity | None,
    data: Mapping[str, Any],
    act: Act = Act.OPEN,
    way: Way = BY_PROGRAM,
) -> str:
    """Opens a dossier, or imports an old one; its id.

    `data` are the fields of the act; the id, the code of the patient, the number of the request, the month of birth
    are set here where they are not given. Raises the Problem of the refusal.
    """
    dossier = str(data.get("dossier") or new_id())
    claim(way.form_key, by, dossier, at)
    content = dict(data) | {"dossier": dossier}
    if act is Act.OPEN and identity is not None:
        made = {"patient_code": new_code(), "reference": new_code(), "birth_month": f"{identity.birth_day:%Y-%m}"}
        content = made | content
    law = law_for(content["programme"], content["indication"], _day(content.get("started")), civil_day(at))
    events = decide(EMPTY, Command(act, by, at, content), law)
    check_reference(identity, content)
    identities = [] if identity is None else [identity_entry(identity, at, by, way.session)]
    append(dossier, [*entries_of(events, way.session), *identities], expected=0)
    records = len(events) + len(identities)
    _finish(Stored(_after(EMPTY, events), events, identity, records), events, by, way)
    return dossier


@transaction.atomic
def do(
    *,
    dossier: str,
    act: Act,
    by: Actor,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    reason: str = "",
    way: Way = BY_PROGRAM,
) -> tuple[Event, ...]:
    """Does an act in a dossier; the events it made.

    `reason` passes over the rules that let themselves be. Raises the Problem or the Problems of the refusal,
    `dossiers.changed` where somebody else did something since the page was shown, `dossiers.sent-already`.
    """
    claim(way.form_key, by, dossier, at)
    _lock(dossier)
    stored = load(dossier)
    check_seen(stored, way.seen)
    check_not_merged(stored)
    _check_elsewhere(dossier, act, way)
    standing = stored.dossier
    today = civil_day(at)
    started, on = _started(standing, act, data), _judged_on(standing, act, data, today)
    law = law_for(standing.programme, standing.indication, started, on, known=today)
    events = decide(standing, Command(act, by, at, dict(data or {}), reason), law)
    check_reference(stored.identity, _corrected(standing, act, data))
    check_words(standing, stored.identity, events[0])
    append(dossier, entries_of(events, way.session), expected=stored.records)
    records = stored.records + len(events)
    after = Stored(_after(standing, events), (*stored.events, *events), stored.identity, records)
    _finish(after, events, by, way)
    drop_draft(dossier=dossier, act=act, account=by.ref)
    return events


def _started(dossier: Dossier, act: Act, data: Mapping[str, Any] | None) -> date | None:
    """The first day of the treatment; a correction of the opening is judged on the day that it says."""
    said = _corrected(dossier, act, data)
    return _day(said["started"]) if said.get("started") else dossier.started


def _judged_on(dossier: Dossier, act: Act, data: Mapping[str, Any] | None, today: date) -> date:
    """The day of what was prescribed, dispensed or given, which may be typed in or corrected after it was done."""
    done, said = said_by(dossier, act, data or {})
    day = parse_day(str(said.get("on"))) if done in DATED else None
    return today if day is None else min(day, today)


def _corrected(dossier: Dossier, act: Act, data: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What a correction of the opening says, nothing for any other act."""
    done, said = said_by(dossier, act, data or {})
    return said if act is Act.CORRECT and done is Act.OPEN else {}


@transaction.atomic
def identify(*, dossier: str, identity: Identity, by: Actor, at: datetime, way: Way = BY_PROGRAM) -> None:
    """Says again who the patient is: what was said before stays in the journal.

    Raises the Problem of who does not read the identity.
    """
    claim(way.form_key, by, dossier, at)
    _lock(dossier)
    stored = load(dossier)
    check_not_merged(stored)
    check_can_read(by, Part.IDENTITY, stored.dossier)
    append(dossier, [identity_entry(identity, at, by, way.session)], expected=stored.records)
    _finish(load(dossier), (), by, way)


def _lock(dossier: str) -> None:
    """Two clicks must not both pass: the second one waits here."""
    rows(f"SELECT id FROM dossiers_dossierrow WHERE id = %s{and_lock()}", (dossier,))


def check_seen(stored: Stored, seen: int | None) -> None:
    """Raises `dossiers.changed` for an act done since the page was made; messages and documents do no harm."""
    newer = [event for event in stored.events[seen:] if event.act not in ASIDE] if seen is not None else []
    if newer:
        raise changed(newer[-1])


def check_not_merged(stored: Stored) -> None:
    """Raises `dossiers.merged`: what goes on in another dossier is done there."""
    if stored.merged_into:
        raise Problem(problems.MERGED)


def _check_elsewhere(dossier: str, act: Act, way: Way) -> None:
    """Raises the Problem of another application, such as that of a board which has the dossier on its agenda."""
    refusal = None if way.is_from_board else refusal_elsewhere(act, dossier)
    if refusal is not None:
        raise refusal


def changed(event: Event) -> Problem:
    """The sentence that says who was faster."""
    from saufconduit.web.accounts.models import User
    from saufconduit.web.look.clock import PARIS
    from saufconduit.web.look.days import short_day, time_of

    name = User.objects.filter(ref=event.by.ref).values_list("name", flat=True).first()
    at = event.at.astimezone(PARIS)
    return Problem(
        problems.CHANGED,
        who=name or event.by.ref,
        act_fr=ACTS[event.act].do.fr,
        act_en=ACTS[event.act].do.en,
        day_fr=short_day(at.date(), "fr"),
        day_en=short_day(at.date(), "en"),
        hour_fr=time_of(at, "fr"),
        hour_en=time_of(at, "en"),
    )


def _after(dossier: Dossier, events: tuple[Event, ...]) -> Dossier:
    for event in events:
        dossier = apply(dossier, event)
    return dossier


def _finish(stored: Stored, events: tuple[Event, ...], by: Actor, way: Way) -> None:
    project(stored)
    cross(stored, events)
    log(
        Sight.DOSSIER_WRITTEN,
        account=by.ref,
        role=by.role.value,
        site=by.site,
        record=f"dossier:{stored.dossier.id}",
        session=way.session,
    )


def _day(written: object) -> date | None:
    return date.fromisoformat(str(written)) if written else None
