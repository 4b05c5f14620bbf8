"""The conditions of criteria as truths of a row, one a patient: the leaves.

Each leaf means what `criteria` says of its condition, written again from the contract: the evaluator of one patient
judges it in the tests, and shares no line with it.
"""

from datetime import date
from functools import partial

from saufconduit.criteria.nodes import Condition, FactIs, FactSince, FactWithin, LineCount, Proposed, Treated
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
    Holds,
    IsEmpty,
    IsNull,
    Literal,
    all_of,
    any_of,
    is_in,
    known,
    opposite,
    surely,
)
from saufconduit.screening.facts import FactWriter
from saufconduit.screening.layers import Layers
from saufconduit.screening.leaf import Leaf, Missing
from saufconduit.screening.records import AFTER_ALL_DAYS
from saufconduit.screening.since import SinceWriter
from saufconduit.screening.steps import Step, keep_beside
from saufconduit.screening.tables import Shape
from saufconduit.screening.treatments import TreatmentWriter
from saufconduit.vocabulary.terms import Vocabulary

_GIVEN = Day(Column("given_first"), Column("given_last"))


class LeafWriter:
    """Writes leaves for one day: columns of patients, and what is kept of the other tables."""

    def __init__(self, vocabulary: Vocabulary, shape: Shape, on: date) -> None:
        self.vocabulary, self.shape = vocabulary, shape
        self.on = Literal(days.code_of(on))
        self.patients = Layers(shape.patients)
        self.facts = FactWriter(vocabulary, shape, self.on, self.patients)
        self.treatments = TreatmentWriter(vocabulary, shape, self.on, self.patients)
        self.opinions = Step("o", "opinions", Layers(shape.opinions))
        self.sinces: dict[Condition, Step] = {}
        self._boards: dict[str, None] = {}
        self._leaves: dict[Condition, Leaf] = {}

    @property
    def steps(self) -> tuple[Step, ...]:
        """The tables reduced to one row a patient, in an order in which they can be run."""
        return (self.treatments.step, *self.sinces.values(), self.opinions)

    def leaf(self, condition: Condition) -> Leaf:
        """The leaf of a condition; equal conditions have one."""
        found = self._leaves.get(condition)
        if found is None:
            found = self._leaves[condition] = self._write(condition)
        return found

    def _write(self, condition: Condition) -> Leaf:
        if isinstance(condition, FactIs):
            return Leaf(self.facts.fact_is(condition, self.patients), self.facts.names(condition.fact))
        if isinstance(condition, FactWithin):
            return Leaf(self.facts.fact_within(condition), self.facts.names(condition.fact))
        if isinstance(condition, Treated):
            return Leaf(self.treatments.treated(condition), (Missing(f"treatment:{condition.agent}"),))
        if isinstance(condition, LineCount):
            return Leaf(self.treatments.line_count(condition), (Missing(f"treatment:{condition.agent}"),))
        if isinstance(condition, Proposed):
            return Leaf(self._proposed(condition), (Missing(f"board:{condition.board}"),))
        return self._since(condition)

    def _since(self, condition: FactSince) -> Leaf:
        step = self.sinces[condition] = Step(
            f"s{len(self.sinces) + 1}",
            "treatments",
            Layers((*self.shape.treatments, *self.shape.patients)),
            beside=frozenset(self.shape.patients) - frozenset(self.shape.treatments),
        )
        return SinceWriter(self.facts, self.treatments, condition, step).write()

    # --- boards

    def _proposed(self, condition: Proposed) -> Expression:
        """What the latest opinion of the board that names the product says; unknown where the latest ones disagree.

        The day of an opinion may be a month: each that may be as late as the one that surely is latest is a latest one.
        """
        name, layers = f"{condition.board}_{condition.product}".replace("-", "_"), self.opinions.layers
        self._boards[condition.board] = None
        self.opinions.where = all_of((days.maybe_come(_GIVEN, self.on), is_in(Column("board"), self._boards)))
        named, proposes = self._opinion(condition, layers, name)
        counts = layers.define("counts", days.surely_come(_GIVEN, self.on))
        yes = layers.define(f"{name}_says_yes", all_of((named, counts, proposes)))
        no = layers.define(f"{name}_says_no", all_of((named, counts, opposite(proposes))))
        last = layers.define("last_day", Case(((known(_GIVEN.last), _GIVEN.last),), AFTER_ALL_DAYS))
        keep = partial(keep_beside, self.patients, self.opinions)
        newest = keep(f"{name}_newest", "max", Case(((any_of((yes, no)), _GIVEN.first),), UNKNOWN))
        last_yes = keep(f"{name}_yes", "max", Case(((yes, last),), UNKNOWN))
        last_no = keep(f"{name}_no", "max", Case(((no, last),), UNKNOWN))
        maybe_yes = keep(f"{name}_maybe_yes", "any", all_of((named, opposite(counts), proposes)))
        maybe_no = keep(f"{name}_maybe_no", "any", all_of((named, opposite(counts), opposite(proposes))))
        is_yes, is_no = (self._is_latest(one, newest) for one in (last_yes, last_no))
        says_yes = all_of((is_yes, opposite(is_no), opposite(maybe_no)))
        says_no = all_of((is_no, opposite(is_yes), opposite(maybe_yes)))
        return Case(((says_yes, TRUE), (says_no, FALSE)), UNKNOWN)

    def _is_latest(self, last: Expression, newest: Expression) -> Expression:
        """Whether an opinion that may be as late as `last` is one of the latest; never unknown."""
        is_latest = all_of((known(last), any_of((IsNull(newest), Compare("<=", newest, last)))))
        return self.patients.define("is_latest", is_latest)

    def _opinion(self, condition: Proposed, layers: Layers, name: str) -> tuple[Expression, Expression]:
        """Whether an opinion of the board says something of the product, and whether it proposes it; never unknown."""
        proposes = layers.define(f"{name}_proposes", surely(Holds(Column("proposes"), condition.product)))
        says = any_of(
            (
                proposes,
                surely(Holds(Column("declines"), condition.product)),
                surely(IsEmpty(Column("proposes"))),
            )
        )
        is_board = Compare("=", Column("board"), Literal(condition.board))
        return layers.define(f"{name}_named", all_of((is_board, says))), proposes
