"""Reading criterion trees."""

import pytest
from reading_criteria import SOURCE, VOCABULARY, read_criteria, read_with_problems

from saufconduit.criteria.nodes import (
    All,
    Any,
    Criterion,
    FactIs,
    FactSince,
    FactWithin,
    IfThen,
    LineCount,
    Not,
    Proposed,
    Treated,
    criteria_of,
)
from saufconduit.criteria.read import CriteriaReader, citation_at, read_citation, read_span
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.located import parse
from saufconduit.vocabulary.problem import Place
from saufconduit.vocabulary.reading import Reading


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("disease: ppgl", FactIs("disease", ("ppgl",))),
        ("extent: [locally-advanced, metastatic]", FactIs("extent", ("locally-advanced", "metastatic"))),
        ("resectable: false", FactIs("resectable", (False,))),
        ("secretion: none", FactIs("secretion", ("none",))),
        ("grade: [1, 2]", FactIs("grade", (1, 2))),
        ("age: {at-least: 18}", FactWithin("age", low=18.0)),
        ("ki67: {more-than: 2.5}", FactWithin("ki67", low=2.5, is_low_strict=True)),
        ("ki67: {at-most: 20}", FactWithin("ki67", high=20.0)),
        ("ki67: {less-than: 20}", FactWithin("ki67", high=20.0, is_high_strict=True)),
        (
            "grade: {more-than: 1, at-most: 3}",
            FactWithin("grade", low=1.0, high=3.0, is_low_strict=True),
        ),
        ("treatment: {agent: everolimus}", Treated("everolimus", ("given",))),
        (
            "treatment: {agent: systemic, outcome: failed, line: 1, setting: advanced}",
            Treated("systemic", ("failed",), 1, "advanced"),
        ),
        (
            "treatment: {agent: surgery, outcome: [failed, impossible]}",
            Treated("surgery", ("failed", "impossible")),
        ),
        ("treatment: {agent: surgery, outcome: stable}", Treated("surgery", ("stable",))),
        ("lines: {agent: systemic, at-least: 2}", LineCount("systemic", 2)),
        (
            "lines: {agent: systemic, at-least: 2, setting: adjuvant}",
            LineCount("systemic", 2, "adjuvant"),
        ),
        (
            "course: {is: progressive, since: {agent: radiotherapy}}",
            FactSince("course", ("progressive",), Treated("radiotherapy", ("given",))),
        ),
        (
            "course: {is: [stable, progressive], since: {agent: surgery, outcome: failed}, within: {months: 6}}",
            FactSince("course", ("stable", "progressive"), Treated("surgery", ("failed",)), Span(months=6)),
        ),
        ("board: renaten", Proposed("renaten", "lutathera")),
        ("{board: renaten, proposes: onc201}", Proposed("renaten", "onc201")),
    ],
)
def test_criterion_of_each_form_gives_its_condition(text, condition):
    criterion = read_criteria(text)

    assert isinstance(criterion, Criterion)
    assert criterion.condition == condition


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("all: [{disease: net}, {grade: 1}]", All),
        ("any: [{disease: net}, {grade: 1}]", Any),
        ("not: {disease: net}", Not),
        ("{if: {disease: net}, then: {grade: 1}}", IfThen),
        ("{then: {grade: 1}, if: {disease: net}}", IfThen),
    ],
)
def test_group_of_each_form_gives_its_node(text, node):
    tree = read_criteria(text)

    assert type(tree) is node


def test_if_then_written_in_either_order_is_the_same():
    first = read_criteria("{if: {disease: net}, then: {grade: 1}}")
    second = read_criteria("{then: {grade: 1}, if: {disease: net}}")

    assert first == second


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("disease: net", "disease"),
        ("age: {at-least: 18}", "age"),
        ("treatment: {agent: surgery}", "surgery"),
        ("lines: {agent: systemic, at-least: 1}", "systemic"),
        ("course: {is: progressive, since: {agent: surgery}}", "course"),
        ("board: omega", "omega"),
        ("{id: own-name, disease: net}", "own-name"),
    ],
)
def test_id_of_a_criterion_is_its_own_or_what_it_asks_about(text, name):
    criterion = read_criteria(text)

    assert criterion.id == f"test/indication/{name}"


def test_source_of_a_criterion_is_that_of_the_indication():
    criterion = read_criteria("disease: net")

    assert criterion.source == SOURCE


def test_source_written_at_a_criterion_prevails():
    criterion = read_criteria("{disease: net, source: {document: other, locator: L7}}")

    assert criterion.source == Citation("other", "L7")


def test_readings_of_a_criterion_are_kept_in_order():
    criterion = read_criteria("{disease: net, readings: [echec, inoperable]}")

    assert criterion.readings == ("echec", "inoperable")


def test_text_of_a_criterion_is_written_from_its_condition():
    criterion = read_criteria("resectable: false")

    assert criterion.text.fr == "inopérable"


def test_place_of_a_criterion_is_its_line():
    tree = read_criteria("all:\n  - disease: net\n  - any:\n      - grade: 1\n")

    places = [criterion.place for criterion in criteria_of(tree)]

    assert places == [Place("critere.yaml", 2, 5), Place("critere.yaml", 4, 9)]


def test_equal_conditions_of_two_indications_are_one_object():
    conditions = {}
    reading = Reading()
    text = "course: {is: progressive, since: {agent: surgery}}"

    first, second = (
        CriteriaReader(reading, VOCABULARY, name, SOURCE, "lutathera", conditions).read(parse(text, name))
        for name in ("one", "two")
    )

    assert first.condition is second.condition
    assert first.id != second.id


def test_treatment_of_an_event_is_the_same_object_as_alone():
    tree = read_criteria("any: [{treatment: {agent: surgery}}, {course: {is: stable, since: {agent: surgery}}}]")

    alone, event = (criterion.condition for criterion in criteria_of(tree))

    assert event.treatment is alone


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("diseas: net", ["criteria.unknown-fact"]),
        ("disease: nett", ["criteria.unknown-value"]),
        ("disease: null", ["criteria.unknown-value"]),
        ("disease: 3", ["criteria.unknown-value"]),
        ("extent: [metastatic, metastatique]", ["criteria.unknown-value"]),
        ("extent: true", ["criteria.unknown-value"]),
        ("extent: [[metastatic]]", ["criteria.unknown-value"]),
        ("resectable: 'false'", ["criteria.unknown-value"]),
        ("resectable: 0", ["criteria.unknown-value"]),
        ("grade: high", ["criteria.unknown-value"]),
        ("grade: true", ["criteria.unknown-value"]),
        ("grade: 1.5", ["criteria.unknown-value"]),
        ("grade: 0", ["criteria.unknown-value"]),
        ("grade: 5", ["criteria.unknown-value"]),
        ("extent: []", ["criteria.empty-group"]),
        ("ki67: 20", ["criteria.bad-bound"]),
        ("ki67: {}", ["criteria.bad-bound"]),
        ("extent: {at-least: 3}", ["criteria.bad-bound"]),
        ("ki67: {at-least: 3, more-than: 5}", ["criteria.bad-bound"]),
        ("ki67: {minimum: 3}", ["file.unknown-key"]),
        ("ki67: {at-least: many}", ["file.wrong-kind"]),
        ("{disease: net, grade: 1}", ["criteria.not-a-node"]),
        ("{id: alone}", ["criteria.not-a-node"]),
        ("{}", ["criteria.not-a-node"]),
        ("- disease: net", ["file.wrong-kind"]),
        ("all: []", ["criteria.empty-group"]),
        ("any: []", ["criteria.empty-group"]),
        ("all: {disease: net}", ["file.wrong-kind"]),
        ("not: [{disease: net}]", ["file.wrong-kind"]),
        ("if: {disease: net}", ["file.missing-key"]),
        ("then: {disease: net}", ["file.missing-key"]),
        ("{if: {disease: net}, then: {grade: 1}, all: []}", ["file.unknown-key"]),
        ("{if: {diseas: net}, then: {grad: 1}}", ["criteria.unknown-fact", "criteria.unknown-fact"]),
        ("not: {diseas: net}", ["criteria.unknown-fact"]),
        ("treatment: everolimus", ["file.wrong-kind"]),
        ("treatment: {outcome: failed}", ["file.missing-key"]),
        ("treatment: {agent: everolimuss}", ["criteria.unknown-value"]),
        ("treatment: {agent: everolimus, outcome: fail}", ["criteria.unknown-value"]),
        ("treatment: {agent: everolimus, outcome: []}", ["criteria.empty-group"]),
        ("treatment: {agent: everolimus, line: first}", ["file.wrong-kind"]),
        ("treatment: {agent: everolimus, setting: late}", ["criteria.unknown-value"]),
        ("treatment: {agent: everolimus, dose: 10}", ["file.unknown-key"]),
        ("lines: 2", ["file.wrong-kind"]),
        ("lines: {agent: systemic}", ["file.missing-key"]),
        ("lines: {agent: sistemic, at-least: 2}", ["criteria.unknown-value"]),
        ("lines: {agent: systemic, at-least: two}", ["file.wrong-kind"]),
        ("course: {since: {agent: surgery}}", ["file.missing-key"]),
        ("course: {is: [], since: {agent: surgery}}", ["criteria.empty-group"]),
        ("course: {is: progressive, since: surgery}", ["file.wrong-kind"]),
        ("course: {is: progressive, since: {agent: surgery}, until: 3}", ["file.unknown-key"]),
        ("course: {is: progressive, since: {agent: surgery}, within: 6}", ["file.wrong-kind"]),
        ("course: {is: progressive, since: {agent: surgery}, within: {weeks: 6}}", ["file.unknown-key"]),
        ("course: {is: progressive, since: {agent: surgery}, within: {months: half}}", ["file.wrong-kind"]),
        ("board: renatem", ["criteria.unknown-value"]),
        ("board: [renaten]", ["criteria.unknown-value"]),
        ("{board: renaten, proposes: lutatera}", ["criteria.unknown-value"]),
        ("all: [{grade: 1}, {grade: 2}]", ["criteria.duplicate-id"]),
        ("{disease: net, source: L3}", ["file.wrong-kind"]),
        ("{disease: net, source: {locator: L3}}", ["file.missing-key"]),
        ("{disease: net, readings: echec}", ["file.wrong-kind"]),
    ],
)
def test_criterion_with_an_error_gives_its_problem(text, codes):
    _, problems = read_with_problems(text)

    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("diseas: net", "disease"),
        ("sstr_pet: positive", "sstr-pet"),
        ("Board: renaten", "board"),
        ("disease: bronchial net", "bronchial-net"),
        ("extent: metastatique", "metastatic"),
        ("treatment: {agent: everolimuss}", "everolimus"),
        ("treatment: {agent: surgery, outcome: failled}", "failed"),
        ("board: renatem", "renaten"),
    ],
)
def test_name_with_a_slip_shows_the_nearest_one(text, near):
    _, (problem,) = read_with_problems(text)

    assert f"Vouliez-vous dire « {near} »" in problem.what("fr")
    assert f"Did you mean `{near}`" in problem.what("en")


def test_name_like_no_other_shows_no_nearest_one():
    _, (problem,) = read_with_problems("zzzz: 1")

    assert problem.what("fr") == "« zzzz » n’est pas un fait connu."
    assert problem.what("en") == "`zzzz` is not a known fact."


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("resectable: maybe", "true, false"),
        ("extent: late", "localised, locally-advanced, metastatic"),
        ("grade: 9", "1–4"),
        ("age: old", "0–∞"),
        ("board: other", "comete, renaten, omega, molecular-national, filnemus"),
    ],
)
def test_value_outside_its_list_shows_the_allowed_ones(text, allowed):
    _, (problem,) = read_with_problems(text)

    assert problem.do("fr") == f"Valeurs possibles : {allowed}."
    assert problem.do("en") == f"Possible values: {allowed}."


def test_long_name_is_cut_in_the_message():
    _, (problem,) = read_with_problems(f"{'x' * 200}: 1")

    assert "x" * 41 not in problem.text()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("all:\n  - diseas: net", 2, 5),
        ("all:\n  - disease: nett", 2, 14),
        ("all:\n  - extent: [metastatic, nowhere]", 2, 26),
        ("all:\n  - {disease: net, grade: 1}", 2, 5),
        ("all:\n  - any: []", 2, 10),
        ("all:\n  - ki67: 3", 2, 11),
        ("all:\n  - treatment:\n      agent: nothing-known", 3, 14),
    ],
)
def test_problem_stands_where_the_error_is_written(text, line, column):
    _, (problem,) = read_with_problems(text)

    assert problem.where == Place("critere.yaml", line, column)


def test_two_criteria_of_one_name_show_both_places():
    _, (problem,) = read_with_problems("all:\n  - grade: 1\n  - grade: 2\n")

    assert (problem.where, problem.also) == (Place("critere.yaml", 3, 5), (Place("critere.yaml", 2, 5),))


def test_all_problems_of_a_tree_are_noted_at_once():
    _, problems = read_with_problems("all: [{diseas: net}, {grade: 9}, {any: []}, {board: x}]")

    assert [problem.code for problem in problems] == [
        "criteria.unknown-fact",
        "criteria.unknown-value",
        "criteria.empty-group",
        "criteria.unknown-value",
    ]


def test_criterion_that_cannot_be_read_is_left_out_of_the_tree():
    tree, _ = read_with_problems("all: [{diseas: net}, {grade: 1}]")

    assert [criterion.id for criterion in criteria_of(tree)] == ["test/indication/grade"]


def test_tree_that_cannot_be_read_is_empty():
    tree, _ = read_with_problems("diseas: net")

    assert tree == All(())


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("{years: 1, months: 2, days: 3}", Span(1, 2, 3)),
        ("{months: 6}", Span(months=6)),
        ("{}", Span()),
    ],
)
def test_span_is_read_unit_by_unit(text, span):
    reading = Reading()

    found = read_span(reading, parse(text, "duree.yaml"), "term")

    assert (found, reading.problems) == (span, [])


def test_citation_that_is_absent_is_none():
    reading = Reading()

    citation = read_citation(reading, parse("disease: net", "critere.yaml"))

    assert (citation, reading.problems) == (None, [])


def test_citation_without_locator_is_the_whole_document():
    reading = Reading()

    citation = citation_at(reading, parse("document: notice", "source.yaml"), "source")

    assert citation == Citation("notice", None)


def test_boolean_in_quotes_shows_how_to_write_it():
    _, (problem,) = read_with_problems("resectable: 'false'")

    assert problem.what("fr").endswith("Écrivez-le sans guillemets.")
    assert problem.what("en").endswith("Write it without quotes.")
