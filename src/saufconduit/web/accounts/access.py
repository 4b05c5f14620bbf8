"""Who may open a page: nobody, unless its view says so (P-40)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts import problems
from saufconduit.web.accounts.models import User
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.accounts.sightings import tell
from saufconduit.web.journal.security import Sight

ENROLLED = "second-factor"
V = TypeVar("V", bound=Callable[..., Any])


def public(view: V) -> V:
    """A page that anybody may open, without a login: nothing about patients."""
    return login_not_required(view)


def role_required(*roles: Role) -> Callable[[V], V]:
    """A page for some roles; the others read why not, those who are not quite in yet are led there.

    In the view, `request.place` and `request.actor` are set.
    """
    allowed = frozenset(roles)

    def decorate(view: V) -> V:
        @wraps(view)
        def guarded(request: Requested, *args: Any, **kwargs: Any) -> HttpResponse:
            waiting = entrance(request)
            if waiting is not None:
                return led_to(request, waiting)
            if request.actor is None or request.actor.role not in allowed:
                tell(request, Sight.REFUSED, record=request.resolver_match.view_name if request.resolver_match else "")
                raise Problem(problems.WRONG_ROLE)
            answer: HttpResponse = view(request, *args, **kwargs)
            # The page of one person is never shown again to the next one at the same screen.
            answer.headers.setdefault("Cache-Control", "no-store")
            return answer

        guarded.roles = allowed  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def entrance(request: Requested) -> str | None:
    """Where a person must go first: login, own password, second factor, place; None for who is in."""
    assert isinstance(request.user, User)  # by the middleware, for all views that are not public
    if request.user.has_provisional_password:
        return "account_change_password"
    if lacks_second_factor(request):
        return "mfa_activate_totp"
    return "accounts:place" if request.place is None else None


def lacks_second_factor(request: HttpRequest) -> bool:
    """True if the site asks for a second factor and the person has none; asked until there is one."""
    if settings.SECOND_FACTOR != "required" or request.session.get(ENROLLED):
        return False
    if not is_mfa_enabled(request.user):
        return True
    request.session[ENROLLED] = True
    return False


def led_to(request: Requested, name: str) -> HttpResponse:
    """A redirection that comes back here afterwards; a fragment takes the whole page along."""
    if request.htmx:
        address = f"{reverse(name)}?{urlencode({'next': request.htmx.current_url_abs_path or '/'})}"
        return HttpResponse(headers={"HX-Redirect": address})
    path = request.get_full_path() if request.method == "GET" else "/"
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': path})}")


def seen(request: Requested, sight: Sight, *, record: str = "") -> None:
    """Tells the security log what the person of this request did: `record` is an internal identifier."""
    tell(request, sight, record=record)
