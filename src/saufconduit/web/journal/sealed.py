"""Encryption that is bound to the place of what it encrypts: AES-GCM with associated data."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12  # bytes, as NIST SP 800-38D advises


class Spoilt(Exception):
    """The bytes, the key or the place is not the one that served to encrypt."""


def encrypt(key: bytes, content: bytes, place: bytes) -> bytes:
    """The content encrypted for that place; a new nonce each time, in front."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, place)


def decrypt(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """The content; raises Spoilt where a byte, the key or the place differs."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], place)
    except (InvalidTag, ValueError):
        raise Spoilt from None


def place_of(*names: object) -> bytes:
    """A place as bytes: each name with its length, so that no two places are written alike."""
    parts = [str(name).encode() for name in names]
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
