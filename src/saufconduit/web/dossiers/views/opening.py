"""Opening a dossier from a check, saying who the patient is, taking over from another hospital."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from saufconduit.casework import problems as casework
from saufconduit.casework.event import Actor
from saufconduit.casework.labels import ACTS, REGIMES
from saufconduit.casework.reading import Part, check_can_read
from saufconduit.casework.words import Act, Regime, Role
from saufconduit.vocabulary.problem import Problem, Problems, folded
from saufconduit.vocabulary.text import Text
from saufconduit.web.accounts.access import seen
from saufconduit.web.accounts.places import delegators
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.catalogue.cases import case_of
from saufconduit.web.dossiers import problems, queries
from saufconduit.web.dossiers.act_form import ActForm, Known
from saufconduit.web.dossiers.actions.acting import check_not_merged, do, identify, open_dossier
from saufconduit.web.dossiers.actions.attempts import one_at_a_time
from saufconduit.web.dossiers.actions.taking_over import take_over_dossier
from saufconduit.web.dossiers.addresses import address
from saufconduit.web.dossiers.checked import Check, check_of
from saufconduit.web.dossiers.desk import actor_for, opened_row, way_of
from saufconduit.web.dossiers.due import FREE, FREE_ATU, patient_of
from saufconduit.web.dossiers.identity_form import IdentityForm
from saufconduit.web.dossiers.reading import load
from saufconduit.web.dossiers.refused import page_for, status_of
from saufconduit.web.dossiers.tracing import trace_dossier
from saufconduit.web.journal.security import Sight
from saufconduit.web.look.clock import now, today
from saufconduit.web.look.language import lang, say

_OPENERS = (Role.PRESCRIBER, Role.INTERN)
_NAMED = "nominative"
_LONGEST_PRODUCT = 50  # with what stands before it, and the letters that a ligature adds, it is kept in 60
_PRODUCT = Text("Produit demandé", "Product asked for")
_FROM_CHECK = Text("repris de la vérification", "taken from the check")


class _Naming(forms.Form):
    """What an AAC asks when no programme of the register holds the product; for whom an intern opens."""

    def __init__(self, data: Any, *, is_free: bool, prescribers: list[tuple[str, str]]) -> None:
        super().__init__(data, label_suffix="")
        if is_free:
            self.fields["product"] = forms.CharField(
                label=say(Text("Produit demandé", "Product asked for")), max_length=_LONGEST_PRODUCT
            )
        if prescribers:
            label = say(Text("Pour le compte de", "On behalf of"))
            self.fields["prescriber"] = forms.ChoiceField(label=label, choices=prescribers)


@page_for(*_OPENERS)
def open_from_check(request: Requested, case: str) -> HttpResponse:
    """Asks who the patient is, and nothing that the check has; then opens the dossier.

    The result of the check sends here what was chosen: it becomes the address of the form.
    """
    _check_opener(request)
    given = request.POST if "programme" in request.POST else request.GET
    chosen = {name: given.get(name, "") for name in ("programme", "indication")}
    if given is request.POST:
        return HttpResponseRedirect(f"{request.path}?{urlencode(chosen)}")
    found = case_of(request.session, case)
    check = check_of(found.patient(), chosen["programme"], chosen["indication"], found.on, found.known)
    return _opening(request, check)


@page_for(*_OPENERS)
def open_without_programme(request: Requested) -> HttpResponse:
    """Opens the dossier of a named patient for a product that the register does not hold: an AAC."""
    _check_opener(request)
    return _opening(request, None)


def _check_opener(request: Requested) -> None:
    """Raises the Problem of an intern to whom no prescriber has delegated, before anything is asked."""
    assert request.place is not None
    if request.place.as_role is Role.INTERN and not _delegating(request):
        raise Problem(casework.NO_DELEGATION)


def _opening(request: Requested, check: Check | None) -> HttpResponse:
    regime = Regime.AAC if check is None else check.regime
    data = request.POST if request.method == "POST" else None
    named = IdentityForm(data, **_traits(check))
    known = {"started": Known(check.started, _FROM_CHECK)} if check is not None and check.started else {}
    choices = {"maker": queries.hospital_sites()}
    asked = ActForm(Act.OPEN, regime, data, known=known, choices=choices, form_key=uuid4().hex)
    who = _Naming(data, is_free=check is None, prescribers=_delegating(request))
    status = HTTPStatus.OK if data is None else HTTPStatus.UNPROCESSABLE_ENTITY
    if data is not None and all([named.is_valid(), asked.is_valid(), who.is_valid()]):
        try:
            return _opened(request, named, asked, who, check)
        except (Problem, Problems) as error:
            if isinstance(error, Problem) and error.kind is problems.SENT_ALREADY:
                raise  # leads to the dossier that was opened
            asked.refuse(error)
            status = HTTPStatus(status_of(error))
    page = {"named": named, "asked": asked, "who": who, "check": check, "regime": say(REGIMES[regime])}
    label = "" if check is None else check.outcome.version.label.to(lang())
    return render(request, "dossiers/open.html", {**page, "label": label}, status=status)


@page_for(Role.PRESCRIBER, Role.PHARMACIST)
def import_atu(request: Requested) -> HttpResponse:
    """Keeps the dossier of a former ATU, to be read only."""
    assert request.place is not None
    assert request.actor is not None
    data = request.POST if request.method == "POST" else None
    named = IdentityForm(data)
    asked = ActForm(Act.IMPORT_ATU, Regime.ATU_IMPORT, data, form_key=uuid4().hex)
    who = _Naming(data, is_free=True, prescribers=queries.prescribers_at(request.place.site.ref, today()))
    if data is not None and all([named.is_valid(), asked.is_valid(), who.is_valid()]):
        about = {"regime": Regime.ATU_IMPORT.value, "programme": f"{FREE_ATU}{folded(who.cleaned_data['product'])}"}
        content = {**asked.carried(), **about, "indication": _NAMED, "prescriber": who.cleaned_data["prescriber"]}
        way = way_of(request, asked.cleaned_data["form_key"])
        dossier = open_dossier(
            by=request.actor, at=now(), identity=named.identity(), data=content, act=Act.IMPORT_ATU, way=way
        )
        return HttpResponseRedirect(address(dossier))
    status = HTTPStatus.OK if data is None else HTTPStatus.UNPROCESSABLE_ENTITY
    page = {"named": named, "asked": asked, "who": who, "check": None, "regime": say(REGIMES[Regime.ATU_IMPORT])}
    return render(request, "dossiers/open.html", {**page, "label": ""}, status=status)


def _traits(check: Check | None) -> dict[str, Any]:
    """What the file of the check says of the identity already."""
    if check is None:
        return {}
    sex = {"sex": check.patient.sex} if check.patient.sex else {}
    birth = check.patient.birth
    if birth is not None and birth.is_exact:
        from saufconduit.web.look.days import typed

        return {**sex, "birth_day": typed(birth.earliest)}
    return sex


def _delegating(request: Requested) -> list[tuple[str, str]]:
    """The prescribers for whom an intern may open a dossier."""
    assert request.place is not None
    if request.place.as_role is not Role.INTERN:
        return []
    return sorted(queries.people(delegators(request.place.user, request.place.site, today())).items())


def _opened(request: Requested, named: IdentityForm, asked: ActForm, who: _Naming, check: Check | None) -> HttpResponse:
    assert request.place is not None
    prescriber = who.cleaned_data.get("prescriber") or request.place.user.ref
    if check is None:
        about = {
            "regime": "aac",
            "programme": f"{FREE}{folded(who.cleaned_data['product'])}",
            "indication": "nominative",
        }
    else:
        outcome = check.outcome
        about = {"regime": check.regime.value, "programme": outcome.programme.id, "indication": outcome.indication.id}
        about["eligibility"] = check.to_dict()  # type: ignore[assignment]
    data = {**asked.carried(), **about, "prescriber": prescriber}
    by: Actor = actor_for(request, prescriber)
    way = way_of(request, asked.cleaned_data["form_key"])
    dossier = open_dossier(by=by, at=now(), identity=named.identity(), data=data, way=way)
    return HttpResponseRedirect(address(dossier))


@page_for(*_OPENERS, Role.PHARMACIST)
def identity(request: Requested, dossier: UUID) -> HttpResponse:
    """Says again who the patient is, once the identity is checked; what was said before stays in the journal."""
    row = opened_row(request, str(dossier))
    stored = load(row.id)
    check_can_read(actor_for(request, row.prescriber), Part.IDENTITY, stored.dossier)
    check_not_merged(stored)
    trace_dossier(request, row.id)
    form = IdentityForm(request.POST if request.method == "POST" else None, known=stored.identity)
    if form.is_bound and form.is_valid():
        way = way_of(request, request.POST.get("form_key", "")[:64])
        identify(dossier=row.id, identity=form.identity(), by=actor_for(request, row.prescriber), at=now(), way=way)
        return HttpResponseRedirect(address(row.id))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    page = {"row": row, "patient": patient_of(stored.identity, lang()), "form": form, "form_key": uuid4().hex}
    return render(request, "dossiers/identity.html", page, status=status)


@require_safe
@page_for(*_OPENERS)
def checks(request: Requested, dossier: UUID) -> HttpResponse:
    """The checks of this session that answer for the indication of a dossier, to keep one in it."""
    row = opened_row(request, str(dossier))
    trace_dossier(request, row.id)
    listed = []
    for name in request.session.get("cases", {}):
        try:
            found = case_of(request.session, name)
            check = check_of(found.patient(), row.programme, row.indication, found.on, found.known)
        except Problem:  # of another programme
            continue
        listed.append((name, check.on, check.outcome.verdict, len(check.outcome.missing)))
    patient = patient_of(load(row.id).identity, lang())
    page = {"row": row, "patient": patient, "checks": listed, "form_key": uuid4().hex}
    return render(request, "dossiers/checks.html", page)


@require_POST
@page_for(*_OPENERS)
def record_check(request: Requested, dossier: UUID, case: str) -> HttpResponse:
    """Keeps the check of this session in the dossier, in place of the one before."""
    row = opened_row(request, str(dossier))
    found = case_of(request.session, case)
    check = check_of(found.patient(), row.programme, row.indication, found.on, found.known)
    way = way_of(request, request.POST.get("form_key", "")[:64])
    actor = actor_for(request, row.prescriber)
    data = {"eligibility": check.to_dict()}
    do(dossier=row.id, act=Act.RECORD_ELIGIBILITY, by=actor, at=now(), data=data, way=way)
    return HttpResponseRedirect(address(row.id))


@page_for(Role.PHARMACIST)
def take_over(request: Requested) -> HttpResponse:
    """Takes over the dossier of another hospital, with three facts that the papers of the patient hold (P-43)."""
    assert request.place is not None
    assert request.actor is not None
    data = request.POST if request.method == "POST" else None
    choices = {"prescriber": queries.prescribers_at(request.place.site.ref, today())}
    form = ActForm(Act.TAKE_OVER, None, data, choices=choices, form_key=uuid4().hex)
    status = HTTPStatus.OK
    if data is not None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            taken = _taken_over(request, form)
            if isinstance(taken, str):
                return HttpResponseRedirect(address(taken))
            form.refuse(taken)
            status = HTTPStatus(status_of(taken))
    label = say(ACTS[Act.TAKE_OVER].do)
    return render(request, "dossiers/take_over.html", {"form": form, "label": label}, status=status)


def _taken_over(request: Requested, form: ActForm) -> str | Problem | Problems:
    """The dossier, or what refuses it, told to the security log."""
    assert request.actor is not None
    way = way_of(request, form.cleaned_data["form_key"])
    with one_at_a_time(request.actor):
        try:
            return take_over_dossier(by=request.actor, at=now(), data=form.carried(), way=way)
        except (Problem, Problems) as error:
            if isinstance(error, Problem) and error.kind is problems.SENT_ALREADY:
                raise
            seen(request, Sight.REFUSED, record="dossiers:take-over")
            return error
