"""The simple version: walks every tree of a registry and records every node, nothing shared, nothing else.

It is both the oracle of the bench (same verdicts) and its yardstick.
"""

from saufconduit.criteria.evaluate import Evaluator, combine
from saufconduit.criteria.nodes import Criterion, Node, parts_of
from saufconduit.patients.as_of import PatientOn
from saufconduit.vocabulary.truth import Truth


def walk(tree: Node, patient: PatientOn) -> tuple[Truth, list[tuple[str, Truth]]]:
    """The truth of the tree, and every criterion with its truth."""
    record: list[tuple[str, Truth]] = []
    return _walk(tree, patient, record), record


def _walk(node: Node, patient: PatientOn, record: list[tuple[str, Truth]]) -> Truth:
    if isinstance(node, Criterion):
        value = Evaluator(patient).judge(node.condition).value
        record.append((node.id, value))
        return value
    return combine(node, [_walk(part, patient, record) for part in parts_of(node)])
