"""A cohort in a DuckDB file, opened to be read only."""

import os
from collections.abc import Iterator, Mapping, Sequence

import duckdb
import polars as pl
import pyarrow  # noqa: F401  DuckDB gives its answers in batches through it: its lack is told before anything is asked
from sqlglot import exp

from saufconduit.screening.engines.database import BATCH_ROWS, SqlSource, in_schema
from saufconduit.screening.engines.dialect import Dialect
from saufconduit.screening.engines.sql import Compiled, Stored
from saufconduit.screening.engines.sql_expressions import quoted

# Nothing is fetched from the network, and nothing but the file is read.
_SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_TEXTS = ("VARCHAR", "UUID")


class DuckDBDialect(Dialect):
    """The SQL of DuckDB."""

    name = "duckdb"
    widest = 120  # the time of its planner grows faster than the number of columns

    def length(self, items: exp.Expr) -> exp.Expr:
        """How many items a list has."""
        return exp.Anonymous(this="LEN", expressions=[items])

    def count_distinct(self, of: exp.Expr) -> exp.Expr:
        """COUNT(DISTINCT) becomes a join for each of them: minutes of planning where there are many."""
        return exp.Anonymous(this="LIST_UNIQUE", expressions=[exp.Anonymous(this="LIST", expressions=[of])])

    def has_stranger(self, items: exp.Expr, words: exp.Expr) -> exp.Expr:
        """`list_has_all` passes over items that are NULL."""
        return exp.Not(this=exp.Anonymous(this="LIST_HAS_ALL", expressions=[words, items]))


class DuckDBSource(SqlSource):
    """The tables of a DuckDB file, in its default schema."""

    dialect = DuckDBDialect()

    def __init__(self, path: str) -> None:
        self.where = path
        if not os.path.isfile(path):
            raise self.unreadable("ce fichier n’existe pas", "this file does not exist")
        try:
            self.connection = duckdb.connect(path, read_only=True, config=dict(_SETTINGS))
        except duckdb.Error as error:
            raise self._refused(error) from None

    def node(self, table: str) -> exp.Table:
        """The name of a table."""
        return exp.Table(this=quoted(table))

    def stored(self, table: str) -> Mapping[str, Stored]:
        """The columns of a table or of a view."""
        asked = "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? AND schema_name = 'main'"
        try:
            rows = self.connection.execute(asked, [table]).fetchall()
        except duckdb.Error as error:
            raise self._refused(error) from None
        return {name: _stored(kind) for name, kind in rows}

    def row(self, statement: str) -> Sequence[int | None]:
        """The one row that a statement gives."""
        try:
            return self.connection.execute(statement).fetchone() or ()
        except duckdb.Error as error:
            raise self._refused(error) from None

    def frames(self, statements: Sequence[Compiled]) -> Iterator[tuple[pl.DataFrame, ...]]:
        """The answers side by side, in batches."""
        yield from zip(*map(self._frames, statements), strict=True)

    def _frames(self, statement: Compiled) -> Iterator[pl.DataFrame]:
        try:
            reader = self.connection.cursor().sql(statement.sql(self.dialect)).to_arrow_reader(BATCH_ROWS)
            for batch in reader:
                yield in_schema(pl.DataFrame(batch), statement.columns)
        except (duckdb.Error, OSError) as error:
            raise self._refused(error) from None

    def _refused(self, error: Exception) -> Exception:
        name = type(error).__name__
        return self.unreadable(f"DuckDB répond {name}", f"DuckDB answers {name}")


def _stored(kind: str) -> Stored:
    if kind.endswith("[]"):
        inner = _stored(kind[:-2])
        return Stored("words" if inner.kind in ("text", "null") else "list", inner.is_cast or inner.kind == "null")
    if kind in _TEXTS or kind.startswith("ENUM"):
        return Stored("text", kind != "VARCHAR")
    if kind.startswith(("DATE", "TIMESTAMP")):
        return Stored("day")
    if kind == "BOOLEAN":
        return Stored("boolean")
    if kind == '"NULL"':
        return Stored("null")
    is_number = kind.startswith(
        ("DECIMAL", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "U", "FLOAT", "DOUBLE")
    )
    return Stored("number" if is_number else "other")
