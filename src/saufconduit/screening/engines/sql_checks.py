"""What the columns of a database hold that they must not, asked in SQL: counted first, looked for only if found."""

from collections.abc import Mapping

from sqlglot import exp

from saufconduit.screening.engines.dialect import Dialect
from saufconduit.screening.engines.sql import KEY, Table
from saufconduit.screening.engines.sql_expressions import ExpressionWriter, cast, is_null, literal, quoted
from saufconduit.screening.tables import ColumnSpec

_LEAP = "([0-9][0-9](0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
_MONTH = "-(0[1-9]|1[0-2])"
_WHOLE = "-(02-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(0[1-9]|[12][0-9]|30)|(0[13578]|1[02])-31)"
_DAY = f"^([0-9]{{4}}({_MONTH}|{_WHOLE})?|{_LEAP})$"
_ROW, _WRONG = "row", "wrong"

Fault = tuple[str, str]  # of which column, and what


def wrong_of(table: Table, dialect: Dialect) -> dict[Fault, exp.Expr]:
    """For each way in which a column can be wrong, the rows where it is; NULL counts as right."""
    found: dict[Fault, exp.Expr] = {}
    for spec in table.specs:
        column = ExpressionWriter(dialect).column(spec.name)
        if not spec.may_be_null:
            found[spec.name, "null"] = is_null(column)
        if table.stored[spec.name].kind != "null":
            found |= _contents_of(spec, table, column, dialect)
    return found


def _contents_of(spec: ColumnSpec, table: Table, column: exp.Expr, dialect: Dialect) -> dict[Fault, exp.Expr]:
    words = [literal(word) for word in spec.words]
    text = cast(column, "TEXT") if table.stored[spec.name].is_cast else column
    if spec.kind == "word":
        return {(spec.name, "word"): exp.Not(this=exp.In(this=text, expressions=words))}
    if spec.kind == "words":
        items = cast(column, "TEXT[]") if table.stored[spec.name].is_cast else column
        return {(spec.name, "word"): dialect.has_stranger(items, exp.Array(expressions=words))}
    if spec.kind == "day" and table.stored[spec.name].kind == "text":
        is_day = exp.RegexpLike(this=text, expression=literal(_DAY))
        is_zero = exp.EQ(this=exp.Left(this=text.copy(), expression=literal(4)), expression=literal("0000"))
        return {(spec.name, "day"): exp.or_(exp.Not(this=is_day), is_zero, copy=False)}
    bounds: list[exp.Expr] = []
    if spec.low is not None:
        bounds.append(exp.LT(this=column, expression=literal(spec.low)))
    if spec.high is not None:
        bounds.append(exp.GT(this=column.copy(), expression=literal(spec.high)))
    return {(spec.name, "bound"): exp.or_(*bounds, copy=False)} if bounds else {}


def counts(table: Table, wrong: Mapping[Fault, exp.Expr]) -> exp.Select:
    """One row: how many rows are wrong in each way; last, how many repeat a patient."""
    found: list[exp.Expr] = [
        exp.Count(this=exp.Case(ifs=[exp.If(this=one.copy(), true=literal(1))])) for one in wrong.values()
    ]
    key = exp.Column(this=quoted(KEY))
    distinct = exp.Count(this=exp.Distinct(expressions=[key.copy()]))
    found.append(exp.Sub(this=exp.Count(this=key), expression=distinct))
    return exp.Select(expressions=found, from_=exp.From(this=table.node.copy()))


def first_wrong(table: Table, wrong: exp.Expr, dialect: Dialect) -> exp.Select:
    """The number of the first row that is wrong, from 1, in the order in which the table is read."""
    return _first([exp.Alias(this=wrong.copy(), alias=quoted(_WRONG))], table, dialect)


def first_repeated(table: Table, dialect: Dialect) -> exp.Select:
    """The number of the first row whose patient has a row before it."""
    key, row = exp.Column(this=quoted(KEY)), exp.Column(this=quoted(_ROW))
    order = exp.Order(expressions=[exp.Ordered(this=row, nulls_first=True)])
    rank = exp.Window(this=exp.RowNumber(), partition_by=[key.copy()], order=order)
    is_again = exp.GT(this=rank, expression=literal(1))
    is_known = exp.Not(this=is_null(key))
    numbered = exp.Select(expressions=[key, _numbered(dialect)], from_=exp.From(this=table.node.copy()))
    again = exp.Select(
        expressions=[row.copy(), exp.Alias(this=exp.and_(is_known, is_again, copy=False), alias=quoted(_WRONG))],
        from_=_inside(numbered, "numbered"),
    )
    return _least(again)


def _first(columns: list[exp.Expr], table: Table, dialect: Dialect) -> exp.Select:
    return _least(exp.Select(expressions=[_numbered(dialect), *columns], from_=exp.From(this=table.node.copy())))


def _least(rows: exp.Select) -> exp.Select:
    least = exp.Min(this=exp.Column(this=quoted(_ROW)))
    where = exp.Where(this=exp.Column(this=quoted(_WRONG)))
    return exp.Select(expressions=[least], from_=_inside(rows, "rows"), where=where)


def _numbered(dialect: Dialect) -> exp.Alias:
    return exp.Alias(this=dialect.row_number(), alias=quoted(_ROW))


def _inside(rows: exp.Select, name: str) -> exp.From:
    return exp.From(this=exp.Subquery(this=rows, alias=exp.TableAlias(this=quoted(name))))
