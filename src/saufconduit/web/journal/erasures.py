"""What was erased, as the journal keeps it: when, by whom, why."""

from datetime import datetime
from typing import NamedTuple

from saufconduit.web.journal.models import Erasure

_AT_ONCE = 25


class Erased(NamedTuple):
    """An erasure: internal identifiers, and a reason that names nobody."""

    number: int
    at: datetime
    actor: str
    reason: str


def erasures_at(site: str) -> list[Erased]:
    """The last erasures of a site."""
    rows = Erasure.objects.filter(site=site, number__isnull=False).order_by("-number")[:_AT_ONCE]
    return [Erased(row.number or 0, datetime.fromisoformat(row.at), row.actor, row.reason) for row in rows]
