"""Cohorts of every make, and what a database answers of them that the embedded engine does not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import polars as pl
from cohort_files import Frames
from many_indications import many_indications
from reading_criteria import read_criteria
from screened import plan_for, programme_of, registry_of, specs_of
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


# --- facts newer than a cohort

NEW_FACTS = ("disease", "extent", "resectable", "ki67")  # one of each kind
_NEW_DAYS = tuple(f"{name}_on" for name in NEW_FACTS)
_ON_NEW_FACTS = (
    "{any: [{disease: bronchial-net}, {sstr-pet: positive}]}",
    "{extent: metastatic}",
    "{all: [{resectable: false}, {course: progressive}]}",
    "{not: {ki67: {more-than: 20}}}",
    "{extent: {is: metastatic, since: {agent: systemic}}}",
    "{extent: {is: metastatic, since: {agent: systemic}, within: {months: 6}}}",
)


def registry_of_new_facts() -> Registry:
    """Trees that ask for facts which have just come into the vocabulary."""
    found = registry_of(programme_of(map(read_criteria, _ON_NEW_FACTS)))
    facts = {
        name: replace(one, added=ON if name in NEW_FACTS else None) for name, one in REGISTRY.vocabulary.facts.items()
    }
    return replace(found, vocabulary=replace(found.vocabulary, facts=facts))


def disagreements_on_lines(source: Source) -> Mapping[str, int]:
    """What the source of the older cohort answers otherwise of how many lines there were: no real text asks it."""
    trees = ("{lines: {agent: systemic, at-least: 2}}", "{lines: {agent: chemotherapy, at-least: 1}}")
    return disagreements(source, older_cohort(), "all", registry_of(programme_of(map(read_criteria, trees))))


def older_cohort() -> Frames:
    """A cohort of before these facts: it has no column for them."""
    texts = cohort("texts")
    patients = texts["patients"].drop(*NEW_FACTS, *_NEW_DAYS)
    return {**texts, "patients": patients, "accesses": texts["accesses"].clear()}


def emptied_cohort() -> Frames:
    """The same cohort, with the columns of these facts, empty."""
    kinds = cohort("texts")["patients"].schema
    empty = {name: pl.lit(None, kinds[name]) for name in NEW_FACTS}
    return {**older_cohort(), "patients": older_cohort()["patients"].with_columns(**empty)}


def disagreements_on_new_facts(source: Source) -> Mapping[str, int]:
    """What the source of the older cohort answers otherwise than the cohort that is emptied."""
    return disagreements(source, emptied_cohort(), "all", registry_of_new_facts())


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
