"""The pages of one’s own account."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from saufconduit.casework.labels import ROLES
from saufconduit.web.accounts.access import lacks_second_factor, led_to
from saufconduit.web.accounts.models import Membership, User
from saufconduit.web.accounts.places import PLACE, places_of
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.accounts.sightings import tell
from saufconduit.web.journal.security import Sight
from saufconduit.web.look.clock import today


def account(request: Requested) -> HttpResponse:
    """Who one is here, where one works, what protects the account."""
    assert isinstance(request.user, User)
    chosen = None if request.place is None else ROLES[request.place.as_role]
    others = [(place, ROLES[place.as_role]) for place in places_of(request.user, today())]
    shown = {"chosen": chosen, "places": others, "lacks_second_factor": lacks_second_factor(request)}
    return render(request, "accounts/account.html", shown)


def place(request: Requested) -> HttpResponse:
    """The choice of the place at which one works now (P-64)."""
    assert isinstance(request.user, User)
    if lacks_second_factor(request):
        return led_to(request, "mfa_activate_totp")
    found = places_of(request.user, today())
    wanted = next((item for item in found if request.POST.get("place") == str(item.pk)), None)
    if wanted is not None:
        return _entered(request, wanted)
    shown = {"places": [(item, ROLES[item.as_role]) for item in found], "next": _after(request)}
    return render(request, "accounts/place.html", shown, status=422 if request.method == "POST" else 200)


def _entered(request: Requested, wanted: Membership) -> HttpResponse:
    request.session[PLACE] = wanted.pk
    request.place = wanted
    tell(request, Sight.PLACE_CHOSEN)
    return HttpResponseRedirect(_after(request))


def _after(request: Requested) -> str:
    """The page of ours that was asked for, else the first one."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


@require_POST
def stay(request: Requested) -> HttpResponse:
    """Keeps the session: the button of the warning that comes before it ends."""
    request.session.modified = True
    return HttpResponse(status=204)
