"""The page of readings in an emergency (P-41)."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.access import seen
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.accounts.sightings import session_ref
from saufconduit.web.dossiers.act_form import sentence
from saufconduit.web.dossiers.actions.attempts import one_at_a_time
from saufconduit.web.dossiers.actions.glass import RECORD, break_glass
from saufconduit.web.dossiers.desk import may_read
from saufconduit.web.dossiers.glass_form import GlassForm
from saufconduit.web.dossiers.notices import broken_by
from saufconduit.web.dossiers.refused import page_for
from saufconduit.web.dossiers.tracing import trace_list
from saufconduit.web.journal.security import Sight
from saufconduit.web.look.clock import now
from saufconduit.web.look.language import lang


@page_for(Role.PRESCRIBER, Role.INTERN, Role.PHARMACIST)
def glass(request: Requested) -> HttpResponse:
    """Asks who the patient is, with a reason; lists what may be read meanwhile."""
    assert request.actor is not None
    form, status = GlassForm(request.POST if request.method == "POST" else None), HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid() and _is_broken(request, form):
            return HttpResponseRedirect(reverse(RECORD))
    glasses = broken_by(request.actor, now(), lang())
    trace_list(request, "glass", (one.dossier for one in glasses))
    page = {"form": form, "glasses": glasses, "minutes": settings.GLASS_MINUTES}
    return render(request, "dossiers/glass.html", page, status=status)


def _is_broken(request: Requested, form: GlassForm) -> bool:
    """True once the dossiers are open; else the form says why not, and so does the security log."""
    assert request.actor is not None
    given = {"sought": form.sought, "reason": form.cleaned_data["reason"], "session": session_ref(request)}
    with one_at_a_time(request.actor):
        try:
            break_glass(by=request.actor, at=now(), may_read=may_read(request), **given)
        except Problem as problem:
            seen(request, Sight.REFUSED, record=RECORD)
            form.add_error(None, sentence(problem))
            return False
    return True
