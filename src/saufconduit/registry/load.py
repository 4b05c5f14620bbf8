"""Loads all the knowledge: the packaged folder, with a folder of one's own laid over it."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from saufconduit.criteria.nodes import Condition
from saufconduit.regimes.clocks import Clocks
from saufconduit.regimes.dispatch import clocks_of
from saufconduit.regimes.provisions import REGIMES, SHARED_LAW, Document, Law
from saufconduit.regimes.read import UNKNOWN_DOCUMENT, read_law
from saufconduit.registry.programme import Programme
from saufconduit.registry.read import read_programme, read_sources
from saufconduit.registry.readings import Reading, read_readings
from saufconduit.vocabulary.load import load_vocabulary
from saufconduit.vocabulary.located import read_bytes
from saufconduit.vocabulary.problem import Place, Problem, ProblemKind, Problems, nearest
from saufconduit.vocabulary.terms import Vocabulary

PACKAGED = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "knowledge")
OVERLAY = "SAUFCONDUIT_KNOWLEDGE"
SECTIONS = ("vocabulary", "regimes", "sources", "programmes")
READINGS = "readings.yaml"

UNKNOWN_PROGRAMME = ProblemKind(
    "registry.unknown-programme",
    "Aucun programme ne s’appelle « {name} ».{near_fr}",
    "La liste : saufconduit programmes.",
    "No programme is called `{name}`.{near_en}",
    "The list: saufconduit programmes.",
)
NO_FOLDER = ProblemKind(
    "registry.no-folder",
    "Le dossier de connaissances n’existe pas.",
    "Corrigez la variable SAUFCONDUIT_KNOWLEDGE, ou retirez-la pour n’utiliser que le dossier fourni.",
    "The knowledge folder does not exist.",
    "Correct the variable SAUFCONDUIT_KNOWLEDGE, or unset it to use only the packaged folder.",
)
MISSING_FILE = ProblemKind(
    "registry.missing-file",
    "Il manque la loi de « {name} » : knowledge/regimes/{name}.yaml.",
    "Remettez ce fichier ; aucune durée ne se devine.",
    "The law of `{name}` is missing: knowledge/regimes/{name}.yaml.",
    "Put the file back; no duration is guessed.",
)


@dataclass(frozen=True)
class Registry:
    """The vocabulary, the law, the readings taken, and the programmes in the order of their ids."""

    vocabulary: Vocabulary
    law: Law
    readings: Mapping[str, Reading]
    programmes: tuple[Programme, ...]
    _clocks: dict[tuple[str, date], Clocks] = field(default_factory=dict, compare=False, repr=False)

    def programme(self, name: str) -> Programme:
        """The programme called `name`; raises Problem `registry.unknown-programme` with the nearest one."""
        found = next((item for item in self.programmes if item.id == name), None)
        if found is None:
            near = nearest(name, [item.id for item in self.programmes])
            near_fr, near_en = (f" Vouliez-vous dire « {near} » ?", f" Did you mean `{near}`?") if near else ("", "")
            raise Problem(UNKNOWN_PROGRAMME, name=name[:60], near_fr=near_fr, near_en=near_en)
        return found

    def known_on(self, known: date) -> tuple[Programme, ...]:
        """The programmes of which at least one act was known on `known`."""
        return tuple(item for item in self.programmes if item.acts_known(known))

    def clocks(self, programme: Programme, known: date) -> Clocks:
        """The clocks of a programme, from the acts known on `known`."""
        key = (programme.id, known)
        found = self._clocks.get(key)
        if found is None:
            found = self._clocks[key] = clocks_of(programme.regime, programme.acts_known(known), self.law)
        return found

    def documents_of(self, programme: Programme) -> list[Document]:
        """The documents that the programme cites, its own first."""
        cited = [act.source for act in programme.acts] + [remark.source for remark in programme.remarks]
        cited += [item for one in programme.discrepancies for item in (one.kept_source, one.other_source)]
        cited += [version.source for item in programme.indications for version in item.versions]
        names = [document.id for document in programme.sources] + [item.document for item in cited if item is not None]
        return [self.law.documents[name] for name in dict.fromkeys(names)]

    def indication_ids(self) -> dict[str, frozenset[str]]:
        """The ids of the indications of each programme."""
        return {item.id: frozenset(one.id for one in item.indications) for item in self.programmes}


def knowledge_files(overlay: str | None = None) -> dict[str, str]:
    """Path in the knowledge folder → path on disk; a file of `overlay` takes the place of the packaged one.

    Raises Problem `registry.no-folder` when `overlay` is no folder.
    """
    found = dict(_files_under(PACKAGED))
    if overlay:
        if not os.path.isdir(overlay):
            raise Problem(NO_FOLDER, Place(overlay))
        found |= dict(_files_under(overlay))
    return found


def _files_under(folder: str) -> Iterable[tuple[str, str]]:
    for section in SECTIONS:
        path = os.path.join(folder, section)
        if os.path.isdir(path):
            for name in sorted(os.listdir(path)):
                if name.endswith((".yaml", ".yml", ".json")):
                    yield f"{section}/{name}", os.path.join(path, name)
    if os.path.isfile(os.path.join(folder, READINGS)):
        yield READINGS, os.path.join(folder, READINGS)


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
    seeds: dict[str, Document] = {}
    for path, data in contents["programmes"].items():
        seeds |= read_sources(data, path)
    law = read_law(contents["regimes"], contents["sources"], seeds)
    for name in (*REGIMES, *SHARED_LAW):
        if name not in law.regimes:
            raise Problem(MISSING_FILE, name=name)
    _check_readings(readings, law)
    return Registry(vocabulary, law, readings, _read_programmes(contents["programmes"], vocabulary, law, readings))


def _read_programmes(
    contents: Mapping[str, bytes], vocabulary: Vocabulary, law: Law, readings: Mapping[str, Reading]
) -> tuple[Programme, ...]:
    conditions: dict[Condition, Condition] = {}
    programmes: list[Programme] = []
    found: list[Problem] = []
    for path, data in contents.items():
        try:
            programmes.append(read_programme(data, path, vocabulary, law.documents, readings, conditions))
        except Problem as problem:
            found.append(problem)
        except Problems as several:
            found += several.problems
    if found:
        raise Problems(found)
    return tuple(sorted(programmes, key=lambda item: item.id))


def _check_readings(readings: Mapping[str, Reading], law: Law) -> None:
    problems = [
        Problem(UNKNOWN_DOCUMENT, reading.place, name=citation.document)
        for reading in readings.values()
        for citation in reading.sources
        if citation.document not in law.documents
    ]
    if problems:
        raise Problems(problems)
