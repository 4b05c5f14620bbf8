"""Kleene's three-valued logic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.vocabulary.truth import Truth, truth_of_all, truth_of_any, truth_of_not

TRUTHS = st.sampled_from([True, False, None])


@st.composite
def rows_and_completions(draw: st.DrawFn) -> tuple[list[Truth], list[Truth]]:
    """A row of truths, and the same row in which some of the unknowns have become known."""
    row = draw(st.lists(TRUTHS, max_size=8))
    learnt = draw(st.lists(TRUTHS, min_size=len(row), max_size=len(row)))
    return row, [new if old is None else old for old, new in zip(row, learnt, strict=True)]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (True, True, True),
        (True, False, False),
        (True, None, None),
        (False, True, False),
        (False, False, False),
        (False, None, False),
        (None, True, None),
        (None, False, False),
        (None, None, None),
    ],
)
def test_all_of_two_values_follows_the_table(left: Truth, right: Truth, expected: Truth) -> None:
    assert truth_of_all([left, right]) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (True, True, True),
        (True, False, True),
        (True, None, True),
        (False, True, True),
        (False, False, False),
        (False, None, None),
        (None, True, True),
        (None, False, None),
        (None, None, None),
    ],
)
def test_any_of_two_values_follows_the_table(left: Truth, right: Truth, expected: Truth) -> None:
    assert truth_of_any([left, right]) is expected


@pytest.mark.parametrize(("value", "expected"), [(True, False), (False, True), (None, None)])
def test_not_follows_the_table(value: Truth, expected: Truth) -> None:
    assert truth_of_not(value) is expected


def test_all_of_nothing_is_true() -> None:
    assert truth_of_all([]) is True


def test_any_of_nothing_is_false() -> None:
    assert truth_of_any([]) is False


@given(rows_and_completions())
def test_all_definite_is_not_taken_back_when_an_unknown_becomes_known(rows: tuple[list[Truth], list[Truth]]) -> None:
    before, after = (truth_of_all(row) for row in rows)

    assert before is None or after is before


@given(rows_and_completions())
def test_any_definite_is_not_taken_back_when_an_unknown_becomes_known(rows: tuple[list[Truth], list[Truth]]) -> None:
    before, after = (truth_of_any(row) for row in rows)

    assert before is None or after is before


@given(st.lists(TRUTHS, max_size=8))
def test_any_is_the_dual_of_all(row: list[Truth]) -> None:
    dual = truth_of_not(truth_of_all([truth_of_not(value) for value in row]))

    assert truth_of_any(row) is dual


@given(st.permutations([True, False, None, None, True]))
def test_all_of_a_row_in_another_order_is_the_same(row: list[Truth]) -> None:
    assert truth_of_all(row) is False


@given(st.permutations([None, False, None, False]))
def test_any_of_a_row_in_another_order_is_the_same(row: list[Truth]) -> None:
    assert truth_of_any(row) is None
