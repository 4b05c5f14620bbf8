"""Finds programmes by product, substance or disease, slips of the pen forgiven."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz

from saufconduit.criteria.nodes import Criterion, FactIs, Node, Not, parts_of
from saufconduit.registry.programme import Indication, Programme
from saufconduit.vocabulary.problem import folded
from saufconduit.web.catalogue.knowledge import registry

_NEAR = 78.0  # two letters of ten may differ
_SHORTEST = 3  # a word of fewer letters must be whole
_LONGEST = 100


class Found(NamedTuple):
    """A programme, how well it answers, and the indications that made it answer."""

    programme: Programme
    score: float
    indications: tuple[str, ...]


class _Names(NamedTuple):
    """The words by which a programme is looked for, and those of each of its indications."""

    own: frozenset[str]
    indications: dict[str, frozenset[str]]


def search(asked: str, programmes: Iterable[Programme]) -> tuple[Found, ...]:
    """The programmes that answer to every word of `asked`, the best first; all of them where nothing is asked."""
    words = _words(asked[:_LONGEST])
    found = []
    for programme in programmes:
        names = _names()[programme.id]
        score = _score(words, names.own.union(*names.indications.values()))
        if score:
            found.append(Found(programme, score, _nearest(words, names)))
    return tuple(sorted(found, key=lambda item: -item.score))


def _nearest(asked: frozenset[str], names: _Names) -> tuple[str, ...]:
    """The indications that answer to the most words by what they are themselves; none where the product was asked."""
    counts = {name: sum(1 for one in asked if _score({one}, words)) for name, words in names.indications.items()}
    most = max(counts.values())
    return tuple(name for name, number in counts.items() if number == most) if most else ()


def _score(asked: AbstractSet[str], words: frozenset[str]) -> float:
    """How near the words are to those asked, from 0 to 100; 0 where one of them is not there."""
    scores = [max((_likeness(one, other) for other in words), default=0.0) for one in asked]
    return 0.0 if 0.0 in scores else sum(scores, 100.0) / (len(scores) + 1)


def _likeness(asked: str, word: str) -> float:
    if asked == word:
        return 100.0
    if len(asked) < _SHORTEST:
        return 0.0
    if word.startswith(asked):
        return 95.0
    return fuzz.ratio(asked, word, score_cutoff=_NEAR)


@cache
def _names() -> dict[str, _Names]:
    """The words of each programme, in both languages."""
    return {
        programme.id: _Names(
            _words(" ".join(_texts_of(programme))),
            {item.id: _words(" ".join(_texts_of_indication(item))) for item in programme.indications},
        )
        for programme in registry().programmes
    }


def _texts_of(programme: Programme) -> Iterable[str]:
    """What the programme, its regime, its products are called."""
    law = registry().law[programme.regime]
    yield from (programme.id, *programme.label, *law.label, law.abbreviation)
    for product in programme.products:
        agent = registry().vocabulary.agents[product.id]
        yield from (product.name, product.substance or "", *agent.label, *agent.names)
    for item in programme.discrepancies:  # other names of a disease stand there: « carcinoïde bronchique »
        yield from (*item.kept, *item.other)


def _texts_of_indication(indication: Indication) -> Iterable[str]:
    """Its own words, and those of the diseases that it takes."""
    concepts = registry().vocabulary.concepts
    for version in indication.versions:
        yield from version.label
        if version.board is not None:
            yield from registry().vocabulary.boards[version.board].label
        wanted, excluded = _diseases(version.criteria)
        for one in concepts.values():
            if wanted & one.within and not excluded & one.within:
                yield from (one.id, *one.label)


def _diseases(node: Node) -> tuple[frozenset[str], frozenset[str]]:
    """The diseases that a tree asks for, those that it excludes."""
    if isinstance(node, Criterion):
        condition = node.condition
        is_disease = isinstance(condition, FactIs) and condition.fact == "disease"
        return (frozenset(map(str, condition.values)) if is_disease else frozenset(), frozenset())  # type: ignore[union-attr]
    parts = [_diseases(part) for part in parts_of(node)]
    wanted = frozenset[str]().union(*(part[0] for part in parts))
    excluded = frozenset[str]().union(*(part[1] for part in parts))
    return (excluded, wanted) if isinstance(node, Not) else (wanted, excluded)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.split(r"[^a-z0-9]+", folded(text)) if word not in _EMPTY)


_EMPTY = frozenset(" ".join(("", "de du des la le les un une et ou en of the and or in a an d l")).split(" "))
