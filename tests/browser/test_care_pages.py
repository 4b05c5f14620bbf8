"""The pages of every day (first page, pharmacy, dossier and its forms), looked at by axe, narrow and dark too."""

from dataclasses import replace
from datetime import date

import pytest
from browsing import overflow, small_targets, violations
from web_dossiers import COLZA, authorised, in_treatment
from web_followed import COMPANY, LUMYKRAS, followed
from web_people import person

from saufconduit.casework.words import Role, Zone
from saufconduit.web.accounts.actions import open_site
from saufconduit.web.dossiers.addresses import address
from saufconduit.web.exploitant.actions.archiving import archive

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
LOOKS = [("light", 1280), ("dark", 390), ("light", 320)]
LONG = replace(COLZA, birth_name="FICTIF-" + "EXEMPLE" * 10, given_names="Colza, Marguerite, Anémone")


def looked_at(page) -> tuple[list[str], float, list[str]]:
    """What a machine finds wrong: for axe, wider than the window, too small to be hit."""
    return violations(page), overflow(page), small_targets(page)


def in_the_way(open_page, paths, **look) -> dict[str, object]:
    """What a machine finds wrong on each of these pages, without those where it finds nothing."""
    seen = {path: looked_at(open_page(path, for_axe=True, **look)) for path in paths}
    return {path: found for path, found in seen.items() if found != ([], 0, [])}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_pages_of_the_pharmacist_have_no_obstacle(open_page, people, scheme, width):
    begun, waiting = in_treatment(people), authorised(people, identity=LONG)
    paths = [
        *("/", "/pharmacie/", "/dossiers/"),
        *(address(begun), f"{address(begun)}corriger/"),
        *(address(waiting), f"{address(waiting)}dispense/"),
    ]

    assert in_the_way(open_page, paths, person=people.pharmacist, scheme=scheme, width=width) == {}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_pages_of_the_prescriber_have_no_obstacle(open_page, people, scheme, width):
    begun = in_treatment(people, identity=LONG)
    paths = [
        "/",
        address(begun),
        f"{address(begun)}prescribe/",
        f"{address(begun)}stop-treatment/",
        "/compte/delegations/",
    ]

    assert in_the_way(open_page, paths, person=people.doctor, scheme=scheme, width=width) == {}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_pages_of_retention_have_no_obstacle(open_page, people, scheme, width):
    company = open_site(name=COMPANY, zone=Zone.EXPLOITANT)
    followed(effects="aucun")
    followed(code="NPQRSTVWXZ", effects="aucun")
    manager = person(company, "fougere", "Fougère DÉMO", Role.EXPLOITANT_DATA_MANAGER)
    page = open_page("/exploitant/conservation/", person=manager, scheme=scheme, width=width, for_axe=True)

    assert looked_at(page) == ([], 0, [])


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_archive_that_is_read_has_no_obstacle(open_page, people, scheme, width):
    company = open_site(name=COMPANY, zone=Zone.EXPLOITANT)
    followed(effects="aucun")
    archive(COMPANY, LUMYKRAS, on=date(2026, 10, 12))
    auditor = person(company, "houx", "Houx ESSAI", Role.AUDITOR)
    page = open_page("/exploitant/archive/", person=auditor, scheme=scheme, width=width, for_axe=True)

    page.get_by_label("Motif").fill("Contrôle demandé par la direction médicale")
    page.get_by_role("button", name="Lire").click()
    page.get_by_text("BCDFGHJKLM").wait_for()

    assert looked_at(page) == ([], 0, [])
