"""Days of a table as whole numbers in SQL: the first and the last day that each can be.

Text is YYYY, YYYY-MM or YYYY-MM-DD: a number YYYYMMDD in which 00 stands for the month or the day that is not known.
"""

from collections.abc import Callable
from typing import TypeAlias

from sqlglot import exp

Column: TypeAlias = Callable[[], exp.Expr]  # makes the column, as often as it is read


def from_text(column: Column) -> exp.Expr:
    """The number that the text writes."""
    digits = exp.Anonymous(this="REPLACE", expressions=[column(), exp.Literal.string("-"), exp.Literal.string("")])
    whole = exp.Anonymous(this="RPAD", expressions=[digits, _number(8), exp.Literal.string("0")])
    return exp.cast(whole, "INT")


def from_date(column: Column) -> exp.Expr:
    """The number of a date."""
    year, month, day = (exp.Extract(this=exp.var(one), expression=column()) for one in ("YEAR", "MONTH", "DAY"))
    months = exp.Add(this=_times(year, 10000), expression=_times(month, 100))
    return exp.cast(exp.Add(this=months, expression=day), "INT")


def first(code: Column) -> exp.Expr:
    """The first day that the number can be."""
    return _by_precision(code, _number(1), _number(101))


def last(code: Column) -> exp.Expr:
    """The last day that the number can be.

    Of YYYYMM00, the remainders by 10000 and by 5000 are MM00; in February the remainder is 0200 by 40000 where the
    year is a multiple of 4, by 1000000 where it is one of 100, by 4000000 where it is one of 400.
    """
    is_long = exp.or_(exp.Not(this=_remains(code, 1_000_000)), _remains(code, 4_000_000), copy=False)
    short = [_number(month) for month in (400, 600, 900, 1100)]
    days = exp.Case(
        ifs=[
            exp.If(this=exp.In(this=_remainder(code, 10_000), expressions=short), true=_number(30)),
            exp.If(this=exp.and_(_remains(code, 40_000), is_long, copy=False), true=_number(29)),
            exp.If(this=_remains(code, 5_000), true=_number(28)),
        ],
        default=_number(31),
    )
    return _by_precision(code, days, _number(1231))


def _by_precision(code: Column, of_month: exp.Expr, of_year: exp.Expr) -> exp.Expr:
    ifs = [
        exp.If(this=exp.GT(this=_remainder(code, 100), expression=_number(0)), true=code()),
        exp.If(
            this=exp.GT(this=_remainder(code, 10_000), expression=_number(0)),
            true=exp.Add(this=code(), expression=of_month),
        ),
    ]
    return exp.Case(ifs=ifs, default=exp.Add(this=code(), expression=of_year))


def _remains(code: Column, divisor: int) -> exp.Expr:
    return exp.EQ(this=_remainder(code, divisor), expression=_number(200))


def _remainder(code: Column, divisor: int) -> exp.Expr:
    return exp.Mod(this=code(), expression=_number(divisor))


def _times(node: exp.Expr, factor: int) -> exp.Expr:
    return exp.Mul(this=node, expression=_number(factor))


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value)
