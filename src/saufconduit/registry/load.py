"""Builds the registry from the knowledge files, all of them checked."""

import os
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from saufconduit.criteria.nodes import Condition
from saufconduit.regimes.provisions import REGIMES, SHARED_LAW, Document, Law
from saufconduit.regimes.read import UNKNOWN_DOCUMENT, read_law
from saufconduit.regimes.read_retention import read_retention
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.files import PACKAGED, READINGS, RETENTION, SECTIONS
from saufconduit.registry.pathways.pathway import Pathway
from saufconduit.registry.pathways.problems import DUPLICATE_PATHWAY
from saufconduit.registry.pathways.read import read_pathway
from saufconduit.registry.problems import DUPLICATE_PROGRAMME
from saufconduit.registry.programme import Programme
from saufconduit.registry.read import read_programme, read_sources
from saufconduit.registry.read_readings import read_readings
from saufconduit.registry.readings import Reading
from saufconduit.vocabulary.load import load_vocabulary
from saufconduit.vocabulary.located import read_bytes
from saufconduit.vocabulary.problem import Place, Problem, ProblemKind, Problems
from saufconduit.vocabulary.terms import Vocabulary


class _Named(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Named)

MISSING_FILE = ProblemKind(
    "registry.missing-file",
    "Il manque la loi de « {name} » : knowledge/regimes/{name}.yaml.",
    "Remettez ce fichier ; aucune durée ne se devine.",
    "The law of `{name}` is missing: knowledge/regimes/{name}.yaml.",
    "Put the file back; no duration is guessed.",
)


def build_registry(files: Mapping[str, str]) -> Registry:
    """The registry made of `files` (path in the folder → path on disk), all of them checked.

    Raises Problems with everything that is wrong in every file that could be read.
    """
    contents: dict[str, dict[str, bytes]] = {section: {} for section in SECTIONS}
    readings: Mapping[str, Reading] = {}
    for name, path in sorted(files.items()):
        if name == READINGS:
            readings = read_readings(read_bytes(path), path)
        elif name != RETENTION:
            contents[name.split("/")[0]][path] = read_bytes(path)
    vocabulary = load_vocabulary(contents["vocabulary"])
    law = read_law(
        contents["regimes"], contents["sources"], _documents_of({**contents["programmes"], **contents["pathways"]})
    )
    for name in (*REGIMES, *SHARED_LAW):
        if name not in law.regimes:
            raise Problem(MISSING_FILE, name=name)
    _check_readings(readings, law)
    conditions: dict[Condition, Condition] = {}
    programmes = _read_programmes(contents["programmes"], vocabulary, law, readings, conditions)

    def pathway(data: bytes, path: str) -> Pathway:
        return read_pathway(data, path, vocabulary, law.documents, readings, conditions, programmes)

    pathways = _read_each(contents["pathways"], pathway, DUPLICATE_PATHWAY)
    kept = files.get(RETENTION)
    retention = () if kept is None else read_retention(read_bytes(kept), kept, law.documents)
    return Registry(vocabulary, law, readings, programmes, pathways, retention)


def _documents_of(contents: Mapping[str, bytes]) -> dict[str, Document]:
    """The documents that programmes and pathways bring, by id: the law cites them too.

    Raises Problems for the broken files.
    """
    documents: dict[str, Document] = {}
    found: list[Problem] = []
    for path, data in contents.items():
        try:
            documents |= read_sources(data, path)
        except Problem as problem:
            found.append(problem)
        except Problems as several:
            found += several.problems
    if found:
        raise Problems(found)
    return documents


def _read_programmes(
    contents: Mapping[str, bytes],
    vocabulary: Vocabulary,
    law: Law,
    readings: Mapping[str, Reading],
    conditions: dict[Condition, Condition],
) -> tuple[Programme, ...]:
    def programme(data: bytes, path: str) -> Programme:
        return read_programme(data, path, vocabulary, law.documents, readings, conditions)

    return _read_each(contents, programme, DUPLICATE_PROGRAMME)


def _read_each(contents: Mapping[str, bytes], read: Callable[[bytes, str], T], twice: ProblemKind) -> tuple[T, ...]:
    """What every file holds, in the order of the ids; raises Problems with all that is wrong in any of them."""
    items: list[T] = []
    paths: dict[str, str] = {}
    found: list[Problem] = []
    for path, data in contents.items():
        try:
            item = read(data, path)
        except Problems as several:  # a layout that is broken was told by `_documents_of`
            found += several.problems
        else:
            items.append(item)
            if item.id in paths:
                found.append(_twice(twice, item.id, paths[item.id], path))
            paths.setdefault(item.id, path)
    if found:
        raise Problems(found)
    return tuple(sorted(items, key=lambda item: item.id))


def _twice(kind: ProblemKind, name: str, one: str, other: str) -> Problem:
    """Two files for one thing; the place is that of the file of one's own, not of the packaged one."""
    mine, theirs = (one, other) if other.startswith(PACKAGED) else (other, one)
    file = os.path.basename(theirs)
    return Problem(kind, Place(mine, 1, 1), [Place(theirs, 1, 1)], name=name, file=file)


def _check_readings(readings: Mapping[str, Reading], law: Law) -> None:
    problems = [
        Problem(UNKNOWN_DOCUMENT, reading.place, name=citation.document)
        for reading in readings.values()
        for citation in reading.sources
        if citation.document not in law.documents
    ]
    if problems:
        raise Problems(problems)
