"""How long the dossier of a patient is kept: settings, for the text was only seen quoted (P-30)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings

from saufconduit.casework.words import FINAL_STATES
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


def kept_until(last: date, birth: date | None) -> date:
    """The last day on which it is kept: some years after the last contact, at least until an age."""
    until = _after(last, settings.RETENTION_YEARS)
    return until if birth is None else max(until, _after(birth, settings.RETENTION_AGE))


def end_of(stored: Stored) -> date:
    """The last day on which a dossier is kept; one that goes on in another is kept as long as that one."""
    return max(kept_until(one.events[-1].day, _birth(one.identity)) for one in _going_on(stored))


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
    states = [state.value for state in FINAL_STATES]
    rows = DossierRow.objects.filter(site=site, state__in=states, is_erased=False, since__lt=_before(today))
    over: list[Over] = []
    # Some are kept until the patient has an age: however many come first, they do not hide those that come after.
    for start in range(0, rows.count(), _AT_ONCE):
        found = named(rows.order_by("since", "id")[start : start + _AT_ONCE])
        joined = _joined(one.row.id for one in found)
        dated = [(one, _joined_until(one) if one.row.id in joined else _until(one, today)) for one in found]
        over += [Over(one.row, until) for one, until in dated if until is not None and until < today]
        if len(over) >= A_PAGE:
            break
    return over[:A_PAGE]


def _until(one: Named, today: date) -> date:
    return kept_until(one.row.since or today, _birth(one.identity))


def _joined(dossiers: Iterable[str]) -> set[str]:
    """Those that were joined to another one, be it for a while."""
    return set(Event.objects.filter(dossier__in=list(dossiers), kind=MERGE).values_list("dossier", flat=True))


def _joined_until(one: Named) -> date | None:
    """The last day of a dossier that was joined to another one, None while something follows there."""
    stored = stored_of(read(one.row.id))
    return end_of(stored) if is_ended(stored) else None


def _before(today: date) -> date:
    return _after(today, -settings.RETENTION_YEARS)


def _after(day: date, years: int) -> date:
    """The same day some years later; the 29 February becomes the 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28) + timedelta(days=1)
