"""What a page says when something is refused or fails."""

import logging

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.test import Client, override_settings
from django.urls import include, path

from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.web.accounts.access import public
from saufconduit.web.accounts.problems import LOGIN_TAKEN, PERIOD_BACKWARDS, WRONG_ROLE
from saufconduit.web.journal.problems import ERASED, RACE

SECRET = "Colza FICTIF"
RAISED = {
    "role": Problem(WRONG_ROLE),
    "race": Problem(RACE),
    "erased": Problem(ERASED),
    "typed": Problem(PERIOD_BACKWARDS),
    "several": Problems([Problem(PERIOD_BACKWARDS), Problem(LOGIN_TAKEN)]),
    "absent": Http404(SECRET),
    "denied": PermissionDenied(SECRET),
    "bad": BadRequest(SECRET),
    "failed": ValueError(SECRET),
}


@public
def raising(request, what):
    """Fails as it is told."""
    raise RAISED[what]


@public
def taking(request):
    """Takes a form, which needs its token."""
    raise AssertionError


urlpatterns = [
    path("essai/<str:what>/", raising),
    path("formulaire/", taking),
    path("", include("saufconduit.web.config.urls")),
]
handler400 = "saufconduit.web.config.refusals.bad_request"
handler403 = "saufconduit.web.config.refusals.forbidden"
handler404 = "saufconduit.web.config.refusals.not_found"
handler500 = "saufconduit.web.config.refusals.failed"

pytestmark = [pytest.mark.usefixtures("zones"), pytest.mark.urls(__name__)]


@pytest.fixture
def browser():
    return Client(raise_request_exception=False)


def text_of(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("what", "status", "sentence"),
    [
        ("role", 403, "Cette page n’est pas ouverte à votre rôle."),
        ("race", 409, "Ce dossier a changé pendant que vous l’aviez sous les yeux."),
        ("erased", 410, "a été effacé au terme de sa conservation"),
        ("typed", 422, "La fin est avant le début."),
        ("several", 422, "Cet identifiant est déjà celui d’un autre compte."),
        ("absent", 404, "Cette page n’existe pas."),
        ("denied", 403, "Cette page ne s’ouvre pas."),
        ("bad", 400, "La demande n’a pas été comprise."),
        ("failed", 500, "Cette page n’a pas pu être faite."),
    ],
)
def test_refusal_is_a_page_that_says_what_and_what_to_do(browser, what, status, sentence):
    answer = browser.get(f"/essai/{what}/")

    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert SECRET not in text_of(answer)
    assert "<h1>" in text_of(answer)


def test_refusal_is_in_english_for_who_reads_it(browser):
    answer = browser.get("/essai/race/", headers={"Accept-Language": "en"})

    assert "This dossier changed while you were looking at it." in text_of(answer)


def test_refusal_of_a_part_is_a_note_alone(browser):
    answer = browser.get("/essai/typed/", headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert text_of(answer).startswith('<p class="note no" role="alert">')
    assert "<h1>" not in text_of(answer)


def test_failure_is_logged_without_the_words_of_the_error(browser, caplog):
    from saufconduit.web.config.discreet import DiscreetFormatter

    browser.get("/essai/failed/")

    written = "\n".join(DiscreetFormatter().format(record) for record in caplog.records)
    assert "builtins.ValueError" in written
    assert SECRET not in written


def test_form_without_its_token_says_that_nothing_was_recorded():
    answer = Client(enforce_csrf_checks=True).post("/formulaire/", {})

    assert answer.status_code == 403
    assert "Ce formulaire était ouvert depuis trop longtemps." in text_of(answer)


def test_page_that_does_not_exist_is_told_to_who_is_not_in(browser):
    assert browser.get("/nulle-part/").status_code == 404


def test_page_may_call_nothing_but_the_server_itself(browser):
    policy = browser.get("/connexion/")["Content-Security-Policy"]

    assert sorted(policy.split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
    ]


def test_page_does_not_say_where_one_comes_from_and_is_in_no_frame(browser):
    answer = browser.get("/connexion/")

    assert (answer["Referrer-Policy"], answer["X-Frame-Options"]) == ("same-origin", "DENY")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_cookies_of_real_use_are_for_tls_alone():
    with override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True, CSRF_COOKIE_NAME="__Host-csrf"):
        cookie = Client().get("/connexion/").cookies["__Host-csrf"]

    assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, True, "Strict", "/")
    assert cookie["domain"] == ""


def test_server_that_starts_is_the_application():
    from saufconduit.web.config.wsgi import application

    assert callable(application)
    assert logging.getLogger("django").propagate
