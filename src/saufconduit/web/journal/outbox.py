"""What is to be handed over to the other zone: written in the same transaction as the events, delivered once."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from saufconduit.web.journal.chain import written
from saufconduit.web.journal.models import Outbox

Deliver = Callable[[UUID, str, Mapping[str, Any]], None]


def put(topic: str, content: Mapping[str, Any]) -> UUID:
    """Adds what waits to be delivered; its identifier, by which the other side knows that it has it already."""
    row = Outbox.objects.create(
        id=uuid4(),
        topic=topic,
        content=json.dumps(content, ensure_ascii=False, allow_nan=False, sort_keys=True),
        written_at=written(datetime.now(UTC)),
    )
    return row.id


def waiting() -> int:
    """How many wait."""
    return Outbox.objects.filter(delivered_at="").count()


def deliver_all(deliver: Deliver) -> int:
    """Hands over all that waits, in the order in which it was written; how many.

    `deliver` must take twice the same without harm: a stop between the two databases hands it over again. One that
    fails stops there, so that what depends on it does not come before it.
    """
    delivered = 0
    while _deliver_next(deliver):
        delivered += 1
    return delivered


@transaction.atomic
def _deliver_next(deliver: Deliver) -> bool:
    row = Outbox.objects.select_for_update().filter(delivered_at="").order_by("written_at", "id").first()
    if row is None:
        return False
    deliver(row.id, row.topic, json.loads(row.content))
    Outbox.objects.filter(id=row.id).update(delivered_at=written(datetime.now(UTC)), content="")
    return True
