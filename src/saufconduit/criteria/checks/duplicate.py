"""The same condition written twice where once is enough."""

from collections.abc import Iterator

from saufconduit.criteria.nodes import All, Any, Condition, Criterion, Node, parts_of
from saufconduit.vocabulary.problem import Place, Problem, ProblemKind
from saufconduit.vocabulary.terms import Vocabulary

DUPLICATE = ProblemKind(
    "criteria.duplicate",
    "Ce critère répète « {name} ».",
    "Gardez-en un seul.",
    "This criterion repeats `{name}`.",
    "Keep only one.",
)


class Duplicate:
    """A criterion that a group, or an `all` above it, already holds."""

    def find(self, tree: Node, where: Place, vocabulary: Vocabulary) -> list[Problem]:
        """One problem a repetition, with the place of the first."""
        del vocabulary
        return [
            Problem(DUPLICATE, second.place or where, [first.place or where], name=first.id)
            for first, second in self._pairs(tree, {})
        ]

    def _pairs(self, node: Node, above: dict[Condition, Criterion]) -> Iterator[tuple[Criterion, Criterion]]:
        seen = dict(above) if isinstance(node, All) else {}
        for part in parts_of(node):
            if isinstance(part, Criterion) and isinstance(node, All | Any):
                first = seen.setdefault(part.condition, part)
                if first is not part:
                    yield first, part
        for part in parts_of(node):
            yield from self._pairs(part, seen if isinstance(node, All) and isinstance(part, All) else {})
