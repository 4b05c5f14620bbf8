"""Dossiers: the list, the search."""

from django.http import HttpResponse
from django.shortcuts import render

from saufconduit.casework.labels import REGIMES, STATES
from saufconduit.casework.words import Regime, State
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.dossiers import queries
from saufconduit.web.dossiers.desk import CARE, may_read
from saufconduit.web.dossiers.due import patient_of, programme_words
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.refused import page_for
from saufconduit.web.dossiers.words import mark_on
from saufconduit.web.look.clock import today
from saufconduit.web.look.language import lang, say
from saufconduit.web.look.states import Mark


@page_for(*CARE)
def dossiers(request: Requested) -> HttpResponse:
    """The dossiers that the person may read, by words, state, regime."""
    words = request.GET.get("q", "").strip()[:100]
    state = _one_of(State, request.GET.get("state", ""))
    regime = _one_of(Regime, request.GET.get("regime", ""))
    page = queries.page_of(queries.found(may_read(request), words, state, regime), request.GET.get("page"))
    named = queries.named(page.object_list)
    names = queries.people(one.row.prescriber for one in named)
    rows = [_row(one, names) for one in named]
    context = {"rows": rows, "listing": page, "q": words, "state": state, "regime": regime}
    states = [(item.value, say(STATES[item])) for item in State if item is not State.NEW]
    regimes = [(item.value, say(REGIMES[item])) for item in Regime]
    template = "dossiers/list_rows.html" if request.htmx else "dossiers/list.html"
    answer = render(request, template, {**context, "states": states, "regimes": regimes})
    answer["Vary"] = "HX-Request"
    return answer


def _one_of(words: type[State] | type[Regime], written: str) -> str:
    """A word of the enum, or nothing."""
    return written if written in [item.value for item in words] else ""


def _row(one: queries.Named, names: dict[str, str]) -> tuple[DossierRow, str, str, Mark, str]:
    row, words = one.row, lang()
    patient, prescriber = patient_of(one.identity, words), names.get(row.prescriber, "")
    return row, patient, programme_words(row, words), mark_on(row, today()), prescriber
