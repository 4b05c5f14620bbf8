"""Typography of the words on screen: the spaces that must not break, the right apostrophe."""

import re

from saufconduit.vocabulary.text import Lang

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_MONTHS = "janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc"
_UNITS = r"%|€|h\b|kg\b|mg\b|g/dL|G/L|MBq|GBq|mL\b|cm\b|mm\b|ans\b|an\b|mois\b|jours?\b|ko\b|Mo\b"
# Only spaces that are there are changed: « 14:30 » and « https://… » have none. One pattern that starts with the space,
# because every word of every page goes through it.
_FRENCH = re.compile(
    r" (?:"
    r"(?P<narrow>(?=[;?!])|(?<=\d )(?=\d{3}(?!\d)))"
    r"|(?=[:»])|(?<=« )"
    r"|(?<=\b[nN]° )(?=\d)"
    rf"|(?<=\d )(?={_UNITS})|(?<=\d h )(?=\d)"
    rf"|(?:(?<=\d )|(?<=1er ))(?=(?:{_MONTHS}))"
    r"|(?:(?<=\bM\. )|(?<=\bMme )|(?<=\bDr )|(?<=\bPr ))(?=\w)"
    r")"
)


def typeset(words: str, lang: Lang) -> str:
    """`words` with the apostrophes and, in French, the no-break spaces that people do not type."""
    if "'" in words:
        words = _APOSTROPHE.sub("’", words)
    return _FRENCH.sub(_unbroken, words) if lang == "fr" else words


def _unbroken(found: re.Match[str]) -> str:
    return NO_BREAK if found["narrow"] is None else NARROW
