"""Knowledge of a test's own, laid over the packaged one."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from assessing import write_programmes

from saufconduit.web.catalogue import knowledge, search


def forget() -> None:
    """The registry is read again when it is next asked for."""
    knowledge.registry.cache_clear()
    knowledge.assessor.cache_clear()
    search._names.cache_clear()


@pytest.fixture
def laid_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Lays programmes over the packaged ones, for this test."""

    def lay(*programmes: Mapping[str, Any]) -> None:
        monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(write_programmes(tmp_path, *programmes)))
        forget()

    yield lay
    forget()
