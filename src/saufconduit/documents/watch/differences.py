"""Shows what differs between two texts, sentence by sentence, without the names of persons."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from saufconduit.documents.passage import LEFT_OUT
from saufconduit.documents.people import find_personal

MOST = 50
_ALIGNED = 1000  # sentences: aligning more takes too long when the same ones come back
_AROUND = 6  # words kept on each side of what changed in a sentence
# A copy comes from outside: nothing of it moves the cursor of a terminal, or turns a line around.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Difference(NamedTuple):
    """What was said and what is said instead; None where there was or is nothing."""

    before: str | None
    after: str | None

    def to_dict(self) -> dict[str, str | None]:
        """As in `watch --json`."""
        return {"before": self.before, "after": self.after}


def differences(before: Sequence[str], after: Sequence[str]) -> list[Difference]:
    """What differs, in the order of the text; a sentence in which only a name of a person changed says nothing."""
    old, new = [_safe(words) for words in before], [_safe(words) for words in after]
    first = _shared(old, new)
    last = _shared(old[first:][::-1], new[first:][::-1])
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    if max(len(old), len(new)) > _ALIGNED:
        return _apart(old, new)
    from difflib import SequenceMatcher  # 7 ms: only when something differs

    return [
        _shortened(*pair)
        for tag, start, stop, begin, end in SequenceMatcher(None, old, new).get_opcodes()
        if tag != "equal"
        for pair in zip_longest(old[start:stop], new[begin:end])
    ]


def _apart(old: list[str], new: list[str]) -> list[Difference]:
    """What only one of two very long texts says, without saying what took the place of what."""
    theirs, mine = set(new), set(old)
    gone = [Difference(words, None) for words in old if words not in theirs]
    return gone + [Difference(None, words) for words in new if words not in mine]


def _safe(words: str) -> str:
    """The words without names of persons, mailboxes, telephone numbers, nor anything that moves a cursor."""
    end = len(words)
    for start, stop in reversed(find_personal(words)):
        if stop <= end:
            words, end = f"{words[:start]}{LEFT_OUT}{words[stop:]}", start
    return _CONTROL.sub(" ", words)


def _shortened(old: str | None, new: str | None) -> Difference:
    """The two sentences around the words that changed: what they share before and after is cut."""
    if old is None or new is None:
        return Difference(old, new)
    one, other = old.split(), new.split()
    first = _shared(one, other)
    last = _shared(one[first:][::-1], other[first:][::-1])
    return Difference(_cut(one, first, last), _cut(other, first, last))


def _shared(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _cut(words: list[str], first: int, last: int) -> str:
    start, stop = max(0, first - _AROUND), min(len(words), len(words) - last + _AROUND)
    return f"{'… ' if start else ''}{' '.join(words[start:stop])}{' …' if stop < len(words) else ''}"
