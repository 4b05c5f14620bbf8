"""The list of what is published."""

import hashlib
import json
from dataclasses import replace
from datetime import date

from publishing import edition
from synthetic import REGISTRY

from saufconduit.publication.manifest import manifest, written


def made(registry=REGISTRY, **files):
    return json.loads(manifest(edition(registry), {name: content.encode() for name, content in files.items()}))


def test_manifest_says_what_it_is_about():
    found = made()

    assert (found["kind"], found["on"], found["known"], found["licence"]) == (
        "saufconduit-publication",
        "2026-10-12",
        "2026-10-12",
        "etalab-2.0",
    )
    assert "lutathera-cpc" in found["programmes"]


def test_manifest_lists_the_files_by_name_with_their_hashes():
    assert made(b="deux", a="un")["files"] == [
        {"path": "a", "bytes": 2, "sha256": hashlib.sha256(b"un").hexdigest()},
        {"path": "b", "bytes": 4, "sha256": hashlib.sha256(b"deux").hexdigest()},
    ]


def test_manifest_says_when_a_source_was_checked_and_not_by_whom():
    documents = dict(REGISTRY.law.documents)
    documents["amgen-2023"] = replace(documents["amgen-2023"], checked_on=date(2026, 9, 1), checked_by="Camille FICTIF")
    registry = replace(REGISTRY, law=replace(REGISTRY.law, documents=documents))

    sources = {source["id"]: source for source in made(registry)["sources"]}

    assert sources["amgen-2023"]["checked_on"] == "2026-09-01"
    assert "FICTIF" not in json.dumps(sources)


def test_source_that_was_never_checked_has_no_day():
    documents = {name: replace(one, checked_on=None) for name, one in REGISTRY.law.documents.items()}
    registry = replace(REGISTRY, law=replace(REGISTRY.law, documents=documents))

    assert {source["checked_on"] for source in made(registry)["sources"]} == {None}


def test_json_is_readable_by_people():
    assert written({"é": 1}) == '{\n "é": 1\n}\n'.encode()
