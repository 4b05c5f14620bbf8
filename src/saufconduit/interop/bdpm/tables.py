"""The official format: which files, which columns, what each may hold."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from saufconduit.vocabulary.text import Text

Value = str | int | None


class Kind(NamedTuple):
    """What a column holds: its name in a message, and a reader that raises ValueError."""

    label: Text
    read: Callable[[str], Value]


class Column(NamedTuple):
    """A column of a file: its name in the base, its name in a message, what it holds."""

    name: str
    label: Text
    kind: Kind


class Table(NamedTuple):
    """A file of the BDPM; `required` is how many columns no row may lack, `key` the column that is unique."""

    name: str
    file: str
    about: Text
    columns: tuple[Column, ...]
    required: int
    key: str | None = None


def _code(length: int) -> Callable[[str], str]:
    pattern = re.compile(rf"[0-9]{{{length}}}")

    def read(word: str) -> str:
        if pattern.fullmatch(word) is None:
            raise ValueError
        return word

    return read


_THIRTEEN = _code(13)


def _cip13(word: str) -> str:
    """Thirteen digits, of which the last is the key of the others, as on any article number."""
    digits = [int(digit) for digit in _THIRTEEN(word)]
    if (sum(digits[0:12:2]) + 3 * sum(digits[1:12:2]) + digits[12]) % 10:
        raise ValueError
    return word


def _day(word: str) -> str:
    if len(word) != 10 or word[2] != "/" or word[5] != "/":
        raise ValueError
    return date(_number(word[6:]), _number(word[3:5]), _number(word[:2])).isoformat()


def _number(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) <= 9):
        raise ValueError
    return int(word)


_PRICE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*,[0-9]{2}|[0-9]{1,7}[,.][0-9]{2}")


def _cents(word: str) -> int | None:
    """A price in euro cents; the comma parts the thousands too: 1,234,56 is 1234.56."""
    if not word:
        return None
    if _PRICE.fullmatch(word) is None:
        raise ValueError
    return int(re.sub("[,.]", "", word))


def _words(word: str) -> str:
    if not word:
        raise ValueError
    return word


def _rate(word: str) -> str:
    """« 65% », « 65 % », several parted by semicolons, or nothing: always written « 65 % »."""
    if re.fullmatch(r"(?:[0-9]{1,3} ?%(?: ?; ?[0-9]{1,3} ?%)*)?", word) is None:
        raise ValueError
    return re.sub(r" ?%", " %", word)


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(word: str) -> str:
        if word.lower() not in allowed:
            raise ValueError
        return word.lower()

    return read


CIS = Kind(Text("un code CIS (8 chiffres)", "a CIS code (8 digits)"), _code(8))
CIP7 = Kind(Text("un code CIP à 7 chiffres", "a CIP code of 7 digits"), _code(7))
CIP13 = Kind(Text("un code CIP à 13 chiffres, clé comprise", "a CIP code of 13 digits with its key"), _cip13)
DAY = Kind(Text("un jour JJ/MM/AAAA", "a day DD/MM/YYYY"), _day)
PRICE = Kind(Text("un prix en euros", "a price in euros"), _cents)
NUMBER = Kind(Text("un nombre entier", "a whole number"), _number)
RATE = Kind(Text("un taux de remboursement", "a rate of reimbursement"), _rate)
WORDS = Kind(Text("un texte", "a text"), _words)
ANY = Kind(Text("un texte", "a text"), str)
YES = Kind(Text("oui ou non", "oui or non"), _one_of("oui", "non"))
AGREED = Kind(Text("oui, non ou inconnu", "oui, non or inconnu"), _one_of("oui", "non", "inconnu"))
NATURE = Kind(Text("SA ou FT", "SA or FT"), _one_of("sa", "ft"))


def _column(name: str, french: str, english: str, kind: Kind) -> Column:
    return Column(name, Text(french, english), kind)


_CIS = _column("cis", "code CIS", "CIS code", CIS)

PRODUCTS = Table(
    "products",
    "CIS_bdpm.txt",
    Text("médicaments", "medicines"),
    (
        _CIS,
        _column("name", "dénomination", "name", WORDS),
        _column("form", "forme pharmaceutique", "form", ANY),
        _column("routes", "voies d’administration", "routes", ANY),
        _column("status", "statut de l’AMM", "status of the authorisation", WORDS),
        _column("procedure", "procédure d’AMM", "procedure", ANY),
        _column("marketing", "commercialisation", "marketing", ANY),
        _column("authorised", "date d’AMM", "day of the authorisation", DAY),
        _column("warning", "statut dans la base", "status in the database", ANY),
        _column("european", "numéro européen", "European number", ANY),
        _column("holders", "titulaires", "holders", ANY),
        _column("watched", "surveillance renforcée", "additional monitoring", YES),
    ),
    12,
    "cis",
)
PACKS = Table(
    "packs",
    "CIS_CIP_bdpm.txt",
    Text("présentations", "packs"),
    (
        _CIS,
        _column("cip7", "code CIP7", "CIP7 code", CIP7),
        _column("label", "libellé", "label", WORDS),
        _column("status", "statut", "status", WORDS),
        _column("marketing", "commercialisation", "marketing", ANY),
        _column("declared", "date de déclaration", "day of the declaration", DAY),
        _column("cip13", "code CIP13", "CIP13 code", CIP13),
        _column("agreed", "agrément aux collectivités", "agreed for hospitals", AGREED),
        _column("rate", "taux de remboursement", "rate of reimbursement", RATE),
        _column("price_cents", "prix", "price", PRICE),
        _column("public_cents", "prix avec honoraires", "price with fees", PRICE),
        _column("fee_cents", "honoraires", "fees", PRICE),
        _column("reimbursed_for", "indications remboursées", "reimbursed indications", ANY),
    ),
    8,
    "cip13",
)
SUBSTANCES = Table(
    "substances",
    "CIS_COMPO_bdpm.txt",
    Text("substances", "substances"),
    (
        _CIS,
        _column("element", "élément pharmaceutique", "part of the medicine", ANY),
        _column("code", "code de la substance", "code of the substance", WORDS),
        _column("name", "substance", "substance", WORDS),
        _column("dose", "dosage", "dose", ANY),
        _column("per", "référence du dosage", "reference of the dose", ANY),
        _column("nature", "nature du composant", "nature", NATURE),
        _column("link", "numéro de liaison", "link number", NUMBER),
    ),
    8,
)
CONDITIONS = Table(
    "conditions",
    "CIS_CPD_bdpm.txt",
    Text("conditions de prescription", "conditions of prescription"),
    (_CIS, _column("condition", "condition", "condition", WORDS)),
    2,
)
TABLES = (PRODUCTS, PACKS, SUBSTANCES, CONDITIONS)
