"""Adding events to a dossier, reading them back."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import transaction

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.journal import problems
from saufconduit.web.journal.chain import HASHED, link, seal, written
from saufconduit.web.journal.dossier_keys import key_of, make_key, unwrapped
from saufconduit.web.journal.keys import keys
from saufconduit.web.journal.models import Event, Head
from saufconduit.web.journal.plain_sql import among, rows
from saufconduit.web.journal.sealed import Spoilt, decrypt, encrypt, place_of


@dataclass(frozen=True)
class Author:
    """Who did it: internal identifiers, never a name."""

    ref: str
    role: str
    site: str
    delegated_by: str = ""
    session: str = ""


@dataclass(frozen=True)
class Entry:
    """One event to add; `personal` is encrypted, `clear` is not."""

    kind: str
    at: datetime
    by: Author
    clear: Mapping[str, Any] = field(default_factory=dict)
    personal: Mapping[str, Any] = field(default_factory=dict)
    version: int = 1


@dataclass(frozen=True)
class Record:
    """One event as it was added; `personal` is None once the dossier is erased."""

    position: int
    number: int
    kind: str
    at: datetime
    by: Author
    clear: Mapping[str, Any]
    personal: Mapping[str, Any] | None
    version: int


@transaction.atomic
def append(dossier: str, entries: Sequence[Entry], *, expected: int) -> tuple[Record, ...]:
    """Adds events after the `expected` ones that the caller has read; all of them or none.

    Raises Problem `journal.race` where the dossier has other events by now, `journal.erased`.
    """
    head = Head.objects.select_for_update().get(id=1)
    last = _last_of(dossier)
    _check_expected(last, expected)
    key = make_key(dossier) if last is None else key_of(dossier)
    if key is None:
        raise Problem(problems.ERASED)
    previous, added = bytes(head.hash), []
    for place, entry in enumerate(entries, 1):
        row = _row(head.position + place, dossier, expected + place, entry, key, previous)
        previous = bytes(row.hash)
        added.append(row)
    Event.objects.bulk_create(added)
    move_head(head.position + len(added), previous)
    return tuple(_opened(added, key))


class _Last(NamedTuple):
    """The last event of a dossier, as far as the next one asks."""

    number: int
    actor: str
    kind: str
    at: str


def _last_of(dossier: str) -> _Last | None:
    columns = ", ".join(_Last._fields)
    found = rows(f"SELECT {columns} FROM journal_event WHERE dossier = %s ORDER BY number DESC LIMIT 1", (dossier,))
    return _Last(*found[0]) if found else None


def _check_expected(last: _Last | None, expected: int) -> None:
    """The problem knows who was first, for the sentence that the caller may make of it."""
    if (last.number if last else 0) == expected:
        return
    names = {} if last is None else {"actor": last.actor, "act": last.kind, "at": last.at}
    raise Problem(problems.RACE, None, (), **names)


def _row(position: int, dossier: str, number: int, entry: Entry, key: bytes, previous: bytes) -> Event:
    row = Event(
        position=position,
        dossier=dossier,
        number=number,
        kind=entry.kind,
        at=written(entry.at),
        actor=entry.by.ref,
        role=entry.by.role,
        site=entry.by.site,
        delegated_by=entry.by.delegated_by,
        session=entry.by.session,
        version=entry.version,
        clear=_json(entry.clear),
        body=encrypt(key, _json(entry.personal).encode(), _place(dossier, number, entry.kind)),
        previous=previous,
    )
    row.hash = link(previous, [_bytes(getattr(row, name)) for name in HASHED])
    return row


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _place(dossier: str, number: int, kind: str) -> bytes:
    return place_of("event", dossier, number, kind)


def move_head(position: int, last_hash: bytes) -> None:
    """Writes where the chain ends; called by whoever holds the lock of the head."""
    Head.objects.filter(id=1).update(position=position, hash=last_hash, seal=seal_of_head(position, last_hash))


def seal_of_head(position: int, last_hash: bytes) -> bytes:
    """The seal of an end of the chain."""
    return seal(keys().seal, b"journal-head", str(position).encode(), last_hash)


def read(dossier: str) -> tuple[Record, ...]:
    """The events of a dossier, in order; raises Problem where one was changed."""
    columns = ", ".join(f"e.{name}" for name in _Kept._fields)
    # The key comes with the events: one question less on every page of a dossier.
    found = rows(
        f"SELECT {columns}, k.master, k.wrapped FROM journal_event e "
        "LEFT JOIN journal_dossierkey k ON k.dossier = e.dossier WHERE e.dossier = %s ORDER BY e.number",
        (dossier,),
    )
    if not found:
        return ()
    *_, master, wrapped = found[0]
    key = key_of(dossier) if master is None else unwrapped(dossier, master, wrapped)
    return tuple(_opened((_Kept(*row[:-2]) for row in found), key))


def read_many(dossiers: Iterable[str], keys: Mapping[str, bytes]) -> dict[str, tuple[Record, ...]]:
    """The events of several dossiers, each with its key; raises Problem where one was changed."""
    found = groupby(_kept(dossiers), key=attrgetter("dossier"))
    return {dossier: tuple(_opened(of_it, keys[dossier])) for dossier, of_it in found}


class _Kept(NamedTuple):
    """A row of the journal, as far as it is read."""

    position: int
    dossier: str
    number: int
    kind: str
    at: str
    actor: str
    role: str
    site: str
    delegated_by: str
    session: str
    version: int
    clear: str
    body: bytes


_COLUMNS = ", ".join(_Kept._fields)


def _kept(dossiers: Iterable[str]) -> list[_Kept]:
    wanted = among("dossier", dossiers)
    statement = f"SELECT {_COLUMNS} FROM journal_event WHERE {wanted.text} ORDER BY dossier, number"
    return [_Kept(*row) for row in rows(statement, wanted.values)]


def _opened(found: Iterable[Event | _Kept], key: bytes | None) -> Iterator[Record]:
    for row in found:
        personal = None
        if key is not None:
            try:
                content = decrypt(key, bytes(row.body), _place(row.dossier, row.number, row.kind))
            except Spoilt:
                raise Problem(problems.UNREADABLE, number=row.number) from None
            personal = json.loads(content)
        yield _record(row, json.loads(row.clear), personal)


def _record(row: Event | _Kept, clear: Mapping[str, Any], personal: Mapping[str, Any] | None) -> Record:
    by = Author(row.actor, row.role, row.site, row.delegated_by, row.session)
    at = datetime.fromisoformat(row.at)
    return Record(row.position, row.number, row.kind, at, by, clear, personal, row.version)


def dossiers() -> list[str]:
    """Every dossier of the journal, in the order of their first events."""
    return list(Event.objects.filter(number=1).order_by("position").values_list("dossier", flat=True))
