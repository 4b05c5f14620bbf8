"""A cohort in a schema of a PostgreSQL database, screened there in transactions that read only."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl
import psycopg
from psycopg import sql as names
from sqlglot import exp

from saufconduit.screening.addresses import options_of, shown
from saufconduit.screening.engines.database import BATCH_ROWS, SqlSource, frame_of_csv
from saufconduit.screening.engines.dialect import Dialect
from saufconduit.screening.engines.sql import Compiled, Stored
from saufconduit.screening.engines.sql_expressions import quoted

# Compiling a wide statement to machine code costs more than it ever saves.
_SETTINGS = "SET jit = off"
_COLUMNS = """
SELECT a.attname, COALESCE(b.typname, t.typname), COALESCE(b.typtype, t.typtype)::text
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype
WHERE a.attrelid = to_regclass(%s) AND a.attnum > 0 AND NOT a.attisdropped
"""
_KINDS = {
    "boolean": ("bool",),
    "number": ("int2", "int4", "int8", "numeric", "float4", "float8"),
    "day": ("date", "timestamp", "timestamptz"),
    "text": ("text", "varchar", "bpchar", "uuid", "citext", "name"),
    "words": ("_text", "_varchar"),
}
_READ_AS_THEY_ARE = ("text", "varchar", "_text")


class PostgreSQLDialect(Dialect):
    """The SQL of PostgreSQL."""

    name = "postgres"
    is_fenced = True
    widest = 1500  # a table has at most 1,600 columns, a list of expressions 1,664

    def quotient(self, left: exp.Expr, right: exp.Expr) -> exp.Expr:
        """Between whole numbers the plain sign rounds; DIV is for decimal numbers, and slow."""
        return exp.Div(this=left, expression=right, typed=True)

    def holds(self, items: exp.Expr, word: exp.Expr) -> exp.Expr:
        """Unlike = ANY, containing is false, not unknown, beside an item that is NULL."""
        return exp.ArrayContainsAll(this=items, expression=exp.Array(expressions=[word]))

    def length(self, items: exp.Expr) -> exp.Expr:
        """How many items a list has."""
        return exp.Anonymous(this="CARDINALITY", expressions=[items])

    def by_bytes(self, text: exp.Expr) -> exp.Expr:
        """The language of the database may pass over the hyphens of a day."""
        return exp.Collate(this=text, expression=quoted("C"))

    def has_stranger(self, items: exp.Expr, words: exp.Expr) -> exp.Expr:
        """A list without its NULL items is not within the words."""
        stated = exp.Anonymous(this="ARRAY_REMOVE", expressions=[items, exp.Null()])
        return exp.Not(this=exp.ArrayContainsAll(this=words, expression=stated))


class PostgreSQLSource(SqlSource):
    """The tables of a schema: `postgresql://user@host/base?schema=name`, else those that the search path finds."""

    dialect = PostgreSQLDialect()

    def __init__(self, address: str) -> None:
        self.address, options = options_of(address, "schema")
        self.schema = options.get("schema")
        self.where = shown(self.address)
        with self._connected():  # an address that does not answer is told at once
            pass

    def node(self, table: str) -> exp.Table:
        """The name of a table, in its schema."""
        return exp.Table(this=quoted(table), db=None if self.schema is None else quoted(self.schema))

    def stored(self, table: str) -> Mapping[str, Stored]:
        """The columns of a table, of a view, of a foreign table."""
        path = (table,) if self.schema is None else (self.schema, table)
        try:
            with self._connected() as connection:
                name = names.Identifier(*path).as_string(connection)
                rows = connection.execute(_COLUMNS, [name]).fetchall()
        except psycopg.Error as error:
            raise self._refused(error) from None
        return {name: _stored(kind, sort) for name, kind, sort in rows}

    def row(self, statement: str) -> Sequence[int | None]:
        """The one row that a statement gives."""
        try:
            with self._connected() as connection:
                return connection.execute(statement).fetchone() or ()
        except psycopg.Error as error:
            raise self._refused(error) from None

    def frames(self, statements: Sequence[Compiled]) -> Iterator[tuple[pl.DataFrame, ...]]:
        """The answers side by side, in batches, each by its own connection, all from one snapshot."""
        first = self._connected()
        streams = [self._frames(first, statements[0])]
        if len(statements) > 1:
            snapshot = first.execute("SELECT pg_export_snapshot()").fetchone()
            for statement in statements[1:]:
                connection = self._connected()
                connection.execute(names.SQL("SET TRANSACTION SNAPSHOT {}").format(*(snapshot or ())))
                streams.append(self._frames(connection, statement))
        yield from zip(*streams, strict=True)

    def _frames(self, connection: psycopg.Connection, statement: Compiled) -> Iterator[pl.DataFrame]:
        text = f"COPY ({statement.sql(self.dialect)}) TO STDOUT (FORMAT csv)"
        lines: list[bytes] = []
        try:
            with connection, connection.cursor().copy(text) as copy:
                for line in copy:
                    lines.append(bytes(line))
                    if len(lines) == BATCH_ROWS:
                        yield frame_of_csv(lines, statement.columns)
                        lines = []
        except psycopg.Error as error:
            raise self._refused(error) from None
        if lines:
            yield frame_of_csv(lines, statement.columns)

    def _connected(self) -> psycopg.Connection:
        try:
            connection = psycopg.connect(self.address, connect_timeout=10)
            connection.read_only = True
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.execute(_SETTINGS)
        except psycopg.Error as error:
            raise self._refused(error) from None
        return connection

    def _refused(self, error: psycopg.Error) -> Exception:
        name = type(error).__name__ + (f" ({error.sqlstate})" if error.sqlstate else "")
        return self.unreadable(f"PostgreSQL répond {name}", f"PostgreSQL answers {name}")


def _stored(name: str, sort: str) -> Stored:
    if sort == "e":
        return Stored("text", is_cast=True)
    kind = next((kind for kind, several in _KINDS.items() if name in several), "other")
    return Stored(kind, kind in ("text", "words") and name not in _READ_AS_THEY_ARE)
