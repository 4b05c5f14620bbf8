"""Copying a database out and in, while it is used: SQLite by its own backup, PostgreSQL by COPY."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, router, transaction
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from saufconduit.web.commands.private_files import make_private, open_private

_COPY_OUT = "COPY {} ({}) TO STDOUT (FORMAT BINARY)"
_COPY_IN = "COPY {} ({}) FROM STDIN (FORMAT BINARY)"


def vendor_of(alias: str) -> str:
    """`sqlite` or `postgresql`."""
    return connections[alias].vendor


def migrations_of(alias: str) -> dict[str, str]:
    """The last migration of each application: what the copied tables look like."""
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    last: dict[str, str] = {}
    for app, name in sorted(applied):
        last[app] = name
    return last


def copy_out(alias: str, folder: Path) -> None:
    """Writes one database into a folder, as it is at one moment."""
    folder.mkdir(mode=0o700)
    if vendor_of(alias) == "sqlite":
        _copy_sqlite(Path(connections[alias].settings_dict["NAME"]), folder / f"{folder.name}.sqlite3")
    else:
        _copy_tables_out(alias, folder)


def copy_in(alias: str, folder: Path, migrations: dict[str, str]) -> None:
    """Fills an empty database from a folder, then brings it to the tables of this version."""
    if vendor_of(alias) == "sqlite":
        connections[alias].close()
        _copy_sqlite(folder / f"{folder.name}.sqlite3", Path(connections[alias].settings_dict["NAME"]))
    else:
        for app, name in migrations.items():
            call_command("migrate", app, name, database=alias, interactive=False, verbosity=0)
        _copy_tables_in(alias, folder)
    call_command("migrate", database=alias, interactive=False, verbosity=0)


def _copy_sqlite(source: Path, target: Path) -> None:
    """Page by page, through SQLite: writers go on meanwhile, what they add afterwards is left out."""
    make_private(target)
    with closing(sqlite3.connect(source)) as reader, closing(sqlite3.connect(target)) as writer:
        reader.backup(writer)


def _tables(alias: str) -> Iterator[tuple[str, list[str]]]:
    """Each table of the zone with its columns, in an order of their own."""
    for model in apps.get_models(include_auto_created=True):
        if router.allow_migrate_model(alias, model) and model._meta.managed:
            yield model._meta.db_table, [str(field.column) for field in model._meta.local_concrete_fields]


def _tables_of_then(alias: str, cursor: Any) -> Iterator[tuple[str, list[str]]]:
    """The same, as the database has them now: a backup of an older version has no column that came since."""
    there = set(connections[alias].introspection.table_names(cursor))
    for table, columns in _tables(alias):
        if table in there:
            held = {column.name for column in connections[alias].introspection.get_table_description(cursor, table)}
            yield table, [name for name in columns if name in held]


def _copy_tables_out(alias: str, folder: Path) -> None:
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        # One picture of all the tables, whatever is written meanwhile.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table, columns in _tables_of_then(alias, cursor):
            path = folder / f"{table}.copy"
            with open_private(path) as file, cursor.cursor.copy(_statement(_COPY_OUT, table, columns)) as copy:
                for part in copy:
                    file.write(part)


def _copy_tables_in(alias: str, folder: Path) -> None:
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        found = [one for one in _tables_of_then(alias, cursor) if (folder / f"{one[0]}.copy").is_file()]
        for table, _ in found:
            # Rows that migrations wrote; tables that only add up are still empty, which their triggers allow.
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)).as_string(cursor.connection))
        for table, columns in found:
            with (
                (folder / f"{table}.copy").open("rb") as file,
                cursor.cursor.copy(_statement(_COPY_IN, table, columns)) as copy,
            ):
                while part := file.read(1024 * 1024):
                    copy.write(part)
        filled = {table for table, _ in found}
        models: list[Any] = [model for model in apps.get_models() if model._meta.db_table in filled]
        for statement in connections[alias].ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _statement(words: Any, table: str, columns: list[str]) -> sql.Composed:
    listed = sql.SQL(", ").join(sql.Identifier(column) for column in columns)
    return sql.SQL(words).format(sql.Identifier(table), listed)
