"""The conditions of criteria as truths of a row, one a patient: the leaves.

Each leaf means what `criteria` says of its condition, written again from the contract: the evaluator of one patient
judges it in the tests, and shares no line with it.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

from saufconduit.criteria.nodes import Condition, FactIs, FactSince, FactWithin, LineCount, Proposed, Treated
from saufconduit.criteria.outcomes import GROUPS
from saufconduit.patients.file import Value
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
from saufconduit.screening.layers import Layers
from saufconduit.screening.steps import Kind, Step
from saufconduit.screening.tables import CONTRADICTORY, OTHER_AGENT, Shape, on_of
from saufconduit.vocabulary.terms import Vocabulary


@dataclass(frozen=True)
class Missing:
    """A name that could settle an unknown leaf, and when it could; without `when`, always."""

    name: str
    when: Expression | None = None


@dataclass(frozen=True)
class Leaf:
    """The truth of a condition for each patient, and what could settle it where it is unknown."""

    truth: Expression
    missing: tuple[Missing, ...]


class LeafWriter:
    """Writes leaves for one day: columns of patients, and what is kept of the other tables."""

    def __init__(self, vocabulary: Vocabulary, shape: Shape, on: date) -> None:
        self.vocabulary, self.shape = vocabulary, shape
        self.on = Literal(days.code_of(on))
        self.patients = Layers(shape.patients)
        self.treatments = Step("t", "treatments", Layers(shape.treatments))
        self.opinion_days = Step("d", "opinions", Layers(shape.opinions))
        self.opinions = Step("o", "opinions", Layers(shape.opinions), beside="d")
        self.sinces: dict[Condition, Step] = {}
        self._leaves: dict[Condition, Leaf] = {}

    @property
    def steps(self) -> tuple[Step, ...]:
        """The tables reduced to one row a patient, in an order in which they can be run."""
        return (self.treatments, *self.sinces.values(), self.opinion_days, self.opinions)

    def leaf(self, condition: Condition) -> Leaf:
        """The leaf of a condition; equal conditions have one."""
        found = self._leaves.get(condition)
        if found is None:
            found = self._leaves[condition] = self._write(condition)
        return found

    def keep(self, step: Step, name: str, kind: Kind, of: Expression) -> Column:
        """The column of the patients that holds an aggregate of a step."""
        column = step.keep(name, kind, of)
        self.patients.take(column.name)
        return column

    def _write(self, condition: Condition) -> Leaf:
        if isinstance(condition, FactIs):
            return Leaf(self._fact_is(condition, self.patients), self._names(condition.fact))
        if isinstance(condition, FactWithin):
            return Leaf(self._fact_within(condition), self._names(condition.fact))
        if isinstance(condition, Treated):
            return Leaf(self._treated(condition), (Missing(f"treatment:{condition.agent}"),))
        if isinstance(condition, LineCount):
            return Leaf(self._line_count(condition), (Missing(f"treatment:{condition.agent}"),))
        if isinstance(condition, Proposed):
            return Leaf(self._proposed(condition), (Missing(f"board:{condition.board}"),))
        return self._since(condition)

    # --- facts

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

    def _names(self, fact: str) -> tuple[Missing, ...]:
        if fact != "triple-negative":
            return (Missing(fact),)
        parts = ("er", "pr", "her2")
        return tuple(Missing(name, IsNull(self._value(name, self.patients))) for name in parts)

    def _fact_is(self, condition: FactIs | FactSince, layers: Layers) -> Expression:
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

    def _fact_within(self, condition: FactWithin) -> Expression:
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

    # --- treatments

    def _records(self, layers: Layers) -> "_Records":
        return _Records(self.vocabulary, layers, self.on, "treatment_setting" in self.shape.treatments)

    def _treated(self, condition: Treated) -> Expression:
        """True if a record matches; false only if the list is complete and none may match."""
        records = self._records(self.treatments.layers)
        true, maybe = records.matches(condition)
        name = _slug(condition)
        surely_there = self.keep(self.treatments, f"{name}_yes", "any", true)
        maybe_there = self.keep(self.treatments, f"{name}_maybe", "any", maybe)
        return _closed(surely_there, maybe_there)

    def _line_count(self, condition: LineCount) -> Expression:
        """Different numbers are different lines; a record without a number may be any of them or one more."""
        records = self._records(self.treatments.layers)
        true, maybe = records.matches(Treated(condition.agent, ("given",), setting=condition.setting))
        name, keep = _slug(condition), partial(self.keep, self.treatments)
        line = Column("line")
        numbers = keep(f"{name}_lines", "distinct", Case(((true, line),), UNKNOWN))
        all_numbers = keep(f"{name}_lines_maybe", "distinct", Case(((maybe, line),), UNKNOWN))
        unnumbered = keep(f"{name}_unnumbered", "count", all_of((maybe, IsNull(line))))
        there = keep(f"{name}_yes", "any", true)
        least = Literal(condition.at_least)
        certain = Compare("<=", least, numbers) if condition.at_least > 1 else there
        possible = Compare("<=", least, Arithmetic("+", all_numbers, unnumbered))
        return _closed(certain, possible)

    def _since(self, condition: FactSince) -> Leaf:
        step = self.sinces[condition] = Step(
            f"s{len(self.sinces) + 1}",
            "treatments",
            Layers((*self.shape.treatments, *self.shape.patients)),
            beside="patients",
            beside_columns=frozenset(self.shape.patients) - frozenset(self.shape.treatments),
        )
        return _SinceWriter(self, condition, step).write()

    # --- boards

    def _proposed(self, condition: Proposed) -> Expression:
        """What the latest opinion of the board that names the product says; unknown where the latest ones disagree."""
        name = f"{condition.board}_{condition.product}".replace("-", "_")
        newest = self._newest(condition, name)
        layers = self.opinions.layers
        layers.take(newest.name)
        self.opinions.beside_columns |= {newest.name}
        named, proposes = self._opinion(condition, layers, name)
        day = Day(Column("given_first"), Column("given_last"))
        counts = layers.define("counts", days.surely_come(day, self.on))
        latest = any_of((IsNull(day.first), IsNull(newest), Compare("<=", newest, day.last)))
        kept = layers.define(f"{name}_kept", all_of((named, counts, latest)))
        unclear = all_of((named, opposite(counts), days.maybe_come(day, self.on)))
        keep = partial(self.keep, self.opinions)
        yes = keep(f"{name}_yes", "any", all_of((kept, proposes)))
        no = keep(f"{name}_no", "any", all_of((kept, opposite(proposes))))
        maybe_yes = keep(f"{name}_maybe_yes", "any", all_of((unclear, proposes)))
        maybe_no = keep(f"{name}_maybe_no", "any", all_of((unclear, opposite(proposes))))
        says_yes = all_of((yes, opposite(no), opposite(maybe_no)))
        says_no = all_of((no, opposite(yes), opposite(maybe_yes)))
        return Case(((says_yes, TRUE), (says_no, FALSE)), UNKNOWN)

    def _newest(self, condition: Proposed, name: str) -> Column:
        layers = self.opinion_days.layers
        named, _ = self._opinion(condition, layers, name)
        day = Day(Column("given_first"), Column("given_last"))
        counted = all_of((named, days.surely_come(day, self.on)))
        return self.opinion_days.keep(f"{name}_newest", "max", Case(((counted, day.first),), UNKNOWN))

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


class _Records:
    """The records of treatments as they stood on the day."""

    def __init__(self, vocabulary: Vocabulary, layers: Layers, on: Expression, has_setting: bool) -> None:
        self.vocabulary, self.layers, self.has_setting = vocabulary, layers, has_setting
        start = Day(Column("started_first"), Column("started_last"))
        end = Day(Column("ended_first"), Column("ended_last"))
        self.present = layers.define("present", days.maybe_come(start, on))
        # One that may have begun later keeps neither its outcome nor its days.
        self.is_clear = layers.define("is_clear", days.surely_come(start, on))
        self.start = Day(
            *(
                layers.define(f"start_{at}", self._if_clear(one))
                for at, one in zip(("first", "last"), start, strict=True)
            )
        )
        self.end = Day(
            *(layers.define(f"end_{at}", self._if_clear(one)) for at, one in zip(("first", "last"), end, strict=True))
        )
        self.outcome = layers.define("outcome_then", self._outcome(end, on))
        self.is_dated = layers.define("is_dated", any_of((known(self.start.first), known(self.end.first))))

    def _if_clear(self, value: Expression) -> Expression:
        return Case(((self.is_clear, value),), UNKNOWN)

    def _outcome(self, end: Day, on: Expression) -> Expression:
        """One that ends later was going on, whatever its outcome then; one that was never given stays so."""
        outcome = Column("outcome")
        never = [item.id for item in self.vocabulary.outcomes.values() if not item.is_given]
        stays = any_of((days.surely_come(end, on), is_in(outcome, ("ongoing", *never))))
        later = Compare("<", on, end.first)
        return Case(((opposite(self.is_clear), UNKNOWN), (stays, outcome), (later, Literal("ongoing"))), UNKNOWN)

    def matches(self, condition: Treated) -> tuple[Expression, Expression]:
        """Whether a record surely is, and whether it may be, the treatment asked for; neither is ever unknown."""
        agents, maybe_agents = self.agents(condition.agent)
        true, open_ = _outcomes(condition.outcomes)
        given = all_of((IsNull(self.outcome), self.is_dated)) if "given" in condition.outcomes else FALSE
        agent, outcome = Column("agent"), self.outcome
        surely_parts = [self.present, is_in(agent, agents), any_of((surely(is_in(outcome, true)), given))]
        may = any_of((IsNull(outcome), surely(is_in(outcome, (*true, *open_)))))
        maybe_parts = [self.present, is_in(agent, maybe_agents), may]
        for column, asked in (("line", condition.line), ("treatment_setting", condition.setting)):
            if asked is None:
                continue
            has = column == "line" or self.has_setting
            same = Compare("=", Column(column), Literal(asked)) if has else UNKNOWN
            surely_parts.append(surely(same) if has else FALSE)
            maybe_parts.append(any_of((IsNull(Column(column)), surely(same))) if has else TRUE)
        name = _slug(condition)
        return (
            self.layers.named(f"{name}_true", all_of(surely_parts)),
            self.layers.named(f"{name}_may", all_of(maybe_parts)),
        )

    def agents(self, asked: str) -> tuple[list[str], list[str]]:
        """The agents of a record that surely are, and that may be, the one asked for."""
        stated = (*self.vocabulary.agents, OTHER_AGENT)
        truths = {name: self.vocabulary.agent_is(name, asked) for name in stated}
        return [name for name in stated if truths[name]], [name for name in stated if truths[name] is not False]


class _SinceWriter:
    """Writes « this fact, since that treatment »: each record of the treatment against the day of the fact."""

    def __init__(self, writer: LeafWriter, condition: FactSince, step: Step) -> None:
        self.writer, self.condition, self.step = writer, condition, step
        self.layers = step.layers
        self.records = writer._records(step.layers)
        self.fact = self.layers.named("fact_truth", writer._fact_is(condition, self.layers))
        self.day = _day_seen(writer, condition.fact, self.layers)

    def write(self) -> Leaf:
        true, may = self.records.matches(self.condition.treatment)
        self.step.where = is_in(Column("agent"), self.records.agents(self.condition.treatment.agent)[1])
        began, maybe_began = self._began()
        holds, maybe_holds = self._state(began)
        yes = self._keep("yes", all_of((true, holds)))
        maybe = self._keep("maybe", all_of((may, maybe_holds)))
        writer = self.writer
        fact = writer.patients.named(f"{self.step.name}_fact", writer._fact_is(self.condition, writer.patients))
        treated = writer.patients.define(f"{self.step.name}_treated", writer._treated(self.condition.treatment))
        day = _day_seen(writer, self.condition.fact, writer.patients)
        is_current = TRUE if day is None else any_of((IsNull(day.first), Compare("<=", writer.on, day.first)))
        never = all_of((opposite(surely(fact)), known(fact), is_current)) if not isinstance(fact, Literal) else FALSE
        not_treated = surely(opposite(treated))
        truth = Case(
            (
                (all_of((IsNull(fact), not_treated)), FALSE),
                (IsNull(fact), UNKNOWN),
                (never, FALSE),
                (TRUE, _closed(yes, maybe)),
            ),
            UNKNOWN,
        )
        return Leaf(truth, self._missing(true, may, began, holds, maybe_holds, maybe_began, fact, treated, day))

    def _keep(self, name: str, of: Expression) -> Expression:
        return self.writer.keep(self.step, name, "any", of)

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
        if self.condition.within is None:
            return self._define(all_of((began, yes)), any_of((opposite(began), may)))
        is_ongoing = surely(Compare("=", self.records.outcome, Literal("ongoing")))
        soon, maybe_soon = self._soon_enough()
        holds = all_of((began, yes, any_of((is_ongoing, soon))))
        maybe = any_of((opposite(began), all_of((may, any_of((is_ongoing, IsNull(fact), maybe_soon))))))
        return self._define(holds, maybe)

    def _define(self, holds: Expression, maybe: Expression) -> tuple[Expression, Expression]:
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
        began: Expression,
        holds: Expression,
        maybe_holds: Expression,
        maybe_began: Expression,
        fact: Expression,
        treated: Expression,
        day: Day | None,
    ) -> tuple[Missing, ...]:
        """The fact, the treatment, or both: each where its value or its date is what is not known."""
        records, condition = self.records, self.condition
        state_open = self._keep("state_open", all_of((may, maybe_holds, opposite(holds))))
        began_open = all_of((opposite(began), maybe_began))
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
            for item in self.writer._names(condition.fact)
        ]
        return (*names, Missing(f"treatment:{condition.treatment.agent}", about_treatment))


def _day_seen(writer: LeafWriter, fact: str, layers: Layers) -> Day | None:
    """The day on which a fact was seen; of a derived one, that of the first of its sources that is on file."""
    if fact in ("age", "sex"):
        return None
    if fact != "triple-negative":
        return writer._day(fact)
    sources = ("er", "pr", "her2")
    if all(writer._day(name) is None for name in sources):
        return None
    whens: list[list[tuple[Expression, Expression]]] = [[], []]
    for name in sources:
        day = writer._day(name)
        # A contradictory value, or one that may be later, is no answer, but it is on file.
        has_come = () if day is None else (days.maybe_come(day, writer.on),)
        there = all_of((known(Column(name)), *has_come))
        for at in (0, 1):
            whens[at].append((there, UNKNOWN if day is None else day[at]))
    first, last = (Case(tuple(when), UNKNOWN) for when in whens)
    return Day(layers.define("seen_first", first), layers.define("seen_last", last))


def _closed(surely_there: Expression, maybe_there: Expression) -> Expression:
    """True, else unknown where something may be there or the list of treatments is not complete, else false."""
    incomplete = opposite(surely(Column("treatments_complete")))
    return Case(((surely_there, TRUE), (any_of((maybe_there, incomplete)), UNKNOWN)), FALSE)


def _within(number: Expression, condition: FactWithin) -> Expression:
    parts: list[Expression] = []
    if condition.low is not None:
        parts.append(Compare("<" if condition.is_low_strict else "<=", Literal(condition.low), number))
    if condition.high is not None:
        parts.append(Compare("<" if condition.is_high_strict else "<=", number, Literal(condition.high)))
    return all_of(parts)


def _outcomes(asked: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The outcomes that satisfy one of the words asked, and those that leave it open."""
    true = [one for word in asked for one in (sorted(GROUPS[word].true) if word in GROUPS else (word,))]
    open_ = [one for word in asked if word in GROUPS for one in sorted(GROUPS[word].open) if one not in true]
    return list(dict.fromkeys(true)), list(dict.fromkeys(open_))


def _slug(condition: Treated | LineCount) -> str:
    """A short name for the columns of a condition, readable in SQL."""
    words = [condition.agent]
    if isinstance(condition, Treated):
        words += [*condition.outcomes, *(["line", str(condition.line)] if condition.line else [])]
    else:
        words.append("lines")
    if condition.setting is not None:
        words.append(condition.setting)
    return "_".join(words).replace("-", "_")
