"""What is missing, and in which order to look for it."""

from collections import Counter

import pytest
from assessing import NOW, assessment_of, patient_of, programme, registry_with
from reading_criteria import read_criteria
from synthetic import REGISTRY

from saufconduit.assessment.questions import best_question, count_settled, missing_of, ordered
from saufconduit.criteria.evaluate import Trace, evaluate
from saufconduit.patients.as_of import PatientOn


def trace_of(criteria: str, patient: str = "id: vide") -> Trace:
    return evaluate(read_criteria(criteria), PatientOn(patient_of(patient), NOW, REGISTRY.vocabulary))


def settled_by(*criteria: str, patient: str = "id: vide") -> dict[str, int]:
    """How many of the trees each missing name settles alone; names that settle none are left out."""
    traces = [trace_of(one, patient) for one in criteria]
    return dict(count_settled([(one, missing_of(one)) for one in traces], REGISTRY.vocabulary))


@pytest.mark.parametrize(
    ("patient", "missing"),
    [
        ("id: vide", ("disease", "extent", "resectable", "board:renaten")),
        ("facts: {disease: net}", ("extent", "resectable", "board:renaten")),
        ("facts: {disease: net, extent: metastatic}", ("board:renaten",)),
        ("facts: {disease: net, resectable: false}", ("extent", "board:renaten")),
        ("facts: {disease: net, resectable: true}", ("extent", "board:renaten")),
        ("facts: {disease: meningioma}", ()),
        ("facts: {disease: net, extent: localised}", ()),
        ("{facts: {disease: net, extent: metastatic}, opinions: [{board: renaten, proposes: [lutathera]}]}", ()),
    ],
)
def test_missing_of_a_patient_is_what_can_still_change_the_verdict(patient, missing):
    trace = trace_of(
        "all: [{disease: net}, {any: [{id: a, extent: metastatic}, "
        "{all: [{id: b, extent: locally-advanced}, {resectable: false}]}]}, {board: renaten}]",
        patient,
    )

    assert missing_of(trace) == missing


def test_missing_of_a_name_asked_twice_is_given_once():
    trace = trace_of(
        "any: [{id: a, extent: metastatic}, {all: [{id: b, extent: locally-advanced}, {resectable: false}]}]"
    )

    assert missing_of(trace) == ("extent", "resectable")


def test_ordered_names_put_boards_last_then_what_settles_most_then_keep_their_order():
    settled = Counter({"board:renaten": 5, "extent": 1, "disease": 3, "kras": 1})

    found = ordered(("board:renaten", "grade", "extent", "kras", "disease"), settled)

    assert found == ("disease", "extent", "kras", "grade", "board:renaten")


@pytest.mark.parametrize(
    ("criteria", "settled"),
    [
        # directly under the root: a « no » is enough
        ("all: [{disease: nsclc}, {kras: g12c}]", {"disease": 1, "kras": 1}),
        ("all: [{disease: nsclc}, {not: {kras: g12c}}]", {"disease": 1, "kras": 1}),
        (
            "all: [{disease: nsclc}, {treatment: {agent: everolimus, outcome: failed}}]",
            {"disease": 1, "treatment:everolimus": 1},
        ),
        # inside an « ou », nothing settles alone
        ("all: [{disease: nsclc}, {any: [{extent: metastatic}, {setting: advanced}]}]", {"disease": 1}),
        # the root is an « ou »: a « yes » is enough
        ("any: [{extent: metastatic}, {setting: advanced}]", {"extent": 1, "setting": 1}),
        ("any: [{ki67: {at-least: 20}}, {board: renaten}]", {"ki67": 1, "board:renaten": 1}),
        # one value of a fact settles what another leaves open
        (
            (
                "all: [{disease: net}, {any: [{id: a, extent: metastatic}, "
                "{all: [{id: b, extent: locally-advanced}, {resectable: false}]}]}]"
            ),
            {"disease": 1, "extent": 1},
        ),
        (
            "any: [{all: [{id: a, extent: metastatic}, {id: b, extent: locally-advanced}]}, {setting: advanced}]",
            {"setting": 1},
        ),
        # what is not asked for settles nothing
        ("if: {extent: metastatic}\nthen: {setting: advanced}", {"extent": 1, "setting": 1}),
        # a treatment alone does not say what came after it
        (
            "any: [{course: {is: progressive, since: {agent: systemic, outcome: given}}}, {setting: advanced}]",
            {"setting": 1},
        ),
        # but that it was never given does
        (
            (
                "all: [{disease: nsclc}, {any: [{treatment: {agent: systemic, outcome: progressed}}, "
                "{course: {is: progressive, since: {agent: systemic, outcome: given}}}]}]"
            ),
            {"disease": 1, "treatment:systemic": 1},
        ),
        ("disease: nsclc", {"disease": 1}),
    ],
)
def test_settled_by_one_answer_alone_counts_the_trees_it_makes_definite(criteria, settled):
    found = settled_by(criteria)

    assert found == settled


def test_settled_by_one_answer_adds_up_over_the_indications():
    found = settled_by(
        "all: [{disease: nsclc}, {kras: g12c}]",
        "all: [{disease: meningioma}, {extent: metastatic}]",
        "all: [{disease: net}, {any: [{extent: metastatic}, {setting: advanced}]}]",
    )

    assert found == {"disease": 3, "kras": 1, "extent": 1}


@pytest.mark.parametrize(
    ("patient", "settled"),
    [
        ("facts: {course: stable}", {"setting": 1}),
        ("facts: {course: {value: progressive, on: 2026-01-05}}", {"treatment:systemic": 1, "setting": 1}),
        (
            "{facts: {}, treatments: [{agent: cisplatin, from: 2025-01-10, outcome: failure}]}",
            {"setting": 1},
        ),
    ],
)
def test_settled_by_a_fact_since_a_treatment_depends_on_what_is_known(patient, settled):
    found = settled_by(
        "any: [{course: {is: progressive, since: {agent: systemic, outcome: given}}}, {setting: advanced}]",
        patient=patient,
    )

    assert found == settled


def missing_for(registry, name: str) -> tuple[str, ...]:
    outcomes = assessment_of("id: vide", registry=registry).outcomes
    (found,) = [item.missing for item in outcomes if item.programme.id == name]
    return found


EXTENT_FIRST = {"all": [{"extent": "metastatic"}, {"kras": "g12c"}, {"board": "renaten"}]}
KRAS_ALONE = {"all": [{"kras": "g12c"}, {"setting": "advanced"}]}


def test_missing_facts_of_open_indications_are_ranked_by_what_they_settle(tmp_path):
    renewed = {"id": "renewed", "kind": "renewed", "signed": "2025-01-02"}
    events = [{"id": "established", "kind": "established", "signed": "2022-01-01"}, renewed]
    registry = registry_with(
        tmp_path,
        programme("essai-a", events=events, criteria=EXTENT_FIRST, board="renaten"),
        programme("essai-b", events=events, criteria=KRAS_ALONE),
        programme("essai-c", events=events, criteria={"all": [{"kras": "g12c"}, {"her2": "positive"}]}),
        programme("essai-d", events=events, criteria={"all": [{"kras": "g12c"}, {"pregnant": False}]}),
        programme("essai-e", events=events, criteria={"all": [{"kras": "g12c"}, {"pdl1": {"at-least": 50}}]}),
        programme("essai-f", events=events, criteria={"all": [{"kras": "g12c"}, {"grade": 4}]}),
        programme("essai-g", events=events, criteria={"all": [{"kras": "g12c"}, {"h3": "k27m"}]}),
    )

    assert missing_for(registry, "essai-a") == ("kras", "extent", "board:renaten")


def test_missing_facts_of_closed_indications_do_not_count_in_the_ranking(tmp_path):
    registry = registry_with(
        tmp_path,
        programme("essai-a", criteria={"all": [{"setting": "advanced"}, {"kras": "g12c"}]}),
        programme("essai-b", criteria=KRAS_ALONE),
        programme("essai-c", criteria=KRAS_ALONE),
    )

    assert missing_for(registry, "essai-a") == ("setting", "kras")


def test_missing_facts_that_settle_as_much_keep_the_order_of_the_text(tmp_path):
    registry = registry_with(tmp_path, programme(criteria={"all": [{"pregnant": False}, {"mgmt-methylated": True}]}))

    assert missing_for(registry, "essai") == ("pregnant", "mgmt-methylated")


@pytest.mark.parametrize(
    ("missing", "best"),
    [
        ([], None),
        ([[], []], None),
        ([["extent", "course"], ["course"], ["course"]], "course"),
        ([["extent"], ["course"]], "extent"),
        ([["board:renaten"], ["board:renaten"], ["course"]], "course"),
        ([["board:omega"], ["board:renaten"], ["board:renaten"]], "board:renaten"),
    ],
)
def test_best_question_is_what_most_wait_for_first_and_boards_come_last(missing, best):
    assert best_question(missing) == best
