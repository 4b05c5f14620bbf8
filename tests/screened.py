"""Cohorts written as rows, screened in memory; small registries around criteria, to screen them with."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

import polars as pl
from reading_criteria import SOURCE
from synthetic import REGISTRY, act

from saufconduit.criteria.nodes import Criterion, Node
from saufconduit.patients.as_of import PatientOn
from saufconduit.patients.file import PatientFile
from saufconduit.regimes.acts import Act
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.programme import Indication, IndicationVersion, Programme
from saufconduit.screening.access import STATES
from saufconduit.screening.engines.embedded import Embedded, expression_of, normalised
from saufconduit.screening.expressions import Column, Expression, columns_of
from saufconduit.screening.layers import Layers
from saufconduit.screening.plan import Plan, Target, facts_of, plan_of
from saufconduit.screening.rows import missing_of, verdict_of
from saufconduit.screening.tables import CONTRADICTORY, ColumnSpec, Shape, on_of, specs
from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.text import Text
from saufconduit.vocabulary.truth import Truth

Rows = Sequence[Mapping[str, Any]]
Tables = Mapping[str, Rows]
TABLES = ("patients", "treatments", "opinions", "accesses")
OPEN = (act("established", start="2020-01-01"),)
_LABEL = Text("essai", "trial")
_TYPES: dict[str, Any] = {
    "text": pl.String,
    "word": pl.String,
    "words": pl.List(pl.String),
    "boolean": pl.Boolean,
    "day": pl.String,
}


# --- registries


def programme_of(
    trees: Iterable[Node], name: str = "essai", regime: str = "cpc", acts: Sequence[Act] = OPEN
) -> Programme:
    """A programme with one indication a tree, `i1`, `i2`…; each criterion has an id of its own."""
    indications = []
    for number, tree in enumerate(trees, 1):
        one = f"i{number}"
        version = IndicationVersion(_LABEL, None, with_ids(tree, f"{name}/{one}"), SOURCE)
        indications.append(Indication(one, (version,)))
    return Programme(name, regime, _LABEL, (), tuple(acts), tuple(indications), ())


def with_ids(tree: Node, prefix: str) -> Node:
    """The tree, each criterion called by its place: `prefix/c1`, `prefix/c2`…"""
    return _numbered(tree, prefix, iter(range(1, 1000)))


def _numbered(node: Node, prefix: str, numbers: Iterable[int]) -> Node:
    if isinstance(node, Criterion):
        return replace(node, id=f"{prefix}/c{next(iter(numbers))}")
    changes: dict[str, Any] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        is_many = isinstance(value, tuple)
        changes[field.name] = (
            tuple(_numbered(part, prefix, numbers) for part in value) if is_many else _numbered(value, prefix, numbers)
        )
    return type(node)(**changes)


def registry_of(*programmes: Programme) -> Registry:
    """The packaged vocabulary and law, with these programmes alone."""
    return Registry(REGISTRY.vocabulary, REGISTRY.law, {}, programmes)


# --- cohorts


def specs_of(registry: Registry, on: date, known: date | None = None) -> dict[str, list[ColumnSpec]]:
    """The columns of a cohort for a registry."""
    facts = frozenset(facts_of(registry.doors(on, known or on)))
    return specs(registry.vocabulary, facts, registry.indication_ids())


def frames_of(
    tables: Tables,
    columns: Mapping[str, Sequence[ColumnSpec]],
    *,
    without: Collection[str] = (),
    has_dates: bool = False,
) -> dict[str, pl.DataFrame]:
    """The rows as frames: all columns that are asked, and the others that some row has, but for those `without`.

    Days are text or, with `has_dates`, dates; a birth is always text.
    """
    found = {}
    for table in TABLES:
        rows = tables.get(table, ())
        present = {name for row in rows for name in row}
        kept = [
            spec
            for spec in columns[table]
            if (spec.required or spec.null_if_absent or spec.name in present) and spec.name not in without
        ]
        found[table] = pl.DataFrame([_series(spec, rows, has_dates) for spec in kept])
    return found


def _series(spec: ColumnSpec, rows: Rows, has_dates: bool) -> pl.Series:
    series = pl.Series(spec.name, [row.get(spec.name) for row in rows], dtype=_type_of(spec, rows))
    return series.str.to_date() if has_dates and spec.kind == "day" and spec.name != "birth" else series


def _type_of(spec: ColumnSpec, rows: Rows) -> Any:
    if spec.kind == "number":
        return pl.Float64 if any(isinstance(row.get(spec.name), float) for row in rows) else pl.Int64
    return _TYPES[spec.kind]


def as_stored(tables: Tables, columns: Mapping[str, Sequence[ColumnSpec]], without: Collection[str] = ()) -> Tables:
    """The rows as the oracle reads them: each with all columns, those `without` empty."""
    return {
        table: [
            {spec.name: None for spec in columns[table]}
            | {name: value for name, value in row.items() if name not in without}
            for row in tables.get(table, ())
        ]
        for table in TABLES
    }


# --- answers


def plan_for(
    frames: Mapping[str, pl.DataFrame], registry: Registry, on: date, known: date | None = None, **asked: Any
) -> tuple[Plan, dict[str, pl.LazyFrame]]:
    """The plan for these frames, and the frames as it reads them."""
    columns = specs_of(registry, on, known)
    tables = {name: normalised(frame.lazy(), columns[name], name) for name, frame in frames.items()}
    shape = Shape(**{name: frozenset(_read(frame.collect_schema().names())) for name, frame in tables.items()})
    return plan_of(registry, shape, on, known or on, **asked), tables


def _read(names: Collection[str]) -> Iterable[str]:
    """The columns that a plan may read: a day that an engine keeps as it is written is none."""
    return (name for name in names if f"{name}_first" not in names)


def answers(
    frames: Mapping[str, pl.DataFrame],
    registry: Registry,
    on: date,
    known: date | None = None,
    *,
    streaming: bool = False,
    **asked: Any,
) -> dict[str, list[tuple[Any, ...]]]:
    """For each patient what `cohort_oracle.judged` says of one: id, verdict, state, missing, truth of each leaf."""
    plan, tables = plan_for(frames, registry, on, known, **asked)
    columns: dict[str, Any] = {name: Column(name) for name in plan.leaves}
    for number, target in enumerate(plan.targets):
        columns |= {f"truth {number}": target.truth, f"state {number}": target.state}
    sparse = {name: (target.truth, one) for target in plan.targets for name, one in target.masks}
    batches = Embedded(tables, streaming=streaming).run(plan.query(columns, sparse))
    return {
        str(row["patient_id"]): [_answer(row, number, target) for number, target in enumerate(plan.targets)]
        for batch in batches
        for row in batch.to_dicts()
    }


def _answer(row: Mapping[str, Any], number: int, target: Target) -> tuple[Any, ...]:
    truth = row[f"truth {number}"]
    missing = missing_of(target, {name: row[name] for name, _ in target.masks})
    leaves = {leaf.criterion.id: row[leaf.column] for leaf in target.leaves}
    return (target.id, verdict_of(truth, missing), STATES[row[f"state {number}"]], missing, leaves)


def computed(layers: Layers, expression: Expression, columns: Mapping[str, Sequence[Any]]) -> list[Any]:
    """The values of an expression over the layers, on a table of these columns."""
    frame = pl.DataFrame(columns)
    for layer in layers.needed(columns_of(expression)):
        frame = frame.with_columns(**{name: expression_of(one) for name, one in layer.items()})
    return frame.select(pl.repeat(0, pl.len()), value=expression_of(expression))["value"].to_list()


def dated(fact: str) -> tuple[str, str]:
    """The column of a fact and the one that dates it."""
    return fact.replace("-", "_"), on_of(fact)


# --- patients of files


def screened_patients(patients: Mapping[int, PatientOn], tree: Node) -> dict[int, tuple[Truth, list[str]]]:
    """The truth of the tree and what is missing, screened, for each patient that four tables can hold."""
    registry = registry_of(programme_of([tree]))
    found = {}
    for on in {patient.on for patient in patients.values()}:
        rows = [rows_of(str(number), one.patient) for number, one in patients.items() if one.on == on]
        held = [one for one in rows if one is not None]
        tables = {table: [row for one in held for row in one[table]] for table in TABLES}
        for name, ((_, verdict, _, missing, _),) in answers(
            frames_of(tables, specs_of(registry, on)), registry, on
        ).items():
            found[int(name)] = ({"eligible": True, "ineligible": False}.get(verdict), missing)
    return found


def rows_of(name: str, patient: PatientFile) -> dict[str, list[dict[str, Any]]] | None:
    """The rows of a patient; None where a fact has several values that no row can hold."""
    row: dict[str, Any] = {
        "patient_id": name,
        "birth": _text(patient.birth),
        "sex": patient.sex,
        "treatments_complete": patient.treatments_complete,
    }
    for fact, statements in (patient.facts or {}).items():
        column, on = dated(fact)
        values, days = {item.value for item in statements}, {item.on for item in statements}
        is_coded = REGISTRY.vocabulary.facts[fact].kind in ("code", "concept")
        if len(days) > 1 or (len(values) > 1 and not is_coded):
            return None
        row[column] = CONTRADICTORY if len(values) > 1 else next(iter(values), None)
        if days - {None}:  # no such column where no patient has a day
            row[on] = _text(days.pop())
    own = {"patient_id": name}
    treatments = [
        own | item._asdict() | {"started": _text(item.start), "ended": _text(item.end)} for item in patient.treatments
    ]
    opinions = [
        own
        | {"board": item.board, "given": _text(item.on), "declines": list(item.declines)}
        | {"proposes": None if item.proposes is None else list(item.proposes)}
        for item in patient.opinions
    ]
    return {"patients": [row], "treatments": treatments, "opinions": opinions, "accesses": []}


def _text(day: PartialDay | None) -> str | None:
    return None if day is None else str(day)
