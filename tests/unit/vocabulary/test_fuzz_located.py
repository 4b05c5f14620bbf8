"""Any bytes are read, or refused with a problem that repeats nothing of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.vocabulary.located import Located, parse
from saufconduit.vocabulary.problem import Problem, Problems

SENTINEL = "DUPONT 1961"
FILES = st.sampled_from(["p.yaml", "p.json"])
MARKS = [
    "a",
    "b: ",
    "- ",
    "? ",
    ": ",
    "\n",
    "\n  ",
    "  ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "'",
    '"',
    '"k": ',
    "|\n",
    ">-\n",
]
REFUSED = ["&x ", "*x", "!!str ", "! ", "---\n", "...\n", "%YAML 1.2\n", "#", "<<: "]
SCALARS = ["12", "-1.5e3", "null", "true", "~", "é", "\U0001f600", SENTINEL, f'"{SENTINEL}"']
ODD = ["\ufeff", "\\ud800", "\\u0000", "\0", "\x07", "\x85", "\u2028"]
PIECES = st.sampled_from([*MARKS, *REFUSED, *SCALARS, *ODD])
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def outcome(data: bytes | str, file: str) -> Located | str:
    """What was read, or all the messages in both languages; any other exception passes through."""
    try:
        return parse(data, file)
    except Problem as problem:
        problems: tuple[Problem, ...] = (problem,)
    except Problems as raised:
        problems = raised.problems
    return "\n".join(f"{item.text('fr')}\n{item.text('en')}\n{item.to_dict()}" for item in problems)


@given(st.binary(max_size=200), FILES)
def test_any_bytes_are_read_or_refused_with_a_problem(data: bytes, file: str) -> None:
    assert isinstance(outcome(data, file), Located | str)


@given(st.text(max_size=200), FILES)
def test_any_text_is_read_or_refused_with_a_problem(text: str, file: str) -> None:
    assert isinstance(outcome(text, file), Located | str)


@given(TEXTS, FILES)
def test_anything_like_yaml_is_read_or_refused_without_a_word_of_it(text: str, file: str) -> None:
    found = outcome(text, file)

    assert isinstance(found, Located) or SENTINEL not in found


@pytest.mark.deep
@given(st.lists(PIECES, min_size=100, max_size=2000).map("".join), FILES)
def test_anything_like_long_yaml_is_read_or_refused_without_a_word_of_it(text: str, file: str) -> None:
    found = outcome(text, file)

    assert isinstance(found, Located) or SENTINEL not in found


@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_the_encoding_of_a_text_changes_nothing(text: str, encoding: str) -> None:
    mark_free = text.lstrip("\ufeff")

    assert describe(outcome(mark_free.encode(encoding), "p.yaml")) == describe(outcome(mark_free, "p.yaml"))


def describe(found: Located | str) -> object:
    """The value read, comparable, or the messages."""
    if isinstance(found, str):
        return found
    if isinstance(found.value, dict):
        return {key: describe(item) for key, item in found.value.items()}
    return [describe(item) for item in found] if isinstance(found.value, list) else (found.value, found.raw)
