"""Readings: where a text leaves a question open, the passage, and what is taken."""

import pytest

from saufconduit.registry.read_readings import read_readings
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.problem import Problems
from saufconduit.vocabulary.text import Text

ONE = "{id: a, title: {fr: t, en: u}, question: {fr: q, en: r}, taken: {fr: v, en: w}"


def test_read_readings_numbers_them_in_the_order_of_the_file() -> None:
    text = f"readings:\n  - {ONE}}}\n  - {ONE.replace('id: a', 'id: b')}, sources: [{{document: d, locator: L1}}]}}\n"

    found = read_readings(text.encode(), "readings.yaml")

    assert [(item.id, item.number, item.sources) for item in found.values()] == [
        ("a", 1, ()),
        ("b", 2, (Citation("d", "L1"),)),
    ]


def test_read_reading_keeps_its_words_and_its_place() -> None:
    found = read_readings(f"readings:\n  - {ONE}}}\n".encode(), "readings.yaml")["a"]

    assert (found.title, found.question, found.taken) == (Text("t", "u"), Text("q", "r"), Text("v", "w"))
    assert str(found.place) == "readings.yaml:2:5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n", ["file.wrong-kind readings.yaml:1:1"]),
        ("more: 1\n", ["file.unknown-key readings.yaml:1:1", "file.missing-key readings.yaml:1:1"]),
        ("readings: 1\n", ["file.wrong-kind readings.yaml:1:11"]),
        ("readings: [1]\n", ["file.wrong-kind readings.yaml:1:12"]),
        ("readings: [{id: a}]\n", ["file.missing-key readings.yaml:1:12"] * 3),
        (f"readings:\n  - {ONE}, sources: [1]}}\n", ["file.wrong-kind readings.yaml:2:95"]),
        (f"readings:\n  - {ONE}, sources: [{{locator: L1}}]}}\n", ["file.missing-key readings.yaml:2:95"]),
    ],
)
def test_read_readings_with_a_slip_are_refused_at_their_place(text: str, expected: list[str]) -> None:
    with pytest.raises(Problems) as caught:
        read_readings(text.encode(), "readings.yaml")

    assert [f"{item.code} {item.where}" for item in caught.value.problems] == expected
