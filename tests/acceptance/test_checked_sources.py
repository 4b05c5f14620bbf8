"""The sources that the registry says were checked, against the official documents, where these are on the machine."""

import hashlib
from pathlib import Path

import pytest

import saufconduit
from saufconduit.documents.source import source_of
from saufconduit.documents.stable import part_of

REGISTRY = saufconduit.load_registry()
CHECKED = [
    document
    for programme in REGISTRY.programmes
    for document in programme.sources
    if document.part_sha256 is not None and document.sha256 is not None
]


@pytest.mark.parametrize("document", CHECKED, ids=lambda document: document.id)
def test_part_of_a_checked_source_has_the_hash_that_the_registry_gives(seeds: Path, document):
    texts = {hashlib.sha256(path.read_bytes()).hexdigest(): path.read_bytes() for path in seeds.iterdir()}

    source = source_of(texts[document.sha256], document.id)

    assert part_of(source).sha256 == document.part_sha256


def test_the_five_documents_read_for_the_registry_are_checked():
    assert sorted(document.id for document in CHECKED) == [
        "ansm-atu-sein",
        "ansm-lutathera",
        "ansm-onc201",
        "aura-carcinoides",
        "note-2025-156",
    ]


@pytest.mark.parametrize("document", CHECKED, ids=lambda document: document.id)
def test_checked_source_says_on_which_day(document):
    assert document.checked_on is not None
