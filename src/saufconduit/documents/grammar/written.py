"""Writes a tree of criteria as our language writes it."""

from typing import Any

from saufconduit.criteria.nodes import (
    All,
    Condition,
    Criterion,
    FactIs,
    FactSince,
    FactWithin,
    IfThen,
    LineCount,
    Node,
    Not,
    Proposed,
    Treated,
)
from saufconduit.criteria.nodes import Any as AnyOf


def written(node: Node) -> dict[str, Any]:
    """The tree as YAML holds it, without ids or readings: for comparison, not for a file."""
    if isinstance(node, All | AnyOf):
        return {"all" if isinstance(node, All) else "any": [written(part) for part in node.of]}
    if isinstance(node, Not):
        return {"not": written(node.part)}
    if isinstance(node, IfThen):
        return {"if": written(node.condition), "then": written(node.then)}
    assert isinstance(node, Criterion)
    return _condition(node.condition)


def _condition(condition: Condition) -> dict[str, Any]:
    if isinstance(condition, FactIs):
        return {condition.fact: _one_or_more(condition.values)}
    if isinstance(condition, FactWithin):
        return {condition.fact: _bounds(condition)}
    if isinstance(condition, Treated):
        return {"treatment": _treated(condition)}
    if isinstance(condition, LineCount):
        setting = {"setting": condition.setting} if condition.setting else {}
        return {"lines": {"agent": condition.agent, "at-least": condition.at_least, **setting}}
    if isinstance(condition, FactSince):
        within = (
            {} if condition.within is None else {"within": {k: v for k, v in condition.within._asdict().items() if v}}
        )
        return {
            condition.fact: {"is": _one_or_more(condition.values), "since": _treated(condition.treatment), **within}
        }
    assert isinstance(condition, Proposed)
    return {"board": condition.board}


def _one_or_more(values: tuple[Any, ...]) -> Any:
    return values[0] if len(values) == 1 else list(values)


def _bounds(condition: FactWithin) -> dict[str, float]:
    found: dict[str, float] = {}
    if condition.low is not None:
        found["more-than" if condition.is_low_strict else "at-least"] = condition.low
    if condition.high is not None:
        found["less-than" if condition.is_high_strict else "at-most"] = condition.high
    return found


def _treated(condition: Treated) -> dict[str, Any]:
    found: dict[str, Any] = {"agent": condition.agent, "outcome": _one_or_more(condition.outcomes)}
    if condition.line is not None:
        found["line"] = condition.line
    if condition.setting is not None:
        found["setting"] = condition.setting
    return found
