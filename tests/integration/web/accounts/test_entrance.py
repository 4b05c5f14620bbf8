"""Getting in: password, second factor, place; and out again after a while."""

import re
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.test import Client
from web_people import FIRST, PASSWORD, person

from saufconduit.casework.words import Role
from saufconduit.web.accounts.access import seen
from saufconduit.web.accounts.actions import add_member, give_password, open_account, open_site, set_active
from saufconduit.web.accounts.middleware import SEEN
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.journal.security import Sight

LOGIN = "/connexion/"
GUARDED = "/compte/personnes/"

pytestmark = pytest.mark.usefixtures("zones", "relaxed")


@pytest.fixture
def relaxed(settings):
    settings.SECOND_FACTOR = "relaxed"


def text_of(answer):
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def site():
    return open_site(name="CHU de Valfictif")


@pytest.fixture
def buis(site):
    return person(site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR)


def log_in(client, login="buis", password=PASSWORD, to="/compte/"):
    return client.post(LOGIN, {"login": login, "password": password, "next": to})


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def add_second_factor(client):
    """Adds one as a person does: reads the key on the page, types the code; the spare codes."""
    secret = client.get("/compte/second-facteur/ajouter/").context["form"].secret
    client.post("/compte/second-facteur/ajouter/", {"code": code_of(secret)})
    return client.get("/compte/codes-de-secours/").context["unused_codes"]


def told():
    return [row.kind for row in SecurityEntry.objects.order_by("pk") if row.kind != "account-changed"]


# --- password


def test_login_page_is_open_to_all_and_says_what_is_kept(client):
    answer = client.get(LOGIN)

    assert answer.status_code == 200
    assert "Ce que le logiciel garde de vous" in text_of(answer)


def test_right_password_leads_to_the_page_that_was_asked_for(client, buis):
    answer = log_in(client, to=GUARDED)

    assert (answer.status_code, answer["Location"]) == (302, GUARDED)
    assert told() == ["login"]


@pytest.mark.parametrize(("login", "password"), [("buis", "autre"), ("houx", PASSWORD)])
def test_wrong_login_or_password_gives_the_same_sentence(client, buis, login, password):
    answer = log_in(client, login, password)

    assert "ne vont pas ensemble" in text_of(answer)
    assert answer.wsgi_request.user.is_anonymous


@pytest.mark.parametrize(("login", "is_known"), [("buis", True), ("houx", False)])
def test_refused_login_is_told_to_the_security_log_without_what_was_typed(client, buis, login, is_known):
    log_in(client, login, "autre")

    row = SecurityEntry.objects.get(kind="login-refused")
    assert row.account == (buis.user.ref if is_known else "")
    assert "houx" not in str(vars(row))


def test_sixth_attempt_on_one_login_waits(client, buis):
    answers = [log_in(client, password="autre") for _ in range(6)]

    assert "Trop d’essais" in text_of(answers[-1])
    assert "Trop d’essais" in text_of(log_in(client))


def test_attempts_on_many_logins_from_one_place_wait(client, site):
    answers = [log_in(client, f"login-{number}") for number in range(31)]

    assert answers[-1].status_code == 429
    assert "Attendez cinq minutes" in text_of(answers[-1])


def test_empty_form_says_what_is_missing(client):
    assert text_of(client.post(LOGIN, {})).count("Il manque ceci.") >= 2


def test_closed_account_does_not_enter(client, buis):
    set_active(user=buis.user, is_active=False, by="system")

    answer = log_in(client)

    assert "Ce compte est fermé." in text_of(client.get(answer["Location"]))
    assert client.get(GUARDED).status_code == 302


def test_account_closed_meanwhile_ends_the_session(buis):
    browser = buis.browser()
    assert browser.get(GUARDED).status_code == 200

    set_active(user=buis.user, is_active=False, by="system")

    assert browser.get(GUARDED)["Location"].startswith(LOGIN)


def test_page_asked_for_without_a_login_leads_to_it_and_back(client):
    assert client.get(GUARDED)["Location"] == f"{LOGIN}?next=%2Fcompte%2Fpersonnes%2F"


def test_form_sent_without_a_login_leads_to_it(client, buis):
    answer = client.post(f"{GUARDED}{buis.user.ref}/acces/", {"active": "no"})

    assert answer["Location"].startswith(LOGIN)


def test_fragment_asked_for_without_a_place_takes_the_whole_page_along(site):
    open_account(login="saule", name="Saule MODÈLE", password=PASSWORD)
    browser = Client()
    log_in(browser, "saule")

    answer = browser.get(
        GUARDED, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/compte/personnes/?tri=nom"}
    )

    assert answer["HX-Redirect"] == "/compte/lieu/?next=%2Fcompte%2Fpersonnes%2F%3Ftri%3Dnom"


def test_logging_out_is_asked_for_then_done_and_told(buis, client):
    log_in(client)

    asked = client.get("/deconnexion/")
    client.post("/deconnexion/")

    assert "Se déconnecter ?" in text_of(asked)
    assert client.get(GUARDED)["Location"].startswith(LOGIN)
    assert told() == ["login", "logout"]


# --- provisional password


def test_provisional_password_is_replaced_before_anything_else(client, buis):
    password = give_password(user=buis.user, by="system")
    log_in(client, password=password)
    led = client.get(GUARDED)["Location"]

    own = "quatre-mots-que-moi-seul-connais"
    client.post("/compte/mot-de-passe/", {"oldpassword": password, "password1": own, "password2": own})
    log_in(client, password=own)

    assert led.startswith("/compte/mot-de-passe/")
    assert client.get(GUARDED).status_code == 200
    assert told().count("password-changed") == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"oldpassword": "autre"}, "Ce n’est pas votre mot de passe actuel."),
        ({"password1": "buismodele", "password2": "buismodele"}, "se devine trop facilement"),
        ({"password1": "123456789012345", "password2": "123456789012345"}, "se devine trop facilement"),
        ({"password2": "autre-chose"}, "même"),
    ],
)
def test_new_password_that_does_not_do_is_refused_in_a_sentence(client, buis, typed, sentence):
    log_in(client)
    right = {"oldpassword": PASSWORD, "password1": "quatre-mots-a-moi", "password2": "quatre-mots-a-moi"}

    answer = client.post("/compte/mot-de-passe/", {**right, **typed})

    assert sentence in text_of(answer)
    buis.user.refresh_from_db()
    assert buis.user.check_password(PASSWORD)


# --- second factor


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR = "required"


def test_person_without_a_second_factor_adds_one_first(client, buis, required):
    log_in(client)

    assert client.get(GUARDED)["Location"] == "/compte/second-facteur/ajouter/?next=%2Fcompte%2Fpersonnes%2F"
    assert client.get("/compte/lieu/")["Location"].startswith("/compte/second-facteur/ajouter/")


def test_second_factor_is_added_with_the_code_that_the_telephone_shows(
    client, buis, required, django_capture_on_commit_callbacks
):
    log_in(client)

    with django_capture_on_commit_callbacks(execute=True):
        spare = add_second_factor(client)

    assert len(spare) == 10
    assert client.get(GUARDED).status_code == 200
    assert told() == ["login", "second-factor-changed", "second-factor-changed"]


def test_secret_of_the_second_factor_is_not_readable_in_the_database(client, buis, required):
    log_in(client)
    secret = client.get("/compte/second-facteur/ajouter/").context["form"].secret
    client.post("/compte/second-facteur/ajouter/", {"code": code_of(secret)})

    stored = str([row.data for row in Authenticator.objects.all()])

    assert secret not in stored
    assert '"1:' in stored.replace("'", '"')


def test_page_that_adds_a_second_factor_shows_a_square_without_any_style_in_line(client, buis, required):
    log_in(client)

    page = text_of(client.get("/compte/second-facteur/ajouter/"))

    assert "<svg" in page[page.index('class="qr"') :]
    assert "style=" not in page
    assert "data:" not in page


def test_wrong_first_code_is_refused_in_a_sentence(client, buis, required):
    log_in(client)
    client.get("/compte/second-facteur/ajouter/")

    answer = client.post("/compte/second-facteur/ajouter/", {"code": "abcdef"})

    assert "Ce code n’est pas celui du moment." in text_of(answer)


@pytest.fixture
def with_second_factor(buis, required):
    """A secret, a spare code."""
    browser = Client()
    log_in(browser)
    spare = add_second_factor(browser)
    secret = Authenticator.objects.get(type="totp").wrap()
    return secret, spare


def test_password_alone_does_not_enter_where_there_is_a_second_factor(client, with_second_factor):
    answer = log_in(client)

    assert answer["Location"].startswith("/connexion/code/")
    assert client.get(GUARDED)["Location"].startswith(LOGIN)


def test_spare_code_enters_once(client, with_second_factor):
    _, spare = with_second_factor
    log_in(client)
    client.post("/connexion/code/", {"code": spare[0]})
    entered = client.get(GUARDED).status_code
    other = Client()
    log_in(other)

    answer = other.post("/connexion/code/", {"code": spare[0]})

    assert entered == 200
    assert "Ce code n’est pas celui du moment." in text_of(answer)
    assert told()[-3:] == ["second-factor", "login", "login-refused"]


def test_code_page_asks_for_the_code(client, with_second_factor):
    log_in(client)

    assert "Second facteur" in text_of(client.get("/connexion/code/"))


def test_second_factor_that_is_required_is_not_removed_by_its_owner(client, with_second_factor):
    log_in(client)
    client.post("/connexion/code/", {"code": with_second_factor[1][0]})

    page = text_of(client.get("/compte/second-facteur/"))
    client.post("/compte/second-facteur/retirer/", {})

    assert "Téléphone perdu" in page
    assert Authenticator.objects.filter(type="totp").exists()


def test_second_factor_of_a_demonstration_can_be_removed(client, buis):
    log_in(client)
    add_second_factor(client)

    asked = text_of(client.get("/compte/second-facteur/retirer/"))
    client.post("/compte/second-facteur/retirer/", {})

    assert "Retirer le second facteur ?" in asked
    assert not Authenticator.objects.filter(type="totp").exists()
    assert "Ajouter un second facteur" in text_of(client.get("/compte/second-facteur/"))


def test_spare_codes_are_made_again_and_saved_as_a_file(client, buis):
    log_in(client)
    first = add_second_factor(client)

    asked = text_of(client.get("/compte/codes-de-secours/refaire/"))
    client.post("/compte/codes-de-secours/refaire/", {})
    second = client.get("/compte/codes-de-secours/").context["unused_codes"]
    saved = text_of(client.get("/compte/codes-de-secours/fichier/")).split()

    assert "Refaire les codes de secours ?" in asked
    assert not set(first) & set(second)
    assert saved == second


def test_what_touches_security_asks_for_the_password_again_after_a_while(client, buis):
    log_in(client)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()

    led = client.get("/compte/second-facteur/ajouter/")
    page = client.get(led["Location"])
    wrong = client.post(led["Location"], {"password": "autre"})
    right = client.post(led["Location"], {"password": PASSWORD})

    assert led["Location"].startswith("/compte/confirmer/")
    assert "Confirmez que c’est vous" in text_of(page)
    assert "Ce n’est pas votre mot de passe actuel." in text_of(wrong)
    assert right.status_code == 302


def test_code_is_asked_again_where_there_is_a_second_factor(client, with_second_factor):
    log_in(client)
    client.post("/connexion/code/", {"code": with_second_factor[1][0]})

    page = client.get("/compte/confirmer/code/")

    assert "Confirmez que c’est vous" in text_of(page)


# --- place


@pytest.fixture
def two_places(site, buis):
    add_member(user=buis.user, site=site, role=Role.PRESCRIBER, start=FIRST, unit="oncologie")
    browser = Client()
    log_in(browser)
    return browser


def numbers(page):
    return re.findall(r'name="place" value="(\d+)"', page)


def test_person_with_one_place_does_not_choose(client, buis):
    log_in(client)

    assert client.get(GUARDED).status_code == 200


def test_person_with_two_places_chooses_one_first(two_places):
    led = two_places.get(GUARDED)["Location"]
    page = text_of(two_places.get(led))

    answer = two_places.post(led, {"place": numbers(page)[1], "next": GUARDED})

    assert led == "/compte/lieu/?next=%2Fcompte%2Fpersonnes%2F"
    assert answer["Location"] == GUARDED
    assert two_places.get(GUARDED).status_code == 200
    assert SecurityEntry.objects.get(kind="place-chosen").role == "site-administrator"


def test_place_of_somebody_else_is_not_chosen(two_places, site):
    other = person(site, "houx", "Houx ESSAI", Role.AUDITOR)

    answer = two_places.post("/compte/lieu/", {"place": other.membership})

    assert answer.status_code == 422
    assert two_places.get(GUARDED).status_code == 302


@pytest.mark.parametrize("address", ["https://exemple.invalid/", "//exemple.invalid/", "javascript:alert(1)", ""])
def test_choice_of_a_place_never_leads_elsewhere(two_places, address):
    page = text_of(two_places.get("/compte/lieu/"))

    answer = two_places.post("/compte/lieu/", {"place": numbers(page)[0], "next": address})

    assert answer["Location"] == "/"


def test_role_that_ended_meanwhile_is_no_place_any_more(buis, settings):
    browser = buis.browser()
    membership = buis.user.memberships.get()
    membership.until = date(2026, 10, 12)
    membership.save()
    still = browser.get(GUARDED).status_code

    settings.DAY = date(2026, 10, 13)

    assert still == 200
    assert browser.get(GUARDED)["Location"].startswith("/compte/lieu/")


def test_person_without_a_place_reads_what_to_do(client, site):
    open_account(login="saule", name="Saule MODÈLE", password=PASSWORD)
    log_in(client, "saule")

    assert "Aucun lieu d’exercice aujourd’hui" in text_of(client.get("/compte/lieu/"))


# --- account


@pytest.mark.parametrize(("language", "words"), [("fr", "Lieux d’exercice"), ("en", "Places of work")])
def test_account_page_says_who_where_and_what_protects(buis, language, words):
    answer = buis.browser().get("/compte/", headers={"Accept-Language": language})

    page = text_of(answer)
    assert words in page
    assert "Buis" in page
    assert answer.status_code == 200


def test_account_page_of_a_demonstration_says_what_is_relaxed(buis, settings):
    relaxed = text_of(buis.browser().get("/compte/"))
    settings.SECOND_FACTOR = "required"
    strict = text_of(buis.browser().get("/compte/"))

    assert "Cette démonstration n’exige pas de second facteur." in relaxed
    assert "Cette démonstration" not in strict


def test_account_page_shows_what_the_site_entered(site):
    user = open_account(login="saule", name="Saule MODÈLE", password=PASSWORD, position="oncologue", rpps="10000000001")
    add_member(user=user, site=site, role=Role.PRESCRIBER, start=FIRST)
    browser = Client()
    log_in(browser, "saule")

    page = text_of(browser.get("/compte/"))

    assert "oncologue" in page
    assert "10000000001" in page


def test_background_that_was_chosen_is_there_at_the_next_login(client, buis):
    log_in(client)
    client.post("/fond/", {"theme": "dark"})
    other = Client()

    log_in(other)

    assert 'data-theme="dark"' in text_of(other.get("/compte/"))


# --- the session


def test_session_ends_after_fifteen_minutes_without_a_request(client, buis):
    log_in(client)
    client.get(GUARDED)

    left = Session.objects.get().expire_date - datetime.now(UTC)

    assert timedelta(minutes=14) < left <= timedelta(minutes=15)


def test_session_that_ended_leads_to_the_login(client, buis):
    log_in(client)

    Session.objects.update(expire_date=datetime.now(UTC) - timedelta(seconds=1))

    assert client.get(GUARDED)["Location"].startswith(LOGIN)


@pytest.mark.parametrize(("ago", "is_written"), [(5, False), (45, True)])
def test_session_is_written_again_only_after_a_while(client, buis, ago, is_written):
    log_in(client)
    client.get(GUARDED)
    session = client.session
    session[SEEN] -= ago
    session.save()
    before = session[SEEN]

    client.get(GUARDED)

    assert (client.session[SEEN] != before) is is_written


def test_button_of_the_warning_keeps_the_session(client, buis):
    log_in(client)
    Session.objects.update(expire_date=datetime.now(UTC) + timedelta(minutes=1))

    answer = client.post("/compte/rester/")

    assert answer.status_code == 204
    assert Session.objects.get().expire_date > datetime.now(UTC) + timedelta(minutes=14)


def test_pages_of_one_person_are_not_kept_by_the_browser(buis):
    assert buis.browser().get(GUARDED)["Cache-Control"] == "no-store"


def test_role_that_may_not_open_a_page_reads_why_and_is_told_to_the_security_log(site):
    """The refusal is `accounts.wrong-role`."""
    doctor = person(site, "saule", "Dr Saule MODÈLE", Role.PRESCRIBER)

    answer = doctor.browser().get(GUARDED)

    row = SecurityEntry.objects.get(kind="refused")
    assert answer.status_code == 403
    assert "n’est pas ouverte à votre rôle" in text_of(answer)
    assert (row.account, row.role, row.record) == (doctor.user.ref, "prescriber", "accounts:people")


def test_fragment_asked_for_without_a_login_takes_the_whole_page_along(client):
    answer = client.get(
        GUARDED, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/compte/personnes/"}
    )

    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/connexion/?next=%2Fcompte%2Fpersonnes%2F")


def test_page_tells_the_security_log_what_was_seen(site):
    doctor = person(site, "saule", "Dr Saule MODÈLE", Role.PRESCRIBER)
    request = doctor.browser().get("/compte/").wsgi_request

    seen(request, Sight.IDENTITY_VIEWED, record="dossier:1")

    row = SecurityEntry.objects.get(kind="identity-viewed")
    assert (row.account, row.site, row.record) == (doctor.user.ref, site.ref, "dossier:1")
    assert len(row.session) == 16
