"""Questions asked in plain SQL: on the pages opened most, building them by the ORM takes longer than answering them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

_NORMAL = 1  # of SQLite: with a write-ahead log, a commit does not wait for the disk


class Clause(NamedTuple):
    """A part of a statement with its values; never a value in the text."""

    text: str
    values: tuple[Any, ...] = ()

    def negated(self) -> "Clause":
        """The contrary, for columns that always have a value."""
        return Clause(f"NOT {self.text}", self.values)


def rows(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of the hospital zone that answer; days come back as days, bytes as bytes, JSON as text."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def write(statement: str, values: Sequence[Any]) -> None:
    """Writes to the hospital zone."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def flushed_later() -> Iterator[str]:
    """What is committed inside reaches the disk a moment after; gives how a statement of it must begin.

    It survives the server being killed, not a power cut: for what nobody was told is kept. Within a transaction that
    is open already nothing changes.
    """
    if connection.in_atomic_block:
        yield ""
    elif connection.vendor == "postgresql":
        yield "SET LOCAL synchronous_commit TO off; "
    else:
        connection.ensure_connection()
        [(before,)] = connection.connection.execute("PRAGMA synchronous").fetchall()
        connection.connection.execute(f"PRAGMA synchronous={min(before, _NORMAL)}")
        try:
            yield ""
        finally:
            connection.connection.execute(f"PRAGMA synchronous={before}")


def and_lock() -> str:
    """The end of a question whose rows no other transaction is to change before this one ends.

    Nothing on SQLite: there a transaction is the only one that writes, from its start.
    """
    return f" {connection.ops.for_update_sql()}" if connection.features.has_select_for_update else ""


def moment(value: datetime) -> Any:
    """A moment as the database compares it with those that it keeps."""
    return connection.ops.adapt_datetimefield_value(value)


def among(column: str, values: Iterable[Any]) -> Clause:
    """The column has one of these values; never true where there is none."""
    listed = tuple(values)
    if not listed:
        return Clause("FALSE")
    return Clause(f"{column} IN ({', '.join(['%s'] * len(listed))})", listed)


def all_of(clauses: Iterable[Clause]) -> Clause:
    """Every one of these conditions; true where there is none."""
    return _joined(clauses, " AND ", "TRUE")


def any_of(clauses: Iterable[Clause]) -> Clause:
    """One of these conditions; false where there is none."""
    return _joined(clauses, " OR ", "FALSE")


def _joined(clauses: Iterable[Clause], word: str, otherwise: str) -> Clause:
    listed = list(clauses)
    if not listed:
        return Clause(otherwise)
    text = word.join(clause.text for clause in listed)
    return Clause(f"({text})", tuple(value for clause in listed for value in clause.values))
