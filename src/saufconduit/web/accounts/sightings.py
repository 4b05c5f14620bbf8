"""What the security log is told of a request (P-50, P-55)."""

import hashlib
from typing import Any

from allauth.account.signals import password_changed
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa import signals as second_factor
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from saufconduit.web.accounts.actions import password_was_chosen
from saufconduit.web.accounts.models import User
from saufconduit.web.journal.security import Sight, log
from saufconduit.web.look.frame import THEME


def tell(request: HttpRequest, sight: Sight, *, record: str = "", user: User | None = None) -> None:
    """Writes one line: who, at which place, from where, in which session, about what; internal identifiers only."""
    person = user or (request.user if isinstance(request.user, User) else None)
    place = getattr(request, "place", None)
    log(
        sight,
        account=person.ref if person else "",
        role=place.role if place else "",
        site=place.site.ref if place else "",
        record=record,
        session=session_ref(request),
        address=get_client_ip(request) or "",
    )


def session_ref(request: HttpRequest) -> str:
    """A short name of the session, from which its key cannot be found."""
    key = request.session.session_key
    return hashlib.sha256(key.encode()).hexdigest()[:16] if key else ""


def listen() -> None:
    """Starts to listen; each listener has a name of its own, so that twice is as once."""
    heard = (
        (user_logged_in, Sight.LOGIN),
        (user_logged_out, Sight.LOGOUT),
        (password_changed, Sight.PASSWORD_CHANGED),
        (second_factor.authenticator_used, Sight.SECOND_FACTOR),
        (second_factor.authenticator_added, Sight.SECOND_FACTOR_CHANGED),
        (second_factor.authenticator_removed, Sight.SECOND_FACTOR_CHANGED),
        (second_factor.authenticator_reset, Sight.SECOND_FACTOR_CHANGED),
        (second_factor.authentication_failed, Sight.LOGIN_REFUSED),
    )
    for signal, sight in heard:
        signal.connect(_listener(sight), weak=False, dispatch_uid=f"sighting-{id(signal)}")
    user_logged_in.connect(_take_up, dispatch_uid="take-up")
    password_changed.connect(_password_was_chosen, dispatch_uid="password-was-chosen")


def _take_up(request: HttpRequest, user: User, **others: Any) -> None:
    """The background that the person likes, in the new session."""
    request.session[THEME] = user.theme


def _password_was_chosen(request: HttpRequest, user: User, **others: Any) -> None:
    password_was_chosen(user)


def _listener(sight: Sight) -> Any:
    def heard(request: HttpRequest, user: User | None = None, **others: Any) -> None:
        tell(request, sight, user=user)

    return heard
