"""A session read back from the journal."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from saufconduit.casework.board_session import Session, SessionAct, SessionEvent, fold_session
from saufconduit.casework.event import Actor
from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.boards import problems
from saufconduit.web.dossiers.sealing import keys_of, opened, sealed
from saufconduit.web.journal.store import Author, Entry, Record, read

PREFIX = "rcp-"
"""Of the names of sessions in the journal."""
_DOSSIER, _WORDS = "dossier", "sealed"


@dataclass(frozen=True)
class Stored:
    """A session with how many records made it; `erased` are the dossiers of which nothing can be read any more.

    `concluded` is, for each dossier, the place in the journal at which the board concluded; `keys` open the dossiers
    of the agenda.
    """

    session: Session
    records: int
    site: str
    erased: frozenset[str] = frozenset()
    concluded: Mapping[str, int] = field(default_factory=dict)
    keys: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def load(session: str) -> Stored:
    """The session of that id; raises Problem `boards.unknown`."""
    records = read(session) if session.startswith(PREFIX) else ()
    if not records:
        raise Problem(problems.UNKNOWN)
    return stored_of(records)


def stored_of(records: Sequence[Record]) -> Stored:
    """The session that records of the journal make; dossiers erased since are no longer on its agenda."""
    name = records[0].clear["data"]["session"]
    on_agenda = {record.clear[_DOSSIER] for record in records if _DOSSIER in record.clear}
    keys = keys_of(on_agenda)
    kept = [record for record in records if record.clear.get(_DOSSIER) in (None, *keys)]
    events = [_event_of(name, record, keys) for record in kept]
    signed = [record for record in kept if record.kind == SessionAct.CONCLUDE.value]
    return Stored(
        fold_session(events),
        len(records),
        records[0].by.site,
        frozenset(on_agenda - set(keys)),
        {record.clear[_DOSSIER]: record.position for record in signed},
        keys,
    )


def entry_of(event: SessionEvent, session: str, web_session: str) -> Entry:
    """An event as the journal keeps it.

    What is said of a patient is encrypted with the key of the dossier: it is erased with the dossier.
    """
    by = Author(event.by.ref, event.by.role.value, event.by.site, "", web_session)
    clear: dict[str, Any] = {"board": event.by.board}
    dossier = event.data.get(_DOSSIER)
    if dossier is None:
        return Entry(event.act.value, event.at, by, {**clear, "data": dict(event.data)})
    words = {name: value for name, value in event.data.items() if name != _DOSSIER}
    kept = sealed(keys_of([dossier])[dossier], _place(session, event.number), dossier, words)
    return Entry(event.act.value, event.at, by, {**clear, _DOSSIER: dossier}, {_WORDS: base64.b64encode(kept).decode()})


def _event_of(session: str, record: Record, keys: Mapping[str, bytes]) -> SessionEvent:
    by = Actor(record.by.ref, Role(record.by.role), record.by.site, board=record.clear["board"])
    dossier = record.clear.get(_DOSSIER)
    if dossier is None:
        data = record.clear["data"]
    else:
        assert record.personal is not None  # the key of a session is never destroyed, those of its dossiers are
        kept = base64.b64decode(record.personal[_WORDS])
        data = {_DOSSIER: dossier, **opened(keys[dossier], _place(session, record.number), dossier, kept)}
    return SessionEvent(record.number, SessionAct(record.kind), record.at, by, data)


def _place(session: str, number: int) -> str:
    return f"board-session/{session}/{number}"
