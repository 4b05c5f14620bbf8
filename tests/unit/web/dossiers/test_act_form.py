"""Forms made from the fields of an act: what is typed becomes what casework expects."""

import pytest
from django.utils import translation

from saufconduit.casework import problems as casework
from saufconduit.casework.fields import FIELDS
from saufconduit.casework.words import Act, Regime
from saufconduit.vocabulary.problem import Place, Problem, Problems
from saufconduit.vocabulary.text import Text
from saufconduit.web.dossiers.act_form import ActForm, Known
from saufconduit.web.dossiers.identity_form import IdentityForm
from saufconduit.web.dossiers.problems import NO_FILE

TYPED = {
    "on": "12/10/2026",
    "batch": "TEST-0042",
    "expiry": "31 mars 2027",
    "quantity": "8",
    "price": "1 234,50",
    "is_retrocession": "no",
}


def test_typed_values_become_those_of_casework():
    form = ActForm(Act.DISPENSE, Regime.AAC, TYPED)

    assert form.is_valid()
    assert form.carried() == {
        **{"on": "2026-10-12", "batch": "TEST-0042", "expiry": "2027-03-31", "quantity": 8},
        **{"price": "1234.50", "is_retrocession": False},
    }


def test_day_that_is_none_is_told_in_the_words_of_the_field():
    form = ActForm(Act.DISPENSE, Regime.AAC, {**TYPED, "expiry": "31/02/2027"})

    assert not form.is_valid()
    assert "Péremption" in form.errors["expiry"][0]


def test_month_is_written_year_first():
    data = {"patient_code": "A1", "reference": "B2", "birth_month": "04/1958", "prescriber": "p1"}
    form = ActForm(Act.TAKE_OVER, None, data, choices={"prescriber": [("p1", "Dr Saule MODÈLE")]})

    assert form.is_valid(), form.errors
    assert form.carried()["birth_month"] == "1958-04"


def test_month_that_is_none_is_told():
    form = ActForm(Act.TAKE_OVER, None, {"birth_month": "avril"})

    assert "Mois de naissance" in form.errors["birth_month"][0]


@pytest.mark.parametrize("act", [act for act in Act if act not in (Act.IMPORT_ATU,)])
def test_form_of_every_act_asks_each_of_its_fields_in_both_languages(act):
    asked = [field.name for field in FIELDS[act] if not field.is_set and not field.regimes]

    with translation.override("en"):
        english = ActForm(act, Regime.AAC)
    with translation.override("fr"):
        french = ActForm(act, Regime.AAC)

    assert set(asked) <= set(french.fields)
    assert [item.bound.name for item in english.shown()] == [item.bound.name for item in french.shown()]


def test_missing_answer_is_asked_for_by_its_name():
    form = ActForm(Act.DISPENSE, Regime.AAC, {})

    assert "« Lot » attend une réponse" in form.errors["batch"][0].replace("\xa0", " ")


def test_known_value_stands_with_its_origin_until_it_is_changed():
    known = {
        "batch": Known("TEST-0042", Text("repris du lot", "taken from the batch")),
        "price": Known("12.50", Text("repris", "taken")),
        "is_retrocession": Known(True, Text("repris", "taken")),
        "expiry": Known("inconnue", Text("repris", "taken")),
    }
    unchanged = {item.bound.name: item for item in ActForm(Act.DISPENSE, Regime.AAC, known=known).shown()}
    changed = {item.bound.name: item for item in ActForm(Act.DISPENSE, Regime.AAC, TYPED, known=known).shown()}

    assert (unchanged["batch"].origin, unchanged["price"].unit) == ("repris du lot", "€")
    assert (unchanged["price"].bound.value(), unchanged["is_retrocession"].bound.value()) == ("12,50", "yes")
    assert unchanged["expiry"].bound.value() == ""
    assert changed["price"].origin == ""


def test_refusals_stand_beside_their_fields_or_at_the_top():
    form = ActForm(Act.DISPENSE, Regime.AAC, TYPED)
    form.is_valid()
    beside = Problem(casework.MISSING_FIELD, Place("dispense", path="batch"), label_fr="Lot", label_en="Batch")
    at_the_top = Problem(NO_FILE)

    form.refuse(Problems([beside, at_the_top]))

    assert "Il manque : Lot." in form.errors["batch"][0].replace("\xa0", " ")
    assert "Aucun fichier" in form.non_field_errors()[0]


def test_correction_asks_why():
    form = ActForm(Act.DISPENSE, Regime.AAC, TYPED, is_correction=True)

    assert "override_reason" in form.errors


@pytest.mark.parametrize("day", ["13/10/2026", "01/01/2100"])
def test_birth_after_today_is_refused(day):
    form = IdentityForm({"birth_day": day})

    assert "après aujourd’hui" in form.errors["birth_day"][0]


def test_identity_typed_is_cleaned():
    data = {
        **{"birth_name": " Exemple ", "given_names": "Colza ,  Trèfle,", "birth_day": "01/04/1958"},
        **{"sex": "male", "status": "provisional", "birth_place": ""},
    }
    form = IdentityForm(data)

    assert form.is_valid()
    assert (form.identity().birth_name, form.identity().given_names) == ("Exemple", "Colza, Trèfle")
