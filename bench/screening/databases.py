"""The generated SQL against the SQL by hand, on the same tables of the same engine, called in the same way."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import sql_by_hand
from cohort import ON, TABLES, Cohort
from measuring import check_same, cpu_of_tree, race, told

from saufconduit.screening.engines.database import SqlEngine, SqlSource

# The servers are those that the tests start.
sys.path.append(str(Path(__file__).parents[2] / "tests"))
SCHEMA = {"patient_id": pl.String, **{f"v{at}": pl.Boolean for at in range(9)}}
Frames = dict[str, pl.DataFrame]
Run = Callable[[str], pl.DataFrame]
Opened = tuple[SqlSource, Run, Callable[[], float]]


def compare(cohort: Cohort, size: int, engines: list[str], rounds: int) -> None:
    """On each engine: the same answers, then how long each statement takes."""
    frames = {name: cohort.scanned(name).collect() for name in TABLES}
    frames["patients"] = frames["patients"].select(one.name for one in cohort.specs["patients"])
    opened = {"duckdb": _duckdb, "postgresql": _postgresql, "spark": _spark}
    for name in engines:
        with opened[name](frames) as (source, run, others):
            _compare(cohort, size, name, source, run, others, rounds)


def _compare(
    cohort: Cohort, size: int, name: str, source: SqlSource, run: Run, others: Callable[[], float], rounds: int
) -> None:
    engine = SqlEngine(source, cohort.specs)
    generated = engine.compiled(engine.prepared(cohort.verdicts())).sql(source.dialect)
    by_hand = sql_by_hand.statement(name, ON, lambda table: source.node(table).sql(source.dialect.name))
    check_same({"SQL à la main": run(by_hand), "SQL généré": pl.concat(engine.run(cohort.verdicts()))})
    contestants = {"SQL à la main": lambda: run(by_hand), "SQL généré": lambda: run(generated)}
    told(f"{size} patients, {name}", race(contestants, rounds, others), size, "SQL à la main")


@contextmanager
def _duckdb(frames: Frames) -> Iterator[Opened]:
    import duckdb
    from cohort_databases import write_duckdb

    from saufconduit.screening.engines.duckdb import DuckDBSource

    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        source = DuckDBSource(write_duckdb(Path(folder, "cohort.duckdb"), frames))
        _say(f"DuckDB {duckdb.__version__}", started)
        yield source, lambda text: pl.DataFrame(source.connection.sql(text).to_arrow_table()), lambda: 0.0
        source.connection.close()


@contextmanager
def _postgresql(frames: Frames) -> Iterator[Opened]:
    import psycopg
    from cohort_databases import postgresql_server, write_postgresql

    from saufconduit.screening.engines.database import frame_of_csv
    from saufconduit.screening.engines.postgresql import PostgreSQLSource

    with postgresql_server() as address:
        started = time.perf_counter()
        source = PostgreSQLSource(write_postgresql(address, "cohort", frames))
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("SET jit = off")  # as the engine does
            server = _parent(connection.info.backend_pid)
            _say(f"PostgreSQL {connection.info.parameter_status('server_version')}", started)

            def run(text: str) -> pl.DataFrame:
                with connection.cursor().copy(f"COPY ({text}) TO STDOUT (FORMAT csv)") as copy:
                    lines = [bytes(line) for line in copy]
                kinds = {name: "boolean" if name != "patient_id" else "text" for name in SCHEMA}
                return frame_of_csv(lines, kinds)

            yield source, run, lambda: cpu_of_tree(server)


@contextmanager
def _spark(frames: Frames) -> Iterator[Opened]:
    import pyspark
    from cohort_databases import write_parquet
    from spark_cluster import spark_cluster

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        started = time.perf_counter()
        os.environ |= {"SPARK_CONF_DIR": temporary, "SPARK_LOCAL_IP": "127.0.0.1"}
        with spark_cluster(folder) as address:
            from saufconduit.screening.engines.spark import SparkSource

            source = SparkSource(f"{address}?folder={write_parquet(folder / 'cohort', frames)}")
            _say(f"Spark {pyspark.__version__}, un maître et deux ouvriers d’un cœur, fichiers Parquet", started)
            own = os.getpid()
            try:
                yield (
                    source,
                    lambda text: pl.DataFrame(source.session.sql(text).toArrow()),
                    lambda: cpu_of_tree(own) - time.process_time(),
                )
            finally:
                source.session.stop()


def _say(what: str, started: float) -> None:
    print(f"\n{what} ; démarrage et chargement {time.perf_counter() - started:.0f} s", flush=True)


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
