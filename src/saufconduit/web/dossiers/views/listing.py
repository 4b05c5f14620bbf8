"""Dossiers: the list, the search."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from saufconduit.casework.labels import REGIMES, STATES
from saufconduit.casework.words import Regime, State
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.dossiers.desk import CARE, may_list
from saufconduit.web.dossiers.due import patient_of, programme_words
from saufconduit.web.dossiers.lists import A_PAGE, Known, Line, listed
from saufconduit.web.dossiers.queries import people
from saufconduit.web.dossiers.refused import page_for
from saufconduit.web.dossiers.searches import keep_words, words_of
from saufconduit.web.dossiers.tracing import named_in, trace_list
from saufconduit.web.dossiers.words import mark_on
from saufconduit.web.look.clock import today
from saufconduit.web.look.language import lang, say
from saufconduit.web.look.states import Mark

_SEARCH = "search"


@require_safe
@page_for(*CARE)
def dossiers(request: Requested) -> HttpResponse:
    """The dossiers that the person may read, by words that the session keeps, state, regime."""
    token = request.GET.get(_SEARCH, "")
    words = words_of(request.session, token) if token else ""
    chosen = _chosen(request.GET)
    found = listed(may_list(request), words or "", **chosen)
    pages: Paginator[Known] = Paginator(found, A_PAGE)  # type: ignore[arg-type]  # it asks for a count and for parts
    page = pages.get_page(request.GET.get("page"))
    trace_list(request, "dossiers", named_in(page.object_list))
    context = {
        "rows": _rows(page),
        "listing": page,
        "q": words or "",
        "is_forgotten": words is None,
        "address": urlencode({name: value for name, value in {_SEARCH: token, **chosen}.items() if value}),
        **chosen,
        "states": [(item.value, say(STATES[item])) for item in State if item is not State.NEW],
        "regimes": [(item.value, say(REGIMES[item])) for item in Regime],
    }
    answer = render(request, "dossiers/list_rows.html" if request.htmx else "dossiers/list.html", context)
    answer["Vary"] = "HX-Request"
    return answer


@require_POST
@page_for(*CARE)
def search(request: Requested) -> HttpResponse:
    """Keeps the words in the session, leads to the list: its address says none of them."""
    words = request.POST.get("q", "").strip()
    asked = {_SEARCH: keep_words(request.session, words) if words else "", **_chosen(request.POST)}
    address = urlencode({name: value for name, value in asked.items() if value})
    return HttpResponseRedirect(reverse("dossiers:list") + (f"?{address}" if address else ""))


def _chosen(given: Any) -> dict[str, str]:
    return {"state": _one_of(State, given.get("state", "")), "regime": _one_of(Regime, given.get("regime", ""))}


def _one_of(words: type[State] | type[Regime], written: str) -> str:
    """A word of the enum, or nothing."""
    return written if written in [item.value for item in words] else ""


def _rows(page: Page[Known]) -> list[tuple[Line, str, str, Mark, str]]:
    names = people(one.row.prescriber for one in page.object_list)
    return [_row(one, names) for one in page.object_list]


def _row(one: Known, names: dict[str, str]) -> tuple[Line, str, str, Mark, str]:
    row, words = one.row, lang()
    patient, prescriber = patient_of(one.identity, words), names.get(row.prescriber, "")
    return row, patient, programme_words(row, words), mark_on(row, today()), prescriber
