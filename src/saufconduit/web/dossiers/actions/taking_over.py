"""Another hospital goes on with a patient: three facts from the papers lead to the dossier (P-43)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from saufconduit.casework.dossier import Papers
from saufconduit.casework.event import Actor
from saufconduit.casework.words import Act
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.actions.acting import BY_PROGRAM, Way, do
from saufconduit.web.dossiers.actions.attempts import check_attempts
from saufconduit.web.dossiers.models import Notice, SearchWord
from saufconduit.web.dossiers.notices import TAKEN_OVER
from saufconduit.web.dossiers.reading import load
from saufconduit.web.dossiers.sealing import search_mac

RECORD = "dossiers:take-over"


def take_over_dossier(*, by: Actor, at: datetime, data: Mapping[str, Any], way: Way = BY_PROGRAM) -> str:
    """Takes the dossier over, tells the first hospital; its id.

    The three facts say nothing of which one is wrong; after five attempts the door stays shut for a while.
    Raises `dossiers.wrong-papers`, `dossiers.too-many-attempts`, or the Problem of the refusal.
    """
    check_attempts(by, RECORD)
    dossier = _dossier_of(str(data.get("patient_code", "")), str(data.get("reference", "")))
    before = None if dossier is None else load(dossier).dossier
    papers = None if before is None else before.papers
    if dossier is None or before is None or papers is None or _plain(papers) != _plain(_given(data)):
        raise Problem(problems.WRONG_PAPERS)
    with transaction.atomic():
        do(dossier=dossier, act=Act.TAKE_OVER, by=by, at=at, data=data, way=way)
        Notice.objects.create(
            kind=TAKEN_OVER,
            dossier=dossier,
            site=before.site,
            prescriber=before.prescriber,
            account=by.ref,
            role=by.role.value,
            account_site=by.site,
            at=at,
            reason=b"",
        )
    return dossier


def _given(data: Mapping[str, Any]) -> Papers:
    return Papers(*(str(data.get(name, "")) for name in ("patient_code", "reference", "birth_month")))


def _plain(papers: Papers) -> tuple[str, ...]:
    """All three: the words by which dossiers are found hold the names of patients too, which are no papers."""
    return tuple(item.strip().casefold() for item in (papers.patient_code, papers.reference, papers.birth_month))


def _dossier_of(code: str, reference: str) -> str | None:
    """The dossier that has both codes, as hashes of its words."""
    first = SearchWord.objects.filter(mac=search_mac(code)).values("dossier_id")
    found = SearchWord.objects.filter(mac=search_mac(reference), dossier_id__in=first)
    return found.values_list("dossier_id", flat=True).first()
