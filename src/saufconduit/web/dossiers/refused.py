"""Which status a refusal answers with: who may not, when it may not be, what was typed."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from saufconduit.casework import problems as casework
from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.web.accounts.access import role_required
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.actions.forms import sent_before
from saufconduit.web.dossiers.addresses import address
from saufconduit.web.look.language import lang

_STATUSES = {
    problems.UNKNOWN.code: HTTPStatus.NOT_FOUND,
    problems.ERASED.code: HTTPStatus.GONE,
    problems.NO_FILE.code: HTTPStatus.UNPROCESSABLE_ENTITY,
}
_UPLOADS = "uploads."  # what is wrong with a file that was sent
_WHO = {
    kind.code
    for kind in (
        *(casework.PHARMACIST_SENDS, casework.INTERN_PREPARES, casework.NO_DELEGATION, casework.NOT_YOUR_ROLE),
        *(casework.NOT_ALONE, casework.NOT_YOUR_PATIENT, casework.OTHER_SITE, casework.ALREADY_HERE),
        *(casework.NOT_YOUR_BOARD, casework.NOT_FOR_READING, problems.OTHER_SITE, problems.ERASED_BY_ANOTHER),
        problems.MERGE_NOT_YOURS,
    )
}


def is_about_who(error: Problem | Problems) -> bool:
    """True if the person may not, whatever they type."""
    return isinstance(error, Problem) and error.code in _WHO


def status_of(error: Problem | Problems) -> int:
    """403 for who, 422 for what was typed in a field, 409 for when."""
    if is_about_who(error):
        return HTTPStatus.FORBIDDEN
    found = error.problems if isinstance(error, Problems) else (error,)
    if found[0].code in _STATUSES:
        return _STATUSES[found[0].code]
    if found[0].code.startswith(_UPLOADS):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    is_typed = all(problem.where is not None and problem.where.path for problem in found)
    return HTTPStatus.UNPROCESSABLE_ENTITY if is_typed else HTTPStatus.CONFLICT


def page_for(*roles: Role) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A page for some roles, on which a Problem is told with the status that it has in dossiers."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def told(request: Requested, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except (Problem, Problems) as error:
                return _sent_already(request, error) or refusal(request, error)

        return role_required(*roles)(told)

    return decorate


def _sent_already(request: Requested, error: Problem | Problems) -> HttpResponse | None:
    """A form whose answer was lost is sent again: leads to the dossier in which it has acted the first time."""
    if not isinstance(error, Problem) or error.kind is not problems.SENT_ALREADY or request.actor is None:
        return None
    dossier = sent_before(request.POST.get("form_key", ""), request.actor)
    return None if dossier is None else HttpResponseRedirect(address(dossier))


def refusal(request: Requested, error: Problem | Problems) -> HttpResponse:
    """The page that says what is refused, why, what to do; a part of a page where htmx asked for one."""
    found = error.problems if isinstance(error, Problems) else (error,)
    sentences = [(problem.what(lang()), problem.do(lang())) for problem in found]
    template = "config/refusal_part.html" if request.htmx else "config/refusal.html"
    return render(request, template, {"sentences": sentences}, status=status_of(error))
