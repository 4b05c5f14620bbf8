"""A slow reading of the criteria language, by trying every possible world; written apart from the evaluator.

A criterion is true when it holds in every world that the file allows, false when it holds in none, else unknown.
Days are exact here. It shares with the product the vocabulary and the patient file, nothing else.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import product

from reading_criteria import VOCABULARY

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
)
from saufconduit.patients.file import PatientFile, Statement, Treatment
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.truth import Truth

# Word of the texts: outcomes that satisfy it, outcomes that leave it to the board (contracts, section 3).
WORDS: dict[str, tuple[set[str], set[str]]] = {
    "failed": ({"failure", "progression"}, {"intolerance", "refused"}),
    "progressed": ({"failure", "progression"}, set()),
    "contraindicated": ({"contraindicated"}, {"intolerance", "refused", "impossible"}),
    "impossible": ({"impossible", "contraindicated"}, {"intolerance", "refused"}),
    "given": (
        {"ongoing", "completed", "response", "stable", "progression", "failure", "intolerance"},
        set(),
    ),
}
UNSTATED = "a value that is not stated"
_NUMBER = {False: 0, None: 1, True: 2}
_TRUTH: dict[int, Truth] = {0: False, 1: None, 2: True}


def truth_of_tree(node: Node, truths: Mapping[int, Truth]) -> Truth:
    """The value of a tree from the truth of its criteria, by their `id()`: the least, the greatest, the opposite."""
    return _TRUTH[_level(node, truths)]


def _level(node: Node, truths: Mapping[int, Truth]) -> int:
    if isinstance(node, Criterion):
        return _NUMBER[truths[id(node)]]
    if isinstance(node, All):
        return min(_level(part, truths) for part in node.of)
    if isinstance(node, Any):
        return max(_level(part, truths) for part in node.of)
    if isinstance(node, Not):
        return 2 - _level(node.part, truths)
    return max(2 - _level(node.condition, truths), _level(node.then, truths))


def truth_of_condition(condition: Condition, patient: PatientFile, on: date) -> Truth:
    """The value of one condition for a patient whose days are exact."""
    if isinstance(condition, FactIs | FactWithin):
        worlds = _worlds(condition.fact, patient, on)
        is_unknown_number = worlds == [UNSTATED]
        return None if is_unknown_number else _agreed(_holds(condition, world) for world in worlds)
    if isinstance(condition, Treated):
        return _closed(_any(_matches(item, condition) for item in _records(patient, on)), patient)
    if isinstance(condition, LineCount):
        return _closed(_lines(condition, _records(patient, on)), patient)
    if isinstance(condition, FactSince):
        return _since(condition, patient, on)
    assert isinstance(condition, Proposed)
    return _proposed(condition, patient, on)


def _agreed(answers: Iterable[bool]) -> Truth:
    found = set(answers)
    return found.pop() if len(found) == 1 else None


def _any(truths: Iterable[Truth]) -> Truth:
    return _TRUTH[max((_NUMBER[truth] for truth in truths), default=0)]


def _all(*truths: Truth) -> Truth:
    return _TRUTH[min(_NUMBER[truth] for truth in truths)]


def _closed(truth: Truth, patient: PatientFile) -> Truth:
    return None if truth is False and patient.treatments_complete is not True else truth


# --- facts: every value that the file leaves possible


def _latest(statements: Iterable[Statement], on: date) -> set[object]:
    counted = [item for item in statements if item.on is None or item.on.latest <= on]
    newest = max((item.on.latest for item in counted if item.on is not None), default=None)
    return {item.value for item in counted if item.on is None or item.on.latest == newest}


def _worlds(fact: str, patient: PatientFile, on: date) -> list[object]:
    if fact == "age":
        return _anything(fact) if patient.birth is None else [_age(patient.birth.latest, on)]
    if fact == "sex":
        return _anything(fact) if patient.sex is None else [patient.sex]
    if fact == "triple-negative":
        receptors = (_worlds(name, patient, on) for name in ("er", "pr", "her2"))
        found = {(er, pr) == ("negative", "negative") and her2 != "positive" for er, pr, her2 in product(*receptors)}
        return [*found, *([UNSTATED] if len(found) > 1 else [])]
    stated = _latest((patient.facts or {}).get(fact, ()), on)
    if len(stated) != 1:
        return _anything(fact)
    (value,) = stated
    if VOCABULARY.facts[fact].kind != "concept":
        return [value]
    return [concept.id for concept in VOCABULARY.concepts.values() if value in concept.within]


def _anything(fact: str) -> list[object]:
    """All values, beside one that no list holds: a criterion that lists all values still asks for the fact."""
    known = VOCABULARY.facts[fact]
    return [*(VOCABULARY.concepts if known.kind == "concept" else known.values), UNSTATED]


def _age(birth: date, on: date) -> int:
    years = on.year - birth.year
    return years if (on.month, on.day) >= (birth.month, birth.day) else years - 1


def _holds(condition: FactIs | FactWithin, world: object) -> bool:
    if isinstance(condition, FactIs):
        concept = VOCABULARY.concepts.get(str(world)) if condition.fact == "disease" else None
        return bool(set(condition.values) & (concept.within if concept else {world}))
    number = float(str(world))
    low, high = condition.low, condition.high
    above = low is None or (number > low if condition.is_low_strict else number >= low)
    return above and (high is None or (number < high if condition.is_high_strict else number <= high))


# --- treatments


def _records(patient: PatientFile, on: date) -> list[Treatment]:
    """The records begun by the day; those that end later are ongoing."""
    received = (None, *WORDS["given"][0])
    return [
        item._replace(outcome="ongoing")
        if item.end is not None and item.end.earliest > on and item.outcome in received
        else item
        for item in patient.treatments
        if item.start is None or item.start.latest <= on
    ]


def _matches(record: Treatment, condition: Treated) -> Truth:
    agents = [agent for agent in VOCABULARY.agents.values() if record.agent in agent.within]
    is_agent: Truth
    if record.agent == "other":
        is_agent = None if VOCABULARY.agents[condition.agent].kind == "class" else False
    elif VOCABULARY.agents[record.agent].kind == "class":
        is_agent = _agreed(condition.agent in agent.within for agent in agents)
    else:
        is_agent = condition.agent in VOCABULARY.agents[record.agent].within
    return _all(
        is_agent,
        _any(_is_outcome(record, word) for word in condition.outcomes),
        _same(record.line, condition.line),
        _same(record.setting, condition.setting),
    )


def _is_outcome(record: Treatment, word: str) -> Truth:
    is_true, is_open = WORDS.get(word, ({word}, set()))
    if record.outcome is None:
        return True if word == "given" and (record.start or record.end) else None
    return True if record.outcome in is_true else None if record.outcome in is_open else False


def _same(recorded: object, asked: object) -> Truth:
    return True if asked is None else None if recorded is None else recorded == asked


def _lines(condition: LineCount, records: list[Treatment]) -> Truth:
    """Tries which records count, and which line each record without a number belongs to."""
    asked = Treated(condition.agent, ("given",), None, condition.setting)
    choices = []
    for at, record in enumerate(records):
        truth = _matches(record, asked)
        own_lines = [record.line] if record.line is not None else [1, 2, 3, 100 + at]
        lines = [] if truth is False else own_lines
        choices.append([*lines, *([] if truth is True else [None])])
    return _agreed(len(set(world) - {None}) >= condition.at_least for world in product(*choices))


def _since(condition: FactSince, patient: PatientFile, on: date) -> Truth:
    fact = truth_of_condition(FactIs(condition.fact, condition.values), patient, on)
    treated = truth_of_condition(condition.treatment, patient, on)
    if fact is None:
        return False if treated is False else None
    known = (patient.facts or {}).get(condition.fact, ())
    dated = [item.on.latest for item in known if item.on is not None and item.on.latest <= on]
    undated = any(item.on is None for item in known)
    seen = max(dated) if dated else None
    # The same value stated with and without a day is as old as the day says.
    assert seen is not None or undated
    if fact is False and seen in (None, on):
        return False
    judged = [
        _all(_matches(item, condition.treatment), _said_since(item, seen, condition.within, fact))
        for item in _records(patient, on)
    ]
    return _closed(_any(judged), patient)


def _said_since(record: Treatment, seen: date | None, within: Span | None, fact: bool) -> Truth:
    """What a fact seen on a day says of the time since a treatment: nothing if it may be older than the treatment."""
    start = record.start.latest if record.start else None
    end = record.end.latest if record.end else None
    if seen is not None and seen < (start or end or date.max):
        return None
    if not fact or within is None or record.outcome == "ongoing":
        return fact
    return None if end is None or seen is None else seen <= _later(end, within)


def _later(day: date, span: Span) -> date:
    """Month by month, the last day of the month where the day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + span.months + 12 * span.years, 12)
    first = date(year, month + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day)) + timedelta(days=span.days)


# --- boards


def _proposed(condition: Proposed, patient: PatientFile, on: date) -> Truth:
    said: list[Statement] = []
    for opinion in patient.opinions:
        if opinion.board == condition.board:
            if opinion.proposes and condition.product in opinion.proposes:
                said.append(Statement(True, opinion.on))
            elif opinion.proposes == () or condition.product in opinion.declines:
                said.append(Statement(False, opinion.on))
    latest = _latest(said, on)
    return bool(latest.pop()) if len(latest) == 1 else None
