"""Projections: written with the events, dropped and folded again by `rebuild`."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from saufconduit.casework.event import Event
from saufconduit.casework.law import Law
from saufconduit.casework.obligations import obligations
from saufconduit.casework.words import Act
from saufconduit.web.dossiers.identity import Identity, identity_to_dict
from saufconduit.web.dossiers.law import registry
from saufconduit.web.dossiers.models import Document, DossierRow, ObligationRow, SearchWord
from saufconduit.web.dossiers.reading import Stored
from saufconduit.web.dossiers.sealing import keys_of, sealed, search_mac

IDENTITY, TITLE = "identity", "title"


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
    """What the tables are to hold about a dossier that can be read."""
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
    readers = {name: row[name] for name in ("site", "prescriber", "board", "maker")}
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
    dossier = projection.row["id"]
    key = keys_of([dossier]).get(dossier)
    sealed_identity = b""
    if key is not None and projection.identity is not None:
        sealed_identity = sealed(key, IDENTITY, dossier, identity_to_dict(projection.identity))
    DossierRow.objects.update_or_create(id=dossier, defaults={**projection.row, "identity": sealed_identity})
    _write_words(dossier, projection.words)
    ObligationRow.objects.filter(dossier_id=dossier).delete()
    ObligationRow.objects.bulk_create(ObligationRow(dossier_id=dossier, **item) for item in projection.obligations)
    _write_documents(dossier, key, projection.documents)


def _write_words(dossier: str, words: frozenset[bytes]) -> None:
    held = {bytes(mac) for mac in SearchWord.objects.filter(dossier_id=dossier).values_list("mac", flat=True)}
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
