"""Days compared as they are written: the answers of their numbers, and what is left as it was."""

from datetime import date
from itertools import product

import polars as pl
import pytest

from saufconduit.screening.engines.embedded import expression_of, normalised
from saufconduit.screening.expressions import (
    FALSE,
    Arithmetic,
    Case,
    Column,
    Compare,
    IsNull,
    Literal,
    all_of,
    any_of,
    is_in,
    known,
    opposite,
    surely,
)
from saufconduit.screening.layers import Layers
from saufconduit.screening.plan import Query
from saufconduit.screening.steps import Step
from saufconduit.screening.tables import ColumnSpec
from saufconduit.screening.written_days import as_written, written

DAY = ColumnSpec("started", "day")
TEXTS = ["2026", "2026-11", "2026-12", "2026-11-30", "2026-12-01", "2026-12-31", "2027", "2027-01", "2027-01-01", None]
DATES = [date(1, 1, 1), date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 1), date(9999, 12, 31), None]
CONSTANTS = [20261130, 20261201, 20261215, 20261231, 20270101, 20280229, 10101, 99991231]
FIRST, LAST = Column("started_first"), Column("started_last")
TEXT, ON = {"started": False}, Literal(20261012)

comparisons = pytest.mark.parametrize(
    ("sign", "end", "constant"), list(product(["<", "<=", "="], [FIRST, LAST], CONSTANTS))
)
sides = pytest.mark.parametrize("is_right", [False, True], ids=["day-first", "constant-first"])
stored = pytest.mark.parametrize("days", [TEXTS, DATES], ids=["texts", "dates"])


def compared(sign, end, constant, is_right):
    pair = (end, Literal(constant))
    return Compare(sign, *(reversed(pair) if is_right else pair))


@stored
@sides
@comparisons
def test_day_compared_as_it_is_written_is_the_number_compared(sign, end, constant, is_right, days):
    number = compared(sign, end, constant, is_right)
    frame = normalised(pl.LazyFrame({"started": days}), [DAY], "treatments")

    same = written(number, {"started": days is DATES})
    found = frame.select(written=expression_of(same), number=expression_of(number)).collect()

    assert found["written"].to_list() == found["number"].to_list()


def test_text_of_a_month_or_a_year_that_is_not_over_is_not_surely_past():
    is_before = Compare("<=", Column("started"), Literal("2026-10-12"))

    assert written(Compare("<=", LAST, ON), TEXT) == all_of(
        (is_before, opposite(is_in(Column("started"), ["2026", "2026-10"])))
    )


def test_first_day_of_a_text_is_compared_as_the_text():
    assert written(Compare("<=", FIRST, ON), TEXT) == Compare("<=", Column("started"), Literal("2026-10-12"))


def test_date_is_compared_with_a_date():
    assert written(Compare("<", LAST, ON), {"started": True}) == Compare(
        "<=", Column("started"), Literal(date(2026, 10, 11))
    )


@pytest.mark.parametrize("end", [FIRST, LAST])
def test_end_of_a_day_is_unknown_where_the_day_is(end):
    assert written(known(end), TEXT) == known(Column("started"))


@pytest.mark.parametrize(
    "expression",
    [
        Compare("=", LAST, ON),
        Compare("<=", FIRST, LAST),
        Compare("<=", LAST, Literal(99991231)),
        Compare("<=", LAST, Literal(10101)),
        Compare("<=", Column("ended_last"), ON),
        Compare("<=", Column("started"), ON),
        Compare("<=", LAST, Literal("2026")),
        Compare("<=", Arithmetic("+", LAST, Literal(1)), ON),
        IsNull(Column("ended_first")),
        IsNull(Column("started")),
        LAST,
    ],
    ids=str,
)
def test_what_is_no_comparison_of_a_day_with_a_constant_stays_as_it_is(expression):
    assert written(expression, TEXT) == expression


def test_comparisons_are_written_wherever_they_stand():
    inner, same = Compare("<=", FIRST, ON), Compare("<=", Column("started"), Literal("2026-10-12"))

    assert written(Case(((any_of((inner, FALSE, LAST)), surely(inner)),), inner), TEXT) == Case(
        ((any_of((same, LAST)), surely(same)),), same
    )


# --- queries


def test_query_is_written_in_every_part():
    inner, same = Compare("<=", FIRST, ON), Compare("<=", Column("started"), Literal("2026-10-12"))
    query = Query((), ({"a": inner},), {"b": inner}, {"c": (inner, surely(inner))}, inner)

    found = as_written(query, {"patients": TEXT})

    assert (found.layers, found.columns, found.where) == (({"a": same},), {"b": same}, same)
    assert found.sparse == {"c": (same, surely(same))}


def _step(**asked):
    step = Step("t", "treatments", Layers(["started_first", "birth_last", "birth_first", "sex"]), **asked)
    both = all_of((Compare("<=", FIRST, ON), Compare("<=", Column("birth_last"), ON)))
    kept = step.keep("both", "any", both)
    return step.needed([kept.name])


def test_step_beside_patients_reads_their_days_as_they_are_written():
    step = _step(beside=frozenset({"birth_first", "birth_last", "sex"}), where=Compare("<=", FIRST, ON))

    (found,) = as_written(Query((step,), (), {}), {"patients": {"birth": False}, "treatments": TEXT}).steps

    assert found.beside == {"birth"}
    assert found.where == Compare("<=", Column("started"), Literal("2026-10-12"))


def test_step_of_its_own_knows_no_day_of_patients():
    step = _step()

    (found,) = as_written(Query((step,), (), {}), {"patients": {"birth": False}, "treatments": TEXT}).steps

    assert (found.where, found.beside) == (None, frozenset())
    assert Compare("<=", Column("birth_last"), ON) in found.layers[0]["both"].of
