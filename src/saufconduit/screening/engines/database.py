"""A cohort kept in a database: what it has, what is wrong in it, and the engine that screens it where it is."""

import gc
import io
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import polars as pl
from sqlglot import exp

from saufconduit.screening import problems
from saufconduit.screening.checks import Fault
from saufconduit.screening.engines import sql_checks
from saufconduit.screening.engines.dialect import Dialect
from saufconduit.screening.engines.embedded import expression_of
from saufconduit.screening.engines.sql import KEY, Compiled, Stored, Table, compile_parts, compile_query, prepared
from saufconduit.screening.engines.sql_parts import unfiltered
from saufconduit.screening.engines.sql_widths import cut, width
from saufconduit.screening.plan import Query
from saufconduit.screening.tables import ColumnSpec
from saufconduit.vocabulary.problem import Place, Problem

BATCH_ROWS = 50_000
SCHEMA: dict[str, pl.DataType] = {
    "boolean": pl.Boolean(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "text": pl.String(),
    "words": pl.List(pl.String()),
}


class SqlSource(ABC):
    """A database that is open, of which nothing is ever changed. `where` is its address, as messages show it."""

    dialect: Dialect
    where: str

    @abstractmethod
    def node(self, table: str) -> exp.Table:
        """The name of a table, where it lies."""

    @abstractmethod
    def stored(self, table: str) -> Mapping[str, Stored]:
        """The columns of a table; none where there is no such table."""

    @abstractmethod
    def row(self, statement: str) -> Sequence[int | None]:
        """The one row that a statement gives."""

    @abstractmethod
    def frames(self, statements: Sequence[Compiled]) -> Iterator[tuple[pl.DataFrame, ...]]:
        """The answers side by side, a frame for each statement, all of one moment of the database; none of no rows."""

    def columns(self, table: str) -> Mapping[str, str]:
        """The columns of a table and their kinds. Raises Problem where the table is not there."""
        found = self.stored(table)
        if not found:
            raise Problem(problems.NO_TABLE, Place(self.where), (), table=table)
        return {name: one.kind for name, one in found.items()}

    def faults(self, table: str, specs: Sequence[ColumnSpec]) -> Mapping[tuple[str, str], Fault]:
        """What the columns hold that they must not: one pass over the table, one more for each fault found."""
        rows = Table(table, self.node(table), self.stored(table), specs)
        wrong = sql_checks.wrong_of(rows, self.dialect)
        *counted, repeated = self.row(self._sql(sql_checks.counts(rows, wrong)))
        found: dict[tuple[str, str], Fault] = {}
        for (key, one), count in zip(wrong.items(), counted, strict=True):
            if count:
                found[key] = Fault(count, self._first(sql_checks.first_wrong(rows, one, self.dialect)))
        if table == "patients" and repeated:
            found[KEY, "duplicate"] = Fault(repeated, self._first(sql_checks.first_repeated(rows, self.dialect)))
        return found

    def engine(self, specs: Mapping[str, Sequence[ColumnSpec]]) -> "SqlEngine":
        """The engine that screens the cohort."""
        return SqlEngine(self, specs)

    def _first(self, statement: exp.Select) -> int:
        return self.row(self._sql(statement))[0] or 0

    def _sql(self, statement: exp.Select) -> str:
        return statement.sql(dialect=self.dialect.name)

    def unreadable(self, reason_fr: str, reason_en: str) -> Problem:
        """What to say of a database that does not answer; not in its own words, which may hold those of a patient."""
        return Problem(problems.UNREADABLE, Place(self.where), (), reason_fr=reason_fr, reason_en=reason_en)


class SqlEngine:
    """Screens a cohort where it is, in one statement; in several, put together, where a database limits columns."""

    def __init__(self, source: SqlSource, specs: Mapping[str, Sequence[ColumnSpec]]) -> None:
        self.source = source
        self.tables = {
            table: Table(table, source.node(table), source.stored(table), columns) for table, columns in specs.items()
        }

    def run(self, query: Query) -> Iterator[pl.DataFrame]:
        """The answer, in frames of at most BATCH_ROWS rows; one at least, without rows where nobody is kept."""
        widest = self.source.dialect.widest
        ready = self.prepared(query)
        if widest is None or width(ready) <= widest:
            yield from (frame for (frame,) in self._read([self.compiled(ready)]))
        elif query.is_total and query.where is None:
            (frames,) = self._read(self._compiled_parts(ready, widest))
            yield pl.concat(frames, how="horizontal")
        elif query.is_total:
            yield pl.concat([_counted(frame, query) for frame in self._together(query, widest)]).sum()
        else:
            yield from self._together(query, widest)

    def prepared(self, query: Query) -> Query:
        """The query in the terms of its tables."""
        return prepared(query, self.tables)

    def compiled(self, query: Query, *, is_ordered: bool = False) -> Compiled:
        """The statement of a query that is prepared, and not cut."""
        with _no_collection():
            return compile_query(query, self.tables, self.source.dialect, is_ordered=is_ordered)

    def _together(self, query: Query, widest: int) -> Iterator[pl.DataFrame]:
        """The parts side by side: each has every patient, in the same order; then those whom `where` keeps."""
        whole, names = unfiltered(query)
        wanted = [KEY, *query.columns, *query.sparse]
        for frames in self._read(self._compiled_parts(self.prepared(whole), widest, is_ordered=True)):
            frame = pl.concat([frames[0], *(one.drop(KEY) for one in frames[1:])], how="horizontal")
            if query.where is not None:
                read = frame.select(pl.col(given).alias(name) for name, given in names.items())
                frame = frame.filter(read.select(kept=expression_of(query.where))["kept"])
            yield frame.select(wanted)

    def _compiled_parts(self, query: Query, widest: int, *, is_ordered: bool = False) -> list[Compiled]:
        with _no_collection():
            return compile_parts(cut(query, widest), self.tables, self.source.dialect, is_ordered=is_ordered)

    def _read(self, statements: Sequence[Compiled]) -> Iterator[tuple[pl.DataFrame, ...]]:
        """The frames of the answers, or of each one without rows where there are none."""
        is_empty = True
        for frames in self.source.frames(statements):
            is_empty = False
            yield frames
        if is_empty:
            yield tuple(
                pl.DataFrame(schema={name: SCHEMA[kind] for name, kind in one.columns.items()}) for one in statements
            )


def _counted(frame: pl.DataFrame, query: Query) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(pl.Boolean).sum().cast(pl.Int64) for name in query.columns)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the garbage collector, which would walk hundreds of thousands of nodes that are all alive, many times."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def frame_of_csv(lines: Sequence[bytes], columns: Mapping[str, str]) -> pl.DataFrame:
    """Rows of CSV without a header; truths are written t or true, NULL is nothing at all."""
    schema = {name: pl.String() if kind == "boolean" else SCHEMA[kind] for name, kind in columns.items()}
    frame = pl.read_csv(io.BytesIO(b"".join(lines)), has_header=False, schema=schema)
    return frame.with_columns(pl.col(name).str.starts_with("t") for name, kind in columns.items() if kind == "boolean")


def in_schema(frame: pl.DataFrame, columns: Mapping[str, str]) -> pl.DataFrame:
    """The frame with the names and the types of the statement, whatever the database calls them."""
    return frame.rename(dict(zip(frame.columns, columns, strict=True))).cast(
        {name: SCHEMA[kind] for name, kind in columns.items()}
    )
