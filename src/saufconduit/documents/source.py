"""Opens a document: a text, a page or a PDF, as one string with the places of its pages."""

import hashlib
import os
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from saufconduit.documents import ocr, problems
from saufconduit.documents.optical import Optical, join
from saufconduit.documents.pdf import layer_of
from saufconduit.vocabulary.located import read_bytes
from saufconduit.vocabulary.problem import Place, Problem

Format = Literal["text", "html", "pdf"]

MAX_CHARACTERS = 1_000_000
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|main|article|h[1-6]|ul|table|script|nav)\b", re.I)
# The words that make up a quarter of any French text. Those that English, German or Spanish share are left out.
_FRENCH = frozenset("le la les des du une et est dans pour par au aux sur avec ou ce cette qui que à été sont".split())


@dataclass(frozen=True)
class Source:
    """A document as it was given: `text` is the original, never changed; `pages` are where its pages begin.

    `optical` is what is to be known of its pages that are images.
    """

    name: str
    format: Format
    sha256: str
    text: str
    pages: tuple[int, ...] = (0,)
    optical: Optical = field(default=Optical())

    def page_of(self, at: int) -> int:
        """The page, from 1, of a character."""
        return bisect_right(self.pages, at)

    def line_of(self, at: int) -> int:
        """The line, from 1, of a character."""
        return bisect_right(self._line_ends, at - 1) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]


def open_source(path: str) -> Source:
    """The document at `path`.

    Raises Problem when it cannot be read: absent, empty, binary, too long, protected, damaged, not in French.
    """
    return source_of(read_bytes(path), path)


def source_of(data: bytes, path: str, images: int = ocr.MAX_PAGES) -> Source:
    """The document made of `data`; `path` is what messages call it. Raises Problem as `open_source`.

    At most `images` pages are read as images, each of which takes seconds; the others are told to be unread.
    """
    where, digest, name = Place(path), hashlib.sha256(data).hexdigest(), os.path.basename(path)
    if not data.strip():
        raise Problem(problems.EMPTY, where)
    if len(data) > 10_000_000:  # where `read_bytes` cuts
        raise Problem(problems.TOO_LARGE, where, size="> 10 Mo", limit="10 Mo")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        pages, optical = _pages_of(data, where, images)
        text = "\f".join(pages)
        source = Source(name, "pdf", digest, text, _starts(pages), optical)
    else:
        text = _decode(data, where)
        source = Source(name, "html" if _HTML.search(text[:20_000]) else "text", digest, text)
    if len(text) > MAX_CHARACTERS:
        size, limit = f"{len(text) // 1000} 000", f"{MAX_CHARACTERS // 1000} 000"
        raise Problem(problems.TOO_LARGE, where, size=size, limit=limit)
    return source


def _pages_of(data: bytes, where: Place, images: int) -> tuple[list[str], Optical]:
    """The text of each page of a PDF; those that are images are read as such, where the engine is installed."""
    layer = layer_of(data, where)
    reading = ocr.Reading("", None, ())
    if layer.images and images and ocr.is_there():
        reading = ocr.read_images(data, layer.images[:images])
    pages, optical = join(layer.pages, layer.images, reading)
    if optical.unread and not any(page.strip() for page in pages):
        raise Problem(problems.TOO_SLOW if ocr.is_there() else problems.SCANNED, where)
    if not any(page.strip() for page in pages):
        raise Problem(problems.EMPTY, where)
    return pages, optical


def _starts(pages: list[str]) -> tuple[int, ...]:
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    return tuple(starts)


def _decode(data: bytes, where: Place) -> str:
    """The text; what is not UTF-8 is taken for the old Windows page, unless it is no text at all."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    if len(_CONTROLS.findall(text[:100_000])) * 200 > len(text[:100_000]) or data[:2] == b"PK":
        raise Problem(problems.NOT_A_DOCUMENT, where)
    return text


def check_language(text: str, path: str) -> None:
    """Raises Problem `documents.not-french` when a text long enough to tell is not in French, `empty` when blank."""
    words = re.findall(r"[^\W\d_]+", text[:50_000].lower())
    if not words:
        raise Problem(problems.EMPTY, Place(path))
    if len(words) >= 40 and sum(word in _FRENCH for word in words) < len(words) * 0.08:
        raise Problem(problems.NOT_FRENCH, Place(path))
