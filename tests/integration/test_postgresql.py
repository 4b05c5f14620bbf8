"""A cohort in a real PostgreSQL server: the answers of the embedded engine, from any way of storing it."""

from collections.abc import Callable, Iterator

import polars as pl
import psycopg
import pytest
from agreeing import (
    COHORTS,
    ON,
    QUERIES,
    all_of_it,
    born_on,
    cohort,
    cohort_of_many,
    days_of_every_kind,
    differences,
    disagreements,
    disagreements_on_new_facts,
    embedded,
    older_cohort,
    opened,
)
from cohort_databases import postgresql_server, write_postgresql
from many_indications import many_indications
from screened import specs_of
from synthetic import REGISTRY

from saufconduit.screening.engines.database import BATCH_ROWS
from saufconduit.screening.engines.postgresql import PostgreSQLSource
from saufconduit.screening.expressions import Column
from saufconduit.screening.plan import Query
from saufconduit.screening.sources import open_cohort
from saufconduit.vocabulary.problem import Problem

SECRET = "Zyxwvut"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql_server() as address:
        yield address


@pytest.fixture(scope="module")
def stored(server) -> Callable[[str], PostgreSQLSource]:
    """Opens a cohort of one make, which is written once."""
    addresses: dict[str, str] = {}

    def opened(make: str) -> PostgreSQLSource:
        if make not in addresses:
            addresses[make] = write_postgresql(server, make, cohort_of_many() if make == "many" else cohort(make))
        source = open_cohort(addresses[make])
        assert isinstance(source, PostgreSQLSource)
        return source

    return opened


@pytest.fixture
def changed(server, request) -> Callable[..., PostgreSQLSource]:
    """A cohort of texts, after some statements, in a schema of its own."""

    def opened(*statements: str) -> PostgreSQLSource:
        schema = f"changed_{abs(hash(request.node.nodeid))}"
        address = write_postgresql(server, schema, cohort("texts"))
        with psycopg.connect(server) as connection:
            connection.execute(f"SET search_path = {schema}")
            for statement in statements:
                connection.execute(statement)
        return PostgreSQLSource(address)

    return opened


@pytest.mark.parametrize("make", COHORTS)
def test_postgresql_answers_what_the_embedded_engine_does(stored, make):
    assert disagreements(stored(make), cohort(make)) == {}


@pytest.mark.parametrize("asked", QUERIES)
def test_postgresql_answers_every_kind_of_query(stored, asked):
    assert disagreements(stored("texts"), cohort("texts"), asked) == {}


def test_postgresql_reads_facts_newer_than_its_cohort_as_unknown(server):
    source = PostgreSQLSource(write_postgresql(server, "older", older_cohort()))

    assert disagreements_on_new_facts(source) == {}


def test_postgresql_screens_three_hundred_indications_in_parts(stored):
    assert disagreements(stored("many"), cohort_of_many(), "all", many_indications()) == {}


def test_postgresql_answers_in_batches(server):
    names = [f"P-{number:06}" for number in range(BATCH_ROWS + 10)]
    patients = cohort("nobody")["patients"].clear(len(names)).with_columns(patient_id=pl.Series(names))
    address = write_postgresql(server, "large", {**cohort("nobody"), "patients": patients})
    engine, plan = opened(PostgreSQLSource(address))

    heights = [frame.height for frame in engine.run(all_of_it(plan))]

    assert sum(heights) == len(names)
    assert max(heights) <= BATCH_ROWS


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE treatments ALTER agent TYPE varchar(60)",
        "ALTER TABLE patients ALTER grade TYPE smallint, ALTER ki67 TYPE numeric(6, 2)",
        "ALTER TABLE opinions RENAME TO given_opinions; CREATE VIEW opinions AS SELECT * FROM given_opinions",
        (
            "CREATE TYPE outcome_word AS ENUM ({outcomes});"
            "ALTER TABLE treatments ALTER outcome TYPE outcome_word USING outcome::outcome_word"
        ),
        "CREATE DOMAIN word AS text; ALTER TABLE patients ALTER disease TYPE word",
    ],
    ids=["varchar", "small-numbers", "view", "enum", "domain"],
)
def test_postgresql_reads_any_type_that_fits(changed, change):
    outcomes = ", ".join(f"'{name}'" for name in REGISTRY.vocabulary.outcomes)

    assert disagreements(changed(change.format(outcomes=outcomes)), cohort("texts")) == {}


def test_postgresql_is_asked_in_transactions_that_only_read(stored):
    source = stored("texts")

    with source._connected() as connection, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        connection.execute("DELETE FROM texts.patients")


def test_postgresql_reads_the_first_and_the_last_day_that_a_text_can_be(server):
    frames = born_on(*days_of_every_kind())
    query = Query((), (), {name: Column(name) for name in ("birth_first", "birth_last")})

    engine, _ = opened(PostgreSQLSource(write_postgresql(server, "births", frames)))
    found = pl.concat(engine.run(query))

    assert differences(found, embedded(frames, query)) == {}


# --- what is wrong


@pytest.mark.parametrize(
    ("table", "change", "fault"),
    [
        ("patients", "UPDATE patients SET disease = 'rhume' WHERE {third}", (("disease", "word"), 1)),
        ("patients", "UPDATE patients SET birth = '2025-02-29' WHERE {third}", (("birth", "day"), 1)),
        ("patients", "UPDATE patients SET birth = '0000' WHERE {third}", (("birth", "day"), 1)),
        ("patients", "UPDATE patients SET ki67 = 101 WHERE {third}", (("ki67", "bound"), 1)),
        ("patients", "UPDATE patients SET patient_id = NULL WHERE {third}", (("patient_id", "null"), 1)),
        ("patients", "INSERT INTO patients SELECT * FROM patients WHERE {third}", (("patient_id", "duplicate"), 1)),
        (
            "opinions",
            "UPDATE opinions SET proposes = ARRAY['rien', NULL] WHERE ctid = '(0,3)'",
            (("proposes", "word"), 1),
        ),
    ],
)
def test_postgresql_tells_what_is_wrong_in_how_many_rows(changed, table, change, fault):
    key, rows = fault
    third = "patient_id = (SELECT MIN(patient_id) FROM patients)"
    specs = specs_of(REGISTRY, ON)[table]

    source = changed(change.format(third=third))
    present = source.columns(table)
    found = source.faults(table, [spec for spec in specs if spec.name in present])

    assert {name: fault.rows for name, fault in found.items()} == {key: rows}


@pytest.mark.parametrize("make", COHORTS)
def test_postgresql_finds_nothing_wrong_in_a_right_cohort(stored, make):
    source, specs = stored(make), specs_of(REGISTRY, ON)

    found = {
        table: source.faults(table, [spec for spec in several if spec.name in source.columns(table)])
        for table, several in specs.items()
    }

    assert found == {table: {} for table in specs}


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ("varchar(9)", "text"),
        ("uuid", "text"),
        ("boolean", "boolean"),
        ("smallint", "number"),
        ("numeric(5, 1)", "number"),
        ("date", "day"),
        ("timestamptz", "day"),
        ("text[]", "words"),
        ("integer[]", "other"),
        ("bytea", "other"),
    ],
)
def test_postgresql_tells_the_kind_of_a_column(changed, declared, kind):
    source = changed("DROP TABLE accesses", f'CREATE TABLE accesses ("x" {declared})')

    assert source.columns("accesses") == {"x": kind}


def test_postgresql_without_a_table_says_which(changed):
    with pytest.raises(Problem) as caught:
        changed("DROP TABLE accesses").columns("accesses")

    assert caught.value.code == "cohort.no-table"


def test_postgresql_that_cannot_read_a_value_never_shows_it(stored, changed):
    _, plan = opened(stored("texts"))
    third = "patient_id = (SELECT MIN(patient_id) FROM patients)"
    engine = changed(f"UPDATE patients SET birth = '{SECRET}' WHERE {third}").engine(specs_of(REGISTRY, ON))

    with pytest.raises(Problem) as caught:
        list(engine.run(all_of_it(plan)))

    assert caught.value.code == "cohort.unreadable"
    assert SECRET not in caught.value.text() + str(caught.value.__cause__)


def test_postgresql_that_went_away_is_told(stored, tmp_path):
    source = stored("texts")
    source.address = f"postgresql://tester@/postgres?host={tmp_path}"

    with pytest.raises(Problem) as one:
        source.columns("patients")
    with pytest.raises(Problem) as other:
        source.row("SELECT 1")

    assert (one.value.code, other.value.code) == ("cohort.unreadable", "cohort.unreadable")


def test_postgresql_that_refuses_a_statement_is_told_by_its_kind(stored):
    with pytest.raises(Problem) as caught:
        stored("texts").row("SELECT nothing")

    assert "UndefinedColumn" in caught.value.text()


def test_postgresql_that_does_not_let_its_columns_be_read_is_told(server):
    closed = server.replace("/postgres?", "/closed?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE closed")
        connection.execute("CREATE ROLE reader LOGIN")
    with psycopg.connect(closed) as connection:
        connection.execute("REVOKE SELECT ON pg_attribute FROM PUBLIC")

    with pytest.raises(Problem) as caught:
        PostgreSQLSource(closed.replace("tester@", "reader@")).columns("patients")

    assert "InsufficientPrivilege" in caught.value.text()


def test_postgresql_that_does_not_answer_is_told(tmp_path):
    with pytest.raises(Problem) as caught:
        open_cohort(f"postgresql://tester@/postgres?host={tmp_path}")

    assert caught.value.code == "cohort.unreadable"
