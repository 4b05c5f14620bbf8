"""Readings: where a text leaves a question open, the passage, and what is taken."""

from dataclasses import dataclass

from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.problem import Place
from saufconduit.vocabulary.text import Text


@dataclass(frozen=True)
class Reading:
    """A reading taken, with its number in docs/readings.md."""

    id: str
    number: int
    title: Text
    question: Text
    taken: Text
    sources: tuple[Citation, ...]
    place: Place
