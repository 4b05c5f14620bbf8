"""Lint of criterion trees: one class a check, in the order in which they are run."""

from saufconduit.criteria.checks.contradiction import CONTRADICTION, Contradiction, UnreachableBranch
from saufconduit.criteria.checks.duplicate import Duplicate
from saufconduit.criteria.checks.empty_file import EligibleOnEmptyFile
from saufconduit.criteria.checks.window import IMPOSSIBLE_WINDOW, ImpossibleWindow
from saufconduit.criteria.nodes import Node
from saufconduit.vocabulary.problem import Place, Problem
from saufconduit.vocabulary.terms import Vocabulary

CHECKS = (ImpossibleWindow, Contradiction, UnreachableBranch, Duplicate, EligibleOnEmptyFile)


def lint(tree: Node, where: Place, vocabulary: Vocabulary) -> list[Problem]:
    """The problems of a tree written at `where`; a fact that is not in the vocabulary is found earlier, on reading.

    A contradiction that a window without inside explains is not told again.
    """
    found = [problem for check in CHECKS for problem in check().find(tree, where, vocabulary)]
    is_explained = any(problem.kind is IMPOSSIBLE_WINDOW for problem in found)
    return [problem for problem in found if not (is_explained and problem.kind is CONTRADICTION)]
