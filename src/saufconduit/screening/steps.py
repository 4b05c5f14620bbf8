"""The tables that have several rows a patient, reduced to one row a patient."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from saufconduit.screening.expressions import Column, Expression, columns_of
from saufconduit.screening.layers import Layers

Table: TypeAlias = Literal["treatments", "opinions", "accesses"]
Kind: TypeAlias = Literal["any", "max", "count", "distinct"]


@dataclass(frozen=True)
class Aggregate:
    """Over the rows of a patient: whether `any` is true, the `max`, the `count` of true ones, of `distinct` values.

    For a patient without rows: false, NULL, 0, 0.
    """

    kind: Kind
    of: Column


@dataclass
class Step:
    """One table, the rows that count, columns on them in layers, and what is kept of each patient.

    `beside` are the columns of its patient that may be read beside each row.
    """

    name: str
    table: Table
    layers: Layers
    where: Expression | None = None
    beside: frozenset[str] = frozenset()
    aggregates: dict[str, Aggregate] = field(default_factory=dict)
    _names: dict[Aggregate, str] = field(default_factory=dict)

    def keep(self, name: str, kind: Kind, of: Expression) -> Column:
        """The column of the patient that holds the aggregate; equal ones are one column."""
        aggregate = Aggregate(kind, self.layers.define(name, of))
        found = self._names.get(aggregate)
        if found is not None:
            return Column(found)
        unique, number = f"{self.name}_{name}", 1
        while unique in self.aggregates:
            number += 1
            unique = f"{self.name}_{name}_{number}"
        self.aggregates[unique] = aggregate
        self._names[aggregate] = unique
        return Column(unique)

    def needed(self, wanted: Iterable[str]) -> "NeededStep | None":
        """The step with only what `wanted` needs; None where it is not needed at all."""
        kept = {name: one for name, one in self.aggregates.items() if name in set(wanted)}
        if not kept:
            return None
        names = {one.of.name for one in kept.values()} | (columns_of(self.where) if self.where is not None else set())
        layers = self.layers.needed(names)
        read = {name for layer in layers for one in layer.values() for name in columns_of(one)} | names
        return NeededStep(self.name, self.table, layers, self.where, frozenset(read & self.beside), kept)


@dataclass(frozen=True)
class NeededStep:
    """A step as an engine runs it."""

    name: str
    table: Table
    layers: tuple[dict[str, Expression], ...]
    where: Expression | None
    beside: frozenset[str]
    aggregates: dict[str, Aggregate]


def keep_beside(patients: Layers, step: Step, name: str, kind: Kind, of: Expression) -> Column:
    """The column of the patients that holds an aggregate of a step; one of `patients` from then on."""
    column = step.keep(name, kind, of)
    patients.take(column.name)
    return column
