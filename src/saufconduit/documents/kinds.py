"""Recognises what kind of document a text is, and which regimes it speaks of."""

import re
from functools import cache
from typing import NamedTuple

from saufconduit.documents.data import read_data
from saufconduit.documents.grammar.tokens import spaced
from saufconduit.documents.passage import Field, Passage

OTHER = "other"
_ENOUGH, _AHEAD = 3, 1


class _Cue(NamedTuple):
    pattern: re.Pattern[str]
    weight: int
    is_head: bool


@cache
def _cues() -> dict[str, tuple[_Cue, ...]]:
    return {
        kind: tuple(_Cue(re.compile(item["find"], re.M), item["weight"], item.get("head", False)) for item in found)
        for kind, found in read_data("kinds")["kinds"].items()
    }


@cache
def regime_patterns() -> dict[str, re.Pattern[str]]:
    """The words of each regime, on a folded text."""
    return {name: re.compile(spaced(pattern)) for name, pattern in read_data("kinds")["regimes"].items()}


def kind_of(passage: Passage) -> Field:
    """The kind of the document, `other` where the text does not say enough; the words are those that weighed most."""
    scores: dict[str, int] = {}
    heaviest: dict[str, tuple[int, int, int]] = {}
    for kind, cues in _cues().items():
        for cue in cues:
            match = cue.pattern.search(passage.folded, 0, 1500 if cue.is_head else len(passage.folded))
            if match is not None:
                scores[kind] = scores.get(kind, 0) + cue.weight
                heaviest[kind] = max(heaviest.get(kind, (0, 0, 0)), (cue.weight, -match.start(), match.end()))
    ranked = sorted(scores, key=lambda kind: -scores[kind])
    second = scores[ranked[1]] if len(ranked) > 1 else 0
    if not ranked or scores[ranked[0]] < _ENOUGH or scores[ranked[0]] < second + _AHEAD:
        return passage.field(OTHER, 0, 0, 0.5)
    best = ranked[0]
    _, start, end = heaviest[best]
    return passage.field(best, -start, end, min(1.0, 0.5 + 0.1 * (scores[best] - second)))
