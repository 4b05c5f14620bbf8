"""A proposal without what the person did not tick."""

from collections.abc import Collection, Mapping
from typing import Any

from saufconduit.documents.wording import FIELDS
from saufconduit.web.review.sheet import ACT_VALUES


def kept_part(proposal: Mapping[str, Any], at: int, ticked: Collection[str]) -> dict[str, Any]:
    """The part of that number, each value of it ticked; what was not ticked is as if the text did not say it.

    An indication is one condition: it is kept only if its text and each of its criteria were ticked.
    """
    part = proposal["programmes"][at]
    kept = {**part, **{name: part[name] if f"{at}/{name}" in ticked else None for name in FIELDS}}
    if kept["product"] is None:
        kept["agent"] = None
    kept["indications"] = [
        one for n, one in enumerate(part["indications"]) if _is_whole(f"{at}/indications/{n}", one, ticked)
    ]
    kept["acts"] = [
        _act(f"{at}/acts/{n}", act, ticked) for n, act in enumerate(part["acts"]) if f"{at}/acts/{n}" in ticked
    ]
    return kept


def keys_of(sheet: Mapping[str, Any]) -> set[str]:
    """The keys of all the rows that can be ticked."""
    return {row["key"] for part in sheet["parts"] for group in part["groups"] for row in group["rows"]} - {""}


def _is_whole(key: str, one: Mapping[str, Any], ticked: Collection[str]) -> bool:
    return {key, *(f"{key}/{at}" for at in range(len(one["atoms"])))} <= set(ticked)


def _act(key: str, act: Mapping[str, Any], ticked: Collection[str]) -> dict[str, Any]:
    names = (*ACT_VALUES, "period")
    return {**act, **{name: act[name] if f"{key}/{name}" in ticked else None for name in names}}
