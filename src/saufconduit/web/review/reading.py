"""Opening a document that somebody sends: read at once, bounded, nothing of it run."""

from typing import Any

from saufconduit.documents.read import proposal_of
from saufconduit.documents.source import source_of
from saufconduit.registry.cache import load_registry
from saufconduit.web.review.sheet import sheet_of


def read(content: bytes, name: str) -> dict[str, Any]:
    """What the document says, as a sheet; raises the Problem of one that cannot be read.

    A PDF is read in a process of its own, whose time and memory are limited; other texts are limited in length.
    """
    registry = load_registry()
    return sheet_of(proposal_of(source_of(content, name), name, registry), registry.vocabulary)
