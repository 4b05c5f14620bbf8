"""The page of a dossier leads to what the board printed of it."""

import pytest
from web_boards import SESSION, Board, board
from web_people import person

from saufconduit.casework.words import Role
from saufconduit.web.dossiers.addresses import address

LINK = "/rcp/{session}/{dossier}/extrait.pdf"


@pytest.fixture
def renaten(zones: object) -> Board:
    return board()


@pytest.fixture
def heard(renaten) -> str:
    """A dossier on which the board is about to conclude."""
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.ready(dossier)
    return dossier


def link_to(dossier: str) -> str:
    return LINK.format(session=SESSION, dossier=dossier)


def test_dossier_that_the_board_concluded_leads_to_the_extract(renaten, heard):
    renaten.conclude(heard)
    browser = renaten.house.doctor.browser()

    page = browser.get(address(heard)).content.decode()

    assert f'<a href="{link_to(heard)}">Extrait du compte rendu de RCP, 12\u00a0oct. 2026</a>' in page.replace(
        "oct.\u00a0", "oct. "
    )
    assert browser.get(link_to(heard)).status_code == 200


def test_dossier_without_a_conclusion_leads_to_none(renaten, heard):
    assert link_to(heard) not in renaten.house.doctor.browser().get(address(heard)).content.decode()


def test_dossier_page_of_who_does_not_read_the_board_leads_to_none(renaten, heard):
    renaten.conclude(heard)

    page = renaten.house.assistant.browser().get(address(heard)).content.decode()

    assert "EXEMPLE" in page
    assert link_to(heard) not in page


def test_emergency_reading_leads_to_none(renaten, heard):
    renaten.conclude(heard)
    other = person(renaten.house.other, "prunier", "Dr Prunier DÉMO", Role.PRESCRIBER).browser()
    sought = {"birth_name": "Exemple", "first_name": "Colza", "birth_day": "01/04/1958", "reason": "Urgence fictive"}
    other.post("/dossiers/lecture-exceptionnelle/", sought)

    page = other.get(address(heard)).content.decode()

    assert "Lecture exceptionnelle" in page
    assert "EXEMPLE" in page
    assert link_to(heard) not in page
