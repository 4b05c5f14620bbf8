"""An indication must not be met by a patient about whom nothing is known."""

from datetime import date

from saufconduit.criteria.evaluate import evaluate
from saufconduit.criteria.nodes import Node
from saufconduit.patients.as_of import PatientOn
from saufconduit.patients.file import PatientFile
from saufconduit.vocabulary.problem import Place, Problem, ProblemKind
from saufconduit.vocabulary.terms import Vocabulary

ELIGIBLE_ON_EMPTY_FILE = ProblemKind(
    "criteria.eligible-on-empty-file",
    "Cette indication déclare éligible un patient dont on ne sait rien.",
    "Elle est refusée : ajoutez au moins le critère de maladie de la source.",
    "This indication calls eligible a patient about whom nothing is known.",
    "It is refused: add at least the disease criterion of the source.",
)


class EligibleOnEmptyFile:
    """The tree is true of an empty file."""

    def find(self, tree: Node, where: Place, vocabulary: Vocabulary) -> list[Problem]:
        """One problem, or none."""
        nobody = PatientOn(PatientFile(), date(2000, 1, 1), vocabulary)
        return [Problem(ELIGIBLE_ON_EMPTY_FILE, where)] if evaluate(tree, nobody).value is True else []
