"""A text that was cleaned, each character of which knows where it stood."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple


class Repair(NamedTuple):
    """What a rule replaced, and where it stood in the original."""

    rule: str
    raw: str
    clean: str
    start: int
    end: int


class Cleaned:
    """A text and, for each of its characters, the first and the last place of the original that it stands for."""

    __slots__ = ("_ends", "_starts", "original", "repairs", "text")

    def __init__(self, original: str, text: str, starts: "array[int]", ends: "array[int]") -> None:
        self.original, self.text, self._starts, self._ends = original, text, starts, ends
        self.repairs: list[Repair] = []

    @classmethod
    def whole(cls, original: str) -> "Cleaned":
        """The original itself, as it is."""
        size = len(original)
        return cls(original, original, array("L", range(size)), array("L", range(1, size + 1)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of the characters from `start` to `end`, the latter excluded."""
        if not self._starts:
            return 0, 0
        first = min(start, len(self._starts) - 1)
        last = max(first, min(end, len(self._ends)) - 1)
        return self._starts[first], self._ends[last]

    def span_of(self, start: int, end: int) -> tuple[int, int]:
        """The place in the clean text of a span of the original; empty where nothing of it was kept."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def replace(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str], rule: str) -> None:
        """Replaces what `pattern` finds; each replacement is kept as a repair, unless `rule` is empty."""
        texts: list[str] = []
        starts, ends = array("L"), array("L")
        at = 0
        for match in pattern.finditer(self.text):
            first, last = match.span()
            words = new(match) if callable(new) else match.expand(new) if "\\" in new else new
            if first == last or words == match[0]:
                continue
            texts += [self.text[at:first], words]
            begin, stop = self._starts[first], self._ends[last - 1]
            starts += self._starts[at:first] + array("L", [begin]) * len(words)
            ends += self._ends[at:first] + array("L", [stop]) * len(words)
            if rule:
                self.repairs.append(Repair(rule, self.original[begin:stop], words, begin, stop))
            at = last
        if texts:
            self.text = "".join([*texts, self.text[at:]])
            self._starts, self._ends = starts + self._starts[at:], ends + self._ends[at:]

    def cut(self, start: int, rule: str) -> None:
        """Removes everything from `start`."""
        begin, stop = self.span(start, len(self.text))
        self.repairs.append(Repair(rule, self.original[begin:stop], "", begin, stop))
        self.text, self._starts, self._ends = self.text[:start], self._starts[:start], self._ends[:start]
