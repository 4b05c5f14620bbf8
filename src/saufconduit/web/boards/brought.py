"""What the dossiers of an agenda bring to the session, read together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from saufconduit.casework.completeness import Completeness, completeness
from saufconduit.casework.event import Event as DossierEvent
from saufconduit.casework.words import Act
from saufconduit.vocabulary.text import Text
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.queries import rows_of
from saufconduit.web.dossiers.reading import stored_of
from saufconduit.web.dossiers.sealing import keys_of
from saufconduit.web.journal.store import Record, read_many

_IDENTITY = Text("identité du patient", "identity of the patient")
_PRESCRIBER = Text("prescripteur", "prescriber")
_QUESTION = Text("question posée", "question asked")
_CHECK = Text("vérification jointe", "check attached")
_DOCUMENTS = Text("documents joints", "documents attached")


class Brought(NamedTuple):
    """A dossier as the board reads it; `outcome` is the result of `check` that it keeps, where it keeps one.

    Of a dossier on which the board concluded, it is what the board had before it; `changed` is what differs today.
    """

    row: DossierRow
    identity: Identity | None
    prescriber: str
    question: str
    outcome: Mapping[str, Any] | None
    titles: tuple[str, ...]
    changed: tuple[Text, ...] = ()

    def checklist(self, papers: Iterable[str]) -> Completeness:
        """What is there, what is missing."""
        return completeness(self.outcome, papers, self.titles)


def brought_by(dossiers: Iterable[str], concluded: Mapping[str, int] | None = None) -> dict[str, Brought]:
    """What each dossier brings, whatever their number in four queries.

    Of those `concluded` at a place in the journal, what stands before that place.
    """
    wanted = list(dossiers)
    records = _records(wanted)
    ends = concluded or {}
    return {row.id: _brought(row, records.get(row.id, ()), ends.get(row.id)) for row in rows_of(wanted)}


def _brought(row: DossierRow, records: Sequence[Record], end: int | None) -> Brought:
    now = _brought_of(row, records)
    if end is None:
        return now
    then = _brought_of(row, [record for record in records if record.position < end])
    return then._replace(changed=tuple(_differences(then, now)))


def _brought_of(row: DossierRow, records: Sequence[Record]) -> Brought:
    if not records:
        return Brought(row, None, row.prescriber, "", None, ())
    stored = stored_of(records)
    question = str(_last(stored.events, Act.REFER_TO_BOARD).get("question", ""))
    titles = tuple(event.data["title"] for event in stored.events if event.act is Act.ATTACH_DOCUMENT)
    return Brought(row, stored.identity, stored.dossier.prescriber, question, _outcome(stored.events), titles)


def _differences(then: Brought, now: Brought) -> Iterator[Text]:
    """What is no longer as the board had it, in words that name nobody."""
    if then.identity != now.identity:
        yield _IDENTITY
    if then.prescriber != now.prescriber:
        yield _PRESCRIBER
    if then.question != now.question:
        yield _QUESTION
    if then.outcome != now.outcome:
        yield _CHECK
    if then.titles != now.titles:
        yield _DOCUMENTS


def _records(dossiers: list[str]) -> dict[str, tuple[Record, ...]]:
    """The records of several dossiers of the journal; those that were erased are left out."""
    keys = keys_of(dossiers)
    return read_many(keys, keys)


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
