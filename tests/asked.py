"""Questions put to the registry of the package, or to another one."""

from datetime import date
from typing import Any

from synthetic import REGISTRY

from saufconduit.registry.catalogue import Registry
from saufconduit.registry.passages import Passages
from saufconduit.reports.question import Question

TODAY = "2026-10-12"


def ask(
    on: str = TODAY, known: str = TODAY, *, lang: Any = "fr", registry: Registry = REGISTRY, folder: str | None = None
) -> Question:
    """The question, with the official documents of `folder`."""
    return Question(registry, Passages(folder), date.fromisoformat(on), date.fromisoformat(known), lang)
