"""A database of the first release is brought to today where it lies, on both engines, or stays as it was."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from django.db.migrations.operations import RunPython
from old_release import FILES, put_in_postgresql, rows_of, unpacked
from psycopg import sql
from web_databases import ALIASES, database_at, point_at, sqlite

from saufconduit.cli.main import main
from saufconduit.web.accounts.models import User
from saufconduit.web.commands import preparing
from saufconduit.web.commands.archive import write_manifest
from saufconduit.web.commands.copying import copy_out
from saufconduit.web.commands.preparing import ZONES, is_behind, prepare
from saufconduit.web.dossiers.models import DossierRow, ObligationRow
from saufconduit.web.dossiers.reading import load
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.models import Event
from saufconduit.web.journal.verify import verify

# The record, who acts, what was kept: the rest is made again from the record.
KEPT = """
    journal_event journal_head journal_dossierkey journal_code journal_outbox accounts_user accounts_site
    accounts_membership accounts_delegation boards_boardsetting exploitant_patient
    exploitant_inclusion exploitant_productitem exploitant_delivery
""".split()
MADE = """
    dossiers_document dossiers_dossierrow dossiers_obligationrow dossiers_searchword boards_sessionrow boards_agendarow
""".split()


@pytest.fixture
def old(engine: Any, tmp_path: Path, settings: Any, monkeypatch: Any, django_db_blocker: Any) -> Iterator[Path]:
    """An installation of the first release, as the new version finds it."""
    folder = unpacked(tmp_path)
    settings.DATA, settings.KEYS = folder / "data", folder / "keys"
    settings.DOCUMENTS = settings.DATA / "documents"
    settings.DATA.mkdir()
    shutil.copytree(folder / "backup/documents", settings.DOCUMENTS)
    for name in ("DEMO", "DAY", "SECOND_FACTOR"):
        monkeypatch.setenv(f"SAUFCONDUIT_{name}", "no" if name == "DEMO" else "")
    with django_db_blocker.unblock():
        point_at(_on_sqlite(folder, settings.DATA) if engine.name == "sqlite" else _in_postgresql(engine.place))
        if engine.name == "postgresql":
            [put_in_postgresql(folder, alias, connections[alias].settings_dict) for alias in ALIASES]
        yield folder
        connections.close_all()
        point_at(engine.shared)


def _on_sqlite(folder: Path, data: Path) -> dict[str, dict[str, Any]]:
    return {
        alias: sqlite(Path(shutil.copy(folder / "backup" / FILES[alias], data / f"{alias}.sqlite3")))
        for alias in ALIASES
    }


def _in_postgresql(server: str) -> dict[str, dict[str, Any]]:
    made = {alias: f"old_{alias}_{uuid4().hex[:8]}" for alias in ALIASES}
    with psycopg.connect(server, autocommit=True) as connection:
        for name in made.values():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return {alias: database_at(server, name) for alias, name in made.items()}


@pytest.fixture
def upgraded(old: Path) -> Path:
    """The same, once the server of today has started."""
    prepare()
    return old


def before_and_now(folder: Path, table: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The rows of a table in the release, and in the columns of then those of today."""
    alias = "exploitant" if table.startswith("exploitant") else "default"
    columns, rows = rows_of(folder / "backup" / FILES[alias])[table]
    with connections[alias].cursor() as cursor:
        quoted = ", ".join(f'"{name}"' for name in columns)
        cursor.execute(f"SELECT {quoted} FROM {table}")
        return sorted(map(_plain, rows)), sorted(map(_plain, cursor.fetchall()))


def _plain(row: tuple[Any, ...]) -> tuple[str, ...]:
    """What both engines write of a value: truths are figures, moments are in UTC without a zone, identifiers bare."""
    return tuple(_written(one) for one in row)


def _written(one: Any) -> str:
    if isinstance(one, (bytes, memoryview)):
        return bytes(one).hex()
    if isinstance(one, str) and one.startswith("["):
        return json.dumps(json.loads(one))
    if isinstance(one, bool):
        return str(int(one))
    return str(one).replace("+00:00", "").replace("-", "").replace("'", '"').removesuffix(".000000")


@pytest.mark.parametrize("table", KEPT)
def test_rows_of_the_first_release_are_all_there(upgraded, table):
    before, now = before_and_now(upgraded, table)

    assert now == before != []


def test_lines_of_the_security_log_are_all_there(upgraded):
    before, now = before_and_now(upgraded, "journal_securityentry")

    assert now[: len(before)] == before


def test_record_is_whole_and_its_tables_are_as_it_makes_them(upgraded, capsys):
    assert [alias for alias in ALIASES if is_behind(alias)] == []
    assert verify() == ()
    assert [main(["audit", what]) for what in ("verify", "rebuild")] == [0, 0]
    assert {table: len(before_and_now(upgraded, table)[1]) > 0 for table in MADE} == dict.fromkeys(MADE, True)


def test_every_dossier_of_the_first_release_is_read(upgraded):
    found = [load(row.id) for row in DossierRow.objects.all()]

    assert len(found) == 12
    assert all(one.identity is not None and one.events for one in found)
    assert User.objects.count() == 21


REFUSED = {
    "changed": "UPDATE {table} SET {column} = 'x'",
    "deleted": "DELETE FROM {table}",
    "emptied": "TRUNCATE {table}",
    "replaced": "INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
}
ONLY_ADD_UP = {"journal_event": "kind", "journal_erasure": "reason", "journal_securityentry": "kind"}
OF_ONE_ENGINE = {"emptied": "postgresql", "replaced": "sqlite"}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("table", ONLY_ADD_UP)
def test_table_that_only_adds_up_still_does_after_the_upgrade(upgraded, table, what):
    if OF_ONE_ENGINE.get(what, connections["default"].vendor) != connections["default"].vendor:
        pytest.skip("ce mot n’est pas de cette base")
    _fill(table)

    with (
        pytest.raises(DatabaseError, match="is append-only"),
        transaction.atomic(),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute(REFUSED[what].format(table=table, column=ONLY_ADD_UP[table]))


def _fill(table: str) -> None:
    """The first release had erased nobody."""
    if table == "journal_erasure":
        dossier = DossierRow.objects.order_by("id")[0].id
        destroy_key(dossier=dossier, by="a1", at=datetime(2026, 11, 23, tzinfo=UTC), reason="fin", role="x", site="s1")


# --- what is cut short


class Cut(Exception):
    """The machine stops there."""


def cut(*args: Any, **others: Any) -> None:
    raise Cut


INTERRUPTED = [
    ("default", "journal", "0003_ends_of_logs", "0002_append_only"),
    ("default", "journal", "0005_longer_records", "0004_security_kind_account"),
    ("default", "dossiers", "0004_search_words", "0003_ends_of_access"),
    ("default", "accounts", "0002_board_owner", "0001_initial"),
    ("exploitant", "exploitant", "0002_continuation", "0001_initial"),
]


def columns(alias: str) -> dict[str, set[str]]:
    """What the tables of a zone are made of, with their triggers."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = {
            table: {column.name for column in connection.introspection.get_table_description(cursor, table)}
            for table in tables
        }
        cursor.execute(TRIGGERS[connection.vendor])
        return {**found, "triggers": {name for (name,) in cursor.fetchall()}}


TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


@pytest.mark.parametrize(("alias", "app", "name", "before"), INTERRUPTED, ids=[one[2] for one in INTERRUPTED])
def test_migration_that_is_cut_short_leaves_nothing_half_done(old, alias, app, name, before):
    migration = import_module(f"saufconduit.web.{app}.migrations.{name}").Migration
    call_command("migrate", app, before, database=alias, verbosity=0)
    stood = columns(alias)

    with pytest.MonkeyPatch.context() as patched, pytest.raises(Cut):
        patched.setattr(migration, "operations", [*migration.operations, RunPython(cut)])
        call_command("migrate", app, name, database=alias, verbosity=0)

    assert columns(alias) == stood
    prepare()
    assert (is_behind(alias), verify(), Event.objects.count()) == (False, (), 145)


def test_tables_that_were_to_be_made_again_are_made_by_the_next_start(old):
    with pytest.MonkeyPatch.context() as patched, pytest.raises(Cut):
        patched.setattr(preparing, "make_tables_again", cut)
        prepare()
    made = ObligationRow.objects.update(owner="auditor")

    prepare()

    assert made > 0 == ObligationRow.objects.filter(owner="auditor").count()
    assert not list(django_settings.DATA.glob("tables-*"))


# --- a backup that was made in that release


def test_backup_of_the_first_release_is_given_back(old, engine, capsys):
    folder = old / "saved"
    folder.mkdir()
    [copy_out(alias, folder / zone) for alias, zone in ZONES.items()]
    shutil.copytree(old / "backup/documents", folder / "documents")
    told = json.loads((old / "backup/manifest.json").read_text())
    write_manifest(folder, {**told, "engine": dict.fromkeys(ZONES.values(), engine.name)})
    connections.close_all()
    shutil.rmtree(django_settings.DATA)
    django_settings.DATA.mkdir()
    point_at(_empty(engine, django_settings.DATA))

    code = main(["restore", str(folder)])

    assert (code, capsys.readouterr().err) == (0, "")
    assert (verify(), Event.objects.count(), DossierRow.objects.count()) == ((), 145, 12)


def _empty(engine: Any, data: Path) -> dict[str, dict[str, Any]]:
    if engine.name == "sqlite":
        return {alias: sqlite(data / f"{alias}.sqlite3") for alias in ALIASES}
    return _in_postgresql(engine.place)
