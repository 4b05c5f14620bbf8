"""A page of text for a terminal: headings, wrapped lines, marks; colour only beside words."""

import os
import re
import sys

from saufconduit.assessment.words import Tone
from saufconduit.criteria.wording import colon
from saufconduit.vocabulary.text import Lang, Text

_COLOURS = {"ok": "32", "wait": "33", "unknown": "34", "no": "31", "quiet": "2", "strong": "1"}
_COLOUR = re.compile("\033\\[[0-9]*m")
_FRENCH = re.compile("(?<=«) | (?=[;:?!»%])")  # the spaces that a line must not be cut at
_WORD = re.compile(r"([ \t\r\n]*)([^ \t\r\n]+)")  # not \s, which takes no-break spaces


class Page:
    """Collects lines, then prints them at once."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._lines: list[str] = []
        self._width = max(60, min(_columns(), 110))
        self._is_coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")

    def tinted(self, words: str, tone: Tone) -> str:
        """`words` in the colour of the tone, when the terminal has colours."""
        if not self._is_coloured or tone == "plain":
            return words
        return f"\033[{_COLOURS[tone]}m{words}\033[0m"

    def blank(self) -> None:
        """An empty line, never two."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def heading(self, words: str, tone: Tone = "strong") -> None:
        """A line that stands out, after an empty one."""
        self.blank()
        self.line(words, tone=tone)

    def line(self, words: str, indent: int = 0, first: str = "", tone: Tone = "plain") -> None:
        """A paragraph: `first` stands before its first line, the next ones align with the text."""
        words = unbroken(words, self.lang)
        lead = " " * indent + first
        room = max(20, self._width - _length(lead))
        for at, piece in enumerate(wrapped(words, room)):
            start = lead if at == 0 else " " * _length(lead)
            self._lines.append((start + self.tinted(piece, tone)).rstrip())

    def table(self, rows: list[list[str]], indent: int = 0) -> None:
        """Rows in aligned columns; the last column wraps, the first row is the heading."""
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
        for at, row in enumerate(rows):
            cells = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
            self.line(row[-1], indent, f"{cells}  ", "quiet" if at == 0 else "plain")

    def say(self, text: Text) -> str:
        """The text in the language of the page."""
        return text.to(self.lang)

    def print(self) -> None:
        """Writes the page on standard output."""
        sys.stdout.write("\n".join(self._lines).strip("\n") + "\n")


class Writer:
    """Writes a part of a page; what all of them need."""

    def __init__(self, page: Page) -> None:
        self.page, self.lang, self.colon = page, page.lang, colon(page.lang)

    def say(self, french: str, english: str) -> str:
        """The words in the language of the page."""
        return french if self.lang == "fr" else english


def unbroken(words: str, lang: Lang) -> str:
    """The words, with no-break spaces where French sets a space that a line must not be cut at."""
    return _FRENCH.sub("\u00a0", words) if lang == "fr" else words


def _columns() -> int:
    """The width of the terminal, 100 where there is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 100


def wrapped(words: str, width: int) -> list[str]:
    """Lines of at most `width`; no-break spaces hold, long addresses are not cut, colours take no room."""
    lines = [""]
    for gap, word in _WORD.findall(words):
        if lines[-1] and _length(lines[-1]) + len(gap) + _length(word) > width:
            lines.append(word)
        else:
            lines[-1] += " " * len(gap) + word
    return lines


def _length(words: str) -> int:
    """The room that words take on a terminal."""
    return len(_COLOUR.sub("", words))
