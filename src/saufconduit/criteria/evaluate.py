"""Evaluates criterion trees for one patient, in Kleene's logic, with the complete trace."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from saufconduit.criteria.nodes import (
    All,
    Any,
    Condition,
    Criterion,
    FactIs,
    FactSince,
    FactWithin,
    LineCount,
    Node,
    Not,
    Proposed,
    Treated,
    parts_of,
)
from saufconduit.criteria.outcomes import outcome_is
from saufconduit.patients.as_of import PatientOn, Range, Reason
from saufconduit.patients.file import Statement, Treatment, Value
from saufconduit.vocabulary.days import PartialDay, same_day_after
from saufconduit.vocabulary.truth import Truth, truth_of_all, truth_of_any, truth_of_not


class SeenFact(NamedTuple):
    """A statement of the file that a criterion was judged on."""

    fact: str
    statement: Statement


class SeenOpinion(NamedTuple):
    """An opinion that a criterion was judged on: `statement.value` says whether it proposes the product."""

    board: str
    product: str
    statement: Statement


Seen: TypeAlias = SeenFact | SeenOpinion | Treatment


class Finding(NamedTuple):
    """The truth of a condition, why it is unknown, what was seen in the file, which names could settle it."""

    value: Truth
    why: Reason | None
    seen: tuple[Seen, ...]
    missing: tuple[str, ...]


class _Given(NamedTuple):
    """A treatment that was, or may have been, the one asked for; `state` is what the fact says since it began."""

    record: Treatment
    truth: Truth
    state: Truth


class Trace:
    """A node as evaluated: value, bearing on the verdict, parts; the `finding` of a criterion."""

    __slots__ = ("finding", "matters", "node", "parts", "value")

    def __init__(self, node: Node, value: Truth, parts: "tuple[Trace, ...]", finding: Finding | None) -> None:
        self.node, self.value, self.parts, self.finding = node, value, parts, finding
        self.matters = False

    @property
    def criterion(self) -> Criterion:
        """The node of a leaf."""
        assert isinstance(self.node, Criterion)
        return self.node

    @property
    def found(self) -> Finding:
        """The finding of a leaf."""
        assert self.finding is not None
        return self.finding

    def leaves(self) -> "Iterable[Trace]":
        """The criteria, in the order of the text."""
        if self.finding is not None:
            yield self
        for part in self.parts:
            yield from part.leaves()


class Evaluator:
    """Judges trees for one patient on one day; a condition shared by several trees is judged once."""

    def __init__(self, patient: PatientOn) -> None:
        self.patient = patient
        # By identity: equal conditions of a registry are one object, and hashing them again costs more than
        # judging. The condition is kept beside its finding, so that its identity is never given to another.
        self._findings: dict[int, tuple[Condition, Finding]] = {}

    def evaluate(self, tree: Node) -> Trace:
        """The trace of the whole tree; every node is in it, `matters` marks what bears on the verdict."""
        trace = self._walk(tree)
        _mark(trace)
        return trace

    def judge(self, condition: Condition) -> Finding:
        """The finding of one condition."""
        judged = self._findings.get(id(condition))
        if judged is None:
            judged = self._findings[id(condition)] = (condition, self._judge(condition))
        return judged[1]

    def _walk(self, node: Node) -> Trace:
        if type(node) is Criterion:
            judged = self._findings.get(id(node.condition))
            finding = self.judge(node.condition) if judged is None else judged[1]
            return Trace(node, finding.value, (), finding)
        parts = tuple([self._walk(part) for part in parts_of(node)])
        return Trace(node, combine(node, [part.value for part in parts]), parts, None)

    def _judge(self, condition: Condition) -> Finding:
        if type(condition) is FactIs:
            return self._fact_is(condition)
        if type(condition) is FactWithin:
            return self._fact_within(condition)
        if type(condition) is Treated:
            return self._treated(condition)
        if type(condition) is Proposed:
            return self._proposed(condition)
        if type(condition) is FactSince:
            return self._fact_since(condition)
        assert type(condition) is LineCount
        return self._line_count(condition)

    # --- facts

    def _names(self, fact: str) -> tuple[str, ...]:
        """What to fill in so that `fact` is known: itself, or the unknown facts that it is derived from."""
        facts = self.patient.vocabulary.facts
        sources = [name for name in facts[fact].sources if name in facts and name != fact]
        return tuple(name for name in sources if self.patient.fact(name).value is None) if sources else (fact,)

    def _seen(self, fact: str) -> tuple[SeenFact, ...]:
        facts = self.patient.vocabulary.facts
        if not facts[fact].sources:
            return tuple([SeenFact(fact, item) for item in self.patient.fact(fact).seen])
        sources = [name for name in facts[fact].sources if name in facts and name != fact] or [fact]
        return tuple(SeenFact(name, item) for name in sources for item in self.patient.fact(name).seen)

    def _value_truth(self, fact: str, values: tuple[Value, ...]) -> Truth:
        known = self.patient.fact(fact)
        if known.value is None:
            return None
        if isinstance(known.value, Range):
            return None if any(known.value.low <= float(value) <= known.value.high for value in values) else False
        vocabulary = self.patient.vocabulary
        if vocabulary.facts[fact].kind == "concept":
            return truth_of_any(vocabulary.is_a(str(known.value), str(value)) for value in values)
        return known.value in values

    def _fact_is(self, condition: FactIs) -> Finding:
        value = self._value_truth(condition.fact, condition.values)
        if value is not None:
            return Finding(value, None, self._seen(condition.fact), ())
        why = self._why(condition.fact)
        return Finding(None, why, self._seen(condition.fact), self._names(condition.fact))

    def _why(self, fact: str) -> Reason:
        """Why a fact does not answer: the reason why it is unknown, or what its value leaves open."""
        known = self.patient.fact(fact)
        return known.why or ("date-unclear" if isinstance(known.value, Range) else "not-specific")

    def _fact_within(self, condition: FactWithin) -> Finding:
        known = self.patient.fact(condition.fact)
        if known.value is None:
            return Finding(None, known.why, self._seen(condition.fact), self._names(condition.fact))
        found = known.value
        bounds = found if isinstance(found, Range) else Range(float(found), float(found))
        is_low_in, is_high_in = (condition.holds(bound) for bound in bounds)
        # Both ends out says nothing when the interval lies between them.
        if is_low_in is is_high_in and (is_low_in or not _straddles(bounds, condition)):
            return Finding(is_low_in, None, self._seen(condition.fact), ())
        return Finding(None, "date-unclear", self._seen(condition.fact), self._names(condition.fact))

    # --- treatments

    def _record_truth(self, record: Treatment, condition: Treated) -> Truth:
        return truth_of_all(
            (
                self.patient.vocabulary.agent_is(record.agent, condition.agent),
                _outcome_truth(record, condition.outcomes),
                _same(record.line, condition.line),
                _same(record.setting, condition.setting),
            )
        )

    def _treated(self, condition: Treated) -> Finding:
        judged = [(record, self._record_truth(record, condition)) for record in self.patient.treatments]
        value = self._closed(truth_of_any(truth for _, truth in judged))
        related = self.patient.vocabulary.agent_is
        seen = tuple(
            record
            for record, truth in judged
            if (truth is value if value is not False else related(record.agent, condition.agent))
        )
        if value is not None:
            return Finding(value, None, seen, ())
        why: Reason = "missing"
        if seen:
            outcomes = [item.outcome for item in seen if _outcome_truth(item, condition.outcomes) is None]
            decides = "intolerance" in outcomes or "refused" in outcomes
            why = "board-decides" if decides else "record-unclear"
        return Finding(None, why, seen, (f"treatment:{condition.agent}",))

    def _closed(self, value: Truth) -> Truth:
        """False needs a complete list: a treatment that is not on record may have been given elsewhere."""
        return None if value is False and not self._is_complete else value

    def _line_count(self, condition: LineCount) -> Finding:
        """Different numbers are different lines; a record without a number may be any of them or one more."""
        given = Treated(condition.agent, ("given",), setting=condition.setting)
        judged = [(record, self._record_truth(record, given)) for record in self.patient.treatments]
        numbers = {record.line for record, truth in judged if truth is True and record.line is not None}
        certain = max(len(numbers), int(any(truth for _, truth in judged)))
        more = {record.line for record, truth in judged if truth is None and record.line is not None} - numbers
        unnumbered = sum(1 for record, truth in judged if truth is not False and record.line is None)
        possible = len(numbers) + len(more) + unnumbered
        enough: Truth = True if certain >= condition.at_least else None if possible >= condition.at_least else False
        value = self._closed(enough)
        seen = tuple(record for record, truth in judged if truth is not False)
        if value is not None:
            return Finding(value, None, seen, ())
        return Finding(None, "record-unclear" if enough is None else "missing", seen, (f"treatment:{condition.agent}",))

    def _fact_since(self, condition: FactSince) -> Finding:
        """An older fact is no answer: where the latest one is dated before the treatment, nothing is known since."""
        fact_truth = self._value_truth(condition.fact, condition.values)
        treated = self.judge(condition.treatment)
        given = [
            _Given(record, truth, self._state_since(record, condition, fact_truth))
            for record in self.patient.treatments
            if (truth := self._record_truth(record, condition.treatment)) is not False
        ]
        if fact_truth is None:
            value = False if treated.value is False else None
        elif fact_truth is False and self._is_current(condition.fact):
            value = False  # whatever treatment is not on file, it began before
        else:
            value = self._closed(truth_of_any(truth_of_all((item.truth, item.state)) for item in given))
        seen = self._seen(condition.fact) + treated.seen
        if value is not None:
            return Finding(value, None, seen, ())
        why = self._why(condition.fact) if fact_truth is None else treated.why
        is_unclear = any(self._began(item.record, condition) is None for item in given)
        missing = self._missing_since(condition, fact_truth, treated, given)
        return Finding(None, why or ("date-unclear" if is_unclear else "missing"), seen, missing)

    def _missing_since(
        self, condition: FactSince, fact_truth: Truth, treated: Finding, given: list[_Given]
    ) -> tuple[str, ...]:
        """The fact, the treatment, or both: each where its value or its date is what is not known."""
        missing: tuple[str, ...] = ()
        has_day = condition.within is None or self._day_of(condition.fact) is not None
        if fact_truth is not True or not has_day or any(item.state is None for item in given):
            missing += self._names(condition.fact)
        is_unclear = any(item.truth is None or self._began(item.record, condition) is None for item in given)
        is_open = fact_truth is not None and (is_unclear or not self._is_complete)
        lacks_end = any(item.record.end is None and item.record.outcome != "ongoing" for item in given)
        if treated.value is None or is_open or (condition.within is not None and lacks_end):
            missing += (f"treatment:{condition.treatment.agent}",)
        return missing

    def _day_of(self, fact: str) -> PartialDay | None:
        seen = self.patient.fact(fact).seen
        return seen[0].on if seen else None

    def _is_current(self, fact: str) -> bool:
        """True if the fact was seen on the day asked about; one without a date holds on that day."""
        day = self._day_of(fact)
        return day is None or day.earliest >= self.patient.on

    def _began(self, record: Treatment, condition: FactSince) -> Truth:
        """Whether the treatment had begun when the fact was seen; without a date, the fact holds on the day asked."""
        day = self._day_of(condition.fact)
        if day is None:
            return True
        if record.start is not None:
            return _not_before(day, record.start)
        return None if record.end is None else _not_before(day, record.end) or None

    def _state_since(self, record: Treatment, condition: FactSince, fact_truth: Truth) -> Truth:
        """What the fact says of the time since the treatment began, and soon enough after it ended."""
        if self._began(record, condition) is not True:
            return None
        if fact_truth is not True or condition.within is None or record.outcome == "ongoing":
            return fact_truth
        day = self._day_of(condition.fact)
        if record.end is None or day is None:
            return None
        return _not_before(PartialDay(*(same_day_after(end, condition.within) for end in record.end)), day)

    @property
    def _is_complete(self) -> bool:
        return self.patient.patient.treatments_complete is True

    # --- boards

    def _proposed(self, condition: Proposed) -> Finding:
        known = self.patient.proposal(condition.board, condition.product)
        seen = tuple(SeenOpinion(condition.board, condition.product, item) for item in known.seen)
        if known.value is not None:
            return Finding(bool(known.value), None, seen, ())
        return Finding(None, known.why, seen, (f"board:{condition.board}",))


def combine(node: Node, values: list[Truth]) -> Truth:
    """The truth of a node from that of its parts."""
    if type(node) is All:
        return truth_of_all(values)
    if type(node) is Any:
        return truth_of_any(values)
    if type(node) is Not:
        return truth_of_not(values[0])
    return truth_of_any((truth_of_not(values[0]), values[1]))


def _mark(trace: Trace) -> None:
    """Marks what bears on the verdict: where a node is decided, the parts that decide it; else all of them."""
    trace.matters = True
    value, kind = trace.value, type(trace.node)
    is_plain = kind is All or kind is Any
    for part in trace.parts:
        if value is None or (part.value is value if is_plain else _decides(trace, part)):
            if part.finding is not None:
                part.matters = True
            else:
                _mark(part)


def _decides(trace: Trace, part: Trace) -> bool:
    """Whether the part of a `not`, or one of an `if`, decides its node: the first of them by its opposite."""
    value = truth_of_not(part.value) if part is trace.parts[0] else part.value
    return value is trace.value


def _straddles(bounds: Range, condition: FactWithin) -> bool:
    low, high = condition.low, condition.high
    is_wider = bounds.low < bounds.high
    return is_wider and low is not None and high is not None and bounds.low <= low and bounds.high >= high


def _outcome_truth(record: Treatment, asked: tuple[str, ...]) -> Truth:
    if record.outcome is None and "given" in asked and (record.start is not None or record.end is not None):
        return True
    return outcome_is(record.outcome, asked)


def _same(recorded: object, asked: object) -> Truth:
    if asked is None:
        return True
    return None if recorded is None else recorded == asked


def _not_before(day: PartialDay, other: PartialDay) -> Truth:
    """Whether `day` is `other` or later."""
    if day.earliest >= other.latest:
        return True
    return False if day.latest < other.earliest else None


def evaluate(tree: Node, patient: PatientOn) -> Trace:
    """The trace of one tree for one patient."""
    return Evaluator(patient).evaluate(tree)
