"""Evaluation and its trace."""

import pytest
from patient_tables import patients_of
from reading_criteria import read_criteria

from saufconduit.criteria.evaluate import Evaluator, SeenFact, SeenOpinion, combine, evaluate
from saufconduit.criteria.nodes import criteria_of, parts_of
from saufconduit.patients.as_of import PatientOn, Range
from saufconduit.patients.file import Statement, Treatment
from saufconduit.vocabulary.days import PartialDay, parse_partial_day

TREE = """
all:
  - disease: net
  - any: [{id: a, extent: metastatic}, {id: b, extent: locally-advanced}]
  - not: {id: c, symptomatic: true}
  - {if: {id: d, resectable: true}, then: {id: e, slope: slow}}
  - {treatment: {agent: everolimus, outcome: failed}}
  - board: renaten
"""


def patient_of(**cells: str) -> PatientOn:
    """The patient of a table of one row; `_` stands for `-` and `_on` for `@on`."""
    columns = [name.replace("_on", "@on").replace("_", "-") for name in cells]
    head, row = " | ".join(["", *columns]), " | ".join(["1", *cells.values()])
    return patients_of(f"{head}\n---\n{row}")[1]


def day(text: str) -> PartialDay:
    found = parse_partial_day(text)
    assert found is not None
    return found


def names_that_matter(tree_text: str, **cells: str) -> list[str]:
    trace = evaluate(read_criteria(tree_text), patient_of(**cells))
    return [leaf.criterion.id.rpartition("/")[2] for leaf in trace.leaves() if leaf.matters]


def shape_of(node) -> list:
    return [type(node), [shape_of(part) for part in parts_of(node)]]


def shape_of_trace(trace) -> list:
    return [type(trace.node), [shape_of_trace(part) for part in trace.parts]]


# --- the trace


@pytest.mark.parametrize("disease", ["net", "nsclc", ""])
def test_trace_holds_every_node_whatever_the_verdict(disease):
    tree = read_criteria(TREE)

    trace = evaluate(tree, patient_of(disease=disease))

    assert shape_of_trace(trace) == shape_of(tree)


def test_trace_leaves_come_in_the_order_of_the_text():
    tree = read_criteria(TREE)

    trace = evaluate(tree, patient_of(disease="net"))

    assert [leaf.criterion for leaf in trace.leaves()] == list(criteria_of(tree))


def test_trace_has_a_finding_at_its_criteria_only():
    tree = read_criteria("all: [{disease: net}]")

    trace = evaluate(tree, patient_of(disease="net"))

    assert trace.finding is None
    assert trace.parts[0].finding is not None


def test_value_of_a_leaf_is_that_of_its_finding():
    trace = evaluate(read_criteria(TREE), patient_of(disease="nsclc", extent="metastatic"))

    assert [leaf.value for leaf in trace.leaves()] == [leaf.finding.value for leaf in trace.leaves()]


# --- what matters


@pytest.mark.parametrize(
    ("tree", "cells", "names"),
    [
        ("all: [{grade: 1}, {slope: slow}]", {"grade": "1", "slope": "slow"}, ["grade", "slope"]),
        ("all: [{grade: 1}, {slope: slow}]", {"grade": "1", "slope": "fast"}, ["slope"]),
        ("all: [{grade: 1}, {slope: slow}]", {"grade": "2", "slope": "fast"}, ["grade", "slope"]),
        ("all: [{grade: 1}, {slope: slow}]", {"grade": "1", "slope": ""}, ["grade", "slope"]),
        ("all: [{grade: 1}, {slope: slow}]", {"grade": "2", "slope": ""}, ["grade"]),
        ("any: [{grade: 1}, {slope: slow}]", {"grade": "1", "slope": "fast"}, ["grade"]),
        ("any: [{grade: 1}, {slope: slow}]", {"grade": "1", "slope": ""}, ["grade"]),
        ("any: [{grade: 1}, {slope: slow}]", {"grade": "2", "slope": ""}, ["grade", "slope"]),
        ("any: [{grade: 1}, {slope: slow}]", {"grade": "2", "slope": "fast"}, ["grade", "slope"]),
        ("not: {any: [{grade: 1}, {slope: slow}]}", {"grade": "1", "slope": "fast"}, ["grade"]),
        ("{if: {grade: 1}, then: {slope: slow}}", {"grade": "2", "slope": "fast"}, ["grade"]),
        ("{if: {grade: 1}, then: {slope: slow}}", {"grade": "1", "slope": "fast"}, ["grade", "slope"]),
        ("{if: {grade: 1}, then: {slope: slow}}", {"grade": "", "slope": "slow"}, ["slope"]),
        ("{if: {grade: 1}, then: {slope: slow}}", {"grade": "", "slope": "fast"}, ["grade", "slope"]),
    ],
)
def test_matters_marks_what_decides_or_could_still_decide(tree, cells, names):
    assert names_that_matter(tree, **cells) == names


def test_matters_is_false_below_a_group_that_does_not_matter():
    tree = "any: [{grade: 1}, {all: [{slope: slow}, {any: [{extent: metastatic}, {resectable: true}]}]}]"

    names = names_that_matter(tree, grade="1", slope="slow", extent="")

    assert names == ["grade"]


def test_matters_inside_an_unknown_tree_leaves_out_the_other_branch_of_a_decided_group():
    tree = "all: [{any: [{grade: 1}, {slope: slow}]}, {extent: metastatic}]"

    names = names_that_matter(tree, grade="1", slope="", extent="")

    assert names == ["grade", "extent"]


# --- what was seen, and why it is unknown


def test_fact_shows_the_statement_it_was_judged_on():
    patient = patient_of(course="stable; progressive", course_on="2026-01-10; 2026-05-10")

    finding = Evaluator(patient).judge(read_criteria("course: progressive").condition)

    assert finding.seen == (SeenFact("course", Statement("progressive", day("2026-05-10"))),)


def test_derived_fact_shows_the_statements_it_comes_from():
    patient = patient_of(er="negative", pr="negative", her2="low")

    finding = Evaluator(patient).judge(read_criteria("triple-negative: true").condition)

    assert [(item.fact, item.statement.value) for item in finding.seen] == [
        ("er", "negative"),
        ("pr", "negative"),
        ("her2", "low"),
    ]


def test_age_shows_the_birth_it_comes_from():
    finding = Evaluator(patient_of(birth="1961-04")).judge(read_criteria("age: {at-least: 18}").condition)

    assert finding.seen == (SeenFact("age", Statement("1961-04")),)


def test_contradiction_shows_both_statements():
    patient = patient_of(course="stable; progressive", course_on="2026-05-10; 2026-05-10")

    finding = Evaluator(patient).judge(read_criteria("course: progressive").condition)

    assert {item.statement.value for item in finding.seen} == {"stable", "progressive"}


def test_opinion_shows_the_board_the_product_and_what_it_says():
    finding = Evaluator(patient_of(renaten="declines lutathera 2026-10-02")).judge(
        read_criteria("board: renaten").condition
    )

    assert finding.seen == (SeenOpinion("renaten", "lutathera", Statement(False, day("2026-10-02"))),)


@pytest.mark.parametrize(
    ("treatments", "complete", "seen"),
    [
        ("everolimus failure; everolimus stable; surgery failure", "", ["everolimus failure"]),
        ("everolimus stable; surgery failure", "yes", ["everolimus stable"]),
        ("everolimus refused; everolimus stable", "yes", ["everolimus refused"]),
        ("everolimus stable; surgery failure", "", []),
        ("", "yes", []),
    ],
)
def test_treatment_shows_the_records_that_answer(treatments, complete, seen):
    patient = patient_of(treatments=treatments, complete=complete)
    condition = read_criteria("treatment: {agent: everolimus, outcome: failed}").condition

    finding = Evaluator(patient).judge(condition)

    assert [f"{item.agent} {item.outcome}" for item in finding.seen] == seen


def test_event_shows_the_fact_then_the_treatment():
    patient = patient_of(course="progressive", treatments="surgery completed 2026-01-05..2026-01-05")
    condition = read_criteria("course: {is: progressive, since: {agent: surgery}}").condition

    finding = Evaluator(patient).judge(condition)

    assert finding.value is True
    assert [type(item) for item in finding.seen] == [SeenFact, Treatment]


def test_lines_show_the_records_that_may_count():
    patient = patient_of(treatments="cisplatin completed L1; surgery completed; etoposide L2", complete="yes")

    finding = Evaluator(patient).judge(read_criteria("lines: {agent: systemic, at-least: 2}").condition)

    assert [item.agent for item in finding.seen] == ["cisplatin", "etoposide"]


@pytest.mark.parametrize(
    ("criterion", "cells", "why"),
    [
        ("extent: metastatic", {"extent": ""}, "missing"),
        ("extent: metastatic", {"extent": "metastatic; localised"}, "contradictory"),
        ("extent: metastatic", {"extent": "metastatic", "extent_on": "2026-11"}, "date-unclear"),
        ("disease: bronchial-net", {"disease": "net"}, "not-specific"),
        ("age: {at-least: 18}", {"birth": "2008"}, "date-unclear"),
        ("age: {at-least: 18}", {"birth": ""}, "missing"),
        ("age: 18", {"birth": "2007-12"}, None),
        ("age: 18", {"birth": "2008-11"}, "date-unclear"),
        ("treatment: {agent: everolimus, outcome: failed}", {"treatments": ""}, "missing"),
        ("treatment: {agent: everolimus, outcome: failed}", {"treatments": "everolimus stable"}, "missing"),
        ("treatment: {agent: everolimus, outcome: failed}", {"treatments": "everolimus refused"}, "board-decides"),
        ("treatment: {agent: everolimus, outcome: failed}", {"treatments": "everolimus"}, "record-unclear"),
        ("treatment: {agent: everolimus, line: 1}", {"treatments": "everolimus intolerance"}, "record-unclear"),
        ("lines: {agent: systemic, at-least: 2}", {"treatments": "cisplatin completed L1"}, "missing"),
        ("lines: {agent: systemic, at-least: 1}", {"treatments": "cisplatin"}, "record-unclear"),
        ("board: renaten", {"renaten": ""}, "missing"),
        ("board: renaten", {"renaten": "proposes lutathera; declines lutathera"}, "contradictory"),
        ("board: renaten", {"renaten": "proposes lutathera 2026-11"}, "date-unclear"),
    ],
)
def test_unknown_criterion_says_why(criterion, cells, why):
    finding = Evaluator(patient_of(**cells)).judge(read_criteria(criterion).condition)

    assert finding.why == why


EVENT = "course: {is: progressive, since: {agent: surgery}}"


@pytest.mark.parametrize(
    ("criterion", "cells", "why"),
    [
        (EVENT, {"course": "", "treatments": "surgery completed"}, "missing"),
        (EVENT, {"course": "stable; progressive", "treatments": "surgery completed"}, "contradictory"),
        (EVENT, {"course": "progressive", "treatments": ""}, "missing"),
        (EVENT, {"course": "progressive", "treatments": "surgery"}, "record-unclear"),
        (
            EVENT,
            {"course": "progressive", "course_on": "2026-01-04", "treatments": "surgery completed 2026-01-05.."},
            "missing",
        ),
        (
            EVENT,
            {"course": "progressive", "course_on": "2026-01", "treatments": "surgery completed 2026-01-05.."},
            "date-unclear",
        ),
        (
            "disease: {is: bronchial-net, since: {agent: surgery}}",
            {"disease": "net", "treatments": "surgery completed"},
            "not-specific",
        ),
        (
            "age: {is: 18, since: {agent: surgery}}",
            {"birth": "2008-11", "treatments": "surgery completed"},
            "date-unclear",
        ),
    ],
)
def test_unknown_event_says_why(criterion, cells, why):
    finding = Evaluator(patient_of(**cells)).judge(read_criteria(criterion).condition)

    assert (finding.value, finding.why) == (None, why)


# --- missing names


@pytest.mark.parametrize(
    ("criterion", "cells", "missing"),
    [
        ("extent: metastatic", {"extent": ""}, ("extent",)),
        ("extent: metastatic", {"extent": "localised"}, ()),
        ("age: {at-least: 18}", {"birth": ""}, ("age",)),
        ("sex: male", {"sex": ""}, ("sex",)),
        ("triple-negative: true", {"er": "negative", "pr": "", "her2": ""}, ("pr", "her2")),
        ("treatment: {agent: systemic}", {"treatments": ""}, ("treatment:systemic",)),
        ("lines: {agent: systemic, at-least: 1}", {"treatments": ""}, ("treatment:systemic",)),
        ("board: omega", {"omega": ""}, ("board:omega",)),
    ],
)
def test_missing_names_what_could_settle_the_criterion(criterion, cells, missing):
    finding = Evaluator(patient_of(**cells)).judge(read_criteria(criterion).condition)

    assert finding.missing == missing


# --- the evaluator


def test_condition_shared_by_two_trees_is_judged_once():
    evaluator = Evaluator(patient_of(grade="1"))
    condition = read_criteria("grade: 1").condition

    first, second = evaluator.judge(condition), evaluator.judge(condition)

    assert first is second


def test_evaluator_never_takes_one_condition_for_another():
    evaluator = Evaluator(patient_of(grade="1"))
    texts = ["grade: 1", "grade: 2"] * 50

    values = [evaluator.evaluate(read_criteria(text)).value for text in texts]

    assert values == [True, False] * 50


@pytest.mark.parametrize(
    ("text", "values", "value"),
    [
        ("all: [{grade: 1}, {slope: slow}]", [True, None], None),
        ("any: [{grade: 1}, {slope: slow}]", [True, None], True),
        ("not: {grade: 1}", [False], True),
        ("{if: {grade: 1}, then: {slope: slow}}", [None, False], None),
        ("{if: {grade: 1}, then: {slope: slow}}", [False, None], True),
    ],
)
def test_combine_gives_the_truth_of_a_node_from_that_of_its_parts(text, values, value):
    assert combine(read_criteria(text), values) is value


@pytest.mark.parametrize(
    ("window", "truth"),
    [
        ("{more-than: 17, less-than: 18}", None),
        ("{at-least: 17, at-most: 18}", True),
        ("{at-least: 18, at-most: 20}", None),
        ("{at-least: 19, at-most: 20}", False),
        ("{at-most: 16}", False),
        ("{less-than: 19}", True),
    ],
)
def test_age_known_to_the_year_answers_where_both_ages_agree(window, truth):
    patient = patient_of(birth="2008", day="2026-06-15")

    finding = Evaluator(patient).judge(read_criteria(f"age: {window}").condition)

    assert patient.fact("age").value == Range(17, 18)
    assert finding.value is truth


def test_exact_number_in_a_window_without_inside_is_false():
    condition = read_criteria("ki67: {at-least: 20, less-than: 20}").condition

    finding = Evaluator(patient_of(ki67="20")).judge(condition)

    assert finding.value is False
