"""One form page for each act, made from what casework says that the act carries."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from saufconduit.casework.decide import Command, Offer, decide
from saufconduit.casework.event import Actor
from saufconduit.casework.labels import ACTS
from saufconduit.casework.permissions import check_can
from saufconduit.casework.words import Act
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.vocabulary.text import Text
from saufconduit.vocabulary.typography import typeset
from saufconduit.web.accounts.access import seen
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.dossiers import problems, queries
from saufconduit.web.dossiers.act_form import REASON, ActForm, Known
from saufconduit.web.dossiers.actions import drafts
from saufconduit.web.dossiers.actions.acting import check_seen, do
from saufconduit.web.dossiers.addresses import address
from saufconduit.web.dossiers.desk import CARE, actor_for, offers_in, opened_row, patient_for, way_of
from saufconduit.web.dossiers.due import patient_of, programme_words
from saufconduit.web.dossiers.guards import refusal_elsewhere
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.law import law_for
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.prefill import desk_of, known_for
from saufconduit.web.dossiers.reading import Stored, load
from saufconduit.web.dossiers.refused import is_about_who, page_for, status_of
from saufconduit.web.dossiers.tracing import trace_dossier
from saufconduit.web.dossiers.words import mark_of
from saufconduit.web.journal.security import Sight
from saufconduit.web.look.clock import now, today
from saufconduit.web.look.days import time_of
from saufconduit.web.look.language import lang, say

_AS_RECORDED = Text("tel qu’enregistré", "as recorded")
_NAMES_A_PRESCRIBER = (Act.HAND_OVER, Act.TAKE_OVER)
_HIDDEN = ("csrfmiddlewaretoken", "form_key", "seen")
# Acts that have a page of their own.
_ELSEWHERE = {Act.OPEN, Act.IMPORT_ATU, Act.TAKE_OVER, Act.CORRECT, Act.OVERRIDE, Act.ATTACH_DOCUMENT}


@page_for(*CARE)
def act(request: Requested, dossier: UUID, act: str) -> HttpResponse:
    """The form of an act; once sent, the act."""
    what = _act_of(act)
    row = opened_row(request, str(dossier))
    stored = load(row.id)
    offer = _offer(request, row, stored, what)
    if request.method == "POST":
        return _send(request, row, stored, what, offer)
    form = _form(request, row, stored, what, is_passable=offer.is_passable)
    status = HTTPStatus.OK if offer.refusal is None or offer.is_passable else status_of(offer.refusal)
    return _page(request, row, stored, what, form, offer.refusal, status)


def _offer(request: Requested, row: DossierRow, stored: Stored, what: Act) -> Offer:
    """The act as a button of the dossier; raises the Problem of who may not, before anything that they typed is read.

    The page of that Problem says nothing of the patient.
    """
    actor = actor_for(request, row.prescriber)
    found = next((one for one in offers_in(stored, actor, _law(stored)) if one.act is what), None)
    offer = Offer(what, _why_not(stored, what, actor)) if found is None else found
    if offer.refusal is not None and is_about_who(offer.refusal):
        seen(request, Sight.REFUSED, record=f"dossier:{row.id}")
        raise offer.refusal
    return Offer(what, Problem(problems.MERGED)) if stored.merged_into else offer


def _why_not(stored: Stored, what: Act, actor: Actor) -> Problem:
    """Why an act is not among the buttons: who asks, else the regime."""
    try:
        check_can(actor, what, stored.dossier)
    except Problem as problem:
        return problem
    return Problem(problems.NOT_OFFERED)


def _send(request: Requested, row: DossierRow, stored: Stored, what: Act, offer: Offer) -> HttpResponse:
    is_passable = offer.is_passable or REASON in request.POST
    form = _form(request, row, stored, what, request.POST, is_passable=is_passable)
    if not form.is_valid():
        return _page(request, row, stored, what, form, *_refusal(stored, form, offer))
    way = way_of(request, form.cleaned_data["form_key"], form.cleaned_data["seen"])
    actor, data = actor_for(request, row.prescriber), form.carried()
    try:
        do(dossier=row.id, act=what, by=actor, at=now(), data=data, reason=form.reason, way=way)
    except (Problem, Problems) as error:
        if isinstance(error, Problem) and error.kind is problems.SENT_ALREADY:
            return HttpResponseRedirect(address(row.id))
        if not is_about_who(error) and _lets_through(stored, Command(what, actor, now(), data, "?")):
            form = _form(request, row, stored, what, request.POST, is_passable=True)
            form.is_valid()
        form.refuse(error)
        return _page(request, row, load(row.id), what, form, None, status_of(error))
    return HttpResponseRedirect(address(row.id))


def _refusal(stored: Stored, form: ActForm, offer: Offer) -> tuple[Problem | None, int]:
    """What refuses the act whatever is typed, with its status: somebody was faster, else the dossier as it stands."""
    try:
        check_seen(stored, form.cleaned_data.get("seen"))
    except Problem as faster:
        return faster, status_of(faster)
    if offer.refusal is None or offer.is_passable:
        return offer.refusal, HTTPStatus.UNPROCESSABLE_ENTITY
    return offer.refusal, status_of(offer.refusal)


def _lets_through(stored: Stored, command: Command) -> bool:
    """True if a written reason would pass over what refuses the command."""
    if refusal_elsewhere(command.act, stored.dossier.id) is not None:
        return False
    try:
        decide(stored.dossier, command, _law(stored))
    except (Problem, Problems):
        return False
    return True


def _law(stored: Stored) -> Any:
    standing = stored.dossier
    return law_for(standing.programme, standing.indication, standing.started, today())


def _act_of(written: str) -> Act:
    if written not in [item.value for item in Act if item not in _ELSEWHERE]:
        raise Http404
    return Act(written)


def _form(
    request: Requested, row: DossierRow, stored: Stored, what: Act, data: Any = None, *, is_passable: bool = False
) -> ActForm:
    """The form, filled with what the dossier knows, then with the draft of the person."""
    assert request.place is not None
    desk = desk_of(request.place.user, row.prescriber, today())
    draft = queries.draft_of(row.id, what.value, request.place.user.ref) if data is None else None
    return ActForm(
        what,
        stored.dossier.regime,
        data,
        known=known_for(what, stored, desk),
        typed_before={} if draft is None else draft[0],
        choices=_choices(what, row),
        is_passable=is_passable,
        form_key=uuid4().hex,
        seen=stored.dossier.events,
    )


def _choices(what: Act, row: DossierRow) -> dict[str, list[tuple[str, str]]]:
    """Those who may become the prescriber, for the acts that name one."""
    return {"prescriber": queries.prescribers_at(row.site, today())} if what in _NAMES_A_PRESCRIBER else {}


def _page(
    request: Requested, row: DossierRow, stored: Stored, what: Act, form: ActForm, refusal: Problem | None, status: int
) -> HttpResponse:
    patient = patient_for(actor_for(request, row.prescriber), stored)
    # The form holds what the dossier knows, whether it is asked for or comes back refused.
    trace_dossier(request, row.id, is_named=isinstance(patient, Identity))
    page = {
        "row": row,
        "act": what.value,
        "label": say(ACTS[what].do),
        "patient": patient_of(patient, lang()),
        "programme": programme_words(row, lang()),
        "mark": mark_of(stored.dossier.state.value),
        "form": form,
        "refusal": refusal,
        "is_off": refusal is not None and status not in (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY),
    }
    return render(request, "dossiers/act.html", page, status=status)


@require_POST
@page_for(*CARE)
def draft(request: Requested, dossier: UUID, act: str) -> HttpResponse:
    """Keeps what is typed; answers with when, or goes back to the form."""
    what, row = _act_of(act), opened_row(request, str(dossier))
    check_can(actor_for(request, row.prescriber), what, load(row.id).dossier)
    typed = {name: value for name, value in request.POST.items() if name not in _HIDDEN and value}
    moment = now()
    drafts.save_draft(dossier=row.id, act=what, by=actor_for(request, row.prescriber), at=moment, typed=typed)
    if not request.htmx:
        return HttpResponseRedirect(address(row.id, f"{what.value}/"))
    hour = time_of(moment, lang())
    words = f"Brouillon enregistré à {hour}" if lang() == "fr" else f"Draft saved at {hour}"
    return HttpResponse(typeset(words, lang()))


@page_for(*CARE)
def correct(request: Requested, dossier: UUID) -> HttpResponse:
    """The last event again, with what it carried: every control is run again, the old value stays in the journal."""
    row = opened_row(request, str(dossier))
    stored = load(row.id)
    refusal, last = _offer(request, row, stored, Act.CORRECT).refusal, stored.dossier.last
    if refusal is not None or last is None:
        raise refusal or Problem(problems.NOT_OFFERED)
    origin = {name: Known(value, _AS_RECORDED) for name, value in last.data.items()}
    data = request.POST if request.method == "POST" else None
    form = ActForm(
        last.act,
        stored.dossier.regime,
        data,
        known=origin,
        choices=_choices(last.act, row),
        is_correction=True,
        form_key=uuid4().hex,
        seen=stored.dossier.events,
    )
    if data is None:
        return _page(request, row, stored, Act.CORRECT, form, None, HTTPStatus.OK)
    is_valid = form.is_valid()
    check_seen(stored, form.cleaned_data.get("seen"))  # the last event is another one by now: so are the fields
    if not is_valid:
        return _page(request, row, stored, Act.CORRECT, form, None, HTTPStatus.UNPROCESSABLE_ENTITY)
    way = way_of(request, form.cleaned_data["form_key"], form.cleaned_data["seen"])
    content = {"number": last.number, "data": form.carried(), "reason": form.reason}
    try:
        by = actor_for(request, row.prescriber)
        do(dossier=row.id, act=Act.CORRECT, by=by, at=now(), data=content, way=way)
    except (Problem, Problems) as error:
        form.refuse(error)
        return _page(request, row, stored, Act.CORRECT, form, None, status_of(error))
    return HttpResponseRedirect(address(row.id))
