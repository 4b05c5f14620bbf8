"""The register in a real browser."""

import pytest
from browsing import new_page, overflow, small_targets, violations

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
PAGES = (
    "/referentiel/",
    "/referentiel/lutathera-cpc/?indication=bronchial-net",
    "/referentiel/lumykras-aap/?on=12/10/2026&known=1/1/2025",
    "/lectures/",
    "/aide/",
    "/accessibilite/",
)


def go(page, target: str) -> None:
    """Clicks, and waits for the page that answers."""
    with new_page(page):
        page.click(target)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_obstacle_that_a_machine_can_find(open_page, path, scheme):
    page = open_page(path, scheme=scheme, for_axe=True)

    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_page_of_a_telephone_has_no_obstacle_that_a_machine_can_find(open_page, path):
    page = open_page(path, width=390, for_axe=True)

    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390, 660, 768, 1024, 1280, 1920])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_never_wider_than_its_window(open_page, path, width):
    page = open_page(path, width=width)

    assert overflow(page) == 0


@pytest.mark.parametrize("path", PAGES)
def test_controls_are_large_enough_to_be_hit(open_page, path):
    assert small_targets(open_page(path, width=390)) == []


def test_answer_is_above_the_fold(open_page):
    page = open_page("/referentiel/lutathera-cpc/")

    box = page.locator(".talon").bounding_box()

    assert box["y"] + box["height"] <= 800


def test_range_moves_the_day_and_the_page_follows(open_page):
    """A reader moves the day by the keyboard: the field, the address, the sentence follow; the focus stays."""
    page = open_page("/referentiel/lutathera-cpc/")
    handle = page.locator("#move-on")

    handle.focus()
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**on=11%2F09%2F2026**")

    assert page.input_value("#on") == "11/09/2026"
    assert handle.get_attribute("aria-valuetext") == "11 septembre 2026"
    assert "Situation le 11\u00a0septembre 2026" in page.locator("#h-fr").inner_text()
    assert page.evaluate("document.activeElement.id") == "move-on"


def test_range_that_moves_the_knowledge_hides_what_came_later(open_page):
    page = open_page("/referentiel/lutathera-cpc/")
    assert page.locator("text=renouvelé 2").count() == 1

    page.locator("#move-known").fill("831")
    page.wait_for_url("**known=11%2F04%2F2024**")

    assert page.locator("text=renouvelé 2").count() == 0
    assert "4 actes sont publiés depuis." in page.locator("#situation").inner_text()


def test_range_at_the_end_of_a_long_month_stays_in_the_month_before(open_page):
    page = open_page("/referentiel/lutathera-cpc/?on=31/03/2026")

    page.locator("#move-on").focus()
    page.keyboard.press("PageDown")

    assert page.input_value("#on") == "28/02/2026"


def test_what_the_reader_unfolded_stays_unfolded(open_page):
    page = open_page("/referentiel/lutathera-cpc/")
    page.locator("#meningioma summary").click()

    page.locator("#move-on").fill("1000")
    page.wait_for_url("**on=27%2F09%2F2024**")

    assert page.locator("#meningioma").get_attribute("open") is not None


def test_search_narrows_the_list_while_one_types(open_page):
    page = open_page("/referentiel/")

    page.fill("#q", "sotorasib")
    page.wait_for_url("**q=sotorasib**")

    assert page.locator("tbody tr").count() == 1
    assert page.evaluate("document.activeElement.id") == "q"


def test_register_works_without_script(open_page):
    page = open_page("/referentiel/", script=False)

    page.fill("#q", "méningiome")
    go(page, "button:has-text('Chercher')")
    go(page, "tbody a")
    page.fill("#on", "1er janv. 2024")
    go(page, "button:has-text('Voir')")

    assert page.input_value("#on") == "01/01/2024"
    assert page.locator("#move-on").is_hidden()
    go(page, "text=Acte suivant")
    assert page.input_value("#on") == "10/10/2024"


def test_keyboard_goes_straight_to_the_content(open_page):
    page = open_page("/referentiel/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "contenu"


def test_background_chosen_is_that_of_every_page(open_page):
    page = open_page("/aide/")
    go(page, "button:has-text('Fond sombre')")

    page.goto("/referentiel/")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 24, 31)"


def test_language_chosen_is_that_of_every_page(open_page):
    page = open_page("/referentiel/lutathera-cpc/?on=1/1/2024")

    go(page, "button:has-text('English')")

    assert page.input_value("#on") == "01/01/2024"
    assert page.locator("#h-fr").inner_text().startswith("Three clocks")


def test_lost_connection_is_told_and_taken_back(open_page):
    page = open_page("/referentiel/")

    page.evaluate("dispatchEvent(new Event('offline'))")
    told = page.locator("#offline").is_visible()
    page.evaluate("dispatchEvent(new Event('online'))")

    assert (told, page.locator("#offline").is_hidden()) == (True, True)


def test_figure_scrolls_inside_its_own_region(open_page):
    page = open_page("/referentiel/lutathera-cpc/", width=390)

    figure = page.locator("#clocks .scroll")

    assert figure.evaluate("item => item.scrollWidth > item.clientWidth")
    assert figure.get_attribute("tabindex") == "0"


def test_paper_shows_the_question_and_hides_the_controls(open_page):
    page = open_page("/referentiel/lutathera-cpc/")

    page.emulate_media(media="print")

    assert page.locator(".printed").is_visible()
    assert "Situation le 12 octobre 2026" in page.locator(".printed").inner_text().replace("\u00a0", " ")
    assert [page.locator(item).first.is_hidden() for item in (".nav", ".foot", ".travel")] == [True] * 3
