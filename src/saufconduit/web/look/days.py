"""Days as people write and read them."""

import re
from datetime import date, datetime

from saufconduit.vocabulary.days import PartialDay, parse_partial_day
from saufconduit.vocabulary.problem import Problem, ProblemKind
from saufconduit.vocabulary.short_days import MONTHS
from saufconduit.vocabulary.short_days import short_day as short_day  # pages find every way to write a day here
from saufconduit.vocabulary.text import Lang, Text, day_in_words
from saufconduit.vocabulary.typography import NO_BREAK

NOT_A_DAY = ProblemKind(
    "look.not-a-day",
    "« {label_fr} » attend un jour du calendrier.",
    "Écrivez 12/10/2026, 12-10-26 ou 12 oct. 2026.",
    "“{label_en}” expects a day of the calendar.",
    "Write 12/10/2026, 12-10-26 or 12 Oct 2026.",
)
_WEEKDAYS = {"fr": "lun. mar. mer. jeu. ven. sam. dim.".split(), "en": "Mon Tue Wed Thu Fri Sat Sun".split()}
_LONG_WEEKDAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_WORDS = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d]{3,})\.?\s+(\d{4})")
# Beginnings that tell the months of both languages apart; « juin » and « juil. » differ at the fourth letter.
_BEGINNINGS = (
    ("jan",),
    ("fev", "fév", "feb"),
    ("mar",),
    ("avr", "apr"),
    ("mai", "may"),
    ("juin", "jun"),
    ("juil", "jul"),
    ("aou", "aoû", "aug"),
    ("sep",),
    ("oct",),
    ("nov",),
    ("dec", "déc"),
)


def weekday(day: date, lang: Lang) -> str:
    """« ven. 9 oct. »."""
    number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return NO_BREAK.join((_WEEKDAYS[lang][day.weekday()], number, MONTHS[lang][day.month - 1]))


def long_day(day: date, lang: Lang) -> str:
    """« lundi 12 octobre 2026 »."""
    return f"{_LONG_WEEKDAYS[lang][day.weekday()]} {day_in_words(day, lang)}"


def time_of(moment: datetime, lang: Lang) -> str:
    """« 17 h 30 », “17:30”."""
    return f"{moment.hour}{NO_BREAK}h{NO_BREAK}{moment:%M}" if lang == "fr" else f"{moment:%H:%M}"


def typed(day: date) -> str:
    """The day as it stands in a field: « 12/10/2026 »."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def read_day(written: str, label: Text) -> date:
    """The day that a person typed; raises Problem `look.not-a-day`, which names the field and not what was typed."""
    day = _day_of(" ".join(written.split()).casefold())
    if day is None:
        raise Problem(NOT_A_DAY, label_fr=label.fr, label_en=label.en)
    return day


def read_partial_day(written: str, label: Text) -> PartialDay:
    """The day, the month (« 10/2026 ») or the year that a person typed; raises Problem `look.not-a-day`."""
    words = " ".join(written.split())
    month = re.fullmatch(r"(\d{1,2})[/.\-](\d{4})", words)
    partial = parse_partial_day(f"{month[2]}-{int(month[1]):02}" if month else words)
    if partial is not None:
        return partial
    day = read_day(words, label)
    return PartialDay(day, day)


def _day_of(words: str) -> date | None:
    partial = parse_partial_day(words)
    if partial is not None and partial.is_exact:
        return partial.earliest
    numbers, named = _NUMBERS.fullmatch(words), _WORDS.fullmatch(words)
    if numbers:
        day, month, year = (int(part) for part in numbers.groups())
    elif named:
        day, month, year = int(named[1]), _month_of(named[2]), int(named[3])
    else:
        return None
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _month_of(name: str) -> int:
    """The number of a month, or 0, which no calendar has."""
    return next((at for at, starts in enumerate(_BEGINNINGS, 1) if name.startswith(starts)), 0)
