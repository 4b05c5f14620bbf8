"""Screens the files of a cohort and tells the highest memory that the process held. python peak.py FOLDER WHAT"""

import contextlib
import io
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
import polars_by_hand as by_hand
from cohort import ON, Cohort

from saufconduit.cli.main import main as cli
from saufconduit.screening.rows import Rows


def main() -> None:
    """One line: how many rows, how long, how much memory."""
    cohort, what = Cohort(Path(sys.argv[1])), sys.argv[2]
    started = time.perf_counter()
    found = _screened(cohort, what)
    seconds = time.perf_counter() - started
    print(f"{_peak_kb() / 2**20:.2f} Gio, {found} lignes, {time.process_time():.1f} s de CPU, {seconds:.1f} s")


def _peak_kb() -> int:
    """Not `getrusage`: its maximum is inherited from the process that started this one."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def _screened(cohort: Cohort, what: str) -> int:
    if what == "commande":
        return _commanded(cohort)
    if what == "rien":
        return len(cohort.plan.targets) * 0
    if what == "vérités":
        return sum(frame.height for frame in cohort.engine().run(cohort.verdicts()))
    if what == "lignes":
        return sum(frame.height for frame in Rows(cohort.engine(), cohort.plan).read())
    lazy = by_hand.verdicts(by_hand.load(cohort.folder, ON), ON)
    return sum(frame.height for frame in lazy.collect_batches(engine="streaming", maintain_order=False))


def _commanded(cohort: Cohort) -> int:
    """`saufconduit screen` itself: the files checked, the rows written."""
    with tempfile.TemporaryDirectory(dir=cohort.folder.parent) as folder:
        rows = Path(folder, "rows.parquet")
        with contextlib.redirect_stdout(io.StringIO()):
            assert cli(["screen", str(cohort.folder), "--on", ON.isoformat(), "-o", str(rows)]) == 0
        return pl.scan_parquet(rows).select(pl.len()).collect().item()


if __name__ == "__main__":
    main()
