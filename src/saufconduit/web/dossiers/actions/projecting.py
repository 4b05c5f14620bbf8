"""Projections: written with the events, dropped and folded again by `rebuild`."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from saufconduit.casework.event import Event
from saufconduit.casework.law import Law
from saufconduit.casework.obligations import obligations
from saufconduit.casework.transitions import OWNERS
from saufconduit.casework.words import Act, State
from saufconduit.web.dossiers.identity import Identity, identity_to_dict
from saufconduit.web.dossiers.law import registry
from saufconduit.web.dossiers.models import Document, DossierRow, ObligationRow, SearchWord
from saufconduit.web.dossiers.queries import rows_of
from saufconduit.web.dossiers.reading import Stored
from saufconduit.web.dossiers.sealing import IDENTITY, TITLE, keys_of, sealed, search_mac
from saufconduit.web.journal.plain_sql import rows

_READERS = ("site", "prescriber", "board", "maker")
_OBLIGATION = ("place", "what", "act", "owner", "due", "basis", "text_fr", "text_en", *_READERS)


class Projection(NamedTuple):
    """What the tables are to hold about one dossier, before anything is encrypted."""

    row: dict[str, Any]
    identity: Identity | None
    words: frozenset[bytes]
    obligations: tuple[dict[str, Any], ...]
    documents: tuple[dict[str, Any], ...]


def project(stored: Stored) -> None:
    """Writes what the tables hold about the dossier, in place of what they held."""
    write(projection_of(stored))


def projection_of(stored: Stored) -> Projection:
    """What the tables are to hold about a dossier that can be read; one that goes on in another is shown closed."""
    projection = _standing(stored)
    if not stored.merged_into:
        return projection
    closed = {"state": State.CLOSED.value, "owner": OWNERS[State.CLOSED].value, "started": None, "ends": None}
    return projection._replace(row={**projection.row, **closed}, obligations=())


def _standing(stored: Stored) -> Projection:
    dossier = stored.dossier
    assert dossier.regime is not None
    assert dossier.owner is not None
    row = {
        "id": dossier.id,
        "regime": dossier.regime.value,
        "programme": dossier.programme,
        "indication": dossier.indication,
        "site": dossier.site,
        "prescriber": dossier.prescriber,
        "board": (dossier.board or "") if dossier.referred is not None else "",  # read by that board from then on
        "maker": dossier.maker or "",
        "state": dossier.state.value,
        "owner": dossier.owner.value,
        "opened": dossier.opened,
        "since": dossier.since,
        "started": dossier.started,
        "ends": dossier.authorised_until,
        "events": dossier.events,
        "records": stored.records,
        "is_erased": False,
    }
    papers = [] if dossier.papers is None else [dossier.papers.patient_code, dossier.papers.reference]
    names = set() if stored.identity is None else stored.identity.search_words()
    words = frozenset(search_mac(word) for word in (*papers, *names))
    documents = tuple(_document(event) for event in stored.events if event.act is Act.ATTACH_DOCUMENT)
    readers = {name: row[name] for name in _READERS}
    due = tuple({**item, **readers} for item in _obligations(stored))
    return Projection(row, stored.identity, words, due, documents)


def _obligations(stored: Stored) -> Iterator[dict[str, Any]]:
    """Those that the events alone make: lateness, and the end of a programme, are asked when they are read."""
    dossier = stored.dossier
    law = Law(registry().law)  # without the access of a day: the same whenever it is folded
    for place, item in enumerate(obligations(dossier, stored.events[-1].day, law)):
        yield {
            "place": place,
            "what": item.what,
            "act": "" if item.act is None else item.act.value,
            "owner": item.owner.value,
            "due": item.due,
            "basis": {"article": item.basis.article, "document": item.basis.document, "setting": item.basis.setting},
            "text_fr": item.text.fr,
            "text_en": item.text.en,
        }


def _document(event: Event) -> dict[str, Any]:
    data = event.data
    found = {"id": data["document"], "number": event.number, "media_type": data["media_type"], "on": event.day}
    return {**found, "title": data["title"]}


def write(projection: Projection) -> None:
    """Changes in the tables what differs, nothing else: most acts change little of a dossier."""
    dossier = projection.row["id"]
    key = keys_of([dossier]).get(dossier)
    _write_row(projection, key)
    _write_words(dossier, projection.words)
    _write_obligations(dossier, projection.obligations)
    if projection.documents:
        _write_documents(dossier, key, projection.documents)


def _write_row(projection: Projection, key: bytes | None) -> None:
    dossier, identity = projection.row["id"], b""
    if key is not None and projection.identity is not None:
        identity = sealed(key, IDENTITY, dossier, identity_to_dict(projection.identity))
    held = rows_of([dossier])
    if not held:
        DossierRow.objects.create(**projection.row, identity=identity)
        return
    # The indexes whose columns stay as they are need not be written again.
    changed = {name: value for name, value in projection.row.items() if getattr(held[0], name) != value}
    DossierRow.objects.filter(id=dossier).update(**changed, identity=identity)


def _write_obligations(dossier: str, obligations: tuple[dict[str, Any], ...]) -> None:
    wanted = {item["place"]: item for item in obligations}
    held = {item["place"]: item for item in obligations_held(dossier)}
    gone = [place for place, item in held.items() if wanted.get(place) != item]
    made = [item for place, item in wanted.items() if held.get(place) != item]
    if gone:
        ObligationRow.objects.filter(dossier_id=dossier, place__in=gone).delete()
    ObligationRow.objects.bulk_create(ObligationRow(dossier_id=dossier, **item) for item in made)


def obligations_held(dossier: str) -> list[dict[str, Any]]:
    """The obligations that the table holds about a dossier, in their order."""
    statement = f"SELECT {', '.join(_OBLIGATION)} FROM dossiers_obligationrow WHERE dossier_id = %s ORDER BY place"
    found = (dict(zip(_OBLIGATION, row, strict=True)) for row in rows(statement, (dossier,)))
    return [{**item, "basis": json.loads(item["basis"])} for item in found]


def _write_words(dossier: str, words: frozenset[bytes]) -> None:
    held = {bytes(mac) for (mac,) in rows("SELECT mac FROM dossiers_searchword WHERE dossier_id = %s", (dossier,))}
    if held != words:
        SearchWord.objects.filter(dossier_id=dossier).delete()
        SearchWord.objects.bulk_create(SearchWord(dossier_id=dossier, mac=mac) for mac in sorted(words))


def _write_documents(dossier: str, key: bytes | None, documents: tuple[dict[str, Any], ...]) -> None:
    held = set(Document.objects.filter(dossier_id=dossier).values_list("id", flat=True))
    assert key is not None or not documents
    for item in documents:
        if item["id"] not in held:
            title = sealed(key or b"", TITLE, item["id"], {"title": item["title"]})
            Document.objects.create(dossier_id=dossier, **{**item, "title": title})
