"""Screens Parquet files, or frames in memory, with Polars expressions; answers in batches."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import add, and_, or_

import polars as pl

from saufconduit.screening.expressions import (
    FALSE,
    TRUE,
    And,
    Arithmetic,
    Case,
    Column,
    Compare,
    Expression,
    Holds,
    In,
    IsEmpty,
    IsNull,
    Literal,
    Not,
    Or,
)
from saufconduit.screening.plan import Query
from saufconduit.screening.steps import NeededStep
from saufconduit.screening.tables import ColumnSpec, names_read
from saufconduit.screening.written_days import Written, as_written

KEY = "patient_id"
_TYPES: Mapping[str, pl.DataType] = {  # the others are text
    "boolean": pl.Boolean(),
    "number": pl.Float64(),
    "words": pl.List(pl.String()),
}
_OFTEN = ("agent", "outcome")  # columns whose words are compared with dozens of others: as codes
_FEW = 6  # words, beyond which looking each up in a set is faster than comparing it with each
_FLAGS = 62  # of « any », packed in one whole number, so that a group is reduced in one pass


class Embedded:
    """A cohort of four lazy frames, as `normalised` makes them."""

    def __init__(self, tables: Mapping[str, pl.LazyFrame], *, streaming: bool = True) -> None:
        self.tables, self.streaming = tables, streaming
        self._days = {name: _days_of(frame) for name, frame in tables.items()}

    def run(self, query: Query) -> Iterator[pl.DataFrame]:
        """The answer, in frames of the size that streaming gives."""
        query = as_written(query, self._days)
        frame = self._frame(query)
        if query.is_total:
            totals = [_number_true(one).alias(name) for name, one in query.columns.items()]
            yield frame.select(totals).collect(engine="streaming" if self.streaming else "in-memory")
            return
        if not self.streaming:
            yield self._with_sparse(frame.collect(), query)
            return
        for batch in frame.collect_batches(engine="streaming", maintain_order=False):
            yield self._with_sparse(batch, query)

    def _frame(self, query: Query) -> pl.LazyFrame:
        """The answer as a lazy frame, without its sparse columns but with all that they read."""
        of, frame = expression_of, self._joined(query)
        for layer in query.layers:
            frame = frame.with_columns(**{name: of(one) for name, one in layer.items()})
        if query.where is not None:
            frame = frame.filter(of(query.where))
        if query.is_total:
            return frame
        parts = [of(part) for pair in query.sparse.values() for part in pair]
        read = dict.fromkeys(name for part in parts for name in part.meta.root_names())
        extra = [pl.col(name) for name in read if name not in query.columns]
        return frame.select(pl.col(KEY), *(of(one).alias(name) for name, one in query.columns.items()), *extra)

    def _joined(self, query: Query) -> pl.LazyFrame:
        """The patients, with what is kept of the other tables: all of it grouped at once, and joined once."""
        frame, steps = self.tables["patients"], query.steps
        if not steps:
            return frame
        rows = [self._rows(step) for step in steps]
        together = rows[0] if len(rows) == 1 else pl.concat(rows, how="diagonal")
        grouped = together.group_by(KEY).agg(one for step in steps for one in _aggregates(step))
        frame = frame.join(grouped, on=KEY, how="left", maintain_order="none" if self.streaming else "left")
        return frame.with_columns(one for step in steps for one in _unpacked(step))

    def _rows(self, step: NeededStep) -> pl.LazyFrame:
        """The rows of a step that say something, with what is to be kept of them."""
        frame = self.tables[step.table]
        if step.where is not None:
            frame = frame.filter(expression_of(step.where))
        if step.beside:
            frame = frame.join(self.tables["patients"].select(KEY, *sorted(step.beside)), on=KEY, how="left")
        for layer in step.layers:
            frame = frame.with_columns(**{name: expression_of(one) for name, one in layer.items()})
        others = {name: pl.col(one.of.name) for name, one in step.aggregates.items() if one.kind != "any"}
        columns = _packed(step) | others
        return frame.select(pl.col(KEY), **columns).filter(reduce(or_, (_says(name, step) for name in columns)))

    def _with_sparse(self, batch: pl.DataFrame, query: Query) -> pl.DataFrame:
        """Adds the sparse columns: each is computed on the rows where the truth beside it is unknown, on no other."""
        if not query.sparse:
            return batch
        of = expression_of
        batch = batch.with_row_index("row")
        added = []
        for name, (truth, expression) in query.sparse.items():
            found = of(expression).cast(pl.Int64).alias(name)
            read = {*of(truth).meta.root_names(), *found.meta.root_names(), "row"}
            asked = batch.select(read).filter(of(truth).is_null()).select("row", found)
            zeros = pl.zeros(batch.height, dtype=pl.Int64, eager=True).alias(name)
            added.append(zeros.scatter(asked["row"], asked[name]))
        return batch.select(KEY, *query.columns, *added)


def _number_true(part: Expression) -> pl.Expr:
    """For how many rows it is true."""
    return pl.len() * int(part.value is True) if isinstance(part, Literal) else expression_of(part).sum()


def _days_of(frame: pl.LazyFrame) -> Written:
    """The days that stand in a table as they are written, beside their numbers."""
    columns = frame.collect_schema()
    return {name: kind == pl.Date for name, kind in columns.items() if f"{name}_first" in columns}


def _packed(step: NeededStep) -> dict[str, pl.Expr]:
    """The « any » of a step as bits."""
    flags = [one.of.name for one in step.aggregates.values() if one.kind == "any"]
    packs = [flags[at : at + _FLAGS] for at in range(0, len(flags), _FLAGS)]
    return {
        _pack(step, number): reduce(add, (pl.col(of).cast(pl.Int64) * (1 << bit) for bit, of in enumerate(pack)))
        for number, pack in enumerate(packs)
    }


def _says(name: str, step: NeededStep) -> pl.Expr:
    """Whether a row adds anything to this column of its patient."""
    if name not in step.aggregates:
        return pl.col(name) != 0
    return pl.col(name) if step.aggregates[name].kind == "count" else pl.col(name).is_not_null()


def _pack(step: NeededStep, number: int) -> str:
    return f"{step.name}_flags_{number}"


def _aggregates(step: NeededStep) -> list[pl.Expr]:
    packs = [pl.col(name).bitwise_or() for name in _packed(step)]
    return packs + [_aggregated(one.kind, name) for name, one in step.aggregates.items() if one.kind != "any"]


def _aggregated(kind: str, name: str) -> pl.Expr:
    if kind == "max":
        return pl.col(name).max()
    if kind == "count":
        return pl.col(name).sum()
    return pl.col(name).drop_nulls().n_unique()


def _unpacked(step: NeededStep) -> list[pl.Expr]:
    """The aggregates of a step on each patient; false, 0 or NULL for one without rows."""
    flags = [name for name, one in step.aggregates.items() if one.kind == "any"]
    found = [
        ((pl.col(_pack(step, at // _FLAGS)) & (1 << at % _FLAGS)) != 0).fill_null(False).alias(name)
        for at, name in enumerate(flags)
    ]
    counts = [name for name, one in step.aggregates.items() if one.kind in ("count", "distinct")]
    return [*found, *(pl.col(name).fill_null(0) for name in counts)]


# --- expressions


def expression_of(part: Expression) -> pl.Expr:
    """The expression in Polars."""
    of = expression_of
    if isinstance(part, Column):
        return pl.col(part.name)
    if isinstance(part, Literal):
        return pl.lit(part.value) if part.value is not None else pl.lit(None, dtype=pl.Boolean)
    if isinstance(part, And):
        return reduce(and_, map(of, part.of))
    if isinstance(part, Or):
        return reduce(or_, map(of, part.of))
    if isinstance(part, Not):
        return ~of(part.of)
    if isinstance(part, IsNull):
        return of(part.of).is_null()
    if isinstance(part, In):
        return _in(part)
    if isinstance(part, Case):
        return _case(part)
    if isinstance(part, Holds):
        return pl.col(part.of.name).list.contains(part.word)
    if isinstance(part, IsEmpty):
        return pl.col(part.of.name).list.len() == 0
    return _binary(part)


def _in(part: In) -> pl.Expr:
    """Numbers one by one: Polars refuses a list of whole numbers beside a column of others. A few words too: faster."""
    column = expression_of(part.of)
    if len(part.values) > _FEW and all(isinstance(value, str) for value in part.values):
        return column.is_in(list(part.values))
    return reduce(or_, (column == value for value in part.values))


def _case(part: Case) -> pl.Expr:
    (condition, value), *others = part.whens
    if not others and value == TRUE and part.default == FALSE:
        return expression_of(condition).fill_null(False)
    chain = pl.when(expression_of(condition)).then(_value(value))
    for one, other in others:
        chain = chain.when(expression_of(one)).then(_value(other))  # type: ignore[assignment]
    return chain.otherwise(_value(part.default))


def _value(part: Expression) -> pl.Expr:
    return pl.lit(None) if isinstance(part, Literal) and part.value is None else expression_of(part)


def _binary(part: Compare | Arithmetic) -> pl.Expr:
    left, right = expression_of(part.left), expression_of(part.right)
    if part.sign == "=":
        return left == right
    if part.sign == "<":
        return left < right
    if part.sign == "<=":
        return left <= right
    if part.sign == "+":
        return left + right
    if part.sign == "-":
        return left - right
    return left * right if part.sign == "*" else left // right


# --- reading


def normalised(frame: pl.LazyFrame, specs: Sequence[ColumnSpec], table: str) -> pl.LazyFrame:
    """The table as the plan reads it: each day is two whole numbers, `setting` of a treatment has its own name.

    The day itself stays beside its numbers: where it is compared with a constant, it is compared as it is
    (`written_days`), and its numbers are never made.
    """
    present = frame.collect_schema()
    columns: list[pl.Expr] = []
    days: dict[str, bool] = {}
    for spec in specs:
        if spec.name not in present:
            if spec.null_if_absent:
                columns.append(pl.lit(None, _TYPES.get(spec.kind, pl.String())).alias(spec.name))
        elif spec.kind == "day":
            column, is_date = pl.col(spec.name), present[spec.name].is_temporal()
            columns.append(column.dt.date() if is_date else column.cast(pl.String))
            days[spec.name] = is_date
        elif spec.name in _OFTEN:
            columns.append(pl.col(spec.name).cast(pl.Categorical))
        else:
            columns.append(_typed(spec, present[spec.name]).alias(*names_read(table, spec)))
    numbers = [_number(name, is_date).alias(f"{name}_number") for name, is_date in days.items()]
    codes = [one for name, is_date in days.items() for one in _day_codes(name, is_date)]
    # In two stages: within one expression the number would be made again at each place where it stands.
    return frame.select(columns).with_columns(numbers).with_columns(codes).drop(f"{name}_number" for name in days)


def _typed(spec: ColumnSpec, kind: pl.DataType) -> pl.Expr:
    """The column; one of nothing but NULL may have no type, and a key has the same one in every table."""
    has_no_type = kind == pl.Null or (isinstance(kind, pl.List) and kind.inner == pl.Null)
    is_key_of_its_own = spec.name == KEY and kind != pl.String
    column = pl.col(spec.name)
    return column.cast(_TYPES.get(spec.kind, pl.String())) if has_no_type or is_key_of_its_own else column


def _number(name: str, is_date: bool) -> pl.Expr:
    """The digits of a day: YYYYMMDD, or YYYYMM or YYYY where the text says no more."""
    column = pl.col(name)
    if is_date:
        return column.dt.year().cast(pl.Int32) * 10000 + column.dt.month().cast(pl.Int32) * 100 + column.dt.day()
    return column.str.replace_all("-", "", literal=True).cast(pl.Int32)


def _day_codes(name: str, is_date: bool) -> list[pl.Expr]:
    """The first and the last day that a date, or a text YYYY, YYYY-MM or YYYY-MM-DD, can be."""
    number = pl.col(f"{name}_number")
    if is_date:
        return [number.alias(f"{name}_first"), number.alias(f"{name}_last")]
    length = pl.col(name).str.len_bytes()  # not the size of the number: a year may begin with 0
    year, month = number // 100, number % 100
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    last = (
        pl.when(month == 2)
        .then(pl.when(leap).then(29).otherwise(28))
        .otherwise(pl.when(month.is_in([4, 6, 9, 11])).then(30).otherwise(31))
    )
    either = pl.when(length == 10).then(number)
    first_code = either.when(length == 7).then(number * 100 + 1).otherwise(number * 10000 + 101)
    last_code = either.when(length == 7).then(number * 100 + last).otherwise(number * 10000 + 1231)
    return [first_code.alias(f"{name}_first"), last_code.alias(f"{name}_last")]
