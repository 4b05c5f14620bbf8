"""Days as they are written where room is short: in tables, in figures."""

from datetime import date

from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.text import Lang
from saufconduit.vocabulary.typography import NO_BREAK

MONTHS = {
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}


def short_day(day: date | PartialDay, lang: Lang) -> str:
    """« 12 oct. 2026 », « avr. 2022 », « 2020 »: as much as is known."""
    if isinstance(day, date):
        number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
        return NO_BREAK.join((number, MONTHS[lang][day.month - 1], str(day.year)))
    if day.is_exact:
        return short_day(day.earliest, lang)
    if len(str(day)) == 4:
        return str(day)
    return f"{MONTHS[lang][day.earliest.month - 1]}{NO_BREAK}{day.earliest.year}"
