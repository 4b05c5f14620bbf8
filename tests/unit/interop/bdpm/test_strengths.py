"""Strengths compared however they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.interop.bdpm.strengths import amounts_in, amounts_of_dose, is_made


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 000 mg", "1 g"),
        ("1\u202f875 mg", "1875 mg"),
        ("370 MBq/mL", "370 MBq/ml"),
        ("7,4 GBq", "7400 MBq"),
        ("100 microgrammes", "0,1 mg"),
        ("100 µg", "100 μg"),
        ("2,50 mg", "2.5 mg"),
        ("1 M.U.I.", "1 000 000 UI"),
        ("10 mg / 2 mL", "5 mg/mL"),
        ("10 mg/1 L", "0,01 mg/ml"),
        ("5 grammes", "5 g"),
    ],
)
def test_same_strength_in_other_words_is_the_same(one, other):
    assert amounts_in(one) == amounts_in(other) != frozenset()


UNITS = (
    "ng nanogrammes µg μg microgramme mg milligrammes g grammes kg kBq MBq GBq UI U.I. MUI M.U.I. U unité unités mmol "
    "mL ml %"
)
WHOLES = "mL ml L l g dose m² comprimé h heure heures"


@pytest.mark.parametrize("unit", UNITS.split())
@pytest.mark.parametrize("whole", WHOLES.split())
def test_unit_of_any_kind_is_read_alone_or_for_another(unit, whole):
    ((number, kind, nothing),) = amounts_in(f"2 {unit}")
    ((same, same_kind, for_what),) = amounts_in(f"2 {unit}/{whole}")

    assert number > 0 < same
    assert (same_kind, nothing) == (kind, "")
    assert for_what


@pytest.mark.parametrize(
    ("one", "other"), [("10 mg", "10 g"), ("10 mg", "10 UI"), ("10 mg", "10 mg/mL"), ("10 mg", "1 mg")]
)
def test_another_strength_is_another(one, other):
    assert amounts_in(one) != amounts_in(other)


@pytest.mark.parametrize("words", ["", "gélule", "2CH à 30CH et 4DH à 60DH", "qs", "A 313", "10 mgx", "x10 mg"])
def test_words_without_a_strength_have_none(words):
    assert amounts_in(words) == frozenset()


def test_every_strength_of_a_name_is_found():
    assert amounts_in("FICTAMINE DUO 10 mg/2,5 mg, comprimé") == {
        (Decimal(10), "mg", ""),
        (Decimal("2.5"), "mg", ""),
    }


def test_strength_for_nothing_is_the_whole_one():
    assert amounts_in("10 mg/0 mL") == {(Decimal(10).normalize(), "mg", "mL")}


@pytest.mark.parametrize(
    ("dose", "per", "strength"),
    [
        ("40 mg", "2 ml de solution", "20 mg/mL"),
        ("370 MBq à la date et à l’heure de calibration", "1 mL de solution", "370 MBq/mL"),
        ("5 mg", "une dose", "5 mg/dose"),
        ("10 mg", "un comprimé", "10 mg"),
        ("10 mg", "", "10 mg"),
        ("40 mg", "2 ml de solution", "40 mg"),
        ("3 mg/mL", "2 ml", "3 mg/mL"),
    ],
)
def test_dose_with_its_reference_makes_the_strength(dose, per, strength):
    assert is_made(strength, amounts_of_dose(dose, per))


def test_strength_that_cannot_be_compared_is_taken_as_known():
    assert is_made("selon le poids", frozenset())
    assert not is_made("10 mg", frozenset())


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_words_have_strengths_or_none(dose, per):
    assert amounts_in(dose) <= amounts_of_dose(dose, per)


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["mg", "g", "MBq", "UI/mL", "µg/dose", "%"]))
def test_strength_is_itself(number, unit):
    words = f"{number:f} {unit}".replace(".", ",")

    assert is_made(words, amounts_in(words))
    assert len(amounts_in(words)) == 1
