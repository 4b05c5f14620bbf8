"""The two days of an address."""

from datetime import date

import pytest
from django.utils import translation

from saufconduit.web.catalogue.as_of import when_of

TODAY = date(2026, 10, 12)


def test_when_without_days_is_today():
    when = when_of({})

    assert (when.on, when.known, when.on_typed, when.address) == (TODAY, TODAY, "12/10/2026", "")


def test_when_writes_back_the_day_it_understood():
    when = when_of({"on": "1er avr. 2024", "known": "2025-01-02"})

    assert (when.on, when.known) == (date(2024, 4, 1), date(2025, 1, 2))
    assert (when.on_typed, when.known_typed) == ("01/04/2024", "02/01/2025")
    assert when.address == "?on=01/04/2024&known=02/01/2025"


def test_when_keeps_what_cannot_be_read_and_says_which_field():
    when = when_of({"on": "demain", "known": "31/02/2026"})

    assert (when.on, when.on_typed, when.known_typed) == (TODAY, "demain", "31/02/2026")
    assert (when.on_problem.names["label_fr"], when.known_problem.names["label_en"]) == ("Situation le", "as known on")


def test_when_reads_no_more_than_a_day_takes():
    assert len(when_of({"on": "1" * 5000}).on_typed) == 40


@pytest.mark.parametrize(
    ("query", "french", "english"),
    [
        (
            {},
            "Situation le 12 octobre 2026, telle que connue ce jour-là.",
            "Situation on 12 October 2026, as known that day.",
        ),
        (
            {"known": "1/4/2024"},
            "Situation le 12 octobre 2026, telle que connue le 1er avril 2024.",
            "Situation on 12 October 2026, as known on 1 April 2024.",
        ),
    ],
)
def test_sentence_says_both_days(query, french, english):
    shown = when_of(query).sentence
    with translation.override("en"):
        other = when_of(query).sentence

    assert (shown, other) == (french, english)
