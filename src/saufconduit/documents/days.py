"""Finds the days and periods of a French text, each with its precision."""

import calendar
import re
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.problem import folded

Precision = Literal["day", "month", "quarter", "year"]

_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
_MONTH = (
    r"(janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
    r"|janv\.|f[ée]vr\.|avr\.|juil\.|sept\.|oct\.|nov\.|d[ée]c\.)"
)
_QUARTERS = {"1er": 1, "premier": 1, "2e": 2, "2eme": 2, "deuxieme": 2, "second": 2, "3e": 3, "3eme": 3}
_QUARTERS |= {"troisieme": 3, "4e": 4, "4eme": 4, "quatrieme": 4, "dernier": 4}
_YEAR = r"((?:19|20)\d\d)"
_DAY = re.compile(
    rf"""(?<![\d/])(?P<d1>\d\d?)[/.](?P<m1>\d\d?)[/.](?P<y1>(?:19|20)\d\d)(?![\d/])
    | (?<![\d-])(?P<y2>(?:19|20)\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d)(?![\d-])
    | (?<!\d)(?<!\d-)(?P<d3>\d\d)-(?P<m3>\d\d)-(?P<y3>(?:19|20)\d\d)(?![\d])
    | (?<!\d)(?P<d4>\d\d?)(?:er)?\s+(?P<w4>{_MONTH[1:-1]})\s+(?P<y4>(?:19|20)\d\d)(?!\d)
    | \b(?P<w5>{_MONTH[1:-1]})\s+(?P<y5>(?:19|20)\d\d)(?!\d)
    | (?<!\w)(?P<q6>1er|premier|2e|2[èe]me|deuxi[èe]me|second|3e|3[èe]me|troisi[èe]me|4e|4[èe]me|quatri[èe]me|dernier)
      \s+trimestre\s+(?:de\s+)?(?P<y6>(?:19|20)\d\d)(?!\d)
    | \bT(?P<q7>[1-4])\s*[-/ ]\s*(?P<y7>(?:19|20)\d\d)(?!\d)
    | \b(?:en|depuis|ann[ée]e|fin|d[ée]but|courant)\s+(?P<y8>(?:19|20)\d\d)(?![\d/-])
    """,
    re.X | re.I,
)
# « du 7 au 12 avril 2022 », « entre le 7 et le 12 avril 2022 »: the first day borrows the month of the second.
_SHARED = re.compile(
    rf"\b(?:du|le)\s+(\d\d?)(?:er)?(?:\s+{_MONTH})?\s+(?:au|et\s+le)\s+(\d\d?)(?:er)?\s+{_MONTH}\s+{_YEAR}", re.I
)
_BETWEEN = re.compile(r"\s*(?:au|jusqu’au|à|et|et le|-|–|et jusqu’au)\s*", re.I)


class Mention(NamedTuple):
    """A day of a text: from `start` to `end`, known to its `precision`."""

    start: int
    end: int
    day: PartialDay
    precision: Precision

    @property
    def written(self) -> str:
        """As in files: YYYY-MM-DD, YYYY-MM, YYYY; a quarter is YYYY-Q1."""
        if self.precision == "quarter":
            return f"{self.day.earliest.year:04}-Q{(self.day.earliest.month + 2) // 3}"
        return str(self.day)


class Period(NamedTuple):
    """Two days of a text, both included."""

    start: int
    end: int
    first: Mention
    last: Mention


def find_days(text: str) -> list[Mention]:
    """The days of a text, in order; a day that no calendar has is left out."""
    found = {}
    for match in _SHARED.finditer(text):
        year, month = int(match[5]), _month(match[4])
        day = _mention(
            match.start(1),
            match.end(2) if match[2] else match.end(1),
            year,
            _month(match[2] or match[4]),
            int(match[1]),
        )
        if day is not None and month:
            found[match.start(1)] = day
    for match in _DAY.finditer(text):
        mention = _from_match(match)
        if mention is not None:
            found.setdefault(mention.start, mention)
    return [found[start] for start in sorted(found)]


def impossible_days(text: str) -> list[tuple[int, int]]:
    """Where the text writes a day that no calendar has, as 31/02/2024."""
    return [match.span() for match in _DAY.finditer(text) if _from_match(match) is None]


def _from_match(match: re.Match[str]) -> Mention | None:
    part = match.groupdict()
    start, end = match.span()
    for at in "123":
        if part[f"y{at}"]:
            return _mention(start, end, int(part[f"y{at}"]), int(part[f"m{at}"]), int(part[f"d{at}"]))
    if part["y4"]:
        return _mention(start, end, int(part["y4"]), _month(part["w4"]), int(part["d4"]))
    if part["y5"]:
        return _months(start, end, int(part["y5"]), _month(part["w5"]), 1, "month")
    if part["y6"] or part["y7"]:
        quarter = int(part["q7"]) if part["q7"] else _QUARTERS[folded(part["q6"])]
        return _months(start, end, int(part["y6"] or part["y7"]), quarter * 3 - 2, 3, "quarter")
    return _months(match.start("y8"), end, int(part["y8"]), 1, 12, "year")


def _month(word: str) -> int:
    letters = folded(word).rstrip(".")
    return next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(letters))


def _mention(start: int, end: int, year: int, month: int, day: int) -> Mention | None:
    try:
        exact = date(year, month, day)
    except ValueError:
        return None
    return Mention(start, end, PartialDay(exact, exact), "day")


def _months(start: int, end: int, year: int, first: int, number: int, precision: Precision) -> Mention:
    last = first + number - 1
    days = PartialDay(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
    return Mention(start, end, days, precision)


def find_periods(text: str, days: list[Mention]) -> list[Period]:
    """The periods of a text: two days that only « au », « et le » or a dash stands between, opened by du, de, entre."""
    found = []
    for first, last in pairwise(days):
        opening = text[max(0, first.start - 12) : first.start].lower()
        between = text[first.end : last.start]
        is_open = re.search(r"\b(?:du|de|entre|entre le|depuis le|période)\s*(?:du\s*)?(?::\s*)?$", opening)
        if is_open and len(between) < 20 and _BETWEEN.fullmatch(re.sub(r"\s+", " ", between).strip(" ")):
            found.append(Period(first.start, last.end, first, last))
    return found
