"""The pages of review: upload, tick beside the text, compare, accept."""

import json
from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from saufconduit.casework.words import Role, Zone
from saufconduit.documents.accept import Acceptance, is_name, new_programme, overlay_folder
from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.programme import Programme
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.web.accounts.access import role_required
from saufconduit.web.accounts.models import User
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.look.clock import now, today
from saufconduit.web.look.language import lang
from saufconduit.web.look.statuses import status_of
from saufconduit.web.review import actions, problems
from saufconduit.web.review.choosing import kept_part
from saufconduit.web.review.differences import differences
from saufconduit.web.review.marked_text import pieces
from saufconduit.web.review.models import Review

NEW = "+"
"""In the list of programmes: one that the register does not have."""
_SHOWN = 200  # documents of the list
View = Callable[..., HttpResponse]


def for_editors(view: View) -> View:
    """A page for the administrators of hospital sites: they see no patient, and no company edits the register."""

    @wraps(view)
    def guarded(request: Requested, *args: Any, **kwargs: Any) -> HttpResponse:
        assert request.place is not None
        if request.place.site.zone != Zone.HOSPITAL.value:
            raise Problem(problems.NOT_FROM_HERE)
        return view(request, *args, **kwargs)

    return role_required(Role.SITE_ADMINISTRATOR)(guarded)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: Requested) -> HttpResponse:
    """The documents under review, with the form that sends another one."""
    problem = None
    if request.method == "POST":
        try:
            row = _uploaded(request)
        except Problem as wrong:
            problem = wrong
        else:
            return HttpResponseRedirect(reverse("review:review", args=[row.id]))
    rows = list(Review.objects.order_by("-at").defer("sheet")[:_SHOWN])
    names = dict(User.objects.filter(ref__in={row.by for row in rows}).values_list("ref", "name"))
    context = {"rows": [(row, names.get(row.by, "")) for row in rows], "problem": problem, "has_folder": _has_folder()}
    return render(request, "review/list.html", context, status=422 if problem else 200)


def _uploaded(request: Requested) -> Review:
    file = request.FILES.get("file")
    if file is None:
        raise Problem(problems.NO_FILE)
    return actions.upload_document(content=file.read(), name=file.name or "document", by=_editor(request), at=now())


def _editor(request: Requested) -> actions.Editor:
    assert request.place is not None
    return actions.Editor(request.place.user.ref, request.place.user.name, request.place.site.ref)


def _refused(request: Requested, row: Review) -> Problem | None:
    """The sentence in place of the buttons where another site reviews the document."""
    is_open = actions.is_theirs(row, _editor(request)) or row.accepted_at is not None
    return None if is_open else Problem(problems.OTHER_SITE)


def _status(found: Sequence[Problem]) -> int:
    """403 for who, 409 for when, 422 for what was typed."""
    return status_of(found[0]) if found else HTTPStatus.OK


def _has_folder() -> bool:
    return overlay_folder() is not None


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Requested, name: UUID) -> HttpResponse:
    """The values on one side, the text on the other; what is ticked is kept, then compared."""
    row, problem = _row(name), None
    if request.method == "POST":
        try:
            _keep(request, row)
        except Problem as wrong:
            problem = wrong
            row.ticked = json.dumps(request.POST.getlist("ticked"))
        else:
            return HttpResponseRedirect(reverse("review:comparison", args=[row.id]))
    status = _status([problem] if problem else [])
    return render(request, "review/review.html", _beside(row, problem, request), status=status)


def _row(name: UUID) -> Review:
    row = Review.objects.filter(id=str(name)).first()
    if row is None:
        raise Http404
    return row


def _keep(request: Requested, row: Review) -> None:
    actions.check_theirs(row, _editor(request))
    chosen = request.POST.get("programme", "")
    named = request.POST.get("name", "").strip() if chosen == NEW else chosen
    if not is_name(named):
        raise Problem(problems.NOT_A_NAME)
    part = request.POST.get("part", "0")
    ticked = request.POST.getlist("ticked")
    number = int(part) if part.isascii() and part.isdecimal() and len(part) < 4 else 0
    actions.keep_choice(review=row.id, ticked=ticked, part=number, programme=named, by=_editor(request))


def _beside(row: Review, problem: Problem | None, request: Requested) -> dict[str, Any]:
    sheet, registry = json.loads(row.sheet), load_registry()
    typed = request.POST if problem else {}
    chosen = typed.get("programme") or row.programme or _likely(sheet, registry)
    known = registry.indication_ids()
    return {
        "row": row,
        "problem": problem or _refused(request, row),
        "is_theirs": _refused(request, row) is None,
        "sheet": sheet,
        "parts": [(at, part["title"]) for at, part in enumerate(sheet["parts"])],
        "ticked": set(json.loads(row.ticked)),
        "pieces": list(pieces(sheet["text"], sheet["marks"])),
        "programmes": [(item.id, item.label.to(lang())) for item in registry.programmes],
        "chosen": chosen if chosen in known else NEW if chosen else "",
        "new_name": typed.get("name", "") or ("" if chosen in known else row.programme),
        "lang_at": 0 if lang() == "fr" else 1,
    }


def _likely(sheet: dict[str, Any], registry: Registry) -> str:
    """The only programme of the register that has the medicine and the regime of the document."""
    parts = sheet["proposal"]["programmes"]
    if not parts:
        return ""
    agent, regime = parts[0]["agent"], (parts[0]["regime"] or {}).get("value")
    fits = [item.id for item in registry.programmes if agent in [one.id for one in item.products]]
    exact = [item.id for item in registry.programmes if item.id in fits and item.regime == regime]
    return (exact or fits or [""])[0]


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def comparison(request: Requested, name: UUID) -> HttpResponse:
    """What the ticked values would change; the button that accepts them."""
    row = _row(name)
    found: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            actions.accept_review(review=row.id, by=_editor(request), at=now())
        except Problem as problem:
            found = (problem,)
        except Problems as several:
            found = tuple(several.problems)
        else:
            return HttpResponseRedirect(request.path)
    return render(request, "review/comparison.html", _compared(row, found, request), status=_status(found))


def _compared(row: Review, found: tuple[Problem, ...], request: Requested) -> dict[str, Any]:
    registry, sheet = load_registry(), json.loads(row.sheet)
    ticked = set(json.loads(row.ticked))
    programme = registry.find(row.programme)
    part = kept_part(sheet["proposal"], row.part, ticked) if sheet["parts"] else None
    context = {
        "row": row,
        "programme": row.programme,
        "label": "" if programme is None else programme.label.to(lang()),
        "lines": [],
        "file": "",
        "total": len(ticked),
        "has_folder": _has_folder(),
        "problems": list(found) or [problem for problem in [_refused(request, row)] if problem],
        "is_theirs": _refused(request, row) is None,
        "accepted_by": User.objects.filter(ref=row.accepted_by).values_list("name", flat=True).first() or "",
    }
    if part is None or row.accepted_at is not None:
        return context
    return context | _change(part, programme, row, registry, request)


def _change(
    part: dict[str, Any], programme: Programme | None, row: Review, registry: Registry, request: Requested
) -> dict[str, Any]:
    """The lines that differ from a known programme, the whole file of a new one, or why there is none."""
    if programme is not None:
        return {"lines": differences(part, programme, registry.vocabulary, lang())}
    assert isinstance(request.user, User)
    proposal = json.loads(row.sheet)["proposal"]
    try:
        return {"file": new_programme(Acceptance(proposal, part, request.user.name, today()), row.programme)[0]}
    except Problem as problem:
        refused = _refused(request, row)
        return {"problems": [problem] if refused is None else [refused]}


@for_editors
@require_POST
def drop(request: Requested, name: UUID) -> HttpResponse:
    """Forgets a document that was not accepted."""
    actions.drop_review(review=_row(name).id, by=_editor(request))
    return HttpResponseRedirect(reverse("review:reviews"))
