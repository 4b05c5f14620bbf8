"""The documents of the set are read as their labels say: nothing invented, little missed."""

import importlib.util
import sys
from pathlib import Path

import pytest

from saufconduit.documents.read import read_document
from saufconduit.registry.cache import load_registry

ROOT = Path(__file__).resolve().parents[2]
NEVER_INVENTED = (
    "strength",
    "regime",
    "stage",
    "act signed",
    "act published",
    "act effective",
    "act until",
    "act period",
)

# Documents of development that are not read whole yet, and what lacks.
LEFT = {
    "104-has-refus": "the indication quoted in « L’essentiel », under a heading that speaks of one",
    "109-note-miseajour": "« de type 1 » after the disease; the end of the note before, which is not numbered",
}


def load_bench():
    spec = importlib.util.spec_from_file_location("bench_documents", ROOT / "bench/documents.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_documents"] = module
    spec.loader.exec_module(module)
    return module


BENCH = load_bench()
REGISTRY = load_registry()
DEVELOPMENT = BENCH.cases_of("development")
HELD_OUT = BENCH.cases_of("held-out")


def mistakes_in(case) -> list[tuple[str, str, str]]:
    proposal = read_document(str(case.path), REGISTRY).to_dict()
    compared = BENCH.compared(BENCH.expected_of(case.labels, REGISTRY), BENCH.found_in(proposal))
    return [found for found in compared if found[1] != "right"]


def stem_of(case) -> str:
    return case.path.stem


def invented_in(cases) -> list[tuple[str, str, str]]:
    return [
        found for case in cases for found in mistakes_in(case) if found[1] == "invented" and found[0] in NEVER_INVENTED
    ]


def test_set_holds_thirty_documents_at_least():
    assert len(DEVELOPMENT) >= 30
    assert len(HELD_OUT) >= 10


@pytest.mark.parametrize("case", [case for case in DEVELOPMENT if case.path.stem not in LEFT], ids=stem_of)
def test_document_of_development_is_read_as_labelled(case):
    assert mistakes_in(case) == []


@pytest.mark.parametrize("case", [case for case in DEVELOPMENT if case.path.stem in LEFT], ids=stem_of)
def test_document_that_is_not_read_whole_has_nothing_invented(case):
    assert mistakes_in(case) != [], "no longer left: take it out of LEFT"
    assert [found for found in mistakes_in(case) if found[1] == "invented" and found[0] != "tree"] == []


@pytest.mark.parametrize("case", HELD_OUT, ids=stem_of)
def test_document_held_out_has_nothing_invented(case):
    """A tree that lacks a criterion counts as another tree: what it lacks is counted below."""
    assert [found for found in mistakes_in(case) if found[1] == "invented" and found[0] != "tree"] == []


def test_documents_held_out_give_most_of_their_trees():
    scores = BENCH.scores_of(HELD_OUT, REGISTRY)

    assert scores["tree"].recall >= 0.85
    assert scores["criterion"].recall >= 0.9


def test_seeds_are_read_as_labelled(seeds):
    cases = BENCH.cases_of("seeds")

    assert [(case.path.stem, mistakes_in(case)) for case in cases] == [(case.path.stem, []) for case in cases]
    assert sum(len(BENCH.expected_of(case.labels, REGISTRY)["tree"]) for case in cases) == 9


def test_seeds_bring_no_value_that_the_text_does_not_hold(seeds):
    assert invented_in(BENCH.cases_of("seeds")) == []


def test_compared_tells_what_is_invented_and_what_is_missed():
    found = list(BENCH.compared({"a": ["1", "1"], "b": ["2"]}, {"a": ["1", "3"]}))

    assert found == [("a", "right", "1"), ("a", "invented", "3"), ("a", "missed", "1"), ("b", "missed", "2")]


def test_score_without_anything_is_whole():
    score = BENCH.Score(0, 0, 0)

    assert (score.precision, score.recall) == (1.0, 1.0)
