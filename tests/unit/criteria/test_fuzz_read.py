"""Whatever is written, reading a criterion ends with a tree or with problems."""

import json

from hypothesis import given
from hypothesis import strategies as st
from reading_criteria import VOCABULARY, lint_of, read_with_problems

from saufconduit.vocabulary.problem import Problem, Problems

WORDS = [
    *("all", "any", "not", "if", "then", "id", "source", "readings", "proposes", "treatment", "lines", "board"),
    *("agent", "outcome", "line", "setting", "at-least", "more-than", "at-most", "less-than", "is", "since"),
    *("within", "years", "months", "days", "document", "locator", "failed", "given", "net", "everolimus"),
    *("renaten", "positive", "lutathera", "advanced", "systemic", *VOCABULARY.facts),
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 200)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(WORDS)
    | st.text(max_size=5)
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(WORDS), ANYTHING, min_size=1, max_size=3))
def test_read_of_any_structure_gives_a_tree_and_problems_in_words(structure):
    _, problems = read_with_problems(json.dumps(structure), "critere.json")

    assert all(problem.text("fr") and problem.text("en") for problem in problems)


@given(st.text(alphabet="abdegilnost{}[]:-,'\"\n #&*!0123456789é", max_size=60))
def test_read_of_any_text_gives_a_tree_or_problems(text):
    try:
        found = read_with_problems(text)[1]
    except Problem as problem:
        found = [problem]
    except Problems as several:
        found = list(several.problems)

    assert all(problem.text() for problem in found)


@given(
    st.sampled_from(["grade", "age", "ki67"]),
    st.dictionaries(
        st.sampled_from(["at-least", "more-than", "at-most", "less-than"]),
        st.integers(-5, 150) | st.floats(-5, 150),
        min_size=1,
        max_size=1,
    ),
)
def test_lint_of_any_single_bound_ends(fact, bounds):
    found = lint_of(json.dumps({fact: bounds}), "critere.json")

    assert all(problem.text() for problem in found)
