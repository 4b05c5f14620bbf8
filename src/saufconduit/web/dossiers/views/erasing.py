"""The pages on which who administers a site erases what need not be kept any more."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.accounts.access import seen
from saufconduit.web.accounts.in_words import MISSING
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.act_form import sentence
from saufconduit.web.dossiers.actions.erasing import check_erases, check_over, erase_dossier, what_goes
from saufconduit.web.dossiers.desk import way_of
from saufconduit.web.dossiers.due import programme_words
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.queries import people
from saufconduit.web.dossiers.reading import load
from saufconduit.web.dossiers.refused import page_for, status_of
from saufconduit.web.dossiers.retention import end_of, over_at, rules
from saufconduit.web.dossiers.words import mark_of
from saufconduit.web.journal.erasures import erasures_at
from saufconduit.web.journal.security import Sight
from saufconduit.web.look.clock import now, today
from saufconduit.web.look.language import lang, say

_REASON = Text("Motif, gardé après l’effacement", "Reason, kept after the erasure")
_REASON_HINT = Text("Sans rien du patient.", "With nothing of the patient.")
_SURE = Text("Rien ne le rendra : je l’ai vérifié", "Nothing will give it back: I have checked")


class EraseForm(forms.Form):
    """Why a dossier is erased, and that it is meant."""

    form_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **others: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **others})
        missing = {"required": MISSING}
        self.fields["reason"] = forms.CharField(
            label=say(_REASON), help_text=say(_REASON_HINT), max_length=200, error_messages=missing
        )
        self.fields["is_sure"] = forms.BooleanField(label=say(_SURE), error_messages=missing)


@require_safe
@page_for(Role.SITE_ADMINISTRATOR)
def erasures(request: Requested) -> HttpResponse:
    """What need not be kept any more, what was erased: no patient is named."""
    assert request.actor is not None
    site = request.actor.site
    listed = [(one, programme_words(one.row, lang()), mark_of(one.row.state)) for one in over_at(site, today())]
    done = erasures_at(site)
    names = people(item.actor for item in done)
    erased = [(item, names.get(item.actor, "")) for item in done]
    kept = rules()
    page = {"listed": listed, "erased": erased, "rules": kept}
    page["doubts"] = dict.fromkeys(rule.doubt for rule in kept if rule.doubt is not None)
    return render(request, "dossiers/erasures.html", page)


@page_for(Role.SITE_ADMINISTRATOR)
def erase(request: Requested, dossier: UUID) -> HttpResponse:
    """Says what would go, asks why and whether it is meant; then erases."""
    assert request.actor is not None
    row = DossierRow.objects.filter(id=str(dossier)).first()
    if row is None:
        raise Problem(problems.UNKNOWN)
    _check_who(request, row)
    stored = load(row.id)
    form = EraseForm(request.POST if request.method == "POST" else None, initial={"form_key": uuid4().hex})
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_bound and form.is_valid():
        way = way_of(request, form.cleaned_data["form_key"])
        try:
            erase_dossier(dossier=row.id, by=request.actor, at=now(), reason=form.cleaned_data["reason"], way=way)
            return HttpResponseRedirect(reverse("dossiers:erasures"))
        except Problem as problem:
            # A reason that is refused for what it tells would let names be tried out: each try is told.
            seen(request, Sight.REFUSED, record=f"dossier:{row.id}")
            form.add_error("reason" if problem.kind is problems.REASON_TELLS else None, sentence(problem))
            status = HTTPStatus(status_of(problem))
    page = {"row": row, "programme": programme_words(row, lang()), "mark": mark_of(row.state), "form": form}
    page |= {"last": stored.events[-1].day, "until": end_of(stored), "goes": what_goes(row.id)}
    return render(request, "dossiers/erase.html", page | {"why_not": _why_not(stored)}, status=status)


def _check_who(request: Requested, row: DossierRow) -> None:
    assert request.actor is not None
    try:
        check_erases(request.actor, row)
    except Problem:
        seen(request, Sight.REFUSED, record=f"dossier:{row.id}")
        raise


def _why_not(stored: Any) -> str:
    """The sentence in place of the form where the dossier is still kept."""
    try:
        check_over(stored, now())
    except Problem as problem:
        return sentence(problem)
    return ""
