"""Days as whole numbers YYYYMMDD, so that any engine compares them without a date function.

A day of the cohort may be known to the month or to the year: it is two numbers, the first and the last day that it can
be. Both are NULL where there is no day.
"""

from datetime import date
from typing import NamedTuple

from saufconduit.screening.expressions import (
    Arithmetic,
    Case,
    Compare,
    Expression,
    IsNull,
    Literal,
    all_of,
    any_of,
    is_in,
)
from saufconduit.screening.layers import Layers
from saufconduit.vocabulary.days import Span


class Day(NamedTuple):
    """The first and the last day that it can be."""

    first: Expression
    last: Expression


def code_of(day: date) -> int:
    """The day as a number."""
    return day.year * 10000 + day.month * 100 + day.day


def at_most(left: Expression, right: Expression) -> Expression:
    """`left` <= `right`."""
    return Compare("<=", left, right)


def surely_come(day: Day, on: Expression) -> Expression:
    """True where it had certainly happened by `on`, or has no day; never unknown."""
    return any_of((IsNull(day.first), at_most(day.last, on)))


def maybe_come(day: Day, on: Expression) -> Expression:
    """True unless it certainly had not happened by `on`; never unknown."""
    return any_of((IsNull(day.first), at_most(day.first, on)))


def surely_not_before(day: Day, other: Day) -> Expression:
    """True where `day` is certainly `other` or later."""
    return at_most(other.last, day.first)


def maybe_not_before(day: Day, other: Day) -> Expression:
    """True unless `day` is certainly before `other`."""
    return at_most(other.first, day.last)


def full_years(birth: Expression, on: Expression) -> Expression:
    """Age in full years on the day `on`; the ten thousand years keep the division of numbers that are not negative."""
    much = Literal(100_000_000)
    years = Arithmetic("//", Arithmetic("-", Arithmetic("+", on, much), birth), Literal(10000))
    return Arithmetic("-", years, Literal(10000))


def later_by(day: Expression, span: Span, layers: Layers, name: str) -> Expression:
    """The same day `span` later, of its years and months (`vocabulary.days.same_day_after`), as a number."""
    year = layers.define(f"{name}_year", _quotient(day, 10000))
    month = layers.define(f"{name}_month", _minus(_quotient(day, 100), _times(year, 100)))
    months = layers.define(f"{name}_months", _sum(_times(year, 12), month, 12 * span.years + span.months - 1))
    new_year = layers.define(f"{name}_year_then", _quotient(months, 12))
    new_month = layers.define(f"{name}_month_then", _sum(_minus(months, _times(new_year, 12)), 1))
    last = layers.define(f"{name}_last_then", _last_of_month(new_year, new_month))
    number = layers.define(f"{name}_day", _minus(day, _times(_quotient(day, 100), 100)))
    clamped = Case(((at_most(last, number), last),), number)
    return layers.define(f"{name}_then", _sum(_times(new_year, 10000), _times(new_month, 100), clamped))


def day_number(day: Expression, layers: Layers, name: str) -> Expression:
    """The days counted from a fixed one, so that a number of days can be added; `day` is YYYYMMDD."""
    year = layers.define(f"{name}_y", _quotient(day, 10000))
    month = layers.define(f"{name}_m", _minus(_quotient(day, 100), _times(year, 100)))
    number = layers.define(f"{name}_d", _minus(day, _times(_quotient(day, 100), 100)))
    is_winter = at_most(month, Literal(2))  # a year that starts in March has its odd day at the end
    start = layers.define(f"{name}_from_march", _minus(year, Case(((is_winter, Literal(1)),), Literal(0))))
    since = layers.define(f"{name}_since_march", _sum(month, Case(((is_winter, Literal(9)),), Literal(-3))))
    leaps = _minus(_sum(_quotient(start, 4), _quotient(start, 400)), _quotient(start, 100))
    months = _quotient(_sum(_times(since, 153), 2), 5)
    return layers.define(f"{name}_number", _sum(_times(start, 365), leaps, months, number))


def _last_of_month(year: Expression, month: Expression) -> Expression:
    is_leap = any_of(
        (
            _divides(400, year),
            all_of((_divides(4, year), Compare("<", _times(_quotient(year, 100), 100), year))),
        )
    )
    february = Case(((is_leap, Literal(29)),), Literal(28))
    short = is_in(month, (4, 6, 9, 11))
    return Case(((Compare("=", month, Literal(2)), february), (short, Literal(30))), Literal(31))


def _divides(divisor: int, number: Expression) -> Expression:
    return Compare("=", _times(_quotient(number, divisor), divisor), number)


def _quotient(number: Expression, divisor: int) -> Expression:
    return Arithmetic("//", number, Literal(divisor))


def _times(number: Expression, factor: int) -> Expression:
    return Arithmetic("*", number, Literal(factor))


def _minus(number: Expression, other: Expression) -> Expression:
    return Arithmetic("-", number, other)


def _sum(*numbers: Expression | int) -> Expression:
    total: Expression | None = None
    for number in numbers:
        part = Literal(number) if isinstance(number, int) else number
        total = part if total is None else Arithmetic("+", total, part)
    assert total is not None
    return total
