"""A request once the middleware has gone through it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from saufconduit.casework.event import Actor
from saufconduit.web.accounts.models import Membership
from saufconduit.web.look.frame import Who


class Requested(HttpRequest):
    """With the place of the person, the person for casework, the person for the bar."""

    htmx: HtmxDetails
    place: Membership | None
    actor: Actor | None
    who: Who | None
