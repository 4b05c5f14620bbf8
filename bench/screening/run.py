"""Measures the screening of a synthetic cohort against what one would write by hand, and against other rule engines.

python bench/screening/run.py [--patients 1000000] [--rounds 5] [--sql 200000] [--node FOLDER_OF_NODE_MODULES]
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import polars as pl
import polars_by_hand as by_hand
from cohort import ON, SEED, Cohort, generated, registry, write_cohort
from measuring import check_same, race, told
from peers import cql, openfisca

from saufconduit.screening import synth
from saufconduit.screening.engines.embedded import Embedded
from saufconduit.screening.rows import Rows

HERE = Path(__file__).parent


def main() -> None:
    """Prints what was asked for, as tables in Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--patients", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sql", type=int, default=0, help="patients in the databases; 0: no database")
    parser.add_argument("--engines", nargs="*", default=["duckdb", "postgresql", "spark"])
    parser.add_argument("--node", type=Path, help="node_modules that hold cql-execution and @cqframework/cql")
    parser.add_argument("--peers", action="store_true", help="OpenFisca-core too, and cql-execution with --node")
    parser.add_argument("--folder", type=Path, help="where cohorts are kept, and found again")
    asked = parser.parse_args()
    _say_machine()
    _compiling()
    with tempfile.TemporaryDirectory(dir=asked.folder) as temporary:
        for size in asked.patients:
            cohort = _made(asked.folder or Path(temporary), size)
            _parquet(cohort, size, asked.rounds)
            _in_memory(cohort, size, asked.rounds)
            _memory(cohort, size)
            if asked.peers and size <= 1_000_000:
                openfisca(cohort, size, asked.rounds)
        if asked.peers and asked.node:
            cql(_made(asked.folder or Path(temporary), 10_000), 10_000, asked.node, Path(temporary))
        if asked.sql:
            from databases import compare  # needs the three clients

            compare(_made(asked.folder or Path(temporary), asked.sql), asked.sql, asked.engines, asked.rounds)


def _made(folder: Path, size: int) -> Cohort:
    path = folder / f"cohort-{size}"
    if not path.exists():
        started = time.perf_counter()
        part = folder / f"cohort-{size}.part"
        write_cohort(part, size)
        part.rename(path)
        octets = {one.name: sum(file.stat().st_size for file in one.iterdir()) for one in path.iterdir()}
        share = ", ".join(f"{name} {octet / size:.1f}" for name, octet in sorted(octets.items()))
        print(f"\n## {size} patients, écrits en {time.perf_counter() - started:.0f} s ; octets par patient : {share}")
    else:
        print(f"\n## {size} patients")
    return Cohort(path)


def _say_machine() -> None:
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    print(f"- {models[0].partition(': ')[2] if models else platform.machine()}, {os.cpu_count()} cœurs")
    print(f"- Python {platform.python_version()}, Polars {version('polars')}, {pl.thread_pool_size()} fils")
    print(
        f"- graine {SEED} ; inconnu {synth.UNKNOWN:.0%} de chaque fait, {synth.UNDATED:.0%} des faits sans date, "
        f"{synth.PARTIAL:.0%} des jours au mois près, {synth.CONTRADICTORY_SHARE:.0%} de valeurs contradictoires"
    )
    print(f"- charge de la machine au départ : {os.getloadavg()[0]:.1f}")


def _compiling() -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_cohort(Path(folder), 100)
        cohort = Cohort(Path(folder))
        registry()
        tables = cohort.files()
        times = []
        for _ in range(10):
            started = time.perf_counter()
            plan = cohort.planned(tables)
            times.append(time.perf_counter() - started)
    print(
        f"- plan de {len(plan.targets)} indications, {len(plan.leaves)} critères distincts : "
        f"{statistics.median(times) * 1e3:.0f} ms, médiane de 10 (but : 150)"
    )


def _parquet(cohort: Cohort, size: int, rounds: int) -> None:
    """From the files to the nine truths of each patient; reading and turning days into numbers included."""
    verdicts, leaves = cohort.verdicts(), cohort.leaves()
    contestants = {
        "Polars à la main": lambda: by_hand.verdicts(by_hand.load(cohort.folder, ON), ON).collect(engine="streaming"),
        "plan généré": lambda: generated(cohort.engine(), verdicts),
    }
    assert [target.id for target in cohort.plan.targets] == list(by_hand.TREES), "other trees than those by hand"
    check_same({name: run() for name, run in contestants.items()})
    contestants["plan généré, avec la vérité de chaque critère"] = lambda: generated(cohort.engine(), leaves)
    told(f"{size} patients, depuis Parquet", race(contestants, rounds), size, "Polars à la main")
    rows = {
        "vérités seules": contestants["plan généré"],
        "lignes (verdict, accès, `missing`)": lambda: _drained(Rows(cohort.engine(), cohort.plan)),
    }
    told(f"{size} patients, ce que coûtent les lignes, depuis Parquet", race(rows, rounds), size, "vérités seules")


def _drained(rows: Rows) -> int:
    return sum(frame.height for frame in rows.read())


def _in_memory(cohort: Cohort, size: int, rounds: int) -> None:
    """Evaluation alone: the tables are in memory, days are numbers."""
    verdicts, leaves = cohort.verdicts(), cohort.leaves()
    for coded in (False, True):
        started, used = time.perf_counter(), time.process_time()
        tables = cohort.in_memory(coded=coded)
        wall, cpu = time.perf_counter() - started, time.process_time() - used
        octets = sum(frame.collect().estimated_size() for frame in tables.values())
        words = "mots en codes (Enum)" if coded else "mots en texte"
        print(f"\nchargement, {words} : {cpu:.2f} s de CPU, {wall:.2f} s, {octets / size:.0f} octets par patient")
        contestants = {
            "Polars à la main": lambda tables=tables: by_hand.verdicts(by_hand.from_coded(tables, ON), ON).collect(
                engine="streaming"
            ),
            "plan généré": lambda tables=tables: generated(Embedded(tables), verdicts),
        }
        check_same({name: run() for name, run in contestants.items()})
        contestants["plan généré, avec la vérité de chaque critère"] = lambda tables=tables: generated(
            Embedded(tables), leaves
        )
        told(f"{size} patients, en mémoire, {words}", race(contestants, rounds), size, "Polars à la main")


def _memory(cohort: Cohort, size: int) -> None:
    """The highest resident memory of a process that does nothing but screen the files; its start is in it."""
    print(f"\n### {size} patients, mémoire résidente la plus haute d’un processus\n")
    for what in ("rien", "vérités", "lignes", "commande", "à la main"):
        command = [sys.executable, str(HERE / "peak.py"), str(cohort.folder), what]
        found = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        print(f"- {what} : {found.stdout.strip()}", flush=True)


if __name__ == "__main__":
    main()
