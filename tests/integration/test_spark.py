"""A cohort on a real Spark cluster, a master and two workers on loopback: the answers of the embedded engine."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from agreeing import (
    ON,
    QUERIES,
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
from cohort_databases import write_parquet
from many_indications import many_indications
from screened import plan_for, specs_of
from spark_cluster import connect_server, spark_cluster, why_not
from synthetic import REGISTRY

from saufconduit.screening.expressions import Column
from saufconduit.screening.plan import Query
from saufconduit.screening.sources import open_cohort
from saufconduit.vocabulary.problem import Problem

pytestmark = [
    pytest.mark.skipif(why_not() is not None, reason=why_not() or ""),
    pytest.mark.enable_socket,  # loopback only: the cluster listens on 127.0.0.1
    pytest.mark.filterwarnings("ignore"),  # of pyspark and of what it imports
]
SECRET = "Zyxwvut"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("spark")


@pytest.fixture(scope="module")
def cluster(folder, request) -> Iterator[str]:
    """The address of the cluster; the session of these tests ends with it."""
    patch = pytest.MonkeyPatch()
    request.addfinalizer(patch.undo)
    patch.setenv("SPARK_CONF_DIR", str(folder))
    patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    with spark_cluster(folder) as address:
        yield address
        from pyspark.sql import SparkSession

        session = SparkSession.getActiveSession()
        if session is not None:
            session.stop()


def source_of(cluster: str, folder: Path, make: str, frames=None):
    """The cohort of one make, in Parquet files that the cluster reads."""
    place = folder / f"cohort-{make}"
    if not place.exists():
        write_parquet(place, cohort(make) if frames is None else frames)
    return open_cohort(f"{cluster}?folder={place}")


def test_spark_answers_what_the_embedded_engine_does_of_a_cohort_of_texts(cluster, folder):
    assert disagreements(source_of(cluster, folder, "texts"), cohort("texts")) == {}


@pytest.mark.deep
@pytest.mark.parametrize("make", ["dates", "settings"])
def test_spark_answers_what_the_embedded_engine_does(cluster, folder, make):
    assert disagreements(source_of(cluster, folder, make), cohort(make)) == {}


@pytest.mark.deep
@pytest.mark.parametrize("make", ["undated", "alone", "nobody"])
def test_spark_answers_for_tables_that_lack_columns_or_rows(cluster, folder, make):
    assert disagreements(source_of(cluster, folder, make), cohort(make), "relevant") == {}


@pytest.mark.deep
@pytest.mark.parametrize("asked", [name for name in QUERIES if name != "all"])
def test_spark_answers_every_kind_of_query(cluster, folder, asked):
    assert disagreements(source_of(cluster, folder, "texts"), cohort("texts"), asked) == {}


@pytest.mark.deep
def test_spark_reads_the_first_and_the_last_day_that_a_text_can_be(cluster, folder):
    frames = born_on(*days_of_every_kind())
    query = Query((), (), {name: Column(name) for name in ("birth_first", "birth_last")})

    engine, _ = opened(source_of(cluster, folder, "births", frames))
    found = pl.concat(engine.run(query))

    assert differences(found, embedded(frames, query)) == {}


def test_spark_counts_the_lines_of_a_treatment(cluster, folder):
    assert disagreements_on_lines(source_of(cluster, folder, "older", older_cohort())) == {}


@pytest.mark.deep
def test_spark_reads_facts_newer_than_its_cohort_as_unknown(cluster, folder):
    assert disagreements_on_new_facts(source_of(cluster, folder, "older", older_cohort())) == {}


@pytest.mark.deep  # minutes of compiling on the cluster
def test_spark_screens_three_hundred_indications(cluster, folder):
    frames = cohort_of_many()

    assert disagreements(source_of(cluster, folder, "many", frames), frames, "all", many_indications()) == {}


def test_spark_answers_a_wide_query_in_parts(cluster, folder, monkeypatch):
    source = source_of(cluster, folder, "texts")
    monkeypatch.setattr(type(source.dialect), "widest", 100)

    assert disagreements(source, cohort("texts"), "totals") == {}


def test_spark_names_tables_by_their_catalog_and_database(cluster):
    from saufconduit.screening.engines.spark import SparkSource

    names = [
        SparkSource(f"{cluster}{place}")._sql(SparkSource(f"{cluster}{place}").node("patients"))
        for place in ("", "?database=a.b")
    ]

    assert names == ["`patients`", "`a`.`b`.`patients`"]


@pytest.mark.deep
def test_spark_reads_tables_of_a_database_of_its_catalog(cluster, folder):
    from pyspark.sql import SparkSession

    from saufconduit.screening.engines.spark import SparkSource

    source_of(cluster, folder, "texts")
    session = SparkSession.getActiveSession()
    session.sql("CREATE DATABASE IF NOT EXISTS warehouse")
    for table in cohort("texts"):
        files = folder / "cohort-texts" / f"{table}.parquet"
        session.sql(f"CREATE TABLE IF NOT EXISTS warehouse.{table} USING parquet LOCATION '{files}'")

    found = disagreements(SparkSource(f"{cluster}?database=warehouse"), cohort("texts"), "totals")

    assert found == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            [pl.lit("rhume").alias("disease"), pl.lit("2025-02-29").alias("birth")],
            {("disease", "word"), ("birth", "day")},
        ),
        (
            [pl.lit(101).alias("ki67"), pl.lit("P-1").alias("patient_id")],
            {("ki67", "bound"), ("patient_id", "duplicate")},
        ),
    ],
    ids=["words-and-days", "bounds-and-duplicates"],
)
def test_spark_tells_what_is_wrong(cluster, folder, change, fault):
    frames = {**cohort("texts"), "patients": cohort("texts")["patients"].with_columns(change)}
    source = source_of(cluster, folder, "-".join(sorted(one for one, _ in fault)), frames)
    specs = [spec for spec in specs_of(REGISTRY, ON)["patients"] if spec.name in source.columns("patients")]

    found = source.faults("patients", specs)

    assert set(found) == fault


def test_spark_without_a_table_says_which(cluster, folder):
    from saufconduit.screening.engines.spark import SparkSource

    with pytest.raises(Problem) as caught:
        SparkSource(f"{cluster}?folder={folder}/nothing").columns("accesses")

    assert caught.value.code == "cohort.no-table"


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ("string", "text"),
        ("varchar(9)", "text"),
        ("boolean", "boolean"),
        ("decimal(5,1)", "number"),
        ("date", "day"),
        ("timestamp", "day"),
        ("array<string>", "words"),
        ("array<int>", "list"),
        ("binary", "other"),
        ("void", "null"),
    ],
)
def test_spark_tells_the_kind_of_a_column(declared, kind):
    from saufconduit.screening.engines.spark import _stored

    assert _stored(declared).kind == kind


def test_spark_answers_in_batches(cluster, folder, monkeypatch):
    monkeypatch.setattr("saufconduit.screening.engines.spark.BATCH_ROWS", 300)
    engine, plan = opened(source_of(cluster, folder, "texts"))
    query = plan.query({"truth": plan.targets[0].truth})

    heights = [frame.height for frame in engine.run(query)]

    assert (sum(heights), max(heights)) == (cohort("texts")["patients"].height, 300)


def test_spark_that_is_asked_for_another_kind_of_session_is_told(cluster, folder):
    source_of(cluster, folder, "texts")

    with pytest.raises(Problem) as caught:
        open_cohort("sc://127.0.0.1:1")

    assert caught.value.code == "cohort.unreadable"


def test_spark_whose_files_are_no_parquet_is_told(cluster, folder):
    place = folder / "texts-and-no-parquet"
    place.mkdir()
    (place / "patients.parquet").write_text("ceci n’est pas du Parquet")

    with pytest.raises(Problem) as caught:
        open_cohort(f"{cluster}?folder={place}").columns("patients")

    assert caught.value.code == "cohort.unreadable"


def test_spark_that_cannot_run_a_statement_is_told_by_its_kind(cluster, folder):
    source = source_of(cluster, folder, "texts")

    with pytest.raises(Problem) as caught:
        source.row("SELECT nothing")

    assert "UNRESOLVED_COLUMN" in caught.value.text()


def test_spark_that_cannot_read_a_value_never_shows_it(cluster, folder):
    plan = plan_for(cohort("texts"), REGISTRY, ON)[0]
    frames = {**cohort("texts"), "patients": cohort("texts")["patients"].with_columns(birth=pl.lit(SECRET))}
    engine = source_of(cluster, folder, "secret", frames).engine(specs_of(REGISTRY, ON))

    with pytest.raises(Problem) as caught:
        list(engine.run(QUERIES["all"](plan)))

    assert caught.value.code == "cohort.unreadable"
    assert SECRET not in caught.value.text() + str(caught.value.__cause__)


@pytest.mark.deep
def test_spark_connect_answers_the_same(cluster, folder):
    from pyspark.sql import SparkSession

    SparkSession.getActiveSession().stop()
    with connect_server(folder, cluster) as address:
        source = source_of(address, folder, "texts")

        found = disagreements(source, cohort("texts"), "relevant")
        source.session.stop()

    assert found == {}
