"""Checking the whole record: every byte of every event, the end of the chain, the keys."""

from collections.abc import Iterator, Sequence

from django.db import DatabaseError, connection, transaction

from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.journal.chain import HASHED, START, link
from saufconduit.web.journal.dossier_keys import unwrap
from saufconduit.web.journal.findings import Finding
from saufconduit.web.journal.models import DossierKey, Erasure, Event, Head
from saufconduit.web.journal.store import seal_of_head
from saufconduit.web.journal.verify_logs import findings_of_erasures, findings_of_retention, findings_of_security

CHUNK = 2000
_COLUMNS = (*HASHED, "previous", "hash")
_BINARY = {"body", "previous", "hash"}
_WHOLE = {"position", "number", "version"}

CHANGED = Text("son contenu a changé après l’écriture", "its content changed after it was written")
UNCHAINED = Text("il ne suit pas l’événement précédent", "it does not follow the event before it")
HOLE = Text("un événement manque avant lui dans le journal", "an event before it is missing from the journal")
DOSSIER_HOLE = Text("un événement manque avant lui dans ce dossier", "an event before it is missing from this dossier")
TAIL = Text("les derniers événements manquent", "the last events are missing")
HEAD_CHANGED = Text("la fin du journal a été récrite", "the end of the journal was written over")
EVENTS_LOST = Text("tous ses événements manquent", "all its events are missing")
KEY_LOST = Text("sa clé manque, sans avoir été détruite exprès", "its key is missing without having been destroyed")
KEY_CHANGED = Text("sa clé a été modifiée", "its key was changed")
KEY_LEFT = Text("sa clé est encore là alors qu’il a été effacé", "its key is still there though it was erased")
DAMAGED = Text("la base de données est abîmée", "the database is damaged")


def verify() -> tuple[Finding, ...]:
    """Everything that is wrong in the record; nothing when it is sound.

    Someone who holds the database and the keys, or who puts back an older copy of both, is not found here: the head
    that `saufconduit audit verify` prints is to be noted elsewhere.
    """
    found: list[Finding] = []
    try:
        with transaction.atomic():
            found.extend(_findings())
    except DatabaseError:
        if not found:
            raise  # the database cannot be opened: nothing can be said of the record
    return tuple(found)


def head() -> tuple[int, str]:
    """Where the chain ends: the position and the hash, in letters."""
    row = Head.objects.get(id=1)
    return row.position, bytes(row.hash).hex()


def hash_at(position: int) -> str:
    """The hash of the event at a position, in letters; that of the start where there is none."""
    row = Event.objects.filter(position=position).first()
    return (START if row is None else bytes(row.hash)).hex()


def _findings() -> Iterator[Finding]:
    yield from _damage()
    walk = _Walk()
    try:
        for raw in _raw_events():
            yield from walk.findings_at(raw)
    except DatabaseError:
        # Where the file itself cannot be read, what follows cannot be judged.
        yield Finding(walk.position + 1, None, DAMAGED)
        return
    yield from walk.findings_at_the_end()
    yield from _keys(walk.numbers)
    yield from findings_of_erasures()
    yield from findings_of_security()
    yield from findings_of_retention()


class _Walk:
    """What must hold from one event to the next."""

    def __init__(self) -> None:
        self.position = 0
        self.numbers: dict[str, int] = {}
        self.links = {START}  # hashes that the next event may follow

    def findings_at(self, raw: Sequence[bytes]) -> Iterator[Finding]:
        row = dict(zip(_COLUMNS, raw, strict=False))
        computed = link(row["previous"], [row[name] for name in HASHED])
        dossier = row["dossier"].decode(errors="replace")
        position, number = _number(row["position"]), _number(row["number"])
        what = self._what(position, dossier, number)
        if computed != row["hash"] or raw[-1] != _TYPES:
            what = CHANGED
        elif row["previous"] not in self.links:
            what = what or UNCHAINED
        self.position += 1
        if what:
            yield Finding(self.position if position == -1 else position, dossier, what)
        self.position = max(self.position, position)
        self.numbers[dossier] = number
        self.links = {row["hash"], computed}

    def _what(self, position: int, dossier: str, number: int) -> Text | None:
        if position != self.position + 1:
            return HOLE
        return DOSSIER_HOLE if number != self.numbers.get(dossier, 0) + 1 else None

    def findings_at_the_end(self) -> Iterator[Finding]:
        row = Head.objects.filter(id=1).first()
        if row is None:
            yield Finding(None, None, HEAD_CHANGED)
        elif row.position > self.position:
            yield Finding(self.position + 1, None, TAIL)
        elif row.position < self.position or bytes(row.hash) not in self.links or not _is_sealed(row):
            yield Finding(row.position, None, HEAD_CHANGED)


def _number(written: bytes) -> int:
    return int(written) if written.isdigit() else -1


def _is_sealed(row: Head) -> bool:
    """An empty journal has no seal yet: its keys may not be made when its tables are."""
    return row.position == 0 or bytes(row.seal) == seal_of_head(row.position, bytes(row.hash))


def _raw_events() -> Iterator[Sequence[bytes]]:
    """The columns as the bytes that are stored, then their types as the database sees them."""
    sqlite = connection.vendor == "sqlite"
    columns = ", ".join(_as_bytes(name, sqlite) for name in _COLUMNS)
    types = " || ".join(f"typeof({name})" for name in _COLUMNS) if sqlite else f"'{_TYPES.decode()}'"
    # One cursor of the database, a chunk at a time: the order is that of the primary key.
    statement = (
        f"SELECT {columns}, {_as_bytes(types, sqlite)} FROM {Event._meta.db_table} "
        "WHERE position > %s ORDER BY position LIMIT %s"
    )
    after = -(2**63)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [after, CHUNK])
            rows = [tuple(bytes(value) for value in row) for row in cursor.fetchall()]
        if not rows:
            return
        yield from rows
        after = max(after + 1, _number(rows[-1][0]))


def _as_bytes(name: str, sqlite: bool) -> str:
    if sqlite:
        return f"CAST({name} AS BLOB)"
    if name in _BINARY:
        return name
    return f"convert_to({name}{'::text' if name in _WHOLE else ''}, 'UTF8')"


def _type_of(name: str) -> str:
    return "blob" if name in _BINARY else "integer" if name in _WHOLE else "text"


_TYPES = "".join(_type_of(name) for name in _COLUMNS).encode()


def _damage() -> Iterator[Finding]:
    """What SQLite says of its own file: an index that hides a row changes no byte of the row."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        if cursor.fetchone() != ("ok",):
            yield Finding(None, None, DAMAGED)


def _keys(dossiers: dict[str, int]) -> Iterator[Finding]:
    rows = {row.dossier: row for row in DossierKey.objects.all()}
    erased = set(Erasure.objects.values_list("dossier", flat=True))
    # A key is made with the first event: one without events outlived a journal cut short, whatever its head says.
    yield from (Finding(None, dossier, EVENTS_LOST) for dossier in sorted((rows.keys() | erased) - dossiers.keys()))
    for dossier in dossiers:
        if dossier in rows and dossier in erased:
            yield Finding(None, dossier, KEY_LEFT)
        elif dossier in rows and not _opens(rows[dossier]):
            yield Finding(None, dossier, KEY_CHANGED)
        elif dossier not in rows and dossier not in erased:
            yield Finding(None, dossier, KEY_LOST)


def _opens(row: DossierKey) -> bool:
    try:
        unwrap(row)
    except Problem:
        return False
    return True
