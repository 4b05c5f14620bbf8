"""Compares the newest copy of each source with what was last reviewed of it."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Literal, NamedTuple

from saufconduit.documents.source import Source, source_of
from saufconduit.documents.stable import Part, part_of
from saufconduit.documents.watch.differences import MOST, Difference, differences
from saufconduit.documents.watch.snapshots import Snapshot
from saufconduit.documents.watch.sources import Watched
from saufconduit.regimes.provisions import Document
from saufconduit.registry.passages import FOLDER
from saufconduit.vocabulary.located import read_bytes
from saufconduit.vocabulary.problem import Place, Problem
from saufconduit.vocabulary.text import Lang

State = Literal["same", "changed", "new", "unreadable", "unmatched"]


class Review(NamedTuple):
    """What the newest copy of a source is to what was reviewed.

    `new` is a copy of a source that nobody has reviewed, `unmatched` a file of no known source. `differences` is None
    where the text that was reviewed is not on this machine; `more` are those left out.
    """

    state: State
    path: str
    source: str | None = None
    day: date | None = None
    differences: tuple[Difference, ...] | None = None
    more: int = 0
    problem: Problem | None = None

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """As in `watch --json`."""
        found = self.differences
        return {
            "state": self.state,
            "file": os.path.basename(self.path),
            "source": self.source,
            "on": None if self.day is None else self.day.isoformat(),
            "differences": None if found is None else [one.to_dict() for one in found],
            "more": self.more,
            "problem": None if self.problem is None else self.problem.to_dict(lang),
        }


def reviews(
    snapshots: Iterable[Snapshot], strange: Iterable[Problem], known: Mapping[str, Watched], on: date
) -> list[Review]:
    """One for each source that has a copy made by `on`, in the order of their names, then the files of no source."""
    made = [one for one in snapshots if one.day is None or one.day <= on]
    by_source = groupby(sorted(made, key=lambda one: (one.source, one.order)), key=lambda one: one.source)
    found = [_review(list(copies), known[name].document) for name, copies in by_source]
    return found + [Review("unmatched", str(_place(one).file), problem=one) for one in strange]


def _place(problem: Problem) -> Place:
    assert problem.where is not None  # a file of no source is always told by its path
    return problem.where


def _review(copies: list[Snapshot], document: Document) -> Review:
    newest = copies[-1]
    found = Review("same", newest.path, newest.source, newest.day)
    try:
        source = source_of(read_bytes(newest.path), newest.path)
    except Problem as problem:
        return found._replace(state="unreadable", problem=problem)
    part = part_of(source)
    if _is_reviewed(source, part, document):
        return found
    if document.part_sha256 is None and document.sha256 is None:
        return found._replace(state="new")
    before = _reviewed_among(copies[:-1], document) or _reviewed_at_home(document)
    if before is None:
        return found._replace(state="changed")
    if before.sha256 == part.sha256:  # its hash was made by another version of the rules
        return found
    told = differences(before.units, part.units)
    return found._replace(state="changed", differences=tuple(told[:MOST]), more=max(0, len(told) - MOST))


def _is_reviewed(source: Source, part: Part, document: Document) -> bool:
    return part.sha256 == document.part_sha256 or source.sha256 == document.sha256


def _reviewed_among(copies: list[Snapshot], document: Document) -> Part | None:
    """The part of the copy that was reviewed, the newest first, among those of the folder."""
    for copy in reversed(copies):
        try:
            source = source_of(read_bytes(copy.path), copy.path)
        except Problem:
            continue
        part = part_of(source)
        if _is_reviewed(source, part, document):
            return part
    return None


def _reviewed_at_home(document: Document) -> Part | None:
    """The part of the very file that was reviewed, in the folder of official documents."""
    folder = os.environ.get(FOLDER) or ""
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.access(path, os.R_OK):
            data = read_bytes(path)
            if hashlib.sha256(data).hexdigest() == document.sha256:
                return part_of(source_of(data, path))
    return None
