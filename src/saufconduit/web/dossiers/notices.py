"""What those who answer for a dossier are told on their first page, and what an emergency lets read."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Role
from saufconduit.vocabulary.text import Lang, Text
from saufconduit.web.dossiers.due import patient_of
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.models import DossierRow, Notice
from saufconduit.web.dossiers.queries import named, people, sites
from saufconduit.web.dossiers.sealing import keys_of, opened
from saufconduit.web.journal.plain_sql import Clause, all_of, moment, rows
from saufconduit.web.look.clock import PARIS
from saufconduit.web.look.days import short_day, time_of

TAKEN_OVER, GLASS_BROKEN = "taken-over", "glass-broken"
REASON = "reason"
"""The place of the reason, for its encryption."""
SHOWN = timedelta(days=30)
AT_ONCE = 12  # the last ones


class Told(NamedTuple):
    """A notice in words: about whom, who did what and when, why."""

    dossier: str
    patient: str
    words: str
    reason: str


class Glass(NamedTuple):
    """A dossier that a person may read for a while."""

    dossier: str
    patient: str
    until: datetime


def notices_for(actor: Actor, now: datetime, lang: Lang) -> list[Told]:
    """What happened in 30 days to the dossiers for which the person answers: the prescriber, the pharmacy."""
    if actor.role not in (Role.PRESCRIBER, Role.PHARMACIST):
        return []
    told = [Clause("n.site = %s", (actor.site,)), Clause("n.at > %s", (moment(now - SHOWN),))]
    if actor.role is Role.PRESCRIBER:
        told.append(Clause("n.prescriber = %s", (actor.ref,)))
    wanted = all_of(told)
    statement = f"SELECT n.id FROM dossiers_notice n WHERE {wanted.text} ORDER BY n.at DESC, n.id DESC LIMIT {AT_ONCE}"
    last = rows(statement, wanted.values)
    if not last:
        return []
    listed = list(Notice.objects.filter(pk__in=[pk for (pk,) in last]).order_by("-at", "-pk"))
    patients = _patients(one.dossier for one in listed)
    names, places = people(one.account for one in listed), sites(one.account_site for one in listed)
    keys = keys_of({one.dossier for one in listed})
    return [_told(one, patients, names, places, keys.get(one.dossier), lang) for one in listed]


def _patients(dossiers: Iterable[str]) -> dict[str, Identity | None]:
    return {one.row.id: one.identity for one in named(DossierRow.objects.filter(id__in=set(dossiers)))}


def _told(
    one: Notice,
    patients: Mapping[str, Identity | None],
    names: Mapping[str, str],
    places: Mapping[str, str],
    key: bytes | None,
    lang: Lang,
) -> Told:
    who = f"{names.get(one.account, '')}, {places.get(one.account_site, '')}"
    at = one.at.astimezone(PARIS)
    when = f"{short_day(at.date(), lang)}, {time_of(at, lang)}"
    if one.kind == TAKEN_OVER:
        words = Text(f"dossier repris par {who}, le {when}.", f"dossier taken over by {who}, on {when}.")
    else:
        until = time_of(_end(one), lang)
        words = Text(
            f"lecture exceptionnelle par {who}, le {when}, permise jusqu’à {until}.",
            f"emergency reading by {who}, on {when}, allowed until {until}.",
        )
    reason = opened(key, REASON, one.dossier, one.reason)["reason"] if key is not None and one.reason else ""
    return Told(one.dossier, patient_of(patients.get(one.dossier), lang), words.to(lang), reason)


def broken_until(actor: Actor, dossier: str, now: datetime) -> datetime | None:
    """Until when the person may read that dossier of another hospital, None where not."""
    last = _running(actor, now).filter(dossier=dossier).order_by("until").last()
    return None if last is None else _end(last)


def broken_by(actor: Actor, now: datetime, lang: Lang) -> list[Glass]:
    """The dossiers of other hospitals that the person may read now."""
    until = {one.dossier: _end(one) for one in _running(actor, now).order_by("until")}
    patients = _patients(until)
    return [Glass(dossier, patient_of(patients.get(dossier), lang), end) for dossier, end in until.items()]


def _end(one: Notice) -> datetime:
    assert one.until is not None
    return one.until.astimezone(PARIS)


def _running(actor: Actor, now: datetime) -> QuerySet[Notice]:
    place = {"account": actor.ref, "role": actor.role.value, "account_site": actor.site}
    return Notice.objects.filter(kind=GLASS_BROKEN, until__gt=now, **place)
