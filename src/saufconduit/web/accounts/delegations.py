"""The page on which a prescriber lets an intern prepare."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts import actions
from saufconduit.web.accounts.access import role_required
from saufconduit.web.accounts.administration_forms import DelegationForm, sentence
from saufconduit.web.accounts.models import Delegation, Membership, User
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.look.clock import today


@role_required(Role.PRESCRIBER)
def delegations(request: Requested) -> HttpResponse:
    """Those given here, and one more."""
    assert request.place is not None
    prescriber, site = request.place.user, request.place.site
    form = DelegationForm(request.POST or None, interns=_interns(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.delegate(prescriber=prescriber, site=site, by=prescriber.ref, **form.cleaned_data)
        except Problem as problem:
            form.add_error(None, sentence(problem))
        else:
            return HttpResponseRedirect(reverse("accounts:delegations"))
    given = Delegation.objects.filter(prescriber=prescriber, site=site).select_related("intern").order_by("-until")
    rows = [(item, item.holds_on(today())) for item in given]
    shown = {"form": form, "rows": rows, "has_interns": _interns(request).exists()}
    return render(request, "accounts/delegations.html", shown, status=422 if form.errors else 200)


def _interns(request: Requested) -> QuerySet[User]:
    assert request.place is not None
    held = Membership.objects.on(today()).filter(site=request.place.site, role=Role.INTERN.value)
    return User.objects.filter(pk__in=held.values("user")).order_by("name")


@role_required(Role.PRESCRIBER)
@require_POST
def end_delegation(request: Requested, number: int) -> HttpResponse:
    """Ends one, from today on."""
    assert request.actor is not None
    by = request.actor.ref
    found = Delegation.objects.filter(pk=number, prescriber__ref=by).select_related("site").first()
    if found is None:
        raise Http404
    actions.end_delegation(delegation=found, on=today(), by=by)
    return HttpResponseRedirect(reverse("accounts:delegations"))
