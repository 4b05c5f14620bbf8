"""Tables that only add up: the database itself refuses the rest."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from journal_events import AT, FIRST, two_dossiers

from saufconduit.web.journal.chain import written
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.models import Event, SecurityEntry
from saufconduit.web.journal.retention_runs import note_run
from saufconduit.web.journal.security import Sight, log


@pytest.fixture
def filled(zones):
    two_dossiers()
    destroy_key(dossier=FIRST, by="a1", at=AT, reason="fin")
    log(Sight.LOGIN, account="a1")
    note_run({}, at=AT)
    return zones


def refused(statement):
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["journal_event", "journal_erasure", "journal_securityentry", "journal_retentionrun"])
def test_row_that_only_adds_up_is_not_deleted(filled, table):
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("journal_event", "kind"),
        ("journal_erasure", "reason"),
        ("journal_securityentry", "kind"),
        ("journal_retentionrun", "told"),
    ],
)
def test_row_that_only_adds_up_is_not_changed(filled, table, column):
    refused(f"UPDATE {table} SET {column} = 'x'")


def test_events_are_not_changed_through_the_models_either(filled):
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic():
        Event.objects.filter(position=1).update(kind="x")


REPLACE = {
    "sqlite": "INSERT OR REPLACE INTO journal_event SELECT * FROM journal_event WHERE position = 1",
    "postgresql": "TRUNCATE journal_event",
}
UPSERT = (
    "INSERT INTO journal_event SELECT * FROM journal_event WHERE position = 1 "
    "ON CONFLICT (position) DO UPDATE SET kind = 'x'"
)


def test_events_are_not_emptied_or_replaced_at_once(filled):
    refused(REPLACE[connection.vendor])


def test_event_is_not_changed_by_adding_it_again(filled):
    refused(UPSERT.replace("position = 1 ON", "position = 1 AND true ON"))


@pytest.mark.parametrize(("age", "left"), [(365, 0), (30, 1)])
def test_line_of_the_security_log_is_deleted_once_it_is_old(zones, age, left):
    log(Sight.LOGIN, account="a1")
    row = SecurityEntry.objects.get()
    row.pk, row.number, row.at = None, None, written(datetime.now(UTC) - timedelta(days=age))
    row.save(force_insert=True)

    try:
        with transaction.atomic():
            SecurityEntry.objects.filter(at=row.at).delete()
    except DatabaseError:
        pass

    assert SecurityEntry.objects.filter(at=row.at).count() == left
