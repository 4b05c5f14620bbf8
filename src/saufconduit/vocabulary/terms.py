"""The controlled vocabulary: facts with their values, diseases, agents, outcomes, boards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from saufconduit.vocabulary.problem import folded
from saufconduit.vocabulary.text import Text
from saufconduit.vocabulary.truth import Truth

FactKind = Literal["concept", "code", "boolean", "number"]
AgentKind = Literal["drug", "class", "modality"]
OTHER_AGENT = "other"


class Code(NamedTuple):
    """A code of a standard terminology; `match` is `broader` when the code says less than the term."""

    system: str
    code: str
    match: str = "exact"
    until: str | None = None
    note: Text | None = None

    def to_dict(self) -> dict[str, object]:
        """As in `vocabulary --json`."""
        found: dict[str, object] = {"system": self.system, "code": self.code, "match": self.match}
        if self.until:
            found["until"] = self.until
        return found


@dataclass(frozen=True)
class Fact:
    """Something that can be known of a patient; `values` gives each allowed value a phrase that reads alone.

    `sources` are the names a file fills for a derived fact (`age` is filled by `birth`), else empty. `added` is the day
    on which the fact came into the vocabulary, where that is on file: no data of before has it.
    """

    id: str
    kind: FactKind
    group: str
    label: Text
    values: Mapping[str | bool, Text]
    ask: Text
    unit: Text | None = None
    minimum: float | None = None
    maximum: float | None = None
    is_integer: bool = False
    sources: tuple[str, ...] = ()
    note: Text | None = None
    codes: tuple[Code, ...] = ()
    added: date | None = None

    @property
    def is_derived(self) -> bool:
        """True if no file states it: it is computed from `sources`."""
        return bool(self.sources)


@dataclass(frozen=True)
class Concept:
    """A disease; `within` holds itself and all that it is a kind of."""

    id: str
    label: Text
    parents: tuple[str, ...]
    within: frozenset[str]
    codes: tuple[Code, ...]


@dataclass(frozen=True)
class Agent:
    """A drug, a class of drugs or a modality; `within` holds itself and all the classes above it."""

    id: str
    label: Text
    kind: AgentKind
    classes: tuple[str, ...]
    within: frozenset[str]
    is_product: bool
    names: tuple[str, ...]
    codes: tuple[Code, ...]


@dataclass(frozen=True)
class Outcome:
    """How a treatment ended; `is_given` is false where the patient never received it."""

    id: str
    label: Text
    is_given: bool


@dataclass(frozen=True)
class Board:
    """A tumour board (RCP)."""

    id: str
    label: Text
    is_national: bool
    about: Text


@dataclass(frozen=True)
class Vocabulary:
    """All the words that patient files and criteria may use."""

    facts: Mapping[str, Fact]
    concepts: Mapping[str, Concept]
    agents: Mapping[str, Agent]
    outcomes: Mapping[str, Outcome]
    boards: Mapping[str, Board]
    # Answers already given by is_a and agent_is: the same few pairs are asked for every patient.
    _told: dict[tuple[str, str, str], Truth] = field(default_factory=dict, compare=False, repr=False)

    @property
    def products(self) -> tuple[str, ...]:
        """The agents that are the product of a programme."""
        return tuple(agent.id for agent in self.agents.values() if agent.is_product)

    def named(self, words: str) -> str | None:
        """The agent or the disease that is called `words` somewhere else (a brand, a label), or None."""
        asked = folded(words)
        names: list[tuple[str, tuple[str, ...]]] = [
            *((agent.id, (agent.id, *agent.label, *agent.names)) for agent in self.agents.values()),
            *((concept.id, (concept.id, *concept.label)) for concept in self.concepts.values()),
        ]
        return next((term for term, known in names if asked in map(folded, known)), None)

    def is_a(self, stated: str, asked: str) -> Truth:
        """Whether a disease stated as `stated` is `asked`: a child is its parents, a parent leaves its children open.

        Unknown as long as some concept is both (a `lung-tumour` may be a `bronchial-net`, which is a `net`).
        """
        pair = ("disease", stated, asked)
        if pair not in self._told:
            possible = any({stated, asked} <= concept.within for concept in self.concepts.values())
            self._told[pair] = True if asked in self.concepts[stated].within else None if possible else False
        return self._told[pair]

    def agent_is(self, stated: str, asked: str) -> Truth:
        """Whether an agent recorded as `stated` is `asked` (a drug, a class or a modality).

        A class stated alone may be any of its drugs; `other` is no agent of the vocabulary, yet may belong to a class.
        """
        pair = ("agent", stated, asked)
        if pair not in self._told:
            self._told[pair] = self._compare_agents(stated, asked)
        return self._told[pair]

    def _compare_agents(self, stated: str, asked: str) -> Truth:
        if stated == OTHER_AGENT:
            return None if self.agents[asked].kind == "class" else False
        agent = self.agents[stated]
        if asked in agent.within:
            return True
        if agent.kind != "class":
            return False
        possible = any({stated, asked} <= other.within for other in self.agents.values())
        return None if possible else False
