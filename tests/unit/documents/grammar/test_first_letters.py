"""The letters with which what a pattern matches begins."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.documents.grammar.first_letters import first_letters
from saufconduit.documents.grammar.tokens import lexicon_of, tokens_of
from saufconduit.registry.cache import load_registry

DOCUMENTS = Path(__file__).resolve().parents[3] / "documents"
TEXTS = [
    path.read_text(encoding="utf-8", errors="replace")
    for path in sorted(DOCUMENTS.glob("*/*.*ml"))
    if path.stat().st_size
] + [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*/*.txt"))]


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("abc", "a"),
        ("ab|cd", "ac"),
        ("(?:ab|c)d", "ac"),
        ("(?:a|b)?c", "abc"),
        ("(ab)d", "a"),
        ("a?b*c+d", "abc"),
        ("a{0,2}b", "ab"),
        ("a{2}b", "a"),
        ("a??b", "ab"),
        ("(?:a(?:b|c)|d)e|f", "adf"),
        (" ?a", " a"),
        ("a\\d[bc]", "a"),
    ],
)
def test_letters_are_those_with_which_a_match_can_begin(pattern, letters):
    assert first_letters(pattern) == frozenset(letters)


@pytest.mark.parametrize("pattern", ["", "a?", "(?:a|)", "[ab]c", "\\db", ".a", "^a", "(?=a)b", "(?<!a)b", "a?[bc]"])
def test_letters_that_are_not_plain_to_see_are_none(pattern):
    assert first_letters(pattern) is None


@pytest.mark.parametrize("pattern", ["(?:a|b)?c", "a?b+|ca", "(?:ab|c){0,1}b", "(?:a(?:b|c)?)*c"])
@given(st.text("abc", max_size=6))
def test_pattern_matches_nothing_that_begins_otherwise(pattern, text):
    match = re.compile(pattern).match(text)

    assert match is None or text[0] in (first_letters(pattern) or "")


@pytest.fixture(scope="module")
def lexicon():
    return lexicon_of(load_registry().vocabulary)


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_tokens_are_those_of_all_the_patterns(lexicon, number):
    simple = lexicon._replace(by_letter=defaultdict(lambda: re.compile("|".join(lexicon.by_letter.parts))))

    assert tokens_of(TEXTS[number], lexicon) == tokens_of(TEXTS[number], simple)
