"""Dropping every projection and folding the journal again, told what differed."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from saufconduit.casework.transitions import OWNERS
from saufconduit.casework.words import Act, State
from saufconduit.web.dossiers.actions.projecting import Projection, obligations_held, projection_of, write
from saufconduit.web.dossiers.identity import identity_from_dict
from saufconduit.web.dossiers.models import Document, DossierRow, SearchWord
from saufconduit.web.dossiers.reading import MERGE, NOT_ACTS, SPLIT, stored_of
from saufconduit.web.dossiers.sealing import IDENTITY, TITLE, keys_of, opened
from saufconduit.web.journal.sealed import Spoilt
from saufconduit.web.journal.store import Record, dossiers, read

_DOCUMENT = ("id", "number", "media_type", "on", "title")


@transaction.atomic
def rebuild() -> list[str]:
    """Writes every projection again from the journal; the ids of the dossiers whose tables said something else."""
    differing = differences()
    DossierRow.objects.all().delete()
    for projection in _projections():
        write(projection)
    return differing


def differences() -> list[str]:
    """The ids of dossiers whose projections are not what the journal says."""
    unseen = set(DossierRow.objects.values_list("id", flat=True))
    differing = []
    for projection in _projections():
        dossier = projection.row["id"]
        unseen.discard(dossier)
        if not _is_held(projection):
            differing.append(dossier)
    return sorted([*differing, *unseen])


def erased_projection(records: tuple[Record, ...]) -> Projection:
    """What is left of an erased dossier: what its clear half says; one that went on in another is closed."""
    acts = [record for record in records if record.kind not in NOT_ACTS]
    first, last = acts[0].clear, acts[-1].clear
    joined = next((record.kind for record in reversed(records) if record.kind in (MERGE, SPLIT)), SPLIT)
    closed = {"state": State.CLOSED.value, "owner": OWNERS[State.CLOSED].value}
    standing = closed if joined == MERGE else last
    where = next((record for record in reversed(acts) if record.kind == Act.TAKE_OVER.value), acts[0])
    who = next(record.clear["data"] for record in reversed(acts) if "prescriber" in record.clear["data"])
    row = {
        "id": first["data"]["dossier"],
        "regime": first["data"]["regime"],
        "programme": first["data"]["programme"],
        "indication": first["data"]["indication"],
        "site": where.by.site,
        "prescriber": who["prescriber"],
        "board": "",
        "maker": "",
        "state": standing["state"],
        "owner": standing["owner"],
        "opened": None,
        "since": None,
        "started": None,
        "ends": None,
        "events": len(acts),
        "records": len(records),
        "is_erased": True,
    }
    return Projection(row, None, frozenset(), (), ())


def _projections() -> Iterator[Projection]:
    for dossier in dossiers():
        records = read(dossier)
        if not _is_dossier(records):
            continue
        stored = stored_of(records)
        yield erased_projection(records) if stored.is_erased else projection_of(stored)


def _is_dossier(records: tuple[Record, ...]) -> bool:
    """The journal holds other sequences too, such as the sessions of boards."""
    return records[0].kind in (Act.OPEN.value, Act.IMPORT_ATU.value)


def _is_held(projection: Projection) -> bool:
    """True if the tables hold that and nothing else; what cannot be decrypted is not that."""
    try:
        return _held(projection.row["id"]) == projection
    except Spoilt:
        return False


def _held(dossier: str) -> Projection | None:
    """What the tables hold about a dossier, as a projection to compare."""
    row = DossierRow.objects.filter(id=dossier).values().first()
    if row is None:
        return None
    key = keys_of([dossier]).get(dossier, b"")
    identity = identity_from_dict(opened(key, IDENTITY, dossier, row["identity"])) if row["identity"] else None
    words = SearchWord.objects.filter(dossier_id=dossier).values_list("mac", flat=True)
    due = obligations_held(dossier)
    held = Document.objects.filter(dossier_id=dossier).order_by("number").values(*_DOCUMENT)
    documents = [{**one, "title": opened(key, TITLE, one["id"], one["title"])["title"]} for one in held]
    clear: dict[str, Any] = {name: value for name, value in row.items() if name != "identity"}
    hashes = frozenset(bytes(mac) for mac in words)
    return Projection(clear, identity, hashes, tuple(due), tuple(documents))
