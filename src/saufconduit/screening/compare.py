"""What changed between two screenings: newly eligible, newly possible, lost, newly missing; who loses access soon."""

from collections.abc import Iterator

import polars as pl

from saufconduit.screening.access import STATES
from saufconduit.screening.engines.engine import Engine
from saufconduit.screening.expressions import Compare, Expression, Literal, all_of, any_of, opposite
from saufconduit.screening.plan import Plan, Target
from saufconduit.screening.rows import SCHEMA, Rows

CHANGES = ("newly-eligible", "newly-possible", "lost", "newly-missing", "losing-access-soon")
_KEYS = ("patient_id", "programme", "indication")
CHANGE_SCHEMA: dict[str, pl.DataType] = {
    **{name: SCHEMA[name] for name in _KEYS},
    "change": pl.String(),
    "verdict_before": pl.String(),
    "verdict": pl.String(),
    "access_before": pl.String(),
    "access_state": pl.String(),
    "missing": pl.List(pl.String()),
}
_USABLE = ["open", "continuity"]


def all_rows(engine: Engine, plan: Plan) -> pl.DataFrame:
    """The rows of a screening, of every indication that is not ruled out."""
    frames = list(Rows(engine, plan).read())
    return pl.concat(frames) if frames else pl.DataFrame(schema=SCHEMA)


def changes_between(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """One row for each patient and indication that changed; what is in neither frame is ineligible in both."""
    joined = before.join(after, on=list(_KEYS), how="full", coalesce=True, suffix="_after")
    was, now = _usable("", "verdict", "eligible"), _usable("_after", "verdict", "eligible")
    appeared = pl.col("verdict").is_null() & pl.col("verdict_after").is_in(["pending", "undetermined"])
    vanished = pl.col("verdict").is_not_null() & pl.col("verdict_after").is_null()
    had, has = pl.col("access_state").is_in(_USABLE), pl.col("access_state_after").is_in(_USABLE)
    lacking = pl.col("missing_after").list.set_difference(pl.col("missing").fill_null([])).list.len() > 0
    change = (
        pl.when(now.fill_null(False) & ~was.fill_null(False))
        .then(pl.lit("newly-eligible"))
        .when(vanished | (had & ~has.fill_null(True)))
        .then(pl.lit("lost"))
        .when(appeared)
        .then(pl.lit("newly-possible"))
        .when(lacking)
        .then(pl.lit("newly-missing"))
    )
    return (
        joined.with_columns(change=change)
        .filter(pl.col("change").is_not_null())
        .select(
            *_KEYS,
            "change",
            verdict_before=pl.col("verdict").fill_null("ineligible"),
            verdict=pl.col("verdict_after").fill_null("ineligible"),
            access_before="access_state",
            access_state="access_state_after",
            missing=pl.col("missing_after").fill_null([]),
        )
        .sort(*_KEYS)
    )


def _usable(suffix: str, column: str, value: str) -> pl.Expr:
    return (pl.col(column + suffix) == value) & pl.col(f"access_state{suffix}").is_in(_USABLE)


def losing_soon(engine: Engine, plan: Plan) -> pl.DataFrame:
    """The patients treated, or eligible, whose access of today is over on the later day of the plan."""
    frames = list(_losing(engine, plan))
    return pl.concat(frames) if frames else pl.DataFrame(schema=CHANGE_SCHEMA)


def _losing(engine: Engine, plan: Plan) -> Iterator[pl.DataFrame]:
    columns: dict[str, Expression] = {}
    for at, target in enumerate(plan.targets):
        lost = all_of((_is_usable(target.state), opposite(_is_usable(target.later))))
        columns |= {f"truth {at}": target.truth, f"state {at}": target.state, f"lost {at}": lost}
    anywhere = any_of(one for name, one in columns.items() if name.startswith("lost"))
    for batch in engine.run(plan.query(columns, where=anywhere)):
        yield from (_lost(batch, at, target) for at, target in enumerate(plan.targets))


def _lost(batch: pl.DataFrame, at: int, target: Target) -> pl.DataFrame:
    """The patients of a batch who lose one access: those in continuity, or eligible."""
    state, truth = pl.col(f"state {at}").cast(pl.Int64), pl.col(f"truth {at}")
    concerned = pl.col(f"lost {at}") & ((state == STATES.index("continuity")) | truth.fill_null(False))
    verdict = pl.when(truth).then(pl.lit("eligible")).when(~truth).then(pl.lit("ineligible"))
    words = state.replace_strict(dict(enumerate(STATES)), return_dtype=pl.String)
    return batch.filter(concerned).select(
        "patient_id",
        programme=pl.lit(target.door.programme.id),
        indication=pl.lit(target.door.indication.id),
        change=pl.lit("losing-access-soon"),
        verdict_before=verdict,
        verdict=verdict,
        access_before=words,
        access_state=words,
        missing=pl.lit([], dtype=pl.List(pl.String)),
    )


def _is_usable(state: Expression) -> Expression:
    return any_of(Compare("=", state, Literal(STATES.index(one))) for one in _USABLE)
