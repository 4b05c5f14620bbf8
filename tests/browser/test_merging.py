"""Joining two dossiers, the zone of the company: looked at in a real browser."""

import pytest
from browsing import overflow, small_targets, violations
from web_dossiers import COLZA, aac
from web_people import person

from saufconduit.casework.words import Role, Zone
from saufconduit.web.accounts.actions import open_site
from saufconduit.web.dossiers.addresses import address
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.reading import load
from saufconduit.web.exploitant.models import Continuation, ExploitantPatient, Inclusion

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

MISTYPED = Identity("Exemplle", "Colza", COLZA.birth_day, "male", "Valfictif")


@pytest.fixture
def twice(people) -> tuple[str, str]:
    return aac(people), aac(people, identity=MISTYPED)


@pytest.mark.parametrize("script", [True, False])
def test_journey_of_a_duplicate_that_is_joined_then_parted(open_page, people, twice, script):
    """The pharmacist finds the mistyped dossier of a patient, joins it, sees the mistake, parts them."""
    kept, gone = twice

    page = open_page(address(kept), person=people.pharmacist, script=script)
    page.get_by_role("link", name="Réunir un doublon").click()
    page.get_by_label("Nom, prénom ou code").fill("Exemplle")
    page.get_by_label("Motif").fill("Même date de naissance, nom mal saisi.")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("button", name="Réunir").click()
    page.get_by_role("link", name="Un autre dossier y a été réuni").click()
    joined = load(gone).merged_into
    page.get_by_role("link", name="Séparer de l’autre dossier").click()
    page.get_by_label("Motif").fill("Deux patients fictifs.")
    page.get_by_role("button", name="Séparer").click()

    assert joined == kept
    assert load(gone).merged_into == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_that_join_and_part_have_nothing_for_axe_to_say(open_page, people, twice, scheme):
    paths = [f"{address(twice[0])}{name}/" for name in ("reunir", "separer")]
    pages = [open_page(path, person=people.pharmacist, scheme=scheme, for_axe=True) for path in paths]
    pages[0].get_by_label("Nom, prénom ou code").fill("Colza")
    pages[0].get_by_role("button", name="Chercher").click()

    assert [violations(page) for page in pages] == [[], []]
    assert [(overflow(page), small_targets(page)) for page in pages] == [(0, []), (0, [])]


@pytest.mark.parametrize("width", [1280, 400])
def test_page_of_the_company_has_nothing_for_axe_to_say(open_page, people, width):
    company = open_site(name="Laboratoire Exemple", zone=Zone.EXPLOITANT)
    manager = person(company, "fougere", "Fougère DÉMO", Role.EXPLOITANT_DATA_MANAGER)
    patient = ExploitantPatient.objects.create(code="BCDFGHJKLM", sex="female", age_years=65)
    told = {"hospital": "CHU de Valfictif", "protocol_version": "PUT-RD", "legal_basis_ref": "RS-003"}
    told |= {"followup_ref": "PUT-RD fictif", "included_on": "2026-10-01", "indication": "fictive"}
    Inclusion.objects.create(patient=patient, exploitant="Laboratoire Exemple", programme="fictimab-aap", **told)
    Continuation.objects.create(code="BCDFGHJKLM", continues_as="NPQRSTVWXZ")

    page = open_page("/exploitant/", person=manager, width=width, for_axe=True)

    assert page.locator("main").inner_text().count("BCDFGHJKLM") == 1
    assert violations(page) == []
    assert (overflow(page), small_targets(page)) == (0, [])
