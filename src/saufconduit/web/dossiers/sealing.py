"""What a projection keeps of a patient, encrypted with the key of the dossier; words to search, hashed."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from saufconduit.vocabulary.problem import folded
from saufconduit.web.journal.chain import seal
from saufconduit.web.journal.dossier_keys import unwrap
from saufconduit.web.journal.keys import keys
from saufconduit.web.journal.models import DossierKey
from saufconduit.web.journal.sealed import decrypt, encrypt, place_of


def keys_of(dossiers: Iterable[str]) -> dict[str, bytes]:
    """The keys of many dossiers in one query; those of erased ones are not there."""
    return {row.dossier: unwrap(row) for row in _rows_of(*dict.fromkeys(dossiers))}


def _rows_of(*dossiers: str) -> QuerySet[DossierKey]:
    return DossierKey.objects.filter(dossier__in=dossiers)


def sealed(key: bytes, what: str, dossier: str, content: Mapping[str, Any]) -> bytes:
    """`content` encrypted for its place in a table."""
    return encrypt(key, json.dumps(content, ensure_ascii=False, sort_keys=True).encode(), place_of(what, dossier))


def opened(key: bytes, what: str, dossier: str, content: bytes | memoryview) -> dict[str, Any]:
    """What `sealed` encrypted."""
    found: dict[str, Any] = json.loads(decrypt(key, bytes(content), place_of(what, dossier)))
    return found


def search_mac(word: str) -> bytes:
    """The keyed hash of a word, by which it is found without being readable."""
    return seal(keys().codes, b"dossier-search", folded(word).encode())
