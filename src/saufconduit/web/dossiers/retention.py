"""How long the dossier of a patient is kept, by the table of retention (P-30)."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db.models import QuerySet

from saufconduit.casework.words import FINAL_STATES
from saufconduit.regimes.retention import DataClass, RetentionRule, Trigger, kept_until, rules_of
from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.lists import A_PAGE
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.queries import Named, named
from saufconduit.web.dossiers.reading import MERGE, Stored, stored_of
from saufconduit.web.journal.models import Event
from saufconduit.web.journal.store import read

_AT_ONCE = 4 * A_PAGE


class Over(NamedTuple):
    """A dossier that need not be kept any more, without its patient."""

    row: DossierRow
    until: date


def rules() -> tuple[RetentionRule, ...]:
    """The rules of the record of a patient."""
    return rules_of(registry().retention, DataClass.HOSPITAL_RECORD)


def record_until(last: date, birth: date | None) -> date:
    """The last day on which a record is kept; `date.max` where no text says one."""
    events = {Trigger.LAST_CONTACT: last, **({} if birth is None else {Trigger.BIRTH: birth})}
    return kept_until(rules(), events) or date.max


def end_of(stored: Stored) -> date:
    """The last day on which a dossier is kept; one that goes on in another is kept as long as that one."""
    return max(record_until(one.events[-1].day, _birth(one.identity)) for one in _going_on(stored))


def is_ended(stored: Stored) -> bool:
    """True if nothing follows any more, neither in the dossier nor in that in which it goes on."""
    last = _going_on(stored)[-1]
    return last.dossier.is_final or bool(last.merged_into)


def _going_on(stored: Stored) -> list[Stored]:
    """The dossier, then each one in which it goes on, as far as they are not erased."""
    found = [stored]
    while found[-1].merged_into:
        further = stored_of(read(found[-1].merged_into))
        if further.is_erased:
            break
        found.append(further)
    return found


def _birth(identity: Identity | None) -> date | None:
    return None if identity is None else identity.birth_day


def over_at(site: str, today: date) -> list[Over]:
    """The first dossiers of a site that are ended and kept for long enough, the oldest first."""
    return list(islice(_over(DossierRow.objects.filter(site=site), today), A_PAGE))


def count_over(today: date) -> dict[str, int]:
    """How many dossiers are no longer to be kept, by site."""
    sites = list(DossierRow.objects.order_by("site").values_list("site", flat=True).distinct())
    counted = {site: sum(1 for _ in _over(DossierRow.objects.filter(site=site), today)) for site in sites}
    return {site: number for site, number in counted.items() if number}


def _over(listed: QuerySet[DossierRow], today: date) -> Iterator[Over]:
    states = [state.value for state in FINAL_STATES]
    rows = listed.filter(state__in=states, is_erased=False).order_by("since", "id")
    for start in range(0, rows.count(), _AT_ONCE):
        found = named(rows[start : start + _AT_ONCE])
        joined = _joined(one.row.id for one in found)
        for one in found:
            last = one.row.since or today
            if record_until(last, None) >= today:
                return  # those that come after are younger
            until = _joined_until(one) if one.row.id in joined else record_until(last, _birth(one.identity))
            if until is not None and until < today:
                yield Over(one.row, until)


def _joined(dossiers: Iterable[str]) -> set[str]:
    """Those that were joined to another one, be it for a while."""
    return set(Event.objects.filter(dossier__in=list(dossiers), kind=MERGE).values_list("dossier", flat=True))


def _joined_until(one: Named) -> date | None:
    """The last day of a dossier that was joined to another one, None while something follows there."""
    stored = stored_of(read(one.row.id))
    return end_of(stored) if is_ended(stored) else None
