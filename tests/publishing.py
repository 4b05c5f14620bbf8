"""Publications made in a test, and what is read back from their pages."""

from datetime import date
from html.parser import HTMLParser
from typing import Any

from synthetic import REGISTRY

from saufconduit.publication.edition import Edition
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.passages import Passages

DAY = date(2026, 10, 12)
_VOID = {"link", "meta", "input", "br"}


def edition(registry: Registry = REGISTRY, on: date = DAY, known: date = DAY, folder: str | None = None) -> Edition:
    """The registry on a day, as known on a day."""
    return Edition(registry, Passages(folder), on, known)


class Page(HTMLParser):
    """A page as a browser would read it: its elements in order, its words, its links, its anchors."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self._words: list[str] = []
        self.feed(content.decode())
        self.close()
        self.unbalanced += self.open

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        values = dict(attributes)
        self.elements.append((tag, tuple(sorted(values))))
        self.links += [values[name] for name in ("href", "src") if name in values]
        self.ids += [values["id"]] if "id" in values else []
        self.open += [] if tag in _VOID else [tag]

    def handle_startendtag(self, tag: str, attributes: Any) -> None:
        self.handle_starttag(tag, attributes)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    @property
    def words(self) -> str:
        """All the words, with ordinary spaces."""
        return " ".join("".join(self._words).replace("\u00a0", " ").replace("\u202f", " ").split())
