"""The pages of who administers a site, and of who delegates."""

import re
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from web_people import PASSWORD, hospital, person

from saufconduit.casework.words import Role
from saufconduit.web.accounts.actions import open_account
from saufconduit.web.accounts.models import Delegation, Membership, User
from saufconduit.web.accounts.places import home_of

pytestmark = pytest.mark.usefixtures("zones")
PEOPLE = "/compte/personnes/"
NEW = {
    "name": "Dr Frêne EXEMPLE",
    "login": "frene-exemple",
    "position": "oncologue",
    "rpps": "10000000001",
    "role": "prescriber",
    "unit": "oncologie",
    "start": "12/10/2026",
}


def text_of(answer):
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def house():
    return hospital()


@pytest.fixture
def buis(house):
    return person(house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR)


@pytest.fixture
def browser(buis):
    return buis.browser()


def test_everybody_of_the_site_is_listed_and_nobody_else(house, browser):
    page = text_of(browser.get(PEOPLE))

    assert "Dr Saule MODÈLE" in page
    assert "Dr Tilleul MODÈLE" not in page
    assert "6 rôles en cours" in page


def test_role_that_has_ended_is_listed_apart(house, browser):
    Membership.objects.filter(pk=house.doctor.membership).update(until=date(2026, 10, 11))

    page = text_of(browser.get(PEOPLE))

    assert page.index("Finis, ou à venir") < page.index("Dr Saule MODÈLE")
    assert "5 rôles en cours" in page


def test_account_that_is_opened_is_shown_once_with_its_provisional_password(house, browser):
    answer = browser.post(f"{PEOPLE}nouvelle/", NEW)

    user = User.objects.get(login="frene-exemple")
    password = re.search(r"[a-z]{5}(-[a-z]{5}){3}", text_of(answer))[0]
    assert user.check_password(password)
    assert (user.has_provisional_password, user.rpps) == (True, "10000000001")
    assert user.memberships.get().unit == "oncologie"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Il manque ceci."),
        ({"rpps": "123"}, "Le RPPS a 11 chiffres."),
        ({"start": "31/02/2026"}, "attend un jour du calendrier"),
        ({"until": "01/10/2026"}, "La fin est avant le début."),
        ({"login": "SAULE"}, "Cet identifiant est déjà celui d’un autre compte."),
    ],
)
def test_account_that_is_not_opened_says_why_and_keeps_what_was_typed(house, browser, typed, sentence):
    answer = browser.post(f"{PEOPLE}nouvelle/", {**NEW, **typed})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert 'value="oncologie"' in text_of(answer)
    assert not User.objects.filter(login="frene-exemple").exists()


def test_role_of_the_other_zone_is_not_offered(browser):
    page = text_of(browser.get(f"{PEOPLE}nouvelle/"))

    assert 'value="pharmacist"' in page
    assert "exploitant-compensation" not in page


def test_board_is_chosen_among_those_of_the_vocabulary(house, browser):
    browser.post(f"{PEOPLE}nouvelle/", {**NEW, "role": "board-member", "board": "renaten"})

    assert User.objects.get(login="frene-exemple").memberships.get().board == "renaten"


def test_person_of_another_site_is_added_by_login(house, browser):
    answer = browser.post(f"{PEOPLE}connue/", {"login": "Tilleul", "role": "prescriber", "start": "12/10/2026"})

    assert answer["Location"] == PEOPLE
    assert house.other_doctor.user.memberships.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"login": "inconnu"}, "Aucun compte n’a cet identifiant."),
        ({"until": "01/10/2026"}, "La fin est avant le début."),
    ],
)
def test_person_who_is_not_added_is_told_why(house, browser, typed, sentence):
    right = {"login": "tilleul", "role": "prescriber", "start": "12/10/2026"}

    answer = browser.post(f"{PEOPLE}connue/", {**right, **typed})

    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_page_to_add_a_known_person_is_a_form(browser):
    assert "qui a déjà un compte" in text_of(browser.get(f"{PEOPLE}connue/"))


def page_of(one):
    return f"{PEOPLE}{one.user.ref}/"


def test_person_of_the_site_is_shown_with_the_roles_held_here(house, browser):
    page = text_of(browser.get(page_of(house.doctor)))

    assert "Rôles ici" in page
    assert "prescripteur" in page


@pytest.mark.parametrize("way", ["", "mot-de-passe/", "second-facteur/", "acces/"])
def test_person_of_another_site_is_not_known_here(house, browser, way):
    assert browser.post(f"{page_of(house.other_doctor)}{way}").status_code == 404
    assert browser.get(page_of(house.other_doctor)).status_code == 404


def test_role_is_added_to_a_person(house, browser):
    answer = browser.post(page_of(house.doctor), {"role": "auditor", "start": "1er nov. 2026"})

    assert answer["Location"] == page_of(house.doctor)
    assert house.doctor.user.memberships.get(role="auditor").start == date(2026, 11, 1)


def test_role_that_cannot_be_added_is_told_why(house, browser):
    answer = browser.post(page_of(house.doctor), {"role": "auditor", "start": "12/10/2026", "until": "1/10/2026"})

    assert answer.status_code == 422
    assert "La fin est avant le début." in text_of(answer)


def test_role_is_ended_on_a_day(house, browser):
    page = text_of(browser.get(f"{PEOPLE}roles/{house.doctor.membership}/finir/"))

    answer = browser.post(f"{PEOPLE}roles/{house.doctor.membership}/finir/", {"until": "31/12/2026"})

    assert "Finir le rôle" in page
    assert answer["Location"] == page_of(house.doctor)
    assert Membership.objects.get(pk=house.doctor.membership).until == date(2026, 12, 31)


def test_role_of_the_last_administrator_is_not_ended(buis, browser):
    answer = browser.post(f"{PEOPLE}roles/{buis.membership}/finir/", {"until": "31/12/2026"})

    assert answer.status_code == 422
    assert "n’aurait plus d’administrateur" in text_of(answer)


def test_role_at_another_site_is_not_ended_from_here(house, browser):
    assert browser.post(f"{PEOPLE}roles/{house.other_doctor.membership}/finir/").status_code == 404


def test_another_provisional_password_is_given(house, browser):
    answer = browser.post(f"{page_of(house.doctor)}mot-de-passe/")

    password = re.search(r"[a-z]{5}(-[a-z]{5}){3}", text_of(answer))[0]
    house.doctor.user.refresh_from_db()
    assert house.doctor.user.check_password(password)


def test_second_factor_that_was_lost_is_taken_away(house, browser):
    Authenticator.objects.create(user=house.doctor.user, type="totp", data={})

    browser.post(f"{page_of(house.doctor)}second-facteur/")

    assert not Authenticator.objects.exists()


def test_account_is_closed_then_opened_again(house, browser):
    browser.post(f"{page_of(house.doctor)}acces/", {"active": "no"})
    closed = text_of(browser.get(page_of(house.doctor))), text_of(browser.get(PEOPLE))
    browser.post(f"{page_of(house.doctor)}acces/", {"active": "yes"})

    assert "Rouvrir le compte" in closed[0]
    assert "compte fermé" in closed[1]
    assert "Fermer le compte" in text_of(browser.get(page_of(house.doctor)))


def test_nobody_closes_one_s_own_account(buis, browser):
    browser.post(f"{page_of(buis)}acces/", {"active": "no"})

    buis.user.refresh_from_db()
    assert buis.user.is_active
    assert "Fermer le compte" not in text_of(browser.get(page_of(buis)))


@pytest.mark.parametrize("who", ["doctor", "intern", "pharmacist", "coordinator", "assistant"])
@pytest.mark.parametrize("address", [PEOPLE, f"{PEOPLE}nouvelle/", f"{PEOPLE}connue/"])
def test_nobody_but_the_administrator_opens_these_pages(house, who, address):
    assert getattr(house, who).browser().get(address).status_code == 403


@pytest.mark.parametrize("address", [PEOPLE, f"{PEOPLE}nouvelle/", f"{PEOPLE}connue/"])
def test_pages_are_in_english_for_who_reads_it(browser, address):
    page = text_of(browser.get(address, headers={"Accept-Language": "en"}))

    assert 'lang="en"' in page
    assert "ccount" in page


@pytest.fixture
def borrowed(house, browser):
    """A doctor of the other hospital, to whom this one gave a role too."""
    browser.post(f"{PEOPLE}connue/", {"login": "tilleul", "role": "prescriber", "start": "12/10/2026"})
    return house.other_doctor


@pytest.mark.parametrize("way", ["mot-de-passe/", "second-facteur/", "acces/"])
def test_account_of_another_place_is_not_taken_over(borrowed, browser, way):
    Authenticator.objects.create(user=borrowed.user, type="totp", data={})

    answer = browser.post(f"{page_of(borrowed)}{way}", {"active": "no"})

    borrowed.user.refresh_from_db()
    assert answer.status_code == 403
    assert "Ce compte a été ouvert par un autre lieu" in text_of(answer)
    assert borrowed.user.check_password(PASSWORD)
    assert borrowed.user.is_active
    assert Authenticator.objects.exists()


def test_account_of_another_place_says_who_answers_for_it(borrowed, browser):
    page = text_of(browser.get(page_of(borrowed)))

    assert "Donner un mot de passe provisoire" not in page
    assert "Ce compte a été ouvert par un autre lieu" in page


def test_account_whose_own_place_has_ended_is_answered_for_here(borrowed, browser):
    Membership.objects.filter(pk=borrowed.membership).update(until=date(2026, 10, 11))

    assert browser.post(f"{page_of(borrowed)}mot-de-passe/").status_code == 200


def test_account_whose_places_have_all_ended_is_that_of_the_first(borrowed, browser):
    Membership.objects.filter(user=borrowed.user).update(start=date(2026, 1, 1), until=date(2026, 10, 11))

    assert browser.post(f"{page_of(borrowed)}mot-de-passe/").status_code == 403


def test_account_without_any_place_has_no_home():
    user = open_account(login="seul", name="Seul FICTIF", password=PASSWORD)

    assert home_of(user, date(2026, 10, 12)) is None


# --- delegations

DELEGATIONS = "/compte/delegations/"


def test_prescriber_sees_what_was_delegated_and_to_whom(house):
    page = text_of(house.doctor.browser().get(DELEGATIONS))

    assert "Myrte EXEMPLE" in page
    assert "31 déc. 2026" in page


def test_prescriber_delegates_for_a_time(house):
    ash = person(house.site, "aulne", "Aulne FICTIF", Role.INTERN)

    answer = house.doctor.browser().post(
        DELEGATIONS, {"intern": ash.user.ref, "start": "12/10/2026", "until": "31/10/2026"}
    )

    assert answer["Location"] == DELEGATIONS
    assert Delegation.objects.get(intern=ash.user).until == date(2026, 10, 31)


def test_delegation_that_cannot_be_is_told_why(house):
    answer = house.doctor.browser().post(
        DELEGATIONS, {"intern": house.intern.user.ref, "start": "12/10/2026", "until": "1/10/2026"}
    )

    assert answer.status_code == 422
    assert "La fin est avant le début." in text_of(answer)


def test_delegation_to_who_is_no_intern_here_is_refused(house):
    answer = house.doctor.browser().post(
        DELEGATIONS, {"intern": house.pharmacist.user.ref, "start": "12/10/2026", "until": "31/10/2026"}
    )

    assert answer.status_code == 422
    assert Delegation.objects.count() == 1


def test_delegation_is_ended_from_today_on(house):
    given = Delegation.objects.get()

    house.doctor.browser().post(f"{DELEGATIONS}{given.pk}/finir/")

    given.refresh_from_db()
    assert given.ended_on == date(2026, 10, 12)
    assert "finie le" in text_of(house.doctor.browser().get(DELEGATIONS))


def test_delegation_of_another_prescriber_is_not_ended(house):
    given = Delegation.objects.get()

    answer = house.other_doctor.browser().post(f"{DELEGATIONS}{given.pk}/finir/")

    assert answer.status_code == 404


def test_prescriber_without_an_intern_reads_what_to_do(house):
    assert "Aucun interne n’a de rôle ici aujourd’hui." in text_of(house.other_doctor.browser().get(DELEGATIONS))


def test_delegation_to_come_is_said_not_to_hold(house):
    Delegation.objects.update(start=date(2026, 12, 1))

    assert "pas en cours" in text_of(house.doctor.browser().get(DELEGATIONS))


def test_person_who_is_not_in_sees_no_page_of_accounts(house):
    assert Client().get(PEOPLE)["Location"].startswith("/connexion/")
