"""Where each log ends, sealed: one that was cut short no longer matches.

The row lies in the same database, its seal takes a key that does not. Who holds the keys too, or puts back an older
copy of the whole database, is not found here: what `saufconduit audit verify` prints is to be noted elsewhere.
"""

from typing import Any

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.journal.chain import START, seal
from saufconduit.web.journal.keys import keys
from saufconduit.web.journal.models import LogEnd
from saufconduit.web.journal.plain_sql import and_lock, rows, write

SECURITY, ERASURES, RETENTION = "security", "erasures", "retention"


def locked_end(name: str) -> LogEnd:
    """The end of a log, which no other transaction moves before this one ends."""
    statement = f"SELECT first, last, hash, seal FROM journal_logend WHERE name = %s{and_lock()}"
    [(first, last, end, sealed)] = rows(statement, (name,))
    return LogEnd(name=name, first=first, last=last, hash=end, seal=sealed)


def begin_logs(apps: Any, *names: str) -> None:
    """Writes where new logs end, in a migration: sealed where there are keys, else with the first line of each."""
    for name in names:
        end = apps.get_model("journal", "LogEnd")(name=name, first=1, last=0, hash=START, seal=b"")
        try:
            end.seal = seal_of_end(end)
        except Problem:
            pass
        end.save(force_insert=True)


def move_end(end: LogEnd, *, last: int, last_hash: bytes, first: int | None = None) -> None:
    """Writes where the log ends now; called by whoever holds its lock."""
    end.first, end.last, end.hash = end.first if first is None else first, last, last_hash
    end.seal = seal_of_end(end)
    write(
        "UPDATE journal_logend SET first = %s, last = %s, hash = %s, seal = %s WHERE name = %s",
        (end.first, end.last, end.hash, end.seal, end.name),
    )


def seal_of_end(end: Any) -> bytes:
    """The seal of an end."""
    numbers = (str(end.first).encode(), str(end.last).encode())
    return seal(keys().seal, b"log-end", end.name.encode(), *numbers, bytes(end.hash))


def is_sealed(end: LogEnd) -> bool:
    """True if the end is as the application wrote it."""
    return bytes(end.seal) == seal_of_end(end)


def end_of(name: str) -> tuple[int, str]:
    """How many lines a log had in all, the hash of the last one, in letters: to be noted elsewhere.

    0 and nothing where somebody took the end away: checking the logs says so.
    """
    end = LogEnd.objects.filter(name=name).first()
    return (0, "") if end is None else (end.last, bytes(end.hash).hex())
