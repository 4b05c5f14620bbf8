"""Names, by a hash, the smallest part of a document that changes only when the document itself does.

The rules that repair noise are not used here: they change with the program, and a hash that was written down must not.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from saufconduit.documents.data import read_data
from saufconduit.documents.grammar.tokens import fold
from saufconduit.documents.html import html_text
from saufconduit.documents.source import Source

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028\u2060\ufeff]")
_LINES = re.compile(r"\r\n?|[\n\f\v]")
_BULLET = re.compile(r"^(?:[•▪■◦●·*–—-]|[e@+si=](?= [A-ZÀ-Þ])) ")  # letters: bullets as a scan reads them
_SENTENCE = re.compile(r"(?<=[.;:!?]) (?=[A-ZÀ-Þ«(])")
_MAIN = re.compile(r"<main[\s>]", re.I)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|odt|ods|csv|zip)$", re.I)


class Part(NamedTuple):
    """What is left of a document without its menu, its dates of copy, its spacing: sentences, with their hash."""

    units: tuple[str, ...]
    sha256: str


def part_of(source: Source) -> Part:
    """The smallest stable part of a document."""
    units = tuple(_units(_lines(source)))
    return Part(units, hashlib.sha256(" ".join(units).encode("utf-8", "surrogatepass")).hexdigest())


def _lines(source: Source) -> Iterator[str]:
    """The lines that count, in single spaces; a blank one stays, since it ends a paragraph."""
    text, files = (source.text, []) if source.format != "html" else _html_of(source.text)
    for line in _LINES.split(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).replace("'", "’")):
        words = " ".join(line.split())
        if not words or not _is_foreign(words):
            yield words
    yield ""
    yield from files


def _html_of(page: str) -> tuple[str, list[str]]:
    """The text of what the page calls its main part, and the files that it leads to.

    A new file behind the same words is a change; what follows `?` in an address is not.
    """
    opening, end = _MAIN.search(page), page.lower().rfind("</main")
    if opening is not None and opening.start() < end:
        page = page[opening.start() : end]
    cleaned, links = html_text(page)
    addresses = (re.split("[?#]", link.address)[0] for link in links)
    return cleaned.text, list(dict.fromkeys(f"• {address}" for address in addresses if _FILE.search(address)))


def _is_foreign(line: str) -> bool:
    """True for a line of a menu, of what stands around the document, or of the day of the copy."""
    return _foreign().fullmatch(fold(_BULLET.sub("", line, count=1))) is not None


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule['find']})" for rule in read_data("watch")["foreign"]))


def _units(lines: Iterator[str]) -> Iterator[str]:
    """The sentences, whatever lines they were cut into: so that a difference shows no more than what differs."""
    paragraph: list[str] = []
    for line in lines:
        if not line or _BULLET.match(line):
            yield from _sentences(paragraph)
            paragraph = []
        if line:
            paragraph.append(line)
    yield from _sentences(paragraph)


def _sentences(paragraph: list[str]) -> list[str]:
    return _SENTENCE.split(" ".join(paragraph)) if paragraph else []
