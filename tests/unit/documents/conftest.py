"""Texts as the readers of fields see them."""

from collections.abc import Callable

import pytest

from saufconduit.documents.grammar.tokens import Lexicon, lexicon_of
from saufconduit.documents.passage import Passage
from saufconduit.documents.proposal import Proposal
from saufconduit.documents.read import proposal_of
from saufconduit.documents.source import source_of
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The packaged registry."""
    return load_registry()


@pytest.fixture(scope="session")
def lexicon(registry: Registry) -> Lexicon:
    """The words of the packaged vocabulary."""
    return lexicon_of(registry.vocabulary)


@pytest.fixture
def passage() -> Callable[[str], Passage]:
    """`passage(text)` is a document ready to be read."""
    return lambda text: Passage(source_of(text.encode(), "document.txt"), "document.txt")


@pytest.fixture
def proposal(registry: Registry) -> Callable[[str], Proposal]:
    """`proposal(text)` is what a document says."""
    return lambda text: proposal_of(source_of(text.encode(), "document.txt"), "document.txt", registry)
