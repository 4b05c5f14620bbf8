"""Compares strengths however they are written: 1 000 mg is 1 g, 370 MBq/ml is 370 MBq for 1 mL."""

import re
from decimal import Decimal

_AMOUNT = re.compile(
    r"(?<![\w,.])(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?)[ \u00a0\u202f]?"
    r"(?P<unit>microgrammes?|nanogrammes?|milligrammes?|grammes?|mg|kg|µg|μg|ng|g|MBq|GBq|kBq|M\.?U\.?I\.?|U\.?I\.?"
    r"|unités?|mmol|mL|ml|U|%)(?![\w])"
    r"(?: ?/ ?(?P<per>\d+(?:,\d+)? ?)?(?P<whole>mL|ml|L|l|g|dose|m²|comprimé|h|heures?)\b)?"
)
# Each unit as a number of the one that it is compared in.
_UNITS: dict[str, tuple[Decimal, str]] = {
    "ng": (Decimal("1e-6"), "mg"), "nanogramme": (Decimal("1e-6"), "mg"),
    "µg": (Decimal("1e-3"), "mg"), "μg": (Decimal("1e-3"), "mg"), "microgramme": (Decimal("1e-3"), "mg"),
    "mg": (Decimal(1), "mg"), "milligramme": (Decimal(1), "mg"),
    "g": (Decimal(1000), "mg"), "gramme": (Decimal(1000), "mg"), "kg": (Decimal("1e6"), "mg"),
    "kbq": (Decimal("1e-3"), "MBq"), "mbq": (Decimal(1), "MBq"), "gbq": (Decimal(1000), "MBq"),
    "ui": (Decimal(1), "UI"), "mui": (Decimal("1e6"), "UI"), "u": (Decimal(1), "UI"), "unité": (Decimal(1), "UI"),
    "ml": (Decimal(1), "mL"), "l": (Decimal(1000), "mL"), "mmol": (Decimal(1), "mmol"), "%": (Decimal(1), "%"),
    "dose": (Decimal(1), "dose"), "comprimé": (Decimal(1), "comprimé"), "m²": (Decimal(1), "m²"),
    "h": (Decimal(1), "h"), "heure": (Decimal(1), "h"),
}  # fmt: skip
_PER = re.compile(r"(?P<number>un|une|\d+(?:,\d+)?) ?(?P<unit>mL|ml|L|l|g|dose)\b")

Amount = tuple[Decimal, str, str]  # number, unit, what it is for: (370, MBq, mL); the last is empty where it is whole


def amounts_in(words: str) -> frozenset[Amount]:
    """The strengths written in a name or in a dose."""
    return frozenset(_amount(match) for match in _AMOUNT.finditer(words))


def _amount(match: re.Match[str]) -> Amount:
    factor, unit = _UNITS[_unit(match["unit"])]
    number = _number(match["number"]) * factor
    if match["whole"] is None:
        return number.normalize(), unit, ""
    share, whole = _UNITS[_unit(match["whole"])]
    parts = _number(match["per"]) if match["per"] else Decimal(1)
    return _divided(number, parts * share), unit, whole


def _divided(number: Decimal, parts: Decimal) -> Decimal:
    return (number / parts).normalize() if parts else number.normalize()


def _unit(word: str) -> str:
    lower = word.lower().replace(".", "")
    return lower if lower in _UNITS else lower.removesuffix("s")


def _number(word: str) -> Decimal:
    return Decimal(re.sub(r"[\s\u00a0\u202f]", "", word).replace(",", "."))


def amounts_of_dose(dose: str, per: str) -> frozenset[Amount]:
    """The strengths that a dose and its reference make: « 40 mg » for « 2 ml de solution » is also 20 mg/mL."""
    whole = amounts_in(dose)
    reference = _PER.match(per)
    if reference is None:
        return whole
    share, unit = _UNITS[_unit(reference["unit"])]
    parts = Decimal(1) if reference["number"].startswith("un") else _number(reference["number"])
    shares = {(_divided(number, parts * share), kind, unit) for number, kind, for_what in whole if not for_what}
    return whole | shares


def is_made(strength: str, known: frozenset[Amount]) -> bool:
    """True if every amount written in `strength` is known; one that cannot be compared is taken as known."""
    return amounts_in(strength) <= known
