"""Turns of French that indications take, each with its tree, in turns.yaml; and what is denied."""

from pathlib import Path

import pytest
import yaml

from saufconduit.documents.grammar.parse import parse_indication
from saufconduit.documents.grammar.tokens import lexicon_of
from saufconduit.documents.grammar.tree import criteria_of, same_criteria
from saufconduit.registry.cache import load_registry

LEXICON = lexicon_of(load_registry().vocabulary)
TURNS = yaml.safe_load(Path(__file__).with_name("turns.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn["sentence"])
def test_turn_is_read_as_its_tree_with_nothing_left(turn):
    parsed = parse_indication(turn["sentence"], LEXICON)

    assert parsed.tree is not None
    assert same_criteria(criteria_of(parsed.tree), {"all": turn["all"]})
    assert parsed.unread == ()


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("méningiome non calcifié", ["non calcifié"]),
        ("méningiome sans", ["sans"]),
        ("méningiome non remboursé ou non, progressif", ["non remboursé ou non"]),
        ("méningiome, avec ou sans atteinte osseuse particulière", []),
    ],
)
def test_denial_of_what_is_not_known_is_told(sentence, unread):
    parsed = parse_indication(sentence, LEXICON)

    assert [sentence[part.start : part.end] for part in parsed.unread] == unread
