"""The only writer of accounts; each change is told to the security log."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from saufconduit.casework.words import Role, Zone
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts import problems
from saufconduit.web.accounts.boards import BOARD_ROLES, board_label, check_appoints, check_ends
from saufconduit.web.accounts.models import BoardOwner, Delegation, Membership, Site, User
from saufconduit.web.accounts.words import roles_in
from saufconduit.web.journal.security import Sight, log
from saufconduit.web.look.clock import today

SYSTEM = "system"
_LETTERS = "abcdefghjkmnpqrstuvwxyz"


@transaction.atomic
def open_site(*, name: str, zone: Zone = Zone.HOSPITAL, finess: str = "", contact: str = "", by: str = SYSTEM) -> Site:
    """A new site; raises `accounts.site-taken`."""
    # A company finds its patients by its name, however it is written.
    if Site.objects.filter(name__iexact=name).exists():
        raise Problem(problems.SITE_TAKEN)
    site = Site.objects.create(name=name, zone=zone.value, finess=finess, contact=contact)
    log(Sight.ACCOUNT_CHANGED, account=by, record=f"site:{site.ref}")
    return site


@transaction.atomic
def open_administered_site(*, login: str, name: str, site: str, zone: Zone, boards: Sequence[str] = ()) -> str:
    """A new site with the account of who administers it; the provisional password. All of it or nothing."""
    password = provisional_password()
    opened = open_site(name=site, zone=zone)
    user = open_account(login=login, name=name, password=password, is_provisional=True)
    add_member(user=user, site=opened, role=Role.SITE_ADMINISTRATOR, start=today())
    for board in boards:
        entrust_board(board=board, site=opened)
    return password


@transaction.atomic
def entrust_board(*, board: str, site: Site, by: str = SYSTEM) -> None:
    """From now on that site answers for the board; roles given before stay as they are.

    Who runs the server alone does this: no page leads here. Raises `accounts.unknown-board`, `accounts.wrong-zone`.
    """
    board_label(board)
    if Zone(site.zone) is not Zone.HOSPITAL:
        raise Problem(problems.WRONG_ZONE)
    BoardOwner.objects.update_or_create(board=board, defaults={"site": site})
    log(Sight.ACCOUNT_CHANGED, account=by, site=site.ref, record=f"board:{board}")


@transaction.atomic
def entrust_boards(*, boards: Sequence[str], login: str, site: str) -> bool:
    """Entrusts boards to a site that is open already, named with one of its administrators; False where it is not."""
    held = Membership.objects.filter(role=Role.SITE_ADMINISTRATOR.value, user__login=login, site__name=site)
    found = held.select_related("site").first()
    if found is None:
        return False
    for board in boards:
        entrust_board(board=board, site=found.site)
    return True


@transaction.atomic
def open_account(
    *,
    login: str,
    name: str,
    password: str,
    position: str = "",
    rpps: str = "",
    is_provisional: bool = False,
    by: str = SYSTEM,
) -> User:
    """A new account, which may enter but has no place yet; raises `accounts.login-taken`, `accounts.password-weak`."""
    if User.objects.filter(login__iexact=login).exists():
        raise Problem(problems.LOGIN_TAKEN)
    user = User(login=login, name=name, position=position, rpps=rpps, has_provisional_password=is_provisional)
    _check_password(password, user)
    user.set_password(password)
    user.save(force_insert=True)
    log(Sight.ACCOUNT_CHANGED, account=by, record=f"account:{user.ref}")
    return user


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError:
        raise Problem(problems.PASSWORD_WEAK) from None


@transaction.atomic
def give_password(*, user: User, by: str) -> str:
    """A new provisional password, told to the person by other means than this machine; open sessions end."""
    password = provisional_password()
    user.set_password(password)
    user.has_provisional_password = True
    user.save(update_fields=["password", "has_provisional_password"])
    log(Sight.PASSWORD_CHANGED, account=by, record=f"account:{user.ref}")
    return password


@transaction.atomic
def add_member(
    *,
    user: User,
    site: Site,
    role: Role,
    start: date,
    until: date | None = None,
    unit: str = "",
    board: str = "",
    by: str = SYSTEM,
) -> Membership:
    """Gives a person a role at a site; raises `accounts.wrong-zone`, `accounts.period-backwards`.

    A role in a board is given by the site that answers for it, to people of any site: raises
    `accounts.board-and-role`, `accounts.board-without-owner`, `accounts.board-of-another-site`.
    """
    if role not in roles_in(Zone(site.zone)):
        raise Problem(problems.WRONG_ZONE)
    if (role in BOARD_ROLES) != bool(board):
        raise Problem(problems.BOARD_AND_ROLE)
    if board:
        check_appoints(site, board)
    _check_period(start, until)
    found = Membership.objects.create(
        user=user, site=site, role=role.value, start=start, until=until, unit=unit, board=board
    )
    log(Sight.ACCOUNT_CHANGED, account=by, site=site.ref, record=f"membership:{found.pk}")
    return found


@transaction.atomic
def open_person(*, person: dict[str, Any], member: dict[str, Any], site: Site, password: str, by: str) -> User:
    """A new account with its first role: both or none."""
    user = open_account(**person, password=password, is_provisional=True, by=by)
    add_member(user=user, site=site, by=by, **member)
    return user


@transaction.atomic
def end_membership(*, membership: Membership, until: date, site: Site, by: str) -> None:
    """Ends a role on a day, included; `site` is that of who ends it.

    Raises `accounts.last-administrator`, `accounts.period-backwards`, `accounts.board-of-another-site`,
    `accounts.ends-sooner`: a role is given by `add_member` alone, which sees to who may give it.
    """
    check_ends(site, membership)
    _check_period(membership.start, until)
    if membership.until is not None and until > membership.until:
        raise Problem(problems.ENDS_SOONER)
    if membership.role == Role.SITE_ADMINISTRATOR.value:
        others = Membership.objects.filter(site=membership.site, role=membership.role, until=None)
        if not others.exclude(pk=membership.pk).exists():
            raise Problem(problems.LAST_ADMINISTRATOR)
    membership.until = until
    membership.save(update_fields=["until"])
    log(Sight.ACCOUNT_CHANGED, account=by, site=membership.site.ref, record=f"membership:{membership.pk}")


@transaction.atomic
def delegate(*, prescriber: User, intern: User, site: Site, start: date, until: date, by: str) -> Delegation:
    """A prescriber lets an intern prepare; raises `accounts.not-the-same-site`, `accounts.period-backwards`."""
    _check_period(start, until)
    if not _works(prescriber, site, Role.PRESCRIBER, start) or not _works(intern, site, Role.INTERN, start):
        raise Problem(problems.NOT_THE_SAME_SITE)
    found = Delegation.objects.create(prescriber=prescriber, intern=intern, site=site, start=start, until=until)
    log(Sight.DELEGATION_GIVEN, account=by, site=site.ref, record=f"delegation:{found.pk}")
    return found


@transaction.atomic
def end_delegation(*, delegation: Delegation, on: date, by: str) -> None:
    """Ends a delegation: it no longer holds on that day."""
    delegation.ended_on = on
    delegation.save(update_fields=["ended_on"])
    log(Sight.DELEGATION_ENDED, account=by, site=delegation.site.ref, record=f"delegation:{delegation.pk}")


def _works(user: User, site: Site, role: Role, on: date) -> bool:
    return Membership.objects.on(on).filter(user=user, site=site, role=role.value).exists()


def _check_period(start: date, until: date | None) -> None:
    if until is not None and until < start:
        raise Problem(problems.PERIOD_BACKWARDS)


@transaction.atomic
def set_active(*, user: User, is_active: bool, by: str) -> None:
    """Closes an account, or opens it again; an open session ends with its next request."""
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    log(Sight.ACCOUNT_CHANGED, account=by, record=f"account:{user.ref}")


def keep_theme(user: User, theme: str) -> None:
    """Keeps the background that a person likes."""
    user.theme = theme
    user.save(update_fields=["theme"])


def password_was_chosen(user: User) -> None:
    """The person replaced the password that an administrator gave."""
    user.has_provisional_password = False
    user.save(update_fields=["has_provisional_password"])


@transaction.atomic
def remove_second_factor(*, user: User, by: str) -> None:
    """For who lost the telephone: another second factor is asked for at the next login."""
    Authenticator.objects.filter(user=user).delete()
    log(Sight.SECOND_FACTOR_CHANGED, account=by, record=f"account:{user.ref}")


def provisional_password() -> str:
    """Four groups of letters that are easily read aloud; the person replaces it at the first login."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
