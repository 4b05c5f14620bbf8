"""Named columns in layers: each is computed once from those of the layers before it, and never written twice."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from saufconduit.screening.expressions import Column, Expression, Literal, columns_of

Layer: TypeAlias = dict[str, Expression]


def layers_upon(layers: Iterable[Layer], of: Callable[[Expression], Expression]) -> tuple[Layer, ...]:
    """The layers, with `of` each of their expressions."""
    return tuple({name: of(one) for name, one in layer.items()} for layer in layers)


class Layers:
    """Columns to be computed on a table; equal expressions are one column.

    `base` are the columns that the table has. A column stands in the first layer where all that it reads is there.
    """

    def __init__(self, base: Iterable[str]) -> None:
        self._depths = dict.fromkeys(base, 0)
        self._names: dict[Expression, Column] = {}
        self._numbers: dict[str, int] = {}  # the last one given to a name
        self._layers: list[dict[str, Expression]] = []

    def define(self, name: str, expression: Expression) -> Column:
        """The column that holds the expression: `name`, or the one that already does."""
        found = self._names.get(expression)
        if found is not None:
            return found
        if isinstance(expression, Column):
            return expression
        depth = max((self._depths[one] for one in columns_of(expression)), default=0)
        if len(self._layers) == depth:
            self._layers.append({})
        unique = self._unique(name)
        self._layers[depth][unique] = expression
        self._depths[unique] = depth + 1
        self._names[expression] = Column(unique)
        return self._names[expression]

    def named(self, name: str, expression: Expression) -> Expression:
        """Like `define`, but a constant needs no column."""
        return expression if isinstance(expression, Literal) else self.define(name, expression)

    def take(self, name: str) -> None:
        """Adds a column that the table will have, joined to it."""
        self._depths.setdefault(name, 0)

    def _unique(self, name: str) -> str:
        unique = name
        while unique in self._depths:
            self._numbers[name] = self._numbers.get(name, 1) + 1
            unique = f"{name}_{self._numbers[name]}"
        return unique

    @property
    def columns(self) -> frozenset[str]:
        """The names of the table and of the layers."""
        return frozenset(self._depths)

    def needed(self, wanted: Iterable[str]) -> tuple[dict[str, Expression], ...]:
        """The layers, with only what `wanted` needs, in order."""
        needed = set(wanted)
        kept: list[dict[str, Expression]] = []
        for layer in reversed(self._layers):
            used = {name: expression for name, expression in layer.items() if name in needed}
            needed |= {name for expression in used.values() for name in columns_of(expression)}
            if used:
                kept.append(used)
        return tuple(reversed(kept))
