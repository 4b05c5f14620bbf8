"""What a page says when something is refused or fails: a sentence, never a trace."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.vocabulary.text import Text
from saufconduit.web.look.language import lang, say
from saufconduit.web.look.statuses import status_of

_FAILED = Text("Cette page n’a pas pu être faite.", "This page could not be made.")
_FAILED_DO = Text(
    "Rien n’a été enregistré. Recommencez ; si cela dure, prévenez l’administrateur du site.",
    "Nothing was recorded. Try again; if it lasts, tell the site administrator.",
)
_ABSENT = Text("Cette page n’existe pas.", "There is no such page.")
_ABSENT_DO = Text("Revenez à l’accueil, ou cherchez dans le référentiel.", "Go back to the start, or search the list.")
_NO = Text("Cette page ne s’ouvre pas.", "This page does not open.")
_NO_DO = Text("Revenez à l’accueil.", "Go back to the start.")
_BAD = Text("La demande n’a pas été comprise.", "The request was not understood.")
_STALE = Text("Ce formulaire était ouvert depuis trop longtemps.", "This form was open for too long.")
_STALE_DO = Text(
    "Rien n’a été enregistré. Revenez à la page, rechargez-la, puis envoyez de nouveau.",
    "Nothing was recorded. Go back to the page, reload it, then send again.",
)


class Refusals:
    """Middleware that turns a Problem raised by a view into a page, or into a note where htmx asked for a part."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the view."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a Problem; any other failure is not ours to hide."""
        if isinstance(error, Problem):
            return refusal(request, [error])
        if isinstance(error, Problems):
            return refusal(request, error.problems)
        return None


def refusal(request: HttpRequest, found: tuple[Problem, ...] | list[Problem]) -> HttpResponse:
    """A page that says what, why, what to do."""
    sentences = [(problem.what(lang()), problem.do(lang())) for problem in found]
    return _page(request, sentences, status_of(found[0]))


def _page(request: HttpRequest, sentences: list[tuple[str, str]], status: int) -> HttpResponse:
    part = bool(getattr(request, "htmx", False))
    template = "config/refusal_part.html" if part else "config/refusal.html"
    return render(request, template, {"sentences": sentences}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, [(say(_BAD), say(_NO_DO))], HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(request, [(say(_NO), say(_NO_DO))], HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(request, [(say(_ABSENT), say(_ABSENT_DO))], HTTPStatus.NOT_FOUND)


def failed(request: HttpRequest) -> HttpResponse:
    """500: a page that needs neither the database nor the session, one of which may be what failed."""
    return render(None, "config/failed.html", {"what": say(_FAILED), "do": say(_FAILED_DO), "lang": lang()}, status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose token is gone, most often with the session."""
    return _page(request, [(say(_STALE), say(_STALE_DO))], HTTPStatus.FORBIDDEN)
