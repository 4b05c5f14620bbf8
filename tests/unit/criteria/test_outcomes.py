"""Outcomes of treatments in the words of the texts."""

import pytest
from reading_criteria import VOCABULARY

from saufconduit.criteria.outcomes import GROUPS, outcome_is


@pytest.mark.parametrize("group", GROUPS)
def test_group_holds_only_outcomes_of_the_vocabulary(group):
    words = GROUPS[group].true | GROUPS[group].open

    assert words <= set(VOCABULARY.outcomes)


@pytest.mark.parametrize("group", GROUPS)
def test_group_never_holds_an_outcome_as_both_true_and_open(group):
    assert not GROUPS[group].true & GROUPS[group].open


def test_given_holds_exactly_what_the_vocabulary_calls_given():
    given = {outcome.id for outcome in VOCABULARY.outcomes.values() if outcome.is_given}

    assert GROUPS["given"].true == given


@pytest.mark.parametrize(
    ("outcome", "asked", "truth"),
    [
        ("failure", ("failed",), True),
        ("intolerance", ("failed",), None),
        ("stable", ("failed",), False),
        ("impossible", ("failed", "impossible"), True),
        ("refused", ("failed", "impossible"), None),
        ("stable", ("stable",), True),
        ("response", ("stable",), False),
        ("stable", ("failed", "stable"), True),
        (None, ("given",), None),
    ],
)
def test_outcome_asked_as_word_or_group_answers(outcome, asked, truth):
    assert outcome_is(outcome, asked) is truth
