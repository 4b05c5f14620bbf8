"""The next best question: in which order to look for what is missing."""

from collections import Counter
from collections.abc import Iterable, Sequence

from saufconduit.criteria.evaluate import Trace, combine
from saufconduit.criteria.nodes import All, FactIs, FactSince, Not
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.truth import Truth

BOARD, TREATMENT = "board:", "treatment:"


def missing_of(trace: Trace) -> tuple[str, ...]:
    """The names that could still change the verdict, in tree order: those of unknown criteria that matter."""
    if trace.value is not None:
        return ()
    names = (
        name
        for leaf in trace.leaves()
        if leaf.matters and leaf.value is None and leaf.finding is not None
        for name in leaf.finding.missing
    )
    return tuple(dict.fromkeys(names))


def ordered(missing: Iterable[str], settled: Counter[str]) -> tuple[str, ...]:
    """`missing` with the best question first: clinical before procedural, then by how many indications it can settle.

    Ties keep the order of the tree.
    """
    return tuple(sorted(missing, key=lambda name: (name.startswith(BOARD), -settled[name])))


def best_question(missing: Iterable[Sequence[str]]) -> str | None:
    """The name that most of the indications wait for first; boards last, ties in the order given."""
    firsts = [names[0] for names in missing if names]
    clinical = [name for name in firsts if not name.startswith(BOARD)]
    asked = clinical or firsts
    return max(dict.fromkeys(asked), key=asked.count) if asked else None


def count_settled(traces: Iterable[tuple[Trace, Sequence[str]]], vocabulary: Vocabulary) -> Counter[str]:
    """For each missing name, how many of the open indications its answer alone could settle.

    A question is worth what it can close: an indication is counted when some answer makes its verdict definite while
    all else stays as it is. Counting mere occurrences would rank a criterion inside an « ou », which nothing settles
    alone, as high as the diagnosis. Probabilities would rank better still, but there is no honest source for them.
    """
    settled: Counter[str] = Counter()
    for trace, missing in traces:
        settled.update(name for name in missing if _can_settle(trace, name, vocabulary))
    return settled


def _can_settle(trace: Trace, name: str, vocabulary: Vocabulary) -> bool:
    if type(trace.node) is All and any(_is_unknown_of(_inner(part), name) for part in trace.parts):
        return True  # a criterion directly under the root: one answer makes it false
    leaves = [leaf for leaf in trace.leaves() if _is_unknown_of(leaf, name)]
    return any(_value(trace, answers) is not None for answers in _answers(leaves, name, vocabulary))


def _inner(trace: Trace) -> Trace:
    return _inner(trace.parts[0]) if type(trace.node) is Not else trace


def _is_unknown_of(trace: Trace, name: str) -> bool:
    return trace.finding is not None and trace.value is None and name in trace.finding.missing


def _answers(leaves: list[Trace], name: str, vocabulary: Vocabulary) -> Iterable[dict[int, Truth]]:
    """What each possible answer makes of the criteria that wait for it."""
    fact = vocabulary.facts.get(name)
    if fact is None or not fact.values:
        return [{id(leaf): _is_alone(leaf, name) or None for leaf in leaves}, {id(leaf): False for leaf in leaves}]
    return [{id(leaf): _truth_for(leaf, name, value) for leaf in leaves} for value in fact.values]


def _is_alone(leaf: Trace, name: str) -> bool:
    """Whether the criterion waits for nothing else: only then is a « yes » certain to make it true."""
    return leaf.finding is not None and leaf.finding.missing == (name,)


def _truth_for(leaf: Trace, name: str, value: object) -> Truth:
    condition = leaf.criterion.condition
    if isinstance(condition, FactIs) and condition.fact == name:
        return value in condition.values
    # An event of the fact also needs its date, a derived fact its other sources: only a « no » is certain.
    return False if isinstance(condition, FactSince) and value not in condition.values else None


def _value(trace: Trace, answers: dict[int, Truth]) -> Truth:
    if trace.finding is not None:
        return answers.get(id(trace), trace.value)
    return combine(trace.node, [_value(part, answers) for part in trace.parts])
