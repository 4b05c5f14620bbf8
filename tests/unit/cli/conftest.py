"""The command line, called in process."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pytest

from saufconduit.cli.main import main

ROOT = Path(__file__).resolve().parents[3]


class Answer(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer of --json."""
        return orjson.loads(self.out)

    @property
    def plain(self) -> str:
        """All that was printed, with ordinary spaces."""
        return (self.out + self.err).replace("\u00a0", " ").replace("\u202f", " ")


Command = Callable[..., Answer]


@pytest.fixture
def saufconduit(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """`saufconduit(*words, stdin=…)` runs the command in process."""

    def run(*words: object, stdin: bytes = b"") -> Answer:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return run


@pytest.fixture
def examples() -> list[Path]:
    """The example patients."""
    return sorted((ROOT / "examples").glob("*.yaml"))


@pytest.fixture
def patient(tmp_path: Path) -> Path:
    """A patient file."""
    path = tmp_path / "dossier.yaml"
    path.write_text("id: P-0001\nfacts: {disease: bronchial-net}\n", encoding="utf-8")
    return path
