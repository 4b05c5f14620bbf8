"""The four tables of a cohort: their columns, and what each may hold (contracts §6)."""

from collections.abc import Mapping
from dataclasses import dataclass

from saufconduit.vocabulary.terms import Vocabulary

CONTRADICTORY = "contradictory"  # in a coded column: two values that exclude each other, so unknown
OTHER_AGENT = "other"


@dataclass(frozen=True)
class Shape:
    """The columns that the tables of a cohort have once read; each day is two, `…_first` and `…_last`."""

    patients: frozenset[str]
    treatments: frozenset[str]
    opinions: frozenset[str]
    accesses: frozenset[str]


@dataclass(frozen=True)
class ColumnSpec:
    """A column as it is stored: its kind, the words it may hold, whether it must be there, may be empty."""

    name: str
    kind: str  # text, word, words, boolean, number, day
    words: tuple[str, ...] = ()
    required: bool = True
    may_be_null: bool = True
    low: float | None = None
    high: float | None = None


def names_read(table: str, spec: ColumnSpec) -> tuple[str, ...]:
    """What the plan calls a stored column: two numbers for a day; `setting` is also a fact of patients."""
    if spec.kind == "day":
        return (f"{spec.name}_first", f"{spec.name}_last")
    return ("treatment_setting",) if (table, spec.name) == ("treatments", "setting") else (spec.name,)


def on_of(fact: str) -> str:
    """The column that dates a fact."""
    return f"{fact.replace('-', '_')}_on"


def specs(
    vocabulary: Vocabulary, facts: frozenset[str], programmes: Mapping[str, frozenset[str]]
) -> dict[str, list[ColumnSpec]]:
    """The columns of each table: all `facts` that are asked must be there, their days may be."""
    identity = ColumnSpec("patient_id", "text", may_be_null=False)
    agents = (*vocabulary.agents, OTHER_AGENT)
    indications = tuple(sorted({name for names in programmes.values() for name in names}))
    return {
        "patients": [
            identity,
            ColumnSpec("birth", "day", required="age" in facts),
            ColumnSpec("sex", "word", ("female", "male"), required="sex" in facts),
            *(spec for name in sorted(vocabulary.facts) for spec in _of_fact(name, vocabulary, name in facts)),
            ColumnSpec("treatments_complete", "boolean"),
        ],
        "treatments": [
            identity,
            ColumnSpec("agent", "word", agents, may_be_null=False),
            ColumnSpec("line", "number", low=1),
            ColumnSpec("started", "day"),
            ColumnSpec("ended", "day"),
            ColumnSpec("outcome", "word", tuple(vocabulary.outcomes)),
            ColumnSpec(
                "setting", "word", tuple(str(one) for one in vocabulary.facts["setting"].values), required=False
            ),
        ],
        "opinions": [
            identity,
            ColumnSpec("board", "word", tuple(vocabulary.boards), may_be_null=False),
            ColumnSpec("given", "day"),
            ColumnSpec("proposes", "words", agents),
            ColumnSpec("declines", "words", agents),
        ],
        "accesses": [
            identity,
            ColumnSpec("programme", "word", tuple(programmes), may_be_null=False),
            ColumnSpec("indication", "word", indications),
            ColumnSpec("started", "day"),
            ColumnSpec("ended", "day"),
        ],
    }


def _of_fact(name: str, vocabulary: Vocabulary, is_asked: bool) -> list[ColumnSpec]:
    fact = vocabulary.facts[name]
    if fact.sources:  # derived: never a column
        return []
    column = name.replace("-", "_")
    if fact.kind == "boolean":
        spec = ColumnSpec(column, "boolean", required=is_asked)
    elif fact.kind == "number":
        spec = ColumnSpec(column, "number", required=is_asked, low=fact.minimum, high=fact.maximum)
    else:
        values = vocabulary.concepts if fact.kind == "concept" else fact.values
        spec = ColumnSpec(column, "word", (*(str(one) for one in values), CONTRADICTORY), required=is_asked)
    return [spec, ColumnSpec(on_of(name), "day", required=False)]
