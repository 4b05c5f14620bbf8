"""What a projection keeps of a patient, encrypted with the key of the dossier; words to search, hashed."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from saufconduit.vocabulary.problem import folded
from saufconduit.web.dossiers.identity import Identity, identity_from_dict
from saufconduit.web.journal.chain import seal
from saufconduit.web.journal.dossier_keys import unwrapped
from saufconduit.web.journal.keys import keys
from saufconduit.web.journal.plain_sql import among, rows
from saufconduit.web.journal.sealed import decrypt, encrypt, place_of

IDENTITY, TITLE = "identity", "title"
"""The places of an identity and of a title in their rows, for their encryption."""


def keys_of(dossiers: Iterable[str]) -> dict[str, bytes]:
    """The keys of many dossiers in one query; those of erased ones are not there."""
    wanted = among("dossier", dict.fromkeys(dossiers))
    found = rows(f"SELECT dossier, master, wrapped FROM journal_dossierkey WHERE {wanted.text}", wanted.values)
    return {dossier: unwrapped(dossier, master, wrapped) for dossier, master, wrapped in found}


def sealed(key: bytes, what: str, dossier: str, content: Mapping[str, Any]) -> bytes:
    """`content` encrypted for its place in a table."""
    return encrypt(key, json.dumps(content, ensure_ascii=False, sort_keys=True).encode(), place_of(what, dossier))


def opened(key: bytes, what: str, dossier: str, content: bytes | memoryview) -> dict[str, Any]:
    """What `sealed` encrypted."""
    found: dict[str, Any] = json.loads(decrypt(key, bytes(content), place_of(what, dossier)))
    return found


def identity_in(dossier: str, content: bytes, master: int | None, wrapped: bytes | None) -> Identity | None:
    """The identity in a row, with what its key is wrapped in; None where the dossier is erased, or nobody is named."""
    if master is None or wrapped is None or not content:
        return None
    return identity_from_dict(opened(unwrapped(dossier, master, wrapped), IDENTITY, dossier, content))


def search_mac(word: str) -> bytes:
    """The keyed hash of a word, by which it is found without being readable."""
    return seal(keys().codes, b"dossier-search", folded(word).encode())
