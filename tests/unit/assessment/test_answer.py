"""Answers as JSON, key by key."""

import pytest
from assessing import NOW, P_0001, assessment_of, outcome_of, patient_of
from reading_criteria import read_criteria
from synthetic import REGISTRY

from saufconduit.assessment.answer import assessment_to_dict, outcome_to_dict, seen_to_dict, trace_to_dict, tree_to_dict
from saufconduit.criteria.evaluate import evaluate
from saufconduit.patients.as_of import PatientOn

GROUPS = "all: [{if: {extent: metastatic}, then: {any: [{kras: g12c}, {not: {setting: adjuvant}}]}}, {board: renaten}]"


@pytest.fixture(scope="module")
def example():
    """The result of contracts, section 4."""
    answer = assessment_to_dict(assessment_of(P_0001))
    (result,) = [one for one in answer["results"] if one["indication"] == "bronchial-net"]
    return answer, result


@pytest.mark.parametrize(
    ("key", "value"), [("contract", 1), ("patient", "P-0001"), ("on", "2026-11-22"), ("known", "2026-11-22")]
)
def test_answer_of_the_contract_has_its_head(example, key, value):
    answer, _ = example

    assert answer[key] == value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("programme", "lutathera-cpc"),
        ("indication", "bronchial-net"),
        ("verdict", "pending"),
        ("missing", ["board:renaten"]),
    ],
)
def test_answer_of_the_contract_has_its_result(example, key, value):
    _, result = example

    assert result[key] == value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("state", "open"),
        ("from", "2022-04-06"),
        ("until", "2028-04-01"),
        ("computed", True),
        ("basis", ["CSP L.5121-12-1 III"]),
    ],
)
def test_answer_of_the_contract_has_its_access(example, key, value):
    _, result = example

    assert result["access"][key] == value


def test_answer_of_the_contract_has_its_tree(example):
    _, result = example

    assert (result["criteria"]["op"], result["criteria"]["value"]) == ("all", None)


def test_answer_of_the_contract_has_its_criterion(example):
    _, result = example

    (leaf,) = [one for one in result["criteria"]["of"] if one.get("id") == "lutathera-cpc/bronchial-net/sstr-pet"]
    words = leaf.pop("text")
    assert words
    assert leaf == {
        "id": "lutathera-cpc/bronchial-net/sstr-pet",
        "kind": "clinical",
        "value": True,
        "matters": True,
        "because": [{"fact": "sstr-pet", "value": "positive", "on": "2026-09-02"}],
        "source": {"document": "ansm-lutathera", "locator": "L41-44"},
    }


def test_answer_of_the_contract_has_its_next_step(example):
    _, result = example

    step = result["next"][0]
    assert (step["do"], step["board"]) == ("seize-board", "renaten")
    assert step["text"] and step["basis"]


def test_answer_in_english_has_english_texts():
    outcome = outcome_of(P_0001, "bronchial-net")

    found = outcome_to_dict(outcome, "en")

    assert found["label"] == "Bronchial neuroendocrine tumour, metastatic or locally advanced inoperable"


def test_answer_lists_what_is_ignored():
    answer = assessment_to_dict(assessment_of("facts: {extent: {value: metastatic, on: 2027-01}}"))

    assert answer["ignored"] == [{"what": "extent", "on": "2027-01"}]


def trace_of(patient: str):
    return evaluate(read_criteria(GROUPS), PatientOn(patient_of(patient), NOW, REGISTRY.vocabulary))


def ops(node) -> list[object]:
    """The words of the groups, nested as they are; a criterion is its value."""
    return [node["op"], *(ops(part) for part in node["of"])] if "op" in node else [node.get("value")]


def test_trace_with_every_kind_of_group_names_them():
    found = trace_to_dict(trace_of("facts: {extent: metastatic, setting: adjuvant}"), "fr")

    assert ops(found) == ["all", ["if", [True], ["any", [None], ["not", [True]]]], [None]]


def test_trace_of_what_changes_nothing_says_that_it_does_not_matter():
    found = trace_to_dict(trace_of("facts: {extent: localised}"), "fr")

    first, then = found["of"][0]["of"]
    assert (first["value"], then["matters"]) == (False, False)


def test_tree_without_patient_names_its_groups():
    found = tree_to_dict(read_criteria(GROUPS), "fr")

    assert ops(found) == ["all", ["if", [None], ["any", [None], ["not", [None]]]], [None]]


def test_tree_without_patient_gives_words_kind_source_and_readings_of_a_criterion():
    found = tree_to_dict(read_criteria("board: renaten"), "en")

    assert (found["id"], found["kind"]) == ("test/indication/renaten", "procedural")
    assert found["text"].endswith("proposes Lutathera")
    assert (found["source"], found["readings"]) == ({"document": "document", "locator": "L1"}, [])


def leaf_of(patient: str, criterion: str):
    trace = evaluate(read_criteria(criterion), PatientOn(patient_of(patient), NOW, REGISTRY.vocabulary))
    return trace_to_dict(trace, "fr")


@pytest.mark.parametrize(
    ("patient", "criterion", "because"),
    [
        ("facts: {extent: metastatic}", "extent: metastatic", [{"fact": "extent", "value": "metastatic", "on": None}]),
        (
            "facts: {extent: {value: metastatic, on: 2026-09, source: scanner}}",
            "extent: metastatic",
            [{"fact": "extent", "value": "metastatic", "on": "2026-09", "source": "scanner"}],
        ),
        ("birth: 1961-04", "age: {at-least: 18}", [{"fact": "age", "value": "1961-04", "on": None}]),
        ("facts: {ki67: 12.5}", "ki67: {at-least: 20}", [{"fact": "ki67", "value": 12.5, "on": None}]),
        (
            "opinions: [{board: renaten, on: 2026-10-02, proposes: [lutathera]}]",
            "board: renaten",
            [{"board": "renaten", "product": "lutathera", "proposes": True, "on": "2026-10-02"}],
        ),
        (
            "opinions: [{board: renaten, proposes: []}]",
            "board: renaten",
            [{"board": "renaten", "product": "lutathera", "proposes": False, "on": None}],
        ),
        (
            "treatments: [{agent: everolimus, line: 2, from: 2025-01-10, until: 2025-09, outcome: failure}]",
            "treatment: {agent: everolimus, outcome: failed}",
            [{"treatment": "everolimus", "outcome": "failure", "line": 2, "from": "2025-01-10", "until": "2025-09"}],
        ),
        ("id: vide", "extent: metastatic", []),
    ],
)
def test_criterion_gives_the_fact_of_the_file_with_its_date(patient, criterion, because):
    found = leaf_of(patient, criterion)

    assert found["because"] == because


def test_criterion_that_is_unknown_says_why():
    found = leaf_of("id: vide", "extent: metastatic")

    assert (found["value"], found["why"]) == (None, "missing")


def test_criterion_that_is_known_has_no_reason():
    found = leaf_of("facts: {extent: metastatic}", "extent: metastatic")

    assert "why" not in found


def test_seen_treatment_without_dates_gives_null():
    (record,) = patient_of("treatments: [{agent: everolimus}]").treatments

    found = seen_to_dict(record)

    assert found == {"treatment": "everolimus", "outcome": None, "line": None, "from": None, "until": None}
