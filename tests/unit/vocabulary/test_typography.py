"""No-break spaces, apostrophes."""

import pytest

from saufconduit.vocabulary.typography import typeset

B, N = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Fin : aucune", f"Fin{B}: aucune"),
        ("« oui »", f"«{B}oui{B}»"),
        ("Où ? Là ; ici !", f"Où{N}? Là{N}; ici{N}!"),
        ("1 420 G/L", f"1{N}420{B}G/L"),
        ("12 000 000 patients", f"12{N}000{N}000 patients"),
        ("rapport n° 2", f"rapport n°{B}2"),
        ("62 kg, 30 %", f"62{B}kg, 30{B}%"),
        ("12 oct. 2026", f"12{B}oct. 2026"),
        ("1er avr. 2028", f"1er{B}avr. 2028"),
        ("à 17 h 30", f"à 17{B}h{B}30"),
        ("Mme Myrtille FICTIVE", f"Mme{B}Myrtille FICTIVE"),
        ("l'accès d'un patient", "l’accès d’un patient"),
    ],
)
def test_typeset_in_french_sets_what_people_do_not_type(written, shown):
    assert typeset(written, "fr") == shown


@pytest.mark.parametrize("words", ["14:30", "https://exemple.fr/?a=1;b=2", "2026-10-12", "370 lots", "en 2026 100"])
def test_typeset_in_french_leaves_what_has_no_space_of_that_kind(words):
    assert typeset(words, "fr").replace(N, " ") == words


def test_typeset_in_english_only_turns_apostrophes():
    assert typeset("the patient's end : 12 kg ?", "en") == "the patient’s end : 12 kg ?"


def test_typeset_twice_is_typeset_once():
    once = typeset("Fin : le 12 oct. 2026, 1 420 G/L à 17 h 30 ?", "fr")

    assert typeset(once, "fr") == once
