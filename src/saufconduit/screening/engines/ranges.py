"""Screens a cohort one range of patients after the other, so that memory holds no more than one of them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from saufconduit.screening.engines.embedded import KEY, Embedded
from saufconduit.screening.plan import Query

PATIENTS = 2_000_000  # in a range: 2 Gio. Fewer would cost files that are in no order one more reading each
_EVERY = 997  # patients, of whom one at least says how the names are spread
_SEEN = 100  # names in a range, at least, where there are as many


class Range(NamedTuple):
    """The patients whose name is neither before `low` nor from `high` on; all of them without either."""

    low: str | None = None
    high: str | None = None

    def of(self, table: pl.LazyFrame) -> pl.LazyFrame:
        """The rows of these patients: where a file is in their order, its other parts are not even read."""
        name = pl.col(KEY)
        if table.collect_schema()[KEY] != pl.String:
            name = name.cast(pl.String)
        if self.low is not None:
            table = table.filter(name >= self.low)
        return table if self.high is None else table.filter(name < self.high)


def ranges_of(patients: pl.LazyFrame, size: int) -> list[Range]:
    """Ranges of about as many patients each, `size` or a little more at most, whatever the order of the rows."""
    number = patients.select(pl.len()).collect(engine="streaming").item()
    parts = -(-number // size)
    if parts < 2:
        return [Range()]
    every = max(1, min(_EVERY, number // parts // _SEEN))
    sample = patients.select(pl.col(KEY).cast(pl.String).gather_every(every)).collect(engine="streaming")
    names = sample[KEY].sort().to_list()
    bounds = [names[len(names) * at // parts] for at in range(1, parts)]
    return [Range(low, high) for low, high in zip([None, *bounds], [*bounds, None], strict=True)]


class InRanges:
    """A cohort cut into ranges: each is screened by an engine of its own."""

    def __init__(self, parts: Sequence[Embedded]) -> None:
        self.parts = parts

    def run(self, query: Query) -> Iterator[pl.DataFrame]:
        """The answers for each range in turn; totals are added up."""
        frames = (frame for part in self.parts for frame in part.run(query))
        if query.is_total:
            yield pl.concat(frames).sum()
        else:
            yield from frames
