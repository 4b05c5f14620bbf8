"""The text of a document cut where passages begin or end."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Piece(NamedTuple):
    """A run of text: the passages that begin with it, those that it belongs to."""

    words: str
    begins: tuple[int, ...]
    passages: tuple[int, ...]


def pieces(text: str, marks: Iterable[Iterable[int]]) -> Iterator[Piece]:
    """The pieces of a text in order; passages are numbered from 1, and may overlap.

    An empty passage is where it stands, so that a link to it leads somewhere.
    """
    spans = [(number, *_within(span, len(text))) for number, span in enumerate(marks, 1)]
    cuts = sorted({0, len(text), *(place for _, start, end in spans for place in (start, end))})
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        begins = tuple(number for number, first, _ in spans if first == start)
        covered = tuple(number for number, first, last in spans if first <= start < last)
        if start < end or begins:
            yield Piece(text[start:end], begins, covered)


def _within(span: Iterable[int], length: int) -> tuple[int, int]:
    start, end = span
    return min(start, length), min(max(start, end), length)
