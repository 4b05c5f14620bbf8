"""What the dossiers of an agenda bring to the session, read together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from saufconduit.casework.apply import as_corrected, fold
from saufconduit.casework.completeness import Completeness, completeness
from saufconduit.casework.event import Event as DossierEvent
from saufconduit.casework.words import Act
from saufconduit.vocabulary.text import Text
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.queries import rows_of
from saufconduit.web.dossiers.reading import acts_of, events_of, last_identity
from saufconduit.web.dossiers.sealing import keys_of
from saufconduit.web.journal.store import Record, read_many

_IDENTITY = Text("identité du patient", "identity of the patient")
_PRESCRIBER = Text("prescripteur", "prescriber")
_QUESTION = Text("question posée", "question asked")
_CHECK = Text("vérification jointe", "check attached")
_DOCUMENTS = Text("documents joints", "documents attached")
_MOVES = (Act.HAND_OVER, Act.TAKE_OVER, Act.CORRECT)  # what may give a dossier another prescriber


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


def brought_by(
    dossiers: Iterable[str], concluded: Mapping[str, int] | None = None, keys: Mapping[str, bytes] | None = None
) -> dict[str, Brought]:
    """What each dossier brings, whatever their number in three queries; one less with the `keys` that open them.

    Of those `concluded` at a place in the journal, what stands before that place. One that was erased brings nothing.
    """
    wanted = list(dossiers)
    held = keys_of(wanted) if keys is None else keys
    records = read_many([name for name in wanted if name in held], held)
    ends = concluded or {}
    return {row.id: _brought(row, records.get(row.id, ()), ends.get(row.id)) for row in rows_of(wanted)}


def _brought(row: DossierRow, records: Sequence[Record], end: int | None) -> Brought:
    events = events_of(records)
    # The row is where the whole journal leads.
    now = _brought_of(row, events, last_identity(records), row.prescriber)
    if end is None or not records:
        return now
    before = [record for record in records if record.position < end]
    number = len(acts_of(before))
    heard, since = events[:number], events[number:]
    prescriber = fold(heard).prescriber if any(event.act in _MOVES for event in since) else row.prescriber
    then = _brought_of(row, heard, last_identity(before), prescriber)
    return then._replace(changed=tuple(_differences(then, now)))


def _brought_of(row: DossierRow, events: Sequence[DossierEvent], who: Identity | None, prescriber: str) -> Brought:
    question = str(_last(events, Act.REFER_TO_BOARD).get("question", ""))
    titles = tuple(event.data["title"] for event in events if event.act is Act.ATTACH_DOCUMENT)
    return Brought(row, who, prescriber, question, _outcome(events), titles)


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


def _last(events: Iterable[DossierEvent], *acts: Act) -> Mapping[str, Any]:
    """What the last event of one of these acts carries, as corrected since."""
    return next((event.data for event in reversed(as_corrected(events)) if event.act in acts), {})


def _outcome(events: Iterable[DossierEvent]) -> Mapping[str, Any] | None:
    eligibility = _last(events, Act.OPEN, Act.RECORD_ELIGIBILITY).get("eligibility") or {}
    return eligibility.get("result")
