"""Which status a refusal of a session answers with: who may not, when it may not be, what was typed."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

from saufconduit.casework import board_problems as casework
from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.web.accounts.access import role_required
from saufconduit.web.accounts.requested import Requested
from saufconduit.web.boards import problems
from saufconduit.web.dossiers import refused as dossiers

_WHO = (casework.NOT_THIS_BOARD, casework.COORDINATOR_ONLY, casework.MEMBER_ONLY, casework.CHAIR_ONLY)
_TYPED = (casework.WORDS_MISSING, casework.UNKNOWN_ANSWER, casework.BAD_SETTING, casework.CALLED_TWICE)
_STATUSES = {
    **{kind.code: HTTPStatus.FORBIDDEN for kind in (*_WHO, problems.OTHER_BOARD)},
    **{kind.code: HTTPStatus.UNPROCESSABLE_ENTITY for kind in (*_TYPED, casework.CHAIR_NOT_A_MEMBER)},
    problems.UNKNOWN.code: HTTPStatus.NOT_FOUND,
    problems.NO_SHEET.code: HTTPStatus.NOT_FOUND,
    problems.NOT_A_MEMBER.code: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def status_of(error: Problem | Problems) -> int:
    """403 for who, 404 for what is not there, 422 for what was typed, 409 for when."""
    known = _STATUSES.get(error.code) if isinstance(error, Problem) else None
    return known or dossiers.status_of(error)


def sentences_of(error: Problem | Problems) -> tuple[Problem, ...]:
    """The problems of a refusal, one or several."""
    return error.problems if isinstance(error, Problems) else (error,)


def page_for(*roles: Role) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A page for some roles, on which a Problem is told with the status that it has in boards."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def told(request: Requested, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except (Problem, Problems) as error:
                answer = dossiers.refusal(request, error)
                answer.status_code = status_of(error)
                return answer

        return role_required(*roles)(told)

    return decorate
