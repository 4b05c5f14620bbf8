"""Which code stands for which dossier: encrypted with a key of its own, never outside the hospital zone (P-04)."""

import json
import secrets

from django.db import transaction

from saufconduit.web.journal.chain import seal
from saufconduit.web.journal.keys import keys
from saufconduit.web.journal.models import Code
from saufconduit.web.journal.sealed import decrypt, encrypt, place_of

# Without vowels no word is written by chance; without 0, 1 and 2 nothing is read for O, I or Z.
ALPHABET = "BCDFGHJKLMNPQRSTVWXZ3456789"
CODE_LENGTH = 10
_PLACE = place_of("code")


def new_code() -> str:
    """A code that tells nothing: neither who, nor where, nor in which order (P-14)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


@transaction.atomic
def code_for(dossier: str, exploitant: str, programme: str) -> str:
    """The code of a dossier for one access of one exploitant: made the first time, always the same afterwards."""
    known = known_code(dossier, exploitant, programme)
    if known is not None:
        return known
    key = keys().codes
    place = seal(key, b"code-place", place_of(dossier, exploitant, programme))
    code = new_code()
    content = json.dumps({"code": code, "dossier": dossier, "exploitant": exploitant, "programme": programme})
    Code.objects.create(mac=_mac(code), sealed=encrypt(key, content.encode(), _PLACE), place=place)
    return code


def known_code(dossier: str, exploitant: str, programme: str) -> str | None:
    """The code of a dossier for one access of one exploitant, None where it has none."""
    key = keys().codes
    row = Code.objects.filter(place=seal(key, b"code-place", place_of(dossier, exploitant, programme))).first()
    return None if row is None else str(json.loads(decrypt(key, bytes(row.sealed), _PLACE))["code"])


def dossier_of(code: str) -> str | None:
    """The dossier that a code stands for, None where there is none; the caller tells the security log (P-55)."""
    row = Code.objects.filter(mac=_mac(code)).first()
    return None if row is None else str(json.loads(decrypt(keys().codes, bytes(row.sealed), _PLACE))["dossier"])


def forget_codes(dossier: str) -> int:
    """Takes away the codes that stand for a dossier that was erased; how many. Each row has to be opened."""
    key = keys().codes
    rows = list(Code.objects.all())
    gone = [row.pk for row in rows if json.loads(decrypt(key, bytes(row.sealed), _PLACE))["dossier"] == dossier]
    Code.objects.filter(pk__in=gone).delete()
    return len(gone)


def _mac(code: str) -> bytes:
    return seal(keys().codes, b"code", code.upper().encode())
