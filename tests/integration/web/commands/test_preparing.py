"""Making ready what the server needs."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from journal_events import AT, two_dossiers

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.boards.models import SessionRow
from saufconduit.web.commands import preparing
from saufconduit.web.commands.preparing import make_missing_keys, prepare
from saufconduit.web.config.environment import sqlite
from saufconduit.web.journal.chain import written
from saufconduit.web.journal.models import Event, Outbox, SecurityEntry
from saufconduit.web.journal.outbox import put
from saufconduit.web.journal.security import Sight, log


@pytest.fixture
def own_keys(settings, tmp_path):
    settings.KEYS = shutil.copytree(settings.KEYS, tmp_path / "keys")
    return settings.KEYS


def test_installation_that_is_there_is_left_as_it_is(place, own_keys):
    before = {path.name: path.read_bytes() for path in own_keys.iterdir()}

    made = prepare()

    assert made is False
    assert {path.name: path.read_bytes() for path in own_keys.iterdir()} == before
    assert Event.objects.count() == 6


def test_new_installation_gets_folders_keys_and_tables(committed, settings, tmp_path):
    if committed.name != "sqlite":
        pytest.skip("une base vide de PostgreSQL est faite par son administrateur")
    connections.close_all()
    settings.DATA, settings.KEYS = tmp_path / "new/data", tmp_path / "new/keys"
    settings.DOCUMENTS = settings.DATA / "documents"
    for alias in ("default", "exploitant"):
        connections[alias].settings_dict.update(NAME=sqlite(settings.DATA / f"{alias}.sqlite3")["NAME"])

    made = prepare()

    assert made is True
    assert settings.DATA.stat().st_mode & 0o077 == 0
    assert {path.name: path.stat().st_mode & 0o077 for path in settings.DATA.glob("*.sqlite3*")} == dict.fromkeys(
        (f"{alias}.sqlite3{end}" for alias in ("default", "exploitant") for end in ("", "-wal", "-shm")), 0
    )
    assert settings.SECRET_KEY == (settings.KEYS / "session.key").read_text().strip()
    assert Event.objects.count() == 0


@pytest.mark.parametrize(("is_behind", "left"), [(True, 0), (False, 1)])
def test_tables_that_the_record_makes_are_made_again_when_an_older_version_wrote_them(
    place, own_keys, monkeypatch, is_behind, left
):
    SessionRow.objects.create(id="rcp-stray", board="renaten", site="s1", starts_at=AT, chair="a1b2", records=1)
    monkeypatch.setattr(preparing, "is_behind", lambda alias: is_behind)

    prepare()

    assert SessionRow.objects.count() == left


def test_key_of_sessions_that_was_lost_is_made_again(place, own_keys):
    (own_keys / "session.key").unlink()

    make_missing_keys()

    assert (own_keys / "session.key").is_file()


def test_other_keys_that_were_lost_are_not_made_again(committed, settings, tmp_path):
    two_dossiers()
    settings.KEYS = tmp_path / "lost"

    with pytest.raises(Problem) as caught:
        make_missing_keys()

    assert caught.value.code == "journal.no-keys"
    assert not settings.KEYS.exists()


def test_sessions_that_ended_are_forgotten_and_what_waits_is_handed_over(place, own_keys):
    Session.objects.create(session_key="x", session_data="", expire_date="2020-01-01T00:00Z")
    put(
        "exploitant-record",
        {
            "patient": {"code": "BCDFGHJKLM", "letters5": "", "sex": "female", "age_years": 65},
            "inclusion": {
                "exploitant": "e1",
                "programme": "fictimab-aap",
                "indication": "fictive",
                "hospital": "CHU de Valfictif",
                "protocol_version": "1",
                "legal_basis_ref": "RS-003",
                "followup_ref": "PUT-RD fictif",
                "included_on": "2026-10-12",
            },
            "items": [],
            "on": "2026-10-12",
        },
    )

    prepare()

    assert not Session.objects.exists()
    assert Outbox.objects.get().delivered_at != ""


@pytest.mark.parametrize(("age", "left"), [(300, 2), (400, 1)])
def test_lines_of_the_security_log_are_forgotten_after_a_year(place, own_keys, age, left):
    log(Sight.LOGIN, account="a1")
    row = SecurityEntry.objects.get()
    row.pk, row.number, row.at = None, None, written(datetime.now(UTC) - timedelta(days=age))
    row.save(force_insert=True)

    prepare()

    assert SecurityEntry.objects.filter(kind=Sight.LOGIN.value).count() == left


def test_shortest_time_that_may_be_set_is_that_of_the_database(place, own_keys, own_retention):
    own_retention("active_for: {months: 12}\n    at_least", "active_for: {months: 6}\n    at_least")
    log(Sight.LOGIN, account="a1")
    row = SecurityEntry.objects.get()
    row.pk, row.number, row.at = None, None, written(datetime.now(UTC) - timedelta(days=181))
    row.save(force_insert=True)

    prepare()

    assert SecurityEntry.objects.count() == 2
