"""Three-valued truth: true, false, unknown.

A truth value is `True`, `False` or `None`; `None` is *unknown*, never false. The tables are those of
Kleene's strong logic, so a definite answer is never taken back when an unknown becomes known.
"""

from collections.abc import Iterable
from typing import TypeAlias

Truth: TypeAlias = bool | None


def truth_of_all(values: Iterable[Truth]) -> Truth:
    """False if one is false, else unknown if one is unknown, else true (an empty list is true)."""
    unknown = False
    for value in values:
        if value is False:
            return False
        unknown = unknown or value is None
    return None if unknown else True


def truth_of_any(values: Iterable[Truth]) -> Truth:
    """True if one is true, else unknown if one is unknown, else false (an empty list is false)."""
    unknown = False
    for value in values:
        if value is True:
            return True
        unknown = unknown or value is None
    return None if unknown else False


def truth_of_not(value: Truth) -> Truth:
    """The opposite; unknown stays unknown."""
    return None if value is None else not value
