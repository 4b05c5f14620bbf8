"""Getting in and administering accounts, in a real browser."""

import re

import pytest
from browsing import new_page, overflow, small_targets, violations
from web_people import PASSWORD, person

from saufconduit.casework.words import Role

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
OF_ADMINISTRATOR = (
    "/compte/",
    "/compte/lieu/",
    "/compte/personnes/",
    "/compte/personnes/nouvelle/",
    "/compte/personnes/connue/",
    "/effacements/",
    "/compte/second-facteur/",
    "/compte/mot-de-passe/",
    "/nulle/part/",
)


@pytest.fixture
def buis(people):
    return person(people.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR)


def log_in(page, login="buis"):
    """Types the login and the password, and waits for what follows."""
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    with new_page(page):
        page.click("main button")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize("path", OF_ADMINISTRATOR)
def test_page_has_no_obstacle_that_a_machine_can_find(open_page, buis, path, scheme, width):
    page = open_page(path, person=buis, scheme=scheme, width=width, for_axe=True)

    assert violations(page) == []


@pytest.mark.parametrize("path", OF_ADMINISTRATOR)
def test_page_is_never_wider_than_its_window_and_its_controls_can_be_hit(open_page, buis, path):
    page = open_page(path, person=buis, width=320)

    assert overflow(page) == 0
    assert small_targets(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_person_logs_in_adds_a_second_factor_and_reads_the_spare_codes(open_page, buis, settings, script):
    """Buis logs in, photographs the square, types the code, keeps the spare codes, then sees the people of the site."""
    settings.SECOND_FACTOR = "required"
    page = open_page("/compte/personnes/", script=script)

    log_in(page)
    page.fill("[name=code]", code_of(page.locator("main .mono").inner_text()))
    with new_page(page):
        page.click("main button")
    codes = page.locator("main .mono").count()
    page.goto("/compte/personnes/")

    assert codes == 10
    assert "6 rôles en cours" in page.locator("h1").inner_text().replace("\u00a0", " ")


def code_of(secret):
    """The code that a telephone shows for that key now."""
    import time

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_square_can_be_read_on_a_dark_page(open_page, buis):
    page = open_page("/connexion/", scheme="dark")
    log_in(page)
    page.goto("/compte/second-facteur/ajouter/")

    colours = page.evaluate(
        "[...document.querySelectorAll('.qr svg rect, .qr svg path')].map((item) => getComputedStyle(item).fill)"
    )

    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_login_that_is_refused_is_read_first(open_page, buis):
    page = open_page("/connexion/")
    page.fill("[name=login]", "buis")
    page.fill("[name=password]", "autre")

    with new_page(page):
        page.click("main button")

    assert "ne vont pas ensemble" in page.evaluate("document.activeElement.innerText")
    assert page.input_value("[name=login]") == "buis"


def test_form_sent_empty_shows_our_sentences(open_page, buis):
    page = open_page("/compte/personnes/nouvelle/", person=buis)

    with new_page(page):
        page.click("main button")

    assert page.locator(".err").count() == 3


def test_person_is_told_two_minutes_before_the_session_ends_and_can_stay(open_page, buis):
    page = open_page("/compte/", person=buis)
    page.clock.install()
    page.reload()
    idle = page.locator("#idle")
    page.clock.fast_forward("12:50")
    before = idle.is_visible()
    page.clock.fast_forward("00:20")
    warned = idle.inner_text()

    with page.expect_response(re.compile("/compte/rester/")) as answer:
        page.click("#idle button")
    idle.wait_for(state="hidden")

    assert before is False
    assert "Votre session se ferme dans deux minutes." in warned
    assert answer.value.status == 204


def test_page_that_anybody_may_open_has_no_warning(open_page):
    assert open_page("/connexion/").locator("#idle").count() == 0
