"""The pages of who administers the accounts of a site."""

from typing import Any

from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from saufconduit.casework.labels import ROLES
from saufconduit.casework.words import Role, Zone
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts import actions, problems
from saufconduit.web.accounts.access import role_required
from saufconduit.web.accounts.administration_forms import EndForm, KnownPersonForm, NewPersonForm, RoleForm, sentence
from saufconduit.web.accounts.boards import board_choices, boards_seen_from, check_ends
from saufconduit.web.accounts.models import BoardOwner, Membership, Site, User
from saufconduit.web.accounts.places import home_of
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.look.clock import today

administrator = role_required(Role.SITE_ADMINISTRATOR)


def _site(request: Requested) -> Site:
    assert request.place is not None
    return request.place.site


def _by(request: Requested) -> str:
    assert request.actor is not None
    return request.actor.ref


def _person(request: Requested, ref: str) -> User:
    """A person of the administrator’s own site; of another site nobody is known here."""
    found = User.objects.filter(ref=ref, memberships__site=_site(request)).first()
    if found is None:
        raise Http404
    return found


def _ours(request: Requested, ref: str) -> User:
    """A person whose account this site answers for; raises `accounts.not-our-account`."""
    found = _person(request, ref)
    if not _is_ours(request, found):
        raise Problem(problems.NOT_OUR_ACCOUNT)
    return found


def _is_ours(request: Requested, user: User) -> bool:
    return home_of(user, today()) == _site(request)


@administrator
def people(request: Requested) -> HttpResponse:
    """Everybody at the site, those whose role has ended last."""
    on = today()
    held = Membership.objects.filter(site=_site(request)).select_related("user").order_by("user__name", "start")
    rows = [(item, ROLES[item.as_role], item.holds_on(on)) for item in held]
    current, ended = [row for row in rows if row[2]], [row for row in rows if not row[2]]
    boards = boards_seen_from(_site(request)) if _site(request).zone == Zone.HOSPITAL.value else []
    shown = {"site": _site(request), "current": current, "ended": ended, "boards": boards}
    return render(request, "accounts/people.html", shown)


@administrator
def new_person(request: Requested) -> HttpResponse:
    """A new account with its first role; the provisional password is shown once, on the page that answers."""
    form = NewPersonForm(request.POST or None, site=_site(request), boards=board_choices(_site(request)))
    if request.method == "POST" and form.is_valid():
        password = actions.provisional_password()
        try:
            user = actions.open_person(
                person=form.person(), member=form.member(), site=_site(request), password=password, by=_by(request)
            )
        except Problem as problem:
            form.add_error(None, sentence(problem))
        else:
            return render(request, "accounts/password_given.html", {"person": user, "password": password})
    return _form(request, form, "accounts/new_person.html")


@administrator
def known_person(request: Requested) -> HttpResponse:
    """A role here for who has an account already."""
    form = KnownPersonForm(request.POST or None, site=_site(request), boards=board_choices(_site(request)))
    if request.method == "POST" and form.is_valid() and _added(request, form, form.cleaned_data["login"]):
        return HttpResponseRedirect(reverse("accounts:people"))
    return _form(request, form, "accounts/known_person.html")


@administrator
def person(request: Requested, ref: str) -> HttpResponse:
    """One person: the roles held here, one more role."""
    user = _person(request, ref)
    form = RoleForm(request.POST or None, site=_site(request), boards=board_choices(_site(request)))
    if request.method == "POST" and form.is_valid() and _added(request, form, user):
        return HttpResponseRedirect(reverse("accounts:person", args=[ref]))
    held = Membership.objects.filter(user=user, site=_site(request)).order_by("start")
    rows = [(item, ROLES[item.as_role], item.holds_on(today()), _why_not_end(request, item)) for item in held]
    shown = {"person": user, "rows": rows, "is_oneself": user == request.user, "is_ours": _is_ours(request, user)}
    return _form(request, form, "accounts/person.html", **shown)


def _added(request: Requested, form: RoleForm, user: User) -> bool:
    try:
        actions.add_member(user=user, site=_site(request), by=_by(request), **form.member())
    except Problem as problem:
        form.add_error(None, sentence(problem))
        return False
    return True


def _why_not_end(request: Requested, held: Membership) -> str:
    """The sentence beside a role that this site does not end; empty where it does."""
    try:
        check_ends(_site(request), held)
    except Problem as problem:
        return sentence(problem)
    return ""


@administrator
def end(request: Requested, number: int) -> HttpResponse:
    """The last day of a role held here, or in a board for which this site answers."""
    here = Q(site=_site(request)) | Q(board__in=BoardOwner.objects.filter(site=_site(request)).values("board"))
    held = Membership.objects.filter(here, pk=number).select_related("user", "site").first()
    if held is None:
        raise Http404
    check_ends(_site(request), held)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            until = form.cleaned_data["until"]
            actions.end_membership(membership=held, until=until, site=_site(request), by=_by(request))
        except Problem as problem:
            form.add_error(None, sentence(problem))
        else:
            is_here = held.site == _site(request)
            back = reverse("accounts:person", args=[held.user.ref]) if is_here else reverse("accounts:people")
            return HttpResponseRedirect(back)
    return _form(request, form, "accounts/end.html", held=held, role=ROLES[held.as_role])


@administrator
@require_POST
def new_password(request: Requested, ref: str) -> HttpResponse:
    """Another provisional password, shown once."""
    user = _ours(request, ref)
    password = actions.give_password(user=user, by=_by(request))
    return render(request, "accounts/password_given.html", {"person": user, "password": password})


@administrator
@require_POST
def no_second_factor(request: Requested, ref: str) -> HttpResponse:
    """Takes the second factor away from who lost it."""
    actions.remove_second_factor(user=_ours(request, ref), by=_by(request))
    return HttpResponseRedirect(reverse("accounts:person", args=[ref]))


@administrator
@require_POST
def open_or_close(request: Requested, ref: str) -> HttpResponse:
    """Closes an account, or opens it again; nobody closes one’s own."""
    user = _ours(request, ref)
    if user != request.user:
        actions.set_active(user=user, is_active=request.POST.get("active") == "yes", by=_by(request))
    return HttpResponseRedirect(reverse("accounts:person", args=[ref]))


def _form(request: Requested, form: Form, template: str, **others: Any) -> HttpResponse:
    return render(request, template, {"form": form, **others}, status=422 if form.errors else 200)
