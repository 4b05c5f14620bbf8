"""The security log: who came in, who saw what; apart from the record, for security only (P-50 to P-52)."""

from datetime import UTC, datetime
from enum import StrEnum

from saufconduit.web.journal.chain import seal, written
from saufconduit.web.journal.keys import keys
from saufconduit.web.journal.models import SecurityEntry

_SEALED = ("at", "kind", "account", "role", "site", "record", "session", "address")


class Sight(StrEnum):
    """What the security log tells (P-55)."""

    LOGIN = "login"
    LOGIN_REFUSED = "login-refused"
    LOGOUT = "logout"
    SECOND_FACTOR = "second-factor"
    SECOND_FACTOR_CHANGED = "second-factor-changed"
    PASSWORD_CHANGED = "password-changed"
    PLACE_CHOSEN = "place-chosen"
    ACCOUNT_CHANGED = "account-changed"
    DELEGATION_GIVEN = "delegation-given"
    DELEGATION_ENDED = "delegation-ended"
    IDENTITY_VIEWED = "identity-viewed"
    DOSSIER_READ = "dossier-read"
    DOSSIER_WRITTEN = "dossier-written"
    DOCUMENT_READ = "document-read"
    CODE_READ = "code-read"
    GLASS_BROKEN = "glass-broken"
    REFUSED = "refused"
    EXPORT = "export"
    ERASED = "erased"
    LOG_READ = "log-read"


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
    row = SecurityEntry(
        at=written(datetime.now(UTC)),
        kind=str(sight),
        account=account,
        role=str(role),
        site=site,
        record=record,
        session=session,
        address=address,
    )
    row.seal = _seal_of(row)
    row.save(force_insert=True)


def spoilt() -> list[int]:
    """The lines that are not as they were written."""
    return [row.pk for row in SecurityEntry.objects.order_by("pk").iterator() if bytes(row.seal) != _seal_of(row)]


def forget(before: datetime) -> int:
    """Deletes the lines older than that moment, once they have served their time; how many.

    The database itself keeps those of the last six months (migration 0002).
    """
    deleted, _ = SecurityEntry.objects.filter(at__lt=written(before)).delete()
    return deleted


def _seal_of(row: SecurityEntry) -> bytes:
    return seal(keys().seal, b"security", *(str(getattr(row, name)).encode() for name in _SEALED))
