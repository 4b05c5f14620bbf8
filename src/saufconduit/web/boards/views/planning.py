"""What the coordinator prepares: a session, the setting of the board."""

import secrets

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from saufconduit.casework.board_session import Member
from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.boards.actions import sessions as actions
from saufconduit.web.boards.forms import PlanForm, SettingForm
from saufconduit.web.boards.models import BoardSetting
from saufconduit.web.boards.queries import members_of, next_session_day
from saufconduit.web.boards.refused import page_for, status_of
from saufconduit.web.dossiers.desk import way_of
from saufconduit.web.look.clock import now, today
from saufconduit.web.look.days import typed


@page_for(Role.BOARD_COORDINATOR)
def plan(request: Requested) -> HttpResponse:
    """Plans a session."""
    assert request.actor is not None
    members = members_of(request.actor.board or "", today())
    choices = [(ref, f"{name}, {specialty}") for ref, name, specialty in members]
    first = {"day": typed(next_session_day(today())), "form_key": secrets.token_hex(16)}
    is_sent = request.method == "POST"
    form = PlanForm(request.POST if is_sent else None, members=choices, initial=first)
    status = 422 if is_sent else 200
    if is_sent and form.is_valid():
        called = [Member(ref, specialty) for ref, _, specialty in members if ref in form.cleaned_data["members"]]
        given = {"starts": form.starts, "chair": form.cleaned_data["chair"], "members": called}
        way = way_of(request, form.cleaned_data["form_key"])
        try:
            name = actions.plan_session(by=request.actor, at=now(), way=way, **given)
            return HttpResponseRedirect(reverse("boards:session", args=[name]))
        except Problem as problem:
            form.refuse(problem)
            status = status_of(problem)
    return render(request, "boards/plan.html", {"form": form}, status=status)


@page_for(Role.BOARD_COORDINATOR)
def setting(request: Requested) -> HttpResponse:
    """What the board chose: the quorum, the papers, the time of a dossier."""
    assert request.actor is not None
    board = request.actor.board or ""
    held = BoardSetting.objects.filter(board=board).first() or BoardSetting(board=board)
    first = {
        "specialties": held.specialties,
        "required": "\n".join(held.required),
        "papers": "\n".join(held.papers),
        "minutes": held.minutes,
    }
    is_sent = request.method == "POST"
    form = SettingForm(request.POST if is_sent else None, initial=first)
    if is_sent and form.is_valid():
        actions.set_board(by=request.actor, **form.carried())
        return HttpResponseRedirect(reverse("boards:sessions"))
    return render(request, "boards/setting.html", {"form": form}, status=422 if is_sent else 200)
