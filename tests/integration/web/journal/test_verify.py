"""Checking the whole record: whatever was changed is found, and where."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections
from journal_events import AT, FIRST, SECOND, change, entry, tamper, two_dossiers

from saufconduit.web.journal import verify as verifying
from saufconduit.web.journal.chain import START, link
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.models import DossierKey, Erasure, Event, Head
from saufconduit.web.journal.store import append, seal_of_head
from saufconduit.web.journal.verify import Finding, hash_at, head, verify

INVERTED = [
    "dossier",
    "kind",
    "at",
    "actor",
    "role",
    "site",
    "delegated_by",
    "session",
    "clear",
    "body",
    "previous",
    "hash",
]


def inverted(value):
    """The value with one bit of its middle byte turned over."""
    raw = bytearray(value.encode() if isinstance(value, str) else value)
    raw[len(raw) // 2] ^= 1
    return raw.decode() if isinstance(value, str) else bytes(raw)


def places():
    return [(item.position, item.what) for item in verify()]


def test_record_as_it_was_written_is_sound(zones):
    two_dossiers()

    assert verify() == ()


def test_empty_record_is_sound(zones):
    assert verify() == ()
    assert head() == (0, START.hex())
    assert hash_at(0) == START.hex()


def test_head_is_the_hash_of_the_last_event(zones):
    two_dossiers()

    assert head() == (6, bytes(Event.objects.get(position=6).hash).hex())
    assert hash_at(6) == head()[1]


@pytest.mark.parametrize("column", INVERTED)
def test_one_bit_of_an_event_is_found_where_it_is(zones, column):
    two_dossiers()

    change(column, 3, inverted)

    assert places()[0] == (3, verifying.CHANGED)


def test_finding_names_the_dossier(zones):
    two_dossiers()

    change("kind", 3, inverted)

    assert verify() == (Finding(3, FIRST, verifying.CHANGED),)


@pytest.mark.parametrize(("column", "other"), [("number", 7), ("version", 2)])
def test_other_number_in_an_event_is_found(zones, column, other):
    two_dossiers()

    change(column, 3, lambda _: other)

    assert (3, verifying.CHANGED) in places()


def test_event_moved_to_another_position_is_found(zones):
    two_dossiers()

    change("position", 6, lambda _: 9)

    assert (9, verifying.CHANGED) in places()


def test_dossier_written_in_capitals_would_hide_an_event_but_is_found(zones):
    dossier = str(UUID(int=0xABCDEF))
    append(dossier, [entry(), entry("inform")], expected=0)

    change("dossier", 2, str.upper)

    assert (2, verifying.CHANGED) in places()


@pytest.mark.parametrize(("gone", "found"), [(1, 2), (3, 4), (5, 6)])
def test_event_that_was_taken_out_is_found_at_the_next(zones, gone, found):
    two_dossiers()

    tamper("DELETE FROM journal_event WHERE position = %s", gone)

    assert places()[0] == (found, verifying.HOLE)


def test_last_events_taken_out_are_found_by_the_head(zones):
    two_dossiers()

    tamper("DELETE FROM journal_event WHERE position > 4")

    assert verify() == (Finding(5, None, verifying.TAIL),)


def test_last_events_taken_out_with_the_head_put_back_are_found_by_its_seal(zones):
    two_dossiers()

    tamper("DELETE FROM journal_event WHERE position > 4")
    Head.objects.update(position=4, hash=Event.objects.get(position=4).hash)

    assert verify() == (Finding(4, None, verifying.HEAD_CHANGED),)


def forge(position, dossier, number, previous):
    """Adds an event as somebody would who knows the chain, but holds no key."""
    row = Event.objects.get(position=position - 1)
    row.position, row.dossier, row.number, row.previous = position, dossier, number, previous
    row.hash = link(previous, [_bytes(getattr(row, name)) for name in verifying.HASHED])
    row.save(force_insert=True)


def _bytes(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def head_now() -> dict[str, object]:
    """The head as it stands, to be put back later."""
    return dict(Head.objects.values("position", "hash", "seal").get(id=1))


def test_record_emptied_under_the_head_of_a_new_one_is_found_by_the_keys_left(zones):
    new = head_now()
    two_dossiers()

    tamper("DELETE FROM journal_event WHERE position > %s", 0)
    Head.objects.filter(id=1).update(**new)

    assert verify() == tuple(Finding(None, name, verifying.EVENTS_LOST) for name in (FIRST, SECOND))


def test_record_cut_short_under_a_head_that_was_true_once_is_found_by_the_keys_left(zones):
    append(FIRST, [entry()], expected=0)
    old = head_now()
    append(SECOND, [entry()], expected=0)

    tamper("DELETE FROM journal_event WHERE position > %s", 1)
    Head.objects.filter(id=1).update(**old)

    assert verify() == (Finding(None, SECOND, verifying.EVENTS_LOST),)


def test_event_added_behind_the_head_is_found(zones):
    two_dossiers()

    forge(7, FIRST, 4, bytes(Event.objects.get(position=6).hash))

    assert places() == [(6, verifying.HEAD_CHANGED)]


def test_event_that_follows_another_chain_is_found(zones):
    two_dossiers()

    forge(7, FIRST, 4, bytes(32))

    assert (7, verifying.UNCHAINED) in places()


def test_number_left_out_in_a_dossier_is_found(zones):
    two_dossiers()

    forge(7, FIRST, 5, bytes(Event.objects.get(position=6).hash))

    assert (7, verifying.DOSSIER_HOLE) in places()


def test_record_without_a_head_is_found(zones):
    two_dossiers()

    Head.objects.all().delete()

    assert places() == [(None, verifying.HEAD_CHANGED)]


def test_head_of_an_empty_record_that_tells_of_events_is_found(zones):
    Head.objects.update(position=2, hash=START, seal=seal_of_head(2, START))

    assert places() == [(1, verifying.TAIL)]


# --- keys


def test_key_that_was_changed_is_found(zones):
    two_dossiers()

    DossierKey.objects.filter(dossier=SECOND).update(wrapped=b"\x00" * 60)

    assert verify() == (Finding(None, SECOND, verifying.KEY_CHANGED),)


def test_key_that_was_deleted_without_an_erasure_is_found(zones):
    two_dossiers()

    DossierKey.objects.filter(dossier=SECOND).delete()

    assert verify() == (Finding(None, SECOND, verifying.KEY_LOST),)


def test_key_that_came_back_after_an_erasure_is_found(zones):
    two_dossiers()
    kept = DossierKey.objects.get(dossier=FIRST)
    destroy_key(dossier=FIRST, by="a1", at=AT, reason="fin")

    kept.save(force_insert=True)

    assert Erasure.objects.get().dossier == FIRST
    assert verify() == (Finding(None, FIRST, verifying.KEY_LEFT),)


# --- the file itself


@pytest.fixture
def file_of(committed):
    """The file of the hospital zone, closed, with six events in it; PostgreSQL keeps many files of its own."""
    if committed.name != "sqlite":
        pytest.skip("un seul fichier : SQLite")
    two_dossiers()
    path = Path(connection.settings_dict["NAME"])
    connections.close_all()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA journal_mode=DELETE")
    return path


def turn_over(path, offset):
    raw = bytearray(path.read_bytes())
    raw[offset] ^= 1
    path.write_bytes(raw)


@pytest.mark.parametrize("seed", range(24))
def test_one_bit_of_the_file_is_found_at_its_event(file_of, seed):
    with closing(sqlite3.connect(file_of)) as plain:
        body, kind = plain.execute("SELECT body, kind FROM journal_event WHERE position = 3").fetchone()
    start = file_of.read_bytes().index(body) - 300
    span = range(file_of.read_bytes().index(kind.encode(), start), start + 300 + len(body) + 64)

    turn_over(file_of, random.Random(seed).choice(span))

    assert [item.position for item in verify() if item.position] == [3]


def test_index_that_hides_an_event_is_found(file_of):
    with closing(sqlite3.connect(file_of)) as plain:
        (page,) = plain.execute(
            "SELECT rootpage FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_journal_event%'"
        ).fetchone()
        (size,) = plain.execute("PRAGMA page_size").fetchone()
    offset = file_of.read_bytes().index(SECOND.encode(), (page - 1) * size)

    turn_over(file_of, offset)

    assert (None, verifying.DAMAGED) in places()


def test_file_whose_table_cannot_be_read_is_told(file_of):
    with closing(sqlite3.connect(file_of)) as plain:
        (page,) = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'journal_event'").fetchone()
        (size,) = plain.execute("PRAGMA page_size").fetchone()
    raw = bytearray(file_of.read_bytes())
    raw[(page - 1) * size : page * size] = bytes(size)
    file_of.write_bytes(raw)

    assert places() == [(None, verifying.DAMAGED), (1, verifying.DAMAGED)]


def test_file_that_cannot_be_opened_is_no_finding(file_of):
    raw = bytearray(file_of.read_bytes())
    raw[100:300] = b"\xff" * 200
    file_of.write_bytes(raw)

    with pytest.raises(DatabaseError):
        verify()


def test_long_record_is_read_in_parts(zones, monkeypatch):
    monkeypatch.setattr(verifying, "CHUNK", 4)

    two_dossiers()
    assert verify() == ()
    change("kind", 5, inverted)

    assert [item.position for item in verify()] == [5]
