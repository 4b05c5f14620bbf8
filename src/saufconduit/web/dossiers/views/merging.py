"""The pages that join two dossiers of one patient, and part them."""

from datetime import date
from http import HTTPStatus
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Lang, Text
from saufconduit.web.accounts.access import seen
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.dossiers import problems, queries
from saufconduit.web.dossiers.actions.merging import ROLES, merge_dossiers, split_dossiers
from saufconduit.web.dossiers.addresses import address
from saufconduit.web.dossiers.desk import actor_for, may_read, opened_row, way_of
from saufconduit.web.dossiers.due import patient_of, programme_words
from saufconduit.web.dossiers.models import DossierRow, SearchWord
from saufconduit.web.dossiers.reading import ABSORB, MERGE, RELEASE, SPLIT, Stored, load
from saufconduit.web.dossiers.refused import page_for, status_of
from saufconduit.web.dossiers.sealing import search_mac
from saufconduit.web.dossiers.tracing import trace_dossier, trace_list
from saufconduit.web.dossiers.words import mark_on
from saufconduit.web.journal.security import Sight
from saufconduit.web.look.clock import PARIS, now, today
from saufconduit.web.look.days import short_day
from saufconduit.web.look.language import lang

AT_ONCE = 10
LONGEST_REASON = 500
_KINDS = {
    MERGE: Text("Réuni à un autre dossier", "Joined to another dossier"),
    ABSORB: Text("Un autre dossier y a été réuni", "Another dossier was joined to it"),
    SPLIT: Text("Séparé de l’autre dossier", "Parted from the other dossier"),
    RELEASE: Text("L’autre dossier en a été séparé", "The other dossier was parted from it"),
}


class Candidate(NamedTuple):
    """A dossier that may be of the same patient."""

    id: str
    patient: str
    born: date | None
    programme: str
    row: DossierRow
    mark: Any
    prescriber: str


class Joining(NamedTuple):
    """A joining or a parting as the page tells it."""

    when: str
    what: str
    who: str
    reason: str
    href: str


@page_for(*ROLES)
def merge(request: Requested, dossier: UUID) -> HttpResponse:
    """Looks for the other dossier of the patient, then joins it to this one; what was typed stays."""
    row = _of_this_site(request, dossier)
    problem = None
    if request.POST.get("other"):
        problem = _merged(request, row)
        if problem is None:
            return HttpResponseRedirect(address(row.id))
    page = {
        **_typed(request),
        "row": row,
        "patient": patient_of(load(row.id).identity, lang()),
        "candidates": _candidates(request, row),
        "problem": problem,
    }
    return render(request, "dossiers/merge.html", page, status=HTTPStatus.OK if problem is None else status_of(problem))


def _of_this_site(request: Requested, dossier: UUID) -> DossierRow:
    """Raises `dossiers.merge-not-yours` for the pharmacy that only prepares: whose dossiers these are is not for it."""
    assert request.actor is not None
    row = opened_row(request, str(dossier))
    if row.site != request.actor.site:
        seen(request, Sight.REFUSED, record=f"dossier:{row.id}")
        raise Problem(problems.MERGE_NOT_YOURS)
    trace_dossier(request, row.id)  # these pages name the patient
    return row


def _typed(request: HttpRequest) -> dict[str, str]:
    return {
        "word": request.POST.get("word", "").strip()[:100],
        "reason": request.POST.get("reason", "").strip()[:LONGEST_REASON],
    }


def _merged(request: Requested, row: DossierRow) -> Problem | None:
    """None once it is done, else why not."""
    by, at, way = actor_for(request, row.prescriber), now(), way_of(request)
    try:
        other = opened_row(request, request.POST["other"])
        merge_dossiers(kept=row.id, absorbed=other.id, reason=_typed(request)["reason"], by=by, at=at, way=way)
    except Problem as problem:
        return problem
    return None


def _candidates(request: Requested, row: DossierRow) -> list[Candidate]:
    """The dossiers of the site that the person may read and that a word names, but this one."""
    word = _typed(request)["word"]
    if not word:
        return []
    found = queries.named(_found(word, row.id).filter(may_read(request), site=row.site)[:AT_ONCE])
    names = queries.people(one.row.prescriber for one in found)
    trace_list(request, "merge", (one.row.id for one in found))
    return [
        Candidate(
            one.row.id,
            patient_of(one.identity, lang()),
            None if one.identity is None else one.identity.birth_day,
            programme_words(one.row, lang()),
            one.row,
            mark_on(one.row, today()),
            names.get(one.row.prescriber, ""),
        )
        for one in found
    ]


def _found(word: str, but: str) -> QuerySet[DossierRow]:
    named = SearchWord.objects.filter(mac=search_mac(word)).values("dossier_id")
    return DossierRow.objects.filter(id__in=named).exclude(id=but).order_by("-since", "id")


@page_for(*ROLES)
def split(request: Requested, dossier: UUID) -> HttpResponse:
    """Parts this dossier from the one in which it goes on, for a reason."""
    row = _of_this_site(request, dossier)
    problem, reason = None, _typed(request)["reason"]
    if request.method == "POST":
        by = actor_for(request, row.prescriber)
        try:
            split_dossiers(absorbed=row.id, reason=reason, by=by, at=now(), way=way_of(request))
        except Problem as wrong:
            problem = wrong
        else:
            return HttpResponseRedirect(address(row.id))
    page = {"row": row, "patient": patient_of(load(row.id).identity, lang()), "reason": reason, "problem": problem}
    return render(request, "dossiers/split.html", page, status=HTTPStatus.OK if problem is None else status_of(problem))


def joinings(stored: Stored, words: Lang) -> list[Joining]:
    """What was joined and parted, the oldest first, each with its reason."""
    names = queries.people(item.by for item in stored.mergings) if stored.mergings else {}
    return [
        Joining(
            short_day(item.at.astimezone(PARIS).date(), words),
            _KINDS[item.kind].to(words),
            names.get(item.by, ""),
            item.reason,
            address(item.other),
        )
        for item in stored.mergings
    ]
