"""The facts of a patient as truths of a row: those that stand in a column, those that are derived from others."""

from saufconduit.criteria.nodes import FactIs, FactSince, FactWithin
from saufconduit.patients.file import Value
from saufconduit.screening import days
from saufconduit.screening.days import Day
from saufconduit.screening.expressions import (
    FALSE,
    TRUE,
    UNKNOWN,
    Case,
    Column,
    Compare,
    Expression,
    IsNull,
    Literal,
    all_of,
    any_of,
    is_in,
    known,
    opposite,
)
from saufconduit.screening.layers import Layers
from saufconduit.screening.leaf import Missing
from saufconduit.screening.tables import CONTRADICTORY, Shape, on_of
from saufconduit.vocabulary.terms import Vocabulary


class FactWriter:
    """Writes what is known of facts on one day, on the columns of patients or of what they stand beside."""

    def __init__(self, vocabulary: Vocabulary, shape: Shape, on: Expression, patients: Layers) -> None:
        self.vocabulary, self.shape, self.on, self.patients = vocabulary, shape, on, patients

    def _value(self, fact: str, layers: Layers) -> Expression:
        """The value of a stated fact on the day; NULL where it is unknown, contradictory, or perhaps later."""
        column: Expression = Column(fact.replace("-", "_"))
        counts: list[Expression] = []
        if self.vocabulary.facts[fact].kind in ("code", "concept"):
            counts.append(opposite(Compare("=", column, Literal(CONTRADICTORY))))
        day = self._day(fact)
        if day is not None:
            counts.append(days.surely_come(day, self.on))
        if not counts:
            return column
        return layers.define(f"v_{fact.replace('-', '_')}", Case(((all_of(counts), column),), UNKNOWN))

    def _day(self, fact: str) -> Day | None:
        """The day of a fact, where the cohort has a column for it."""
        name = on_of(fact)
        return Day(Column(f"{name}_first"), Column(f"{name}_last")) if f"{name}_first" in self.shape.patients else None

    def names(self, fact: str) -> tuple[Missing, ...]:
        """What to fill in so that a fact is known: itself, or those of its sources that are not."""
        if fact != "triple-negative":
            return (Missing(fact),)
        parts = ("er", "pr", "her2")
        return tuple(Missing(name, IsNull(self._value(name, self.patients))) for name in parts)

    def fact_is(self, condition: FactIs | FactSince, layers: Layers) -> Expression:
        """Whether the fact has one of the values asked for."""
        fact, values = condition.fact, condition.values
        if fact == "age":
            return self._age_is(values, layers)
        if fact == "triple-negative":
            return self._booleans(self._triple_negative(layers), values)
        if fact == "sex":
            return is_in(Column("sex"), values)
        value = self._value(fact, layers)
        kind = self.vocabulary.facts[fact].kind
        if kind == "boolean":
            return self._booleans(value, values)
        return self._concept(value, values) if kind == "concept" else is_in(value, values)

    def _booleans(self, value: Expression, values: tuple[Value, ...]) -> Expression:
        return any_of(value if one else opposite(value) for one in values)

    def _concept(self, value: Expression, asked: tuple[Value, ...]) -> Expression:
        """A disease stated as a child is its parents; stated as a parent, it leaves its children open."""
        truths = {
            stated: {self.vocabulary.is_a(stated, str(one)) for one in asked} for stated in self.vocabulary.concepts
        }
        true = [stated for stated, found in truths.items() if True in found]
        unsure = [stated for stated, found in truths.items() if True not in found and None in found]
        parts = [is_in(value, true)]
        if unsure:
            parts.append(Case(((is_in(value, unsure), UNKNOWN),), FALSE))
        return any_of(parts)

    def _triple_negative(self, layers: Layers) -> Expression:
        er, pr, her2 = (self._value(name, layers) for name in ("er", "pr", "her2"))
        negative = Literal("negative")
        is_her2 = Compare("=", her2, Literal("positive"))
        return layers.define(
            "v_triple_negative",
            all_of((Compare("=", er, negative), Compare("=", pr, negative), opposite(is_her2))),
        )

    def _age(self, layers: Layers) -> tuple[Expression, Expression]:
        """The youngest and the oldest age that the birth date allows."""
        low = layers.define("age_low", days.full_years(Column("birth_last"), self.on))
        return low, layers.define("age_high", days.full_years(Column("birth_first"), self.on))

    def _age_is(self, values: tuple[Value, ...], layers: Layers) -> Expression:
        low, high = self._age(layers)
        within = [all_of((Compare("<=", low, Literal(one)), Compare("<=", Literal(one), high))) for one in values]
        exact = Compare("=", low, high)
        return Case(((all_of((exact, is_in(low, values))), TRUE), (any_of((IsNull(low), *within)), UNKNOWN)), FALSE)

    def fact_within(self, condition: FactWithin) -> Expression:
        """Whether the number lies between the bounds; for an age, each that the birth date allows."""
        if condition.fact != "age":
            return _within(self._value(condition.fact, self.patients), condition)
        low, high = self._age(self.patients)
        low_in, high_in = _within(low, condition), _within(high, condition)
        both = all_of((low_in, high_in))
        if condition.low is None or condition.high is None:
            return Case(((both, TRUE), (any_of((low_in, high_in, IsNull(low))), UNKNOWN)), FALSE)
        straddles = all_of(
            (
                Compare("<", low, high),
                Compare("<=", low, Literal(condition.low)),
                Compare("<=", Literal(condition.high), high),
            )
        )
        return Case(((both, TRUE), (any_of((low_in, high_in, straddles, IsNull(low))), UNKNOWN)), FALSE)

    def day_seen(self, fact: str, layers: Layers) -> Day | None:
        """The day on which a fact was seen; of a derived one, that of the first of its sources that is on file."""
        if fact in ("age", "sex"):
            return None
        if fact != "triple-negative":
            return self._day(fact)
        sources = ("er", "pr", "her2")
        if all(self._day(name) is None for name in sources):
            return None
        whens: list[list[tuple[Expression, Expression]]] = [[], []]
        for name in sources:
            day = self._day(name)
            # A contradictory value, or one that may be later, is no answer, but it is on file.
            has_come = () if day is None else (days.maybe_come(day, self.on),)
            there = all_of((known(Column(name)), *has_come))
            for at in (0, 1):
                whens[at].append((there, UNKNOWN if day is None else day[at]))
        first, last = (Case(tuple(when), UNKNOWN) for when in whens)
        return Day(layers.define("seen_first", first), layers.define("seen_last", last))


def _within(number: Expression, condition: FactWithin) -> Expression:
    parts: list[Expression] = []
    if condition.low is not None:
        parts.append(Compare("<" if condition.is_low_strict else "<=", Literal(condition.low), number))
    if condition.high is not None:
        parts.append(Compare("<" if condition.is_high_strict else "<=", number, Literal(condition.high)))
    return all_of(parts)
