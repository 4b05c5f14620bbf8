"""Events of invented dossiers, and what someone who holds the database could do to them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from saufconduit.web.journal.store import Author, Entry, Record, append

AT = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)
BY = Author("a1b2", "prescriber", "s1", delegated_by="c3d4", session="5e6f")
FIRST, SECOND = str(UUID(int=1)), str(UUID(int=2))
SECRET = "Colza FICTIF"


def entry(kind: str = "open", at: datetime = AT, **personal: Any) -> Entry:
    """An event that names an invented patient."""
    return Entry(kind, at, BY, {"programme": "lutathera-cpc"}, personal or {"name": SECRET})


def two_dossiers() -> tuple[Record, ...]:
    """Six events of two dossiers, one after the other."""
    written: list[Record] = []
    for number in range(3):
        for dossier in (FIRST, SECOND):
            written += append(dossier, [entry(f"kind-{number}")], expected=number)
    return tuple(written)


def tamper(statement: str, *values: Any) -> None:
    """Runs a statement as somebody who took the triggers away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            for table in ("journal_event", "journal_erasure", "journal_securityentry", "journal_retentionrun"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)


def change(column: str, position: int, other: Callable[[Any], Any]) -> None:
    """Replaces one value of one event."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM journal_event WHERE position = %s", [position])
        value = cursor.fetchone()[0]
    changed = other(bytes(value) if isinstance(value, memoryview) else value)
    tamper(f"UPDATE journal_event SET {column} = %s WHERE position = %s", changed, position)
