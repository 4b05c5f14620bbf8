"""Civil days of Europe/Paris, closed periods, French month arithmetic.

The conventions are those that reproduce the dates of the official texts (docs/readings.md, reading 1):
both ends of a period are included; « jusqu’au X » includes X, « avant le X » excludes it, « à compter du X »
includes it.
"""

import calendar
import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def today() -> date:
    """The civil day in Paris now."""
    from zoneinfo import ZoneInfo  # reads the time zone data: only when the clock is asked

    return datetime.now(ZoneInfo("Europe/Paris")).date()


def eve(day: date) -> date:
    """The day before: « avant le X » ends on `eve(X)`. `date.min` has no eve and is returned as it is."""
    return day if day == date.min else day - ONE_DAY


def morrow(day: date) -> date:
    """The day after: what « jusqu’au X » allows ends, and the next thing starts on `morrow(X)`."""
    return day if day == date.max else day + ONE_DAY


class Span(NamedTuple):
    """A duration as a text states it: years, months or days, never converted into one another."""

    years: int = 0
    months: int = 0
    days: int = 0


def same_day_after(day: date, span: Span) -> date:
    """The same calendar day `span` later (or earlier if negative), the last day of the month where it does not exist.

    This is the last day *in time* of a deadline that runs from `day`. Past the calendar, the first or last day of it.
    """
    return _month_shift(day, span)[0]


def _month_shift(day: date, span: Span) -> tuple[date, bool]:
    months = day.year * 12 + day.month - 1 + 12 * span.years + span.months
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return (date.max if year > 9999 else date.min), True
    last = calendar.monthrange(year, month + 1)[1]
    shifted = date(year, month + 1, min(day.day, last))
    try:
        return shifted + timedelta(days=span.days), day.day > last and not span.days
    except OverflowError:
        return (date.max if span.days > 0 else date.min), True


def last_day_of_term(first: date, span: Span) -> date:
    """Last day, included, of a term that starts on `first`, included, and lasts `span`.

    It is the eve of the same day `span` later: 28 April 2022 for one year ends on 27 April 2023. Where that day
    does not exist, it is the last day of that month: 29 February 2024 for one year ends on 28 February 2025.
    """
    shifted, clamped = _month_shift(first, span)
    return shifted if clamped else eve(shifted)


class PartialDay(NamedTuple):
    """A day known to the year, the month or the day: everything from `earliest` to `latest` is possible."""

    earliest: date
    latest: date

    @property
    def is_exact(self) -> bool:
        """True if the day itself is known."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        """As it is written in files: YYYY, YYYY-MM or YYYY-MM-DD."""
        written = self.earliest.isoformat()  # not strftime, which writes the year 987 in three digits
        if self.is_exact:
            return written
        whole_year = (self.earliest.month, self.latest.month) == (1, 12)
        return written[:4] if whole_year else written[:7]


def parse_partial_day(text: str) -> PartialDay | None:
    """The day written YYYY, YYYY-MM or YYYY-MM-DD, or None if it is not a day of the calendar."""
    match = _PARTIAL.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if day is not None:
            exact = date(year or 0, month or 0, day)
            return PartialDay(exact, exact)
        first_month, last_month = (month, month) if month is not None else (1, 12)
        last = calendar.monthrange(year or 0, last_month)[1]
        return PartialDay(date(year or 0, first_month, 1), date(year or 0, last_month, last))
    except ValueError:
        return None


def parse_day(text: str) -> date | None:
    """The day written YYYY-MM-DD, or None."""
    partial = parse_partial_day(text)
    return partial.earliest if partial is not None and len(text) == 10 else None


def full_years(birth: date, day: date) -> int:
    """Age in full years on `day`; a person born on 29 February turns a year older on 1 March of common years."""
    before_birthday = (day.month, day.day) < (birth.month, birth.day)
    return day.year - birth.year - before_birthday
