"""The chain: each event holds the hash of the one before."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime

START = bytes(32)
# In the order in which they are hashed; `body` is the ciphertext, so that the chain outlives the key.
HASHED = (
    "position",
    "dossier",
    "number",
    "kind",
    "at",
    "actor",
    "role",
    "site",
    "delegated_by",
    "session",
    "version",
    "clear",
    "body",
)


def link(previous: bytes, content: Sequence[bytes]) -> bytes:
    """The hash of an event from the hash before it and its columns, each with its length."""
    digest = hashlib.sha256(previous)
    for part in content:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def seal(key: bytes, *content: bytes) -> bytes:
    """A keyed hash: whoever holds the database alone cannot write it."""
    return hmac.digest(key, link(START, content), "sha256")


def written(moment: datetime) -> str:
    """A moment as it is stored: UTC, microseconds, always as many letters."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
