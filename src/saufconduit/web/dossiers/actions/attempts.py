"""Who guesses at the identity of a patient is stopped: five attempts, then a quarter of an hour."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import transaction

from saufconduit.casework.event import Actor
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers import problems
from saufconduit.web.journal.chain import written
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.journal.plain_sql import and_lock, rows
from saufconduit.web.journal.security import Sight

ATTEMPTS = 5
WITHIN = timedelta(minutes=15)


@contextmanager
def one_at_a_time(by: Actor) -> Iterator[None]:
    """The attempts of one account wait for each other: a refusal that is told inside is counted before the next one."""
    with transaction.atomic():
        rows(f"SELECT 1 FROM accounts_user WHERE ref = %s{and_lock()}", (by.ref,))
        yield


def check_attempts(by: Actor, record: str) -> None:
    """Raises `dossiers.too-many-attempts`; the page tells the security log of each refusal, under `record`."""
    since = written(datetime.now(UTC) - WITHIN)
    refused = SecurityEntry.objects.filter(kind=Sight.REFUSED.value, account=by.ref, record=record, at__gte=since)
    if refused.count() >= ATTEMPTS:
        raise Problem(problems.TOO_MANY_ATTEMPTS)
