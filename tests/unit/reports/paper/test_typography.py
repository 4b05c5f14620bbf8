"""The spaces of French, and where long words may be cut."""

import pytest

from saufconduit.reports.paper.typography import breakable, french

NARROW, WIDE, CUT = "\u202f", "\u00a0", "\u200b"


@pytest.mark.parametrize(
    ("written", "typeset"),
    [
        ("Quoi ?", f"Quoi{NARROW}?"),
        ("a ; b", f"a{NARROW}; b"),
        (f"a{WIDE}; b", f"a{NARROW}; b"),
        ("assez !", f"assez{NARROW}!"),
        ("fin : suite", f"fin{WIDE}: suite"),
        ("« ici »", f"«{WIDE}ici{WIDE}»"),
        ("12 %", f"12{WIDE}%"),
        ("20 €", f"20{WIDE}€"),
        ("n° 2", f"n°{WIDE}2"),
        ("1 420 G/L", f"1{NARROW}420 G/L"),
        ("CSP L.5121-12 et CSS R.163-54", f"CSP{WIDE}L.5121-12 et CSS{WIDE}R.163-54"),
        ("le 12 octobre 2026 à 9 h", "le 12 octobre 2026 à 9 h"),
        ("https://exemple.test/a?b=c:d", "https://exemple.test/a?b=c:d"),
    ],
)
def test_french_sets_no_break_spaces_where_the_sign_asks_for_them(written, typeset):
    assert french(written) == typeset


def test_breakable_word_longer_than_a_column_may_be_cut():
    assert breakable("A" * 70) == "A" * 30 + CUT + "A" * 30 + CUT + "A" * 10


@pytest.mark.parametrize(
    "word", ["A" * 33, "Bruyère-Capucine-De-L’Exemple-Imaginaire", "https://exemple.test/" + "a" * 50]
)
def test_breakable_word_that_needs_no_cut_is_left_whole(word):
    assert breakable(word) == word
