"""The list of what is published: each file with its hash, each source with the day of its last check."""

import hashlib
import json
from collections.abc import Mapping

from saufconduit.assessment.answer import CONTRACT
from saufconduit.publication import licence
from saufconduit.publication.edition import Edition
from saufconduit.regimes.provisions import Document

KIND = "saufconduit-publication"


def manifest(edition: Edition, files: Mapping[str, bytes]) -> bytes:
    """The manifest of `files`; it does not list itself."""
    return written(
        {
            "kind": KIND,
            "contract": CONTRACT,
            "on": edition.on.isoformat(),
            "known": edition.known.isoformat(),
            "licence": licence.IDENTIFIER,
            "attribution": licence.HOLDER,
            "programmes": [programme.id for programme in edition.programmes],
            "sources": [_source(document) for document, _ in edition.sources],
            "files": [_file(name, files[name]) for name in sorted(files)],
        }
    )


def written(answer: object) -> bytes:
    """JSON that people can read too, its keys in the order of the contract."""
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode()


def _file(name: str, content: bytes) -> dict[str, object]:
    return {"path": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _source(document: Document) -> dict[str, object]:
    """A source; who checked it is not published, only when."""
    checked = document.checked_on.isoformat() if document.checked_on is not None else None
    return {
        "id": document.id,
        "title": document.title,
        "issuer": document.issuer,
        "url": document.url,
        "checked_on": checked,
    }
