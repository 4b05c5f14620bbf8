"""The key of each dossier: made with it, wrapped, destroyed at the end of its retention."""

import secrets
from datetime import datetime

from django.db.models import QuerySet

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.journal import problems
from saufconduit.web.journal.chain import written
from saufconduit.web.journal.keys import LENGTH, Keys, keys
from saufconduit.web.journal.models import DossierKey, Erasure
from saufconduit.web.journal.sealed import Spoilt, decrypt, encrypt, place_of


def make_key(dossier: str) -> bytes:
    """A new key for a new dossier."""
    key = secrets.token_bytes(LENGTH)
    DossierKey.objects.create(dossier=dossier, **_wrapped(dossier, key))
    return key


def key_of(dossier: str) -> bytes | None:
    """The key of a dossier, None where it was destroyed; raises Problem where it is lost or spoilt."""
    for row in _of_dossier(dossier):
        return unwrap(row)
    if Erasure.objects.filter(dossier=dossier).exists():
        return None
    raise Problem(problems.KEY_SPOILT, name=dossier)


def _of_dossier(dossier: str) -> QuerySet[DossierKey]:
    return DossierKey.objects.filter(dossier=dossier)


def unwrap(row: DossierKey) -> bytes:
    """The key in a row; raises Problem `journal.no-keys` or `journal.key-spoilt`."""
    master = keys().masters.get(row.master)
    if master is None:
        raise Problem(problems.NO_KEYS, name=f"master-{row.master}.key")
    try:
        return decrypt(master, bytes(row.wrapped), _place(row.dossier, row.master))
    except Spoilt:
        raise Problem(problems.KEY_SPOILT, name=row.dossier) from None


def wrap_again() -> int:
    """Wraps with the master key in use all that an older one wrapped; how many."""
    older = list(DossierKey.objects.exclude(master=keys().current))
    for row in older:
        DossierKey.objects.filter(dossier=row.dossier).update(**_wrapped(row.dossier, unwrap(row)))
    return len(older)


def destroy_key(*, dossier: str, by: str, at: datetime, reason: str) -> None:
    """Erases what is personal in a dossier: nobody can decrypt it any more, and the chain still verifies.

    Copies of the database made before keep the wrapped key until they are thrown away in their turn.
    """
    Erasure.objects.create(dossier=dossier, at=written(at), actor=by, reason=reason)
    DossierKey.objects.filter(dossier=dossier).delete()


def _wrapped(dossier: str, key: bytes) -> dict[str, object]:
    held: Keys = keys()
    return {
        "master": held.current,
        "wrapped": encrypt(held.masters[held.current], key, _place(dossier, held.current)),
    }


def _place(dossier: str, master: int) -> bytes:
    return place_of("dossier-key", dossier, master)
