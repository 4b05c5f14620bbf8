"""How long an event takes to be written, alone and with all that an act does; in how many transactions."""

import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, NamedTuple
from uuid import uuid4

from django.db import connection

from saufconduit.casework.event import Actor
from saufconduit.casework.words import FINAL_STATES, Act, Role
from saufconduit.web.dossiers.actions.acting import do
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.journal.store import Author, Entry, append
from saufconduit.web.look.clock import now

SEED = 20261012
TEXT = {"text": "Message inventé, pour mesurer."}


class Written(NamedTuple):
    """Milliseconds of each writing, the transactions that one takes, its queries."""

    times: list[float]
    transactions: int
    queries: int


def write(number: int) -> dict[str, Written]:
    """Adds events: to sequences of the journal that are no dossiers, then by an action to dossiers drawn by chance."""
    going = DossierRow.objects.filter(regime="cpc").exclude(state__in=[state.value for state in FINAL_STATES])
    drawn = Random(SEED).sample(list(going.order_by("id")), number + 1)
    run = uuid4().hex[:8]  # a hospital may be measured again
    begun = [f"measure-{run}-{place}" for place in range(number + 1)]
    for name in begun:
        append(name, [_entry()], expected=0)
    return {
        "un événement, dans le journal seul": _tried(begun, lambda name: append(name, [_entry()], expected=1)),
        "un message, par l’action": _tried(drawn, _message),
    }


def _entry() -> Entry:
    return Entry("measured", now(), Author("a1", Role.PRESCRIBER.value, "s1"), {}, TEXT)


def _message(row: DossierRow) -> None:
    by = Actor(row.prescriber, Role.PRESCRIBER, row.site)
    do(dossier=row.id, act=Act.MESSAGE, by=by, at=now(), data=TEXT)


def _tried(places: Sequence[Any], work: Callable[[Any], object]) -> Written:
    first, *others = places
    asked = _asked(lambda: work(first))
    times = []
    for place in others:
        start = time.perf_counter()
        work(place)
        times.append((time.perf_counter() - start) * 1e3)
    commits = sum(statement == "COMMIT" for statement in asked)
    return Written(times, commits, len([one for one in asked if not one.startswith(("BEGIN", "COMMIT"))]))


def _asked(work: Callable[[], object]) -> list[str]:
    """The statements that the database was sent."""
    before = connection.force_debug_cursor
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    try:
        work()
        return [one["sql"].partition(" ")[0] for one in connection.queries_log]
    finally:
        connection.force_debug_cursor = before
