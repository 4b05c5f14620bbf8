"""Form keys: a form that is sent twice acts once."""

from datetime import datetime

from django.db import IntegrityError, transaction

from saufconduit.casework.event import Actor
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.models import FormKey


def sent_before(key: str, by: Actor) -> str | None:
    """The dossier in which that form of the person has acted, None where it has not."""
    used = FormKey.objects.filter(key=key, account=by.ref).first() if key else None
    return None if used is None else used.dossier


def claim(key: str, by: Actor, dossier: str, at: datetime) -> None:
    """Takes the key of a form for the transaction that is running; raises `dossiers.sent-already`.

    Of two sendings at once, the second waits here for the end of the first; a refused one gives the key back.
    """
    if not key:
        return
    try:
        with transaction.atomic():
            FormKey.objects.create(key=key, account=by.ref, dossier=dossier, used_at=at)
    except IntegrityError:
        raise Problem(problems.SENT_ALREADY) from None
