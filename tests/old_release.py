"""The database of the first release, on either engine, as it was before any later migration; nobody in it exists."""

import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from psycopg import sql

ARCHIVE = Path(__file__).parent / "first_release/first_release.tar.xz"
FILES = {"default": "hospital/hospital.sqlite3", "exploitant": "exploitant/exploitant.sqlite3"}
_NOT_ROWS = ("django_migrations", "sqlite_sequence")
_MADE_AGAIN = "TIME ZONE 'UTC'"


def unpacked(folder: Path) -> Path:
    """What the archive holds: a backup, the keys."""
    with tarfile.open(ARCHIVE) as packed:
        packed.extractall(folder, filter="data")
    return folder


def migrations(folder: Path, alias: str) -> dict[str, str]:
    """The last migration of each application in that release."""
    zone = {"default": "hospital", "exploitant": "exploitant"}[alias]
    found: dict[str, str] = json.loads((folder / "backup/manifest.json").read_text())["migrations"][zone]
    return found


def rows_of(path: Path) -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    """Each table of the release: its columns, its rows in an order of their own."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as held:
        names = [name for (name,) in held.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: _read(held, name) for name in names if name not in _NOT_ROWS}


def _read(held: sqlite3.Connection, table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    cursor = held.execute(f"SELECT * FROM {table}")
    return [column[0] for column in cursor.description], cursor.fetchall()


def put_in_postgresql(folder: Path, alias: str, database: dict[str, Any]) -> None:
    """Makes in an empty database the tables of the release, then writes its rows there."""
    for app, name in migrations(folder, alias).items():
        call_command("migrate", app, name, database=alias, interactive=False, verbosity=0)
    held = rows_of(folder / "backup" / FILES[alias])
    options = {"host": database["OPTIONS"].get("host") or database["HOST"], "user": database["USER"]}
    with psycopg.connect(dbname=database["NAME"], **{key: word for key, word in options.items() if word}) as written:
        written.execute(f"SET {_MADE_AGAIN}")
        written.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in held:
            written.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        for table, (columns, rows) in held.items():
            _write(written, table, columns, rows)


def _write(written: psycopg.Connection[Any], table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    kinds = "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"
    kind_of = dict(written.execute(kinds, [table]).fetchall())
    truths = [kind_of[name] == "boolean" for name in columns]
    into = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join([sql.Placeholder()] * len(columns)),
    )
    for row in rows:
        values = [bool(one) if is_truth and one is not None else one for one, is_truth in zip(row, truths, strict=True)]
        written.execute(into, values)
    for name in (name for name in columns if name == "id" and kind_of[name] in ("integer", "bigint")):
        counter = "SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT COALESCE(MAX(id), 1) FROM {}))"
        written.execute(sql.SQL(counter).format(sql.Identifier(table)), [table, name])
