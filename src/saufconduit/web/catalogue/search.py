"""Finds programmes by product, substance or disease, slips of the pen forgiven."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz

from saufconduit.registry.programme import Programme
from saufconduit.reports.programme_names import texts_of, texts_of_indication
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
            _words(" ".join(texts_of(programme, registry()))),
            {
                item.id: _words(" ".join(texts_of_indication(item, registry().vocabulary)))
                for item in programme.indications
            },
        )
        for programme in registry().programmes
    }


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.split(r"[^a-z0-9]+", folded(text)) if word not in _EMPTY)


_EMPTY = frozenset(" ".join(("", "de du des la le les un une et ou en of the and or in a an d l")).split(" "))
