"""The place at which a person works today, chosen after login, kept in the session (P-64)."""

from datetime import date

from django.http import HttpRequest

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Role
from saufconduit.web.accounts.models import Membership, Site, User
from saufconduit.web.journal.plain_sql import rows
from saufconduit.web.look.clock import today

PLACE = "place"
# Asked on every page of an intern.
_DELEGATORS = (
    "SELECT u.ref FROM accounts_delegation g JOIN accounts_user u ON u.id = g.prescriber_id "
    "JOIN accounts_membership m ON m.user_id = g.prescriber_id AND m.site_id = g.site_id "
    "WHERE g.intern_id = %s AND g.site_id = %s AND g.start <= %s AND g.until >= %s "
    "AND (g.ended_on IS NULL OR g.ended_on > %s) "
    "AND m.role = %s AND m.start <= %s AND (m.until IS NULL OR m.until >= %s)"
)


def places_of(user: User, on: date) -> list[Membership]:
    """The places that a person may choose on a day."""
    return list(Membership.objects.on(on).filter(user=user).select_related("site").order_by("site__name", "role"))


def home_of(user: User, on: date) -> Site | None:
    """The site that answers for an account: of those where the person works, or is about to, the first to have come.

    A site that added somebody else's account does not hold its password, not even once the first one has given its
    role anew. Where the person works nowhere any more, it is the first site of all.
    """
    held = list(Membership.objects.filter(user=user).select_related("site").order_by("pk"))
    still = {item.site for item in held if item.until is None or item.until >= on}
    first = next((item for item in held if item.site in still), held[0] if held else None)
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
    if role is Role.INTERN and for_prescriber and for_prescriber in delegators(place.user, place.site, today()):
        delegated_by = for_prescriber
    return Actor(place.user.ref, role, place.site.ref, delegated_by, place.board or None)


def delegators(intern: User, site: Site, on: date) -> set[str]:
    """The prescribers who let this intern prepare at this site on a day; a delegation ends with the role it needs."""
    values = (intern.pk, site.pk, on, on, on, Role.PRESCRIBER.value, on, on)
    return {ref for (ref,) in rows(_DELEGATORS, values)}
