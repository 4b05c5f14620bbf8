"""What each criterion does to a cohort: whom it keeps, loses, leaves unknown, alone and in order; and what if."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saufconduit.criteria.nodes import Node
from saufconduit.screening.engines.engine import Engine
from saufconduit.screening.expressions import (
    TRUE,
    Expression,
    all_of,
    known,
    opposite,
    surely,
)
from saufconduit.screening.plan import Plan, Target


@dataclass(frozen=True)
class Share:
    """How many patients are true, false and unknown."""

    true: int
    false: int
    unknown: int

    def to_dict(self) -> dict[str, int]:
        """As in `screen --json`."""
        return {"keeps": self.true, "loses": self.false, "unknown": self.unknown}


@dataclass(frozen=True)
class Stage:
    """A part of the tree: what it does alone, and what it leaves of those before it."""

    node: Node
    alone: Share
    in_order: Share


@dataclass(frozen=True)
class Attrition:
    """The stages of an indication, in the order of the text, and each criterion alone."""

    target: Target
    patients: int
    stages: tuple[Stage, ...]
    criteria: tuple[tuple[str, Share], ...]


def attrition_of(engine: Engine, plan: Plan) -> tuple[Attrition, ...]:
    """The attrition of every indication, in one pass over the cohort."""
    columns: dict[str, Expression] = {"patients": TRUE}
    for at, target in enumerate(plan.targets):
        so_far: Expression = TRUE
        for number, (_, truth) in enumerate(plan.stages(target)):
            so_far = all_of((so_far, truth))
            columns |= _pair(f"{at} alone {number}", truth) | _pair(f"{at} order {number}", so_far)
        for leaf in target.leaves:
            columns |= _pair(f"{at} leaf {leaf.criterion.id}", leaf.truth)
    (frame,) = engine.run(plan.query(columns, is_total=True))
    counts = {name: int(value or 0) for name, value in frame.row(0, named=True).items()}
    return tuple(_attrition(at, target, plan, counts) for at, target in enumerate(plan.targets))


def _pair(name: str, truth: Expression) -> dict[str, Expression]:
    return {f"{name} true": surely(truth), f"{name} false": surely(opposite(truth))}


def _attrition(at: int, target: Target, plan: Plan, counts: dict[str, int]) -> Attrition:
    def share(name: str) -> Share:
        true, false = counts[f"{at} {name} true"], counts[f"{at} {name} false"]
        return Share(true, false, counts["patients"] - true - false)

    stages = tuple(
        Stage(node, share(f"alone {number}"), share(f"order {number}"))
        for number, (node, _) in enumerate(plan.stages(target))
    )
    criteria = tuple((leaf.criterion.id, share(f"leaf {leaf.criterion.id}")) for leaf in target.leaves)
    return Attrition(target, counts["patients"], stages, criteria)


@dataclass(frozen=True)
class Change:
    """How an indication counts before and after something changed: (truth before, truth after) to patients."""

    target: Target
    counts: dict[tuple[str, str], int]

    def count(self, before: str, after: str) -> int:
        """The patients who go from one truth to another (true, false, unknown)."""
        return self.counts[before, after]


def two_valued(engine: Engine, plan: Plan) -> tuple[Change, ...]:
    """What a logic without unknown would say: a criterion that is unknown counts as not met."""
    return _changes(engine, plan, [(target, target.truth, target.two_valued) for target in plan.targets])


def what_if(engine: Engine, plan: Plan, dropped: Sequence[str]) -> tuple[Change, ...]:
    """The effect of leaving criteria out, on the indications that it changes.

    Raises Problem `screening.unknown-criterion`.
    """
    pairs = zip(plan.targets, plan.without(dropped), strict=True)
    return _changes(engine, plan, [(one, one.truth, other) for one, other in pairs if one.truth != other])


_TRUTHS = ("true", "false", "unknown")


def _changes(engine: Engine, plan: Plan, pairs: Sequence[tuple[Target, Expression, Expression]]) -> tuple[Change, ...]:
    columns: dict[str, Expression] = {}
    for at, (_, before, after) in enumerate(pairs):
        for one, other in _combinations():
            columns[f"{at} {one} {other}"] = all_of((_is(before, one), _is(after, other)))
    if not columns:
        return ()
    (frame,) = engine.run(plan.query(columns, is_total=True))
    counts = frame.row(0, named=True)
    return tuple(
        Change(target, {pair: int(counts[f"{at} {pair[0]} {pair[1]}"] or 0) for pair in _combinations()})
        for at, (target, _, _) in enumerate(pairs)
    )


def _combinations() -> Iterator[tuple[str, str]]:
    return ((one, other) for one in _TRUTHS for other in _TRUTHS)


def _is(truth: Expression, word: str) -> Expression:
    if word == "unknown":
        return opposite(known(truth))
    return surely(truth if word == "true" else opposite(truth))
