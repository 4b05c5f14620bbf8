"""Erasing a dossier at the end of its retention: its key, and all that tells of the patient without it."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from saufconduit.casework.event import Actor, civil_day
from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Place, Problem
from saufconduit.web.dossiers import problems, uploads
from saufconduit.web.dossiers.actions.acting import BY_PROGRAM, Way
from saufconduit.web.dossiers.actions.forms import claim
from saufconduit.web.dossiers.actions.projecting import write
from saufconduit.web.dossiers.actions.rebuilding import erased_projection
from saufconduit.web.dossiers.guards import tell_erasure
from saufconduit.web.dossiers.identity import person_of
from saufconduit.web.dossiers.models import Document, DossierRow, Draft, Notice, SearchWord
from saufconduit.web.dossiers.reading import Stored, load
from saufconduit.web.dossiers.retention import end_of, is_ended
from saufconduit.web.exploitant.naming import tells
from saufconduit.web.journal.codes import forget_codes
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.erasure_register import Registered
from saufconduit.web.journal.security import Sight, log
from saufconduit.web.journal.store import read
from saufconduit.web.look.days import short_day


class Goes(NamedTuple):
    """How much of a dossier an erasure takes away: counts alone (P-33)."""

    records: int
    documents: int
    words: int
    drafts: int
    notices: int


def what_goes(dossier: str) -> Goes:
    """What an erasure would take away, said before it is done."""
    rows = (Document, SearchWord, Draft, Notice)
    documents, words, drafts, notices = (model.objects.filter(dossier=dossier).count() for model in rows)
    return Goes(DossierRow.objects.get(id=dossier).records, documents, words, drafts, notices)


def check_erases(by: Actor, row: DossierRow) -> None:
    """Raises `dossiers.erased-by-another`: who administers the site of the dossier, nobody else."""
    if by.role is not Role.SITE_ADMINISTRATOR or by.site != row.site:
        raise Problem(problems.ERASED_BY_ANOTHER)


def check_over(stored: Stored, at: datetime) -> None:
    """Raises `dossiers.not-ended`, `dossiers.still-kept`."""
    if not is_ended(stored):
        raise Problem(problems.NOT_ENDED)
    until = end_of(stored)
    if civil_day(at) <= until:
        raise Problem(problems.STILL_KEPT, day_fr=short_day(until, "fr"), day_en=short_day(until, "en"))


@transaction.atomic
def erase_dossier(*, dossier: str, by: Actor, at: datetime, reason: str, way: Way = BY_PROGRAM) -> Goes:
    """Erases what is personal in a dossier that is no longer kept; how much went.

    The key goes, with the words by which the patient was found, the documents, the drafts, the notices, the codes of
    the exploitants, and what sessions of boards showed; the journal stays whole. Raises `dossiers.unknown`,
    `dossiers.erased`, `dossiers.reason-tells`, and what `check_erases`, `check_over` raise.
    """
    claim(way.form_key, by, dossier, at)
    row = DossierRow.objects.select_for_update().filter(id=dossier).first()
    if row is None:
        raise Problem(problems.UNKNOWN)
    check_erases(by, row)
    stored = load(dossier)
    check_over(stored, at)
    _check_reason(stored, reason)
    goes = what_goes(dossier)
    _erase(dossier, by, at, reason)
    place = {"account": by.ref, "role": by.role.value, "site": by.site, "session": way.session}
    log(Sight.ERASED, record=f"dossier:{dossier}", **place)
    return goes


@transaction.atomic
def erase_again(*, known: Registered, at: datetime) -> None:
    """Erases a dossier that a copy of the database brought back; nobody is asked, it was asked before."""
    reason = f"Revenu d’une copie ; effacé la première fois le {known.at[:10]}, numéro {known.number}"
    row = DossierRow.objects.select_for_update().filter(id=known.dossier).first()
    _erase(known.dossier, Actor("system", Role.SYSTEM, "" if row is None else row.site), at, reason)
    log(Sight.ERASED, account="system", record=f"dossier:{known.dossier}")


def _erase(dossier: str, by: Actor, at: datetime, reason: str) -> None:
    files = list(Document.objects.filter(dossier_id=dossier).values_list("id", flat=True))
    destroy_key(dossier=dossier, by=by.ref, role=by.role.value, site=by.site, at=at, reason=reason)
    forget_codes(dossier)
    Document.objects.filter(dossier_id=dossier).delete()
    Draft.objects.filter(dossier=dossier).delete()
    Notice.objects.filter(dossier=dossier).delete()
    write(erased_projection(read(dossier)))
    tell_erasure(dossier)
    # A file that a failure leaves behind cannot be read without the key.
    transaction.on_commit(lambda: _remove(files), robust=True)


def _check_reason(stored: Stored, reason: str) -> None:
    """The reason outlives the erasure: it names nobody."""
    found = None if stored.identity is None else tells(reason, person_of(stored.identity))
    if found is not None:
        place = Place("erase", path="reason")
        raise Problem(problems.REASON_TELLS, place, what_fr=found.fr, what_en=found.en)


def _remove(files: list[str]) -> None:
    for document in files:
        uploads.remove(document)
