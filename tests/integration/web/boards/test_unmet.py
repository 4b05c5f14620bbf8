"""A fact that is known and speaks against the access is not said to be there like the others."""

import pypdfium2
import pytest
from web_boards import SESSION, Board, board

ADDRESS = f"/rcp/{SESSION}/"


@pytest.fixture
def renaten(zones: object) -> Board:
    return board()


def page_of(renaten, lang="fr"):
    browser = renaten.chair.browser()
    browser.cookies["saufconduit-language"] = lang
    return browser.get(ADDRESS).content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_fact_that_does_not_meet_its_criterion_is_said_so_first_and_with_a_look_of_its_own(renaten):
    renaten.heard(renaten.refer("thymic"))

    page = page_of(renaten)

    assert page.count("connu, ne remplit pas le critère<") == 1
    unmet = page.index('<span class="m no">')
    assert page.index("tumeur neuroendocrine bronchique", unmet) < page.index('<span class="m ok">')


def test_facts_that_meet_their_criteria_are_there(renaten):
    renaten.heard(renaten.refer())

    page = page_of(renaten)

    assert "Non rempli" not in page
    assert page.count('<span class="m ok">') == 6


def test_fact_that_another_branch_makes_indifferent_says_so_last(renaten):
    renaten.heard(renaten.refer())

    page = page_of(renaten)

    place = page.index("connu, ne remplit pas le critère, sans changer le verdict")
    assert page.rindex("sécrétion non contrôlée", 0, place) > page.rindex('<span class="m ok">')


def test_fact_that_does_not_meet_its_criterion_is_said_so_in_english(renaten):
    renaten.heard(renaten.refer("thymic"))

    assert "known, does not meet the criterion<" in page_of(renaten, "en")


def test_minutes_say_which_fact_does_not_meet_its_criterion(renaten):
    renaten.heard(renaten.refer("thymic"))

    answer = renaten.chair.browser().get(f"{ADDRESS}compte-rendu.pdf")

    document = pypdfium2.PdfDocument(answer.content)
    words = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    assert words.count("(ne remplit pas le critère)") == 2
