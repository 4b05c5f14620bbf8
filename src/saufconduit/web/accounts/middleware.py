"""What each request knows of the person: still there, at which place."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from saufconduit.casework.labels import ROLES
from saufconduit.vocabulary.text import Text
from saufconduit.web.accounts.access import led_to
from saufconduit.web.accounts.actions import keep_theme
from saufconduit.web.accounts.models import Membership, User
from saufconduit.web.accounts.places import actor_at, chosen_place
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.look.frame import THEME, Who, address_of
from saufconduit.web.look.language import say

Answer = Callable[[HttpRequest], HttpResponse]
SEEN = "seen"
SECONDS_BETWEEN_STAMPS = 30
_NO_PLACE = Text("Choisir un lieu", "Choose a place")


class LoginRequired(LoginRequiredMiddleware):
    """A page is closed to who is not logged in, unless its view says that it is public."""

    def handle_no_permission(self, request: Requested, view_func: Any) -> HttpResponseBase:  # type: ignore[override]
        """To the login and back; where htmx asked for a part, the whole page goes."""
        return led_to(request, settings.LOGIN_URL)


def idle_session(answer: Answer) -> Answer:
    """Lets a session live as long as the person works: written at most twice a minute, it ends by itself (P-66)."""

    def stamped(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            if now - int(request.session.get(SEEN, 0)) >= SECONDS_BETWEEN_STAMPS:
                request.session[SEEN] = now
        return answer(request)

    return stamped


def place_at_work(answer: Answer) -> Answer:
    """Sets `request.place`, `request.actor`, `request.who`: None for a person who is not in, or has no place yet."""

    def placed(request: Requested) -> HttpResponse:
        request.place = chosen_place(request)
        request.actor = None if request.place is None else actor_at(request.place)
        user = request.user if isinstance(request.user, User) else None
        request.who = None if user is None else _who(user, request.place)
        given = answer(request)
        if user is not None and request.user.is_authenticated and request.session.get(THEME, "") != user.theme:
            keep_theme(user, request.session.get(THEME, ""))
        return given

    return placed  # type: ignore[return-value]


def _who(user: User, place: Membership | None) -> Who:
    """The person as the bar says it; without a place, the person may open nothing yet."""
    if place is None:
        return Who(user.name, say(_NO_PLACE), "", "hospital", address_of("accounts:account"))
    name = f"{user.name}, {say(ROLES[place.as_role])}"
    where = ", ".join(part for part in (place.unit, place.site.name) if part)
    return Who(name, where, place.role, place.site.zone, address_of("accounts:account"))
