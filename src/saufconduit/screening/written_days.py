"""Compares days with constants as they are written, where that says the same as comparing their numbers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TypeAlias

from saufconduit.screening.expressions import (
    Column,
    Compare,
    Expression,
    IsNull,
    Literal,
    all_of,
    columns_of,
    is_in,
    opposite,
    rebuilt,
)
from saufconduit.screening.layers import layers_upon
from saufconduit.screening.plan import Query
from saufconduit.screening.steps import NeededStep

Written: TypeAlias = Mapping[str, bool]  # the days that a table has as they are written; whether as dates, not as text


def as_written(query: Query, days: Mapping[str, Written]) -> Query:
    """The query on tables that hold these days beside the numbers that each can be: most numbers are read no longer."""
    steps = tuple(_step(step, days[step.table], days["patients"]) for step in query.steps)
    return replace(query.upon(partial(written, days=days["patients"])), steps=steps)


def _step(step: NeededStep, own: Written, beside: Written) -> NeededStep:
    of = partial(written, days={**beside, **own} if step.beside else own)
    layers = layers_upon(step.layers, of)
    where = None if step.where is None else of(step.where)
    read = {name for layer in layers for one in layer.values() for name in columns_of(one)}
    read_beside = frozenset(read & {*step.beside, *beside}) if step.beside else step.beside
    return replace(step, layers=layers, where=where, beside=read_beside)


def written(part: Expression, days: Written) -> Expression:
    """The expression, its comparisons and its tests for NULL made on the days themselves."""
    name = _day_of(part.of, days) if isinstance(part, IsNull) else None
    if name is not None:
        return IsNull(Column(name))
    found = _compared(part, days) if isinstance(part, Compare) else None
    return rebuilt(part, partial(written, days=days)) if found is None else found


def _compared(part: Compare, days: Written) -> Expression | None:
    """The comparison of one end of a day with a constant, made on the day; None for any other."""
    if part.sign == "=":
        return None
    if isinstance(part.right, Literal):  # end < day, end <= day
        return _at_most(part.left, part.right, 1 if part.sign == "<" else 0, days)
    if isinstance(part.left, Literal):  # day < end is not end <= day, day <= end is not end <= the eve
        found = _at_most(part.right, part.left, 0 if part.sign == "<" else 1, days)
        return None if found is None else opposite(found)
    return None


def _at_most(end: Expression, constant: Literal, earlier: int, days: Written) -> Expression | None:
    """Whether the first or the last day that it can be is at most the constant, or so many days earlier."""
    name, code = _day_of(end, days), constant.value
    if name is None or not isinstance(end, Column) or not isinstance(code, int):
        return None
    day = date(code // 10000, code // 100 % 100, code % 100)
    if day in (date.min, date.max):
        return None
    day -= timedelta(days=earlier)
    column = Column(name)
    if days[name]:
        return Compare("<=", column, Literal(day))
    # In the order of texts, a month or a year comes just before its days: as if it were its first day.
    is_before = Compare("<=", column, Literal(day.isoformat()))
    if end.name.endswith("_first"):
        return is_before
    return all_of((is_before, opposite(is_in(column, _not_over(day)))))


def _not_over(day: date) -> list[str]:
    """The year and the month of the day as they are written, where it is not their last day."""
    text, morrow = day.isoformat(), (day + timedelta(days=1)).isoformat()
    return [text[:length] for length in (4, 7) if text[:length] == morrow[:length]]


def _day_of(part: Expression, days: Written) -> str | None:
    """The day of which the expression is one of the two numbers."""
    if not isinstance(part, Column):
        return None
    name = part.name.removesuffix("_first").removesuffix("_last")
    return name if name != part.name and name in days else None
