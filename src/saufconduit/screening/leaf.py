"""What a condition is for each patient: a truth, with the names that could settle it."""

from dataclasses import dataclass

from saufconduit.screening.expressions import Expression


@dataclass(frozen=True)
class Missing:
    """A name that could settle an unknown leaf, and when it could; without `when`, always."""

    name: str
    when: Expression | None = None


@dataclass(frozen=True)
class Leaf:
    """The truth of a condition for each patient, and what could settle it where it is unknown."""

    truth: Expression
    missing: tuple[Missing, ...]
