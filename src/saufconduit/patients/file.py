"""A patient file as it was written: nothing is resolved yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from saufconduit.vocabulary.days import PartialDay

Value: TypeAlias = str | bool | int | float


class Statement(NamedTuple):
    """One value of a fact, with the day and the source that the file gives."""

    value: Value
    on: PartialDay | None = None
    source: str | None = None


class Treatment(NamedTuple):
    """One prior or current treatment; `agent` may be `other`, then `name` says which."""

    agent: str
    name: str | None = None
    line: int | None = None
    setting: str | None = None
    start: PartialDay | None = None
    end: PartialDay | None = None
    outcome: str | None = None


class Opinion(NamedTuple):
    """An opinion of a board; `proposes` is None when the file does not say, empty when the board proposes nothing."""

    board: str
    on: PartialDay | None = None
    proposes: tuple[str, ...] | None = None
    declines: tuple[str, ...] = ()

    def names(self, product: str) -> bool:
        """True if the opinion says something of `product`; proposing nothing says it of every product."""
        return self.proposes == () or product in (self.proposes or ()) or product in self.declines


class Access(NamedTuple):
    """A derogatory access already used; `end` is the day the treatment was stopped."""

    programme: str
    indication: str | None = None
    start: PartialDay | None = None
    end: PartialDay | None = None


@dataclass(frozen=True)
class PatientFile:
    """All that is known of a patient; what is absent is unknown, never false."""

    id: str | None = None
    birth: PartialDay | None = None
    sex: str | None = None
    facts: Mapping[str, tuple[Statement, ...]] | None = None
    treatments: tuple[Treatment, ...] = ()
    treatments_complete: bool | None = None
    opinions: tuple[Opinion, ...] = ()
    accesses: tuple[Access, ...] = ()
    synthetic: bool | None = None
