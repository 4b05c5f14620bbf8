"""Records of treatments against the treatment that a criterion asks for."""

from collections.abc import Collection

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
_STARTED = Day(Column("started_first"), Column("started_last"))
_ENDED = Day(Column("ended_first"), Column("ended_last"))


class Records:
    """The records of treatments as they stood on the day, of those that may have begun by then."""

    def __init__(self, agents: "Agents", layers: Layers, on: Expression, has_setting: bool) -> None:
        self.agents, self.layers, self.has_setting = agents, layers, has_setting
        start, end = _STARTED, _ENDED
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
        self.is_dated = layers.define(
            "is_dated", all_of((self.is_clear, any_of((known(start.first), known(end.first)))))
        )

    def began(self) -> Expression:
        """The last day that the beginning can be, else that of the end: from it on the treatment had surely begun."""
        start, end = _STARTED.last, _ENDED.last
        whens = ((opposite(self.is_clear), AFTER_ALL_DAYS), (known(start), start), (known(end), end))
        return self.layers.define("began_day", Case(whens, AFTER_ALL_DAYS))

    def _if_clear(self, value: Expression) -> Expression:
        return Case(((self.is_clear, value),), UNKNOWN)

    def _outcome(self, end: Day, on: Expression) -> Expression:
        """One that ends later was going on, whatever its outcome then; one that was never given stays so."""
        outcome = Column("outcome")
        never = [item.id for item in self.agents.vocabulary.outcomes.values() if not item.is_given]
        stays = any_of((days.surely_come(end, on), is_in(outcome, ("ongoing", *never))))
        later = Compare("<", on, end.first)
        return Case(((opposite(self.is_clear), UNKNOWN), (stays, outcome), (later, Literal("ongoing"))), UNKNOWN)

    def matches(self, condition: Treated) -> tuple[Expression, Expression]:
        """Whether a record surely is, and whether it may be, the treatment asked for; neither is ever unknown."""
        agents, maybe_agents = self.agents.of(condition.agent)
        true, open_ = _outcomes(condition.outcomes)
        given = all_of((IsNull(self.outcome), self.is_dated)) if "given" in condition.outcomes else FALSE
        outcome = self.outcome
        surely_parts = [self.agents.is_one_of(agents), any_of((surely(is_in(outcome, true)), given))]
        may = any_of((IsNull(outcome), surely(is_in(outcome, (*true, *open_)))))
        maybe_parts = [self.agents.is_one_of(maybe_agents), may]
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


class Agents:
    """The agents that a record may state, against those that criteria ask for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.stated = (*vocabulary.agents, OTHER_AGENT)
        self._found: dict[str, tuple[list[str], list[str]]] = {}

    def of(self, asked: str) -> tuple[list[str], list[str]]:
        """Those that surely are, and that may be, the one asked for."""
        found = self._found.get(asked)
        if found is None:
            truths = {name: self.vocabulary.agent_is(name, asked) for name in self.stated}
            true, maybe = ([name for name in truths if truths[name] in several] for several in ((True,), (True, None)))
            found = self._found[asked] = (true, maybe)
        return found

    def is_one_of(self, agents: Collection[str]) -> Expression:
        """That of the record is one of them, said by the shorter of two lists: of those, or of all others."""
        others = [name for name in self.stated if name not in agents]
        if len(others) < len(agents):
            return opposite(is_in(Column("agent"), others))
        return is_in(Column("agent"), [name for name in self.stated if name in agents])


def may_have_begun(on: Expression) -> Expression:
    """The records that count on a day: those that had not surely begun later."""
    return days.maybe_come(_STARTED, on)


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
