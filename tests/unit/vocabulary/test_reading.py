"""Strict reading of maps and lists: problems are collected, with their places."""

from typing import Any

import pytest

from saufconduit.vocabulary.located import parse
from saufconduit.vocabulary.problem import Problems
from saufconduit.vocabulary.reading import Reading


def found(reading: Reading) -> list[str]:
    """Code, place and French sentence of each problem noted."""
    return [f"{item.code} {item.where} {item.what()}" for item in reading.problems]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{a: b}", "map"),
        ("[a]", "list"),
        ("a", "text"),
        ("12", "text"),
        ("true", "text"),
        ("true", "bool"),
        ("12", "number"),
        ("1.5", "number"),
        ("12", "int"),
    ],
)
def test_expect_of_the_right_kind_notes_nothing(text: str, kind: str) -> None:
    reading = Reading()

    fits = reading.expect(parse(text, "p.yaml"), kind, "k")

    assert (fits, reading.problems) == (True, [])


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("[a]", "map", "un ensemble de « clé: valeur »"),
        ("{a: b}", "list", "une liste"),
        ("a", "list", "une liste"),
        ("[a]", "text", "un texte"),
        ("{a: b}", "text", "un texte"),
        ("null", "text", "un texte"),
        ("''", "text", "un texte"),
        ("'true'", "bool", "true ou false"),
        ("1", "bool", "true ou false"),
        ("true", "number", "un nombre"),
        ("'12'", "number", "un nombre"),
        ("1.5", "int", "un nombre entier"),
        ("true", "int", "un nombre entier"),
    ],
)
def test_expect_of_another_kind_notes_a_problem(text: str, kind: str, expected: str) -> None:
    reading = Reading()

    reading.expect(parse(text, "p.yaml"), kind, "k")

    assert found(reading) == [f"file.wrong-kind p.yaml:1:1 « k » doit être {expected}."]


def test_expect_of_another_kind_is_false() -> None:
    assert Reading().expect(parse("[a]", "p.yaml"), "map", "k") is False


def test_wrong_kind_is_said_in_english_too() -> None:
    reading = Reading()

    reading.expect(parse("[a]", "p.yaml"), "bool", "k")

    assert reading.problems[0].what("en") == "`k` must be true or false."


def test_fields_of_what_is_no_map_is_false() -> None:
    assert Reading().fields(parse("[a]", "p.yaml"), "k", ("a",), ("a",)) is False


def test_fields_with_all_that_is_required_notes_nothing() -> None:
    reading = Reading()

    fits = reading.fields(parse("a: 1\nb: 2", "p.yaml"), "k", ("a", "b", "c"), ("a",))

    assert (fits, reading.problems) == (True, [])


def test_fields_unknown_are_noted_at_their_key_with_the_nearest() -> None:
    reading = Reading()

    reading.fields(parse("agnet: 1\nzz: 2", "p.yaml"), "k", ("agent", "name"))

    assert found(reading) == [
        "file.unknown-key p.yaml:1:1 La clé « agnet » n’existe pas ici. Vouliez-vous dire « agent » ?",
        "file.unknown-key p.yaml:2:1 La clé « zz » n’existe pas ici.",
    ]


def test_fields_unknown_are_said_in_english_with_the_list() -> None:
    reading = Reading()

    reading.fields(parse("agnet: 1", "p.yaml"), "k", ("agent", "name"))

    assert reading.problems[0].text("en").splitlines()[1:] == [
        "  The key `agnet` does not exist here. Did you mean `agent`?",
        "  Possible keys: agent, name.",
    ]


@pytest.mark.parametrize("key", ["M. Exemple", "exemple@nulle.part", "né", "a" * 42, "1961", "''"])
def test_fields_unknown_that_do_not_look_like_a_key_are_not_repeated(key: str) -> None:
    reading = Reading()

    reading.fields(parse(f"{key}: 1", "p.yaml"), "k", ("value",))

    assert found(reading) == ["file.unknown-key p.yaml:1:1 La clé « … » n’existe pas ici."]


@pytest.mark.parametrize("text", ["a: 1", "a: 1\nb: null"])
def test_fields_required_that_are_absent_or_null_are_noted(text: str) -> None:
    reading = Reading()

    reading.fields(parse(text, "p.yaml"), "k", ("a", "b"), ("a", "b"))

    assert found(reading) == ["file.missing-key p.yaml:1:1 La clé « b » manque."]


@pytest.mark.parametrize(
    ("text", "expected"), [("a: x", "x"), ("a: 007", "007"), ("a: true", "true"), ("a: null", None), ("b: x", None)]
)
def test_text_is_as_typed_or_none(text: str, expected: str | None) -> None:
    assert Reading().text(parse(text, "p.yaml"), "a") == expected


def test_text_of_another_kind_is_none() -> None:
    reading = Reading()

    text = reading.text(parse("a: [x]", "p.yaml"), "a")

    assert (text, len(reading.problems)) == (None, 1)


@pytest.mark.parametrize(
    ("text", "expected"), [("a: [x, y]", ["x", "y"]), ("a: []", []), ("a: null", []), ("b: x", [])]
)
def test_items_are_those_of_the_list(text: str, expected: list[Any]) -> None:
    assert [item.value for item in Reading().items(parse(text, "p.yaml"), "a")] == expected


def test_items_of_another_kind_are_none() -> None:
    reading = Reading()

    items = reading.items(parse("a: x", "p.yaml"), "a")

    assert (items, len(reading.problems)) == ([], 1)


def test_stop_if_any_without_a_problem_goes_on() -> None:
    assert Reading().stop_if_any() is None


def test_stop_if_any_raises_all_the_problems() -> None:
    reading = Reading()
    reading.fields(parse("x: 1\ny: 1", "p.yaml"), "k", ("a",))

    with pytest.raises(Problems) as caught:
        reading.stop_if_any()

    assert len(caught.value.problems) == 2
