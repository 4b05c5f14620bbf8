"""The lint of criterion trees: for each check, what it finds and the nearest tree in which it finds nothing."""

import pytest
from reading_criteria import VOCABULARY, lint_of

from saufconduit import load_registry
from saufconduit.criteria.checks import CHECKS, lint
from saufconduit.criteria.checks.satisfiable import can_hold
from saufconduit.criteria.nodes import All, Any, Criterion, FactWithin
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.problem import Place
from saufconduit.vocabulary.terms import Fact, Vocabulary
from saufconduit.vocabulary.text import Text

WINDOW, CONTRADICTION = "criteria.impossible-window", "criteria.contradiction"
UNREACHABLE, DUPLICATE = "criteria.unreachable-branch", "criteria.duplicate"
EMPTY_FILE = "criteria.eligible-on-empty-file"


def codes_of(text: str) -> list[str]:
    return [problem.code for problem in lint_of(text)]


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("ki67: {at-least: 20, at-most: 10}", "ki67: {at-least: 10, at-most: 20}"),
        ("ki67: {more-than: 20, at-most: 20}", "ki67: {at-least: 20, at-most: 20}"),
        ("ki67: {at-least: 20, less-than: 20}", "ki67: {at-least: 20, less-than: 20.5}"),
        ("ki67: {at-least: 101}", "ki67: {at-least: 100}"),
        ("ki67: {more-than: 100}", "ki67: {more-than: 99}"),
        ("ki67: {less-than: 0}", "ki67: {at-most: 0}"),
        ("age: {at-most: -1}", "age: {at-most: 0}"),
        ("ki67: {at-least: 0}", "ki67: {more-than: 0}"),
        ("ki67: {at-most: 100}", "ki67: {less-than: 100}"),
        ("ki67: {at-least: 0, at-most: 100}", "ki67: {at-least: 0, at-most: 99}"),
        (
            "course: {is: stable, since: {agent: surgery}, within: {months: -6}}",
            "course: {is: stable, since: {agent: surgery}, within: {months: 6}}",
        ),
        (
            "course: {is: stable, since: {agent: surgery}, within: {}}",
            "course: {is: stable, since: {agent: surgery}}",
        ),
    ],
)
def test_window_without_inside_is_found_and_its_neighbour_is_not(bad, good):
    assert WINDOW in codes_of(bad)
    assert codes_of(good) == []


def test_count_of_no_line_is_found_and_one_line_is_not():
    assert WINDOW in codes_of("lines: {agent: systemic, at-least: 0}")
    assert codes_of("lines: {agent: systemic, at-least: 1}") == []


def test_line_before_the_first_is_found_and_the_first_is_not():
    assert WINDOW in codes_of("treatment: {agent: systemic, line: 0}")
    assert codes_of("treatment: {agent: systemic, line: 1}") == []


def test_window_of_a_fact_that_is_unlimited_above_is_never_beyond_it():
    assert codes_of("age: {at-least: 130}") == []


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        (
            "all: [{id: a, extent: metastatic}, {id: b, extent: localised}]",
            "any: [{id: a, extent: metastatic}, {id: b, extent: localised}]",
        ),
        (
            "all: [{id: a, resectable: true}, {not: {id: b, resectable: true}}]",
            "all: [{id: a, resectable: true}, {not: {id: b, symptomatic: true}}]",
        ),
        (
            "all: [{id: a, disease: net}, {not: {id: b, disease: [gep-net, bronchial-net, net]}}]",
            "all: [{id: a, disease: net}, {not: {id: b, disease: [gep-net, bronchial-net]}}]",
        ),
        (
            "all: [{id: a, disease: ppgl}, {id: b, disease: net}]",
            "all: [{id: a, disease: lung-tumour}, {id: b, disease: net}]",
        ),
        (
            "all: [{id: a, age: {at-least: 18}}, {id: b, age: {less-than: 18}}]",
            "all: [{id: a, age: {at-least: 18}}, {id: b, age: {at-most: 18}}]",
        ),
        (
            "all: [{id: a, grade: {more-than: 1}}, {id: b, grade: {less-than: 2}}]",
            "all: [{id: a, ki67: {more-than: 1}}, {id: b, ki67: {less-than: 2}}]",
        ),
        (
            "all: [{id: a, grade: [1, 2]}, {id: b, grade: {at-least: 3}}]",
            "all: [{id: a, grade: [1, 2]}, {id: b, grade: {at-least: 2}}]",
        ),
        (
            "all: [{id: a, treatment: {agent: surgery}}, {not: {id: b, treatment: {agent: surgery}}}]",
            "all: [{id: a, treatment: {agent: surgery}}, {not: {id: b, treatment: {agent: radiotherapy}}}]",
        ),
        (
            "all: [{id: a, board: omega}, {not: {id: b, board: omega}}]",
            "all: [{id: a, board: omega}, {not: {id: b, board: comete}}]",
        ),
        (
            "all: [{id: a, grade: 1}, {if: {id: b, grade: [1, 2]}, then: {id: c, grade: 3}}]",
            "all: [{id: a, grade: 3}, {if: {id: b, grade: [1, 2]}, then: {id: c, grade: 4}}]",
        ),
        (
            "not: {any: [{id: a, resectable: true}, {id: b, resectable: false}]}",
            "not: {all: [{id: a, resectable: true}, {id: b, resectable: false}]}",
        ),
        (
            "not: {if: {id: a, grade: 1}, then: {id: b, grade: {less-than: 3}}}",
            "not: {if: {id: a, grade: {less-than: 3}}, then: {id: b, grade: 1}}",
        ),
    ],
)
def test_contradiction_is_found_and_its_neighbour_is_not(bad, good):
    assert codes_of(bad) == [CONTRADICTION]
    assert CONTRADICTION not in codes_of(good)


def test_contradiction_shows_the_two_criteria_that_exclude_each_other():
    (problem,) = lint_of("all:\n  - grade: 1\n  - extent: metastatic\n  - {id: b, extent: localised}\n")

    assert problem.where == Place("critere.yaml", 1, 1)
    assert problem.also == (Place("critere.yaml", 3, 5), Place("critere.yaml", 4, 5))


def test_contradiction_of_three_criteria_shows_no_pair():
    text = "all: [{id: a, grade: [1, 2]}, {id: b, grade: [2, 3]}, {id: c, grade: [1, 3]}]"

    (problem,) = lint_of(text)

    assert (problem.code, problem.also) == (CONTRADICTION, ())


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        (
            "all: [{id: a, grade: 1}, {any: [{id: b, grade: 2}, {id: c, slope: slow}]}]",
            "all: [{id: a, grade: 1}, {any: [{id: b, ki67: {at-most: 2}}, {id: c, slope: slow}]}]",
        ),
        (
            (
                "all: [{id: a, grade: 1}, {any: [{id: b, extent: metastatic}, {all: [{id: c, slope: slow}, {any: "
                "[{id: d, grade: 2}, {id: e, symptomatic: true}]}]}]}]"
            ),
            (
                "all: [{id: a, grade: 1}, {any: [{id: b, extent: metastatic}, {all: [{id: c, slope: slow}, {any: "
                "[{id: d, pregnant: true}, {id: e, symptomatic: true}]}]}]}]"
            ),
        ),
        (
            "any: [{all: [{id: a, grade: 1}, {id: b, grade: 2}]}, {id: c, slope: slow}]",
            "any: [{all: [{id: a, grade: 1}, {id: b, symptomatic: true}]}, {id: c, slope: slow}]",
        ),
    ],
)
def test_branch_that_is_never_true_is_found_and_its_neighbour_is_not(bad, good):
    assert codes_of(bad) == [UNREACHABLE]
    assert codes_of(good) == []


def test_branch_that_is_never_true_is_shown_where_it_is_written():
    (problem,) = lint_of("all:\n  - grade: 1\n  - any:\n      - {id: b, grade: 2}\n      - slope: slow\n")

    assert problem.where == Place("critere.yaml", 4, 9)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("all: [{id: a, grade: 1}, {id: b, grade: 1}]", "all: [{id: a, grade: [1, 2]}, {id: b, grade: 1}]"),
        ("any: [{id: a, grade: 1}, {id: b, grade: 1}]", "any: [{id: a, grade: 1}, {id: b, grade: 2}]"),
        (
            "all: [{id: a, grade: 1}, {all: [{id: b, grade: 1}, {id: c, slope: slow}]}]",
            "all: [{id: a, grade: 1}, {all: [{id: b, symptomatic: true}, {id: c, slope: slow}]}]",
        ),
        (
            "not: {any: [{id: a, grade: 1}, {id: b, grade: 1}]}",
            "{if: {id: a, grade: 1}, then: {id: b, grade: 1}}",
        ),
        (
            "any: [{all: [{id: a, grade: 1}, {id: b, grade: 1}]}, {id: c, grade: 2}]",
            "any: [{all: [{id: a, grade: 1}, {id: b, slope: slow}]}, {all: [{id: c, grade: 1}, {id: d, slope: fast}]}]",
        ),
    ],
)
def test_repeated_criterion_is_found_and_its_neighbour_is_not(bad, good):
    assert codes_of(bad) == [DUPLICATE]
    assert codes_of(good) == []


def test_criterion_of_an_alternative_may_be_taken_up_inside_another():
    assert codes_of("any: [{id: a, grade: 1}, {all: [{id: b, grade: 1}, {id: c, slope: slow}]}]") == []


def test_repeated_criterion_shows_both_places():
    (problem,) = lint_of("all:\n  - grade: 1\n  - all:\n      - {id: b, grade: 1}\n")

    assert (problem.where, problem.also) == (Place("critere.yaml", 4, 9), (Place("critere.yaml", 2, 5),))
    assert "test/indication/grade" in problem.what()


def test_tree_that_nobody_fails_is_refused_and_one_disease_is_enough():
    assert EMPTY_FILE in codes_of("all: [{lines: {agent: systemic, at-least: 0}}]")
    assert codes_of("all: [{disease: net}]") == []


def test_tree_without_criterion_is_refused():
    where = Place("critere.yaml", 1, 1)

    problems = lint(All(()), where, VOCABULARY)

    assert [(problem.code, problem.where) for problem in problems] == [(EMPTY_FILE, where)]


def test_branch_without_criterion_is_shown_at_the_tree():
    where = Place("critere.yaml", 1, 1)

    problems = lint(Any((Any(()), All(()))), where, VOCABULARY)

    assert (UNREACHABLE, where) in [(problem.code, problem.where) for problem in problems]


@pytest.mark.parametrize(
    "programme",
    ["lutathera-cpc", "lumykras-aap", "tecentriq-atuc", "kadcyla-atuc", "onc201-preparation"],
)
def test_lint_of_a_packaged_programme_finds_nothing(programme):
    indications = load_registry().programme(programme).indications
    trees = [version.criteria for one in indications for version in one.versions]

    found = [problem for tree in trees for problem in lint(tree, Place(programme), VOCABULARY)]

    assert found == []


def test_checks_are_run_in_a_fixed_order():
    assert [check.__name__ for check in CHECKS] == [
        "ImpossibleWindow",
        "Contradiction",
        "UnreachableBranch",
        "Duplicate",
        "EligibleOnEmptyFile",
    ]


def test_number_without_limits_can_be_below_and_above_any_bound():
    nothing = Text("", "")
    fact = Fact(id="free", kind="number", group="g", label=nothing, values={}, ask=nothing)
    vocabulary = Vocabulary({"free": fact}, {}, {}, {}, {})
    below, above = (
        Criterion(name, condition, nothing, Citation("document"))
        for name, condition in (
            ("below", FactWithin("free", high=-7, is_high_strict=True)),
            ("above", FactWithin("free", low=7, is_low_strict=True)),
        )
    )

    assert can_hold([(below, True)], vocabulary)
    assert can_hold([(above, True)], vocabulary)
    assert not can_hold([(below, True), (above, True)], vocabulary)


def test_nothing_demanded_can_hold():
    assert can_hold([], VOCABULARY)


def test_fact_without_any_bound_can_hold():
    nothing = Text("", "")
    fact = Fact(id="free", kind="number", group="g", label=nothing, values={}, ask=nothing)
    criterion = Criterion("free", FactWithin("free"), nothing, Citation("document"))

    assert can_hold([(criterion, True)], Vocabulary({"free": fact}, {}, {}, {}, {}))
