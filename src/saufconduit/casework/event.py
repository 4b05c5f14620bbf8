"""An event of a dossier: what was done, when, by whom, with what it carries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from saufconduit.casework.words import Act, Role, State

VERSION = 1  # of the written form of an event


@dataclass(frozen=True)
class Actor:
    """Who acts: `ref` and `delegated_by` are ids of accounts, never names; `board` is that of a member of a board."""

    ref: str
    role: Role
    site: str
    delegated_by: str | None = None
    board: str | None = None


@dataclass(frozen=True)
class Event:
    """`number` counts from 1 in its dossier, `at` is kept in UTC, `data` is plain JSON.

    `state` and `owner` are where the dossier stands afterwards: an old event keeps its meaning when a table changes.
    """

    number: int
    act: Act
    at: datetime
    by: Actor
    state: State
    owner: Role
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        # An hour that the clocks repeat in October equals nothing of another zone: in UTC no hour is repeated.
        if self.at.tzinfo is None:
            raise ValueError("an event has a time zone")
        object.__setattr__(self, "at", self.at.astimezone(UTC))

    @property
    def day(self) -> date:
        """The civil day in Paris."""
        return civil_day(self.at)


def civil_day(at: datetime) -> date:
    """The civil day in Paris of an instant that has its time zone."""
    from zoneinfo import ZoneInfo  # reads the time zone data: only when a day is asked

    return at.astimezone(ZoneInfo("Europe/Paris")).date()


def event_to_dict(event: Event) -> dict[str, Any]:
    """The event as plain JSON, with the version of its form."""
    by = {"ref": event.by.ref, "role": event.by.role.value, "site": event.by.site}
    optional = {"delegated_by": event.by.delegated_by, "board": event.by.board}
    return {
        "version": VERSION,
        "number": event.number,
        "act": event.act.value,
        "at": event.at.isoformat(),
        "by": by | {key: value for key, value in optional.items() if value is not None},
        "state": event.state.value,
        "owner": event.owner.value,
        "data": dict(event.data),
    }


def event_from_dict(written: Mapping[str, Any]) -> Event:
    """The event that `event_to_dict` wrote, in this version or an older one."""
    by = written["by"]
    return Event(
        number=written["number"],
        act=Act(written["act"]),
        at=datetime.fromisoformat(written["at"]),
        by=Actor(by["ref"], Role(by["role"]), by["site"], by.get("delegated_by"), by.get("board")),
        state=State(written["state"]),
        owner=Role(written["owner"]),
        data=written["data"],
    )
