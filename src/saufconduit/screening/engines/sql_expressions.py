"""Expressions as sqlglot nodes, and the type that each has."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from typing import TypeAlias

from sqlglot import exp

from saufconduit.screening.engines.dialect import Dialect
from saufconduit.screening.expressions import (
    FALSE,
    TRUE,
    And,
    Arithmetic,
    Case,
    Column,
    Compare,
    Expression,
    Holds,
    In,
    IsEmpty,
    IsNull,
    Literal,
    Not,
    Or,
    Scalar,
)

Kinds: TypeAlias = Mapping[
    str, str | None
]  # of columns: boolean, integer, number, text, words, day; None if always NULL
SQL_TYPES = {
    "boolean": "BOOLEAN",
    "integer": "INT",
    "number": "DOUBLE",
    "text": "TEXT",
    "words": "TEXT[]",
    "day": "DATE",
}
_SIGNS = {"=": exp.EQ, "<": exp.LT, "<=": exp.LTE, "+": exp.Add, "-": exp.Sub, "*": exp.Mul}
_LONGEST = 60  # letters of a name; PostgreSQL cuts what is longer than 63 bytes, and says nothing


class ExpressionWriter:
    """Writes expressions in one dialect; a name has the same spelling wherever it stands in the statement."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._spelt: dict[str, str] = {}
        self._texts: dict[tuple[str, str], str] = {}

    def column(self, name: str, table: str | None = None) -> exp.Column:
        """The column of that name."""
        found = exp.Column(this=quoted(self._spelling(name)))
        if table is not None:
            found.set("table", quoted(table))
        return found

    def alias(self, node: exp.Expr, name: str) -> exp.Alias:
        """The value, under that name."""
        return exp.Alias(this=node, alias=quoted(self._spelling(name)))

    def written_once(self, place: str, name: str, part: Expression, kinds: Kinds) -> exp.Var:
        """The expression under its name, as text: the next statement that has the same column there takes the text."""
        text = self._texts.get((place, name))
        if text is None:
            text = self.alias(self.write(part, kinds), name).sql(dialect=self.dialect.name, copy=False)
            self._texts[place, name] = text
        return exp.Var(this=text)

    def _spelling(self, name: str) -> str:
        spelt = self._spelt.get(name)
        if spelt is None:
            number = f"_{len(self._spelt)}"
            spelt = name if len(name) <= _LONGEST else name[: _LONGEST - len(number)] + number
            self._spelt[name] = spelt
        return spelt

    def typed(self, part: Expression, kinds: Kinds, kind: str) -> exp.Expr:
        """The expression, where nothing around it tells the type of a NULL."""
        is_unknown = kind_of(part, kinds) is None
        return cast(exp.Null(), SQL_TYPES[kind]) if is_unknown else self.write(part, kinds)

    def write(self, part: Expression, kinds: Kinds, table: str | None = None) -> exp.Expr:
        """The expression; its columns are those of `table`, where two tables may have them."""
        if isinstance(part, Column):
            return exp.Null() if kinds[part.name] is None else self.column(part.name, table)
        if isinstance(part, Literal):
            return exp.Null() if part.value is None else literal(part.value)
        if isinstance(part, Case):
            return self._case(part, kinds, table)
        if isinstance(part, And | Or):
            nodes = [_wrapped(self.write(one, kinds, table)) for one in part.of]
            connector = exp.And if isinstance(part, And) else exp.Or
            return reduce(lambda left, right: connector(this=left, expression=right), nodes)
        if isinstance(part, Compare | Arithmetic):
            return self._binary(part, kinds, table)
        of = self.write(part.of, kinds, table)
        if isinstance(part, Holds):
            return self.dialect.holds(of, literal(part.word))
        if isinstance(part, IsEmpty):
            return exp.EQ(this=self.dialect.length(of), expression=literal(0))
        if isinstance(part, Not):
            return exp.Not(this=_wrapped(of))
        return is_null(of) if isinstance(part, IsNull) else exp.In(this=_wrapped(of), expressions=literals(part))

    def _case(self, part: Case, kinds: Kinds, table: str | None) -> exp.Expr:
        if len(part.whens) == 1 and part.whens[0][1] == TRUE and part.default == FALSE:
            return exp.Coalesce(this=self.write(part.whens[0][0], kinds, table), expressions=[exp.false()])
        ifs = [
            exp.If(this=self.write(one, kinds, table), true=self.write(other, kinds, table))
            for one, other in part.whens
        ]
        return exp.Case(ifs=ifs, default=self.write(part.default, kinds, table))

    def _binary(self, part: Compare | Arithmetic, kinds: Kinds, table: str | None) -> exp.Expr:
        left, right = (self.write(one, kinds, table) for one in (part.left, part.right))
        if part.sign == "//":
            return self.dialect.quotient(_wrapped(left), _wrapped(right))
        is_sum = part.sign == "+" and isinstance(left, exp.Add)
        return _SIGNS[part.sign](this=left if is_sum else _wrapped(left), expression=_wrapped(right))


def kind_of(part: Expression, kinds: Kinds) -> str | None:
    """The type of an expression; None where it is always NULL."""
    if isinstance(part, Column):
        return kinds[part.name]
    if isinstance(part, Literal):
        return _kind_of_scalar(part.value)
    if isinstance(part, Case):
        return _widest(kind_of(one, kinds) for one in (*(value for _, value in part.whens), part.default))
    if isinstance(part, Arithmetic):
        return _widest(kind_of(one, kinds) for one in (part.left, part.right))
    return "boolean"


def _widest(kinds: Iterable[str | None]) -> str | None:
    found = [kind for kind in kinds if kind is not None]
    return "number" if "number" in found else found[0] if found else None


def _kind_of_scalar(value: Scalar | None) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str | date):
        return "text" if isinstance(value, str) else "day"
    return "integer" if float(value).is_integer() else "number"


def literal(value: Scalar) -> exp.Expr:
    """A constant; a number without decimals is a whole one, so that a whole column is not converted to compare it."""
    if isinstance(value, bool):
        return exp.true() if value else exp.false()
    if isinstance(value, str):
        return exp.Literal.string(value)
    if isinstance(value, date):
        return cast(exp.Literal.string(value.isoformat()), SQL_TYPES["day"])
    return exp.Literal.number(int(value) if float(value).is_integer() else value)


def literals(part: In) -> list[exp.Expr]:
    """The values of a list."""
    return [literal(value) for value in part.values]


def is_null(node: exp.Expr) -> exp.Expr:
    """Whether the value is NULL."""
    return exp.Is(this=_wrapped(node), expression=exp.Null())


def cast(node: exp.Expr, to: str) -> exp.Expr:
    """The value in that type of sqlglot's."""
    return exp.Cast(this=node, to=exp.DataType.build(to))


def quoted(name: str) -> exp.Identifier:
    """A name that may be a word of SQL."""
    return exp.Identifier(this=name, quoted=True)


def _wrapped(node: exp.Expr) -> exp.Expr:
    """The node in parentheses where an operator beside it could take a part of it."""
    return exp.Paren(this=node) if isinstance(node, exp.Binary | exp.Not | exp.In) else node
