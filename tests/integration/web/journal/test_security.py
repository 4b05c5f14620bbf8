"""The security log."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from journal_events import tamper

from saufconduit.web.journal import security
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.journal.plain_sql import rows
from saufconduit.web.journal.security import Sight, log, spoilt

WAITS = {"sqlite": (2, 1), "postgresql": ("on", "off")}


def waits() -> object:
    """Whether a commit of this connection waits for the disk, in the words of the database."""
    asked = "SHOW synchronous_commit" if connection.vendor == "postgresql" else "PRAGMA synchronous"
    return rows(asked)[0][0]


@pytest.fixture
def durable(committed):
    """A connection as the application opens it: the tests' own never waits."""
    waits = "SET synchronous_commit TO on" if committed.name == "postgresql" else "PRAGMA synchronous=FULL"
    with connection.cursor() as cursor:
        cursor.execute(waits)
    return committed


def test_line_holds_what_it_was_told_at_the_real_moment(zones):
    log(Sight.DOSSIER_READ, account="a1", role="pharmacist", site="s1", record="dossier:1", session="5e", address="::1")

    row = SecurityEntry.objects.get()
    told = (row.kind, row.account, row.role, row.site, row.record, row.session, row.address)
    assert told == ("dossier-read", "a1", "pharmacist", "s1", "dossier:1", "5e", "::1")
    # The tests run on a pinned day: the log does not.
    assert abs(datetime.fromisoformat(row.at) - datetime.now(UTC)) < timedelta(minutes=1)


def test_lines_as_they_were_written_are_sound(zones):
    log(Sight.LOGIN, account="a1")

    assert spoilt() == []


def test_line_that_was_changed_is_found(zones):
    log(Sight.LOGIN, account="a1")
    log(Sight.LOGIN, account="a2")
    second = SecurityEntry.objects.get(account="a2")

    tamper("UPDATE journal_securityentry SET account = 'a3' WHERE id = %s", second.pk)

    assert spoilt() == [second.pk]


@pytest.mark.parametrize(("sight", "is_seen"), [(Sight.IDENTITIES_LISTED, True), (Sight.ERASED, False)])
def test_only_what_was_looked_at_is_written_without_waiting_for_the_disk(durable, monkeypatch, sight, is_seen):
    during: list[object] = []
    move = security.move_end
    monkeypatch.setattr(security, "move_end", lambda *end, **to: (during.append(waits()), move(*end, **to)))

    log(sight, account="a1")

    assert (during[0], waits()) == (WAITS[durable.name][is_seen], WAITS[durable.name][0])
    assert SecurityEntry.objects.count() == 1


def test_next_line_waits_again_after_one_that_failed(durable, monkeypatch):
    monkeypatch.setattr(security, "move_end", None)

    with pytest.raises(TypeError):
        log(Sight.DOSSIER_READ, account="a1")

    assert waits() == WAITS[durable.name][0]
    assert SecurityEntry.objects.count() == 0
