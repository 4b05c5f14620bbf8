"""The security log: who came in, who saw what; apart from the record, for security only (P-50 to P-52).

Each line has a number and a seal; the number of the last one is sealed apart (`ends`), so that a missing line shows.
"""

from datetime import UTC, datetime
from enum import StrEnum

from django.db import transaction

from saufconduit.web.journal.chain import seal, written
from saufconduit.web.journal.ends import SECURITY, locked_end, move_end
from saufconduit.web.journal.keys import keys
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.journal.plain_sql import flushed_later, write

_SEALED = ("at", "kind", "account", "role", "site", "record", "session", "address")
_WRITTEN = ("number", *_SEALED, "seal")
_INSERT = f"INSERT INTO journal_securityentry ({', '.join(_WRITTEN)}) VALUES ({', '.join(['%s'] * len(_WRITTEN))})"


class Sight(StrEnum):
    """What the security log tells (P-55)."""

    LOGIN = "login"
    LOGIN_REFUSED = "login-refused"
    LOGOUT = "logout"
    SECOND_FACTOR = "second-factor"
    SECOND_FACTOR_CHANGED = "second-factor-changed"
    PASSWORD_CHANGED = "password-changed"
    KEYS_CHANGED = "keys-changed"
    KNOWLEDGE_UPLOADED = "knowledge-uploaded"
    KNOWLEDGE_DROPPED = "knowledge-dropped"
    KNOWLEDGE_ACCEPTED = "knowledge-accepted"
    PLACE_CHOSEN = "place-chosen"
    ACCOUNT_CHANGED = "account-changed"
    DELEGATION_GIVEN = "delegation-given"
    DELEGATION_ENDED = "delegation-ended"
    ELIGIBILITY_COMPUTED = "eligibility-computed"
    IDENTITY_VIEWED = "identity-viewed"
    IDENTITIES_LISTED = "identities-listed"
    DOSSIER_READ = "dossier-read"
    DOSSIER_WRITTEN = "dossier-written"
    DOCUMENT_READ = "document-read"
    CODE_READ = "code-read"
    GLASS_BROKEN = "glass-broken"
    REFUSED = "refused"
    EXPORT = "export"
    ERASED = "erased"
    RETENTION = "retention"
    ARCHIVE_READ = "archive-read"
    LOG_READ = "log-read"


# What the reader of a page is never told: the page does not wait until the disk has it.
_SEEN = (Sight.IDENTITY_VIEWED, Sight.IDENTITIES_LISTED, Sight.DOSSIER_READ, Sight.ELIGIBILITY_COMPUTED)


def log(
    sight: Sight,
    *,
    account: str = "",
    role: str = "",
    site: str = "",
    record: str = "",
    session: str = "",
    address: str = "",
) -> None:
    """Writes one line, at the real moment whatever day the demonstration shows."""
    told = {"account": account, "role": str(role), "site": site, "record": record}
    row = SecurityEntry(kind=str(sight), session=session, address=address, **told)
    if sight in _SEEN:
        with flushed_later() as beginning:
            _add(row, beginning)
    else:
        _add(row)


@transaction.atomic(savepoint=False)
def _add(row: SecurityEntry, beginning: str = "") -> None:
    # The moment is taken under the lock: lines are in the order of their numbers.
    end = locked_end(SECURITY)
    row.number, row.at = end.last + 1, written(datetime.now(UTC))
    row.seal = _seal_of(row)
    write(f"{beginning}{_INSERT}", [getattr(row, name) for name in _WRITTEN])
    move_end(end, last=end.last + 1, last_hash=row.seal)


def spoilt() -> list[int]:
    """The lines that are not as they were written."""
    return [row.pk for row in SecurityEntry.objects.order_by("pk").iterator() if bytes(row.seal) != _seal_of(row)]


def count_older(before: datetime) -> int:
    """How many lines are older than that moment."""
    return SecurityEntry.objects.filter(at__lt=written(before)).count()


@transaction.atomic
def forget(before: datetime) -> int:
    """Deletes the lines older than that moment, once they have served their time; how many.

    The database itself keeps those of the last six months (migration 0002).
    """
    end = locked_end(SECURITY)
    kept = SecurityEntry.objects.filter(number__isnull=False, at__gte=written(before)).order_by("number").first()
    first = end.last + 1 if kept is None else int(kept.number or 0)
    unnumbered, _ = SecurityEntry.objects.filter(number=None, at__lt=written(before)).delete()
    deleted, _ = SecurityEntry.objects.filter(number__lt=first).delete()
    if deleted:
        move_end(end, last=end.last, last_hash=bytes(end.hash), first=first)
    return unnumbered + deleted


def _seal_of(row: SecurityEntry) -> bytes:
    told = (str(getattr(row, name)).encode() for name in _SEALED)
    if row.number is None:
        return seal(keys().seal, b"security", *told)
    return seal(keys().seal, b"security-line", str(row.number).encode(), *told)
