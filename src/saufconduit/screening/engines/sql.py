"""Compiles a query to SQL, as sqlglot nodes: no text is ever parsed into them.

One common table expression a layer and one a step: each column is written once, and read by its name. What differs
from one database to another is in its `Dialect`.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from sqlglot import exp

from saufconduit.screening.engines import sql_days
from saufconduit.screening.engines.dialect import Dialect
from saufconduit.screening.engines.sql_expressions import (
    SQL_TYPES,
    ExpressionWriter,
    Kinds,
    cast,
    is_null,
    kind_of,
    quoted,
)
from saufconduit.screening.engines.sql_parts import PATIENTS, live_of, reads_of
from saufconduit.screening.expressions import Expression, read_as_false
from saufconduit.screening.plan import Query
from saufconduit.screening.steps import Aggregate, NeededStep
from saufconduit.screening.tables import ColumnSpec, names_read
from saufconduit.screening.written_days import Written, as_written

KEY = "patient_id"
_KINDS = {"day": "integer", "word": "text"}  # of a column as the plan reads it, by the kind of its specification


class Stored(NamedTuple):
    """A column as a database stores it: its kind (`checks.Checked.columns`), whether it must be cast to be read."""

    kind: str
    is_cast: bool = False


class Table(NamedTuple):
    """A table of a database, its columns, and what each should be."""

    name: str
    node: exp.Table
    stored: Mapping[str, Stored]
    specs: Sequence[ColumnSpec]


class Compiled(NamedTuple):
    """A statement, and the name and the kind of each of its columns, in order."""

    node: exp.Select
    columns: dict[str, str]

    def sql(self, dialect: Dialect, *, is_pretty: bool = False) -> str:
        """The statement as the database reads it."""
        return self.node.sql(dialect=dialect.name, pretty=is_pretty, copy=False)


def prepared(query: Query, tables: Mapping[str, Table]) -> Query:
    """The query in the terms of the tables: days as they are written, flags that are NULL for false."""
    flags = {name for step in query.steps for name, one in step.aggregates.items() if one.kind == "any"}
    found = as_written(query, {name: _written(table) for name, table in tables.items()})
    return found.upon(partial(read_as_false, flags=flags))


def compile_query(query: Query, tables: Mapping[str, Table], dialect: Dialect, *, is_ordered: bool = False) -> Compiled:
    """The query, which is `prepared`, as one statement; `is_ordered` sorts its rows by patient."""
    return compile_parts([query], tables, dialect, is_ordered=is_ordered)[0]


def compile_parts(
    parts: Sequence[Query], tables: Mapping[str, Table], dialect: Dialect, *, is_ordered: bool = False
) -> list[Compiled]:
    """A statement for each part of one query (`cut`); a column that several of them compute is written once."""
    writer = ExpressionWriter(dialect)
    return [_Compiler(part, tables, writer).compile(is_ordered) for part in parts]


class _Rows(NamedTuple):
    """A common table expression: its name and the kinds of its columns."""

    name: str
    kinds: Kinds


class _Compiler:
    """Writes one statement."""

    def __init__(self, query: Query, tables: Mapping[str, Table], writer: ExpressionWriter) -> None:
        self.query, self.tables, self.writer = query, tables, writer
        self.dialect = writer.dialect
        self.written: list[exp.CTE] = []
        self.live = live_of(self.query)

    def compile(self, is_ordered: bool) -> Compiled:
        query, writer = self.query, self.writer
        sources = {
            table: self._source(self.tables[table], names) for table, names in reads_of(query, self.live).items()
        }
        steps: dict[str, _Rows] = {}
        for step in query.steps:
            steps[step.name] = self._step(step, sources[step.table], sources["patients"])
        rows = self._joined(sources["patients"], steps)
        rows = self._layers("patients", rows, query.layers, self.live[PATIENTS])
        columns = self._totals(rows.kinds) if query.is_total else self._answer(rows.kinds)
        node = _select([writer.alias(value, name) for name, (value, _) in columns.items()], rows.name)
        if query.where is not None:
            node.set("where", exp.Where(this=writer.write(query.where, rows.kinds)))
        if is_ordered:
            node.set("order", exp.Order(expressions=[exp.Ordered(this=writer.column(KEY), nulls_first=True)]))
        node.set("with_", exp.With(expressions=self.written))
        return Compiled(node, {name: kind for name, (_, kind) in columns.items()})

    def _totals(self, kinds: Kinds) -> dict[str, tuple[exp.Expr, str]]:
        """How many patients have each column true; a number is true where it is not 0."""
        found: dict[str, tuple[exp.Expr, str]] = {}
        for name, one in self.query.columns.items():
            truth = self.writer.typed(one, kinds, "boolean")
            if kind_of(one, kinds) not in ("boolean", None):
                truth = exp.NEQ(this=exp.Paren(this=truth), expression=exp.Literal.number(0))
            found[name] = (_count(truth), "integer")
        return found

    def _answer(self, kinds: Kinds) -> dict[str, tuple[exp.Expr, str]]:
        found: dict[str, tuple[exp.Expr, str]] = {KEY: (self.writer.column(KEY), "text")}
        for name, one in self.query.columns.items():
            kind = kind_of(one, kinds) or "boolean"
            found[name] = (self.writer.typed(one, kinds, kind), kind)
        for name, (truth, one) in self.query.sparse.items():
            asked = exp.If(this=is_null(self.writer.write(truth, kinds)), true=self.writer.write(one, kinds))
            value = exp.Case(ifs=[asked], default=exp.Literal.number(0))
            found[name] = (cast(value, "BIGINT"), "integer")
        return found

    # --- tables

    def _source(self, table: Table, names: frozenset[str]) -> _Rows:
        """The columns that are read, each in the type that the plan expects."""
        writer = self.writer
        read: list[exp.Expr] = []
        days: dict[str, exp.Expr] = {}
        kinds: dict[str, str | None] = {}
        for spec in table.specs:
            if spec.name not in table.stored:
                if spec.null_if_absent and spec.name in names:
                    kinds[spec.name] = _KINDS.get(spec.kind, spec.kind)
                    read.append(self.writer.alias(cast(exp.Null(), SQL_TYPES[str(kinds[spec.name])]), spec.name))
                continue
            wanted = [one for one in names_read(table.name, spec) if one in names or one == KEY]
            if spec.kind == "day" and spec.name in names:
                read.append(self._day(spec, table.stored[spec.name]))
                kinds[spec.name] = "day" if table.stored[spec.name].kind == "day" else "text"
            if spec.kind == "day" and wanted:
                read.append(self._day_code(spec, table.stored[spec.name]))
                is_text = table.stored[spec.name].kind != "day"
                days |= {one: self._bound(spec, one, is_text) for one in wanted}
            elif wanted:
                kinds[wanted[0]] = _KINDS.get(spec.kind, spec.kind)
                read.append(self._plain(spec, table.stored[spec.name], wanted[0]))
        rows = exp.Select(expressions=read, from_=exp.From(this=table.node.copy()))
        if not days:
            return self._common(f"{table.name}_read", rows, kinds)
        coded = self._common(f"{table.name}_coded", rows, kinds)
        both = [*map(writer.column, kinds), *(writer.alias(one, name) for name, one in days.items())]
        return self._common(f"{table.name}_read", _select(both, coded.name), kinds | dict.fromkeys(days, "integer"))

    def _plain(self, spec: ColumnSpec, stored: Stored, name: str) -> exp.Expr:
        column: exp.Expr = self.writer.column(spec.name)
        if stored.is_cast or stored.kind == "null":
            column = cast(column, SQL_TYPES[_KINDS.get(spec.kind, spec.kind)])
        elif name == spec.name:
            return column
        return self.writer.alias(column, name)

    def _day(self, spec: ColumnSpec, stored: Stored) -> exp.Expr:
        """The day as it is written: a date, without the hour that may follow it, or a text in the order of bytes."""
        column: exp.Expr = self.writer.column(spec.name)
        if stored.kind == "day" or stored.is_cast or stored.kind == "null":
            column = cast(column, SQL_TYPES["day" if stored.kind == "day" else "text"])
        return self.writer.alias(column if stored.kind == "day" else self.dialect.by_bytes(column), spec.name)

    def _day_code(self, spec: ColumnSpec, stored: Stored) -> exp.Expr:
        def column() -> exp.Expr:
            found = self.writer.column(spec.name)
            return cast(found, "TEXT") if stored.is_cast or stored.kind == "null" else found

        code = sql_days.from_date(column) if stored.kind == "day" else sql_days.from_text(column)
        return self.writer.alias(code, f"{spec.name}_code")

    def _bound(self, spec: ColumnSpec, name: str, is_text: bool) -> exp.Expr:
        code = partial(self.writer.column, f"{spec.name}_code")
        if not is_text:
            return code()
        return sql_days.first(code) if name.endswith("_first") else sql_days.last(code)

    # --- steps

    def _step(self, step: NeededStep, rows: _Rows, patients: _Rows) -> _Rows:
        """The table of a step, reduced to a row a patient."""
        alive = self.live[step.name]
        if step.where is not None or step.beside:
            rows = self._counted(step, rows, patients, alive[0])
        rows = self._layers(step.name, rows, step.layers, alive)
        kept = [self.writer.alias(self._aggregated(one, rows.kinds), name) for name, one in step.aggregates.items()]
        node = _select([self.writer.column(KEY), *kept], rows.name)
        node.set("group", exp.Group(expressions=[self.writer.column(KEY)]))
        kinds = {name: "boolean" if one.kind == "any" else "integer" for name, one in step.aggregates.items()}
        return self._common(step.name, node, kinds, is_apart=True)

    def _counted(self, step: NeededStep, rows: _Rows, patients: _Rows, wanted: frozenset[str]) -> _Rows:
        """The rows of a step that count, beside what is read of their patients."""
        kinds = {name: kind for name, kind in rows.kinds.items() if name in wanted or name == KEY}
        columns = [self.writer.column(name, rows.name) for name in kinds]
        node = _select(columns, rows.name)
        if step.beside:
            joined = {name: patients.kinds[name] for name in sorted(step.beside)}
            node.set("expressions", columns + [self.writer.column(name, patients.name) for name in joined])
            node.set("joins", [self._join(rows, patients)])
            kinds |= joined
        if step.where is not None:
            node.set("where", exp.Where(this=self.writer.write(step.where, rows.kinds, rows.name)))
        return self._common(f"{step.name}_counted", node, kinds)

    def _aggregated(self, aggregate: Aggregate, kinds: Kinds) -> exp.Expr:
        is_truth = aggregate.kind in ("any", "count")
        of = self.writer.typed(aggregate.of, kinds, "boolean" if is_truth else "integer")
        if aggregate.kind == "any":
            return exp.LogicalOr(this=of)
        if aggregate.kind == "max":
            return exp.Max(this=of)
        return _count(of) if aggregate.kind == "count" else self.dialect.count_distinct(of)

    def _joined(self, rows: _Rows, steps: Mapping[str, _Rows]) -> _Rows:
        """The patients, with what is kept of their rows in the other tables; of one without rows: 0, NULL."""
        wanted = self.live[PATIENTS][0]
        kinds = {name: kind for name, kind in rows.kinds.items() if name in wanted or name == KEY}
        columns: list[exp.Expr] = [self.writer.column(name, rows.name) for name in kinds]
        joins = []
        for step in self.query.steps:
            reduced = steps[step.name]
            kept = {name: one for name, one in step.aggregates.items() if name in wanted}
            for name, one in kept.items():
                value: exp.Expr = self.writer.column(name, reduced.name)
                if one.kind in ("count", "distinct"):
                    value = exp.Coalesce(this=value, expressions=[exp.Literal.number(0)])
                columns.append(self.writer.alias(value, name))
                kinds[name] = reduced.kinds[name]
            if kept:
                joins.append(self._join(rows, reduced))
        if not joins:
            return rows
        node = _select(columns, rows.name)
        node.set("joins", joins)
        return self._common("patients_joined", node, kinds)

    def _layers(
        self, name: str, rows: _Rows, layers: Sequence[dict[str, Expression]], alive: Sequence[frozenset[str]]
    ) -> _Rows:
        """Columns upon columns: each layer keeps, of those before it, what is still to be read."""
        for number, (layer, after) in enumerate(zip(layers, alive[1:], strict=True), start=1):
            kinds = {one: kind for one, kind in rows.kinds.items() if one in after or one == KEY}
            columns: list[exp.Expr] = [self.writer.column(one) for one, kind in kinds.items() if kind is not None]
            for column, expression in layer.items():
                kinds[column] = kind_of(expression, rows.kinds)
                if kinds[column] is not None:  # always NULL: nothing to compute, written as NULL where it is read
                    columns.append(self.writer.written_once(name, column, expression, rows.kinds))
            rows = self._common(f"{name}_{number}", _select(columns, rows.name), kinds)
        return rows

    def _common(self, name: str, node: exp.Select, kinds: Kinds, *, is_apart: bool = False) -> _Rows:
        """Writes a common table expression; `is_apart` tells that no planner merges it into what reads it."""
        if self.dialect.is_fenced and not is_apart:
            node.set("offset", exp.Offset(expression=exp.Literal.number(0)))
        self.written.append(exp.CTE(this=node, alias=exp.TableAlias(this=quoted(name))))
        return _Rows(name, kinds)

    def _join(self, left: _Rows, right: _Rows) -> exp.Join:
        on = exp.EQ(this=self.writer.column(KEY, left.name), expression=self.writer.column(KEY, right.name))
        return exp.Join(this=exp.Table(this=quoted(right.name)), side="LEFT", on=on)


def _written(table: Table) -> Written:
    """The days of a table, and whether they are dates."""
    days = (spec.name for spec in table.specs if spec.kind == "day" and spec.name in table.stored)
    return {name: table.stored[name].kind == "day" for name in days}


def _select(expressions: Sequence[exp.Expr], name: str) -> exp.Select:
    return exp.Select(expressions=list(expressions), from_=exp.From(this=exp.Table(this=quoted(name))))


def _count(truth: exp.Expr) -> exp.Expr:
    """How many rows have it true."""
    return exp.Count(this=exp.Case(ifs=[exp.If(this=truth, true=exp.Literal.number(1))]))
