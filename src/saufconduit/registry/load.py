"""Builds the registry from the knowledge files, all of them checked."""

import os
from collections.abc import Mapping

from saufconduit.criteria.nodes import Condition
from saufconduit.regimes.provisions import REGIMES, SHARED_LAW, Document, Law
from saufconduit.regimes.read import UNKNOWN_DOCUMENT, read_law
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.files import PACKAGED, READINGS, SECTIONS
from saufconduit.registry.problems import DUPLICATE_PROGRAMME
from saufconduit.registry.programme import Programme
from saufconduit.registry.read import read_programme, read_sources
from saufconduit.registry.read_readings import read_readings
from saufconduit.registry.readings import Reading
from saufconduit.vocabulary.load import load_vocabulary
from saufconduit.vocabulary.located import read_bytes
from saufconduit.vocabulary.problem import Place, Problem, ProblemKind, Problems
from saufconduit.vocabulary.terms import Vocabulary

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
        else:
            contents[name.split("/")[0]][path] = read_bytes(path)
    vocabulary = load_vocabulary(contents["vocabulary"])
    law = read_law(contents["regimes"], contents["sources"], _documents_of(contents["programmes"]))
    for name in (*REGIMES, *SHARED_LAW):
        if name not in law.regimes:
            raise Problem(MISSING_FILE, name=name)
    _check_readings(readings, law)
    return Registry(vocabulary, law, readings, _read_programmes(contents["programmes"], vocabulary, law, readings))


def _documents_of(contents: Mapping[str, bytes]) -> dict[str, Document]:
    """The documents that programmes bring, by id: the law cites them too. Raises Problems for the broken files."""
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
    contents: Mapping[str, bytes], vocabulary: Vocabulary, law: Law, readings: Mapping[str, Reading]
) -> tuple[Programme, ...]:
    conditions: dict[Condition, Condition] = {}
    programmes: list[Programme] = []
    paths: dict[str, str] = {}
    found: list[Problem] = []
    for path, data in contents.items():
        try:
            programme = read_programme(data, path, vocabulary, law.documents, readings, conditions)
            programmes.append(programme)
            if programme.id in paths:
                found.append(_twice(programme.id, paths[programme.id], path))
            paths.setdefault(programme.id, path)
        except Problems as several:
            found += several.problems
    if found:
        raise Problems(found)
    return tuple(sorted(programmes, key=lambda item: item.id))


def _twice(name: str, one: str, other: str) -> Problem:
    """Two files for one programme; the place is that of the file of one's own, not of the packaged one."""
    mine, theirs = (one, other) if other.startswith(PACKAGED) else (other, one)
    file = os.path.basename(theirs)
    return Problem(DUPLICATE_PROGRAMME, Place(mine, 1, 1), [Place(theirs, 1, 1)], name=name, file=file)


def _check_readings(readings: Mapping[str, Reading], law: Law) -> None:
    problems = [
        Problem(UNKNOWN_DOCUMENT, reading.place, name=citation.document)
        for reading in readings.values()
        for citation in reading.sources
        if citation.document not in law.documents
    ]
    if problems:
        raise Problems(problems)
