"""The studies that a guideline rests on, with their figures as it reports them."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.text import Text

MEASURES = (
    "patients pfs hr survival response control progression-free share toxicity".split()  # the order of a table
)
UNITS = ("months", "percent", "patients")
NOT_REACHED: Literal["not-reached"] = "not-reached"
SENSES = ("hormone-secreting", "sstr-uptake", "pet-response")  # of « fonctionnelle »: never one another

Number: TypeAlias = float | Literal["not-reached"]


@dataclass(frozen=True)
class Figure:
    """One result: a number of one arm or of all (`value`), or of the treated and the control arm.

    It may be a range from `low` to `high`, or less than `high`. `p` is as the source writes it, with a decimal point.
    None stands for what the source does not give.
    """

    measure: str
    source: Citation
    value: Number | None = None
    treated: Number | None = None
    control: Number | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    p: str | None = None
    at: Span | None = None
    group: Text | None = None

    def to_dict(self) -> dict[str, object]:
        """As in `evidence --json`."""
        found: dict[str, object] = {"measure": self.measure}
        for key in ("value", "treated", "control", "low", "high", "unit", "p"):
            if getattr(self, key) is not None:
                found[key] = getattr(self, key)
        if self.at is not None:
            found["at"] = {name: number for name, number in self.at._asdict().items() if number}
        if self.group is not None:
            found |= {"group": self.group.fr, "group_en": self.group.en}
        return {**found, "source": self.source.to_dict()}


@dataclass(frozen=True)
class Study:
    """A trial or a series: phase, design, population, arms (treated, then control) and figures.

    `is_reordered` says that the source writes the control arm first; `functional` is the sense in which the source
    uses « fonctionnelle » of it, one of SENSES.
    """

    id: str
    name: str
    source: Citation
    options: tuple[str, ...]
    figures: tuple[Figure, ...]
    phase: str | None = None
    design: Text | None = None
    population: Text | None = None
    treated: Text | None = None
    control: Text | None = None
    functional: str | None = None
    note: Text | None = None
    is_reordered: bool = False
    is_running: bool = False

    def figure(self, measure: str) -> Figure | None:
        """The first figure of a measure, or None."""
        return next((item for item in self.figures if item.measure == measure), None)

    def to_dict(self) -> dict[str, object]:
        """As in `evidence --json`: what the source does not give is null."""
        return {
            "id": self.id,
            "name": self.name,
            "phase": self.phase,
            **_in_both("design", self.design),
            **_in_both("population", self.population),
            "functional": self.functional,
            "options": list(self.options),
            "arms": {**_in_both("treated", self.treated), **_in_both("control", self.control)},
            "order_corrected": self.is_reordered,
            "running": self.is_running,
            "figures": [item.to_dict() for item in self.figures],
            **_in_both("note", self.note),
            "source": self.source.to_dict(),
        }


def _in_both(key: str, text: Text | None) -> dict[str, str | None]:
    return {key: text and text.fr, f"{key}_en": text and text.en}
