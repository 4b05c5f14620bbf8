"""A document ready to be read: its clean text, its blocks, its days, its links, what must not leave it."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from saufconduit.documents.clean import clean
from saufconduit.documents.cleaned import Cleaned
from saufconduit.documents.days import Mention, Period, find_days, find_periods
from saufconduit.documents.grammar.tokens import fold
from saufconduit.documents.html import Link, html_text
from saufconduit.documents.layout import Block, find_blocks
from saufconduit.documents.optical import FAINT, Doubt
from saufconduit.documents.people import find_personal
from saufconduit.documents.source import Source, check_language

LEFT_OUT = "[…]"  # stands for a name or a mailbox
_ADDRESS = re.compile(r"(?:https?://|www\.|(?<=\s)/uploads/)[^\s<>«»\"]{4,600}")


@dataclass(frozen=True)
class Field:
    """A value of the text: the words it was read in, their place in the original, how sure the reading is (0 to 1).

    `is_optical` is True where the words were read in an image: then no value is sure.
    """

    value: Any
    raw: str
    start: int
    end: int
    line: int
    sure: float
    is_optical: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As in `read --json`."""
        return {
            "value": self.value,
            "raw": self.raw,
            "span": [self.start, self.end],
            "line": self.line,
            "confidence": round(self.sure, 2),
            "ocr": self.is_optical,
        }


class Passage:
    """The text of a document as the readers of fields see it; places are those of the clean text."""

    def __init__(self, source: Source, path: str) -> None:
        self.source = source
        if source.format == "html":
            cleaned, self._links = html_text(source.text)
        else:
            cleaned, self._links = Cleaned.whole(source.text), []
        self.cleaned = clean(cleaned)
        self.text = self.cleaned.text
        check_language(self.text, path)
        self.folded = fold(self.text)
        self.blocks: list[Block] = find_blocks(self.text)
        self.days: list[Mention] = find_days(self.text)
        self._starts = [day.start for day in self.days]
        self.periods: list[Period] = find_periods(self.text, self.days)
        self.personal = find_personal(self.text)

    def field(self, value: Any, start: int, end: int, sure: float = 1.0) -> Field:
        """The field read between `start` and `end` of the clean text."""
        first, last = self.cleaned.span(start, end)
        raw = self.cleaned.original[first:last]
        for begin, stop in self.personal:
            if begin < end and start < stop:  # a name inside a passage leaves it, whatever the field
                raw = raw.replace(self.cleaned.original[slice(*self.cleaned.span(begin, stop))], LEFT_OUT)
                value = value.replace(self.text[begin:stop], LEFT_OUT) if isinstance(value, str) else value
        optical = self.source.optical
        return Field(
            value, raw, first, last, self.source.line_of(first), sure * optical.sure(first, last),
            optical.covers(first, last),
        )  # fmt: skip

    @cached_property
    def doubts(self) -> list[Doubt]:
        """The words that two engines read otherwise; on a line that holds a name or a mailbox, neither is shown."""
        hidden = self._personal_lines
        return [
            replace(doubt, ours=LEFT_OUT, second=LEFT_OUT) if self.source.line_of(doubt.start) in hidden else doubt
            for doubt in self.source.optical.doubts
        ]

    @property
    def faint(self) -> list[tuple[int, int, float, str]]:
        """The lines of images that were badly read: where, how surely, their words unless they hold a name."""
        source, hidden = self.source, self._personal_lines
        return [
            (start, end, sure, LEFT_OUT if source.line_of(start) in hidden else source.text[start:end])
            for start, end, sure in source.optical.lines
            if sure < FAINT
        ]

    @cached_property
    def _personal_lines(self) -> set[int]:
        return {self.source.line_of(self.cleaned.span(start, end)[0]) for start, end in self.personal}

    def link_field(self, link: Link) -> Field:
        """The field of an address; where it stands is a place of the original."""
        return Field(
            link.address, self.source.text[link.start : link.end], link.start, link.end,
            self.source.line_of(link.start), 1.0,
        )  # fmt: skip

    @cached_property
    def links(self) -> list[Link]:
        """The addresses of the document, those of its tags first; mailboxes are not among them."""
        found = [
            link
            for link in self._links
            if not link.address.lower().startswith(("mailto:", "javascript:", "#", "data:"))
        ]
        known = {link.address for link in found}
        for match in _ADDRESS.finditer(self.text):
            address = match[0].rstrip(".,;)")
            if address not in known and "@" not in address:
                known.add(address)
                start, end = self.cleaned.span(match.start(), match.start() + len(address))
                found.append(Link(address, start, end))
        return found

    def days_in(self, start: int, end: int) -> list[Mention]:
        """The days written between two places."""
        first = bisect_left(self._starts, start)
        return [day for day in self.days[first : bisect_left(self._starts, end)] if day.end <= end]

    def day_at(self, place: int) -> Mention | None:
        """The day that begins at `place`, or None."""
        at = bisect_left(self._starts, place)
        return self.days[at] if at < len(self.days) and self._starts[at] == place else None

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Where the sentences of each block stand, in order. An abbreviation or a number does not end one."""
        found = []
        for block in self.blocks:
            start = block.start
            for match in _STOP.finditer(self.text, block.start, block.end):
                found.append((start, match.end()))
                start = next(_NEXT.finditer(self.text, match.end())).end()
            if start < block.end:
                found.append((start, block.end))
        return found

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The sentence that stands at `place`, or began last before it; empty before the first."""
        at = bisect_right(self.sentences, (place, len(self.text))) - 1
        return self.sentences[at] if at >= 0 else (place, place)

    def block_at(self, place: int) -> Block | None:
        """The block that stands at `place`, or None."""
        at = bisect_right(self.blocks, place, key=_start_of) - 1
        return self.blocks[at] if at >= 0 and place < self.blocks[at].end else None

    def head_over(self, at: int) -> Block | None:
        """What opens, with a colon, the list in which the block number `at` stands; None where nothing does."""
        head = next((block for block in reversed(self.blocks[:at]) if block.kind != "item"), None)
        return head if head is not None and head.text.endswith(":") else None

    def is_personal(self, start: int, end: int) -> bool:
        """True if a name or a mailbox stands between two places."""
        return any(first < end and start < last for first, last in self.personal)


def _start_of(block: Block) -> int:
    return block.start


_NEXT = re.compile(r"\s*")
_STOP = re.compile(r"(?<![ .][A-Z])(?<!\bn)(?<!\bart)(?<!\bcf)[.!?](?=\s+[A-ZÀ-Þ«•])")
