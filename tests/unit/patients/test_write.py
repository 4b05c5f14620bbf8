"""A patient file written is the file that is read."""

import json
from pathlib import Path

import pytest
from synthetic import REGISTRY

from saufconduit.patients.file import PatientFile
from saufconduit.patients.read import read_patient
from saufconduit.patients.write import patient_to_dict

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*.yaml"))
WHOLE = """
synthetic: true
id: SYN-00
birth: 1961-04
sex: female
facts:
  disease: bronchial-net
  resectable: false
  ki67: 12.5
  extent: [{value: localised, on: 2020}, {value: metastatic, on: 2026-08-28, source: "IRM"}]
treatments:
  - {agent: everolimus, line: 2, setting: advanced, from: 2025-01-10, until: 2025-09-01, outcome: failure}
  - {agent: other, name: "essai"}
treatments-complete: false
opinions:
  - {board: renaten, on: 2026-10-02, proposes: [lutathera]}
  - {board: comete, proposes: []}
  - {board: omega, declines: [lutathera]}
accesses:
  - {programme: lumykras-aap, indication: nsclc-kras-g12c, started: 2023-03-14, until: 2024}
"""


def read(text: str | bytes) -> PatientFile:
    return read_patient(text, "dossier", REGISTRY.vocabulary, REGISTRY.indication_ids())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_written_example_is_read_back(path):
    patient = read(path.read_bytes())

    assert read(json.dumps(patient_to_dict(patient))) == patient


def test_written_file_keeps_everything():
    patient = read(WHOLE)

    written = patient_to_dict(patient)

    assert read(json.dumps(written)) == patient
    assert written["facts"]["resectable"] == [{"value": False}]
    assert written["treatments-complete"] is False
    assert [opinion.get("proposes") for opinion in written["opinions"]] == [["lutathera"], [], None]


def test_written_file_leaves_out_what_is_not_known():
    assert patient_to_dict(PatientFile()) == {}
