"""Someone in front of a browser: goes where links lead, types where labels say, looks at each page.

Each page on the way is given to axe, and measured in a narrow window and in a wide one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from browsing import new_page, overflow, violations
from playwright.sync_api import Locator, Page

NARROW, WIDE, HEIGHT = 390, 1280, 800
_OLD = "document.querySelectorAll('main *').forEach((item) => { item.dataset.old = 'yes' })"
_NONE_OLD = "!document.querySelector('#session [data-old], main:not(:has(#session)) [data-old]')"


@dataclass
class Traveller:
    """A person at a page; `obstacles` is what was found wrong on the pages seen, to be empty at the end."""

    page: Page
    has_script: bool = True
    obstacles: list[str] = field(default_factory=list)

    def enters(self, login: str, password: str) -> "Traveller":
        """Logs in, arrives at the first page."""
        self.page.set_default_timeout(20_000)
        self.page.goto("/connexion/")
        self.looks()
        return self.types({"Identifiant": login, "Mot de passe": password}).presses("Se connecter")

    def goes(self, path: str) -> "Traveller":
        """Opens an address."""
        self.page.goto(path)
        return self.looks()

    def opens(self, name: str) -> "Traveller":
        """Opens a page of the bar."""
        with new_page(self.page):
            self.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        return self.looks()

    def follows(self, name: str) -> "Traveller":
        """Follows the first link of that name."""
        with new_page(self.page):
            self._named("link", name).click()
        return self.looks()

    def presses(self, name: str) -> "Traveller":
        """Presses the first button of that name, waits for what it brings."""
        return self._sends(lambda: self._named("button", name).click())

    def presses_key(self, key: str) -> "Traveller":
        """Presses a key that sends the form, waits for what it brings."""
        return self._sends(lambda: self.page.keyboard.press(key))

    def types(self, typed: Mapping[str, str]) -> "Traveller":
        """Fills the fields by their labels; in a group of radio buttons, chooses the one that says so."""
        for label, words in typed.items():
            group = self.page.get_by_role("group", name=label, exact=True)
            if group.count():
                group.get_by_label(words, exact=True).check()
            else:
                self._fill(self.page.get_by_label(label, exact=True), words)
        return self

    def does(self, act: str, typed: Mapping[str, str] | None = None) -> "Traveller":
        """Does an act of a dossier: its button, its form, what is to be typed, the same button."""
        return self.follows(act).types(typed or {}).presses(act)

    def drops(self, label: str, path: object) -> "Traveller":
        """Chooses a file."""
        self.page.get_by_label(label, exact=True).set_input_files(str(path))
        return self

    def ticks(self, *labels: str) -> "Traveller":
        """Ticks boxes."""
        for label in labels:
            self.page.get_by_label(label).check()
        return self

    @property
    def reads(self) -> str:
        """The words of the page, each space an ordinary one."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    @property
    def title(self) -> str:
        """The heading of the page."""
        return re.sub(r"\s+", " ", self.page.locator("h1").inner_text())

    @property
    def offered(self) -> list[str]:
        """The acts that the dossier offers, as the buttons say them."""
        return self.page.locator(".acts > li > a").all_inner_texts()

    def looks(self) -> "Traveller":
        """Looks for obstacles on the page."""
        where = f"{self.page.url.partition('//')[2].partition('/')[2]} ({self.title})"
        if self.has_script:  # axe is a script
            self.obstacles += [f"{where} {found}" for found in violations(self.page)]
        for width in (NARROW, WIDE):
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            if overflow(self.page) > 0:
                self.obstacles.append(f"{where} {width}: {overflow(self.page)} px too wide")
        return self

    def _named(self, role: str, name: str) -> Locator:
        return self.page.locator("main").get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]

    def _fill(self, box: Locator, words: str) -> None:
        if box.evaluate("(item) => item.tagName") == "SELECT":
            box.select_option(label=words)
        else:
            box.fill(words)

    def _sends(self, send: object) -> "Traveller":
        assert callable(send)
        if self.has_script:
            self.page.evaluate(_OLD)
            send()
            self.page.wait_for_function(_NONE_OLD)
            self.page.wait_for_load_state()
        else:
            with new_page(self.page):
                send()
        return self.looks()
