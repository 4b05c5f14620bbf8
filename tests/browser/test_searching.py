"""Looking for a patient in a real browser: with a script, without one; the name is in no address."""

import re

import pytest
from browsing import overflow, violations
from web_dossiers import MYRTILLE, aac

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
ONE = re.compile(r"^1\sdossier")


@pytest.fixture
def dossiers(people):
    """Two patients of one prescriber."""
    aac(people)
    aac(people, MYRTILLE)
    return people.doctor


@pytest.mark.parametrize("script", [True, False])
def test_name_typed_leads_to_the_patient_and_never_to_an_address(dossiers, open_page, script):
    page = open_page("/dossiers/", person=dossiers, script=script)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.get_by_label("Nom, prénom, code ou produit").fill("Fictive")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("heading", name=ONE).wait_for()

    assert page.get_by_role("link", name="Mme Myrtille FICTIVE").is_visible()
    assert page.get_by_label("Nom, prénom, code ou produit").input_value() == "Fictive"
    assert "?search=" in page.url
    assert [address for address in [page.url, *asked] if "ictive" in address] == []
    # Two at once would write over each other's session.
    assert len([address for address in asked if address.endswith("/chercher/")]) == 1


def test_search_is_still_there_when_the_page_is_loaded_again_or_come_back_to(dossiers, open_page):
    page = open_page("/dossiers/", person=dossiers)
    page.get_by_label("Nom, prénom, code ou produit").fill("Fictive")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("heading", name=ONE).wait_for()

    page.reload()
    page.get_by_role("link", name="Mme Myrtille FICTIVE").click()
    page.wait_for_url("**/dossiers/*-*/")
    page.go_back()

    assert page.get_by_role("heading", name=ONE).is_visible()
    assert "?search=" in page.url


def test_state_chosen_narrows_the_list_at_once(dossiers, open_page):
    page = open_page("/dossiers/", person=dossiers)

    page.get_by_label("État").select_option("closed")

    page.get_by_role("heading", name=re.compile(r"^0\sdossier")).wait_for()
    assert page.url.endswith("/dossiers/?state=closed")


@pytest.mark.parametrize("width", [320, 1280])
def test_list_that_was_searched_has_no_violation(dossiers, open_page, width):
    page = open_page("/dossiers/", person=dossiers, width=width, for_axe=True)
    page.get_by_label("Nom, prénom, code ou produit").fill("Fictive")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("heading", name=ONE).wait_for()

    assert violations(page) == []
    assert overflow(page) == 0
