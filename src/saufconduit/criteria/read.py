"""Reads criterion trees from YAML."""

from collections.abc import Collection, Iterable
from typing import Any as Anything

from saufconduit.criteria import problems
from saufconduit.criteria.nodes import (
    All,
    Any,
    Condition,
    Criterion,
    FactIs,
    FactSince,
    FactWithin,
    IfThen,
    LineCount,
    Node,
    Not,
    Proposed,
    Treated,
    criteria_of,
)
from saufconduit.criteria.outcomes import GROUPS
from saufconduit.criteria.wording import word_condition
from saufconduit.patients.file import Value
from saufconduit.patients.read import allowed_words
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.located import Located
from saufconduit.vocabulary.problem import Place, ProblemKind, did_you_mean, nearest
from saufconduit.vocabulary.reading import Reading
from saufconduit.vocabulary.terms import Fact, Vocabulary

_LABELS = ("id", "source", "readings", "proposes")
_BOUNDS = {
    "at-least": ("low", False),
    "more-than": ("low", True),
    "at-most": ("high", False),
    "less-than": ("high", True),
}
_SPAN_KEYS = ("years", "months", "days")


class CriteriaReader:
    """Reads the trees of one indication; problems go to `reading`.

    `conditions` keeps one object for equal conditions.
    """

    def __init__(
        self,
        reading: Reading,
        vocabulary: Vocabulary,
        prefix: str,
        source: Citation,
        product: str,
        conditions: dict[Condition, Condition],
    ) -> None:
        self.reading, self.vocabulary, self.prefix = reading, vocabulary, prefix
        self.source, self.product, self.conditions = source, product, conditions

    def read(self, node: Located) -> Node:
        """The tree written at `node`; criteria that cannot be read are left out, with a problem noted."""
        tree = self._node(node) or All(())
        seen: dict[str, Criterion] = {}
        for criterion in criteria_of(tree):
            other = seen.setdefault(criterion.id, criterion)
            if other is not criterion and criterion.place is not None and other.place is not None:
                self.reading.add(problems.DUPLICATE_ID, criterion.place, (other.place,), name=criterion.id)
        return tree

    def _node(self, node: Located) -> Node | None:
        if not self.reading.expect(node, "map", "criteria"):
            return None
        keys = [key for key in node.value if key not in _LABELS]
        self._refuse_idle_labels(node, keys)
        if "if" in keys or "then" in keys:
            if not self._is_if_then(node):
                return None
            condition, then = self._node(node.value["if"]), self._node(node.value["then"])
            return None if condition is None or then is None else IfThen(condition, then)
        if len(keys) != 1:
            self.reading.add(problems.NOT_A_NODE, node.place)
            return None
        key, content = keys[0], node.value[keys[0]]
        if key in ("all", "any"):
            return self._group(key, content)
        if key == "not":
            part = self._node(content)
            return None if part is None else Not(part)
        return self._criterion(node, key, content)

    def _refuse_idle_labels(self, node: Located, keys: list[str]) -> None:
        """A label where nothing reads it was meant for something else: nothing is dropped in silence."""
        is_group = bool(set(keys) & {"all", "any", "not", "if", "then"})
        for label in _LABELS:
            if label in node.value and (is_group or (label == "proposes" and keys != ["board"])):
                self.reading.add(problems.IDLE_LABEL, node.key_place(label), name=label)

    def _is_if_then(self, node: Located) -> bool:
        before = len(self.reading.problems)
        self.reading.fields(node, "if", ("if", "then", *_LABELS), ("if", "then"))
        return len(self.reading.problems) == before

    def _group(self, key: str, content: Located) -> Node | None:
        if not self.reading.expect(content, "list", key):
            return None
        if not content.value:
            self.reading.add(problems.EMPTY_GROUP, content.place, name=key)
        parts = tuple(part for part in (self._node(item) for item in content) if part is not None)
        return All(parts) if key == "all" else Any(parts)

    def _criterion(self, node: Located, key: str, content: Located) -> Criterion | None:
        condition: Condition | None
        default = key
        if key == "treatment":
            condition = self._treated(content, ("given",))
        elif key == "lines":
            condition = self._line_count(content)
        elif key == "board":
            condition = self._proposed(node, content)
        else:
            condition = self._fact(node, key, content)
        if condition is None:
            return None
        if isinstance(condition, Treated | LineCount):
            default = condition.agent
        elif isinstance(condition, Proposed):
            default = condition.board
        shared = self.conditions.setdefault(condition, condition)
        return Criterion(
            id=f"{self.prefix}/{self.reading.text(node, 'id') or default}",
            condition=shared,
            text=word_condition(shared, self.vocabulary),
            source=read_citation(self.reading, node) or self.source,
            readings=tuple(item.raw for item in self.reading.items(node, "readings")),
            place=node.place,
        )

    # --- facts

    def _fact(self, node: Located, name: str, content: Located) -> Condition | None:
        fact = self.vocabulary.facts.get(name)
        if fact is None:
            words = (*self.vocabulary.facts, "all", "any", "not", "treatment", "lines", "board")
            _add_near(self.reading, problems.UNKNOWN_FACT, node.key_place(name), name, words, name=name[:40])
            return None
        if isinstance(content.value, dict):
            return self._since(fact, content) if "since" in content.value else self._within(fact, content)
        if fact.kind == "number" and not fact.is_integer:
            self.reading.add(problems.BAD_BOUND, content.place, name=name)
            return None
        values = self._values(fact, content)
        return FactIs(name, values) if values else None

    def _values(self, fact: Fact, content: Located) -> tuple[Value, ...]:
        items = content.value if isinstance(content.value, list) else [content]
        if not items:
            self.reading.add(problems.EMPTY_GROUP, content.place, name=fact.id)
        found = []
        for item in items:
            if self._is_value(fact, item.value):
                found.append(item.value)
            else:
                words = allowed_words(fact, self.vocabulary)
                allowed = ", ".join(words) or _limits(fact)
                names = {"value": item.raw[:40], "name": fact.id, "allowed": allowed}
                _add_near(self.reading, problems.UNKNOWN_VALUE, item.place, item.raw[:40], words, **names)
        return tuple(found)

    def _is_value(self, fact: Fact, value: Anything) -> bool:
        if fact.kind == "number":
            low, high = fact.minimum, fact.maximum
            is_number = isinstance(value, int) and not isinstance(value, bool)
            return is_number and (low is None or value >= low) and (high is None or value <= high)
        if fact.kind == "boolean":
            return isinstance(value, bool)
        return isinstance(value, str) and value in (self.vocabulary.concepts if fact.kind == "concept" else fact.values)

    def _within(self, fact: Fact, content: Located) -> FactWithin | None:
        if fact.kind != "number" or not self.reading.fields(content, fact.id, tuple(_BOUNDS)) or not content.value:
            self.reading.add(problems.BAD_BOUND, content.place, name=fact.id)
            return None
        bounds: dict[str, Anything] = {}
        for key, bound in content.value.items():
            if key in _BOUNDS and self.reading.expect(bound, "number", key):
                side, is_strict = _BOUNDS[key]
                if side in bounds:
                    self.reading.add(problems.BAD_BOUND, bound.place, name=fact.id)
                bounds |= {side: float(bound.value), f"is_{side}_strict": is_strict}
        return FactWithin(fact.id, **bounds)

    def _since(self, fact: Fact, content: Located) -> FactSince | None:
        if (
            not self.reading.fields(content, fact.id, ("is", "since", "within"), ("is", "since"))
            or content.get("is") is None
        ):
            return None
        values = self._values(fact, content.value["is"])
        treatment = self._treated(content.value["since"], ("given",))
        if treatment is None or not values:
            return None
        treatment = self.conditions.setdefault(treatment, treatment)  # type: ignore[assignment]
        within = content.get("within")
        return FactSince(
            fact.id, values, treatment, None if within is None else read_span(self.reading, within, "within")
        )

    # --- treatments and boards

    def _treated(self, content: Located, default: tuple[str, ...]) -> Treated | None:
        if not self.reading.fields(content, "treatment", ("agent", "outcome", "line", "setting"), ("agent",)):
            return None
        agent = self._word(content, "agent", self.vocabulary.agents)
        if agent is None:
            return None
        outcome = content.get("outcome")
        items = [] if outcome is None else outcome.value if isinstance(outcome.value, list) else [outcome]
        if outcome is not None and not items:
            self.reading.add(problems.EMPTY_GROUP, outcome.place, name="outcome")
        allowed = tuple(dict.fromkeys((*GROUPS, *self.vocabulary.outcomes)))
        outcomes = tuple(item.raw for item in items if is_among(self.reading, item, "outcome", allowed))
        return Treated(agent, outcomes or default, self._whole(content, "line"), self._setting(content))

    def _line_count(self, content: Located) -> LineCount | None:
        if not self.reading.fields(content, "lines", ("agent", "at-least", "setting"), ("agent", "at-least")):
            return None
        agent, count = self._word(content, "agent", self.vocabulary.agents), self._whole(content, "at-least")
        return None if agent is None or count is None else LineCount(agent, count, self._setting(content))

    def _proposed(self, node: Located, content: Located) -> Proposed | None:
        if not is_among(self.reading, content, "board", self.vocabulary.boards):
            return None
        return Proposed(content.raw, self._word(node, "proposes", self.vocabulary.agents) or self.product)

    def _setting(self, content: Located) -> str | None:
        return self._word(content, "setting", [str(value) for value in self.vocabulary.facts["setting"].values])

    def _whole(self, content: Located, key: str) -> int | None:
        found = content.get(key)
        return int(found.value) if found is not None and self.reading.expect(found, "int", key) else None

    def _word(self, content: Located, key: str, allowed: Collection[str]) -> str | None:
        found = content.get(key)
        return found.raw if found is not None and is_among(self.reading, found, key, allowed) else None


def is_among(reading: Reading, item: Located, name: str, allowed: Collection[str]) -> bool:
    """True if the word at `item` is one of `allowed`; else it is noted, with the nearest one."""
    if isinstance(item.value, str) and item.value in allowed:
        return True
    names = {"value": item.raw[:40], "name": name, "allowed": ", ".join(allowed)}
    _add_near(reading, problems.UNKNOWN_VALUE, item.place, item.raw[:40], allowed, **names)
    return False


def _add_near(
    reading: Reading, kind: ProblemKind, where: Place, word: str, words: Iterable[str], **names: Anything
) -> None:
    near = nearest(word, words)
    question = did_you_mean(near)
    if near == word:  # a word that is right but quoted, where true or false is meant
        question = {"near_fr": " Écrivez-le sans guillemets.", "near_en": " Write it without quotes."}
    reading.add(kind, where, **question, **names)


def _limits(fact: Fact) -> str:
    low, high = (f"{bound:g}" if bound is not None else "" for bound in (fact.minimum, fact.maximum))
    return f"{low}–{high or '∞'}"


def read_span(reading: Reading, node: Located, key: str) -> Span:
    """The duration `{years, months, days}` written at `node`."""
    if not reading.fields(node, key, _SPAN_KEYS):
        return Span()
    numbers = {name: item.value for name, item in node.value.items() if reading.expect(item, "int", name)}
    return Span(**{name: number for name, number in numbers.items() if name in _SPAN_KEYS})


def read_citation(reading: Reading, node: Located, key: str = "source") -> Citation | None:
    """The `{document, locator}` under `key`, or None where it is absent."""
    found = node.get(key)
    return None if found is None else citation_at(reading, found, key)


def citation_at(reading: Reading, node: Located, key: str) -> Citation | None:
    """The `{document, locator}` written at `node`, or None with a problem noted."""
    if not reading.fields(node, key, ("document", "locator"), ("document",)):
        return None
    return Citation(reading.text(node, "document") or "", reading.text(node, "locator"))
