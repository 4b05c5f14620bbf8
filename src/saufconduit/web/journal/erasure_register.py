"""The register of erasures, beside the keys: a copy of the database made before an erasure brings the key back.

The chain of erasures lies in the database and goes back in time with it. This file does not: it lies with the keys,
each backup takes a copy of it along, and each line is sealed by a key. It says which dossier, when, nothing more.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from saufconduit.web.journal.chain import seal
from saufconduit.web.journal.disk import settle
from saufconduit.web.journal.keys import keys
from saufconduit.web.journal.models import DossierKey, Erasure

NAME = "erasures.register"
_PARTS = 4


class Registered(NamedTuple):
    """An erasure as the register tells it."""

    dossier: str
    number: int
    at: str


def enter(those: Iterable[Registered]) -> None:
    """Adds lines to the register; they are on the disk when this returns."""
    told = "".join(f"{one.number} {one.dossier} {one.at} {_seal_of(one)}\n" for one in those)
    handle = os.open(settings.KEYS / NAME, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with open(handle, "rb+", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        # A line that was cut by a fault does not take the next one with it.
        is_cut = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        left = memoryview(("\n" * is_cut + told).encode())
        while left:
            left = left[file.write(left) :]
        os.fsync(handle)
    settle(settings.KEYS)


def enter_missing() -> int:
    """Adds what the database knows and the register does not; how many lines."""
    known = registered()
    rows = Erasure.objects.exclude(number=None).order_by("number")
    missing = [_registered(row) for row in rows if row.dossier not in known]
    if missing:
        enter(missing)
    return len(missing)


def entered(row: Erasure) -> None:
    """Adds one erasure, once it is committed."""
    enter([_registered(row)])


def registered(copies: Iterable[Path] = ()) -> dict[str, Registered]:
    """What the register of this machine says, with those of some copies; a line that is not sealed says nothing."""
    found = [one for path in (settings.KEYS / NAME, *copies) for one in _read(path)]
    return {one.dossier: one for one in found}


def brought_back(known: dict[str, Registered]) -> list[Registered]:
    """The dossiers that were erased and whose key is there all the same, in the order in which they were erased."""
    held = set(DossierKey.objects.values_list("dossier", flat=True).iterator())
    return sorted((one for one in known.values() if one.dossier in held), key=lambda one: (one.at, one.dossier))


def _read(path: Path) -> Iterator[Registered]:
    if not path.is_file():
        return
    for line in path.read_text("utf-8", errors="replace").splitlines():
        parts = line.split(" ")
        if len(parts) == _PARTS and parts[0].isdecimal():
            one = Registered(parts[1], int(parts[0]), parts[2])
            if parts[3] == _seal_of(one):
                yield one


def _registered(row: Erasure) -> Registered:
    return Registered(row.dossier, row.number or 0, row.at)


def _seal_of(one: Registered) -> str:
    return seal(keys().seal, b"erasure-register", str(one.number).encode(), one.dossier.encode(), one.at.encode()).hex()
