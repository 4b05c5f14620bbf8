"""Texts in French and English, with French typography."""

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from saufconduit.vocabulary.days import parse_partial_day

Lang: TypeAlias = Literal["fr", "en"]

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}


class Text(NamedTuple):
    """One thing said in French and in English."""

    fr: str
    en: str

    def to(self, lang: Lang) -> str:
        """The text in `lang`."""
        return self.fr if lang == "fr" else self.en


def day_in_words(day: date, lang: Lang) -> str:
    """The day as people read it: « 1er avril 2028 », « 1 April 2028 »."""
    number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[lang][day.month - 1]} {day.year}"


def written_day(text: str, lang: Lang) -> str:
    """A day written YYYY, YYYY-MM or YYYY-MM-DD in words; anything else is returned as it is."""
    day = parse_partial_day(text)
    if day is None or len(text) == 4:
        return text
    if day.is_exact:
        return day_in_words(day.earliest, lang)
    return f"{_MONTHS[lang][day.earliest.month - 1]} {day.earliest.year}"


def joined(parts: list[str], lang: Lang, last: Text | None = None) -> str:
    """« a, b et c » / “a, b and c”; `last` replaces the last conjunction."""
    conjunction = (last or Text("et", "and")).to(lang)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}"


def counted(number: int, lang: Lang) -> str:
    """A whole number with its thousands apart."""
    return f"{number:,}".replace(",", "\u202f" if lang == "fr" else ",")


def plural_s(number: int) -> str:
    """The mark of the plural in French, where none and one have none."""
    return "s" if number > 1 else ""


def decimal(number: float | str, lang: Lang) -> str:
    """A number with the decimal sign of the language; a text that holds one, likewise."""
    written = number if isinstance(number, str) else f"{number:g}"
    return written.replace(".", ",") if lang == "fr" else written
