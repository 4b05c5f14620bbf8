"""The generator of trees and patients reaches everything that the language and the files can hold."""

import generated_criteria as generated
import pytest
from generated_criteria import FACTS, LISTED, NUMBERS, Case, cases, conditions_of, nodes_of, trees
from hypothesis import Phase, find, settings

from saufconduit.criteria import nodes
from saufconduit.criteria.evaluate import evaluate
from saufconduit.criteria.nodes import FactIs, FactSince, FactWithin, LineCount, Treated
from saufconduit.patients.as_of import Reason

NODES = nodes.Node.__args__
CONDITIONS = nodes.Condition.__args__
REASONS = Reason.__args__
# The first example that does is enough: there is nothing to simplify.
FIRST = settings(phases=[Phase.generate], max_examples=2000)
CONDITIONS_BY_REASON = {
    "missing": generated.conditions,
    "contradictory": generated.CONDITIONS[FactIs],
    "date-unclear": generated.CONDITIONS[FactSince],
    "not-specific": generated.about_diseases,
    "record-unclear": generated.CONDITIONS[LineCount],
    "board-decides": generated.CONDITIONS[Treated],
}
FACT_CONDITIONS = generated.CONDITIONS[FactIs] | generated.CONDITIONS[FactWithin]


def reasons_of(case: Case) -> set[str | None]:
    return {leaf.finding.why for leaf in evaluate(case.tree, case.seen()).leaves()}


def values_of_leaves(case: Case) -> set[bool | None]:
    return {leaf.value for leaf in evaluate(case.tree, case.seen()).leaves()}


def values_of_nodes(case: Case) -> set[tuple[type, bool | None]]:
    def walk(trace):
        return {(type(trace.node), trace.value)}.union(*(walk(part) for part in trace.parts))

    return walk(evaluate(case.tree, case.seen()))


@pytest.mark.parametrize("kind", NODES, ids=lambda kind: kind.__name__)
def test_generator_reaches_every_node(kind):
    found = find(trees(), lambda tree: any(type(node) is kind for node in nodes_of(tree)), settings=FIRST)

    assert found is not None


@pytest.mark.parametrize("kind", CONDITIONS, ids=lambda kind: kind.__name__)
def test_generator_reaches_every_condition(kind):
    found = find(trees(), lambda tree: any(type(item) is kind for item in conditions_of(tree)), settings=FIRST)

    assert found is not None


@pytest.mark.parametrize("truth", [True, False, None])
@pytest.mark.parametrize("kind", NODES, ids=lambda kind: kind.__name__)
def test_generator_gives_every_node_every_value(kind, truth):
    found = find(cases(), lambda case: (kind, truth) in values_of_nodes(case), settings=FIRST)

    assert found is not None


@pytest.mark.parametrize("truth", [True, False, None])
@pytest.mark.parametrize("kind", CONDITIONS, ids=lambda kind: kind.__name__)
def test_generator_gives_every_condition_every_truth(kind, truth):
    only = cases(generated.CONDITIONS[kind])

    found = find(only, lambda case: truth in values_of_leaves(case), settings=FIRST)

    assert found is not None


@pytest.mark.parametrize("reason", REASONS)
def test_generator_reaches_every_reason_for_not_knowing(reason):
    found = find(cases(CONDITIONS_BY_REASON[reason]), lambda case: reason in reasons_of(case), settings=FIRST)

    assert found is not None


@pytest.mark.parametrize("fact", FACTS)
def test_generator_asks_about_every_fact(fact):
    found = find(FACT_CONDITIONS, lambda item: item.fact == fact, settings=FIRST)

    assert found.fact in {*LISTED, *NUMBERS}


def test_generator_puts_one_condition_at_several_places():
    found = find(trees(), lambda tree: len(conditions_of(tree)) > len(set(conditions_of(tree))), settings=FIRST)

    assert len(nodes_of(found)) > 2


def test_generator_asks_for_treatments_alone_and_within_events():
    found = find(
        trees(), lambda tree: {Treated, FactSince} <= {type(item) for item in conditions_of(tree)}, settings=FIRST
    )

    assert len(conditions_of(found)) >= 2
