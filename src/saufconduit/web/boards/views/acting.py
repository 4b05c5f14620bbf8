"""What is done in a session: each act is a form with its own address."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from saufconduit.casework.board_decide import refusal
from saufconduit.casework.board_session import SessionAct
from saufconduit.casework.event import Actor
from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.web.accounts.access import seen
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.boards.actions import sessions as actions
from saufconduit.web.boards.apps import READERS
from saufconduit.web.boards.forms import ConclusionForm, KeyForm, OpinionForm, ReasonForm, TypedForm
from saufconduit.web.boards.refused import page_for, sentences_of, status_of
from saufconduit.web.boards.views.reading import opened
from saufconduit.web.boards.views.showing import show
from saufconduit.web.dossiers.actions.acting import Way
from saufconduit.web.dossiers.desk import way_of
from saufconduit.web.journal.security import Sight
from saufconduit.web.look.clock import now

Deed = Callable[[Actor, Way], object]


@require_POST
@page_for(Role.BOARD_COORDINATOR)
def presence(request: Requested, name: str) -> HttpResponse:
    """Notes who is there: one event for each member who came or left since."""
    there = set(request.POST.getlist("present"))

    def act(by: Actor, way: Way) -> None:
        session = opened(name, by).session
        for member in session.members:
            if (member.ref in there) != (member.ref in session.present):
                is_present = member.ref in there
                actions.note_presence(session=name, member=member.ref, is_present=is_present, by=by, at=now(), way=way)

    return _sent(request, name, None, SessionAct.NOTE_PRESENCE, KeyForm({}), act)


@require_POST
@page_for(Role.BOARD_COORDINATOR)
def chair(request: Requested, name: str) -> HttpResponse:
    """Gives the chair to another member."""
    chosen = request.POST.get("chair", "")

    def act(by: Actor, way: Way) -> None:
        actions.name_chair(session=name, chair=chosen, by=by, at=now(), way=way)

    return _sent(request, name, None, SessionAct.NAME_CHAIR, KeyForm(request.POST), act)


@require_POST
@page_for(Role.BOARD_COORDINATOR)
def add(request: Requested, name: str) -> HttpResponse:
    """Puts a dossier on the agenda."""
    dossier = request.POST.get("dossier", "")

    def act(by: Actor, way: Way) -> None:
        actions.add_dossier(session=name, dossier=dossier, by=by, at=now(), way=way)

    return _sent(request, name, dossier, SessionAct.ADD_DOSSIER, KeyForm(request.POST), act)


@require_POST
@page_for(Role.BOARD_COORDINATOR)
def close(request: Requested, name: str) -> HttpResponse:
    """Closes the session."""

    def act(by: Actor, way: Way) -> None:
        actions.close_session(session=name, by=by, at=now(), way=way)

    return _sent(request, name, None, SessionAct.CLOSE, KeyForm(request.POST), act)


@require_POST
@page_for(*READERS)
def opening(request: Requested, name: str, dossier: UUID) -> HttpResponse:
    """Opens the opinions on a dossier."""

    def act(by: Actor, way: Way) -> None:
        actions.open_opinions(session=name, dossier=str(dossier), by=by, at=now(), way=way)

    return _sent(request, name, str(dossier), SessionAct.OPEN_OPINIONS, KeyForm(request.POST), act)


@require_POST
@page_for(*READERS)
def remove(request: Requested, name: str, dossier: UUID) -> HttpResponse:
    """Takes a dossier off the agenda."""
    form = ReasonForm(request.POST, auto_id="reason_%s")

    def act(by: Actor, way: Way) -> None:
        words = form.cleaned_data["words"]
        actions.remove_dossier(session=name, dossier=str(dossier), words=words, by=by, at=now(), way=way)

    return _sent(request, name, str(dossier), SessionAct.REMOVE_DOSSIER, form, act)


@require_POST
@page_for(*READERS)
def opinion(request: Requested, name: str, dossier: UUID) -> HttpResponse:
    """Gives one’s opinion, or another one instead."""
    form = OpinionForm(request.POST, auto_id="opinion_%s")

    def act(by: Actor, way: Way) -> None:
        actions.give_opinion(session=name, dossier=str(dossier), **form.carried(), by=by, at=now(), way=way)

    return _sent(request, name, str(dossier), SessionAct.GIVE_OPINION, form, act)


@require_POST
@page_for(*READERS)
def conclusion(request: Requested, name: str, dossier: UUID) -> HttpResponse:
    """Signs what the board concludes."""
    form = ConclusionForm(request.POST, auto_id="conclusion_%s")

    def act(by: Actor, way: Way) -> None:
        actions.conclude(session=name, dossier=str(dossier), **form.carried(), by=by, at=now(), way=way)

    return _sent(request, name, str(dossier), SessionAct.CONCLUDE, form, act)


def _sent(
    request: Requested, name: str, dossier: str | None, what: SessionAct, form: TypedForm, deed: Deed
) -> HttpResponse:
    """Acts, then leads back to the session; what is refused is said there, and what was typed is kept.

    Raises the Problem of who may not, before anything that they typed is read: its page says nothing of the patients.
    """
    assert request.actor is not None
    by = request.actor
    stored = opened(name, by)
    refused = refusal(stored.session, what, by, now(), dossier)
    if refused is not None and status_of(refused) == HTTPStatus.FORBIDDEN:
        seen(request, Sight.REFUSED, record=f"session:{name}")
        raise refused
    if not form.is_valid():
        if refused is not None:
            form.refuse(refused)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if refused is None else status_of(refused)
        return show(request, stored, wanted=dossier, refused=form, status=status)
    try:
        with transaction.atomic():
            deed(by, way_of(request, form.cleaned_data["form_key"]))
    except (Problem, Problems) as error:
        for problem in sentences_of(error):
            form.refuse(problem)
        return show(request, opened(name, by), wanted=dossier, refused=form, status=status_of(error))
    address = reverse("boards:session", args=[name])
    return HttpResponseRedirect(f"{address}?{urlencode({'dossier': dossier})}" if dossier else address)
