"""The boards of which one may be a member, as the vocabulary names them; who may appoint their members."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from saufconduit.casework.words import Role
from saufconduit.registry.cache import load_registry
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.accounts import problems
from saufconduit.web.accounts.models import BoardOwner, Membership, Site
from saufconduit.web.look.language import say

BOARD_ROLES = (Role.BOARD_COORDINATOR, Role.BOARD_MEMBER)


class Answering(NamedTuple):
    """A board with the site that answers for it, and the roles that somebody holds in it."""

    name: str
    label: str
    site: Site | None
    is_ours: bool
    held: list[Membership]


@lru_cache(maxsize=1)
def _labels() -> dict[str, Text]:
    return {name: board.label for name, board in load_registry().vocabulary.boards.items()}


def board_label(board: str) -> str:
    """The name of a board in the language of the page; raises `accounts.unknown-board`."""
    if board not in _labels():
        raise Problem(problems.UNKNOWN_BOARD, name=board, allowed=", ".join(_labels()))
    return say(_labels()[board])


def board_choices(site: Site) -> list[tuple[str, str]]:
    """The boards for which a site answers, each with its name."""
    owned = set(BoardOwner.objects.filter(site=site).values_list("board", flat=True))
    return [(name, say(label)) for name, label in _labels().items() if name in owned]


def boards_seen_from(site: Site) -> list[Answering]:
    """Every board with who answers for it; those who hold it are listed for the site that answers alone."""
    owners = {item.board: item.site for item in BoardOwner.objects.select_related("site")}
    ours = [name for name, owner in owners.items() if owner == site]
    held = _held(ours)
    return [
        Answering(name, say(label), owners.get(name), name in ours, [item for item in held if item.board == name])
        for name, label in _labels().items()
    ]


def _held(boards: Iterable[str]) -> list[Membership]:
    rows = Membership.objects.filter(board__in=list(boards)).select_related("user", "site")
    return list(rows.order_by("user__name", "start"))


def check_appoints(site: Site, board: str) -> None:
    """Raises `accounts.board-without-owner`, `accounts.board-of-another-site`."""
    owner = BoardOwner.objects.filter(board=board).select_related("site").first()
    if owner is None:
        raise Problem(problems.BOARD_WITHOUT_OWNER)
    if owner.site != site:
        raise Problem(problems.BOARD_OF_ANOTHER_SITE, site=owner.site.name)


def check_ends(site: Site, membership: Membership) -> None:
    """Raises the same for a role in a board; one that no site answers for is ended where it is held."""
    if membership.board and BoardOwner.objects.filter(board=membership.board).exists():
        check_appoints(site, membership.board)
