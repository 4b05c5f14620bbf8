"""The two zones in real databases: each test that asks for `zones` runs on SQLite files, then in PostgreSQL.

`zones` (or `db`, the name that pytest-django gives it) rolls back what the test wrote. `committed` gives databases of
its own to a test that needs real commits: several threads, a server, a kill.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from cohort_databases import postgresql_server
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from psycopg import sql

from saufconduit.web.config.environment import postgresql
from saufconduit.web.config.environment import sqlite as durable_sqlite
from saufconduit.web.journal.keys import make_keys

ALIASES = ("default", "exploitant")


def sqlite(path: Path) -> dict[str, Any]:
    """A database as the application opens it, but no test waits for the disk: none cuts the power."""
    database = durable_sqlite(path)
    pragmas = database["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    return {**database, "OPTIONS": {**database["OPTIONS"], "init_command": pragmas}}


@dataclass(frozen=True)
class Engine:
    """A kind of database; nobody stays connected to the template, so that it can be copied at any moment."""

    name: str
    place: str  # a folder, or the address of a server
    template: dict[str, Any]
    shared: dict[str, Any] = field(default_factory=dict)

    def copies(self, folder: Path) -> dict[str, dict[str, Any]]:
        """Two databases like the templates."""
        if self.name == "sqlite":
            return {alias: sqlite(Path(shutil.copy(self.template[alias]["NAME"], folder))) for alias in ALIASES}
        return {alias: self._copy(alias) for alias in ALIASES}

    def _copy(self, alias: str) -> dict[str, Any]:
        name, template = f"copy_{uuid4().hex[:8]}", self.template[alias]["NAME"]
        with psycopg.connect(self.place, autocommit=True) as connection:
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return database_at(self.place, name)


def database_at(server: str, name: str) -> dict[str, Any]:
    """A database of a server, as Django's settings write it."""
    return postgresql(server.replace("/postgres?", f"/{name}?"))


def point_at(databases: dict[str, dict[str, Any]]) -> None:
    """From now on, the connections of this thread and of new ones are to these databases."""
    connections.close_all()
    written = connections.configure_settings({alias: dict(database) for alias, database in databases.items()})
    for alias in ALIASES:
        connections.settings[alias].clear()
        connections.settings[alias].update(written[alias])
        if hasattr(connections._connections, alias):
            del connections[alias]


@pytest.fixture(scope="session", autouse=True)
def keys_of_the_tests() -> None:
    """The folder of keys of this run."""
    make_keys(settings.KEYS)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: Any, django_db_blocker: Any) -> Iterator[Engine]:
    """The kind of database of this test; both kinds hold the migrated tables."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            folder = tmp_path_factory.mktemp("zones")
            place, template = str(folder), {alias: sqlite(folder / f"{alias}.sqlite3") for alias in ALIASES}
        else:
            place = stack.enter_context(postgresql_server())
            template = {alias: _empty(place, f"template_{alias}") for alias in ALIASES}
        with django_db_blocker.unblock():
            point_at(template)
            for alias in ALIASES:
                call_command("migrate", database=alias, verbosity=0)
            connections.close_all()
            engine = Engine(request.param, place, template)
            engine.shared.update(engine.copies(tmp_path_factory.mktemp("shared")))
            point_at(engine.shared)
        yield engine
        connections.close_all()


def _empty(server: str, name: str) -> dict[str, Any]:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return database_at(server, name)


@pytest.fixture
def zones(engine: Engine, django_db_blocker: Any) -> Iterator[Engine]:
    """Both databases; what the test writes is rolled back."""
    with django_db_blocker.unblock(), rolled_back("default"), rolled_back("exploitant"):
        yield engine


@contextmanager
def rolled_back(alias: str) -> Iterator[None]:
    """A transaction that ends without a trace."""
    around = transaction.atomic(using=alias)
    around._from_testcase = True  # type: ignore[attr-defined] # lets `durable=True` pass inside, as in Django's tests
    with around:
        yield
        transaction.set_rollback(True, using=alias)


@pytest.fixture
def db(zones: Engine) -> Engine:
    """The same, by the name that pytest-django's own fixtures ask for."""
    return zones


@pytest.fixture
def committed(engine: Engine, tmp_path: Path, django_db_blocker: Any) -> Iterator[Engine]:
    """Two databases that only this test has, where what is committed stays."""
    with django_db_blocker.unblock():
        point_at(engine.copies(tmp_path))
        yield engine
        connections.close_all()
        point_at(engine.shared)
