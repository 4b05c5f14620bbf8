"""Days written short."""

from datetime import date

import pytest

from saufconduit.vocabulary.days import parse_partial_day
from saufconduit.vocabulary.short_days import short_day

B = "\u00a0"


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (date(2026, 10, 12), "12 oct. 2026", "12 Oct 2026"),
        (date(2028, 4, 1), "1er avr. 2028", "1 Apr 2028"),
        (parse_partial_day("2022-07-29"), "29 juil. 2022", "29 Jul 2022"),
        (parse_partial_day("2022-04"), "avr. 2022", "Apr 2022"),
        (parse_partial_day("2020"), "2020", "2020"),
    ],
)
def test_short_day_says_as_much_as_is_known(day, french, english):
    shown = [short_day(day, lang).replace(B, " ") for lang in ("fr", "en")]

    assert shown == [french, english]


def test_short_day_never_breaks():
    assert " " not in short_day(date(2026, 10, 12), "fr")
