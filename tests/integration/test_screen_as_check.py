"""Screening a cohort says of each patient what `check` says of that patient's file."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from cohort_files import lay_cohort, synthetic, tables_of_each
from synthetic import REGISTRY

from saufconduit.screening.tables import CONTRADICTORY, on_of

DAY = ("--on", "2026-10-12", "--known", "2026-10-12")
SIZE = 300
Row = dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The cohort, as tables and as patient files."""
    tables = {name: without_backward_periods(frame) for name, frame in synthetic(SIZE).items()}
    folder = lay_cohort(tmp_path_factory.mktemp("cohort"), tables)
    (folder / "files").mkdir()
    for name, (row, mine) in tables_of_each(tables).items():
        written = json.dumps(file_of(row, mine), ensure_ascii=False)
        (folder / "files" / f"{name}.json").write_text(written, encoding="utf-8")
    return folder


def without_backward_periods(frame: pl.DataFrame) -> pl.DataFrame:
    """No end before its start: a patient file refuses that."""
    if "ended" not in frame.columns:
        return frame
    return frame.with_columns(ended=pl.when((pl.col("ended") >= pl.col("started")).fill_null(True)).then("ended"))


def file_of(row: Row, tables: dict[str, list[Row]]) -> Row:
    """A row of `patients`, with the rows of the other tables that are theirs, as a patient file."""
    return {
        "id": row["patient_id"],
        "birth": row["birth"],
        "sex": row["sex"],
        "facts": dict(facts_of(row)),
        "treatments": [treatment_of(one) for one in tables["treatments"]],
        "treatments-complete": row["treatments_complete"],
        "opinions": [opinion_of(one) for one in tables["opinions"]],
        "accesses": [
            {"until": one["ended"], **{key: one[key] for key in ("programme", "indication", "started")}}
            for one in tables["accesses"]
        ],
    }


def facts_of(row: Row) -> Iterable[tuple[str, list[Row]]]:
    """What is stated of each fact; `contradictory` is two values of one day."""
    for fact in REGISTRY.vocabulary.facts.values():
        value, on = row.get(fact.id.replace("-", "_")), row.get(on_of(fact.id))
        if value is not None and not fact.sources:  # what is derived is stated of nobody
            values = (list(fact.values) or ["net", "meningioma"])[:2] if value == CONTRADICTORY else [value]
            yield fact.id, [{"value": one, "on": on} for one in values]


def treatment_of(row: Row) -> Row:
    """A drug that is not of the vocabulary has a name."""
    found = {"agent": row["agent"], "line": row["line"], "from": row["started"], "until": row["ended"]}
    named = {"name": "hors vocabulaire"} if row["agent"] == "other" else {}
    return found | {"outcome": row["outcome"]} | named


def opinion_of(row: Row) -> Row:
    """An item that is NULL says nothing of the products asked for: neither does a class of drugs."""
    proposes, declines = (
        None if row[key] is None else [one or "somatostatin-analogue" for one in row[key]]
        for key in ("proposes", "declines")
    )
    return {"board": row["board"], "on": row["given"], "proposes": proposes, "declines": declines}


def saufconduit(*words: object) -> bytes:
    """What the command prints, as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "saufconduit", *map(str, words)], capture_output=True, timeout=300, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


@pytest.mark.parametrize("on", ["2026-10-12", "2022-06-01"])
def test_screening_says_of_each_patient_what_check_says_of_the_file(folder, on):
    day, files = ("--on", on, "--known", "2026-10-12"), sorted((folder / "files").iterdir())

    checked = json.loads(saufconduit("check", *files, *day, "--json"))
    saufconduit("screen", folder, *day, "--all", "-o", folder / "rows.parquet")

    rows = pl.read_parquet(folder / "rows.parquet")
    assert len(files) == SIZE
    assert {row[:3]: (*row[3:5], set(row[5])) for row in rows.iter_rows()} == {
        (one["patient"], found["programme"], found["indication"]): (
            found["verdict"],
            found["access"]["state"],
            set(found["missing"]),
        )
        for one in checked
        for found in one["results"]
    }


def test_the_page_of_a_screening_counts_what_check_says_of_the_files(folder):
    checked = json.loads(saufconduit("check", *sorted((folder / "files").iterdir()), *DAY, "--json"))

    found = json.loads(saufconduit("screen", folder, *DAY, "--json"))

    verdicts = [(item["programme"], item["indication"], item["verdict"]) for one in checked for item in one["results"]]
    names = ("eligible", "pending", "undetermined", "ineligible")
    assert {
        (one["programme"], one["indication"], name): one[name] for one in found["indications"] for name in names
    } == {
        (one["programme"], one["indication"], name): verdicts.count((one["programme"], one["indication"], name))
        for one in found["indications"]
        for name in names
    }
