"""One synthetic cohort as Parquet files, and the same tables in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import polars as pl
from words import AGENTS, BOARDS, CONCEPTS, FACTS, PROGRAMMES

from saufconduit.registry.cache import load_registry
from saufconduit.registry.catalogue import Registry
from saufconduit.screening.engines.embedded import Embedded, normalised
from saufconduit.screening.engines.engine import Engine
from saufconduit.screening.engines.folder import Folder
from saufconduit.screening.expressions import Column, columns_of
from saufconduit.screening.plan import Plan, Query, facts_of, plan_of
from saufconduit.screening.synth import synthetic_cohort
from saufconduit.screening.tables import Shape, specs

ON = date(2026, 10, 12)
SEED = 20261122
TABLES = ("patients", "treatments", "opinions", "accesses")
_CHUNK = 1_000_000
Tables = Mapping[str, pl.LazyFrame]


@cache
def registry() -> Registry:
    """The programmes whose trees the peers have by hand, whatever others there are by now."""
    found = load_registry()
    return replace(found, programmes=tuple(one for one in found.programmes if one.id in PROGRAMMES))


def write_cohort(folder: Path, size: int) -> None:
    """`size` patients, in files of at most a million, so that making them needs no more memory than that."""
    programmes = {name: sorted(several) for name, several in registry().indication_ids().items()}
    known = registry().vocabulary
    vocabulary = replace(
        known,
        facts={name: known.facts[name] for name in FACTS},
        concepts={name: known.concepts[name] for name in CONCEPTS},
        agents={name: known.agents[name] for name in AGENTS},
        boards={name: known.boards[name] for name in BOARDS},
    )
    for first in range(0, size, _CHUNK):
        number = min(_CHUNK, size - first)
        for name, frame in synthetic_cohort(number, SEED, vocabulary, programmes, ON, first).items():
            (folder / name).mkdir(parents=True, exist_ok=True)
            frame.write_parquet(folder / name / f"{first:010}.parquet")


@dataclass
class Cohort:
    """The files of a cohort, and the plan that screens them."""

    folder: Path

    @cached_property
    def specs(self) -> dict:
        """The columns of the tables."""
        facts = frozenset(facts_of(registry().doors(ON, ON)))
        found = specs(registry().vocabulary, facts, registry().indication_ids())
        asked = {name.replace("-", "_") for name in facts}
        # What no tree asks is left in the files: neither contestant reads it.
        read = {"patient_id", "birth", "treatments_complete", *asked, *(f"{name}_on" for name in asked)}
        return found | {"patients": [one for one in found["patients"] if one.name in read]}

    def files(self) -> Tables:
        """The files, as the embedded engine reads them."""
        return {name: normalised(self.scanned(name), self.specs[name], name) for name in TABLES}

    def engine(self) -> Engine:
        """The engine that `saufconduit screen` takes for these files."""
        return Folder(str(self.folder)).engine(self.specs)

    def scanned(self, table: str) -> pl.LazyFrame:
        """The files of a table."""
        return pl.scan_parquet(self.folder / table / "*.parquet")

    def in_memory(self, *, coded: bool = False) -> Tables:
        """The same tables, read: days are numbers, words are text or, with `coded`, codes of a list of words."""
        return {name: self._read(name, frame, coded).lazy() for name, frame in self.files().items()}

    def _read(self, table: str, lazy: pl.LazyFrame, coded: bool) -> pl.DataFrame:
        names = lazy.collect_schema().names()
        days = [name for name in names if f"{name}_first" in names]
        frame = lazy.drop(days).collect(engine="streaming")
        words = {one.name: list(one.words) for one in self.specs[table] if one.kind == "word" and coded}
        texts = [name for name, kind in frame.schema.items() if kind == pl.String and name in words]
        return frame.with_columns(pl.col(name).cast(pl.Enum(words[name])) for name in texts)

    @cached_property
    def plan(self) -> Plan:
        """The plan for all indications."""
        return self.planned(self.files())

    def planned(self, tables: Tables) -> Plan:
        """The plan, made anew."""
        shape = Shape(**{name: frozenset(frame.collect_schema().names()) for name, frame in tables.items()})
        return plan_of(registry(), shape, ON, ON)

    def verdicts(self) -> Query:
        """One truth an indication."""
        return self.plan.query({f"v{at}": target.truth for at, target in enumerate(self.plan.targets)})

    def joined(self, tables: Tables) -> tuple[Tables, Query]:
        """The patients with what is kept of the other tables already beside them, and the query that is left."""
        query = self.verdicts()
        made = {name for layer in query.layers for name in layer}
        read = {name for layer in query.layers for part in layer.values() for name in columns_of(part)} - made
        kept = {name: Column(name) for name in sorted(read)}
        patients = generated(Embedded(tables), replace(query, layers=(), columns=kept))
        return {"patients": patients.lazy()}, replace(query, steps=())

    def leaves(self) -> Query:
        """The truths of the indications and of every criterion."""
        truths = {f"v{at}": target.truth for at, target in enumerate(self.plan.targets)}
        return self.plan.query(truths | {name: Column(name) for name in self.plan.leaves})


def generated(engine: Engine, query: Query) -> pl.DataFrame:
    """The answer of the generated plan."""
    return pl.concat(engine.run(query))
