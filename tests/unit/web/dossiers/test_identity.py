"""Identities: what is derived from the strict traits."""

from datetime import date

import pytest

from saufconduit.web.dossiers.identity import Identity, Unnamed, identity_from_dict, identity_to_dict

WREN = Identity("Œuvrard", "Ève, Zoë", date(2000, 2, 29), "female")


def test_identity_written_is_read_back():
    assert identity_from_dict(identity_to_dict(WREN)) == WREN


@pytest.mark.parametrize(
    ("name", "given", "initials"),
    [("O'Connor", "Zoë", "OZ"), ("d’Ornano", "Jean-Éric", "DJ"), ("Élan", "Ève, Anne", "EE")],
)
def test_initials_are_two_plain_capitals(name, given, initials):
    assert Identity(name, given, date(1990, 1, 1), "male").initials == initials


def test_initials_of_a_ligature_are_its_first_letter():
    assert WREN.initials == "OE"


def test_label_says_the_title_the_first_name_the_birth_name():
    assert WREN.label("fr") == "Mme Ève ŒUVRARD"
    assert Identity("Exemple", "Colza, Trèfle", date(1958, 4, 1), "male").label("en") == "Mr Colza EXEMPLE"


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 2, 28), 25), (date(2026, 3, 1), 26), (date(2024, 2, 29), 24), (date(2000, 2, 29), 0)],
)
def test_age_counts_whole_years(day, age):
    assert WREN.age_on(day) == age


def test_search_words_are_all_names_folded_but_single_letters():
    identity = Identity("Le Grand d", "Jean-Éric, Zoë", date(1990, 1, 1), "male")

    assert identity.search_words() == {"le", "grand", "jean-eric", "zoe"}


def test_unnamed_patient_is_told_by_the_number_of_the_dossier():
    patient = Unnamed("1a2b3c4d-0000-4000-8000-000000000000")

    assert patient.label("fr") == "Patient d’un autre hôpital, dossier 1a2b3c4d"
    assert patient.label("en") == "Patient of another hospital, dossier 1a2b3c4d"
