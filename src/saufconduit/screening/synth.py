"""Synthetic cohorts: invented patients, drawn from a documented distribution, the same for the same seed.

Facts are drawn independently of one another: such a cohort serves to test and to measure, it says nothing of any
disease. Shares: `UNKNOWN`, `UNDATED` and what follows them; `docs/benchmarks.md` prints them.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from saufconduit.screening.tables import CONTRADICTORY
from saufconduit.vocabulary.terms import Fact, Vocabulary

if TYPE_CHECKING:
    import polars as pl

UNKNOWN = 0.25  # of every fact, treatment outcome, day of an opinion…
UNDATED = 0.3  # of the facts that are known
PARTIAL = 0.1  # of the days: known to the month only
CONTRADICTORY_SHARE = 0.01  # of the coded facts
TREATED = (0.3, 0.3, 0.2, 0.15, 0.05)  # share of patients with 0, 1, 2… treatments
HEARD = (0.8, 0.15, 0.05)  # with 0, 1, 2 opinions
ADMITTED = (0.94, 0.05, 0.01)  # with 0, 1, 2 accesses
_MANY = 2**32
_LATER = 2**31  # between the seed of the first facts and that of the facts added since


class Dice:
    """Draws whole columns; each call gives another one, and the same seed gives the same cohort on any machine."""

    def __init__(self, seed: int) -> None:
        self.seed, self.thrown = seed, 0

    def number(self, row: "pl.Expr") -> "pl.Expr":
        """A number below 2**32 for each value of `row`, by the finaliser of splitmix64."""
        self.thrown += 1
        offset = (self.seed * 0x9E3779B97F4A7C15 + self.thrown * 0xD1B54A32D192ED03) % 2**64
        import polars as pl

        mixed = row.cast(pl.UInt64) + pl.lit(offset, dtype=pl.UInt64)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
            mixed = (mixed ^ (mixed // 2**shift)) * factor
        return mixed // 2**32

    def below(self, row: "pl.Expr", share: float) -> "pl.Expr":
        """True for that share of the rows."""
        return self.number(row) < int(share * _MANY)

    def one_of(self, row: "pl.Expr", values: Sequence[object], weights: Sequence[float] | None = None) -> "pl.Expr":
        """One of the values, by weight; all alike without weights."""
        import polars as pl

        shares = weights or [1.0] * len(values)
        drawn, limit = self.number(row), 0.0
        chain: pl.Expr = pl.lit(values[-1])
        for at in range(len(values) - 2, -1, -1):
            limit = sum(shares[: at + 1]) / sum(shares)
            chain = pl.when(drawn < int(limit * _MANY)).then(pl.lit(values[at])).otherwise(chain)
        return chain

    def often(self, row: "pl.Expr", column: "pl.Expr", share: float) -> "pl.Expr":
        """The column, NULL for all but that share."""
        import polars as pl

        return pl.when(self.below(row, share)).then(column)

    def day(self, row: "pl.Expr", first: date, last: date) -> "pl.Expr":
        """A day between the two, as text: YYYY-MM-DD, or YYYY-MM for some."""
        import polars as pl

        offset = (self.number(row) % ((last - first).days + 1)).cast(pl.Int64)
        text = (pl.lit(first) + pl.duration(days=offset)).dt.strftime("%Y-%m-%d")
        return pl.when(self.below(row, PARTIAL)).then(text.str.slice(0, 7)).otherwise(text)


def synthetic_cohort(
    size: int, seed: int, vocabulary: Vocabulary, programmes: Mapping[str, Sequence[str]], on: date, first: int = 0
) -> dict[str, "pl.DataFrame"]:
    """Four tables of `size` invented patients, numbered from `first`; days lie in the four years before `on`."""
    import polars as pl

    row = pl.col("row")
    patients = pl.LazyFrame({"row": pl.int_range(first, first + size, eager=True)})
    dice = Dice(seed)
    since = on - timedelta(days=4 * 365)
    return {
        "patients": patients.select(_key(row), **_patient_columns(dice, row, vocabulary, since, on)).collect(),
        "treatments": _several(patients, dice, TREATED)
        .select(_key(row), **_treatment_columns(dice, vocabulary, since, on))
        .collect(),
        "opinions": _several(patients, dice, HEARD)
        .select(_key(row), **_opinion_columns(dice, vocabulary, since, on))
        .collect(),
        "accesses": _several(patients, dice, ADMITTED)
        .select(_key(row), **_access_columns(dice, programmes, since, on))
        .collect(),
    }


def _key(row: "pl.Expr") -> "pl.Expr":
    import polars as pl

    return pl.concat_str(pl.lit("SYN-"), row.cast(pl.String).str.zfill(9)).alias("patient_id")


def _several(patients: "pl.LazyFrame", dice: Dice, shares: Sequence[float]) -> "pl.LazyFrame":
    """As many rows a patient as drawn; `draw` differs for each of them."""
    import polars as pl

    row = pl.col("row")
    drawn = patients.with_columns(number=dice.one_of(row, list(range(len(shares))), shares))
    rows = drawn.filter(pl.col("number") > 0).with_columns(at=pl.int_ranges(0, pl.col("number"))).explode("at")
    return rows.with_columns(draw=row * 16 + pl.col("at"))


def _patient_columns(dice: Dice, row: "pl.Expr", vocabulary: Vocabulary, since: date, on: date) -> dict[str, "pl.Expr"]:
    import polars as pl

    columns = {
        "birth": dice.often(row, dice.day(row, on - timedelta(days=90 * 365), on - timedelta(days=365)), 0.98),
        "sex": dice.often(row, dice.one_of(row, ["female", "male"]), 0.98),
    }
    later = Dice(dice.seed + _LATER)
    for fact in vocabulary.facts.values():
        if fact.sources:
            continue
        thrown = dice if fact.added is None else later  # a fact more leaves the columns of the others as they were
        name = fact.id.replace("-", "_")
        known = thrown.below(row, 1 - UNKNOWN)
        columns[name] = pl.when(known).then(_fact(thrown, row, fact, vocabulary))
        columns[f"{name}_on"] = pl.when(known & thrown.below(row, 1 - UNDATED)).then(
            thrown.day(row, since, on + timedelta(days=60))
        )
    columns["treatments_complete"] = dice.one_of(row, [True, False, None], [0.6, 0.1, 0.3])
    return columns


def _fact(dice: Dice, row: "pl.Expr", fact: Fact, vocabulary: Vocabulary) -> "pl.Expr":
    import polars as pl

    if fact.kind == "boolean":
        return dice.below(row, 0.5)
    if fact.kind == "number":
        low, high = int(fact.minimum or 0), int(fact.maximum or 100)
        return (dice.number(row) % (high - low + 1) + low).cast(pl.Int64)
    words = list(vocabulary.concepts if fact.kind == "concept" else fact.values)
    return pl.when(dice.below(row, CONTRADICTORY_SHARE)).then(pl.lit(CONTRADICTORY)).otherwise(dice.one_of(row, words))


def _treatment_columns(dice: Dice, vocabulary: Vocabulary, since: date, on: date) -> dict[str, "pl.Expr"]:
    import polars as pl

    draw = pl.col("draw")
    return {
        "agent": dice.one_of(draw, [*vocabulary.agents, "other"]),
        "line": dice.often(draw, (dice.number(draw) % 4 + 1).cast(pl.Int64), 0.7),
        "started": dice.often(draw, dice.day(draw, since, on + timedelta(days=60)), 1 - UNKNOWN),
        "ended": dice.often(draw, dice.day(draw, since, on + timedelta(days=200)), 0.6),
        "outcome": dice.often(draw, dice.one_of(draw, list(vocabulary.outcomes)), 1 - UNKNOWN),
    }


def _opinion_columns(dice: Dice, vocabulary: Vocabulary, since: date, on: date) -> dict[str, "pl.Expr"]:
    import polars as pl

    draw, products = pl.col("draw"), list(vocabulary.products)
    nothing = pl.lit([], dtype=pl.List(pl.String))
    one = pl.concat_list(dice.one_of(draw, products))
    with_null = pl.concat_list(dice.one_of(draw, products), pl.lit(None, dtype=pl.String))
    is_many, is_empty = dice.below(draw, 0.05), dice.below(draw, 0.1)
    proposes = pl.when(is_empty).then(nothing).when(is_many).then(with_null).otherwise(one)
    return {
        "board": dice.one_of(draw, list(vocabulary.boards)),
        "given": dice.often(draw, dice.day(draw, since, on + timedelta(days=60)), 1 - UNKNOWN),
        "proposes": dice.often(draw, proposes, 0.9),
        "declines": dice.often(draw, pl.concat_list(dice.one_of(draw, products)), 0.2),
    }


def _access_columns(dice: Dice, programmes: Mapping[str, Sequence[str]], since: date, on: date) -> dict[str, "pl.Expr"]:
    import polars as pl

    draw = pl.col("draw")
    pairs = [f"{name}/{one}" for name, several in programmes.items() for one in several]
    pair = dice.one_of(draw, pairs).str.split("/")
    return {
        "programme": pair.list.get(0),
        "indication": dice.often(draw, pair.list.get(1), 0.8),
        "started": dice.often(draw, dice.day(draw, date(2018, 1, 1), on), 0.95),
        "ended": dice.often(draw, dice.day(draw, since, on + timedelta(days=60)), 0.2),
    }
