"""Every problem of a criterion, by an example written wrong, with the exact message beside it."""

from pathlib import Path

import pytest
from reading_criteria import VOCABULARY, read_with_problems

from saufconduit.criteria import problems
from saufconduit.criteria.checks import contradiction, duplicate, empty_file, lint, window
from saufconduit.vocabulary.located import parse
from saufconduit.vocabulary.problem import ProblemKind, Problems

EXAMPLES = Path(__file__).resolve().parents[2] / "bad"
DECLARED_IN = (problems, contradiction, duplicate, empty_file, window)
CODES = sorted(kind.code for module in DECLARED_IN for kind in vars(module).values() if isinstance(kind, ProblemKind))


def messages_of(path: Path) -> str:
    """All that is wrong in the example, as printed on a terminal."""
    text = path.read_text(encoding="utf-8")
    tree, found = read_with_problems(text, path.name)
    found = found or lint(tree, parse(text, path.name).place, VOCABULARY)
    return "\n".join(problem.text() for problem in Problems(found).problems) + "\n"


@pytest.mark.parametrize("code", CODES)
def test_bad_example_gives_the_message_written_beside_it(code):
    example = EXAMPLES / f"{code}.yaml"

    messages = messages_of(example)

    assert f"[{code}]" in messages
    assert messages == example.with_suffix(".txt").read_text(encoding="utf-8")


def test_bad_examples_show_the_problems_that_exist():
    examples = {path.stem for path in EXAMPLES.glob("criteria.*.yaml")}

    assert examples == set(CODES)
