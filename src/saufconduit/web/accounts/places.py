"""The place at which a person works today, chosen after login, kept in the session (P-64)."""

from datetime import date

from django.http import HttpRequest

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Role
from saufconduit.web.accounts.models import Delegation, Membership, Site, User
from saufconduit.web.look.clock import today

PLACE = "place"


def places_of(user: User, on: date) -> list[Membership]:
    """The places that a person may choose on a day."""
    return list(Membership.objects.on(on).filter(user=user).select_related("site").order_by("site__name", "role"))


def home_of(user: User, on: date) -> Site | None:
    """The site that answers for an account: the first one of those where the person works, else the first of all.

    A site that added somebody else's account does not hold its password.
    """
    held = Membership.objects.filter(user=user).select_related("site").order_by("pk")
    first = held.filter(pk__in=Membership.objects.on(on).values("pk")).first() or held.first()
    return None if first is None else first.site


def chosen_place(request: HttpRequest) -> Membership | None:
    """The place chosen in this session if it still holds; a person who has only one need not choose."""
    user = request.user
    if not isinstance(user, User):
        return None
    chosen = request.session.get(PLACE)
    if chosen is not None:
        held = Membership.objects.on(today()).select_related("site", "user")
        return held.filter(pk=chosen, user=user).first()
    found = places_of(user, today())
    if len(found) != 1:
        return None
    request.session[PLACE] = found[0].pk
    return found[0]


def actor_at(place: Membership, *, for_prescriber: str = "") -> Actor:
    """The person at that place as casework knows it.

    An intern acts for the prescriber of the dossier, where that one delegated to the intern today.
    """
    role = place.as_role
    delegated_by = None
    if role is Role.INTERN and for_prescriber in delegators(place.user, place.site, today()):
        delegated_by = for_prescriber
    return Actor(place.user.ref, role, place.site.ref, delegated_by, place.board or None)


def delegators(intern: User, site: Site, on: date) -> set[str]:
    """The prescribers who let this intern prepare at this site on a day; a delegation ends with the role it needs."""
    given = Delegation.objects.filter(intern=intern, site=site, start__lte=on, until__gte=on)
    refs = given.exclude(ended_on__lte=on).values_list("prescriber__ref", flat=True)
    still = Membership.objects.on(on).filter(site=site, role=Role.PRESCRIBER.value, user__ref__in=refs)
    return set(still.values_list("user__ref", flat=True))
