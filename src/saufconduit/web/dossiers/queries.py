"""What pages read: few queries, whatever the number of dossiers; those of the pages opened most in plain SQL."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.models import Membership, Site
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.identity import Identity, identity_from_dict
from saufconduit.web.dossiers.models import DossierRow, Draft
from saufconduit.web.dossiers.readable import Readable, readable_by
from saufconduit.web.dossiers.sealing import IDENTITY, TITLE, keys_of, opened
from saufconduit.web.journal.dossier_keys import unwrapped
from saufconduit.web.journal.plain_sql import Clause, all_of, among, rows

_NAMES = [field.attname for field in DossierRow._meta.concrete_fields]
_COLUMNS = ", ".join(f"d.{name}" for name in _NAMES)


class Named(NamedTuple):
    """A dossier of a list with its patient."""

    row: DossierRow
    identity: Identity | None


def readable(actor: Actor, delegators: Iterable[str] = ()) -> Q:
    """Which dossiers a person may read at a place, for the ORM."""
    return readable_by(actor, delegators).as_q()


def row_of(dossier: str, may_read: Readable | None) -> DossierRow:
    """The row of a dossier; raises `dossiers.unknown`, `dossiers.other-site`: who may not read learns no more.

    Without `may_read`, the caller has seen to it.
    """
    wanted = all_of([Clause("d.id = %s", (dossier,)), *([] if may_read is None else [may_read.as_sql("d")])])
    found = _rows_where(wanted)
    if found:
        return found[0]
    exists = rows("SELECT 1 FROM dossiers_dossierrow WHERE id = %s", (dossier,))
    raise Problem(problems.OTHER_SITE if exists else problems.UNKNOWN)


def rows_of(dossiers: Iterable[str]) -> list[DossierRow]:
    """The rows of several dossiers; the caller has seen to who may read them."""
    return _rows_where(among("d.id", dict.fromkeys(dossiers)))


def _rows_where(wanted: Clause) -> list[DossierRow]:
    found = rows(f"SELECT {_COLUMNS} FROM dossiers_dossierrow d WHERE {wanted.text}", wanted.values)
    return [DossierRow.from_db(DEFAULT_DB_ALIAS, _NAMES, row) for row in found]


def named(found: Iterable[DossierRow]) -> list[Named]:
    """The rows with their patients: one query more, for the keys."""
    listed = list(found)
    keys = keys_of({row.id for row in listed})
    return [Named(row, _identity(row, keys.get(row.id))) for row in listed]


def _identity(row: DossierRow, key: bytes | None) -> Identity | None:
    if key is None or not row.identity:
        return None
    return identity_from_dict(opened(key, IDENTITY, row.id, row.identity))


def people(refs: Iterable[str]) -> dict[str, str]:
    """The names of accounts, by their internal identifier."""
    wanted = among("ref", dict.fromkeys(refs))
    return dict(rows(f"SELECT ref, name FROM accounts_user WHERE {wanted.text}", wanted.values))


def sites(refs: Iterable[str]) -> dict[str, str]:
    """The names of sites, by their internal identifier."""
    return dict(Site.objects.filter(ref__in=set(refs)).values_list("ref", "name"))


def site_of(ref: str) -> Site:
    """A site, by its internal identifier."""
    return Site.objects.get(ref=ref)


def prescribers_at(site: str, on: date) -> list[tuple[str, str]]:
    """Those who may prescribe at a site on a day: the internal identifier, the name."""
    members = Membership.objects.on(on).filter(site__ref=site, role=Role.PRESCRIBER.value)
    return list(members.order_by("user__name").values_list("user__ref", "user__name").distinct())


def hospital_sites() -> list[tuple[str, str]]:
    """The hospitals: the internal identifier, the name."""
    return list(Site.objects.filter(zone="hospital").order_by("name").values_list("ref", "name"))


class Attached(NamedTuple):
    """A document of a dossier, with its title."""

    id: str
    on: date
    media_type: str
    title: str


def documents_of(dossier: str) -> list[Attached]:
    """The documents of a dossier, in the order in which they came."""
    found = rows(
        'SELECT t.id, t."on", t.media_type, t.title, k.master, k.wrapped FROM dossiers_document t '
        "JOIN journal_dossierkey k ON k.dossier = t.dossier_id WHERE t.dossier_id = %s ORDER BY t.number",
        (dossier,),
    )
    return [
        Attached(name, on, kind, opened(unwrapped(dossier, master, wrapped), TITLE, name, title)["title"])
        for name, on, kind, title, master, wrapped in found
    ]


def draft_of(dossier: str, act: str, account: str) -> tuple[dict[str, Any], datetime] | None:
    """What the person typed in a form and did not send, with when."""
    found = rows(
        "SELECT id FROM dossiers_draft WHERE dossier = %s AND act = %s AND account = %s", (dossier, act, account)
    )
    if not found:
        return None
    row = Draft.objects.get(id=found[0][0])
    key = keys_of([dossier])[dossier]
    return opened(key, f"draft/{act}", dossier, row.content), row.saved_at
