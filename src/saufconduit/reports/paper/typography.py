"""The spaces that French sets around its signs, and where a long word may be cut."""

import re

_NARROW = re.compile("[ \u00a0\u202f]+(?=[;?!])")
_WIDE = re.compile("[ \u00a0\u202f]+(?=[:»%€])|(?<=«)[ \u00a0\u202f]+|(?<=n°)[ \u00a0\u202f]+")
_THOUSANDS = re.compile("(?<=[0-9])[ \u00a0](?=[0-9]{3}(?![0-9]))")
_CODE = re.compile("(?<=CS[PS]) (?=[A-Z])")  # « CSP L.5121-12 » stays on one line
_LONG = re.compile(r"[^\s\u200b-]{30}(?=[^\s\u200b-]{4})")


def french(text: str) -> str:
    """The text with the no-break spaces of French: narrow before « ; ? ! » and in thousands, wide elsewhere."""
    for pattern, space in ((_NARROW, "\u202f"), (_WIDE, "\u00a0"), (_THOUSANDS, "\u202f"), (_CODE, "\u00a0")):
        text = pattern.sub(space, text)
    return text


def breakable(text: str) -> str:
    """The text where a word too long for a column may be cut; addresses are left whole."""
    return text if "://" in text else _LONG.sub("\\g<0>\u200b", text)
