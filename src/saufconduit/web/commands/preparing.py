"""Making ready what the server needs: folders, keys, tables."""

from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.commands import problems
from saufconduit.web.commands.private_files import make_private, open_private
from saufconduit.web.config.environment import first_line
from saufconduit.web.journal.disk import settle
from saufconduit.web.journal.keys import SESSION, keys, make_keys
from saufconduit.web.journal.models import Head

_UNFINISHED = "tables-to-make-again"
ZONES = {DEFAULT_DB_ALIAS: "hospital", "exploitant": "exploitant"}


def make_folders() -> None:
    """The folders of data and documents, with the files of SQLite, for the service alone."""
    for folder in (settings.DATA, settings.DOCUMENTS):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for alias in ZONES:
        if connections[alias].vendor == "sqlite":
            with suppress(OSError):  # what cannot be opened is told by `check_databases`
                make_private(Path(connections[alias].settings_dict["NAME"]))


def check_databases() -> None:
    """Raises Problem `web.database-away`; the words of the driver are not shown, they may hold an address."""
    for alias, zone in ZONES.items():
        try:
            connections[alias].ensure_connection()
        except DatabaseError as error:
            raise Problem(problems.DATABASE_AWAY, zone=zone, reason=type(error.__cause__).__name__) from None


def check_set_up() -> None:
    """Raises Problem `web.nothing-yet` where no table was ever made, or that of `check_databases`."""
    try:
        if is_new():
            raise Problem(problems.NOTHING_YET)
    except DatabaseError:
        pass  # told just below, with its zone
    check_databases()


def is_new() -> bool:
    """True where no table was ever made. Raises DatabaseError where the database does not answer."""
    connection = connections[DEFAULT_DB_ALIAS]
    places = (settings.DATA, Path(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and not any(place.exists() for place in places):
        return True  # SQLite would only say that it cannot open its file
    return not _has_tables()


def _has_tables() -> bool:
    return Head._meta.db_table in connections[DEFAULT_DB_ALIAS].introspection.table_names()


def make_missing_keys() -> bool:
    """Makes the keys of a new installation; True where there were none.

    Where there are dossiers, a key that is missing is lost, not new: raises Problem `journal.no-keys`. That of the
    sessions alone can be made again: everybody logs in once more.
    """
    is_new = not any(settings.KEYS.glob("*.key")) and not holds_dossiers()
    if not is_new:
        keys()
    make_keys(settings.KEYS)
    settings.SECRET_KEY = first_line([settings.KEYS / SESSION])
    return is_new


def holds_dossiers() -> bool:
    """True if the journal has an event."""
    if not _has_tables():
        return False
    head = Head.objects.filter(id=1).first()
    return head is not None and head.position > 0


def migrate() -> None:
    """Brings the tables of both zones to this version; those that the journal makes are then made again from it.

    A file says so until it is done: cut short in between, it is done by the next start.
    """
    unfinished = settings.DATA / _UNFINISHED
    if holds_dossiers() and is_behind(DEFAULT_DB_ALIAS):
        open_private(unfinished).close()
        settle(settings.DATA)
    for alias in ZONES:
        with redirect_stdout(StringIO()):
            call_command("migrate", database=alias, interactive=False, verbosity=0)
    if unfinished.exists():
        make_tables_again()
        unfinished.unlink()


def is_behind(alias: str) -> bool:
    """True if the tables of a zone are those of an older version."""
    executor = MigrationExecutor(connections[alias])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def make_tables_again() -> list[str]:
    """Makes from the journal, as this version reads it, all the tables that follow it; what differed in them."""
    from saufconduit.web.boards.actions import projecting
    from saufconduit.web.dossiers.actions import rebuilding

    return [*rebuilding.rebuild(), *projecting.rebuild()]


def tidy() -> None:
    """Forgets ended sessions, what need not be kept any more without anybody being asked; hands over what waits."""
    from saufconduit.web.commands.retaining import do_routine
    from saufconduit.web.exploitant.delivery import deliver_outbox

    call_command("clearsessions", verbosity=0)
    do_routine()
    deliver_outbox()


def prepare() -> bool:
    """All of it, in order; True where keys were made."""
    make_folders()
    check_databases()
    made = make_missing_keys()
    migrate()
    tidy()
    return made
