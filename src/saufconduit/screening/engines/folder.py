"""A cohort of Parquet files in a folder: opened, checked, made ready for the embedded engine."""

import os
from collections.abc import Mapping, Sequence

import polars as pl

from saufconduit.screening import problems
from saufconduit.screening.checks import Fault
from saufconduit.screening.engines.embedded import KEY, Embedded, normalised
from saufconduit.screening.engines.ranges import PATIENTS, InRanges, Range, ranges_of
from saufconduit.screening.tables import ColumnSpec
from saufconduit.vocabulary.problem import Place, Problem

_DAY = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?$"


class Folder:
    """A folder that holds `patients.parquet`, `treatments.parquet`… or a folder of Parquet files for each table.

    `at_once` is how many patients are in memory at a time.
    """

    def __init__(self, path: str, at_once: int = PATIENTS) -> None:
        self.path, self.at_once = path, at_once
        if not os.path.isdir(path):
            raise Problem(problems.UNREADABLE, Place(path), (), **_no_folder(path))
        self._frames: dict[str, pl.LazyFrame] = {}

    def columns(self, table: str) -> Mapping[str, str]:
        """The columns of a table and their kinds. Raises Problem where the table is not there or is no Parquet."""
        try:
            schema = self._frame(table).collect_schema()
        except (pl.exceptions.PolarsError, OSError):
            raise self._unreadable(table) from None
        return {name: _kind(kind) for name, kind in schema.items()}

    def faults(self, table: str, specs: Sequence[ColumnSpec]) -> Mapping[tuple[str, str], Fault]:
        """What the columns hold that they must not: looked for column by column, counted only where it is found.

        Raises Problem where a file stops short.
        """
        try:
            return self._faults(table, specs)
        except (pl.exceptions.PolarsError, OSError):
            raise self._unreadable(table) from None

    def _faults(self, table: str, specs: Sequence[ColumnSpec]) -> Mapping[tuple[str, str], Fault]:
        frame = self._frame(table)
        schema = frame.collect_schema()
        wrong = {key: one for spec in specs for key, one in _wrong(spec, schema[spec.name]).items()}
        found = {key: one for key, one in wrong.items() if _occurs(one, frame.select(key[0]))}
        if table == "patients" and not _is_in_order(frame):
            found[KEY, "duplicate"] = ~pl.col(KEY).is_first_distinct() & pl.col(KEY).is_not_null()
        faults = {key: _counted(one, frame.select(key[0])) for key, one in found.items()}
        return {key: fault for key, fault in faults.items() if fault.rows}

    def engine(self, specs: Mapping[str, Sequence[ColumnSpec]]) -> InRanges:
        """The engine that screens the cohort. Raises Problem where a table is not there."""

        def of(one: Range) -> Embedded:
            return Embedded({name: normalised(one.of(self._frame(name)), specs[name], name) for name in specs})

        return InRanges([of(one) for one in ranges_of(self._frame("patients"), self.at_once)])

    def _frame(self, table: str) -> pl.LazyFrame:
        found = self._frames.get(table)
        if found is None:
            file, folder = os.path.join(self.path, f"{table}.parquet"), os.path.join(self.path, table)
            if os.path.isfile(file):
                found = pl.scan_parquet(file, glob=False)
            elif os.path.isdir(folder):
                found = pl.scan_parquet(_files_of(folder), glob=False)
            else:
                raise Problem(problems.NO_TABLE, Place(self.path), (), table=table)
            self._frames[table] = found
        return found

    def _unreadable(self, table: str) -> Problem:
        reason = {
            "reason_fr": f"« {table} » n’est pas du Parquet lisible",
            "reason_en": f"`{table}` is no readable Parquet",
        }
        return Problem(problems.UNREADABLE, Place(self.path), (), **reason)


def _no_folder(path: str) -> dict[str, str]:
    """Why the path is no folder."""
    if os.path.lexists(path):
        return {
            "reason_fr": "c’est un fichier, pas un dossier de tables Parquet",
            "reason_en": "it is a file, not a folder of Parquet tables",
        }
    return {"reason_fr": "ce dossier n’existe pas", "reason_en": "this folder does not exist"}


def _files_of(folder: str) -> list[str]:
    """The Parquet files of a folder, in the order of their names, which is that of the rows that messages number."""
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".parquet")]


def _kind(kind: pl.DataType) -> str:
    if kind == pl.Null:
        return "null"
    if kind == pl.Boolean:
        return "boolean"
    if kind.is_numeric():
        return "number"
    if kind in (pl.Date, pl.Datetime):
        return "day"
    if isinstance(kind, pl.List):
        return "words" if _kind(kind.inner) in ("text", "null") else "list"  # type: ignore[arg-type]
    return "text" if kind in (pl.String, pl.Categorical, pl.Enum) else "other"


def _wrong(spec: ColumnSpec, kind: pl.DataType) -> dict[tuple[str, str], pl.Expr]:
    """For each way a column can be wrong, the rows where it is; never NULL."""
    column, found = pl.col(spec.name), {}
    if not spec.may_be_null:
        found[spec.name, "null"] = column.is_null()
    if kind == pl.Null:
        return found
    if spec.kind == "word":
        found[spec.name, "word"] = ~column.cast(pl.String).is_in(list(spec.words)).fill_null(True)
    elif spec.kind == "words":
        item = pl.element()
        found[spec.name, "word"] = (
            column.list.eval(item.is_not_null() & ~item.is_in(list(spec.words))).list.any().fill_null(False)
        )
    elif spec.kind == "day" and not kind.is_temporal():
        found[spec.name, "day"] = ~_is_day(column.cast(pl.String)).fill_null(True)
    elif spec.kind == "number" and (spec.low, spec.high) != (None, None):
        low = column.is_nan() if kind.is_float() else pl.lit(False)
        low = low if spec.low is None else low | (column < spec.low)
        high = pl.lit(False) if spec.high is None else column > spec.high
        found[spec.name, "bound"] = (low | high).fill_null(False)
    return found


def _is_day(column: pl.Expr) -> pl.Expr:
    whole = pl.when(column.str.len_bytes() == 10).then(column)
    return (
        column.str.contains(_DAY)
        & ~column.str.starts_with("0000")
        & (whole.is_null() | whole.str.to_date("%Y-%m-%d", strict=False).is_not_null())
    )


def _occurs(wrong: pl.Expr, column: pl.LazyFrame) -> bool:
    """Whether there is such a row. Of texts, each different one is looked at once: they are few, the rows are many."""
    rows = column.unique() if column.collect_schema().dtypes() == [pl.String] else column
    return bool(rows.select(wrong.any()).collect(engine="streaming").item())


def _counted(wrong: pl.Expr, column: pl.LazyFrame) -> Fault:
    row = pl.int_range(1, pl.len() + 1)
    count, first = column.select(wrong.sum(), row.filter(wrong).min().alias("first")).collect(engine="streaming").row(0)
    return Fault(count, first)


def _is_in_order(patients: pl.LazyFrame) -> bool:
    """Whether each name comes after the one before it: then none is there twice, without looking further."""
    name = pl.col(KEY)
    return bool(patients.select((name.shift(1) < name).fill_null(True).all()).collect(engine="streaming").item())
