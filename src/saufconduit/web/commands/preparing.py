"""Making ready what the server needs: folders, keys, tables."""

from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.commands import problems
from saufconduit.web.config.environment import first_line
from saufconduit.web.journal.keys import SESSION, keys, make_keys
from saufconduit.web.journal.models import Head
from saufconduit.web.journal.security import forget

ZONES = {DEFAULT_DB_ALIAS: "hospital", "exploitant": "exploitant"}


def make_folders() -> None:
    """The folders of data and documents, for the service alone."""
    for folder in (settings.DATA, settings.DOCUMENTS):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def check_databases() -> None:
    """Raises Problem `web.database-away`; the words of the driver are not shown, they may hold an address."""
    for alias, zone in ZONES.items():
        try:
            connections[alias].ensure_connection()
        except DatabaseError as error:
            raise Problem(problems.DATABASE_AWAY, zone=zone, reason=type(error.__cause__).__name__) from None


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
    connection = connections[DEFAULT_DB_ALIAS]
    if Head._meta.db_table not in connection.introspection.table_names():
        return False
    head = Head.objects.filter(id=1).first()
    return head is not None and head.position > 0


def migrate() -> None:
    """Brings the tables of both zones to this version."""
    for alias in ZONES:
        with redirect_stdout(StringIO()):
            call_command("migrate", database=alias, interactive=False, verbosity=0)


def tidy() -> None:
    """Forgets ended sessions, drafts left for 30 days, old lines of the security log; hands over what waits."""
    from saufconduit.web.dossiers.actions.drafts import drop_old_drafts
    from saufconduit.web.exploitant.delivery import deliver_outbox
    from saufconduit.web.look.clock import now

    call_command("clearsessions", verbosity=0)
    drop_old_drafts(now=now())
    # Six months are 184 days at most: a line that the database still keeps is never asked for.
    forget(datetime.now(UTC) - timedelta(days=max(settings.LOG_DAYS, 6 * 31)))
    deliver_outbox()


def prepare() -> bool:
    """All of it, in order; True where keys were made."""
    make_folders()
    check_databases()
    made = make_missing_keys()
    migrate()
    tidy()
    return made
