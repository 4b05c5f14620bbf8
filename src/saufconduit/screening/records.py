"""Records of treatments against the treatment that a criterion asks for."""

from collections.abc import Collection, Iterable

from saufconduit.criteria.nodes import LineCount, Treated
from saufconduit.criteria.outcomes import GROUPS
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
    surely,
)
from saufconduit.screening.layers import Layers
from saufconduit.screening.tables import OTHER_AGENT
from saufconduit.vocabulary.terms import Vocabulary

AFTER_ALL_DAYS = Literal(99_999_999)


class Records:
    """The records of treatments as they stood on the day, of those that may have begun by then (`those_of`)."""

    def __init__(self, vocabulary: Vocabulary, layers: Layers, on: Expression, has_setting: bool) -> None:
        self.vocabulary, self.layers, self.has_setting, self.on = vocabulary, layers, has_setting, on
        self.started = start = Day(Column("started_first"), Column("started_last"))
        end = Day(Column("ended_first"), Column("ended_last"))
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

    def began(self) -> Expression:
        """The last day that the beginning can be, else that of the end: from it on the treatment had surely begun."""
        start, end = self.start.last, self.end.last
        return self.layers.define("began_day", Case(((known(start), start), (known(end), end)), AFTER_ALL_DAYS))

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
        agents, maybe_agents = self._agents(condition.agent)
        true, open_ = _outcomes(condition.outcomes)
        given = all_of((IsNull(self.outcome), self.is_dated)) if "given" in condition.outcomes else FALSE
        outcome = self.outcome
        surely_parts = [self._is_one_of(agents), any_of((surely(is_in(outcome, true)), given))]
        may = any_of((IsNull(outcome), surely(is_in(outcome, (*true, *open_)))))
        maybe_parts = [self._is_one_of(maybe_agents), may]
        for column, asked in (("line", condition.line), ("treatment_setting", condition.setting)):
            if asked is None:
                continue
            has = column == "line" or self.has_setting
            same = Compare("=", Column(column), Literal(asked)) if has else UNKNOWN
            surely_parts.append(surely(same) if has else FALSE)
            maybe_parts.append(any_of((IsNull(Column(column)), surely(same))) if has else TRUE)
        name = slug(condition)
        return (
            self.layers.named(f"{name}_true", all_of(surely_parts)),
            self.layers.named(f"{name}_may", all_of(maybe_parts)),
        )

    def those_of(self, asked: Iterable[str]) -> Expression:
        """The records that are, or may be, of one of the agents, and may have begun by the day."""
        agents = {name for one in asked for name in self._agents(one)[1]}
        return all_of((days.maybe_come(self.started, self.on), self._is_one_of([*agents])))

    def _agents(self, asked: str) -> tuple[list[str], list[str]]:
        """The agents of a record that surely are, and that may be, the one asked for."""
        truths = {name: self.vocabulary.agent_is(name, asked) for name in self._stated}
        return [name for name in truths if truths[name]], [name for name in truths if truths[name] is not False]

    def _is_one_of(self, agents: Collection[str]) -> Expression:
        """The shorter of two lists: of those agents, or of all others."""
        others = [name for name in self._stated if name not in agents]
        if len(others) < len(agents):
            return opposite(is_in(Column("agent"), others))
        return is_in(Column("agent"), [name for name in self._stated if name in agents])

    @property
    def _stated(self) -> tuple[str, ...]:
        """Every agent that a record may state."""
        return (*self.vocabulary.agents, OTHER_AGENT)


def _outcomes(asked: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The outcomes that satisfy one of the words asked, and those that leave it open."""
    true = [one for word in asked for one in (sorted(GROUPS[word].true) if word in GROUPS else (word,))]
    open_ = [one for word in asked if word in GROUPS for one in sorted(GROUPS[word].open) if one not in true]
    return list(dict.fromkeys(true)), list(dict.fromkeys(open_))


def slug(condition: Treated | LineCount) -> str:
    """A short name for the columns of a condition, readable in SQL."""
    words = [condition.agent]
    if isinstance(condition, Treated):
        words += [*condition.outcomes, *(["line", str(condition.line)] if condition.line else [])]
    else:
        words.append("lines")
    if condition.setting is not None:
        words.append(condition.setting)
    return "_".join(words).replace("-", "_")
