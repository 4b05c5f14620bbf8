"""Accueil: what is due, for me, by date."""

from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from saufconduit.casework.words import Role
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.dossiers import lists
from saufconduit.web.dossiers.addresses import address
from saufconduit.web.dossiers.desk import CARE, may_list
from saufconduit.web.dossiers.due import GROUPS, due_line, group_of, patient_of, programme_words, shown_closing
from saufconduit.web.dossiers.notices import notices_for
from saufconduit.web.dossiers.refused import page_for
from saufconduit.web.dossiers.tracing import named_in, trace_list
from saufconduit.web.dossiers.words import mark_on
from saufconduit.web.look.clock import now, today
from saufconduit.web.look.language import lang, say
from saufconduit.web.look.parts import Due
from saufconduit.web.look.states import Mark

# Where the others start: they read no dossier.
_ELSEWHERE = {Role.SITE_ADMINISTRATOR: "accounts:people"}
_OTHERS = "catalogue:programmes"


@page_for(*(role for role in Role if role is not Role.SYSTEM))
def home(request: Requested) -> HttpResponse:
    """The first page of who works on dossiers; the others are led to theirs."""
    assert request.actor is not None
    if request.actor.role not in CARE:
        return HttpResponseRedirect(reverse(_ELSEWHERE.get(request.actor.role, _OTHERS)))
    readable, day = may_list(request), today()
    obliged, counts = lists.due(readable, request.actor.role, day)
    mine, total = lists.mine(readable)
    groups = [(name, say(words), counts[name], _lines(obliged, name, day)) for name, words in GROUPS if counts[name]]
    shown = [_mine(one, day) for one in mine]
    page = {"groups": groups, "counts": counts, "mine": shown, "total": total, "day": day}
    closings = [shown_closing(item, day, lang()) for item in lists.closings(readable, day)]
    told = notices_for(request.actor, now(), lang())
    trace_list(request, "home", [*named_in([*(one.named for one in obliged), *mine]), *(one.dossier for one in told)])
    return render(request, "dossiers/home.html", {**page, "closings": closings, "notices": told})


def _lines(obliged: list[lists.Obliged], group: str, day: date) -> list[Due]:
    return [due_line(one, day, lang()) for one in obliged if group_of(one.item.due, day) == group]


def _mine(one: lists.Known, day: date) -> tuple[str, str, str, Mark]:
    patient, programme = patient_of(one.identity, lang()), programme_words(one.row, lang())
    return address(one.row.id), patient, programme, mark_on(one.row, day)
