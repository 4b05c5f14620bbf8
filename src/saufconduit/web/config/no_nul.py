"""A request that holds the character NUL is refused with a sentence: no text of a database takes it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.config import problems
from saufconduit.web.config.refusals import refusal

NUL = "\x00"


def without_nul(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the last one: the page of the refusal knows who asks."""

    def checked(request: HttpRequest) -> HttpResponse:
        return refusal(request, [Problem(problems.NUL)]) if _holds_nul(request) else answer(request)

    return checked


def _holds_nul(request: HttpRequest) -> bool:
    given = [*request.GET.lists(), *request.POST.lists()]
    return NUL in request.path or any(NUL in text for name, values in given for text in (name, *values))
