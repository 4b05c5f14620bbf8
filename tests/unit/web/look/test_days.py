"""Days as they are written and read."""

from datetime import date, datetime

import pytest

from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.look import days

B = "\u00a0"
LABEL = Text("Situation le", "Situation on")


def test_weekday_is_short():
    shown = [days.weekday(date(2026, 10, 9), lang) for lang in ("fr", "en")]

    assert shown == [f"ven.{B}9{B}oct.", f"Fri{B}9{B}Oct"]


def test_weekday_of_the_first_of_a_month_is_ordinal_in_french():
    assert days.weekday(date(2026, 10, 1), "fr") == f"jeu.{B}1er{B}oct."


def test_long_day_is_in_full():
    shown = [days.long_day(date(2026, 10, 12), lang) for lang in ("fr", "en")]

    assert shown == ["lundi 12 octobre 2026", "Monday 12 October 2026"]


def test_time_of_is_that_of_the_language():
    moment = datetime(2026, 10, 12, 7, 5)

    assert [days.time_of(moment, lang) for lang in ("fr", "en")] == [f"7{B}h{B}05", "07:05"]


def test_typed_is_in_figures():
    assert days.typed(date(987, 4, 1)) == "01/04/0987"


@pytest.mark.parametrize(
    "written",
    [
        "12/10/2026",
        "12-10-26",
        "12.10.2026",
        " 12  oct. 2026 ",
        "12 octobre 2026",
        "12 OCT 2026",
        "12th October 2026",
        "2026-10-12",
    ],
)
def test_read_day_understands_the_ways_people_write(written):
    assert days.read_day(written, LABEL) == date(2026, 10, 12)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("1er janvier 2026", 1),
        ("1 févr. 2026", 2),
        ("1 fevrier 2026", 2),
        ("1 mars 2026", 3),
        ("1 Apr 2026", 4),
        ("1 mai 2026", 5),
        ("1 juin 2026", 6),
        ("1 July 2026", 7),
        ("1 août 2026", 8),
        ("1 Aug 2026", 8),
        ("1 sept. 2026", 9),
        ("1 nov. 2026", 11),
        ("1 décembre 2026", 12),
        ("1 dec 2026", 12),
    ],
)
def test_read_day_knows_the_months_of_both_languages(written, month):
    assert days.read_day(written, LABEL) == date(2026, month, 1)


@pytest.mark.parametrize("written", ["", "31/02/2026", "12/2026", "demain", "12 brumaire 2026", "1/1/1/1", "2026"])
def test_read_day_refuses_what_is_no_day_without_repeating_it(written):
    with pytest.raises(Problem) as found:
        days.read_day(written, LABEL)

    assert found.value.code == "look.not-a-day"
    assert found.value.what("fr") == "« Situation le » attend un jour du calendrier."
    assert found.value.what("en") == "“Situation on” expects a day of the calendar."


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10/2026", "2026-10"),
        ("4-1961", "1961-04"),
        ("2026", "2026"),
        ("2026-10", "2026-10"),
        ("1/2/2026", "2026-02-01"),
    ],
)
def test_read_partial_day_takes_a_month_or_a_year(written, read):
    assert str(days.read_partial_day(written, LABEL)) == read


def test_read_partial_day_refuses_a_month_that_does_not_exist():
    with pytest.raises(Problem, match=r"look\.not-a-day"):
        days.read_partial_day("13/2026", LABEL)
