"""The published pages in a real browser, read from the disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import new_page, overflow, small_targets, violations
from playwright.sync_api import Browser, Page
from publishing import edition

from saufconduit.publication.folder import publish
from saufconduit.publication.site import files_of

PAGES = (
    "index.html",
    "programmes/lutathera-cpc.html",
    "programmes/lumykras-aap/2023-10-05.html",
    "readings.html",
    "data.html",
    "en/index.html",
    "en/programmes/lumykras-aap.html",
)
Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication on the disk."""
    folder = tmp_path_factory.mktemp("publication") / "site"
    publish(files_of(edition()), str(folder))
    return folder


@pytest.fixture
def read(site: Path, chromium: Browser) -> Iterator[Opener]:
    """Opens a page from the disk; a complaint of the browser, or a file that lacks, fails the test."""
    contexts = []
    complaints: list[str] = []

    def opened(path: str, *, width: int = 1280, scheme: str = "light", script: bool = True, axe: bool = False) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        # axe reads the style sheets anew, which a page of the disk may not do: it says so, and does without.
        page.on("requestfailed", lambda request: complaints.extend([] if axe else [request.url]))
        page.goto((site / path).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_obstacle_that_a_machine_can_find(read, path, scheme):
    assert violations(read(path, scheme=scheme, axe=True)) == []


@pytest.mark.parametrize("path", PAGES)
def test_page_of_a_telephone_has_no_obstacle_that_a_machine_can_find(read, path):
    page = read(path, width=390, axe=True)

    assert violations(page) == []
    assert small_targets(page) == []


@pytest.mark.parametrize("width", [320, 768, 1920])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_never_wider_than_its_window(read, path, width):
    assert overflow(read(path, width=width)) == 0


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(23, 24, 31)")])
def test_page_of_the_disk_has_its_style(read, scheme, ground):
    page = read("programmes/lutathera-cpc.html", scheme=scheme)

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground


def test_reader_finds_a_programme_by_the_keyboard_alone(read):
    """A reader types a disease without its accents, goes to the row that is left, and opens it with Enter."""
    page = read("index.html")

    page.focus("#q")
    page.keyboard.type("meningiome lutetium")
    assert page.locator("tbody tr:visible").count() == 1
    assert page.locator("#count").inner_text() == "1 programme"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with new_page(page):
        page.keyboard.press("Enter")

    assert page.url.endswith("/programmes/lutathera-cpc.html")


def test_search_says_that_nothing_answers_and_takes_it_back(read):
    page = read("index.html")

    page.fill("#q", "xyzzy")
    told = (page.locator("#none").is_visible(), page.locator("tbody tr:visible").count())
    page.fill("#q", "")

    assert told == (True, 0)
    assert page.locator("#none").is_hidden()
    assert page.locator("tbody tr:visible").count() == len(edition().programmes)


def test_search_keeps_the_open_ones(read):
    page = read("en/index.html")

    page.check("#open")

    assert set(page.locator("tbody tr:visible .b").all_inner_texts()) == {"Open"}


def test_enter_in_the_search_stays_on_the_page(read):
    page = read("index.html")

    page.fill("#q", "lumykras")
    page.keyboard.press("Enter")

    assert page.url.endswith("/index.html")


def test_list_is_whole_without_script(read):
    page = read("index.html", script=False)

    assert page.locator("form").is_hidden()
    assert page.locator("tbody tr:visible").count() == len(edition().programmes)


def test_reader_goes_from_the_present_to_the_past_and_to_the_other_language(read):
    page = read("programmes/lumykras-aap.html")

    page.click("a[href$='lumykras-aap/2022-04-28.html']")
    then = page.locator(".talon .b").inner_text()
    page.click("text=English")
    page.click("text=Latest situation")

    assert then == "Accès ouvert"
    assert page.url.endswith("/en/programmes/lumykras-aap.html")


def test_keyboard_goes_straight_to_the_content(read):
    page = read("programmes/lumykras-aap.html")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "contenu"


def test_criterion_leads_to_its_reading(read):
    page = read("programmes/lutathera-cpc.html")

    page.click("#bronchial-net a[href$='#lecture-5']")

    assert page.url.endswith("/readings.html#lecture-5")


def test_paper_shows_the_day_and_the_addresses_of_the_sources(read):
    page = read("programmes/lumykras-aap.html")

    page.emulate_media(media="print")

    assert page.locator(".printed").is_visible()
    assert page.locator(".nav").is_hidden()
    address = page.locator("[aria-labelledby=h-so] a").first
    assert "https://" in address.evaluate("item => getComputedStyle(item, '::after').content")


def test_figure_on_paper_cuts_no_label(read):
    page = read("programmes/lumykras-aap.html")

    page.emulate_media(media="print")

    assert [
        page.locator(item).evaluate("item => getComputedStyle(item).overflow")
        for item in (".scroll", "svg.clocks[role]")
    ] == ["visible"] * 2


def test_stub_on_paper_covers_no_word(read):
    page = read("programmes/lumykras-aap.html")

    page.emulate_media(media="print")
    left, right = (page.locator(item).bounding_box() for item in (".talon > .stack", ".talon > .facts"))

    assert left["x"] + left["width"] <= right["x"] + 1
