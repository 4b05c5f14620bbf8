"""The figure of clocks as HTML."""

from datetime import date
from xml.etree import ElementTree

import pytest

from saufconduit.reports.clock_drawing import Bar, Cursor, Dot, Drawing, Lane, Period, axis_of, draw
from saufconduit.reports.clock_svg import figure, px

HOSTILE = '<script>alert("&")</script>'
AXIS = axis_of([date(2022, 1, 1), date(2024, 12, 31)])


def drawing_of(words: str) -> Drawing:
    lanes = [
        Lane(words, (Bar(date(2022, 1, 1), date(2023, 1, 1), "said"),), (Dot(date(2022, 6, 1), words),)),
        Lane("Rapports", periods=(Period(date(2022, 1, 1), date(2022, 12, 31), "n° 1", date(2023, 6, 1), "n° 1"),)),
    ]
    return draw(lanes, AXIS, [Cursor(date(2023, 7, 1), words)])


def element(words: str = "Autorisation", *, title: str = "Titre", has_reports: bool = True) -> ElementTree.Element:
    return ElementTree.fromstring(figure(drawing_of(words), title, words, "fr", has_reports=has_reports))


def test_figure_is_named_and_described():
    drawn = element().find(".//svg[@role='img']")

    assert [drawn.find(f".//*[@id='{name}']").text for name in drawn.get("aria-labelledby").split()] == [
        "Titre",
        "Autorisation",
    ]


def test_figure_draws_bars_acts_summaries_and_the_day():
    drawn = element().find(".//svg[@role='img']")

    assert [item.get("class") for item in drawn.iter("rect")] == ["said", "per", "veil"]
    assert len(list(drawn.iter("circle"))) == 1
    assert [item.get("class") for item in drawn.iter("path")] == ["grid"] * 3 + ["pub", "now", "pub"]


def test_hostile_words_stay_words():
    drawn = element(HOSTILE, title=HOSTILE)

    assert list(drawn.iter("script")) == []
    assert drawn.find(".//title").text == drawn.find(".//desc").text == HOSTILE


@pytest.mark.parametrize(("has_reports", "number"), [(True, 6), (False, 5)])
def test_key_tells_of_summaries_where_there_are_reports(has_reports, number):
    assert len(element(has_reports=has_reports).findall("figcaption/span")) == number


def test_figure_without_a_day_chosen_has_no_veil():
    drawn = figure(draw([Lane("Autorisation")], AXIS), "Titre", "…", "fr", has_reports=False)

    assert 'class="veil"' not in drawn


@pytest.mark.parametrize(("length", "written"), [(12.0, "12"), (12.04, "12"), (12.06, "12.1"), (-0.5, "-0.5")])
def test_length_is_written_to_a_tenth(length, written):
    assert px(length) == written
