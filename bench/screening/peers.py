"""Other engines for rules over the same trees: OpenFisca-core for columns, cql-execution for one patient at a time."""

import json
import statistics
import subprocess
import time
from pathlib import Path

import polars as pl
import polars_by_hand as by_hand
from cohort import ON, Cohort, generated
from measuring import check_same, race, told

from saufconduit.screening.engines.embedded import Embedded

HERE = Path(__file__).parent


def openfisca(cohort: Cohort, size: int, rounds: int) -> None:
    """OpenFisca has no tables and no unknown: it is given one reduced row a patient, made by Polars by hand."""
    from openfisca import Screening

    tables = cohort.in_memory()
    reduction = by_hand.reduced(by_hand.from_coded(tables, ON), ON)
    started = time.perf_counter()
    screening = Screening(reduction.collect(engine="streaming"))
    print(f"\nOpenFisca : réduction et mise en codes {time.perf_counter() - started:.2f} s")
    verdicts = cohort.verdicts()
    waiting = [screening.loaded() for _ in range(rounds + 2)]  # what it has computed, it keeps: one a run
    check_same(
        {"plan généré": generated(Embedded(tables), verdicts), "OpenFisca-core": screening.verdicts(waiting.pop())}
    )
    joined, trees = cohort.joined(tables)
    contestants = {
        "plan généré, tables comprises": lambda: generated(Embedded(tables), verdicts),
        "plan généré, arbres seuls": lambda: generated(Embedded(joined), trees),
        "OpenFisca-core, arbres seuls": lambda: screening.verdicts(waiting.pop()),
        "réduction des tables par Polars": lambda: reduction.collect(engine="streaming"),
    }
    told(
        f"{size} patients, en mémoire, OpenFisca-core",
        race(contestants, rounds),
        size,
        "plan généré, tables comprises",
    )


def cql(cohort: Cohort, size: int, node_modules: Path, folder: Path, runs: int = 6) -> None:
    """cql-execution takes one patient at a time; reduced rows again. A million is ten thousand, a hundred times."""
    tables = cohort.in_memory()
    reduced = by_hand.reduced(by_hand.from_coded(tables, ON), ON).collect()
    patients, answers = folder / "patients.ndjson", folder / "answers.json"
    words = [name for name, kind in reduced.schema.items() if kind != pl.Boolean]
    reduced.with_columns(pl.col(words).cast(pl.String)).write_ndjson(patients)
    script = str(HERE / "cql" / "run.mjs")
    subprocess.run(["node", script, str(node_modules.resolve()), str(patients), str(runs), str(answers)], check=True)
    found = json.loads(answers.read_text())
    schema = {"patient_id": pl.String, **{f"v{at}": pl.Boolean for at in range(9)}}
    frame = pl.DataFrame(found["rows"], schema=schema, orient="row")
    check_same({"plan généré": generated(Embedded(tables), cohort.verdicts()), "cql-execution": frame})
    cpus = [one["cpu"] for one in found["times"][1:]]
    middle = statistics.median(cpus)
    print(
        f"\ncql-execution, {size} patients, arbres seuls : {middle:.2f} s de CPU ({min(cpus):.2f}–{max(cpus):.2f}), "
        f"soit {size / middle:.0f} patients par s ; un million, extrapolé : {middle * 1e6 / size:.0f} s"
    )
