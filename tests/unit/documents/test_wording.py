"""Proposed trees in words."""

import pytest

from saufconduit.documents.acts.act import KINDS as TOLD
from saufconduit.documents.data import read_data
from saufconduit.documents.wording import ACTS, KINDS, problems_of, word_criteria
from saufconduit.regimes.acts import ACT_KINDS


@pytest.mark.parametrize(
    ("criteria", "french", "english"),
    [
        ({"extent": "metastatic", "readings": ["x"]}, "maladie métastatique", "metastatic disease"),
        ({"board": "omega"}, "RCP nationale Omega", "national board Omega"),
        ({"not": {"pregnant": True}}, "hors (grossesse en cours)", "not (current pregnancy)"),
        (
            {"all": [{"extent": "metastatic"}, {"any": [{"pregnant": True}, {"pregnant": False}]}]},
            "maladie métastatique et (grossesse en cours ou pas de grossesse en cours)",
            "metastatic disease and (current pregnancy or no current pregnancy)",
        ),
        (
            {"if": {"pregnant": True}, "then": {"extent": "metastatic"}},
            "si (grossesse en cours) alors (maladie métastatique)",
            "if (current pregnancy) then (metastatic disease)",
        ),
        ({"all": [{"any": [{"pregnant": True}]}]}, "grossesse en cours", "current pregnancy"),
    ],
)
def test_tree_is_said_in_both_languages(registry, criteria, french, english):
    assert word_criteria(criteria, registry.vocabulary, "fr") == french
    assert word_criteria(criteria, registry.vocabulary, "en") == english


def test_tree_that_our_language_refuses_is_told(registry):
    assert [problem.code for problem in problems_of({"nothing": 1}, registry.vocabulary, None)] == [
        "criteria.unknown-fact"
    ]


def test_every_kind_has_its_words():
    assert set(KINDS) == {*read_data("kinds")["kinds"], "other"}


def test_every_act_that_is_read_has_its_words_and_is_one_of_the_registry():
    assert {kind for _, kind in TOLD} <= set(ACTS) <= set(ACT_KINDS)
