"""The search for contradictions against trying every patient."""

from itertools import product

from generated_criteria import Case, cases, conditions_of, trees
from hypothesis import given
from hypothesis import strategies as st
from naive_oracle import truth_of_tree
from reading_criteria import SOURCE, VOCABULARY

from saufconduit.criteria.checks import lint
from saufconduit.criteria.checks.contradiction import CONTRADICTION
from saufconduit.criteria.checks.satisfiable import can_hold
from saufconduit.criteria.evaluate import evaluate
from saufconduit.criteria.nodes import Condition, FactIs, FactWithin, Node, Proposed, Treated, criteria_of
from saufconduit.vocabulary.problem import Place

SMALL = ("disease", "grade", "ki67", "extent", "resectable")
WORLDS = {
    "disease": sorted(VOCABULARY.concepts),
    "grade": [1, 2, 3, 4],
    "ki67": [half / 2 for half in range(13)] + [99.5, 100],
    "extent": ["localised", "locally-advanced", "metastatic"],
    "resectable": [True, False],
}
ASKED = {**WORLDS, "disease": ["net", "gep-net", "bronchial-net", "lung-tumour", "ppgl"], "ki67": [1, 2, 5]}


def _facts() -> st.SearchStrategy[Condition]:
    listed = st.sampled_from(["disease", "grade", "extent", "resectable"])
    fact_is = listed.flatmap(
        lambda fact: st.lists(st.sampled_from(ASKED[fact]), min_size=1, max_size=2, unique=True).map(
            lambda values: FactIs(fact, tuple(values))
        )
    )
    bound = st.none() | st.integers(0, 6).map(float)
    number = st.sampled_from(["grade", "ki67"])
    return fact_is | st.builds(FactWithin, number, bound, bound, st.booleans(), st.booleans())


FREE = st.sampled_from([Proposed("renaten", "lutathera"), Treated("surgery", ("given",))])
small_trees = trees(_facts() | FREE, max_leaves=5)


def holds(condition: Condition, world: dict[object, object]) -> bool | None:
    """The truth of a condition in a world that gives a value to every fact, and a truth to every other condition."""
    if not isinstance(condition, FactIs | FactWithin):
        return world[condition]
    value = world[condition.fact]
    if condition.fact == "disease":
        truths = [VOCABULARY.is_a(value, asked) for asked in condition.values]
        return True if True in truths else None if None in truths else False
    if isinstance(condition, FactIs):
        return value in condition.values
    low, high = condition.low, condition.high
    above = low is None or (value > low if condition.is_low_strict else value >= low)
    return above and (high is None or (value < high if condition.is_high_strict else value <= high))


def holds_somewhere(demands: list[tuple[Node, bool]]) -> bool:
    """Whether some world, of all of them, gives every tree the value demanded."""
    asked = {item for tree, _ in demands for item in conditions_of(tree)}
    names = sorted({item.fact for item in asked if isinstance(item, FactIs | FactWithin)})
    free = [item for item in asked if not isinstance(item, FactIs | FactWithin)]
    choices = [*(WORLDS[name] for name in names), *([True, False] for _ in free)]
    worlds = (dict(zip([*names, *free], values, strict=True)) for values in product(*choices))
    return any(all(value_in(tree, world) is wanted for tree, wanted in demands) for world in worlds)


def value_in(tree: Node, world: dict[object, object]) -> bool | None:
    return truth_of_tree(tree, {id(leaf): holds(leaf.condition, world) for leaf in criteria_of(tree)})


@given(small_trees, st.booleans())
def test_tree_can_hold_exactly_when_some_world_makes_it_so(tree: Node, wanted):
    assert can_hold([(tree, wanted)], VOCABULARY) is holds_somewhere([(tree, wanted)])


@given(small_trees, small_trees, st.booleans(), st.booleans())
def test_two_trees_can_hold_together_exactly_when_some_world_makes_them_so(first, second, one, other):
    demands = [(first, one), (second, other)]

    assert can_hold(demands, VOCABULARY) is holds_somewhere(demands)


@given(cases())
def test_value_that_a_patient_has_can_always_hold(case: Case):
    value = evaluate(case.tree, case.seen()).value

    assert value is None or can_hold([(case.tree, value)], VOCABULARY)


@given(cases())
def test_tree_that_is_true_of_a_patient_is_never_called_a_contradiction(case: Case):
    value = evaluate(case.tree, case.seen()).value

    problems = lint(case.tree, Place(SOURCE.document), VOCABULARY)

    assert value is not True or CONTRADICTION not in {problem.kind for problem in problems}
