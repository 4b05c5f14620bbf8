"""Who the patient is: the strict traits of the identity, kept in the hospital zone alone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from saufconduit.vocabulary.days import parse_day
from saufconduit.vocabulary.problem import folded
from saufconduit.vocabulary.text import Lang, Text
from saufconduit.web.exploitant.naming import Person
from saufconduit.web.exploitant.pseudonym import initials as letters

STATUSES = {
    "provisional": Text("provisoire", "provisional"),
    "retrieved": Text("récupérée", "retrieved"),
    "validated": Text("validée", "validated"),
    "qualified": Text("qualifiée", "qualified"),
}
SEXES = {"female": Text("féminin", "female"), "male": Text("masculin", "male")}
_TITLES = {"female": Text("Mme", "Ms"), "male": Text("M.", "Mr")}
SHORTEST_WORD = 2  # letters, to be worth a search
SHORT = 8  # characters of an identifier, by which people tell dossiers apart


@dataclass(frozen=True)
class Identity:
    """The five strict traits with the status of the identity (P-70, P-71); `given_names` with commas between them."""

    birth_name: str
    given_names: str
    birth_day: date
    sex: str
    birth_place: str = ""
    status: str = "provisional"

    @property
    def first_name(self) -> str:
        """The first of the given names."""
        return self.given_names.split(",")[0].strip()

    @property
    def initials(self) -> str:
        """That of the birth name, then that of the first given name: all that the agency is told (P-16)."""
        return letters(self.birth_name, self.first_name)

    def label(self, lang: Lang) -> str:
        """« Mme Myrtille FICTIVE »."""
        return f"{_TITLES[self.sex].to(lang)} {self.first_name} {self.birth_name.upper()}"

    def age_on(self, day: date) -> int:
        """In whole years."""
        had_birthday = (day.month, day.day) >= (self.birth_day.month, self.birth_day.day)
        return day.year - self.birth_day.year - (0 if had_birthday else 1)

    def search_words(self) -> set[str]:
        """The words by which the dossier is found: each name, folded, whole."""
        parts = f"{self.birth_name} {self.given_names}".replace(",", " ").split()
        return {folded(part) for part in parts if len(part) >= SHORTEST_WORD}


@dataclass(frozen=True)
class Unnamed:
    """A patient of whom the reader learns no more than the dossier: that of a pharmacy that only prepares (P-40)."""

    dossier: str

    def label(self, lang: Lang) -> str:
        """« Patient d’un autre hôpital, dossier 1a2b3c4d »."""
        number = short_number(self.dossier)
        words = Text(f"Patient d’un autre hôpital, dossier {number}", f"Patient of another hospital, dossier {number}")
        return words.to(lang)


def short_number(dossier: str) -> str:
    """What people call a dossier, on the telephone: the beginning of its identifier, which tells nothing."""
    return dossier[:SHORT]


def identity_to_dict(identity: Identity) -> dict[str, str]:
    """The identity as plain JSON."""
    return {**asdict(identity), "birth_day": identity.birth_day.isoformat()}


def identity_from_dict(written: Mapping[str, Any]) -> Identity:
    """The identity that `identity_to_dict` wrote."""
    day = parse_day(written["birth_day"])
    assert day is not None
    return Identity(**{**written, "birth_day": day})


def person_of(identity: Identity) -> Person:
    """The person as the check of what crosses knows them."""
    names = tuple(name.strip() for name in identity.given_names.split(","))
    return Person(identity.birth_name, names, identity.birth_day, identity.sex)
