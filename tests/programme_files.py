"""A small programme file, right in every respect, for tests to spoil or to extend."""

from pathlib import Path

from synthetic import LAW, REGISTRY

from saufconduit.registry.files import PACKAGED
from saufconduit.registry.programme import Programme
from saufconduit.registry.read import read_programme
from saufconduit.vocabulary.problem import Problems

HEAD = """\
id: essai
regime: cpc
label: {fr: "essai", en: "trial"}
products:
  - {id: lutathera, name: "Produit d’essai"}
"""
EVENTS = """\
events:
  - {id: established, kind: established, signed: 2022-04-05, effective: {from: 2022-04-06, until: null}}
"""
INDICATIONS = """\
indications:
  - id: une
    label: {fr: "une", en: "one"}
    source: {document: d, locator: L1}
    criteria: {disease: meningioma}
"""
SOURCES = """\
sources:
  - {id: d, title: "Un document"}
"""
PROGRAMME = HEAD + EVENTS + INDICATIONS + SOURCES
FILE = "programmes/essai.yaml"


def read(text: str) -> Programme:
    """The programme written in `text`, which may cite the documents and readings of the packaged knowledge."""
    return read_programme(text.encode(), FILE, REGISTRY.vocabulary, LAW.documents, REGISTRY.readings, {})


def refused(text: str) -> list[str]:
    """Code and place of all that is wrong in a programme file; empty when it is read."""
    try:
        read(text)
    except Problems as caught:
        return [f"{item.code} {item.where}" for item in caught.problems]
    return []


def lay_new_facts(folder: Path, *names: str) -> Path:
    """An overlay folder in which these facts have just come into the vocabulary."""
    text = Path(PACKAGED, "vocabulary/facts.yaml").read_text(encoding="utf-8")
    for name in names:
        assert f"\n  {name}:\n" in text
        text = text.replace(f"\n  {name}:\n", f"\n  {name}:\n    added: 2026-11-22\n")
    return lay(folder, "vocabulary/facts.yaml", text)


def lay(folder: Path, name: str, text: str) -> Path:
    """Writes a knowledge file of an overlay folder, and gives the folder back."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder
