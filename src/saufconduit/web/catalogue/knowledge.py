"""The registry, loaded once a process."""

import os
from datetime import date
from functools import cache, lru_cache

from saufconduit.assessment import words
from saufconduit.assessment.eligibility import Assessor
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.passages import FOLDER, Passages
from saufconduit.reports.question import Question
from saufconduit.vocabulary.citation import Citation
from saufconduit.web.catalogue.as_of import When
from saufconduit.web.look.language import lang


@cache
def registry() -> Registry:
    """All that is known; a new version of the files is read when the server starts again."""
    return load_registry()


@lru_cache(maxsize=64)
def assessor(on: date, known: date) -> Assessor:
    """What does not depend on the patient, done once for two days."""
    return Assessor(registry(), on, known)


def question_of(when: When) -> Question:
    """The question of a visitor, in the language of the page."""
    return Question(registry(), _passages(os.environ.get(FOLDER)), when.on, when.known, lang())


@lru_cache(maxsize=1)
def _passages(folder: str | None) -> Passages:
    return Passages(folder)


def cited(citation: Citation) -> str:
    """« Titre du document, L41-44 »."""
    return words.cited(citation, registry())
