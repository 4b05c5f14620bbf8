"""The SQL of a query, as text: each column once, in the words of each database."""

from datetime import date

import pytest
from screened import specs_of
from sqlglot import exp, parse_one
from synthetic import REGISTRY

from saufconduit.screening.engines.duckdb import DuckDBDialect
from saufconduit.screening.engines.postgresql import PostgreSQLDialect, PostgreSQLSource
from saufconduit.screening.engines.sql import Stored, Table, compile_query
from saufconduit.screening.expressions import TRUE, Column, Compare, Literal
from saufconduit.screening.plan import Query

ON = date(2026, 10, 12)


def patients(*stored: str) -> dict[str, Table]:
    """A table of patients that has these columns."""
    columns = {name: Stored("text") for name in ("patient_id", *stored)}
    return {
        "patients": Table(
            "patients", exp.Table(this=exp.to_identifier("patients")), columns, specs_of(REGISTRY, ON)["patients"]
        )
    }


def asked(is_total: bool = False) -> Query:
    female = Compare("=", Column("sex"), Literal("female"))
    return Query((), ({"is_female": female},), {"truth": Column("is_female")}, is_total=is_total)


@pytest.mark.parametrize("dialect", [DuckDBDialect(), PostgreSQLDialect()], ids=["duckdb", "postgresql"])
def test_sql_writes_each_column_once_and_reads_back(dialect):
    text = compile_query(asked(), patients("sex"), dialect).sql(dialect)

    names = [cte.alias for cte in parse_one(text, read=dialect.name).find_all(exp.CTE)]

    assert text.count("'female'") == 1
    assert len(names) == len(set(names))


def test_sql_of_a_query_that_reads_no_day_has_no_code_of_days():
    text = compile_query(asked(), patients("sex"), DuckDBDialect()).sql(DuckDBDialect())

    assert "_coded" not in text


def test_sql_of_totals_counts_a_number_that_is_not_zero_as_true():
    query = Query((), (), {"grades": Column("grade"), "all": TRUE}, is_total=True)
    tables = patients()
    tables["patients"].stored["grade"] = Stored("number")

    text = compile_query(query, tables, DuckDBDialect()).sql(DuckDBDialect())

    assert "<> 0" in text


def test_sql_in_order_sorts_by_patient():
    text = compile_query(asked(), patients("sex"), DuckDBDialect(), is_ordered=True).sql(DuckDBDialect())

    assert 'ORDER BY "patient_id"' in text


def test_sql_of_postgresql_is_fenced_so_that_no_column_is_computed_twice():
    text = compile_query(asked(), patients("sex"), PostgreSQLDialect()).sql(PostgreSQLDialect())

    assert "OFFSET 0" in text


def test_postgresql_without_a_schema_finds_a_table_by_the_search_path():
    source = PostgreSQLSource.__new__(PostgreSQLSource)
    source.schema = None

    assert source.node("patients").sql(dialect="postgres") == '"patients"'
