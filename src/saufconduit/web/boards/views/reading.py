"""Reading: the list of sessions, a session, its papers."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from saufconduit.casework.board_session import Session
from saufconduit.casework.event import Actor
from saufconduit.casework.reading import Part, check_can_read
from saufconduit.casework.words import Role
from saufconduit.reports.paper.answer_words import AnswerWords
from saufconduit.reports.paper.blocks import DEMONSTRATION, Stamp
from saufconduit.reports.paper.board_minutes import board_minutes
from saufconduit.reports.paper.board_sheet import Subject, board_sheet
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.models import User
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.accounts.sightings import tell
from saufconduit.web.boards import problems, queries
from saufconduit.web.boards.apps import READERS
from saufconduit.web.boards.brought import brought_by
from saufconduit.web.boards.minutes import minutes_of
from saufconduit.web.boards.reading import Stored, load
from saufconduit.web.boards.refused import page_for
from saufconduit.web.boards.views.showing import show
from saufconduit.web.dossiers.desk import CARE, actor_for, opened_row
from saufconduit.web.dossiers.due import patient_of
from saufconduit.web.dossiers.law import registry
from saufconduit.web.dossiers.reading import load as load_dossier
from saufconduit.web.dossiers.tracing import trace_list, trace_paper
from saufconduit.web.journal.security import Sight
from saufconduit.web.look.clock import now, today
from saufconduit.web.look.language import lang, say


@require_safe
@page_for(*READERS, Role.PRESCRIBER)
def sessions(request: Requested) -> HttpResponse:
    """The sessions of the board; for a prescriber, where the dossiers of that one come up."""
    assert request.actor is not None
    board = request.actor.board
    if request.actor.role is Role.PRESCRIBER or board is None:
        lines = queries.passing(request.actor)
        trace_list(request, "sessions", (line.dossier for line in lines))
        return render(request, "boards/passing.html", {"lines": lines})
    found, waiting = queries.sessions_of(board), queries.waiting_for(board)
    trace_list(request, "sessions", (line.dossier for line in waiting))
    context = {
        "board": AnswerWords(registry(), lang()).board(board),
        "coming": [line for line in found if not line.is_closed],
        "past": [line for line in found if line.is_closed],
        "waiting": waiting,
        "is_coordinator": request.actor.role is Role.BOARD_COORDINATOR,
    }
    return render(request, "boards/sessions.html", context)


@require_safe
@vary_on_headers("HX-Request")
@page_for(*READERS)
def session(request: Requested, name: str) -> HttpResponse:
    """A session: the agenda, one dossier of it, what may be done."""
    assert request.actor is not None
    stored = opened(name, request.actor)
    return show(request, stored, wanted=request.GET.get("dossier"))


@require_safe
@page_for(*READERS)
def minutes(request: Requested, name: str) -> HttpResponse:
    """The minutes as PDF."""
    assert request.actor is not None
    stored = opened(name, request.actor)
    trace_paper(request, f"session:{name}/minutes", (item.dossier for item in stored.session.items))
    return _pdf(board_minutes(minutes_of(stored), _stamp(request, stored.session), lang()), "compte-rendu")


@require_safe
@page_for(*CARE)
def extract(request: Requested, name: str, dossier: UUID) -> HttpResponse:
    """The minutes of one dossier as PDF, for who may read that dossier: they name no other patient."""
    row = opened_row(request, str(dossier))
    check_can_read(actor_for(request, row.prescriber), Part.BOARD, load_dossier(row.id).dossier)
    stored = load(name)
    order = [item.dossier for item in stored.session.items]
    if row.id not in order:
        raise Problem(problems.UNKNOWN)
    tell(request, Sight.EXPORT, record=f"dossier:{row.id}/extract")
    stamp, only = _stamp(request, stored.session), order.index(row.id) + 1
    return _pdf(board_minutes(minutes_of(stored), stamp, lang(), only=only), "extrait")


@require_safe
@page_for(*READERS)
def sheets(request: Requested, name: str) -> HttpResponse:
    """The sheets of the dossiers that keep a check, one page a patient."""
    assert request.actor is not None
    stored = opened(name, request.actor)
    brought = brought_by((item.dossier for item in stored.session.items), stored.concluded)
    found = [one for one in (brought[item.dossier] for item in stored.session.items) if one.outcome is not None]
    subjects = [Subject(patient_of(one.identity, lang()), one.question, {"results": [one.outcome]}) for one in found]
    if not subjects:
        raise Problem(problems.NO_SHEET)
    trace_paper(request, f"session:{name}/sheets", (one.row.id for one in found))
    return _pdf(board_sheet(subjects, registry(), _stamp(request, stored.session), lang()), "fiches")


def opened(name: str, actor: Actor) -> Stored:
    """The session, for who holds its board."""
    stored = load(name)
    queries.check_reader(stored.session.board, actor)
    return stored


def _stamp(request: Requested, session: Session) -> Stamp:
    assert isinstance(request.user, User)
    mark = say(DEMONSTRATION) if settings.DEMONSTRATION else ""
    return Stamp(by=request.user.name, at=now(), on=session.day, known=today(), watermark=mark)


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
