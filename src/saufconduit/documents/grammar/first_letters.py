"""With which letters the texts that a pattern matches can begin: a word is compared with few patterns of hundreds."""

from typing import NamedTuple


class _First(NamedTuple):
    """The first letters of a part of a pattern, None where they are not plain to see; whether it can be empty."""

    letters: frozenset[str] | None
    is_empty: bool


def first_letters(pattern: str) -> frozenset[str] | None:
    """The letters; None where a class, an escape or a look around comes first, or where nothing may."""
    first, _ = _either(pattern, 0)
    return None if first.is_empty else first.letters


def _either(pattern: str, at: int) -> tuple[_First, int]:
    """Alternatives, as far as the end of their group."""
    first, at = _sequence(pattern, at)
    while at < len(pattern) and pattern[at] == "|":
        other, at = _sequence(pattern, at + 1)
        first = _First(_together(first, other), first.is_empty or other.is_empty)
    return first, at


def _sequence(pattern: str, at: int) -> tuple[_First, int]:
    """One thing after another: what comes first, and what follows as long as that can be empty."""
    first = _First(frozenset(), True)
    while at < len(pattern) and pattern[at] not in "|)":
        item, at = _item(pattern, at)
        if first.is_empty:
            first = _First(_together(first, item), item.is_empty)
    return first, at


def _together(one: _First, other: _First) -> frozenset[str] | None:
    return None if one.letters is None or other.letters is None else one.letters | other.letters


def _item(pattern: str, at: int) -> tuple[_First, int]:
    """A letter, a group, a class or an escape, with what says how often."""
    letter = pattern[at]
    if letter == "(":
        is_plain = pattern[at + 1] != "?" or pattern.startswith("(?:", at)
        # A look around takes no letter: what it asks for is not read here, and all of it is « not plain ».
        inside, end = _either(pattern, at + (3 if pattern[at + 1] == "?" else 1))
        first, at = inside if is_plain else _First(None, False), end + 1
    elif letter == "[":
        first, at = _First(None, False), pattern.index("]", at + 2) + 1
    elif letter == "\\":
        first, at = _First(None, False), at + 2
    else:
        first, at = _First(None if letter in ".^$" else frozenset(letter), False), at + 1
    return _repeated(first, pattern, at)


def _repeated(first: _First, pattern: str, at: int) -> tuple[_First, int]:
    """The same with the sign of repetition that follows it, if any."""
    if pattern[at : at + 1] in ("?", "*", "+"):
        first, at = _First(first.letters, first.is_empty or pattern[at] != "+"), at + 1
    elif pattern[at : at + 1] == "{":
        first, at = _First(first.letters, first.is_empty or pattern[at + 1] == "0"), pattern.index("}", at) + 1
    return first, at + (pattern[at : at + 1] == "?" and pattern[at - 1] in "?*+}")
