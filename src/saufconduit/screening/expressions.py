"""What every engine can compute on a row: a small closed set of operators, with the NULL of SQL as unknown.

Nothing here differs from one engine to another: no date function, no division, no cast. Days are whole numbers
YYYYMMDD (`screening.days`), so that comparing them is comparing numbers; a day as it is written may be compared with a
constant (`screening.written_days`).
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal as Word
from typing import TypeAlias

Scalar: TypeAlias = str | bool | int | float | date


@dataclass(frozen=True)
class Column:
    """A column of the table at hand, or of an earlier layer."""

    name: str


@dataclass(frozen=True, eq=False)
class Literal:
    """A constant; None is NULL, and a truth."""

    value: Scalar | None

    def __eq__(self, other: object) -> bool:
        """True for the same constant: in Python 1 is true, in no engine it is."""
        if not isinstance(other, Literal):
            return NotImplemented
        return self.value == other.value and type(self.value) is type(other.value)

    def __hash__(self) -> int:
        return hash((type(self.value), self.value))


@dataclass(frozen=True)
class Compare:
    """One of = < <= between two values: unknown if one of them is."""

    sign: Word["=", "<", "<="]
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class In:
    """The value is one of `values`, of which none is NULL; unknown if it is unknown."""

    of: "Expression"
    values: tuple[Scalar, ...]


@dataclass(frozen=True)
class And:
    """Kleene: false if one is false, else unknown if one is."""

    of: tuple["Expression", ...]


@dataclass(frozen=True)
class Or:
    """Kleene: true if one is true, else unknown if one is."""

    of: tuple["Expression", ...]


@dataclass(frozen=True)
class Not:
    """Kleene: unknown stays unknown."""

    of: "Expression"


@dataclass(frozen=True)
class IsNull:
    """True where the value is unknown, else false."""

    of: "Expression"


@dataclass(frozen=True)
class Case:
    """The value beside the first condition that is true, else `default`."""

    whens: tuple[tuple["Expression", "Expression"], ...]
    default: "Expression"


@dataclass(frozen=True)
class Arithmetic:
    """Whole numbers: + - *, and // rounded down, of numbers that are never negative."""

    sign: Word["+", "-", "*", "//"]
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Holds:
    """The list holds the word; false for an empty one, unknown for no list. Items that are NULL do not count."""

    of: Column
    word: str


@dataclass(frozen=True)
class IsEmpty:
    """The list has no item; unknown for no list."""

    of: Column


Expression: TypeAlias = Column | Literal | Compare | In | And | Or | Not | IsNull | Case | Arithmetic | Holds | IsEmpty

TRUE, FALSE, UNKNOWN = Literal(True), Literal(False), Literal(None)


def all_of(parts: Iterable[Expression]) -> Expression:
    """The conjunction, in its simplest form."""
    found = tuple(part for part in dict.fromkeys(parts) if part != TRUE)
    if FALSE in found:
        return FALSE
    return TRUE if not found else found[0] if len(found) == 1 else And(found)


def any_of(parts: Iterable[Expression]) -> Expression:
    """The disjunction, in its simplest form."""
    found = tuple(part for part in dict.fromkeys(parts) if part != FALSE)
    if TRUE in found:
        return TRUE
    return FALSE if not found else found[0] if len(found) == 1 else Or(found)


def opposite(part: Expression) -> Expression:
    """The negation, in its simplest form."""
    if isinstance(part, Literal) and part.value is not None:
        return Literal(not part.value)
    return part.of if isinstance(part, Not) else Not(part)


def known(part: Expression) -> Expression:
    """True where the value is known, else false."""
    return Not(IsNull(part))


def is_in(of: Expression, values: Iterable[Scalar]) -> Expression:
    """The value is one of `values`; false where there is none, even of an unknown value."""
    found = tuple(values)
    if not found:
        return FALSE
    return Compare("=", of, Literal(found[0])) if len(found) == 1 else In(of, found)


def surely(part: Expression) -> Expression:
    """True where the part is true, else false: unknown counts as false."""
    return Case(((part, TRUE),), FALSE)


def columns_of(part: Expression) -> frozenset[str]:
    """The names of the columns that an expression reads; found once, then kept with it."""
    found: frozenset[str] | None = vars(part).get("columns")
    if found is None:
        own = {part.name} if isinstance(part, Column) else ()
        found = frozenset[str](own).union(*map(columns_of, children_of(part)))
        vars(part)["columns"] = found
    return found


def children_of(part: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside."""
    if isinstance(part, And | Or):
        return part.of
    if isinstance(part, Compare | Arithmetic):
        return (part.left, part.right)
    if isinstance(part, Case):
        return (*(one for when in part.whens for one in when), part.default)
    if isinstance(part, Not | IsNull | In | Holds | IsEmpty):
        return (part.of,)
    return ()


def rebuilt(part: Expression, of: Callable[[Expression], Expression]) -> Expression:
    """The same expression upon `of` each expression directly inside."""
    if isinstance(part, And | Or):
        return type(part)(tuple(map(of, part.of)))
    if isinstance(part, Compare | Arithmetic):
        return replace(part, left=of(part.left), right=of(part.right))
    if isinstance(part, Case):
        return Case(tuple((of(when), of(then)) for when, then in part.whens), of(part.default))
    return replace(part, of=of(part.of)) if isinstance(part, Not | IsNull | In) else part


def read_as_false(part: Expression, flags: Container[str], *, is_condition: bool = False) -> Expression:
    """The expression upon flags that are NULL for false: read as they are in a condition, and elsewhere as false."""
    if isinstance(part, Column):
        return part if is_condition or part.name not in flags else surely(part)
    if isinstance(part, Case):
        whens = tuple(
            (read_as_false(when, flags, is_condition=True), read_as_false(then, flags)) for when, then in part.whens
        )
        return Case(whens, read_as_false(part.default, flags))
    is_same = is_condition and isinstance(part, And | Or)
    return rebuilt(part, lambda one: read_as_false(one, flags, is_condition=is_same))
