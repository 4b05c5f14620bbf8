"""The columns that a cohort has."""

from dataclasses import replace
from datetime import date

from generated_criteria import FACTS
from reading_criteria import VOCABULARY

from saufconduit.screening.tables import CONTRADICTORY, on_of, specs

FOUND = specs(VOCABULARY, frozenset({"age", "extent", "ki67"}), {"a": frozenset({"y", "x"}), "b": frozenset({"x"})})
PATIENTS = {spec.name: spec for spec in FOUND["patients"]}


def test_column_that_dates_a_fact_is_called_after_it():
    assert on_of("sstr-pet") == "sstr_pet_on"


def test_patients_have_a_column_and_a_day_for_each_stated_fact():
    stated = [fact.id.replace("-", "_") for fact in FACTS.values() if not fact.sources]
    own = {"patient_id", "birth", "sex", "treatments_complete"}

    assert set(PATIENTS) == own | set(stated) | {f"{name}_on" for name in stated}


def test_only_the_facts_that_are_asked_must_be_there():
    required = {name for name, spec in PATIENTS.items() if spec.required}

    assert required == {"patient_id", "birth", "extent", "ki67", "treatments_complete"}


def test_fact_newer_than_some_cohorts_may_be_absent_and_is_then_empty():
    facts = {name: replace(one, added=date(2026, 11, 22)) for name, one in FACTS.items()}

    found = specs(replace(VOCABULARY, facts=facts), frozenset({"extent", "ki67", "resectable"}), {})["patients"]

    assert {spec.name for spec in found if spec.null_if_absent} == {"extent", "ki67", "resectable"}
    assert {spec.name for spec in found if spec.required} == {"patient_id", "treatments_complete"}


def test_fact_of_every_cohort_must_be_there():
    assert [spec.name for spec in PATIENTS.values() if spec.null_if_absent] == []


def test_coded_fact_may_be_contradictory():
    assert PATIENTS["extent"].words == ("localised", "locally-advanced", "metastatic", CONTRADICTORY)
    assert set(PATIENTS["disease"].words) == {*VOCABULARY.concepts, CONTRADICTORY}


def test_number_has_its_bounds():
    assert (PATIENTS["ki67"].kind, PATIENTS["ki67"].low, PATIENTS["ki67"].high) == ("number", 0, 100)


def test_true_or_false_has_no_words():
    assert (PATIENTS["pregnant"].kind, PATIENTS["pregnant"].words) == ("boolean", ())


def test_rows_of_every_table_name_their_patient():
    keys = [[spec.name for spec in columns if not spec.may_be_null] for columns in FOUND.values()]

    assert keys == [["patient_id"], ["patient_id", "agent"], ["patient_id", "board"], ["patient_id", "programme"]]


def test_access_names_a_programme_and_an_indication_of_the_registry():
    words = {spec.name: spec.words for spec in FOUND["accesses"]}

    assert (words["programme"], words["indication"]) == (("a", "b"), ("x", "y"))


def test_setting_of_a_treatment_may_be_absent():
    required = {spec.name: spec.required for spec in FOUND["treatments"]}

    assert [name for name, is_required in required.items() if not is_required] == ["setting"]
