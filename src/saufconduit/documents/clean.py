"""Repairs the noise of a document by rules that are data."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from saufconduit.documents.cleaned import Cleaned
from saufconduit.documents.data import read_data
from saufconduit.vocabulary.problem import folded

_WORD = re.compile(r"[A-Za-zÀ-ÿŒœ]{5,30}")
_BLANK_AFTER = re.compile(r"\n[ \t]*\n")
_MANY_BLANKS = re.compile(r"\n{3,}")


class _Rule(NamedTuple):
    id: str
    find: re.Pattern[str]
    put: str | Callable[[re.Match[str]], str]
    is_silent: bool


def clean(text: Cleaned) -> Cleaned:
    """The same text, repaired in place: noise, double spacing, what the site added around the document."""
    for rule in _rules():
        text.replace(rule.find, rule.put, "" if rule.is_silent else rule.id)
    words = _words()
    text.replace(_WORD, lambda match: _as_written(match[0], words), "word")
    _close_double_spacing(text)
    text.replace(_menu(), "", "site")
    _drop_chrome(text)
    _drop_outline(text)
    text.replace(_MANY_BLANKS, "\n\n", "")
    return text


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_rule(item) for item in read_data("repairs")["rules"])


def _rule(item: dict[str, Any]) -> _Rule:
    put: str | Callable[[re.Match[str]], str] = item.get("put", "")
    if "decode" in item:
        put = _DECODERS[item["decode"]]
    return _Rule(item["id"], re.compile(item["find"], re.M), put, item.get("silent", False))


def _decoded(match: re.Match[str]) -> str:
    """What the bytes were before they were read in the wrong page of codes; as it stands where they cannot be."""
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match[0]


def _upright(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


_DECODERS = {"cp1252": _decoded, "nfkc": _upright}


@cache
def _words() -> dict[str, str]:
    return {str(bad): str(good) for bad, good in read_data("repairs")["words"].items()}


def _as_written(word: str, words: dict[str, str]) -> str:
    good = words.get(word.lower(), word)
    return good.capitalize() if good is not word and word[0].isupper() else good


def _close_double_spacing(text: Cleaned) -> None:
    """Where an empty line follows each printed line, empty lines say nothing: a double one ends a paragraph."""
    lines = text.text.split("\n")
    printed = [line for line in lines if line.strip()]
    if len(printed) > 20 and len(_BLANK_AFTER.findall(text.text)) > 0.8 * len(printed) and _is_cut_by_blanks(lines):
        text.replace(re.compile(r"\n[ \t]*\n(?!\s{0,4}\n)(?![ \t]*•)"), "\n", "")


def _is_cut_by_blanks(lines: list[str]) -> bool:
    """True if the lines that go on a long one mostly stand after an empty line: then it separates nothing."""
    cut: list[bool] = []
    last, is_after_blank = "", False
    for line in lines:
        if line[:1].islower() and len(last) >= 40:
            cut.append(is_after_blank)
        is_after_blank = not line.strip()
        last = last if is_after_blank else line
    return bool(cut) and 2 * cut.count(True) >= len(cut)


@cache
def _menu() -> re.Pattern[str]:
    lines = "|".join(re.escape(line) for line in read_data("repairs")["menu"])
    return re.compile(rf"^(?:• )?(?:{lines})[ \t]*$", re.M)


@cache
def _chrome() -> re.Pattern[str]:
    starts = "|".join(re.escape(line) for line in read_data("repairs")["chrome"])
    return re.compile(rf"^(?:• )?(?:{starts})[^\n]*$", re.M)


def _drop_chrome(text: Cleaned) -> None:
    """Removes the words that the site set around the document: rendered pages end or begin with them.

    Columns float in a text taken from a page, so only the paragraph that such a line opens is dropped.
    """
    text.replace(re.compile(rf"{_chrome().pattern}(?:\n[^\n]+)*", re.M), "", "site")


def _drop_outline(text: Cleaned) -> None:
    """Removes the outline that a PDF adds at its end: headings that already stand above, in the same words."""
    lines = text.text.rstrip().split("\n")
    start = len(lines)
    while start > 0 and (lines[start - 1].startswith(("\t", " ")) or not lines[start - 1].strip()):
        start -= 1
    bare = [line for line in lines[start:] if line.strip()]
    above = {folded(line) for line in lines[:start]}
    if len(bare) >= 5 and sum(folded(line) in above for line in bare) >= len(bare) / 2:
        text.cut(len("\n".join(lines[:start])), "outline")
