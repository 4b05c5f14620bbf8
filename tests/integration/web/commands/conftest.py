"""The commands of the web application, called in process on databases of their own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.db import connections
from journal_events import two_dossiers

from saufconduit.cli.main import main


class Answer(NamedTuple):
    """What a command gave, with ordinary spaces."""

    code: int
    out: str
    err: str


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def saufconduit(capsys: Any, monkeypatch: Any) -> Callable[..., Answer]:
    """`saufconduit(*words)` runs the command; what it sets in the environment does not last."""
    monkeypatch.setenv("SAUFCONDUIT_DEMO", "no")
    monkeypatch.setenv("SAUFCONDUIT_DAY", "")
    monkeypatch.setenv("SAUFCONDUIT_SECOND_FACTOR", "")

    def run(*words: object) -> Answer:
        capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Answer(code, plain(out), plain(err))

    return run


@pytest.fixture
def place(committed: Any, settings: Any, tmp_path: Path) -> Path:
    """An installation whose journal has six events, with a document."""
    settings.DATA = tmp_path / "data"
    settings.DOCUMENTS = tmp_path / "data/documents"
    settings.BACKUPS = None
    settings.DOCUMENTS.mkdir(parents=True)
    (settings.DOCUMENTS / "d1").write_bytes(b"chiffre")
    two_dossiers()
    return tmp_path


@pytest.fixture
def empty(place: Path, engine: Any, settings: Any) -> Callable[[], None]:
    """`empty()` puts an empty installation in its place."""
    from web_databases import point_at

    def again() -> None:
        connections.close_all()
        folder = place / "other"
        folder.mkdir()
        point_at(engine.copies(folder))
        settings.DATA = folder / "data"
        settings.DOCUMENTS = folder / "data/documents"

    return again
