"""Texts in two languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.vocabulary.text import Lang, Text, day_in_words, decimal, joined, written_day


@pytest.mark.parametrize(("lang", "expected"), [("fr", "chirurgie"), ("en", "surgery")])
def test_text_in_a_language_is_that_side(lang: Lang, expected: str) -> None:
    assert Text("chirurgie", "surgery").to(lang) == expected


@pytest.mark.parametrize(
    ("day", "lang", "expected"),
    [
        (date(2028, 4, 1), "fr", "1er avril 2028"),
        (date(2028, 4, 1), "en", "1 April 2028"),
        (date(2023, 8, 31), "fr", "31 août 2023"),
        (date(2023, 12, 2), "fr", "2 décembre 2023"),
        (date(2023, 2, 28), "en", "28 February 2023"),
    ],
)
def test_day_in_words_is_as_people_read_it(day: date, lang: Lang, expected: str) -> None:
    assert day_in_words(day, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("2026-10-01", "fr", "1er octobre 2026"),
        ("2026-10-12", "en", "12 October 2026"),
        ("2026-01", "fr", "janvier 2026"),
        ("2026-12", "en", "December 2026"),
        ("2026", "fr", "2026"),
    ],
)
def test_written_day_is_put_in_words(text: str, lang: Lang, expected: str) -> None:
    assert written_day(text, lang) == expected


@pytest.mark.parametrize("text", ["", "mi-2026", "2026-00", "2026-13", "2026-02-30", "2026-1-2-3", "7"])
def test_written_day_that_is_no_day_is_left_as_it_is(text: str) -> None:
    assert written_day(text, "fr") == text


@pytest.mark.parametrize(
    ("parts", "lang", "expected"),
    [
        ([], "fr", ""),
        (["a"], "fr", "a"),
        (["a", "b"], "fr", "a et b"),
        (["a", "b", "c"], "fr", "a, b et c"),
        (["a", "b", "c"], "en", "a, b and c"),
    ],
)
def test_joined_parts_read_as_a_list(parts: list[str], lang: Lang, expected: str) -> None:
    assert joined(parts, lang) == expected


@pytest.mark.parametrize(("lang", "expected"), [("fr", "a, b ou c"), ("en", "a, b or c")])
def test_joined_parts_take_the_conjunction_given(lang: Lang, expected: str) -> None:
    assert joined(["a", "b", "c"], lang, Text("ou", "or")) == expected


@pytest.mark.parametrize(
    ("number", "lang", "expected"),
    [
        (0.48, "fr", "0,48"),
        (0.48, "en", "0.48"),
        (11.0, "fr", "11"),
        (11, "fr", "11"),
        (0.0001, "fr", "0,0001"),
        (-2.5, "fr", "-2,5"),
        (13.20, "en", "13.2"),
        ("0.00007", "fr", "0,00007"),
        ("0.00007", "en", "0.00007"),
        ("< 0.001", "fr", "< 0,001"),
        ("not reached", "fr", "not reached"),
    ],
)
def test_decimal_has_the_sign_of_the_language(number: float | str, lang: Lang, expected: str) -> None:
    assert decimal(number, lang) == expected


@given(st.integers(-999_999, 999_999), st.integers(0, 4))
def test_decimal_keeps_every_digit_that_a_source_writes(digits: int, places: int) -> None:
    number = round(digits / 10**places, places)

    assert float(decimal(number, "fr").replace(",", ".")) == number
