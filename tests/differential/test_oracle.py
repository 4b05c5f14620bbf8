"""The evaluator against a naive reading of the same trees."""

from itertools import product

import pytest
from generated_criteria import CONDITIONS, ON, Case, cases, criterion_of, on_the_day, patients_for, trees
from hypothesis import given
from hypothesis import strategies as st
from naive_oracle import truth_of_condition, truth_of_tree

from saufconduit.criteria.evaluate import Evaluator, Trace, evaluate
from saufconduit.criteria.nodes import Criterion, Node, criteria_of
from saufconduit.patients.file import PatientFile


def with_own_leaves(node: Node) -> Node:
    """The tree with a criterion object of its own at every place, so that each place can have its own truth."""
    if isinstance(node, Criterion):
        return criterion_of(node.condition)
    changes = {
        name: tuple(with_own_leaves(part) for part in value) if isinstance(value, tuple) else with_own_leaves(value)
        for name, value in vars(node).items()
    }
    return type(node)(**changes)


def leaf_truths(trace: Trace) -> dict[int, bool | None]:
    return {id(leaf.node): leaf.value for leaf in trace.leaves()}


def values_by_completion(tree: Node, truths: dict[int, bool | None], leaf: Criterion) -> set[bool]:
    """For each way to complete the other unknown leaves: whether the verdict depends on `leaf`."""
    others = [name for name, truth in truths.items() if truth is None and name != id(leaf)]
    completions = (dict(zip(others, values, strict=True)) for values in product([True, False], repeat=len(others)))
    return {
        truth_of_tree(tree, truths | completion | {id(leaf): True})
        is not truth_of_tree(tree, truths | completion | {id(leaf): False})
        for completion in completions
    }


@given(cases())
def test_value_of_a_tree_equals_that_of_the_naive_reading(case: Case):
    trace = evaluate(case.tree, case.seen())

    assert trace.value is truth_of_tree(case.tree, leaf_truths(trace))


@pytest.mark.parametrize("kind", CONDITIONS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_value_of_a_condition_equals_that_of_all_possible_worlds(kind, data):
    condition = data.draw(CONDITIONS[kind])
    patient = data.draw(patients_for([condition], partial=False))

    finding = Evaluator(on_the_day(patient)).judge(condition)

    assert finding.value is truth_of_condition(condition, patient, ON)


@given(cases(partial=False))
def test_value_of_a_tree_equals_that_of_all_possible_worlds(case: Case):
    truths = {id(leaf): truth_of_condition(leaf.condition, case.patient, ON) for leaf in criteria_of(case.tree)}

    trace = evaluate(case.tree, case.seen())

    assert trace.value is truth_of_tree(case.tree, truths)


@given(cases(max_leaves=6))
def test_unknown_leaf_matters_exactly_when_it_can_still_change_the_verdict(case: Case):
    tree = with_own_leaves(case.tree)
    trace = evaluate(tree, case.seen())
    truths = leaf_truths(trace)
    unknown = [leaf for leaf in trace.leaves() if leaf.value is None]

    can_change = [True in values_by_completion(tree, truths, leaf.criterion) for leaf in unknown]

    assert [leaf.matters and trace.value is None for leaf in unknown] == can_change


@given(trees())
def test_every_condition_is_unknown_for_an_empty_file(tree: Node):
    trace = evaluate(tree, on_the_day(PatientFile()))

    assert all(leaf.value is None for leaf in trace.leaves())
