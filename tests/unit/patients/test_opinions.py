"""The opinions that boards had given by a day."""

from datetime import date

import pytest

from saufconduit.patients.as_of import PatientOn
from saufconduit.patients.file import Opinion
from saufconduit.patients.read import read_patient
from saufconduit.vocabulary.terms import Vocabulary

ON = date(2026, 6, 15)


def opinions_of(vocabulary: Vocabulary, opinions: str, board: str = "renaten") -> tuple[Opinion, ...]:
    """What a board had said by the day, of a file that holds these opinions."""
    patient = read_patient(f"opinions: {opinions}", "p.yaml", vocabulary)
    return PatientOn(patient, ON, vocabulary).opinions_of(board)


@pytest.mark.parametrize(
    ("on", "count"),
    [
        pytest.param("on: 2026-06-14,", 1, id="the-day-before"),
        pytest.param("on: 2026-06-15,", 1, id="the-day-itself"),
        pytest.param("on: 2026-06-16,", 0, id="the-day-after"),
        pytest.param("on: 2026-05,", 1, id="the-month-before"),
        pytest.param("on: 2026-06,", 0, id="the-same-month"),
        pytest.param("on: 2026,", 0, id="the-same-year"),
        pytest.param("", 1, id="undated"),
    ],
)
def test_opinions_of_a_board_are_those_certainly_given_by_the_day(vocabulary: Vocabulary, on: str, count: int) -> None:
    found = opinions_of(vocabulary, f"[{{board: renaten, {on} proposes: [lutathera]}}]")

    assert len(found) == count


@pytest.mark.parametrize("said", ["proposes: [lutathera]", "proposes: []", "declines: [lutathera]", ""])
def test_opinions_of_a_board_count_whatever_they_say(vocabulary: Vocabulary, said: str) -> None:
    assert len(opinions_of(vocabulary, f"[{{board: renaten, on: 2026-06-01, {said}}}]")) == 1


def test_opinions_of_a_board_are_not_those_of_another(vocabulary: Vocabulary) -> None:
    written = "[{board: renaten, proposes: []}, {board: molecular-national, proposes: [onc201]}]"

    found = opinions_of(vocabulary, written, "molecular-national")

    assert [opinion.board for opinion in found] == ["molecular-national"]


def test_opinions_of_a_board_are_in_the_order_of_the_file(vocabulary: Vocabulary) -> None:
    written = (
        "[{board: renaten, on: 2026-06-02, proposes: []}, {board: renaten, on: 2026-06-01, proposes: [lutathera]}]"
    )

    assert [opinion.proposes for opinion in opinions_of(vocabulary, written)] == [(), ("lutathera",)]


def test_opinions_of_a_board_that_said_nothing_are_none(vocabulary: Vocabulary) -> None:
    assert opinions_of(vocabulary, "[]") == ()
