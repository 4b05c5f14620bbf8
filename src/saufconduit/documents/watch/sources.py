"""The sources that are watched, and for how long the check of each holds."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from saufconduit.documents.data import read_data
from saufconduit.documents.grammar.tokens import fold
from saufconduit.regimes.provisions import Document
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import Text


class Kind(NamedTuple):
    """A kind of document; `every` is how long a check of it holds: a choice, no text sets it."""

    id: str
    label: Text
    every: Span


class Watched(NamedTuple):
    """A document that the registry rests on, and the programmes or pathways that cite it; none for a text of law."""

    document: Document
    kind: Kind
    users: tuple[str, ...]


def watched(registry: Registry) -> Mapping[str, Watched]:
    """All the documents that the registry knows, by id, in the order of their ids."""
    users: dict[str, list[str]] = {}
    for name, documents in _cited(registry):
        for document in documents:
            users.setdefault(document.id, []).append(name)
    brought = {one.id for item in registry.programmes for one in item.sources}
    brought |= {one.id for item in registry.pathways for one in item.sources}
    return {
        name: Watched(
            document,
            kind_of(document, is_law=name not in brought and name not in users),
            tuple(users.get(name, ())),
        )
        for name, document in sorted(registry.law.documents.items())
    }


def _cited(registry: Registry) -> Iterator[tuple[str, list[Document]]]:
    for programme in registry.programmes:
        yield programme.id, registry.documents_of(programme)
    for pathway in registry.pathways:
        named = registry.law.documents.get(pathway.guideline)
        yield pathway.id, list({one.id: one for one in (*pathway.sources, named) if one is not None}.values())


def kind_of(document: Document, *, is_law: bool) -> Kind:
    """The first kind whose rule fits the document."""
    words = fold(" ".join(part for part in (document.id, document.title, document.issuer, document.url) if part))
    return next(kind for kind, find in _kinds() if (find.search(words) is not None if find is not None else is_law))


@cache
def _kinds() -> tuple[tuple[Kind, re.Pattern[str] | None], ...]:
    return tuple(
        (
            Kind(item["id"], Text(**item["label"]), Span(**item["every"])),
            re.compile(item["find"]) if "find" in item else None,
        )
        for item in read_data("watch")["kinds"]
    )


def horizon() -> Span:
    """How far ahead an act that falls due is something to do: a choice, no text sets it."""
    return Span(**read_data("watch")["horizon"])
