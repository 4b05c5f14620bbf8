"""Cohorts in folders of Parquet files: synthetic ones, small ones written as text; what the oracle says of each."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from cohort_oracle import judged, patient_of
from screened import TABLES, frames_of, plan_for, specs_of
from synthetic import REGISTRY

from saufconduit.criteria.nodes import All, Criterion, IfThen, Node, Not, parts_of
from saufconduit.patients.as_of import PatientOn
from saufconduit.registry.catalogue import Registry
from saufconduit.screening.engines.embedded import Embedded
from saufconduit.screening.engines.folder import Folder
from saufconduit.screening.plan import Plan, plan_of
from saufconduit.screening.rows import VERDICTS, Rows
from saufconduit.screening.sources import checked
from saufconduit.screening.synth import synthetic_cohort
from saufconduit.vocabulary.truth import Truth

ON = date(2026, 10, 12)
SIZE = 300
Frames = Mapping[str, pl.DataFrame]


@cache
def synthetic(size: int = SIZE) -> Frames:
    """The tables of invented patients, of the first seed with which they have every verdict: the knowledge grows."""
    programmes = {name: sorted(found) for name, found in REGISTRY.indication_ids().items()}
    drawn = (synthetic_cohort(size, seed, REGISTRY.vocabulary, programmes, ON) for seed in range(7, 200))
    return next(frames for frames in drawn if _verdicts(frames) == set(VERDICTS) - {"ineligible"})


def _verdicts(frames: Frames) -> set[str]:
    plan, tables = plan_for(frames, REGISTRY, ON)
    rows = Rows(Embedded(tables, streaming=False), plan).read()
    return {verdict for frame in rows for verdict in frame["verdict"]}


def lay_cohort(folder: Path, tables: Frames) -> Path:
    """Writes each table as a file of the folder, and gives the folder back."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return folder


def written(registry: Registry = REGISTRY, on: date = ON, **texts: str) -> dict[str, pl.DataFrame]:
    """The four tables of a cohort whose rows are written as text: see `rows_of_text`."""
    return frames_of({name: rows_of_text(text) for name, text in texts.items()}, specs_of(registry, on))


def rows_of_text(text: str) -> list[dict[str, Any]]:
    """The rows of a table written with bars: an empty cell is NULL, `[a b]` a list, `true` and digits are not text."""
    head, ruler, *lines = [line for line in text.splitlines() if line.strip()]
    assert set(ruler.strip()) <= set("-+"), "the second line of a table is its ruler"
    names = [name.strip() for name in head.split("|")]
    return [dict(zip(names, map(_cell, line.split("|")), strict=True)) for line in lines]


def _cell(written: str) -> Any:
    word = written.strip()
    if word.startswith("["):
        return [item if item != "NULL" else None for item in word.strip("[]").split()]
    constants = {"": None, "true": True, "false": False}
    return int(word) if word.isdecimal() and len(word) < 4 else constants.get(word, word)


def opened(folder: Path, registry: Registry = REGISTRY, on: date = ON, known: date = ON, **asked: Any) -> tuple:
    """The engine and the plan of a cohort, checked."""
    engine, shape = checked(Folder(str(folder)), specs_of(registry, on, known), str(folder))
    return engine, plan_of(registry, shape, on, known, **asked)


# --- the oracle


def tables_of_each(tables: Frames) -> dict[str, tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]]:
    """For each patient, the row of `patients` and the rows of the other tables."""
    found = {row["patient_id"]: (row, {name: [] for name in TABLES[1:]}) for row in tables["patients"].to_dicts()}
    for name in TABLES[1:]:
        for row in tables[name].to_dicts():
            found[row["patient_id"]][1][name].append(row)
    return found


def judged_all(
    tables: Frames, registry: Registry = REGISTRY, on: date = ON, known: date = ON
) -> dict[str, list[tuple]]:
    """For each patient what `judged` says: id, verdict, state of access, missing, truth of each criterion."""
    each = tables_of_each(tables)
    return {name: judged(row, mine, registry, on, known) for name, (row, mine) in each.items()}


def patients_on(tables: Frames, on: date = ON) -> dict[str, PatientOn]:
    """Each patient as known on the day."""
    each = tables_of_each(tables)
    return {
        name: PatientOn(patient_of(row, mine, REGISTRY.vocabulary), on, REGISTRY.vocabulary)
        for name, (row, mine) in each.items()
    }


def kleene(node: Node, leaves: Mapping[str, Truth], dropped: frozenset[str] = frozenset()) -> Truth:
    """The truth of a tree from those of its criteria; one that is dropped, or holds nothing else, is not asked for."""
    if isinstance(node, Criterion):
        return leaves[node.id]
    parts = [kleene(part, leaves, dropped) for part in parts_of(node) if _is_asked(part, dropped)]
    if isinstance(node, Not):
        return None if parts[0] is None else not parts[0]
    if isinstance(node, IfThen):
        condition, then = parts
        return any_of([None if condition is None else not condition, then])
    return all_of(parts) if isinstance(node, All) else any_of(parts)


def _is_asked(node: Node, dropped: frozenset[str]) -> bool:
    if isinstance(node, Criterion):
        return node.id not in dropped
    found = [_is_asked(part, dropped) for part in parts_of(node)]
    return all(found) if isinstance(node, IfThen) else any(found)


def all_of(parts: list[Truth]) -> Truth:
    """False where one is, unknown where one is, else true."""
    return False if False in parts else None if None in parts else True


def any_of(parts: list[Truth]) -> Truth:
    """True where one is, unknown where one is, else false."""
    return True if True in parts else None if None in parts else False


def trees_of(plan: Plan) -> dict[str, Node]:
    """The tree of each indication."""
    return {target.id: target.door.version.criteria for target in plan.targets}
