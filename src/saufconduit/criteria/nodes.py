"""The nodes of a criterion tree: small, immutable, one tree for every reader.

A tree combines *criteria* with `All`, `Any`, `Not` and `IfThen`. A criterion is a *condition* (what must be
true of a patient) with its identity, its wording and its citation; equal conditions are one object in all
the trees of a registry, so that each is judged once a patient.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from saufconduit.patients.file import Value
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.problem import Place
from saufconduit.vocabulary.text import Text

Kind: TypeAlias = Literal["clinical", "procedural"]


@dataclass(frozen=True)
class FactIs:
    """The fact has one of the values; a disease has the value when it is a kind of it."""

    fact: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class FactWithin:
    """The number is within the bounds; a bound counts itself unless it is strict."""

    fact: str
    low: float | None = None
    high: float | None = None
    is_low_strict: bool = False
    is_high_strict: bool = False

    def holds(self, number: float) -> bool:
        """True if the number is within the bounds."""
        low, high = self.low, self.high
        above = low is None or number > low or (number == low and not self.is_low_strict)
        below = high is None or number < high or (number == high and not self.is_high_strict)
        return above and below


@dataclass(frozen=True)
class Treated:
    """A treatment by `agent`, drug, class or modality, is on record with one of the `outcomes`.

    It is at that `line` or in that `setting` where they are given. `outcomes` are words of the vocabulary or
    the groups of `criteria.outcomes`.
    """

    agent: str
    outcomes: tuple[str, ...]
    line: int | None = None
    setting: str | None = None


@dataclass(frozen=True)
class LineCount:
    """At least `at_least` different lines by `agent` were given."""

    agent: str
    at_least: int
    setting: str | None = None


@dataclass(frozen=True)
class FactSince:
    """The fact has one of the values, dated since the start of a matching treatment.

    With `within`, also no later than that after the end of the treatment (« pendant ou dans les 6 mois »).
    """

    fact: str
    values: tuple[Value, ...]
    treatment: Treated
    within: Span | None = None


@dataclass(frozen=True)
class Proposed:
    """The latest opinion of the board that names the product proposes it."""

    board: str
    product: str


Condition: TypeAlias = FactIs | FactWithin | Treated | LineCount | FactSince | Proposed


@dataclass(frozen=True)
class Criterion:
    """A condition that a text sets: its stable id, its words, where it is written, the readings it takes."""

    id: str
    condition: Condition
    text: Text
    source: Citation
    readings: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False)

    @property
    def kind(self) -> Kind:
        """`procedural` for the opinion of a board, `clinical` for all else."""
        return "procedural" if type(self.condition) is Proposed else "clinical"


@dataclass(frozen=True)
class All:
    """Every part is true."""

    of: tuple["Node", ...]


@dataclass(frozen=True)
class Any:
    """One part at least is true."""

    of: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """The part is false."""

    part: "Node"


@dataclass(frozen=True)
class IfThen:
    """Where `condition` is true, `then` is true."""

    condition: "Node"
    then: "Node"


Node: TypeAlias = All | Any | Not | IfThen | Criterion


def parts_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly under `node`, in the order of the text."""
    if type(node) is All or type(node) is Any:
        return node.of
    if type(node) is Not:
        return (node.part,)
    if type(node) is IfThen:
        return (node.condition, node.then)
    return ()


def criteria_of(node: Node) -> Iterator[Criterion]:
    """The criteria of a tree, in the order of the text."""
    if isinstance(node, Criterion):
        yield node
    for part in parts_of(node):
        yield from criteria_of(part)
