"""Drafts: what was typed and not sent, kept on the server."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Act
from saufconduit.regimes.retention import DataClass, over_before, rules_of
from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.dossiers.models import Draft
from saufconduit.web.dossiers.sealing import keys_of, sealed
from saufconduit.web.journal.security import Sight, log
from saufconduit.web.look.clock import start_of


def save_draft(*, dossier: str, act: Act, by: Actor, at: datetime, typed: Mapping[str, Any]) -> None:
    """Keeps what was typed in a form, in place of what was kept before."""
    key = keys_of([dossier])[dossier]
    content = sealed(key, f"draft/{act.value}", dossier, typed)
    values = {"site": by.site, "content": content, "saved_at": at}
    Draft.objects.update_or_create(dossier=dossier, act=act.value, account=by.ref, defaults=values)


def drop_draft(*, dossier: str, act: Act, account: str) -> None:
    """The form was sent: its draft has served."""
    Draft.objects.filter(dossier=dossier, act=act.value, account=account).delete()


@transaction.atomic
def drop_old_drafts(*, now: datetime) -> int:
    """Deletes drafts kept for long enough, with a trace that says that a draft was deleted; how many."""
    deleted = 0
    for draft in _old(now):
        # One that was saved again meanwhile is not old any more.
        count, _ = _old(now).filter(pk=draft.pk).delete()
        if count:
            log(Sight.ERASED, account="system", site=draft.site, record=f"draft:{draft.dossier}/{draft.act}")
        deleted += count
    return deleted


def count_old_drafts(*, now: datetime) -> int:
    """How many drafts were kept for long enough: the server deletes them when it starts."""
    return _old(now).count()


def _old(now: datetime) -> QuerySet[Draft]:
    before = over_before(rules_of(registry().retention, DataClass.DRAFT), now.date())
    if before is None:
        return Draft.objects.none()
    return Draft.objects.filter(saved_at__lt=start_of(before))
