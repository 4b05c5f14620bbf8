"""Civil days, terms counted as the French texts count them, days known in part."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.vocabulary.days import (
    PartialDay,
    Span,
    eve,
    full_years,
    last_day_of_term,
    morrow,
    parse_day,
    parse_partial_day,
    same_day_after,
    today,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def day(text: str) -> date:
    """The day written in `text`."""
    return date.fromisoformat(text)


def paris() -> date:
    """The civil day in Paris, by another way."""
    return datetime.now(tz=ZoneInfo("UTC")).astimezone(ZoneInfo("Europe/Paris")).date()


def test_today_is_the_day_in_paris() -> None:
    before = paris()

    found = today()

    assert found in (before, paris())


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2023-10-25", "2023-10-24"),
        ("2024-03-01", "2024-02-29"),
        ("2023-01-01", "2022-12-31"),
        ("0001-01-01", "0001-01-01"),
    ],
)
def test_eve_is_the_day_before_within_the_calendar(start: str, expected: str) -> None:
    assert eve(day(start)) == day(expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2023-10-24", "2023-10-25"),
        ("2024-02-28", "2024-02-29"),
        ("2022-12-31", "2023-01-01"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_morrow_is_the_day_after_within_the_calendar(start: str, expected: str) -> None:
    assert morrow(day(start)) == day(expected)


@pytest.mark.parametrize(
    ("first", "span", "expected"),
    [
        pytest.param("2022-04-28", Span(months=12), "2023-04-27", id="lumykras-grant-of-12-months"),
        pytest.param("2023-10-25", Span(months=3), "2024-01-24", id="lumykras-three-months-at-aap-conditions"),
        pytest.param("2023-10-25", Span(years=1), "2024-10-24", id="lumykras-statutory-year"),
        pytest.param("2024-10-25", Span(years=1), "2025-10-24", id="lumykras-first-extra-year"),
        pytest.param("2025-10-25", Span(years=1), "2026-10-24", id="lumykras-second-extra-year"),
        pytest.param("2019-08-19", Span(years=1), "2020-08-18", id="tecentriq-first-year"),
        pytest.param("2019-08-26", Span(years=1), "2020-08-25", id="kadcyla-first-year"),
        pytest.param("2022-04-06", Span(years=3), "2025-04-05", id="lutathera-first-term-from-06-04"),
        pytest.param("2022-04-07", Span(years=3), "2025-04-06", id="lutathera-first-term-from-07-04"),
        pytest.param("2025-04-02", Span(years=3), "2028-04-01", id="lutathera-second-term-earliest-reading"),
        pytest.param("2022-04-07", Span(months=6), "2022-10-06", id="lutathera-report-1"),
        pytest.param("2022-10-07", Span(months=12), "2023-10-06", id="lutathera-report-2"),
        pytest.param("2023-10-07", Span(months=12), "2024-10-06", id="lutathera-report-3"),
    ],
)
def test_last_day_of_term_on_worked_dates_is_that_of_the_texts(first: str, span: Span, expected: str) -> None:
    assert last_day_of_term(day(first), span) == day(expected)


@pytest.mark.parametrize(
    ("first", "span", "expected"),
    [
        pytest.param("2024-02-29", Span(months=12), "2025-02-28", id="29-february-in-months"),
        pytest.param("2024-02-29", Span(years=1), "2025-02-28", id="29-february-in-years"),
        pytest.param("2024-02-29", Span(years=4), "2028-02-28", id="29-february-to-29-february"),
        pytest.param("2023-02-28", Span(years=1), "2024-02-27", id="28-february-before-a-leap-year"),
        pytest.param("2023-03-01", Span(years=1), "2024-02-29", id="1-march-ends-on-29-february"),
        pytest.param("2024-01-31", Span(months=1), "2024-02-29", id="31-january-in-a-leap-year"),
        pytest.param("2023-01-31", Span(months=1), "2023-02-28", id="31-january"),
        pytest.param("2023-03-31", Span(months=1), "2023-04-30", id="31-march"),
        pytest.param("2023-03-31", Span(months=2), "2023-05-30", id="31-to-31"),
        pytest.param("2023-12-15", Span(months=1), "2024-01-14", id="over-the-new-year"),
        pytest.param("2023-10-25", Span(days=30), "2023-11-23", id="days"),
        pytest.param("2023-10-25", Span(days=1), "2023-10-25", id="one-day"),
        pytest.param("2023-01-31", Span(months=1, days=1), "2023-02-28", id="month-without-that-day-and-one-day"),
        pytest.param("9999-06-01", Span(years=1), "9999-12-31", id="past-the-end-of-the-calendar"),
        pytest.param("9999-12-31", Span(days=5), "9999-12-31", id="days-past-the-end-of-the-calendar"),
    ],
)
def test_last_day_of_term_at_the_edges_of_months(first: str, span: Span, expected: str) -> None:
    assert last_day_of_term(day(first), span) == day(expected)


@pytest.mark.parametrize(
    ("start", "span", "expected"),
    [
        pytest.param("2022-04-28", Span(months=2), "2022-06-28", id="lumykras-supply-limit"),
        pytest.param("2023-04-27", Span(months=-3), "2023-01-27", id="lumykras-renewal-request"),
        pytest.param("2024-02-29", Span(years=1), "2025-02-28", id="29-february"),
        pytest.param("2024-02-29", Span(years=-1), "2023-02-28", id="29-february-backwards"),
        pytest.param("2024-03-31", Span(months=-1), "2024-02-29", id="31-march-backwards"),
        pytest.param("2024-01-15", Span(months=-1), "2023-12-15", id="over-the-new-year-backwards"),
        pytest.param("2024-01-31", Span(months=1, days=10), "2024-03-10", id="month-then-days"),
        pytest.param("2024-01-01", Span(), "2024-01-01", id="nothing"),
        pytest.param("9999-12-31", Span(months=1), "9999-12-31", id="month-past-the-calendar"),
        pytest.param("9999-12-31", Span(days=1), "9999-12-31", id="day-past-the-calendar"),
        pytest.param("2024-01-01", Span(days=10**10), "9999-12-31", id="days-beyond-counting"),
        pytest.param("0001-01-01", Span(years=-1), "0001-01-01", id="year-before-the-calendar"),
        pytest.param("0001-01-01", Span(days=-1), "0001-01-01", id="day-before-the-calendar"),
        pytest.param("0001-01-31", Span(months=1), "0001-02-28", id="first-year"),
        pytest.param("9999-11-30", Span(months=1), "9999-12-30", id="last-month"),
    ],
)
def test_same_day_after_a_span(start: str, span: Span, expected: str) -> None:
    assert same_day_after(day(start), span) == day(expected)


@given(DAYS, st.integers(1, 60))
def test_last_day_of_term_joins_the_next_term_or_is_clamped_to_the_end_of_the_month(first: date, months: int) -> None:
    last = last_day_of_term(first, Span(months=months))

    assert morrow(last).day in (first.day, 1)


@given(DAYS, st.integers(-40, 40))
def test_same_day_after_years_is_the_same_as_after_twelve_months_each(start: date, years: int) -> None:
    assert same_day_after(start, Span(years=years)) == same_day_after(start, Span(months=12 * years))


@given(DAYS, DAYS, st.integers(-60, 60))
def test_same_day_after_keeps_the_order_of_days(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))

    assert same_day_after(first, Span(months=months)) <= same_day_after(second, Span(months=months))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1961", "1961-01-01", "1961-12-31"),
        ("1961-04", "1961-04-01", "1961-04-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_partial_day_covers_all_that_is_possible(text: str, earliest: str, latest: str) -> None:
    assert parse_partial_day(text) == PartialDay(day(earliest), day(latest))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1961-4",
        "61",
        "0000",
        "0000-01",
        "0000-01-01",
        "2024-00",
        "2024-13",
        "2023-02-29",
        "2024-04-31",
        "2024-01-00",
        "2024-01-01T10:00",
        "2024-01-01\n",
        " 2024",
        "01/02/2024",
        "20240101",
        "-2024",
        "2024-",
        "٢٠٢٤",
        "inconnue",
    ],
)
def test_partial_day_that_is_no_day_of_the_calendar_is_none(text: str) -> None:
    assert parse_partial_day(text) is None


@pytest.mark.parametrize(
    "text", ["1961", "1961-04", "1961-12", "1961-04-05", "0001", "0987-03", "0987-03-04", "9999", "1961-01"]
)
def test_partial_day_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_partial_day(text)) == text


@given(st.dates())
def test_partial_day_of_any_exact_day_is_written_as_it_was_read(found: date) -> None:
    assert str(parse_partial_day(found.isoformat())) == found.isoformat()


@pytest.mark.parametrize(("text", "expected"), [("1961", False), ("1961-04", False), ("1961-04-05", True)])
def test_partial_day_is_exact_only_to_the_day(text: str, expected: bool) -> None:
    found = parse_partial_day(text)

    assert found is not None and found.is_exact is expected


def test_parse_day_of_a_whole_day_is_that_day() -> None:
    assert parse_day("2026-09-02") == date(2026, 9, 2)


@pytest.mark.parametrize("text", ["2026", "2026-09", "2026-02-30", "2026-9-2", "demain"])
def test_parse_day_of_anything_else_is_none(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    ("birth", "on", "expected"),
    [
        pytest.param("2004-02-29", "2022-02-28", 17, id="29-february-not-yet-on-28-february"),
        pytest.param("2004-02-29", "2022-03-01", 18, id="29-february-on-1-march"),
        pytest.param("2004-02-29", "2024-02-28", 19, id="29-february-eve-in-a-leap-year"),
        pytest.param("2004-02-29", "2024-02-29", 20, id="29-february-in-a-leap-year"),
        pytest.param("2005-06-15", "2023-06-14", 17, id="eve-of-the-birthday"),
        pytest.param("2005-06-15", "2023-06-15", 18, id="birthday"),
        pytest.param("2005-12-31", "2006-01-01", 0, id="new-year"),
        pytest.param("2005-06-15", "2005-06-15", 0, id="birth"),
    ],
)
def test_full_years_counts_birthdays(birth: str, on: str, expected: int) -> None:
    assert full_years(day(birth), day(on)) == expected


@given(DAYS, DAYS, DAYS)
def test_full_years_never_goes_down_with_time(birth: date, one: date, other: date) -> None:
    earlier, later = sorted((one, other))

    assert full_years(birth, earlier) <= full_years(birth, later)
