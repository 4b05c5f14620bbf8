"""Verdicts of one patient for every indication."""

from datetime import date

import pytest
from assessing import NOW, P_0001, assessment_of, outcome_of, patient_of, programme, registry_with
from generated_criteria import conditions_of, patients_for
from hypothesis import given
from hypothesis import strategies as st
from synthetic import REGISTRY

import saufconduit
from saufconduit.assessment.eligibility import VERDICTS, Assessor, assess
from saufconduit.patients.file import PatientFile, Statement
from saufconduit.vocabulary.days import today
from saufconduit.vocabulary.problem import Problem

TREE = {
    "all": [{"disease": "nsclc"}, {"any": [{"extent": "metastatic"}, {"setting": "advanced"}]}, {"board": "renaten"}]
}
OPINION = "opinions: [{board: renaten, on: 2026-10-02, proposes: [lutathera]}]"
REFUSAL = "opinions: [{board: renaten, on: 2026-10-02, declines: [lutathera]}]"


@pytest.fixture(scope="module")
def registry(tmp_path_factory):
    return registry_with(tmp_path_factory.mktemp("connaissances"), programme(criteria=TREE, board="renaten"))


@pytest.mark.parametrize(
    ("patient", "verdict"),
    [
        (f"facts: {{disease: nsclc, extent: metastatic}}\n{OPINION}", "eligible"),
        (f"facts: {{disease: nsclc, setting: advanced}}\n{OPINION}", "eligible"),
        ("facts: {disease: nsclc, extent: metastatic}", "pending"),
        ("facts: {disease: nsclc, extent: metastatic, setting: adjuvant}", "pending"),
        (f"facts: {{disease: nsclc}}\n{OPINION}", "undetermined"),
        (f"facts: {{extent: metastatic}}\n{OPINION}", "undetermined"),
        ("facts: {disease: nsclc}", "undetermined"),
        ("facts: {disease: lung-cancer, extent: metastatic}", "undetermined"),
        ("id: vide", "undetermined"),
        ("facts: {disease: meningioma}", "ineligible"),
        (f"facts: {{disease: meningioma, extent: metastatic}}\n{OPINION}", "ineligible"),
        ("facts: {disease: nsclc, extent: localised, setting: adjuvant}", "ineligible"),
        (f"facts: {{disease: nsclc, extent: metastatic}}\n{REFUSAL}", "ineligible"),
        (f"{REFUSAL}", "ineligible"),
    ],
)
def test_verdict_of_a_patient_follows_the_table_of_verdicts(registry, patient, verdict):
    outcome = outcome_of(patient, "essai", registry=registry)

    assert outcome.verdict == verdict


def test_verdict_does_not_depend_on_the_access(registry):
    patient = f"facts: {{disease: nsclc, extent: metastatic}}\n{OPINION}"

    outcome = outcome_of(patient, "essai", date(2026, 11, 22), registry=registry)

    assert (outcome.verdict, outcome.access.status.state) == ("eligible", "unknown")


def test_assessment_of_the_packaged_programmes_lists_every_indication_in_order():
    found = [outcome.indication.id for outcome in assessment_of("id: vide").outcomes]

    assert found == [one.id for item in REGISTRY.programmes for one in item.indications]
    assert len(found) == 31


def test_assessment_of_one_programme_lists_its_indications_alone():
    assessment = assess(patient_of("id: vide"), REGISTRY, NOW, NOW, "lumykras-aap")

    assert [outcome.indication.id for outcome in assessment.outcomes] == ["nsclc-kras-g12c"]


def test_assessment_of_an_unknown_programme_names_the_nearest():
    with pytest.raises(Problem) as raised:
        Assessor(REGISTRY, NOW, NOW, "lumycras-aap")

    assert raised.value.code == "registry.unknown-programme"
    assert "lumykras-aap" in raised.value.what()


def test_assessment_without_known_day_takes_what_is_known_today():
    assessment = assess(patient_of("id: vide"), REGISTRY, NOW)

    assert assessment.known == today()


def test_assessment_before_any_act_was_known_has_no_indication():
    assessment = assessment_of("id: vide", known=date(2014, 1, 1))

    assert assessment.outcomes == ()


def test_assessment_ignores_what_the_file_dates_after_the_day():
    assessment = assessment_of(P_0001, on=date(2026, 9, 1))

    assert [(item.what, item.on) for item in assessment.ignored] == [("sstr-pet", "2026-09-02")]


def test_assessor_answers_for_several_patients_as_for_each_alone():
    assessor = Assessor(REGISTRY, NOW, NOW)
    written = [P_0001, "facts: {disease: nsclc}", "id: vide"]

    found = [assessor.assess(patient_of(text)).outcomes for text in written]

    assert [[one.verdict for one in outcomes] for outcomes in found] == [
        [one.verdict for one in assessment_of(text).outcomes] for text in written
    ]


def test_version_of_an_indication_that_a_later_act_set_is_that_of_the_day(tmp_path):
    modified = {"id": "modified", "kind": "modified", "signed": "2023-06-01"}
    changed = programme(events=[{"id": "established", "kind": "established", "signed": "2022-01-01"}, modified])
    (indication,) = changed["indications"]
    wide = {key: indication[key] for key in ("label", "criteria", "source")} | {"act": "established"}
    changed["indications"] = [
        {"id": "essai", "versions": [wide, wide | {"act": "modified", "criteria": {"disease": "ppgl"}}]}
    ]
    registry = registry_with(tmp_path, changed)

    verdicts = [
        outcome_of("facts: {disease: net}", "essai", date(2023, month, 1), registry=registry).verdict
        for month in (5, 6)
    ]

    assert verdicts == ["eligible", "ineligible"]


# --- properties over the packaged indications

INDICATIONS = [item for one in REGISTRY.programmes for item in one.indications]
CONDITIONS = {item.id: conditions_of(item.versions[-1].criteria) for item in INDICATIONS}
patients = st.sampled_from(sorted(CONDITIONS)).flatmap(lambda name: patients_for(CONDITIONS[name]))
days = st.dates(date(2019, 8, 1), date(2028, 12, 31))


@given(patients, days)
def test_outcome_is_pending_exactly_when_only_boards_are_missing(patient: PatientFile, on: date):
    outcomes = assess(patient, REGISTRY, on, NOW).outcomes

    only_boards = [bool(one.missing) and all(name.startswith("board:") for name in one.missing) for one in outcomes]
    assert [one.verdict == "pending" for one in outcomes] == only_boards


@given(patients, days)
def test_outcome_lacks_something_exactly_when_its_verdict_is_open(patient: PatientFile, on: date):
    outcomes = assess(patient, REGISTRY, on, NOW).outcomes

    assert [bool(one.missing) for one in outcomes] == [one.verdict in ("pending", "undetermined") for one in outcomes]


@given(patients, days)
def test_outcome_lists_boards_last(patient: PatientFile, on: date):
    outcomes = assess(patient, REGISTRY, on, NOW).outcomes

    flags = [[name.startswith("board:") for name in one.missing] for one in outcomes]
    assert flags == [sorted(one) for one in flags]


@given(patients, days)
def test_outcome_is_one_of_the_four_verdicts(patient: PatientFile, on: date):
    outcomes = assess(patient, REGISTRY, on, NOW).outcomes

    assert {one.verdict for one in outcomes} <= set(VERDICTS)


@given(patients, days)
def test_outcome_of_a_patient_without_access_shows_the_state_of_a_new_patient(patient: PatientFile, on: date):
    outcomes = assess(patient, REGISTRY, on, NOW).outcomes

    assert "continuity" not in {one.access.status.state for one in outcomes}


other_net_patients = patients_for(CONDITIONS["other-net"] + CONDITIONS["bronchial-net"], partial=False)


def with_disease(patient: PatientFile, disease: str) -> PatientFile:
    facts = {**(patient.facts or {}), "disease": (Statement(disease),)}
    return PatientFile(facts=facts, treatments=patient.treatments, opinions=patient.opinions)


@given(other_net_patients, st.sampled_from(["bronchial-net", "thymic-net"]), days)
def test_bronchial_or_thymic_net_is_never_let_through_other_net(patient: PatientFile, disease: str, on: date):
    outcomes = assess(with_disease(patient, disease), REGISTRY, on, NOW).outcomes

    verdicts = {one.verdict for one in outcomes if one.indication.id == "other-net"}
    assert verdicts <= {"ineligible"}


@given(other_net_patients, st.sampled_from(["net", "lung-tumour", "gep-net", "lung-cancer"]), days)
def test_net_that_may_be_bronchial_is_never_eligible_through_other_net(patient: PatientFile, disease: str, on: date):
    outcomes = assess(with_disease(patient, disease), REGISTRY, on, NOW).outcomes

    verdicts = {one.verdict for one in outcomes if one.indication.id == "other-net"}
    assert not verdicts & {"eligible", "pending"}


# --- the public interface


@pytest.mark.parametrize("name", [name for name in saufconduit.__all__ if name != "__version__"])
def test_public_name_is_found(name):
    found = getattr(saufconduit, name)

    assert found is not None


def test_public_version_is_that_of_the_package():
    assert saufconduit.__version__ == "0.1.0"


def test_public_name_that_does_not_exist_is_refused():
    with pytest.raises(AttributeError, match="inconnu"):
        getattr(saufconduit, "in" + "connu")
