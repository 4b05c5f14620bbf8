"""Which indications are about a patient."""

import pytest
from assessing import assessment_of, outcome_of

from saufconduit.assessment.relevance import (
    asks_for_a_disease,
    is_about,
    of_another_disease,
    silent_preventions,
    told_together,
)

NSCLC = "{birth: 1960, sex: male, facts: {disease: nsclc, extent: metastatic}}"


@pytest.mark.parametrize(
    ("indication", "expected"),
    [
        pytest.param("nsclc-kras-g12c", True, id="disease"),
        pytest.param("covid-prophylaxis", False, id="age-alone"),
        pytest.param("ovarian-brca", False, id="age-and-another-disease"),
        pytest.param("bronchial-net", True, id="extent-of-another-disease"),
    ],
)
def test_indication_is_about_a_patient_whose_file_meets_more_than_age_and_sex(indication, expected):
    assert is_about(outcome_of(NSCLC, indication)) is expected


def test_indication_is_about_a_patient_whose_treatment_it_asks_for():
    found = outcome_of("treatments: [{agent: radiotherapy, outcome: progression}]", "midline-glioma-h3k27m")

    assert is_about(found)


@pytest.mark.parametrize(("indication", "expected"), [("tnbc", True), ("prep", False), ("covid-prophylaxis", False)])
def test_indication_asks_for_a_disease_unless_it_prevents_one(indication, expected):
    assert asks_for_a_disease(outcome_of(NSCLC, indication)) is expected


def test_programmes_of_another_disease_are_those_whose_every_indication_is():
    found = {item.programme.id for item in of_another_disease(assessment_of("facts: {disease: bronchial-net}"))}

    assert {"tecentriq-atuc", "psma-11-aac", "lynparza-atuc"} <= found
    assert found.isdisjoint({"lutathera-cpc", "evusheld-aap", "truvada-rtu"})


def test_patient_without_a_disease_is_of_no_other():
    assert of_another_disease(assessment_of("facts: {her2: positive}")) == []


def test_disease_given_by_a_wide_name_excludes_no_kind_of_it():
    found = {item.programme.id for item in of_another_disease(assessment_of("facts: {disease: ovarian-cancer}"))}

    assert ("lynparza-atuc" in found, "lutathera-cpc" in found) == (False, True)


def test_indication_excluded_by_another_fact_is_not_of_another_disease():
    found = {item.programme.id for item in of_another_disease(assessment_of("facts: {disease: nsclc, kras: other}"))}

    assert "lumykras-aap" not in found


def test_closed_accesses_of_another_disease_are_told_together():
    found = assessment_of("facts: {disease: bronchial-net}")
    elsewhere = of_another_disease(found)

    first, *_ = told_together(found, found.outcomes)

    assert first == elsewhere


def test_few_accesses_of_another_disease_are_told_one_by_one():
    found = assessment_of("facts: {disease: bronchial-net}")

    assert told_together(found, of_another_disease(found)[:3]) == []


def test_preventions_that_the_file_says_nothing_of_are_together_by_the_state_of_their_access():
    groups = silent_preventions(assessment_of(NSCLC).outcomes)

    assert [[item.programme.id for item in group] for group in groups] == [["truvada-rtu"], ["evusheld-aap"]]


def test_accesses_for_a_disease_are_no_preventions():
    found = assessment_of("facts: {her2: positive}")

    assert silent_preventions([item for item in found.outcomes if item.programme.id == "leqembi-aap"]) == []
