"""Lint of criterion trees: one class a check, in the order in which they are run."""

from saufconduit.criteria.checks.contradiction import Contradiction, UnreachableBranch
from saufconduit.criteria.checks.duplicate import Duplicate
from saufconduit.criteria.checks.empty_file import EligibleOnEmptyFile
from saufconduit.criteria.checks.window import ImpossibleWindow
from saufconduit.criteria.nodes import Node
from saufconduit.vocabulary.problem import Place, Problem
from saufconduit.vocabulary.terms import Vocabulary

CHECKS = (Contradiction, UnreachableBranch, Duplicate, EligibleOnEmptyFile)


def lint(tree: Node, where: Place, vocabulary: Vocabulary) -> list[Problem]:
    """The problems of a tree written at `where`; an unknown fact is found earlier, on reading."""
    return [problem for check in CHECKS for problem in check().find(tree, where, vocabulary)]
