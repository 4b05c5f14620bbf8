"""Measures the web application with ten thousand dossiers: every page, and what it takes to write an event.

Each engine in turn: the hospital is built anew, the server is the real one, the pages are asked for at set times. The
empty page of somebody logged in is asked for in between, so that a busy machine slows both.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
# The servers are those that the tests start.
sys.path.append(str(HERE.parents[1] / "tests"))
DAY = "2026-10-12"


def main() -> None:
    """Prints the tables of each engine."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--dossiers", type=int, default=10_000)
    read.add_argument("--events", type=int, default=200_000)
    read.add_argument("--seconds", type=float, default=8.0, help="for each page")
    read.add_argument("--engines", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    read.add_argument("--only", nargs="+", default=[""], help="pages whose name holds one of these")
    asked = read.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cœurs, Python {platform.python_version()}, charge {_busy():.1f}")
    for engine in asked.engines:
        with tempfile.TemporaryDirectory(prefix="saufconduit-bench-") as folder, _databases(engine) as databases:
            _measure(engine, asked, folder, databases)


def _busy() -> float:
    return os.getloadavg()[0]


def _measure(engine: str, asked: argparse.Namespace, folder: str, databases: dict[str, str]) -> None:
    words = ["--engine", engine, "--dossiers", asked.dossiers, "--events", asked.events, "--seconds", asked.seconds]
    command = [sys.executable, str(HERE / "one.py"), *map(str, words), "--only", *asked.only]
    subprocess.run(command, env={**_clean(), **_settings(folder), **databases}, check=True)


def _clean() -> dict[str, str]:
    """The environment without the settings of whoever measures."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SAUFCONDUIT_")}


def _settings(folder: str) -> dict[str, str]:
    modules = os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {
        "PYTHONPATH": modules,
        "DJANGO_SETTINGS_MODULE": "settings_of_bench",
        "SAUFCONDUIT_DATA": f"{folder}/data",
        "SAUFCONDUIT_KEYS": f"{folder}/keys",
        "SAUFCONDUIT_DEMO": "yes",
        "SAUFCONDUIT_DAY": DAY,
        "SAUFCONDUIT_SECOND_FACTOR": "relaxed",
        "SAUFCONDUIT_IDLE_MINUTES": "600",  # nobody is sent out while it lasts
    }


@contextmanager
def _databases(engine: str) -> Iterator[dict[str, str]]:
    """The addresses of two empty databases, for the server; SQLite's files need none."""
    if engine == "sqlite":
        yield {}
        return
    import psycopg
    from cohort_databases import postgresql_server

    with postgresql_server(durable=True) as address:
        with psycopg.connect(address, autocommit=True) as connection:
            for name in ("hospital", "exploitant"):
                connection.execute(f"CREATE DATABASE {name}")
        yield {
            "SAUFCONDUIT_DATABASE_URL": address.replace("/postgres?", "/hospital?"),
            "SAUFCONDUIT_EXPLOITANT_DATABASE_URL": address.replace("/postgres?", "/exploitant?"),
        }


if __name__ == "__main__":
    main()
