"""Patients and programmes written by hand in a test, and what Saufconduit answers for them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from synthetic import REGISTRY

from saufconduit.assessment.eligibility import Assessment, Outcome, assess
from saufconduit.patients.file import PatientFile
from saufconduit.patients.read import read_patient
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.files import knowledge_files
from saufconduit.registry.load import build_registry
from saufconduit.vocabulary.days import PartialDay, parse_partial_day

NOW = date(2026, 11, 22)
ESTABLISHED = {"id": "established", "kind": "established", "signed": "2022-01-01"}
# The patient of the example of contracts, section 4: bronchial NET, all but the board.
P_0001 = """
id: P-0001
facts:
  disease: bronchial-net
  extent: metastatic
  course: progressive
  sstr-pet: {value: positive, on: 2026-09-02}
  fdg-pet: performed
treatments: [{agent: everolimus, from: 2025-01-10, until: 2025-09-01, outcome: failure}]
"""


def patient_of(text: str, registry: Registry = REGISTRY) -> PatientFile:
    """The patient of a file written in YAML."""
    return read_patient(text, "dossier.yaml", registry.vocabulary, registry.indication_ids())


def assessment_of(text: str, on: date = NOW, known: date = NOW, registry: Registry = REGISTRY) -> Assessment:
    """The whole answer for a patient written in YAML."""
    return assess(patient_of(text, registry), registry, on, known)


def outcome_of(text: str, indication: str, on: date = NOW, known: date = NOW, registry: Registry = REGISTRY) -> Outcome:
    """The answer for one indication, by its id."""
    outcomes = assessment_of(text, on, known, registry).outcomes
    (found,) = [outcome for outcome in outcomes if outcome.indication.id == indication]
    return found


def partial(text: str | None) -> PartialDay | None:
    """The day written YYYY, YYYY-MM or YYYY-MM-DD."""
    return None if text is None else parse_partial_day(text)


def programme(
    name: str = "essai",
    regime: str = "cpc",
    events: Sequence[Mapping[str, Any]] = (ESTABLISHED,),
    criteria: Mapping[str, object] | None = None,
    indications: Sequence[str] = ("essai",),
    board: str | None = None,
) -> dict[str, Any]:
    """A programme that no text made, as its file is written; every indication has the same criteria."""
    label = {"fr": "Essai", "en": "Trial"}
    one = {"label": label, "board": board, "source": {"document": "essai"}, "criteria": criteria or {"disease": "net"}}
    return {
        "id": name,
        "regime": regime,
        "label": label,
        "products": [{"id": "lutathera", "name": "Essai"}],
        "events": [{"source": {"document": "essai"}, **event} for event in events],
        "indications": [{"id": indication, **one} for indication in indications],
        "sources": [{"id": "essai", "title": "Document d’essai"}],
    }


def write_programmes(folder: Path, *programmes: Mapping[str, Any]) -> Path:
    """A knowledge folder that holds the programmes, to lay over the packaged one."""
    (folder / "programmes").mkdir(exist_ok=True)
    for one in programmes:
        path = folder / "programmes" / f"{one['id']}.json"
        path.write_text(json.dumps(one), encoding="utf-8")
    return folder


def registry_with(folder: Path, *programmes: Mapping[str, Any]) -> Registry:
    """The packaged registry with more programmes."""
    return build_registry(knowledge_files(str(write_programmes(folder, *programmes))))
