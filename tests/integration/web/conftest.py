"""Two hospitals with a dossier, for the tests of actions and pages; a table of retention of one's own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from web_people import Hospital, hospital

from saufconduit.registry.files import PACKAGED, RETENTION
from saufconduit.web.catalogue.knowledge import registry


@pytest.fixture
def house(zones: object) -> Hospital:
    """The people of two hospitals that do not exist."""
    return hospital()


@pytest.fixture
def own_retention(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """`own_retention(old, new)` lays over the knowledge the packaged table with one text in place of another."""
    packaged = Path(PACKAGED, RETENTION).read_text(encoding="utf-8")

    def lay(old: str, new: str) -> None:
        assert old in packaged
        folder = tmp_path / "own-knowledge"
        folder.mkdir()
        (folder / RETENTION).write_text(packaged.replace(old, new, 1), encoding="utf-8")
        monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(folder))
        registry.cache_clear()

    yield lay
    registry.cache_clear()


@pytest.fixture
def confirmed(own_retention: Callable[..., None]) -> None:
    """A site that confirmed how long the follow-up is kept."""
    packaged = Path(PACKAGED, RETENTION).read_text(encoding="utf-8")
    start = packaged.index("    needs_confirmation: true\n")
    own_retention(packaged[start : packaged.index("  - data_class", start)], "    needs_confirmation: false\n")
