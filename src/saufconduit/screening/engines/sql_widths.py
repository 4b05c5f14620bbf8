"""How wide the SELECTs of a query are, and how its answer is shared out where a database limits their columns."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, reduce
from operator import or_
from typing import TypeAlias

from saufconduit.screening.engines.sql_parts import PATIENTS, live_of, only
from saufconduit.screening.expressions import Expression, columns_of
from saufconduit.screening.layers import Layer
from saufconduit.screening.plan import Query

Widths: TypeAlias = dict[tuple[str, int], int]  # of each SELECT, its columns: as bits, for they are united very often
_Spans: TypeAlias = Callable[[str], tuple[int, ...]]


def width(query: Query) -> int:
    """The columns of the widest SELECT."""
    alive = [len(names) for several in live_of(query).values() for names in several]
    kept = [len(step.aggregates) for step in query.steps]
    return max(*alive, *kept, len(query.columns) + len(query.sparse)) + 1  # the patient


def cut(query: Query, widest: int) -> list[Query]:
    """Queries without `where` that each answer some of the columns, no SELECT of which is wider, if that can be."""
    reads, groups = _Reads(query), list[list[str]]()
    together: Widths = {}
    for name in _in_order(query):
        alone = reads.widths(name)
        both = {place: together.get(place, 0) | alone.get(place, 0) for place in (*together, *alone)}
        if groups and max(len(groups[-1]) + 1, *(bits.bit_count() for bits in both.values())) < widest:
            groups[-1].append(name)
            together = both
        else:
            groups.append([name])
            together = alone
    return [only(query, group) for group in groups]


def _in_order(query: Query) -> Iterator[str]:
    """The columns of the answer, each sparse one after that of its truth: they have much in common."""
    waiting: dict[Expression, list[str]] = {}
    for name, (truth, _) in query.sparse.items():
        waiting.setdefault(truth, []).append(name)
    for name, one in query.columns.items():
        yield name
        yield from waiting.pop(one, ())
    for names in waiting.values():
        yield from names


class _Reads:
    """What each column of an answer needs, in every SELECT of the query."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._bits: dict[str, int] = {}
        self._of_patients = self._spans(query.layers)
        self._of_steps = {step.name: self._spans(step.layers) for step in query.steps}
        self._kept = {name: (step.name, one.of.name) for step in query.steps for name, one in step.aggregates.items()}
        self._of_kept = cache(self._widths_of_kept)
        self._names = {self._bit(name): name for name in self._kept}
        self._all_kept = sum(self._names)

    def widths(self, name: str) -> Widths:
        """The columns that must stand in each SELECT for this one to be answered."""
        found = self.query.columns.get(name)
        read = columns_of(found) if found is not None else frozenset().union(*map(columns_of, self.query.sparse[name]))
        widths = _united(map(self._of_patients, read), len(self.query.layers) + 1)
        kept = [self._of_kept(one) for one in self._kept_in(widths[0])]
        places = {place for one in kept for place in one}
        return {(PATIENTS, at): bits for at, bits in enumerate(widths)} | {
            place: reduce(or_, (one.get(place, 0) for one in kept)) for place in places
        }

    def _kept_in(self, bits: int) -> Iterator[str]:
        """What is kept of steps among the columns that are bits."""
        bits &= self._all_kept
        while bits:
            last = bits & -bits
            yield self._names[last]
            bits ^= last

    def _widths_of_kept(self, name: str) -> Widths:
        step, of = self._kept[name]
        spans = self._of_steps[step](of)
        return {(step, at): bits for at, bits in enumerate(spans)} | {(step, len(spans)): self._bit(name)}

    def _spans(self, layers: Sequence[Layer]) -> _Spans:
        """For a column, what must be there before each layer and after the last."""
        depths = {name: depth for depth, layer in enumerate(layers) for name in layer}

        @cache
        def spans(name: str) -> tuple[int, ...]:
            depth = depths.get(name, -1)
            own = (self._bit(name),) * (len(layers) - depth)
            read = () if depth < 0 else columns_of(layers[depth][name])
            return (*_united(map(spans, read), depth + 1), *own)

        return spans

    def _bit(self, name: str) -> int:
        return self._bits.setdefault(name, 1 << len(self._bits))


def _united(several: Iterable[Sequence[int]], length: int) -> list[int]:
    """The first so many, united."""
    found = [0] * length
    for bits in several:
        found = [one | other for one, other in zip(found, bits, strict=False)]
    return found
