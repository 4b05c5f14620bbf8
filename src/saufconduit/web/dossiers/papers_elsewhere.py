"""Papers about a dossier that other applications print: they say which when they start."""

from collections.abc import Callable
from typing import NamedTuple

from saufconduit.vocabulary.text import Text


class Paper(NamedTuple):
    """A paper, with where it is."""

    words: Text
    href: str


Printed = Callable[[str], list[Paper]]
_PRINTED: dict[str, Printed] = {}


def offer_papers(name: str, printed: Printed) -> None:
    """From now on `printed` is asked, with the id of a dossier, which papers of the application `name` it has."""
    _PRINTED[name] = printed


def papers_elsewhere(dossier: str) -> list[Paper]:
    """The papers about a dossier that other applications print."""
    return [paper for printed in _PRINTED.values() for paper in printed(dossier)]
