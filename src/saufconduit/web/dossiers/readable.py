"""Which dossiers a person may read at a place: nothing, unless the role says so (P-40)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from saufconduit.casework.event import Actor
from saufconduit.casework.permissions import Grant
from saufconduit.casework.reading import READS, Part
from saufconduit.casework.words import Role
from saufconduit.web.journal.plain_sql import Clause, all_of, among, any_of

_BOARD_ROLES = (Role.BOARD_COORDINATOR, Role.BOARD_MEMBER)


@dataclass(frozen=True)
class Readable:
    """The dossiers whose columns have the values of one of the `choices`; none where there is no choice."""

    choices: tuple[Mapping[str, tuple[str, ...]], ...]
    named_at: str | None = None
    """The one site whose patients are named; None where each patient is."""

    def names(self, site: str) -> bool:
        """Whether the patient of a dossier of that site is named to the person."""
        return self.named_at is None or site == self.named_at

    def as_q(self) -> Q:
        """For the ORM."""
        wanted = Q(pk__in=[])
        for choice in self.choices:
            wanted |= Q(**{f"{column}__in": values for column, values in choice.items()})
        return wanted

    def as_sql(self, table: str) -> Clause:
        """For plain SQL, on a table that has the columns."""
        return any_of(
            all_of(among(f"{table}.{column}", values) for column, values in choice.items()) for choice in self.choices
        )


def readable_by(actor: Actor, delegators: Iterable[str] = ()) -> Readable:
    """What the person may read, as an intern for those who delegated."""
    is_of_site = READS.get((actor.role, Part.IDENTITY)) is Grant.SITE
    return Readable(tuple(_choices(actor, tuple(sorted(delegators)))), actor.site if is_of_site else None)


def _choices(actor: Actor, delegators: tuple[str, ...]) -> list[Mapping[str, tuple[str, ...]]]:
    site = (actor.site,)
    if actor.role is Role.PRESCRIBER:
        return [{"site": site, "prescriber": (actor.ref,)}]
    if actor.role is Role.INTERN:
        return [{"site": site, "prescriber": delegators}]
    if actor.role is Role.PHARMACIST:
        return [{"site": site}, {"maker": site}]
    if actor.role is Role.RESEARCH_ASSISTANT:
        return [{"site": site}]
    if actor.role in _BOARD_ROLES and actor.board:
        return [{"board": (actor.board,)}]
    return []
