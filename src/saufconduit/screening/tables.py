"""The four tables of a cohort: their columns, and what each may hold (contracts §6)."""

from collections.abc import Mapping
from dataclasses import dataclass

from saufconduit.vocabulary.terms import Vocabulary

CONTRADICTORY = "contradictory"  # in a coded column: two values that exclude each other, so unknown
OTHER_AGENT = "other"


@dataclass(frozen=True)
class Shape:
    """The columns that the tables of a cohort have once read; each day is two, `…_first` and `…_last`.

    `absent` are those of patients that are not stored, and are read as unknown for everyone.
    """

    patients: frozenset[str]
    treatments: frozenset[str]
    opinions: frozenset[str]
    accesses: frozenset[str]
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnSpec:
    """A column as it is stored: its kind, the words it may hold, whether it must be there, may be empty.

    With `null_if_absent`, a table without it is read as if it were there, empty.
    """

    name: str
    kind: str  # text, word, words, boolean, number, day
    words: tuple[str, ...] = ()
    required: bool = True
    may_be_null: bool = True
    low: float | None = None
    high: float | None = None
    null_if_absent: bool = False


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
    """The columns of each table: all `facts` that are asked must be there, their days may be.

    A cohort may be older than a fact that came into the vocabulary since: its column may be absent.
    """
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
    column, is_new = name.replace("-", "_"), fact.added is not None
    required, may_lack = is_asked and not is_new, is_asked and is_new
    if fact.kind == "boolean":
        spec = ColumnSpec(column, "boolean", required=required, null_if_absent=may_lack)
    elif fact.kind == "number":
        bounds = (fact.minimum, fact.maximum)
        spec = ColumnSpec(column, "number", (), required, True, *bounds, null_if_absent=may_lack)
    else:
        values = vocabulary.concepts if fact.kind == "concept" else fact.values
        words = (*(str(one) for one in values), CONTRADICTORY)
        spec = ColumnSpec(column, "word", words, required=required, null_if_absent=may_lack)
    return [spec, ColumnSpec(on_of(name), "day", required=False)]
