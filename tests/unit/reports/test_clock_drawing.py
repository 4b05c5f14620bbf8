"""The drawing of clocks is to scale, and its labels never touch."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.reports.clock_drawing import (
    LEFT,
    RIGHT,
    Bar,
    Cursor,
    Dot,
    Lane,
    Period,
    axis_of,
    draw,
    draw_mini,
    width_of,
)

AXIS = axis_of([date(2022, 4, 6), date(2028, 4, 1)])
DAY = timedelta(days=1)


def test_axis_holds_whole_years():
    assert (AXIS.first, AXIS.last) == (date(2022, 1, 1), date(2028, 12, 31))
    assert [year.year for year in AXIS.years] == [2022, 2023, 2024, 2025, 2026, 2027, 2028]


def test_axis_of_one_day_has_three_years():
    axis = axis_of([date(2024, 6, 1)])

    assert (axis.first, axis.last) == (date(2024, 1, 1), date(2026, 12, 31))


def test_axis_goes_from_edge_to_edge():
    assert (AXIS.x(AXIS.first), AXIS.x(AXIS.last + DAY)) == (LEFT, RIGHT)


@given(st.integers(0, 2555), st.integers(0, 2555))
def test_axis_is_to_scale(one, other):
    width = AXIS.x(AXIS.first + one * DAY) - AXIS.x(AXIS.first + other * DAY)

    assert width == pytest.approx((one - other) * (RIGHT - LEFT) / 2557)


def test_bar_covers_its_first_day_and_its_last():
    lane = Lane("Autorisation", (Bar(date(2023, 1, 1), date(2023, 12, 31), "said"),))

    (shape,) = draw([lane], AXIS).shapes

    assert shape.kind == "said"
    assert shape.x == pytest.approx(AXIS.x(date(2023, 1, 1)))
    assert shape.x + shape.width == pytest.approx(AXIS.x(date(2024, 1, 1)))


def test_bar_that_goes_on_is_cut_at_the_edge():
    lane = Lane("Autorisation", (Bar(date.min, date.max, "none", "aucune fin publiée"),))

    (shape,) = draw([lane], AXIS).shapes

    assert (shape.x, shape.x + shape.width) == (LEFT, pytest.approx(RIGHT))


def test_bar_outside_of_the_axis_is_not_drawn():
    lane = Lane("Autorisation", (Bar(date(1990, 1, 1), date(1991, 1, 1), "law"),))

    assert draw([lane], AXIS).shapes == []


def test_words_of_a_bar_outside_of_the_axis_are_not_written():
    lane = Lane("Autorisation", (Bar(date(1990, 1, 1), date(1991, 1, 1), "law", "fin"),))

    assert draw([lane], AXIS).labels == []


def test_act_is_a_ring_on_its_day_with_its_words():
    drawing = draw([Lane("Autorisation", dots=(Dot(date(2025, 4, 2), "renouvelé 2 avr. 2025"),))], AXIS)

    assert [(shape.kind, shape.x) for shape in drawing.shapes] == [("act", AXIS.x(date(2025, 4, 2)))]
    assert [label.words for label in drawing.labels] == ["renouvelé 2 avr. 2025"]


def test_act_outside_of_the_axis_is_not_drawn():
    drawing = draw([Lane("Autorisation", dots=(Dot(date(1990, 4, 2), "établi"),))], AXIS)

    assert (drawing.shapes, drawing.labels) == ([], [])


def test_report_is_a_box_with_a_diamond_where_it_was_published():
    period = Period(date(2022, 4, 7), date(2023, 4, 6), "n° 1", date(2024, 10, 10), "n° 1, 10 oct. 2024")

    drawing = draw([Lane("Rapports", periods=(period,))], AXIS)

    assert [shape.kind for shape in drawing.shapes] == ["per", "pub"]
    assert drawing.shapes[1].x == AXIS.x(date(2024, 10, 10))
    assert [label.words for label in drawing.labels] == ["n° 1", "n° 1, 10 oct. 2024"]


def test_report_that_is_awaited_is_a_dashed_box():
    drawing = draw([Lane("Rapports", periods=(Period(date(2023, 4, 7), date(2024, 4, 6), "n° 2 attendu"),))], AXIS)

    assert [shape.kind for shape in drawing.shapes] == ["per want"]


def test_name_of_a_report_too_short_for_it_is_left_out():
    drawing = draw([Lane("Rapports", periods=(Period(date(2023, 4, 7), date(2023, 5, 6), "n° 2 attendu"),))], AXIS)

    assert drawing.labels == []


def test_name_of_a_report_is_not_written_under_a_cursor():
    lane = Lane("Rapports", periods=(Period(date(2023, 1, 1), date(2023, 12, 31), "n° 2"),))

    drawing = draw([lane], AXIS, [Cursor(date(2023, 7, 1), "le 1er juil. 2023")])

    assert [label.style for label in drawing.labels] == ["nowt"]


def test_remark_stands_under_the_first_bar():
    lane = Lane("Financement", (Bar(date(2023, 1, 1), date(2023, 12, 31), "law"),), remark="suit l’autorisation")

    (label,) = draw([lane], AXIS).labels

    assert label.x == pytest.approx(AXIS.x(date(2023, 1, 1)) - 4)


def test_labels_that_would_overlap_go_down_one_line_then_are_dropped():
    first = date(2022, 4, 6)
    dots = tuple(Dot(first + at * DAY, f"acte numéro {at} de la série") for at in range(5))

    labels = draw([Lane("Autorisation", dots=dots)], AXIS).labels

    assert len({label.y for label in labels}) == 2
    assert 2 <= len(labels) < 5


def extent(label) -> tuple[float, float]:
    """Where the words of a label begin and end."""
    width = width_of(label.words)
    start = {"start": label.x, "end": label.x - width, "middle": label.x - width / 2}[label.anchor]
    return start, start + width


days = st.dates(date(2022, 1, 1), date(2028, 12, 31))


@given(st.lists(days, max_size=12), days, days)
def test_labels_never_touch_each_other_nor_a_cursor(acts, on, known):
    dots = tuple(Dot(day, f"renouvelé le {day:%d/%m/%Y}") for day in sorted(acts))
    cursors = [Cursor(on, "le jour"), Cursor(known, "connu le", is_main=False)]

    drawing = draw([Lane("Autorisation", dots=dots)], AXIS, cursors)

    told = [label for label in drawing.labels if label.style == "out"]
    pairs = [(extent(one), extent(other)) for one, other in combinations(told, 2) if one.y == other.y]
    assert [pair for pair in pairs if pair[0][0] < pair[1][1] and pair[1][0] < pair[0][1]] == []
    lines = [AXIS.x(on), AXIS.x(known)]
    assert [label for label in told for line in lines if extent(label)[0] < line < extent(label)[1]] == []
    assert [label for label in told if extent(label)[1] > RIGHT] == []


def test_cursor_veils_what_is_after_it():
    lane = Lane("Autorisation", (Bar(date(2022, 4, 6), date(2028, 4, 1), "said"),))

    drawing = draw([lane], AXIS, [Cursor(date(2026, 10, 12), "le 12 oct. 2026")])

    assert drawing.veil.x == AXIS.x(date(2026, 10, 12))
    assert drawing.veil.x + drawing.veil.width == RIGHT
    assert [shape.kind for shape in drawing.cursors] == ["now"]


def test_sentence_of_a_cursor_at_the_edge_stays_inside():
    drawing = draw([Lane("Autorisation")], AXIS, [Cursor(date(2028, 12, 30), "le 30 déc. 2028, tel que connu")])

    assert extent(drawing.labels[0])[1] <= RIGHT


def test_two_cursors_that_are_near_have_their_sentences_on_two_lines():
    cursors = [Cursor(date(2026, 10, 12), "le 12 oct. 2026"), Cursor(date(2026, 9, 12), "connu le 12 sept.", False)]

    drawing = draw([Lane("Autorisation")], AXIS, cursors)

    assert len({label.y for label in drawing.labels}) == 2
    assert [shape.kind for shape in drawing.cursors] == ["now", "knew"]


def test_cursor_outside_of_the_axis_is_not_drawn():
    drawing = draw([Lane("Autorisation")], AXIS, [Cursor(date(1990, 1, 1), "le 1er janv. 1990")])

    assert (drawing.cursors, drawing.veil, drawing.labels) == ([], None, [])


def test_lanes_stand_one_under_the_other():
    drawing = draw([Lane("Autorisation"), Lane("Financement")], AXIS)

    first, second = drawing.names
    assert first.y < second.y < drawing.height


def test_mini_has_the_same_scale_on_328_pixels():
    lane = Lane("Fourniture", (Bar(date(2022, 1, 1), date(2028, 12, 31), "said"),))

    drawing = draw_mini([lane], AXIS, Cursor(date(2022, 1, 1), ""))

    assert [(shape.x, round(shape.x + shape.width, 6)) for shape in drawing.shapes] == [(0.5, 327.5)]
    assert [shape.x for shape in drawing.cursors] == [0.5]
    assert [tick.words for tick in drawing.ticks] == ["2022", "2023", "2024", "2025", "2026", "2027", "2028"]


def test_mini_leaves_out_what_is_outside():
    lane = Lane("Fourniture", (Bar(date(1990, 1, 1), date(1991, 12, 31), "said"),))

    drawing = draw_mini([lane], AXIS, Cursor(date(1990, 1, 1), ""))

    assert (drawing.shapes, drawing.cursors) == ([], [])
