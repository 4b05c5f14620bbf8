"""Form keys: a form that is sent twice acts once."""

from datetime import datetime

from django.db import IntegrityError, transaction

from saufconduit.casework.event import Actor
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.models import FormKey


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
