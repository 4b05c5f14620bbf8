"""The packaged vocabulary, read once."""

from pathlib import Path

import pytest

import saufconduit.vocabulary
from saufconduit.vocabulary.load import load_vocabulary
from saufconduit.vocabulary.terms import Vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary of the packaged knowledge."""
    folder = Path(saufconduit.vocabulary.__file__).parent.parent / "knowledge" / "vocabulary"
    return load_vocabulary({path.name: path.read_bytes() for path in folder.glob("*.yaml")})
