"""Doing an act in a session: lock, who, when, append, project; this order in every action."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from saufconduit.casework.board_decide import check_setting, decide_session
from saufconduit.casework.board_session import (
    OPINION_OF,
    Answer,
    Member,
    Session,
    SessionAct,
    apply_session,
)
from saufconduit.casework.event import Actor, civil_day
from saufconduit.casework.words import Act, Role, State
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.models import Membership
from saufconduit.web.boards import problems
from saufconduit.web.boards.actions.projecting import project
from saufconduit.web.boards.models import AgendaRow, BoardSetting, SessionRow
from saufconduit.web.boards.reading import PREFIX, Stored, entry_of, load
from saufconduit.web.dossiers.actions.acting import BY_PROGRAM, Way, do
from saufconduit.web.dossiers.actions.forms import claim
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.journal.security import Sight, log
from saufconduit.web.journal.store import append


@transaction.atomic
def plan_session(
    *,
    by: Actor,
    at: datetime,
    starts: datetime,
    chair: str,
    members: Sequence[Member],
    session: str | None = None,
    way: Way = BY_PROGRAM,
) -> str:
    """Plans a session of the board of `by`, with the setting that the board has today; its id."""
    board = by.board or ""
    setting = BoardSetting.objects.filter(board=board).first() or BoardSetting(board=board)
    name = session or f"{PREFIX}{uuid.uuid4().hex}"
    claim(way.form_key, by, name, at)
    _check_called(board, members, starts)
    data = {
        "session": name,
        "board": board,
        "starts": starts.isoformat(),
        "chair": chair,
        "members": [{"ref": member.ref, "specialty": member.specialty} for member in members],
        "quorum": {"specialties": setting.specialties, "required": setting.required},
        "papers": setting.papers,
        "minutes": setting.minutes,
    }
    _do(Stored(Session(), 0, by.site), name, SessionAct.PLAN, data, by, at, way)
    return name


def _check_called(board: str, members: Sequence[Member], starts: datetime) -> None:
    held = Membership.objects.on(civil_day(starts)).filter(board=board, role=Role.BOARD_MEMBER.value)
    known = set(held.values_list("user__ref", flat=True))
    if not known.issuperset(member.ref for member in members):
        raise Problem(problems.NOT_A_MEMBER)


@transaction.atomic
def add_dossier(*, session: str, dossier: str, by: Actor, at: datetime, way: Way = BY_PROGRAM) -> None:
    """Puts on the agenda a dossier that waits for the opinion of the board."""
    stored = _locked(session, by, at, way)
    # Held until the end: another session that asks for it at the same moment then finds it here.
    waits = DossierRow.objects.select_for_update().filter(id=dossier, board=stored.session.board)
    if waits.filter(state=State.AT_BOARD.value).first() is None:
        raise Problem(problems.NOT_AT_BOARD)
    if AgendaRow.objects.filter(dossier=dossier, is_concluded=False).exclude(session_id=session).exists():
        raise Problem(problems.ELSEWHERE)
    _do(stored, session, SessionAct.ADD_DOSSIER, {"dossier": dossier}, by, at, way)


@transaction.atomic
def remove_dossier(*, session: str, dossier: str, words: str, by: Actor, at: datetime, way: Way = BY_PROGRAM) -> None:
    """Takes a dossier off the agenda, for a reason."""
    stored = _locked(session, by, at, way)
    _do(stored, session, SessionAct.REMOVE_DOSSIER, {"dossier": dossier, "words": words}, by, at, way)


@transaction.atomic
def name_chair(*, session: str, chair: str, by: Actor, at: datetime, way: Way = BY_PROGRAM) -> None:
    """Gives the chair to another of the members called."""
    stored = _locked(session, by, at, way)
    _do(stored, session, SessionAct.NAME_CHAIR, {"chair": chair}, by, at, way)


@transaction.atomic
def note_presence(
    *, session: str, member: str, is_present: bool, by: Actor, at: datetime, way: Way = BY_PROGRAM
) -> None:
    """Notes that a member has come, or has left."""
    stored = _locked(session, by, at, way)
    data = {"member": member, "is_present": is_present}
    _do(stored, session, SessionAct.NOTE_PRESENCE, data, by, at, way)


@transaction.atomic
def give_opinion(
    *, session: str, dossier: str, answer: str, words: str, by: Actor, at: datetime, way: Way = BY_PROGRAM
) -> None:
    """Gives the opinion of a member: nobody else reads it before the chair opens it."""
    stored = _locked(session, by, at, way)
    data = {"dossier": dossier, "answer": answer, "words": words}
    _do(stored, session, SessionAct.GIVE_OPINION, data, by, at, way)


@transaction.atomic
def open_opinions(*, session: str, dossier: str, by: Actor, at: datetime, way: Way = BY_PROGRAM) -> None:
    """Opens the opinions on a dossier to those who take part."""
    stored = _locked(session, by, at, way)
    _do(stored, session, SessionAct.OPEN_OPINIONS, {"dossier": dossier}, by, at, way)


@transaction.atomic
def conclude(
    *,
    session: str,
    dossier: str,
    answer: str,
    words: str,
    asked: Sequence[str] = (),
    by: Actor,
    at: datetime,
    way: Way = BY_PROGRAM,
) -> None:
    """Signs what the board concludes; the same conclusion is the next event of the dossier.

    A board that asks for something gives no opinion: the request goes back to the prescriber, with what is asked.
    """
    stored = _locked(session, by, at, way)
    data = {"dossier": dossier, "answer": answer, "words": words, "asked": list(asked)}
    decide_session(stored.session, SessionAct.CONCLUDE, data, by, at)
    _tell_dossier(session, dossier, data, by, at, way)
    _do(stored, session, SessionAct.CONCLUDE, data, by, at, way)


def _tell_dossier(session: str, dossier: str, data: Mapping[str, Any], by: Actor, at: datetime, way: Way) -> None:
    quiet = Way(session=way.session, is_from_board=True)
    if data["answer"] == Answer.ASKS:
        reason = "\n".join([data["words"], *(f"– {item}" for item in data["asked"])])
        do(dossier=dossier, act=Act.RETURN_REQUEST, by=by, at=at, data={"reason": reason}, way=quiet)
        return
    told = {
        "opinion": OPINION_OF[Answer(data["answer"])],
        "on": civil_day(at).isoformat(),
        "conclusion": data["words"],
        "session": session,
    }
    do(dossier=dossier, act=Act.RECORD_BOARD_OPINION, by=by, at=at, data=told, way=quiet)


@transaction.atomic
def close_session(*, session: str, by: Actor, at: datetime, way: Way = BY_PROGRAM) -> None:
    """Closes a session: its minutes are what it holds now."""
    stored = _locked(session, by, at, way)
    _do(stored, session, SessionAct.CLOSE, {}, by, at, way)


@transaction.atomic
def set_board(*, by: Actor, specialties: int, required: Sequence[str], papers: Sequence[str], minutes: int) -> None:
    """Changes what the board of `by` chose for its next sessions; those already planned keep what they have."""
    check_setting(specialties, minutes, by)
    chosen = {"specialties": specialties, "required": list(required), "papers": list(papers), "minutes": minutes}
    BoardSetting.objects.update_or_create(board=by.board, defaults=chosen)
    log(Sight.ACCOUNT_CHANGED, account=by.ref, role=by.role.value, site=by.site, record=f"board:{by.board}")


def _locked(session: str, by: Actor, at: datetime, way: Way) -> Stored:
    """The session, which no other transaction changes before this one ends.

    Raises `dossiers.sent-already`.
    """
    claim(way.form_key, by, session, at)
    SessionRow.objects.select_for_update().filter(id=session).first()
    return load(session)


def _do(
    stored: Stored, session: str, act: SessionAct, data: Mapping[str, Any], by: Actor, at: datetime, way: Way
) -> None:
    decided = decide_session(stored.session, act, data, by, at)
    event = replace(decided, number=stored.records + 1)
    append(session, [entry_of(event, session, way.session)], expected=stored.records)
    project(Stored(apply_session(stored.session, event), event.number, stored.site))
    log(
        Sight.DOSSIER_WRITTEN,
        account=by.ref,
        role=by.role.value,
        site=by.site,
        record=f"session:{session}",
        session=way.session,
    )
