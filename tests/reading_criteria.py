"""Reads a criterion written as YAML in a test, with the packaged vocabulary."""

from pathlib import Path

import saufconduit
from saufconduit.criteria.checks import lint
from saufconduit.criteria.nodes import Node
from saufconduit.criteria.read import CriteriaReader
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.load import load_vocabulary
from saufconduit.vocabulary.located import parse
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.reading import Reading

KNOWLEDGE = Path(saufconduit.__file__).parent / "knowledge"
VOCABULARY = load_vocabulary(
    {path.name: path.read_bytes() for path in sorted((KNOWLEDGE / "vocabulary").glob("*.yaml"))}
)
SOURCE = Citation("document", "L1")


def read_with_problems(text: str, file: str = "critere.yaml") -> tuple[Node, list[Problem]]:
    """The tree of a criterion for Lutathera, and what is wrong in it."""
    reading = Reading()
    reader = CriteriaReader(reading, VOCABULARY, "test/indication", SOURCE, "lutathera", {})
    return reader.read(parse(text, file)), reading.problems


def read_criteria(text: str) -> Node:
    """The tree of a criterion that holds no error."""
    tree, problems = read_with_problems(text)
    assert problems == []
    return tree


def lint_of(text: str, file: str = "critere.yaml") -> list[Problem]:
    """What the lint says of a criterion that can be read."""
    root = parse(text, file)
    return lint(read_criteria(text), root.place, VOCABULARY)
