"""« This fact, since that treatment », as a leaf: the treatments of a patient against the day of the fact."""

from typing import NamedTuple

from saufconduit.criteria.nodes import FactSince
from saufconduit.screening import days
from saufconduit.screening.days import Day
from saufconduit.screening.expressions import (
    FALSE,
    TRUE,
    UNKNOWN,
    Arithmetic,
    Case,
    Column,
    Compare,
    Expression,
    IsNull,
    Literal,
    all_of,
    any_of,
    known,
    opposite,
    surely,
)
from saufconduit.screening.facts import FactWriter
from saufconduit.screening.leaf import Leaf, Missing
from saufconduit.screening.records import may_have_begun
from saufconduit.screening.steps import Step, keep_beside
from saufconduit.screening.treatments import TreatmentWriter, closed


class _Held(NamedTuple):
    """Whether there is a treatment since which the fact surely holds, may hold, one since which that is open.

    They are conditions: unknown counts as false.
    """

    surely: Expression
    maybe: Expression
    is_open: Expression


class SinceWriter:
    """Writes « this fact, since that treatment »: each record of the treatment against the day of the fact."""

    def __init__(self, facts: FactWriter, treatments: TreatmentWriter, condition: FactSince, step: Step) -> None:
        self.facts, self.treatments, self.condition, self.step = facts, treatments, condition, step
        self.layers = step.layers
        self.records = treatments.records(step.layers)
        self.fact = self.layers.named("fact_truth", facts.fact_is(condition, self.layers))
        self.day = facts.day_seen(condition.fact, self.layers)

    def write(self) -> Leaf:
        true, may = self.records.matches(self.condition.treatment)
        agents = self.treatments.agents
        of_agent = agents.is_one_of(agents.of(self.condition.treatment.agent)[1])
        self.step.where = all_of((may_have_begun(self.facts.on), of_agent))
        began, maybe_began = self._began()
        facts, patients = self.facts, self.facts.patients
        fact = patients.named(f"{self.step.name}_fact", facts.fact_is(self.condition, patients))
        treated = patients.define(f"{self.step.name}_treated", self.treatments.treated(self.condition.treatment))
        day = facts.day_seen(self.condition.fact, patients)
        held = self._since_each(true, may, began) if self.condition.within is not None else self._since_all(fact, day)
        is_current = TRUE if day is None else any_of((IsNull(day.first), Compare("<=", facts.on, day.first)))
        truth = Case(
            (
                (all_of((IsNull(fact), opposite(treated))), FALSE),
                (IsNull(fact), UNKNOWN),
                (all_of((opposite(fact), is_current)), FALSE),
            ),
            closed(held.surely, held.maybe),
        )
        began_open = all_of((opposite(began), maybe_began))
        return Leaf(truth, self._missing(true, may, began_open, held.is_open, fact, treated, day))

    def _since_each(self, true: Expression, may: Expression, began: Expression) -> _Held:
        """Each record is judged beside the fact of its patient."""
        holds, maybe_holds = self._state(began)
        return _Held(
            self._keep("yes", all_of((true, holds))),
            self._keep("maybe", all_of((may, maybe_holds))),
            self._keep("state_open", all_of((may, maybe_holds, opposite(holds)))),
        )

    def _since_all(self, fact: Expression, day: Day | None) -> _Held:
        """Without limit of time, the first and the last day on which a treatment began settle it for all of them.

        What follows one of them follows the first, what comes before one comes before the last. A fact without a day
        follows all of them; a treatment without a day comes after every fact.
        """
        first, last = self.treatments.first_and_last(self.condition.treatment)
        follows = TRUE if day is None else any_of((IsNull(day.first), days.at_most(first, day.first)))
        precedes = FALSE if day is None else Compare("<", day.first, last)
        return _Held(
            all_of((fact, known(first), follows)),
            all_of((known(last), any_of((IsNull(fact), fact, precedes)))),
            all_of((known(last), any_of((IsNull(fact), precedes)))),
        )

    def _keep(self, name: str, of: Expression) -> Expression:
        return keep_beside(self.facts.patients, self.step, name, "any", of)

    def _began(self) -> tuple[Expression, Expression]:
        """Whether the treatment had begun when the fact was seen: surely, and maybe; a fact without day holds today."""
        if self.day is None:
            return TRUE, TRUE
        start, end, day = self.records.start, self.records.end, self.day
        undated = IsNull(day.first)
        after_start = surely(days.surely_not_before(day, start))
        after_end = all_of((IsNull(start.first), surely(days.surely_not_before(day, end))))
        maybe_start = surely(days.maybe_not_before(day, start))
        sure = self.layers.define("began", any_of((undated, after_start, after_end)))
        maybe = self.layers.define("maybe_began", any_of((undated, IsNull(start.first), maybe_start)))
        return sure, maybe

    def _state(self, began: Expression) -> tuple[Expression, Expression]:
        """What the fact says of the time since: whether it surely held, and whether it may have."""
        fact = self.fact
        yes, may = surely(fact), any_of((IsNull(fact), surely(fact)))
        is_ongoing = surely(Compare("=", self.records.outcome, Literal("ongoing")))
        soon, maybe_soon = self._soon_enough()
        holds = all_of((began, yes, any_of((is_ongoing, soon))))
        maybe = any_of((opposite(began), all_of((may, any_of((is_ongoing, IsNull(fact), maybe_soon))))))
        return self.layers.named("holds", holds), self.layers.named("maybe_holds", maybe)

    def _soon_enough(self) -> tuple[Expression, Expression]:
        """Whether the fact was seen no later than `within` after the end of the treatment."""
        within, day, end = self.condition.within, self.day, self.records.end
        if day is None or within is None:
            return FALSE, TRUE
        parts = []
        for name, ended, seen in (("early", end.first, day.last), ("late", end.last, day.first)):
            then = days.later_by(ended, within, self.layers, name)
            if within.days:
                then = Arithmetic("+", days.day_number(then, self.layers, f"{name}_n"), Literal(within.days))
                seen = days.day_number(seen, self.layers, f"{name}_seen")
            parts.append(Compare("<=", seen, then))
        unsure = any_of((IsNull(end.first), IsNull(day.first)))
        return surely(parts[0]), any_of((unsure, surely(parts[1])))

    def _missing(
        self,
        true: Expression,
        may: Expression,
        began_open: Expression,
        state_open: Expression,
        fact: Expression,
        treated: Expression,
        day: Day | None,
    ) -> tuple[Missing, ...]:
        """The fact, the treatment, or both: each where its value or its date is what is not known."""
        records, condition = self.records, self.condition
        unclear = self._keep("unclear", all_of((may, any_of((opposite(true), began_open)))))
        is_over = opposite(surely(Compare("=", records.outcome, Literal("ongoing"))))
        lacks_end = self._keep("lacks_end", all_of((may, IsNull(records.end.first), is_over)))
        has_day = TRUE if condition.within is None else FALSE if day is None else known(day.first)
        about_fact = any_of((opposite(surely(fact)), opposite(has_day), state_open))
        incomplete = opposite(surely(Column("treatments_complete")))
        is_open = all_of((known(fact), any_of((unclear, incomplete))))
        about_treatment = any_of((IsNull(treated), is_open, lacks_end if condition.within is not None else FALSE))
        names = [
            Missing(item.name, about_fact if item.when is None else all_of((about_fact, item.when)))
            for item in self.facts.names(condition.fact)
        ]
        return (*names, Missing(f"treatment:{condition.treatment.agent}", about_treatment))
