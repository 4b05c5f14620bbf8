"""Opening a document that somebody sends: read at once, bounded, nothing of it run."""

from typing import Any

from saufconduit.documents.read import proposal_of
from saufconduit.interop.bdpm.medicines import medicines_if_there
from saufconduit.registry.cache import load_registry
from saufconduit.web.review.reading_apart import opened
from saufconduit.web.review.sheet import sheet_of


def read(content: bytes, name: str) -> dict[str, Any]:
    """What the document says, as a sheet; raises the Problem of one that cannot be read.

    It is opened in a process of its own, whose time and memory are limited; its text is limited in length. Its
    medicines are compared with the public base, where that was imported.
    """
    registry = load_registry()
    proposal = proposal_of(opened(content, name), name, registry, medicines_if_there())
    return sheet_of(proposal, registry.vocabulary)
