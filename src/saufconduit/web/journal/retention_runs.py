"""The reports of retention: what would go, what went, counted and sealed (P-33)."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction

from saufconduit.web.journal.chain import seal, written
from saufconduit.web.journal.ends import RETENTION, locked_end, move_end
from saufconduit.web.journal.keys import keys
from saufconduit.web.journal.models import RetentionRun

OLDEST = timedelta(days=31)
"""A list is monthly (P-31): an older one is made again."""


class Run(NamedTuple):
    """A report: what it told, and which dry run it carried out, None for a dry run."""

    number: int
    at: datetime
    carries_out: int | None
    told: Mapping[str, Any]


@transaction.atomic
def note_run(told: Mapping[str, Any], *, at: datetime, carries_out: int | None = None) -> int:
    """Writes a report; its number."""
    end = locked_end(RETENTION)
    content = json.dumps(told, ensure_ascii=False, sort_keys=True)
    row = RetentionRun(number=end.last + 1, at=written(at), carries_out=carries_out, told=content)
    row.seal = seal_of_run(row)
    row.save(force_insert=True)
    move_end(end, last=row.number, last_hash=row.seal)
    return row.number


def run_of(number: int) -> Run | None:
    """The report of that number."""
    return _read(RetentionRun.objects.filter(number=number).first())


def last_whole_run() -> Run | None:
    """The last dry run that looked at everything, not only at what goes by itself."""
    for row in RetentionRun.objects.filter(carries_out=None).order_by("-number").iterator():
        found = _read(row)
        if found is not None and found.told["is_whole"]:
            return found
    return None


def times_carried_out(number: int) -> int:
    """How many reports say that what that dry run listed went."""
    return RetentionRun.objects.filter(carries_out=number).count()


def seal_of_run(row: RetentionRun) -> bytes:
    """The seal of a report, by a key that is not in the database."""
    told = (str(row.number), row.at, str(row.carries_out or ""), row.told)
    return seal(keys().seal, b"retention-run", *(item.encode() for item in told))


def _read(row: RetentionRun | None) -> Run | None:
    if row is None:
        return None
    return Run(row.number, datetime.fromisoformat(row.at), row.carries_out, json.loads(row.told))
