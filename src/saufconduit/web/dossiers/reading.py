"""A dossier read back from the journal: its events, the identity of its patient."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from saufconduit.casework.apply import as_corrected, fold
from saufconduit.casework.dossier import Dossier
from saufconduit.casework.event import VERSION, Actor, Event, event_from_dict, event_to_dict
from saufconduit.casework.fields import FIELDS
from saufconduit.casework.words import Act
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.identity import Identity, identity_from_dict, identity_to_dict
from saufconduit.web.journal.store import Author, Entry, Record, read

IDENTIFY = "identify"
"""The kind of the records that say who the patient is."""
MERGE, ABSORB, SPLIT, RELEASE = "merge", "absorb", "split", "release"
"""The kinds of the records that say which other dossier is of the same patient: what was joined, what was parted."""
MERGINGS = frozenset({MERGE, ABSORB, SPLIT, RELEASE})
NOT_ACTS = MERGINGS | {IDENTIFY}
"""All other records are acts of casework."""
_CLEAR_KINDS = frozenset({"day", "whole", "count", "truth", "choice", "code", "ref"})


@dataclass(frozen=True)
class Merging:
    """One joining or parting, as the dossier tells it: `kind` is among `MERGINGS`, `other` the other dossier."""

    kind: str
    other: str
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class Stored:
    """A dossier with all that made it; `identity` is None once it is erased, and then `events` are empty."""

    dossier: Dossier
    events: tuple[Event, ...]
    identity: Identity | None
    records: int
    is_erased: bool = False
    mergings: tuple[Merging, ...] = ()

    @property
    def acts(self) -> tuple[Event, ...]:
        """The acts as they stand, each with the data of its last correction: what is read again is read here."""
        return as_corrected(self.events)

    @property
    def merged_into(self) -> str:
        """The dossier in which this one goes on, or nothing."""
        last = next((item for item in reversed(self.mergings) if item.kind in (MERGE, SPLIT)), None)
        return last.other if last is not None and last.kind == MERGE else ""

    @property
    def absorbed(self) -> tuple[str, ...]:
        """The dossiers that go on in this one."""
        held: dict[str, None] = {}
        for item in self.mergings:
            if item.kind == ABSORB:
                held[item.other] = None
            elif item.kind == RELEASE:
                held.pop(item.other, None)
        return tuple(held)


def load(dossier: str) -> Stored:
    """The dossier of that id; raises Problem `dossiers.unknown`, `dossiers.erased`."""
    records = read(dossier)
    if not records:
        raise Problem(problems.UNKNOWN)
    stored = stored_of(records)
    if stored.is_erased:
        raise Problem(problems.ERASED)
    return stored


def stored_of(records: Sequence[Record]) -> Stored:
    """The dossier that records of the journal make."""
    if any(record.personal is None for record in records):
        return Stored(Dossier(), (), None, len(records), is_erased=True)
    events, identity = events_of(records), last_identity(records)
    mergings = tuple(_merging_of(record) for record in records if record.kind in MERGINGS)
    return Stored(_as_identified(fold(events), identity), events, identity, len(records), mergings=mergings)


def acts_of(records: Iterable[Record]) -> list[Record]:
    """Of the records of a dossier, those that are acts of casework."""
    return [record for record in records if record.kind not in NOT_ACTS]


def events_of(records: Iterable[Record]) -> tuple[Event, ...]:
    """The acts of casework of a dossier that was not erased."""
    return tuple(_event_of(record) for record in acts_of(records))


def last_identity(records: Iterable[Record]) -> Identity | None:
    """Who the patient is, as said last."""
    found = [record.personal["identity"] for record in records if record.kind == IDENTIFY and record.personal]
    return identity_from_dict(found[-1]) if found else None


def _as_identified(dossier: Dossier, identity: Identity | None) -> Dossier:
    """The dossier whose papers hold the month of birth as it was said last: it may have been put right since."""
    if identity is None or dossier.papers is None:
        return dossier
    papers = replace(dossier.papers, birth_month=f"{identity.birth_day:%Y-%m}")
    before = dossier.before if dossier.before is None else _as_identified(dossier.before, identity)
    return replace(dossier, papers=papers, before=before)


def _merging_of(record: Record) -> Merging:
    reason = str((record.personal or {}).get("reason", ""))
    return Merging(record.kind, str(record.clear["other"]), record.at, record.by.ref, reason)


def entries_of(events: Iterable[Event], session: str) -> list[Entry]:
    """Events as the journal keeps them: words that were typed and what is about the patient are encrypted."""
    return [_entry_of(event, session) for event in events]


def identity_entry(identity: Identity, at: Any, by: Actor, session: str) -> Entry:
    """An identity as the journal keeps it: all of it encrypted."""
    return Entry(IDENTIFY, at, _author(by, session), {}, {"identity": identity_to_dict(identity)})


def merging_entry(kind: str, other: str, reason: str, at: datetime, by: Actor, session: str) -> Entry:
    """A joining or a parting as the journal keeps it: why is encrypted."""
    return Entry(kind, at, _author(by, session), {"other": other}, {"reason": reason})


def _entry_of(event: Event, session: str) -> Entry:
    written = event_to_dict(event)
    clear, personal = _parted(event.act, event.data)
    kept = {key: written[key] for key in ("number", "state", "owner")}
    if event.by.board is not None:
        kept["board"] = event.by.board
    return Entry(
        event.act.value, event.at, _author(event.by, session), {**kept, "data": clear}, {"data": personal}, VERSION
    )


def _author(by: Actor, session: str) -> Author:
    return Author(by.ref, by.role.value, by.site, by.delegated_by or "", session)


def _parted(act: Act, data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What may be read without the key of the dossier, and the rest."""
    plain = {field.name for field in FIELDS[act] if not field.is_personal and field.kind in _CLEAR_KINDS}
    clear = {name: value for name, value in data.items() if name in plain}
    return clear, {name: value for name, value in data.items() if name not in plain}


def _event_of(record: Record) -> Event:
    """The event as casework wrote it, both halves put together."""
    by: dict[str, Any] = {"ref": record.by.ref, "role": record.by.role, "site": record.by.site}
    optional = {"delegated_by": record.by.delegated_by or None, "board": record.clear.get("board")}
    personal = record.personal or {}
    return event_from_dict(
        {
            "version": record.version,
            "number": record.clear["number"],
            "act": record.kind,
            "at": record.at.isoformat(),
            "by": by | {key: value for key, value in optional.items() if value is not None},
            "state": record.clear["state"],
            "owner": record.clear["owner"],
            "data": {**record.clear["data"], **personal.get("data", {})},
        }
    )
