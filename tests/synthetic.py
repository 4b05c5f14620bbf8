"""Synthetic acts under the packaged law, and what their clocks show. No real programme, no patient."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from saufconduit.regimes.acts import Act, ActKind
from saufconduit.regimes.clocks import Clocks
from saufconduit.regimes.dispatch import clocks_of
from saufconduit.regimes.timeline import STATES, Timeline
from saufconduit.registry.files import knowledge_files
from saufconduit.registry.load import build_registry
from saufconduit.vocabulary.days import ONE_DAY, parse_partial_day

REGISTRY = build_registry(knowledge_files())
LAW = REGISTRY.law
CLOCKS = ("access", "entry", "authorisation", "funding", "supply")
_DAYS = ("signed", "published", "start", "end")


def day(text: str) -> date:
    """The day written YYYY-MM-DD."""
    return date.fromisoformat(text)


def act(kind: ActKind, **given: Any) -> Act:
    """An act of `kind`, its days written as in files; its id is its kind unless given."""
    days = {key: parse_partial_day(given.pop(key)) for key in _DAYS if key in given}
    return Act(**{"id": kind, "kind": kind, **given, **days})


def clocks(regime: str, *acts: Act) -> Clocks:
    """The clocks of acts under the packaged law."""
    return clocks_of(regime, acts, LAW)


def shown(timeline: Timeline) -> list[tuple[str, str | None, str | None]]:
    """Every stretch: state, first and last day as shown, None where open or unknown."""
    return [
        (item.status.state, *(None if bound is None else bound.isoformat() for bound in (item.start, item.end)))
        for item in timeline.stretches
    ]


def states(timeline: Timeline) -> list[tuple[str, str, str]]:
    """Runs of days in one state: state, first and last day, whatever is shown of them."""
    runs: list[tuple[str, str, str]] = []
    for item in timeline.stretches:
        first, last = item.first.isoformat(), item.last.isoformat()
        if runs and runs[-1][0] == item.status.state:
            runs[-1] = (item.status.state, runs[-1][1], last)
        else:
            runs.append((item.status.state, first, last))
    return runs


def state_on(timeline: Timeline, text: str) -> str:
    """The state on the day written `text`."""
    return timeline.at(day(text)).status.state


def states_on(timeline: Timeline, days: Iterable[str]) -> list[str]:
    """The state on each of the days."""
    return [state_on(timeline, text) for text in days]


def faults(timeline: Timeline) -> list[str]:
    """What breaks « stretches that follow each other from `date.min` to `date.max`, without gap or overlap »."""
    found = []
    if not timeline.stretches or timeline.stretches[0].first != date.min or timeline.stretches[-1].last != date.max:
        found.append("does not span the calendar")
    for item in timeline.stretches:
        if item.first > item.last:
            found.append(f"{item.first} is after {item.last}")
        if item.status.state not in STATES:
            found.append(f"no such state: {item.status.state}")
    for one, other in zip(timeline.stretches, timeline.stretches[1:], strict=False):
        if one.last == date.max or one.last + ONE_DAY != other.first:
            found.append(f"{other.first} does not follow {one.last}")
    return found


def all_faults(found: Clocks) -> dict[str, list[str]]:
    """The faults of every clock; empty lists where there is none."""
    return {name: faults(getattr(found, name)) for name in CLOCKS}
