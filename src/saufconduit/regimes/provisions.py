"""What the texts of a regime provide, each provision with its dates, its article and its standing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.problem import Problem, ProblemKind
from saufconduit.vocabulary.text import Text

Day: TypeAlias = date  # a document has a `date` of its own, which hides the type
RegimeId = Literal["atu-nominative", "atu-cohort", "rtu", "aap", "aac", "cpc", "preparation"]
REGIMES: tuple[RegimeId, ...] = ("atu-nominative", "atu-cohort", "rtu", "aap", "aac", "cpc", "preparation")
# Law that is no regime of its own: what follows an AAP, and the change of 1 July 2021.
SHARED_LAW = ("continuity", "transition")

TOPICS = (
    "basis applicant decider unit condition duration renewal deadline silence protocol report mention dispensing "
    "information funding end continuity coding retention supply penalty transition"
).split()
PAYERS = (
    "insured_100",
    "insured_with_copay",
    "reference_price",
    "free_by_company",
    "hospital_cost",
    "unknown",
)
OUTCOMES = ("accepted", "rejected", "unknown")

NO_PROVISION = ProblemKind(
    "regimes.no-provision",
    "Aucun texte connu de « {regime} » ne fixe « {name} » à cette date.",
    "Complétez knowledge/regimes/{regime}.yaml, avec l’article et ses dates.",
    "No known text of `{regime}` sets `{name}` on that day.",
    "Complete knowledge/regimes/{regime}.yaml, with the article and its dates.",
)


@dataclass(frozen=True)
class Document:
    """A source: title, issuer, address, day, and how much of it was read; `sha256` names the copy that was read.

    `checked_on` is the day on which somebody, `checked_by` where a name is known, last read it against the registry;
    `part_sha256` names what of it then mattered, so that a page that only changed its menu is not read again.
    """

    id: str
    title: str
    issuer: str | None = None
    url: str | None = None
    date: str | None = None
    sha256: str | None = None
    read: str | None = None
    note: str | None = None
    checked_on: Day | None = None
    checked_by: str | None = None
    part_sha256: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        """As in `show --json`."""
        found = {"id": self.id, "title": self.title, "issuer": self.issuer, "url": self.url, "date": self.date}
        checked = None if self.checked_on is None else self.checked_on.isoformat()
        return {**found, "checked_on": checked, "checked_by": self.checked_by}


@dataclass(frozen=True)
class Provision:
    """One rule of a text; `value` is a duration, a day, a share, or a word; `doubt` says what is not confirmed."""

    id: str
    topic: str
    text: Text
    value: Span | date | int | str | None = None
    start: date | None = None
    end: date | None = None
    article: str | None = None
    sources: tuple[str, ...] = ()
    doubt: Text | None = None

    def applies_on(self, day: date) -> bool:
        """True if the provision was in force on `day`; a bound that is not known does not limit it."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def to_dict(self) -> dict[str, object]:
        """As in `show --json`."""
        status = "confirmed" if self.doubt is None else "needs-confirmation"
        found: dict[str, object] = {
            "id": self.id,
            "topic": self.topic,
            "text": self.text.fr,
            "text_en": self.text.en,
        }
        found |= {"article": self.article, "sources": list(self.sources), "status": status}
        return found if self.doubt is None else {**found, "why": self.doubt.fr, "why_en": self.doubt.en}


@dataclass(frozen=True)
class PublishedCount:
    """A number of patients that an agency published for a year."""

    year: int
    patients: int
    text: Text
    sources: tuple[str, ...]

    def to_dict(self, regime: str) -> dict[str, object]:
        """As in `programmes --json`."""
        return {"regime": regime, "year": self.year, "patients": self.patients, "sources": list(self.sources)}


@dataclass(frozen=True)
class RegimeLaw:
    """The law of one regime: its names, when it exists, its provisions."""

    id: str
    label: Text
    abbreviation: str
    start: date | None
    end: date | None
    provisions: tuple[Provision, ...]
    counts: tuple[PublishedCount, ...] = ()

    def find(self, name: str, day: date) -> Provision | None:
        """The provision `name` in force on `day`, or None."""
        return next((item for item in self.provisions if item.id == name and item.applies_on(day)), None)

    def provision(self, name: str, day: date) -> Provision:
        """The provision `name` in force on `day`; where none was, the first that came after.

        Raises Problem `regimes.no-provision` when no text is known at all.
        """
        found = self.find(name, day) or next((item for item in self.provisions if item.id == name), None)
        if found is None:
            raise Problem(NO_PROVISION, regime=self.id, name=name)
        return found

    def span(self, name: str, day: date) -> tuple[Span, Provision]:
        """The duration that `name` sets on `day`, with its provision.

        Raises Problem `regimes.no-provision` when no text is known, or the one that is sets no duration.
        """
        found = self.provision(name, day)
        if not isinstance(found.value, Span):
            raise Problem(NO_PROVISION, regime=self.id, name=name)
        return found.value, found

    def about(self, topic: str, day: date) -> Iterator[Provision]:
        """The provisions on a topic in force on `day`."""
        return (item for item in self.provisions if item.topic == topic and item.applies_on(day))


@dataclass(frozen=True)
class Law:
    """All the regimes and the documents they cite."""

    regimes: Mapping[str, RegimeLaw]
    documents: Mapping[str, Document]

    def __getitem__(self, regime: str) -> RegimeLaw:
        return self.regimes[regime]
