"""Answers from the base of the BDPM: a search, a code, the strengths that exist."""

import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from saufconduit.interop.bdpm import problems
from saufconduit.interop.bdpm.base import CONTRACT, address_of, default_path, plain
from saufconduit.interop.bdpm.strengths import Amount, amounts_in, amounts_of_dose, is_made
from saufconduit.vocabulary.problem import Place, Problem, nearest

_TOO_SHORT = 3  # letters of a name below which a likeness says nothing
_MOST_NEAR = 3  # words told beside one that was not found
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Substance:
    """A substance of a medicine and its dose; `fraction` is True for the therapeutic part of another one."""

    code: str
    name: str
    dose: str
    per: str
    is_fraction: bool


@dataclass(frozen=True)
class Pack:
    """A pack on sale, or not: its codes, its price in euro cents where it has one."""

    cip13: str
    cip7: str
    label: str
    status: str
    marketing: str
    price_cents: int | None
    rate: str | None


@dataclass(frozen=True)
class Medicine:
    """A medicine that has, or had, a marketing authorisation."""

    cis: str
    name: str
    form: str
    status: str
    marketing: str
    authorised: str
    holders: tuple[str, ...]
    substances: tuple[Substance, ...]
    packs: tuple[Pack, ...]
    conditions: tuple[str, ...]

    @cached_property
    def amounts(self) -> frozenset[Amount]:
        """Its strengths, as its name and its composition give them."""
        doses = (amounts_of_dose(item.dose, item.per) for item in self.substances)
        return amounts_in(self.name).union(*doses)

    @property
    def short(self) -> str:
        """Its name up to its form: « FICTAMINE 2,5 mg »."""
        return re.split(r",(?!\d)", self.name)[0].strip()

    def has_strength(self, strength: str) -> bool:
        """True if the strength is one that it has."""
        return is_made(strength, self.amounts)

    def is_named(self, name: str) -> bool:
        """True if its name begins with that one, accents and capitals apart."""
        return plain(self.name).startswith(plain(name))

    def to_dict(self) -> dict[str, Any]:
        """As in `medicines --json`."""
        return {
            "cis": self.cis,
            "name": self.name,
            "form": self.form,
            "status": self.status,
            "marketing": self.marketing,
            "authorised": self.authorised,
            "holders": list(self.holders),
            "substances": [
                {"code": item.code, "name": item.name, "dose": item.dose or None, "per": item.per or None,
                 "nature": "FT" if item.is_fraction else "SA"}
                for item in self.substances
            ],
            "packs": [
                {"cip13": item.cip13, "cip7": item.cip7, "label": item.label, "status": item.status,
                 "marketing": item.marketing, "price_cents": item.price_cents, "rate": item.rate or None}
                for item in self.packs
            ],
            "conditions": list(self.conditions),
        }  # fmt: skip


class Medicines:
    """The base, open for reading only; many questions may be asked of it."""

    def __init__(self, path: str) -> None:
        """Raises Problem `bdpm.no-base` where there is none, `bdpm.not-a-base` when it is not one of ours."""
        if not os.path.exists(path):
            raise Problem(problems.NO_BASE, Place(path))
        try:
            self._base = sqlite3.connect(address_of(path), uri=True)
            (contract,) = self._base.execute("select name from contract").fetchone()
        except (sqlite3.Error, TypeError):
            contract = None
        if contract != CONTRACT:
            raise Problem(problems.NOT_A_BASE, Place(path))

    def close(self) -> None:
        """Ends the reading."""
        self._base.close()

    def search(self, words: str, limit: int) -> tuple[list[Medicine], int]:
        """The medicines that hold all the words, in their name, substances, holders or codes; and how many there are.

        Those whose name begins with the first word come first, authorisations in force before the others.
        """
        found = self._by_code(words.replace(" ", ""))
        if found:
            return found[:limit], len(found)
        asked = plain(words).split()
        if not asked:
            return [], 0
        where = " and ".join(["instr(words, ?) > 0"] * len(asked))
        query = f"from search join products using (cis) where {where}"
        (count,) = self._base.execute(f"select count(*) {query}", asked).fetchone()
        order = "order by substr(first, 1, ?) <> ?, status <> 'Autorisation active', name, cis limit ?"
        rows = self._base.execute(f"select cis {query} {order}", (*asked, len(asked[0]), asked[0], limit))
        return [self._medicine(cis) for (cis,) in rows.fetchall()], count

    def _by_code(self, code: str) -> list[Medicine]:
        if not code.isascii() or not code.isdecimal():
            return []
        query = "select cis from products where cis = ? union select cis from packs where ? in (cip13, cip7)"
        return [self._medicine(cis) for (cis,) in self._base.execute(query, (code, code)).fetchall()]

    def with_code(self, system: str, code: str) -> Medicine | None:
        """The medicine that a CIS or CIP13 code names, or None."""
        table = {"cis": "products", "cip13": "packs"}[system]
        row = self._base.execute(f"select cis from {table} where {system} = ?", (code,)).fetchone()
        return None if row is None else self._medicine(row[0])

    def named(self, name: str) -> list[Medicine]:
        """The medicines whose name begins with that of a product, accents, capitals and strength apart."""
        words = plain(name)
        if not words:
            return []
        rows = self._base.execute("select cis, words from search where first = ? order by cis", (words.split()[0],))
        found = [cis for cis, known in rows.fetchall() if f"{known} ".startswith((f"{words} ", f"{words},"))]
        return [self._medicine(cis) for cis in found]

    def near(self, name: str) -> str | None:
        """A name that is almost this one, and that this one is not; None where there is none."""
        first = (plain(name).split() or [""])[0]
        if len(first) <= _TOO_SHORT:
            return None
        rows = self._base.execute("select distinct first from search where substr(first, 1, 1) = ?", (first[0],))
        return nearest(first, (word for (word,) in rows.fetchall() if word != first), 0.85)

    def near_words(self, words: str) -> dict[str, tuple[str, ...]]:
        """For each word that no medicine holds, those of names and substances that are almost it, the nearest first."""
        found = {}
        for word in dict.fromkeys(_WORD.findall(plain(words))):
            row = self._base.execute("select 1 from search where instr(words, ?) > 0 limit 1", (word,)).fetchone()
            if row is None and len(word) > _TOO_SHORT and not word.isdecimal():
                found[word] = self._like(word)
        return found

    def _like(self, word: str) -> tuple[str, ...]:
        """The words of the base that are almost this one and begin as it does."""
        import difflib  # slow to import, and only for what was not found

        rows = self._base.execute("select words from search where instr(words, ?) > 0", (word[:2],))
        known = {one for (words,) in rows.fetchall() for one in _WORD.findall(words) if one.startswith(word[:2])}
        return tuple(difflib.get_close_matches(word, sorted(known), n=_MOST_NEAR, cutoff=0.75))

    def _medicine(self, cis: str) -> Medicine:
        query = "select name, form, status, marketing, authorised, holders from products where cis = ?"
        name, form, status, marketing, authorised, holders = self._base.execute(query, (cis,)).fetchone()
        return Medicine(
            cis, name, form, status, marketing, authorised,
            tuple(part.strip() for part in holders.split(";") if part.strip()),
            tuple(self._substances(cis)), tuple(self._packs(cis)),
            tuple(words for (words,) in self._of("condition", "conditions", cis)),
        )  # fmt: skip

    def _substances(self, cis: str) -> Iterator[Substance]:
        for code, name, dose, per, nature in self._of("code, name, dose, per, nature", "substances", cis):
            yield Substance(code, name, dose, per, nature == "ft")

    def _packs(self, cis: str) -> Iterator[Pack]:
        for row in self._of("cip13, cip7, label, status, marketing, price_cents, rate", "packs", cis):
            yield Pack(*row)

    def _of(self, columns: str, table: str, cis: str) -> list[tuple[Any, ...]]:
        return self._base.execute(f"select {columns} from {table} where cis = ? order by rowid", (cis,)).fetchall()


def open_medicines() -> Medicines:
    """The base where it is expected. Raises Problem as `Medicines`."""
    return Medicines(default_path())


def medicines_if_there() -> Medicines | None:
    """The base where it is expected, None where nothing was imported. Raises Problem when it is not one of ours."""
    return Medicines(default_path()) if os.path.exists(default_path()) else None
