"""Copies of sources, and the sources that they are of, for tests of the watch."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from saufconduit.documents.source import source_of
from saufconduit.documents.stable import part_of
from saufconduit.documents.watch.sources import Kind, Watched
from saufconduit.regimes.provisions import Document
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import Text

ON = date(2026, 12, 5)
PAGE = """Fictamine 370 MBq/mL, solution pour perfusion

Indications établies le 06/04/2022. La dose est de 7,4 GBq par cure.

Contact : Camille FICTIF
"""
KIND = Kind("agency-page", Text("page d’une agence", "page of an agency"), Span(months=3))


def part_of_text(text: str) -> str:
    """The hash of what matters in a text."""
    return part_of(source_of(text.encode(), "page.txt")).sha256


def of(name: str, **more: object) -> Watched:
    """A source of a synthetic programme."""
    return Watched(Document(name, f"Titre de {name}", **more), KIND, ("essai-cpc",))


def reviewed(name: str = "page", text: str = PAGE, **more: object) -> Watched:
    """A source of which `text` was reviewed."""
    return of(name, sha256=hashlib.sha256(text.encode()).hexdigest(), part_sha256=part_of_text(text), **more)


def known(*found: Watched) -> dict[str, Watched]:
    """The sources by their names."""
    return {one.document.id: one for one in found}


def write(folder: Path, name: str, text: str | bytes = PAGE) -> Path:
    """Puts a copy into the folder."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def install_plug_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Installs a package that fetches with the standard library, as an installer lays it: a module, its metadata."""

    def install(name: str) -> None:
        metadata = folder / f"{name.replace('-', '_')}-1.0.dist-info"
        metadata.mkdir(parents=True)
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[saufconduit.fetchers]\n{name} = fetcher_of_the_tests:fetch\n")
        (folder / "fetcher_of_the_tests.py").write_text(
            "from urllib.request import urlopen\n\n\n"
            "def fetch(address):\n    return urlopen(address, timeout=5).read()\n"
        )

    install("urllib-get")
    monkeypatch.syspath_prepend(str(folder))
    return install
