"""A cohort in a DuckDB file: the answers of the embedded engine, from any way of storing it."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
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
    disagreements_on_lines,
    disagreements_on_new_facts,
    embedded,
    older_cohort,
    opened,
)
from cohort_databases import write_duckdb
from many_indications import many_indications
from screened import specs_of
from synthetic import REGISTRY

from saufconduit.screening.engines.database import BATCH_ROWS
from saufconduit.screening.engines.duckdb import DuckDBDialect, DuckDBSource
from saufconduit.screening.expressions import Column
from saufconduit.screening.plan import Query
from saufconduit.screening.sources import open_cohort
from saufconduit.vocabulary.problem import Problem

SECRET = "Zyxwvut"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("duckdb")


@pytest.fixture(scope="module")
def stored(folder) -> Callable[[str], DuckDBSource]:
    """Opens a cohort of one make, which is written once."""

    def opened(make: str) -> DuckDBSource:
        path = folder / f"{make}.duckdb"
        if not path.exists():
            write_duckdb(path, cohort_of_many() if make == "many" else cohort(make))
        source = open_cohort(str(path))
        assert isinstance(source, DuckDBSource)
        return source

    return opened


@pytest.fixture
def changed(tmp_path) -> Callable[..., DuckDBSource]:
    """A cohort of texts, after some statements."""

    def opened(*statements: str) -> DuckDBSource:
        path = write_duckdb(tmp_path / "changed.duckdb", cohort("texts"))
        with duckdb.connect(path) as connection:
            for statement in statements:
                connection.execute(statement)
        return DuckDBSource(path)

    return opened


@pytest.mark.parametrize("make", COHORTS)
def test_duckdb_answers_what_the_embedded_engine_does(stored, make):
    assert disagreements(stored(make), cohort(make)) == {}


@pytest.mark.parametrize("asked", QUERIES)
def test_duckdb_answers_every_kind_of_query(stored, asked):
    assert disagreements(stored("texts"), cohort("texts"), asked) == {}


@pytest.mark.parametrize("asked", [*QUERIES, "relevant total"])
def test_duckdb_answers_the_same_of_a_plan_that_is_cut_in_parts(stored, monkeypatch, asked):
    monkeypatch.setattr(DuckDBDialect, "widest", 40)

    assert disagreements(stored("texts"), cohort("texts"), asked) == {}


def test_duckdb_reads_facts_newer_than_its_cohort_as_unknown(tmp_path):
    source = DuckDBSource(write_duckdb(tmp_path / "older.duckdb", older_cohort()))

    assert disagreements_on_new_facts(source) == {}


def test_duckdb_counts_the_lines_of_a_treatment(tmp_path):
    assert disagreements_on_lines(DuckDBSource(write_duckdb(tmp_path / "older.duckdb", older_cohort()))) == {}


@pytest.mark.deep  # its planner takes a minute over so many columns
def test_duckdb_screens_three_hundred_indications(stored):
    assert disagreements(stored("many"), cohort_of_many(), "all", many_indications()) == {}


def test_duckdb_answers_in_batches(tmp_path):
    names = [f"P-{number:06}" for number in range(BATCH_ROWS + 10)]
    patients = cohort("nobody")["patients"].clear(len(names)).with_columns(patient_id=pl.Series(names))
    engine, plan = opened(DuckDBSource(write_duckdb(tmp_path / "c.duckdb", {**cohort("nobody"), "patients": patients})))

    heights = [frame.height for frame in engine.run(all_of_it(plan))]

    assert sum(heights) == len(names)
    assert max(heights) <= BATCH_ROWS


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE treatments ALTER agent TYPE ENUM('{agents}')",
        (
            "CREATE OR REPLACE TABLE patients AS"
            " SELECT * REPLACE (grade::TINYINT AS grade, ki67::DECIMAL(6, 2) AS ki67) FROM patients"
        ),
        "ALTER TABLE opinions RENAME TO given_opinions; CREATE VIEW opinions AS SELECT * FROM given_opinions",
        "CREATE OR REPLACE TABLE patients AS SELECT * REPLACE (ki67::FLOAT AS ki67) FROM patients",
    ],
    ids=["enum", "small-numbers", "view", "float"],
)
def test_duckdb_reads_any_type_that_fits(changed, change):
    agents = "', '".join([*REGISTRY.vocabulary.agents, "other"])

    assert disagreements(changed(change.format(agents=agents)), cohort("texts")) == {}


def test_duckdb_reads_a_file_that_it_cannot_write(changed, tmp_path):
    source = changed()

    with pytest.raises(duckdb.Error, match="read-only"):
        source.connection.execute("DELETE FROM patients")


def test_duckdb_reads_the_first_and_the_last_day_that_a_text_can_be(tmp_path):
    frames = born_on(*days_of_every_kind())
    query = Query((), (), {name: Column(name) for name in ("birth_first", "birth_last")})

    engine, _ = opened(DuckDBSource(write_duckdb(tmp_path / "c.duckdb", frames)))
    found = pl.concat(engine.run(query))

    assert differences(found, embedded(frames, query)) == {}


# --- what is wrong


@pytest.mark.parametrize(
    ("table", "change", "fault"),
    [
        ("patients", "UPDATE patients SET disease = 'rhume' WHERE rowid IN (4, 7)", (("disease", "word"), 2, 5)),
        ("patients", "UPDATE patients SET birth = '2025-02-29' WHERE rowid = 3", (("birth", "day"), 1, 4)),
        ("patients", "UPDATE patients SET birth = '0000' WHERE rowid = 3", (("birth", "day"), 1, 4)),
        ("patients", "UPDATE patients SET ki67 = 101 WHERE rowid = 8", (("ki67", "bound"), 1, 9)),
        ("patients", "UPDATE patients SET ki67 = -1 WHERE rowid = 8", (("ki67", "bound"), 1, 9)),
        ("patients", "UPDATE patients SET patient_id = NULL WHERE rowid < 2", (("patient_id", "null"), 2, 1)),
        (
            "patients",
            "UPDATE patients SET patient_id = (SELECT patient_id FROM patients WHERE rowid = 3) WHERE rowid IN (5, 9)",
            (("patient_id", "duplicate"), 2, 6),
        ),
        ("treatments", "UPDATE treatments SET line = 0 WHERE rowid = 0", (("line", "bound"), 1, 1)),
        (
            "opinions",
            """CREATE OR REPLACE TABLE opinions AS SELECT * REPLACE
               (CASE WHEN rowid = 2 THEN ['rien', NULL] ELSE proposes END AS proposes) FROM opinions""",
            (("proposes", "word"), 1, 3),
        ),
    ],
)
def test_duckdb_tells_what_is_wrong_in_which_row(changed, table, change, fault):
    key, rows, first = fault
    specs = specs_of(REGISTRY, ON)[table]

    source = changed(change)
    present = source.columns(table)
    found = source.faults(table, [spec for spec in specs if spec.name in present])

    assert found == {key: (rows, first)}


@pytest.mark.parametrize("make", COHORTS)
def test_duckdb_finds_nothing_wrong_in_a_right_cohort(stored, make):
    source, specs = stored(make), specs_of(REGISTRY, ON)

    found = {
        table: source.faults(table, [spec for spec in several if spec.name in source.columns(table)])
        for table, several in specs.items()
    }

    assert found == {table: {} for table in specs}


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ("VARCHAR", "text"),
        ("UUID", "text"),
        ("ENUM('a')", "text"),
        ("BOOLEAN", "boolean"),
        ("UTINYINT", "number"),
        ("DECIMAL(5, 1)", "number"),
        ("DATE", "day"),
        ("TIMESTAMP WITH TIME ZONE", "day"),
        ("VARCHAR[]", "words"),
        ("INTEGER[]", "list"),
        ("BLOB", "other"),
        ("STRUCT(a INTEGER)", "other"),
    ],
)
def test_duckdb_tells_the_kind_of_a_column(changed, declared, kind):
    source = changed("DROP TABLE accesses", f'CREATE TABLE accesses ("x" {declared})')

    assert source.columns("accesses") == {"x": kind}


def test_duckdb_tells_a_column_of_nothing_but_null(changed):
    source = changed("DROP TABLE accesses", "CREATE VIEW accesses AS SELECT NULL AS x")

    assert source.columns("accesses") == {"x": "null"}


def test_duckdb_whose_connection_is_gone_is_told_before_it_is_asked(changed):
    source = changed()
    source.connection.close()

    with pytest.raises(Problem) as caught:
        source.columns("patients")

    assert caught.value.code == "cohort.unreadable"


def test_duckdb_without_a_table_says_which(changed):
    with pytest.raises(Problem) as caught:
        changed("DROP TABLE accesses").columns("accesses")

    assert caught.value.code == "cohort.no-table"
    assert "accesses" in caught.value.what()


def test_duckdb_that_cannot_read_a_value_never_shows_it(stored, changed):
    _, plan = opened(stored("texts"))
    engine = changed(f"UPDATE patients SET birth = '{SECRET}' WHERE rowid = 3").engine(specs_of(REGISTRY, ON))

    with pytest.raises(Problem) as caught:
        list(engine.run(all_of_it(plan)))

    assert caught.value.code == "cohort.unreadable"
    assert "ConversionException" in caught.value.text()
    assert SECRET not in caught.value.text() + str(caught.value.__cause__)


def test_duckdb_that_cannot_check_a_table_says_so(changed):
    source = changed()
    source.connection.close()

    with pytest.raises(Problem) as caught:
        source.faults("accesses", specs_of(REGISTRY, ON)["accesses"][:0])

    assert caught.value.code == "cohort.unreadable"


def test_duckdb_that_refuses_a_statement_is_told_by_its_kind(stored):
    with pytest.raises(Problem) as caught:
        stored("texts").row("SELECT nothing")

    assert "BinderException" in caught.value.text()


def test_duckdb_file_that_is_none_is_told(tmp_path):
    path = tmp_path / "c.duckdb"
    path.write_text("ceci n’est pas une base, mais un texte assez long pour être pris pour une base de données" * 50)

    with pytest.raises(Problem) as caught:
        open_cohort(str(path))

    assert caught.value.code == "cohort.unreadable"
