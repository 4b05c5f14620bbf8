"""Whether conditions can hold together: a small search over the values that each fact can take."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import ceil, floor
from typing import TypeAlias

from saufconduit.criteria.nodes import All, Any, Condition, FactIs, FactWithin, IfThen, Node, Not, criteria_of
from saufconduit.patients.file import Value
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.truth import Truth, truth_of_any

# What is still possible: the values of each fact, and the truth of each other condition.
_Facts: TypeAlias = Mapping[str, frozenset[Value]]
_Atoms: TypeAlias = Mapping[Condition, bool]


def can_hold(demands: Iterable[tuple[Node, bool]], vocabulary: Vocabulary) -> bool:
    """True if some patient makes every node as true or false as demanded.

    Facts take their values, numbers the points around the bounds that are used; treatments, boards and
    derived facts are free, so an answer of true may be too generous, an answer of false never is.
    """
    pending = list(demands)
    values = {fact: frozenset(_values(fact, pending, vocabulary)) for fact in _facts(pending)}
    return _search(pending, values, {}, vocabulary)


def _facts(demands: Iterable[tuple[Node, bool]]) -> set[str]:
    conditions = [criterion.condition for node, _ in demands for criterion in criteria_of(node)]
    return {condition.fact for condition in conditions if isinstance(condition, FactIs | FactWithin)}


def _values(fact: str, demands: Iterable[tuple[Node, bool]], vocabulary: Vocabulary) -> set[Value]:
    known = vocabulary.facts[fact]
    if known.kind == "concept":
        return set(vocabulary.concepts)
    if known.kind != "number":
        return set(known.values)
    points = {known.minimum, known.maximum}
    for node, _ in demands:
        for criterion in criteria_of(node):
            condition = criterion.condition
            if isinstance(condition, FactWithin) and condition.fact == fact:
                points |= {condition.low, condition.high}
            elif isinstance(condition, FactIs) and condition.fact == fact:
                points |= {float(value) for value in condition.values}
    numbers = sorted(point for point in points if point is not None)
    if not numbers:
        numbers = [0.0]
    around = {numbers[0] - 1, *numbers, *((a + b) / 2 for a, b in pairwise(numbers)), numbers[-1] + 1}
    if known.is_integer:
        around = {float(whole) for a in numbers for whole in (ceil(a) - 1, floor(a), ceil(a), floor(a) + 1)}
    low, high = known.minimum, known.maximum
    return {point for point in around if (low is None or point >= low) and (high is None or point <= high)}


def _search(pending: list[tuple[Node, bool]], facts: _Facts, atoms: _Atoms, vocabulary: Vocabulary) -> bool:
    if not pending:
        return True
    (node, wanted), rest = pending[0], pending[1:]
    if isinstance(node, Not):
        return _search([(node.part, not wanted), *rest], facts, atoms, vocabulary)
    if isinstance(node, IfThen):
        either = Any((Not(node.condition), node.then))
        return _search([(either, wanted), *rest], facts, atoms, vocabulary)
    if isinstance(node, All | Any):
        if isinstance(node, All) is wanted:
            return _search([*((part, wanted) for part in node.of), *rest], facts, atoms, vocabulary)
        return any(_search([(part, wanted), *rest], facts, atoms, vocabulary) for part in node.of)
    condition = node.condition
    if isinstance(condition, FactIs | FactWithin):
        kept = frozenset(value for value in facts[condition.fact] if _holds(condition, value, vocabulary) is wanted)
        return bool(kept) and _search(rest, {**facts, condition.fact: kept}, atoms, vocabulary)
    if atoms.get(condition, wanted) is not wanted:
        return False
    return _search(rest, facts, {**atoms, condition: wanted}, vocabulary)


def _holds(condition: FactIs | FactWithin, value: Value, vocabulary: Vocabulary) -> Truth:
    if isinstance(condition, FactWithin):
        return condition.holds(float(value))
    if vocabulary.facts[condition.fact].kind != "concept":
        return value in condition.values
    return truth_of_any(vocabulary.is_a(str(value), str(asked)) for asked in condition.values)
