"""Conditions on treatments as truths of a patient: whether one was given, how many lines there were."""

from saufconduit.criteria.nodes import LineCount, Treated
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
    opposite,
    surely,
)
from saufconduit.screening.layers import Layers
from saufconduit.screening.records import AFTER_ALL_DAYS, Agents, Records, may_have_begun, slug
from saufconduit.screening.steps import Kind, Step, keep_beside
from saufconduit.screening.tables import Shape
from saufconduit.vocabulary.terms import Vocabulary


class TreatmentWriter:
    """Writes what is known of treatments on one day: what is kept of the records, read beside the patients."""

    def __init__(self, vocabulary: Vocabulary, shape: Shape, on: Expression, patients: Layers) -> None:
        self.agents, self.shape, self.on, self.patients = Agents(vocabulary), shape, on, patients
        self.step = Step("t", "treatments", Layers(shape.treatments))
        self._asked: set[str] = set()  # agents that records say something of

    def records(self, layers: Layers) -> Records:
        """The records, on the columns of a step."""
        return Records(self.agents, layers, self.on, "treatment_setting" in self.shape.treatments)

    def treated(self, condition: Treated) -> Expression:
        """True if a record matches; false only if the list is complete and none may match."""
        true, maybe = self._matches(condition)
        name = slug(condition)
        surely_there = self._keep(f"{name}_yes", "any", true)
        maybe_there = self._keep(f"{name}_maybe", "any", maybe)
        return closed(surely_there, maybe_there)

    def line_count(self, condition: LineCount) -> Expression:
        """Different numbers are different lines; a record without a number may be any of them or one more."""
        true, maybe = self._matches(Treated(condition.agent, ("given",), setting=condition.setting))
        name, keep = slug(condition), self._keep
        line = Column("line")
        numbers = keep(f"{name}_lines", "distinct", Case(((true, line),), UNKNOWN))
        all_numbers = keep(f"{name}_lines_maybe", "distinct", Case(((maybe, line),), UNKNOWN))
        unnumbered = keep(f"{name}_unnumbered", "count", all_of((maybe, IsNull(line))))
        there = keep(f"{name}_yes", "any", true)
        least = Literal(condition.at_least)
        certain = Compare("<=", least, numbers) if condition.at_least > 1 else there
        possible = Compare("<=", least, Arithmetic("+", all_numbers, unnumbered))
        return closed(certain, possible)

    def first_and_last(self, condition: Treated) -> tuple[Expression, Expression]:
        """The day on which such a treatment had surely begun: the first of them, and the last one that may be.

        A treatment without a day comes after all days; both are NULL where there is no such treatment.
        """
        name, (true, may) = slug(condition), self._matches(condition)
        began = self.records(self.step.layers).began()
        from_the_end = Case(((true, Arithmetic("-", AFTER_ALL_DAYS, began)),), UNKNOWN)  # its maximum is the first day
        to_the_end = self._keep(f"{name}_first_to_end", "max", from_the_end)
        first = self.patients.define(f"{name}_first", Arithmetic("-", AFTER_ALL_DAYS, to_the_end))
        return first, self._keep(f"{name}_last", "max", Case(((may, began),), UNKNOWN))

    def _matches(self, condition: Treated) -> tuple[Expression, Expression]:
        self._asked.update(self.agents.of(condition.agent)[1])
        self.step.where = all_of((may_have_begun(self.on), self.agents.is_one_of(self._asked)))
        return self.records(self.step.layers).matches(condition)

    def _keep(self, name: str, kind: Kind, of: Expression) -> Column:
        return keep_beside(self.patients, self.step, name, kind, of)


def closed(surely_there: Expression, maybe_there: Expression) -> Expression:
    """True, else unknown where something may be there or the list of treatments is not complete, else false."""
    incomplete = opposite(surely(Column("treatments_complete")))
    return Case(((surely_there, TRUE), (any_of((maybe_there, incomplete)), UNKNOWN)), FALSE)
