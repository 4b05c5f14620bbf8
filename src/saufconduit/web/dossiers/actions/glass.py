"""Breaking the glass: in an emergency, a dossier of another hospital is read for a while (P-41).

Nothing is written in the dossier, nothing is asked of anyone; those who answer for it are told at once.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from saufconduit.casework.event import Actor
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.actions.attempts import check_attempts
from saufconduit.web.dossiers.models import DossierRow, Notice, SearchWord
from saufconduit.web.dossiers.notices import GLASS_BROKEN, REASON
from saufconduit.web.dossiers.queries import named
from saufconduit.web.dossiers.sealing import keys_of, sealed, search_mac
from saufconduit.web.journal.security import Sight, log

RECORD = "dossiers:glass"


@dataclass(frozen=True)
class Sought:
    """The patient in front of the person who asks: what an identity paper says."""

    birth_name: str
    first_name: str
    birth_day: date


@transaction.atomic
def break_glass(*, by: Actor, at: datetime, sought: Sought, reason: str, may_read: Q, session: str = "") -> list[str]:
    """Lets `by` read the dossiers of a patient for as long as the site has set; their ids.

    `may_read` are those that the person reads anyway. Raises `dossiers.nobody-by-that-name`,
    `dossiers.too-many-attempts`.
    """
    check_attempts(by, RECORD)
    rows = [row for row in _dossiers_of(sought) if not DossierRow.objects.filter(may_read, id=row.id).exists()]
    if not rows:
        raise Problem(problems.NOBODY_BY_THAT_NAME)
    keys = keys_of([row.id for row in rows])
    for row in rows:
        Notice.objects.create(
            kind=GLASS_BROKEN,
            dossier=row.id,
            site=row.site,
            prescriber=row.prescriber,
            account=by.ref,
            role=by.role.value,
            account_site=by.site,
            at=at,
            until=at + timedelta(minutes=settings.GLASS_MINUTES),
            reason=sealed(keys[row.id], REASON, row.id, {"reason": reason}),
        )
        place = {"account": by.ref, "role": by.role.value, "site": by.site}
        log(Sight.GLASS_BROKEN, record=f"dossier:{row.id}", session=session, **place)
    return [row.id for row in rows]


def _dossiers_of(sought: Sought) -> list[DossierRow]:
    """The dossiers that have all these names and that birth day."""
    rows = DossierRow.objects.filter(is_erased=False)
    for word in f"{sought.birth_name} {sought.first_name}".split():
        rows = rows.filter(id__in=SearchWord.objects.filter(mac=search_mac(word)).values("dossier_id"))
    found = named(rows.order_by("id"))
    return [one.row for one in found if one.identity is not None and one.identity.birth_day == sought.birth_day]
