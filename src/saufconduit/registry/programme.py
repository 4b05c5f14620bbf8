"""A programme: one regime, one product or several, its acts, indications, discrepancies and sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from saufconduit.criteria.nodes import Node
from saufconduit.regimes.acts import Act
from saufconduit.regimes.provisions import Document
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.terms import Code
from saufconduit.vocabulary.text import Text


@dataclass(frozen=True)
class HospitalUse:
    """Whether a product is for hospitals alone: then no pharmacy dispenses it to an outpatient (rétrocession)."""

    is_only: bool
    source: Citation | None


@dataclass(frozen=True)
class Product:
    """A speciality or a preparation, named as its source names it; what the source does not say is None."""

    id: str
    name: str
    substance: str | None = None
    holder: str | None = None
    codes: tuple[Code, ...] = ()
    note: Text | None = None
    hospital: HospitalUse | None = None


@dataclass(frozen=True)
class IndicationVersion:
    """The wording and the criteria that an act set; `act` is None for those of the first act."""

    label: Text
    board: str | None
    criteria: Node
    source: Citation
    act: str | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Indication:
    """An indication, with its versions in the order of their acts."""

    id: str
    versions: tuple[IndicationVersion, ...]

    def version_on(self, on: date, acts: Sequence[Act]) -> IndicationVersion:
        """The version that the known acts `acts` had set by `on`; before the first one took effect, the first."""
        effective = {act.id for act in acts if _took_effect(act, on)}
        in_force = [item for item in self.versions if item.act is None or item.act in effective]
        return in_force[-1] if in_force else self.versions[0]


def _took_effect(act: Act, on: date) -> bool:
    """True if the act had effect by `on`; an act of which no day is known has."""
    day = act.start or act.signed or act.published
    return day is None or day.latest <= on


@dataclass(frozen=True)
class Discrepancy:
    """A point on which sources disagree: what is kept, what is set aside, and why."""

    id: str
    about: Text
    kept: Text
    kept_source: Citation
    other: Text
    other_source: Citation
    why: Text

    def to_dict(self) -> dict[str, object]:
        """As in `show --json`."""
        kept = {"value": self.kept.fr, "source": self.kept_source.to_dict()}
        other = {"value": self.other.fr, "source": self.other_source.to_dict()}
        return {"id": self.id, "about": self.about.fr, "kept": kept, "other": other, "why": self.why.fr}


@dataclass(frozen=True)
class Remark:
    """A condition of use or a fact that is not a criterion, with its source."""

    text: Text
    source: Citation | None


@dataclass(frozen=True)
class Programme:
    """An access as its acts made it; its state on a day is computed, never stored."""

    id: str
    regime: str
    label: Text
    products: tuple[Product, ...]
    acts: tuple[Act, ...]
    indications: tuple[Indication, ...]
    sources: tuple[Document, ...]
    stage: str | None = None
    operator: Remark | None = None
    remarks: tuple[Remark, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()

    def acts_known(self, known: date) -> tuple[Act, ...]:
        """The acts signed or published by `known`, in order."""
        return tuple(act for act in self.acts if act.is_known(known))

    def indication(self, name: str) -> Indication | None:
        """The indication called `name`, or None."""
        return next((item for item in self.indications if item.id == name), None)
