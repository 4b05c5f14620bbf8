"""A registry of hundreds of invented indications, whose criteria ask for everything that criteria can ask for."""

from collections.abc import Iterable, Iterator
from functools import cache
from random import Random

from reading_criteria import VOCABULARY, read_criteria
from screened import programme_of, registry_of
from synthetic import act

from saufconduit.criteria.nodes import All, Node
from saufconduit.registry.catalogue import Registry

A_PROGRAMME = 25  # indications
_FACTS = VOCABULARY.facts
_CODED = sorted(name for name, fact in _FACTS.items() if fact.kind == "code" and not fact.sources and name != "sex")
_TRUTHS = sorted(name for name, fact in _FACTS.items() if fact.kind == "boolean" and not fact.sources)
_OUTCOMES = ("failed", "contraindicated", "impossible", "progressed", "given", "refused", "ongoing")
_OPEN = act("established", start="2020-01-01")
_ACTS = [(_OPEN,), (_OPEN, act("ended", end="2026-03-01")), (_OPEN, act("suspended", start="2026-08-01"))]


@cache
def many_indications(count: int = 300, seed: int = 4) -> Registry:
    """That many indications in programmes of A_PROGRAMME; the same for the same seed."""
    random = Random(seed)
    trees = [_tree(random) for _ in range(count)]
    starts = range(0, count, A_PROGRAMME)
    programmes = [
        programme_of(trees[at : at + A_PROGRAMME], f"essai-{number}", "cpc", _ACTS[number % len(_ACTS)])
        for number, at in enumerate(starts, 1)
    ]
    return registry_of(*programmes)


def _tree(random: Random) -> Node:
    criteria = [one for make in (_disease, _facts, _age, _treatments, _since, _board) for one in make(random)]
    return All(tuple(map(read_criteria, criteria)))


def _disease(random: Random) -> Iterator[str]:
    yield f"{{disease: {_one(random, VOCABULARY.concepts)}}}"


def _facts(random: Random) -> Iterator[str]:
    coded, other = random.sample(_CODED, 2)
    yield f"{{any: [{_value(random, coded)}, {_value(random, other)}]}}"
    truth, then = random.sample(_TRUTHS, 2)
    yield f"{{if: {{{truth}: true}}, then: {{{then}: {_one(random, ('true', 'false'))}}}}}"
    yield f"{{not: {{ki67: {{more-than: {random.randrange(5, 60)}}}}}}}"


def _value(random: Random, fact: str) -> str:
    return f"{{{fact}: {_one(random, [str(value) for value in _FACTS[fact].values])}}}"


def _age(random: Random) -> Iterator[str]:
    low = random.randrange(0, 60)
    yield f"{{age: {{at-least: {low}, less-than: {low + random.randrange(5, 60)}}}}}"


def _treatments(random: Random) -> Iterator[str]:
    outcomes = ", ".join(random.sample(_OUTCOMES, random.choice((1, 2))))
    yield f"{{treatment: {{agent: {_one(random, VOCABULARY.agents)}, outcome: [{outcomes}]}}}}"
    agent, other = random.sample(sorted(VOCABULARY.agents), 2)
    line = random.randrange(1, 4)
    progressed = f"{{treatment: {{agent: {agent}, line: {line}, outcome: progressed}}}}"
    yield f"{{any: [{progressed}, {{lines: {{agent: {other}, at-least: {line}}}}}]}}"


def _since(random: Random) -> Iterator[str]:
    """« This fact, since that treatment », in one tree of five: no real text has more."""
    if random.randrange(5):
        return
    agent = _one(random, ("systemic", "radiotherapy", "surgery", "everolimus"))
    within = random.choice(("", ", within: {months: 6}", ", within: {days: 90}", ", within: {years: 1}"))
    yield f"{{course: {{is: progressive, since: {{agent: {agent}}}{within}}}}}"


def _board(random: Random) -> Iterator[str]:
    yield f"{{board: {_one(random, VOCABULARY.boards)}, proposes: {_one(random, VOCABULARY.products)}}}"


def _one(random: Random, of: Iterable[str]) -> str:
    return random.choice(sorted(of))
