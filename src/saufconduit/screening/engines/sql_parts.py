"""What a query reads, layer by layer, and what is left of it where less is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from saufconduit.screening.expressions import Column, columns_of
from saufconduit.screening.layers import Layer
from saufconduit.screening.plan import Query
from saufconduit.screening.steps import NeededStep

PATIENTS = ""  # beside the names of steps


def live(layers: Sequence[Layer], wanted: Iterable[str]) -> list[frozenset[str]]:
    """What must be there before each layer, in order, and last what is wanted after all of them."""
    found = [frozenset(wanted)]
    for layer in reversed(layers):
        kept = {name: one for name, one in layer.items() if name in found[-1]}
        found.append((found[-1] - kept.keys()).union(*(columns_of(one) for one in kept.values())))
    return found[::-1]


def wanted_of(query: Query) -> frozenset[str]:
    """The columns of the patients that the answer reads."""
    parts = [*query.columns.values(), *(part for pair in query.sparse.values() for part in pair)]
    parts += [] if query.where is None else [query.where]
    return frozenset[str]().union(*map(columns_of, parts))


def live_of(query: Query) -> dict[str, list[frozenset[str]]]:
    """`live` of the patients' layers and of those of each step."""
    found = {PATIENTS: live(query.layers, wanted_of(query))}
    return found | {step.name: live(step.layers, _kept_of(step)) for step in query.steps}


def reads_of(query: Query, alive: Mapping[str, Sequence[frozenset[str]]]) -> dict[str, frozenset[str]]:
    """The columns of each table that the query reads, by the names of the plan."""
    kept = {name for step in query.steps for name in step.aggregates}
    found = {"patients": alive[PATIENTS][0] - kept}
    for step in query.steps:
        where = frozenset[str]() if step.where is None else columns_of(step.where)
        names = (alive[step.name][0] - step.beside) | where
        found[step.table] = found.get(step.table, frozenset()) | names
        found["patients"] |= step.beside
    return found


def _kept_of(step: NeededStep) -> Iterable[str]:
    return (one.of.name for one in step.aggregates.values())


def pruned(query: Query) -> Query:
    """The query with only the steps and the layers that its answer needs."""
    after = live(query.layers, wanted_of(query))
    layers = tuple(
        {name: one for name, one in layer.items() if name in then}
        for layer, then in zip(query.layers, after[1:], strict=True)
    )
    steps: list[NeededStep] = []
    for step in query.steps:
        kept = {name: one for name, one in step.aggregates.items() if name in after[0]}
        if kept:
            steps.append(_pruned_step(replace(step, aggregates=kept)))
    return replace(query, steps=tuple(steps), layers=tuple(layer for layer in layers if layer))


def _pruned_step(step: NeededStep) -> NeededStep:
    after = live(step.layers, _kept_of(step))
    layers = tuple(
        {name: one for name, one in layer.items() if name in then}
        for layer, then in zip(step.layers, after[1:], strict=True)
    )
    return replace(step, layers=tuple(layer for layer in layers if layer), beside=step.beside & after[0])


def only(query: Query, names: Iterable[str]) -> Query:
    """The query that answers only these of its columns."""
    kept = set(names)
    columns = {name: one for name, one in query.columns.items() if name in kept}
    sparse = {name: pair for name, pair in query.sparse.items() if name in kept}
    return pruned(replace(query, columns=columns, sparse=sparse))


def unfiltered(query: Query) -> tuple[Query, dict[str, str]]:
    """A query for every patient, that also answers the columns that `where` reads; the names that it gives to them.

    What `where` reads of all indications at once would be too wide for any part: the parts keep every patient, and
    whoever puts them together filters.
    """
    read = frozenset[str]() if query.where is None else columns_of(query.where)
    names = {name: f"where {name}" for name in sorted(read)}
    columns = query.columns | {given: Column(name) for name, given in names.items()}
    return pruned(replace(query, columns=columns, where=None, is_total=False)), names
