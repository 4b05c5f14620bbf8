"""Bounds and counts that nothing can meet, or that everything meets."""

from saufconduit.criteria.nodes import FactSince, FactWithin, LineCount, Node, Treated, criteria_of
from saufconduit.vocabulary.problem import Place, Problem, ProblemKind
from saufconduit.vocabulary.terms import Vocabulary

IMPOSSIBLE_WINDOW = ProblemKind(
    "criteria.impossible-window",
    "Les bornes de « {name} » ne laissent aucune valeur possible, ou les laissent toutes.",
    "Vérifiez l’ordre des bornes, leur unité et les limites du fait.",
    "The bounds of `{name}` leave no possible value, or leave them all.",
    "Check the order of the bounds, their unit and the limits of the fact.",
)


class ImpossibleWindow:
    """A window without inside, outside the limits of its fact, or of no length."""

    def find(self, tree: Node, where: Place, vocabulary: Vocabulary) -> list[Problem]:
        """One problem a criterion."""
        return [
            Problem(IMPOSSIBLE_WINDOW, criterion.place or where, name=criterion.id)
            for criterion in criteria_of(tree)
            if self._is_impossible(criterion.condition, vocabulary)
        ]

    def _is_impossible(self, condition: object, vocabulary: Vocabulary) -> bool:
        if isinstance(condition, LineCount):
            return condition.at_least < 1
        if isinstance(condition, Treated):
            return condition.line is not None and condition.line < 1
        if isinstance(condition, FactSince):
            return condition.within is not None and (min(condition.within) < 0 or not any(condition.within))
        if not isinstance(condition, FactWithin):
            return False
        fact = vocabulary.facts[condition.fact]
        low, high = condition.low, condition.high
        if low is not None and high is not None:
            is_strict = condition.is_low_strict or condition.is_high_strict
            if low > high or (low == high and is_strict):
                return True
        is_over = _is_beyond(low, fact.maximum, condition.is_low_strict)
        is_under = _is_beyond(fact.minimum, high, condition.is_high_strict)
        is_all_above = low is None or _is_beyond(fact.minimum, low, not condition.is_low_strict)
        is_all_below = high is None or _is_beyond(high, fact.maximum, not condition.is_high_strict)
        return is_over or is_under or (is_all_above and is_all_below)


def _is_beyond(one: float | None, other: float | None, also_equal: bool) -> bool:
    return one is not None and other is not None and (one > other or (also_equal and one == other))
