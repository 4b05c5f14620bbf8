"""Cohorts of every make, and what a database answers of them that the embedded engine does not."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import polars as pl
from cohort_files import Frames
from many_indications import many_indications
from screened import plan_for, specs_of
from synthetic import REGISTRY

from saufconduit.registry.catalogue import Registry
from saufconduit.screening.engines.embedded import Embedded
from saufconduit.screening.engines.engine import Engine
from saufconduit.screening.expressions import Column
from saufconduit.screening.plan import Plan, Query, plan_of, relevant
from saufconduit.screening.sources import Source, checked
from saufconduit.screening.synth import synthetic_cohort

ON = date(2026, 10, 12)
COHORTS = ("texts", "dates", "undated", "alone", "nobody", "settings")
SIZE = 2000
ODD_NAMES = ['a,b "c"', "été", " two ", "l'\\n", "\\", "a\nb", "NULL", "a\tb", "--", '"']


@cache
def cohort(make: str) -> Frames:
    """A synthetic cohort whose tables are stored in one way of many."""
    texts = _synthetic(REGISTRY, SIZE)
    if make == "dates":
        return {name: _dated(frame) for name, frame in texts.items()}
    if make == "undated":
        days = [name for name in texts["patients"].columns if name.endswith("_on")]
        return {**texts, "patients": texts["patients"].drop(days)}
    if make == "alone":
        return {name: frame if name == "patients" else frame.clear() for name, frame in texts.items()}
    if make == "nobody":
        return {name: frame.clear() for name, frame in texts.items()}
    if make == "settings":
        return _set(texts)
    return texts


@cache
def cohort_of_many(size: int = 300) -> Frames:
    """A cohort about the 300 invented indications."""
    return _set(_synthetic(many_indications(), size))


def _synthetic(registry: Registry, size: int) -> dict[str, pl.DataFrame]:
    """Invented patients, some of whom have a name that is hard to write."""
    programmes = {name: sorted(found) for name, found in registry.indication_ids().items()}
    tables = synthetic_cohort(size, 11, registry.vocabulary, programmes, ON)
    names = tables["patients"]["patient_id"].sample(len(ODD_NAMES), seed=1)
    odd = pl.col("patient_id").replace(names, ODD_NAMES)
    return {name: frame.with_columns(odd) for name, frame in tables.items()}


def _dated(frame: pl.DataFrame) -> pl.DataFrame:
    """Each day as a date: of a month, its first day."""
    days = [name for name in frame.columns if name.endswith("_on") or name in ("birth", "started", "ended", "given")]
    return frame.with_columns((pl.col(name) + "-01").str.slice(0, 10).str.to_date() for name in days)


def _set(tables: Frames) -> Frames:
    """The treatments in a setting, some of them."""
    words = [*map(str, REGISTRY.vocabulary.facts["setting"].values), None]
    setting = pl.Series("setting", [words[at % len(words)] for at in range(tables["treatments"].height)])
    return {**tables, "treatments": tables["treatments"].with_columns(setting)}


def opened(source: Source, registry: Registry = REGISTRY) -> tuple[Engine, Plan]:
    """The engine of a cohort that is checked, and the plan for its columns."""
    engine, shape = checked(source, specs_of(registry, ON), "cohort")
    return engine, plan_of(registry, shape, ON, ON)


def all_of_it(plan: Plan) -> Query:
    """Every truth, state, mask and leaf, of every patient."""
    columns = {name: Column(name) for name in plan.leaves}
    for number, target in enumerate(plan.targets):
        columns |= {f"truth {number}": target.truth, f"state {number}": target.state}
    return plan.query(columns, {name: (target.truth, one) for target in plan.targets for name, one in target.masks})


def of_the_relevant(plan: Plan, *, is_total: bool = False) -> Query:
    """The truths, and what is missing, of the patients who may be in some access."""
    columns = {f"truth {number}": target.truth for number, target in enumerate(plan.targets)}
    sparse = {name: (target.truth, one) for target in plan.targets for name, one in target.masks}
    return plan.query(columns, {} if is_total else sparse, relevant(plan.targets), is_total=is_total)


def totals(plan: Plan) -> Query:
    """How many patients have each criterion true."""
    return plan.query({name: Column(name) for name in plan.leaves}, is_total=True)


def relevant_totals(plan: Plan) -> Query:
    """How many of the patients who may be in some access have each truth."""
    return of_the_relevant(plan, is_total=True)


QUERIES = {"all": all_of_it, "relevant": of_the_relevant, "totals": totals}


def embedded(frames: Frames, query: Query, registry: Registry = REGISTRY) -> pl.DataFrame:
    """What the embedded engine answers."""
    tables = plan_for(frames, registry, ON)[1]
    return pl.concat(Embedded(tables, streaming=False).run(query))


def disagreements(
    source: Source, frames: Frames, asked: str = "all", registry: Registry = REGISTRY
) -> Mapping[str, int]:
    """The columns in which the database and the embedded engine differ, and in how many rows."""
    engine, plan = opened(source, registry)
    query = (QUERIES | {"relevant total": relevant_totals})[asked](plan)
    return differences(pl.concat(engine.run(query)), embedded(frames, query, registry))


def differences(found: pl.DataFrame, expected: pl.DataFrame) -> Mapping[str, int]:
    """The columns in which two answers differ, and in how many rows; whole numbers may be of any size."""
    if (found.columns, found.height) != (expected.columns, expected.height):
        return {"columns": len(found.columns) - len(expected.columns), "rows": found.height - expected.height}
    if "patient_id" in found.columns:
        found, expected = found.sort("patient_id"), expected.sort("patient_id")
    found = found.cast(dict(expected.schema))
    counts = {name: int(found[name].ne_missing(expected[name]).sum()) for name in found.columns}
    return {name: count for name, count in counts.items() if count}


# --- days


def days_of_every_kind() -> list[str]:
    """Each month of ten years, of those whose February is odd, of one that begins with 0; years; days."""
    months = [f"{year:04}-{month:02}" for year in (*range(1995, 2006), 1900, 2100, 987) for month in range(1, 13)]
    return [*months, "1900", "2000", "2024", "0987", "2024-02-29", "1999-12-31", "0987-06-05"]


def born_on(*days: str) -> Frames:
    """Patients of whom nothing but their birth is known."""
    names = pl.Series([f"P-{at}" for at in range(len(days))], dtype=pl.String)
    patients = cohort("nobody")["patients"].clear(len(days)).with_columns(patient_id=names, birth=pl.Series(days))
    return {**cohort("nobody"), "patients": patients}
