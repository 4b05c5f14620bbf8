"""Takes the text of an HTML page, each character with its place in the source.

A scanner of our own, with no look-behind: linear in the length of the page, whatever it holds. Scripts are never run,
entities are those of HTML only, nothing is fetched.
"""

import re
from array import array
from html import unescape
from typing import NamedTuple

from saufconduit.documents.cleaned import Cleaned

_BLOCKS = frozenset(
    "p div section article main header h1 h2 h3 h4 h5 h6 ul ol table tr dl dt dd br hr blockquote pre figure "
    "title fieldset address body".split()
)
_DROPPED = frozenset("script style noscript template svg nav footer aside iframe object button select textarea".split())
_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})'|([^\s"'<>]{1,2000}))""", re.I)
_PIECE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});|\s+")


class Link(NamedTuple):
    """An address of the page, where it stands in the source, and the words that lead to it."""

    address: str
    start: int
    end: int
    label: str = ""


def html_text(page: str) -> tuple[Cleaned, list[Link]]:
    """The visible text of a page, a line a block, a bullet before each item; and its links."""
    scanner = _Scanner(page)
    scanner.scan()
    return Cleaned(page, "".join(scanner.texts), scanner.starts, scanner.ends), scanner.links


class _Scanner:
    def __init__(self, page: str) -> None:
        self.page, self.lower = page, page.lower()
        self.texts: list[str] = []
        self.starts, self.ends = array("L"), array("L")
        self.links: list[Link] = []
        self._absent: set[str] = set()
        self._open: tuple[str, int, int, int] | None = None  # the link being read: address, place, words so far

    def scan(self) -> None:
        at = 0
        while at < len(self.page):
            opening = self.page.find("<", at)
            if opening < 0:
                opening = len(self.page)
            self._words(at, opening)
            at = self._tag(opening) if opening < len(self.page) else opening

    def _tag(self, at: int) -> int:
        """Reads the tag at `at`; returns where the text goes on."""
        if self.page.startswith("<!--", at):
            return self._after("-->", at)
        name = _TAG.match(self.page, at + 1)
        end = self.page.find(">", at)
        if name is None or end < 0:
            if name is None and self.page[at + 1 : at + 2] not in ("!", "?"):
                self._add("<", at, at + 1)  # « < 10 % » is text
                return at + 1
            return end + 1 if end >= 0 else len(self.page)
        tag, is_closing = name[1].lower(), self.page[at + 1] == "/"
        if tag in _DROPPED and not is_closing:
            return self._after(f"</{tag}", end, tag)
        self._mark(tag, is_closing, at, end + 1)
        return end + 1

    def _after(self, mark: str, at: int, tag: str = "") -> int:
        """Where the text goes on after `mark`; a menu that never ends is not one, a script that never ends is."""
        found = -1 if mark in self._absent else self.lower.find(mark, at)
        if found < 0:
            self._absent.add(mark)  # looked for once: a page may open a thousand menus and close none
            return at + 1 if tag in ("nav", "footer", "aside", "button") else len(self.page)
        return self.page.find(">", found) + 1 or len(self.page)

    def _mark(self, tag: str, is_closing: bool, at: int, end: int) -> None:
        if tag == "a":
            self._link(is_closing, at, end)
        elif tag == "li":
            self._add("\n" if is_closing else "\n• ", at, end)
        elif tag in ("td", "th"):
            if is_closing:
                self._add(" : " if tag == "th" else "\t", at, end)
        elif tag == "sup" and not is_closing and self.texts and self.texts[-1][-1:].isdigit():
            if not self.page[end : end + 1].isalpha():  # 1<sup>er</sup> is a word, 10<sup>13</sup> is not 1013
                self._add("^", at, end)
        elif tag in _BLOCKS:
            self._add("\n\n" if tag in ("h1", "h2", "h3", "h4", "p", "table") else "\n", at, end)

    def _link(self, is_closing: bool, at: int, end: int) -> None:
        if is_closing and self._open is not None:
            address, start, stop, words = self._open
            self.links.append(Link(address, start, stop, "".join(self.texts[words:]).strip()[:200]))
            self._open = None
        elif not is_closing:
            found = _HREF.search(self.page, at, min(end, at + 4000))
            if found is not None:
                address = unescape(found[1] or found[2] or found[3])
                self._open = (address, found.start(), found.end(), len(self.texts))

    def _words(self, start: int, end: int) -> None:
        at = start
        for match in _PIECE.finditer(self.page, start, end):
            self._plain(at, match.start())
            text = unescape(match[0]) if match[0][0] == "&" else " "
            self._add(text, *match.span())
            at = match.end()
        self._plain(at, end)

    def _plain(self, start: int, end: int) -> None:
        if start < end:
            self.texts.append(self.page[start:end])
            self.starts.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))

    def _add(self, text: str, start: int, end: int) -> None:
        self.texts.append(text)
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))
