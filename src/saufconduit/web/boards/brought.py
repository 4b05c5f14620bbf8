"""What the dossiers of an agenda bring to the session, read together."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from saufconduit.casework.completeness import Completeness, completeness
from saufconduit.casework.event import Event as DossierEvent
from saufconduit.casework.words import Act
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.queries import named
from saufconduit.web.dossiers.reading import stored_of
from saufconduit.web.dossiers.sealing import keys_of
from saufconduit.web.journal.models import Event
from saufconduit.web.journal.sealed import decrypt, place_of
from saufconduit.web.journal.store import Author, Record


class Brought(NamedTuple):
    """A dossier as the board reads it; `outcome` is the result of `check` that it keeps, where it keeps one."""

    row: DossierRow
    identity: Identity | None
    question: str
    outcome: Mapping[str, Any] | None
    titles: tuple[str, ...]

    def checklist(self, papers: Iterable[str]) -> Completeness:
        """What is there, what is missing."""
        return completeness(self.outcome, papers, self.titles)


def brought_by(dossiers: Iterable[str]) -> dict[str, Brought]:
    """What each dossier brings, whatever their number in five queries."""
    wanted = list(dossiers)
    events = {name: stored_of(records).events for name, records in _records(wanted).items()}
    found = {}
    for row, identity in named(list(_rows_of(*dict.fromkeys(wanted)))):
        made = events.get(row.id, ())
        question = str(_last(made, Act.REFER_TO_BOARD).get("question", ""))
        titles = tuple(event.data["title"] for event in made if event.act is Act.ATTACH_DOCUMENT)
        found[row.id] = Brought(row, identity, question, _outcome(made), titles)
    return found


def _rows_of(*dossiers: str) -> QuerySet[DossierRow]:
    return DossierRow.objects.filter(id__in=dossiers)


def _records(dossiers: list[str]) -> dict[str, list[Record]]:
    """The records of several dossiers of the journal; those that were erased are left out."""
    keys = keys_of(dossiers)
    found: dict[str, list[Record]] = defaultdict(list)
    for row in _events_of(*dict.fromkeys(keys)):
        body = decrypt(keys[row.dossier], bytes(row.body), place_of("event", row.dossier, row.number, row.kind))
        by = Author(row.actor, row.role, row.site, row.delegated_by, row.session)
        at, clear = datetime.fromisoformat(row.at), json.loads(row.clear)
        record = Record(row.position, row.number, row.kind, at, by, clear, json.loads(body), row.version)
        found[row.dossier].append(record)
    return found


def _events_of(*dossiers: str) -> QuerySet[Event]:
    return Event.objects.filter(dossier__in=dossiers).order_by("dossier", "number")


def _last(events: Iterable[DossierEvent], *acts: Act) -> Mapping[str, Any]:
    """What the last event of one of these acts carries, as corrected since."""
    found: tuple[int, Mapping[str, Any]] = (0, {})
    for event in events:
        if event.act in acts:
            found = (event.number, event.data)
        elif event.act is Act.CORRECT and event.data["number"] == found[0]:
            found = (found[0], event.data["data"])
    return found[1]


def _outcome(events: Iterable[DossierEvent]) -> Mapping[str, Any] | None:
    eligibility = _last(events, Act.OPEN, Act.RECORD_ELIGIBILITY).get("eligibility") or {}
    return eligibility.get("result")
