"""A real browser on a real server: what is checked of a page by looking at it."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_SMALL = """
  [...document.querySelectorAll("a, button, input, select, textarea, summary")]
    .filter((item) => item.checkVisibility() && !item.closest("p, li, dd, td, th, span") && item.type !== "hidden")
    .filter((item) => item.getBoundingClientRect().height < 18 && item.getBoundingClientRect().height > 1)
    .map((item) => item.outerHTML.slice(0, 80))
"""


@contextmanager
def new_page(page: Page) -> Iterator[None]:
    """Waits until the page that answers is there: htmx writing in the history of this one is no answer."""
    with page.expect_event("load"):
        yield


def violations(page: Page) -> list[str]:
    """What axe finds wrong in the page, each with one place."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate(_WIDER))


def small_targets(page: Page) -> list[str]:
    """The controls that are too low to be hit, outside of sentences."""
    return list(page.evaluate(_SMALL))
