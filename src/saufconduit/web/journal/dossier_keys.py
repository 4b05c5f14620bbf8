"""The key of each dossier: made with it, wrapped, destroyed at the end of its retention."""

import secrets
from datetime import datetime

from django.db import transaction

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.journal import problems
from saufconduit.web.journal.chain import link, written
from saufconduit.web.journal.ends import ERASURES, locked_end, move_end
from saufconduit.web.journal.erasure_register import entered
from saufconduit.web.journal.keys import LENGTH, Keys, keys
from saufconduit.web.journal.models import DossierKey, Erasure, Head
from saufconduit.web.journal.plain_sql import rows
from saufconduit.web.journal.sealed import Spoilt, decrypt, encrypt, place_of

_HASHED = ("number", "dossier", "at", "actor", "role", "site", "reason")


def make_key(dossier: str) -> bytes:
    """A new key for a new dossier."""
    key = secrets.token_bytes(LENGTH)
    DossierKey.objects.create(dossier=dossier, **_wrapped(dossier, key))
    return key


def key_of(dossier: str) -> bytes | None:
    """The key of a dossier, None where it was destroyed; raises Problem where it is lost or spoilt."""
    for master, wrapped in rows("SELECT master, wrapped FROM journal_dossierkey WHERE dossier = %s", (dossier,)):
        return unwrapped(dossier, master, wrapped)
    if Erasure.objects.filter(dossier=dossier).exists():
        return None
    raise Problem(problems.KEY_SPOILT, name=dossier)


def unwrap(row: DossierKey) -> bytes:
    """The key in a row; raises Problem `journal.no-keys` or `journal.key-spoilt`."""
    return unwrapped(row.dossier, row.master, row.wrapped)


def unwrapped(dossier: str, master: int, wrapped: bytes | memoryview) -> bytes:
    """The key of a dossier from what a row holds; raises Problem `journal.no-keys` or `journal.key-spoilt`."""
    with_what = keys().masters.get(master)
    if with_what is None:
        raise Problem(problems.NO_KEYS, name=f"master-{master}.key")
    try:
        return decrypt(with_what, bytes(wrapped), _place(dossier, master))
    except Spoilt:
        raise Problem(problems.KEY_SPOILT, name=dossier) from None


def masters_in_use() -> set[int]:
    """The numbers of the master keys that some dossier needs."""
    return set(DossierKey.objects.order_by().values_list("master", flat=True).distinct())


@transaction.atomic
def wrap_again() -> int:
    """Wraps with the master key in use all that an older one wrapped; how many. All of them or none.

    Whoever adds a dossier holds the head of the journal: once it is ours, those that began with the older key are in.
    """
    list(Head.objects.select_for_update().filter(id=1))
    older = list(DossierKey.objects.exclude(master=keys().current))
    for row in older:
        DossierKey.objects.filter(dossier=row.dossier).update(**_wrapped(row.dossier, unwrap(row)))
    return len(older)


@transaction.atomic
def destroy_key(*, dossier: str, by: str, at: datetime, reason: str, role: str = "", site: str = "") -> None:
    """Erases what is personal in a dossier: nobody can decrypt it any more, and the chain still verifies.

    The erasure is a link of a chain of its own. Copies of the database made before keep the wrapped key until they
    are thrown away in their turn; the register tells a restore of them.
    """
    end = locked_end(ERASURES)
    told = {"dossier": dossier, "at": written(at), "actor": by, "role": role, "site": site, "reason": reason}
    row = Erasure(number=end.last + 1, previous=bytes(end.hash), **told)
    row.hash = link_of_erasure(row)
    row.save(force_insert=True)
    move_end(end, last=end.last + 1, last_hash=row.hash)
    DossierKey.objects.filter(dossier=dossier).delete()
    # A register that cannot be written does not stop an erasure: `doctor` enters what is missing, or says so.
    transaction.on_commit(lambda: entered(row), robust=True)


def link_of_erasure(row: Erasure) -> bytes:
    """The hash of an erasure from the one before it and its columns."""
    return link(bytes(row.previous or b""), [str(getattr(row, name)).encode() for name in _HASHED])


def _wrapped(dossier: str, key: bytes) -> dict[str, object]:
    held: Keys = keys()
    return {
        "master": held.current,
        "wrapped": encrypt(held.masters[held.current], key, _place(dossier, held.current)),
    }


def _place(dossier: str, master: int) -> bytes:
    return place_of("dossier-key", dossier, master)
