"""Days as whole numbers, against the calendar."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from screened import computed

from saufconduit.criteria.evaluate import _not_before
from saufconduit.patients.as_of import is_by
from saufconduit.screening import days
from saufconduit.screening.days import Day, code_of
from saufconduit.screening.expressions import Column, Literal
from saufconduit.screening.layers import Layers
from saufconduit.vocabulary.days import PartialDay, Span, full_years, same_day_after

# Around 2000, a leap year, and 2100, that is none.
EVERY_DAY = [date(year, 1, 1) + timedelta(days=day) for year in (1996, 2096) for day in range(9 * 365 + 2)]
SPANS = [
    Span(months=1),
    Span(months=6),
    Span(months=11),
    Span(months=12),
    Span(months=13),
    Span(months=25),
    Span(years=1),
    Span(years=3),
    Span(years=1, months=11),
]
ALL_DAYS = st.dates(date(1, 1, 1), date(9990, 12, 31))
NEAR = st.dates(date(2026, 1, 1), date(2026, 12, 31))
ON = date(2026, 6, 15)
DAY, ON_CODE = Column("day"), Literal(code_of(ON))


@st.composite
def partial_days(draw):
    day = draw(NEAR)
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return draw(
        st.sampled_from(
            [
                None,
                PartialDay(day, day),
                PartialDay(day.replace(day=1), last),
                PartialDay(date(day.year, 1, 1), date(day.year, 12, 31)),
            ]
        )
    )


def columns_of_day(name, day):
    codes = [None, None] if day is None else [code_of(day.earliest), code_of(day.latest)]
    return {f"{name}_first": [codes[0]], f"{name}_last": [codes[1]]}


def day_of(name):
    return Day(Column(f"{name}_first"), Column(f"{name}_last"))


def truth(expression, **partial):
    columns = {key: value for name, day in partial.items() for key, value in columns_of_day(name, day).items()}
    (found,) = computed(Layers(columns), expression, columns)
    return found


def test_code_of_a_day_orders_as_days_do():
    codes = [code_of(day) for day in EVERY_DAY]

    assert codes == sorted(set(codes))
    assert code_of(date(987, 2, 3)) == 9870203


@pytest.mark.parametrize("span", SPANS, ids=str)
def test_later_by_is_the_same_day_after_for_every_day(span):
    layers = Layers(["day"])
    then = days.later_by(DAY, span, layers, "x")

    found = computed(layers, then, {"day": [code_of(day) for day in EVERY_DAY]})

    assert found == [code_of(same_day_after(day, span)) for day in EVERY_DAY]


@given(ALL_DAYS, st.integers(0, 4), st.integers(0, 40))
def test_later_by_is_the_same_day_after_in_any_year(day, years, months):
    layers, span = Layers(["day"]), Span(years=years, months=months)
    then = days.later_by(DAY, span, layers, "x")

    assert computed(layers, then, {"day": [code_of(day)]}) == [code_of(same_day_after(day, span))]


def test_later_by_of_no_day_is_no_day():
    layers = Layers(["day"])
    then = days.later_by(DAY, Span(months=6), layers, "x")

    assert computed(layers, then, {"day": [None, 20260115]}) == [None, 20260715]


def test_day_number_counts_every_day():
    layers = Layers(["day"])
    number = days.day_number(DAY, layers, "x")

    found = computed(layers, number, {"day": [code_of(day) for day in EVERY_DAY]})

    first = found[0] - EVERY_DAY[0].toordinal()
    assert found == [day.toordinal() + first for day in EVERY_DAY]


@given(ALL_DAYS, ALL_DAYS)
def test_day_number_differs_by_the_days_between(one, other):
    layers = Layers(["day"])
    number = days.day_number(DAY, layers, "x")

    found = computed(layers, number, {"day": [code_of(one), code_of(other)]})

    assert found[1] - found[0] == (other - one).days


def test_two_day_numbers_of_one_table_do_not_mix():
    layers = Layers(["day", "other"])
    one = days.day_number(DAY, layers, "x")
    other = days.day_number(Column("other"), layers, "x")

    assert one != other


def test_full_years_are_those_of_the_evaluator_for_every_birth():
    births = [day for day in EVERY_DAY if day.year < 2030]
    layers = Layers(["day"])

    found = computed(layers, days.full_years(DAY, ON_CODE), {"day": [code_of(day) for day in births]})

    assert found == [full_years(day, ON) for day in births]


def test_full_years_of_one_born_later_are_negative():
    layers = Layers(["day"])

    found = computed(layers, days.full_years(DAY, ON_CODE), {"day": [20260615, 20260616, 20270616]})

    assert found == [0, -1, -2]


@given(partial_days())
def test_surely_come_is_true_of_nothing_doubtful(day):
    assert truth(days.surely_come(day_of("a"), ON_CODE), a=day) is (is_by(day, ON) is True)


@given(partial_days())
def test_maybe_come_is_false_only_of_what_is_certainly_later(day):
    assert truth(days.maybe_come(day_of("a"), ON_CODE), a=day) is (is_by(day, ON) is not False)


dated = partial_days().filter(lambda day: day is not None)


@given(dated, dated)
def test_surely_not_before_is_true_of_nothing_doubtful(day, other):
    expression = days.surely_not_before(day_of("a"), day_of("b"))

    assert truth(expression, a=day, b=other) is (_not_before(day, other) is True)


@given(dated, dated)
def test_maybe_not_before_is_false_only_of_what_is_certainly_before(day, other):
    expression = days.maybe_not_before(day_of("a"), day_of("b"))

    assert truth(expression, a=day, b=other) is (_not_before(day, other) is not False)


@pytest.mark.parametrize("day", [None, PartialDay(ON, ON)])
def test_comparison_with_no_day_is_unknown(day):
    expression = days.surely_not_before(day_of("a"), day_of("b"))

    assert truth(expression, a=day, b=None) is None
