"""The registry, loaded once a process."""

import os
from datetime import date
from functools import cache, lru_cache

from saufconduit.assessment.eligibility import Assessor
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.passages import FOLDER, Passages
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.text import Lang


@cache
def registry() -> Registry:
    """All that is known; a new version of the files is read when the server starts again."""
    return load_registry()


@lru_cache(maxsize=64)
def assessor(on: date, known: date) -> Assessor:
    """What does not depend on the patient, done once for two days."""
    return Assessor(registry(), on, known)


def passage(citation: Citation) -> str | None:
    """The words of the source at a citation on one line, when the document is on the machine."""
    found = _passages(os.environ.get(FOLDER)).at(citation, registry().law.documents.get(citation.document))
    return None if found is None else " ".join(found.split())


@lru_cache(maxsize=1)
def _passages(folder: str | None) -> Passages:
    return Passages(folder)


def cited(citation: Citation | None) -> str:
    """« Titre du document, L41-44 », or nothing."""
    if citation is None:
        return ""
    title = registry().law.documents[citation.document].title
    return f"{title}, {citation.locator}" if citation.locator else title


def address(citation: Citation | None) -> str:
    """The address of the document, or nothing."""
    return "" if citation is None else registry().law.documents[citation.document].url or ""


def brands(products: tuple[str, ...], lang: Lang) -> str:
    """« Lutathera », « Tecentriq + Kadcyla »: the names people use."""
    agents = registry().vocabulary.agents
    return " + ".join(agents[name].label.to(lang) for name in products)
