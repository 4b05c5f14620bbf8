"""The answer of a screening: one row for each patient and indication that is not ruled out (contracts §6)."""

from collections import Counter
from collections.abc import Iterator, Sequence

import polars as pl

from saufconduit.screening.access import STATES
from saufconduit.screening.engines.engine import Engine
from saufconduit.screening.expressions import TRUE, Expression
from saufconduit.screening.plan import BOARD, Plan, Target, relevant

SCHEMA: dict[str, pl.DataType] = {
    "patient_id": pl.String(),
    "programme": pl.String(),
    "indication": pl.String(),
    "verdict": pl.String(),
    "access_state": pl.String(),
    "missing": pl.List(pl.String()),
}
VERDICTS = ("eligible", "pending", "undetermined", "ineligible")


class Rows:
    """The rows of a screening, and what they count up to once they have all been read."""

    def __init__(self, engine: Engine, plan: Plan, *, keep_all: bool = False, with_missing: bool = True) -> None:
        self.engine, self.plan, self.keep_all, self.with_missing = engine, plan, keep_all, with_missing
        self.patients = 0
        self.counts: Counter[tuple[str, str, str]] = Counter()  # of (programme/indication, verdict, state)
        self.one_missing: Counter[str] = Counter()  # patients for whom one name would settle the indication

    def read(self) -> Iterator[pl.DataFrame]:
        """The rows, a frame at a time; the counts are complete when there is none left."""
        columns: dict[str, Expression] = {}
        sparse: dict[str, tuple[Expression, Expression]] = {}
        for at, target in enumerate(self.plan.targets):
            columns |= {f"truth {at}": target.truth, f"state {at}": target.state}
            sparse |= {name: (target.truth, mask) for name, mask in target.masks}
        where = None if self.keep_all else relevant(self.plan.targets)
        self.patients = total(self.engine, self.plan)
        for batch in self.engine.run(self.plan.query(columns, sparse, where)):
            for at, target in enumerate(self.plan.targets):
                rows = self._rows(batch, at, target)
                if rows.height:
                    yield rows

    def _rows(self, batch: pl.DataFrame, at: int, target: Target) -> pl.DataFrame:
        truth, state = f"truth {at}", f"state {at}"
        masks = [name for name, _ in target.masks]
        kept = batch.select("patient_id", truth, state, *masks)
        if not self.keep_all:
            kept = kept.filter(pl.col(truth).is_null() | pl.col(truth))
        keys = kept.group_by(truth, state, *masks).len()
        told = pl.DataFrame(
            [self._told(row, target, truth, state) for row in keys.iter_rows(named=True)],
            schema={truth: pl.Boolean, state: pl.Int64, **dict.fromkeys(masks, pl.Int64), **_TOLD},
            orient="row",
        )
        kept = kept.with_columns(pl.col(state, *masks).cast(pl.Int64))
        joined = kept.join(told, on=[truth, state, *masks], how="left", nulls_equal=True)
        names = {"programme": pl.lit(target.door.programme.id), "indication": pl.lit(target.door.indication.id)}
        found = joined.with_columns(**names).select(list(SCHEMA))
        return found if self.with_missing else found.drop("missing")

    def _told(self, row: dict[str, object], target: Target, truth: str, state: str) -> tuple[object, ...]:
        """What all the rows of one combination of columns say; they are few, however many the patients."""
        masks = [row[name] for name, _ in target.masks]
        names = missing_of(target, {name: int(str(mask)) for (name, _), mask in zip(target.masks, masks, strict=True)})
        value = row[truth]
        missing = names if value is None else []
        verdict = verdict_of(value, missing)
        word = STATES[int(str(row[state]))]
        self.counts[target.id, verdict, word] += int(str(row["len"]))
        if len(missing) == 1:
            self.one_missing[target.id] += int(str(row["len"]))
        return (value, row[state], *masks, verdict, word, missing)


_TOLD: dict[str, pl.DataType] = {"verdict": pl.String(), "access_state": pl.String(), "missing": pl.List(pl.String())}


def missing_of(target: Target, masks: dict[str, int]) -> list[str]:
    """The names whose bits are set, in the order of the tree, each once."""
    found = (slot.name for slot in target.slots if masks[slot.mask] >> slot.bit & 1)
    return list(dict.fromkeys(found))


def verdict_of(truth: object, missing: Sequence[str]) -> str:
    """The verdict of a truth; unknown is `pending` where nothing but boards is missing."""
    if truth is not None:
        return "eligible" if truth else "ineligible"
    return "pending" if missing and all(name.startswith(BOARD) for name in missing) else "undetermined"


def total(engine: Engine, plan: Plan) -> int:
    """The number of patients of the cohort."""
    (frame,) = engine.run(plan.query({"patients": TRUE}, is_total=True))
    return int(frame["patients"][0])
