"""A pathway: the situations of a guideline, what it proposes in each, what must come first, what it rules out."""

from dataclasses import dataclass

from saufconduit.criteria.nodes import Node
from saufconduit.regimes.provisions import Document
from saufconduit.registry.pathways.evidence import Study
from saufconduit.registry.programme import Discrepancy, Remark
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import PartialDay, Span
from saufconduit.vocabulary.text import Text

# How strongly the source speaks, from « doit » to « ne doit pas »; `stated` is a fact that prescribes nothing.
STRENGTHS = (
    "must recommended advised to-discuss possible case-by-case expert-opinion stated not-recommended must-not".split()
)
ROLES = ("first", "alternative", "next", "last")
OPTION_KINDS = ("watch", "medical", "local", "surgery", "imaging", "trial")
STANDINGS = "amm off-label no-amm not-reimbursed not-available compassionate trial unknown".split()


@dataclass(frozen=True)
class Advice:
    """What every item has: its words, how strongly and in which words the source says it (`said`), and where."""

    text: Text
    strength: str
    said: str | None
    source: Citation


@dataclass(frozen=True)
class Prerequisite:
    """What must be done before any decision, where `when` is true.

    It is met when `board` has given an opinion, or when `met` is true; with neither, no patient file can say so.
    """

    id: str
    advice: Advice
    when: Node | None
    board: str | None
    met: Node | None


@dataclass(frozen=True)
class Proposal:
    """An option, in its place among those of a situation.

    `when` is a further condition; `conflict` names a discrepancy of the pathway.
    """

    option: str
    role: str
    advice: Advice
    when: Node | None
    conflict: str | None


@dataclass(frozen=True)
class Situation:
    """A situation and its proposals, in the order of the source; without `when`, no patient file can say it."""

    id: str
    label: Text
    source: Citation
    when: Node | None
    proposals: tuple[Proposal, ...]
    note: Text | None = None


@dataclass(frozen=True)
class Standing:
    """What the source says of the status of an option in France; `since` where it says that."""

    kind: str
    text: Text
    source: Citation
    since: PartialDay | None = None


@dataclass(frozen=True)
class Option:
    """Something that can be proposed, or ruled out: drugs given together, an act, an examination, a trial.

    `access` are the indications of the registry through which it may be had, as (programme, indication).
    """

    id: str
    label: Text
    kind: str
    agents: tuple[str, ...]
    names: tuple[str, ...]
    standing: tuple[Standing, ...]
    access: tuple[tuple[str, str], ...]
    regimens: tuple[Remark, ...]
    cautions: tuple[Remark, ...]


@dataclass(frozen=True)
class Rule:
    """What must never be done: it concerns a patient where `when` is true, and is respected where `requires` is.

    Without `requires`, the options are ruled out outright. Without both, no patient file can say: it is a caution.
    """

    id: str
    advice: Advice
    options: tuple[str, ...]
    when: Node | None
    requires: Node | None


@dataclass(frozen=True)
class Examination:
    """An examination of a follow-up: dated from the operation (`after`, then `every`), or on an `occasion` only."""

    id: str
    label: Text
    source: Citation
    after: Span | None = None
    every: Span | None = None
    is_spacing_open: bool = False
    occasion: Text | None = None


@dataclass(frozen=True)
class FollowUpGroup:
    """The operated patients who are followed in one way; `more_than` is the least duration."""

    id: str
    label: Text
    when: Node
    advice: Advice
    examinations: tuple[Examination, ...]
    more_than: Span | None


@dataclass(frozen=True)
class FollowUp:
    """The follow-up after an operation."""

    advice: Advice
    groups: tuple[FollowUpGroup, ...]


@dataclass(frozen=True)
class CourseItem:
    """What goes with a course: from so many days after it (before it, if negative) to so many."""

    id: str
    advice: Advice
    is_first_only: bool
    start: Span | None
    end: Span | None


@dataclass(frozen=True)
class Administration:
    """How an option is given: number of courses, interval, and what goes with them."""

    option: str
    text: Text
    source: Citation
    courses: int
    interval: Span
    items: tuple[CourseItem, ...]


@dataclass(frozen=True)
class Term:
    """One sense of a word of the source that has several."""

    id: str
    word: str
    sense: Text
    source: Citation


@dataclass(frozen=True)
class Pathway:
    """A guideline, as data; `reflects` are the acts of the registry that it takes into account, by programme."""

    id: str
    label: Text
    guideline: str
    written: Text
    reflects: tuple[tuple[str, tuple[str, ...]], ...]
    covers: Node
    terms: tuple[Term, ...]
    remarks: tuple[Remark, ...]
    prerequisites: tuple[Prerequisite, ...]
    situations: tuple[Situation, ...]
    options: tuple[Option, ...]
    rules: tuple[Rule, ...]
    follow_up: FollowUp | None
    administration: tuple[Administration, ...]
    conflicts: tuple[Discrepancy, ...]
    sources: tuple[Document, ...]
    evidence: tuple[Study, ...]

    def option(self, name: str) -> Option:
        """The option called `name`; the reader has checked that it exists."""
        return next(item for item in self.options if item.id == name)

    def conflict(self, name: str) -> Discrepancy:
        """The conflict called `name`; the reader has checked that it exists."""
        return next(item for item in self.conflicts if item.id == name)

    def studies_of(self, option: str) -> tuple[Study, ...]:
        """The studies that inform an option, in the order of the source."""
        return tuple(item for item in self.evidence if option in item.options)
