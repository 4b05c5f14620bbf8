"""What a dossier brings to a board: the checklist of the access that is asked for."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from saufconduit.vocabulary.text import Text


class Piece(NamedTuple):
    """One line of the checklist: a clinical criterion, or a paper that the board asks for.

    `seen` is what the file says of it, as the answer of `check` writes it; `is_met` is false where that is known
    without meeting the criterion, and `matters` where this changes nothing: another branch is met, for instance.
    """

    words: Text
    is_there: bool
    seen: tuple[Mapping[str, Any], ...] = ()
    is_paper: bool = False
    is_met: bool = True
    matters: bool = True


@dataclass(frozen=True)
class Completeness:
    """The checklist; an incomplete dossier is discussed all the same."""

    pieces: tuple[Piece, ...]

    @property
    def missing(self) -> tuple[Piece, ...]:
        """What the dossier does not bring."""
        return tuple(piece for piece in self.pieces if not piece.is_there)

    @property
    def is_complete(self) -> bool:
        """True if nothing is missing."""
        return not self.missing


def completeness(
    outcome: Mapping[str, Any] | None, papers: Iterable[str] = (), held: Iterable[str] = ()
) -> Completeness:
    """The checklist from one result of `check`, the papers that the board asks for, the titles of those attached.

    A clinical criterion counts when it is known, or when it is unknown and could still change the verdict.
    """
    titles = [title.casefold() for title in held]
    asked = [
        Piece(Text(paper, paper), any(paper.casefold() in title for title in titles), is_paper=True) for paper in papers
    ]
    return Completeness((*_once(() if outcome is None else _criteria(outcome["criteria"])), *asked))


class _Leaf(NamedTuple):
    """A clinical criterion, and the value that meets it: false under a negation."""

    node: Mapping[str, Any]
    meets: bool

    @property
    def is_met(self) -> bool:
        """False if it is known without meeting the criterion."""
        return self.node["value"] in (None, self.meets)


def _once(leaves: Iterable[_Leaf]) -> list[Piece]:
    """One piece for what several criteria judge: the words are those of the first that is met, else of the first."""
    found: dict[str, tuple[bool, Piece]] = {}
    for leaf in leaves:
        node = leaf.node
        is_known = node["value"] is not None
        words = Text(node["text"], node.get("text_en", node["text"]))
        key = json.dumps(node["because"], sort_keys=True) if is_known and node["because"] else words.fr
        is_met = node["value"] is True
        if key not in found or (is_met and not found[key][0]):
            piece = Piece(words, is_known, tuple(node["because"]), is_met=leaf.is_met, matters=node["matters"])
            found[key] = (is_met, piece)
    return [piece for _, piece in found.values()]


def _criteria(node: Mapping[str, Any], meets: bool = True) -> Iterator[_Leaf]:
    if "of" in node:
        for part in node["of"]:
            yield from _criteria(part, meets is (node["op"] != "not"))
    elif node["kind"] == "clinical" and (node["value"] is not None or node["matters"]):
        yield _Leaf(node, meets)
