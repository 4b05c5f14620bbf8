"""Trees, or branches of them, that no patient can satisfy."""

from collections.abc import Iterator

from saufconduit.criteria.checks.satisfiable import can_hold
from saufconduit.criteria.nodes import All, Any, Node, criteria_of, parts_of
from saufconduit.vocabulary.problem import Place, Problem, ProblemKind
from saufconduit.vocabulary.terms import Vocabulary

CONTRADICTION = ProblemKind(
    "criteria.contradiction",
    "Aucun patient ne peut satisfaire cette indication : ces critères se contredisent.",
    "Relisez la source : un « ou » est peut-être devenu un « et ».",
    "No patient can satisfy this indication: these criteria contradict each other.",
    "Read the source again: an `or` may have become an `and`.",
)
UNREACHABLE = ProblemKind(
    "criteria.unreachable-branch",
    "Cette branche ne peut jamais être vraie, vu le reste de l’indication.",
    "Retirez-la, ou corrigez le critère qui l’exclut.",
    "This branch can never be true, given the rest of the indication.",
    "Remove it, or correct the criterion that excludes it.",
)


def _places(node: Node, where: Place) -> list[Place]:
    return [criterion.place or where for criterion in criteria_of(node)]


class Contradiction:
    """The whole tree can never be true."""

    def find(self, tree: Node, where: Place, vocabulary: Vocabulary) -> list[Problem]:
        """One problem for the tree, with the places of the first two criteria that exclude each other."""
        if can_hold([(tree, True)], vocabulary):
            return []
        return [Problem(CONTRADICTION, where, self._culprits(tree, where, vocabulary))]

    def _culprits(self, tree: Node, where: Place, vocabulary: Vocabulary) -> list[Place]:
        parts = tree.of if isinstance(tree, All) else ()
        for at, first in enumerate(parts):
            for second in parts[at + 1 :]:
                if not can_hold([(first, True), (second, True)], vocabulary):
                    return [*_places(first, where)[:1], *_places(second, where)[:1]]
        return []


class UnreachableBranch:
    """A part of an `any` that can never be true where it stands."""

    def find(self, tree: Node, where: Place, vocabulary: Vocabulary) -> list[Problem]:
        """One problem a dead branch; none when the whole tree is dead, that is a contradiction."""
        if not can_hold([(tree, True)], vocabulary):
            return []
        return [
            Problem(UNREACHABLE, next(iter(_places(branch, where)), where))
            for branch, context in self._branches(tree, [])
            if not can_hold([(branch, True), *((node, True) for node in context)], vocabulary)
        ]

    def _branches(self, node: Node, context: list[Node]) -> Iterator[tuple[Node, list[Node]]]:
        """The parts of every `any` reached through `all` and `any`, with what must be true beside them."""
        if not isinstance(node, All | Any):
            return
        for part in parts_of(node):
            beside = [other for other in node.of if other is not part] if isinstance(node, All) else []
            if isinstance(node, Any):
                yield part, context
            yield from self._branches(part, context + beside)
