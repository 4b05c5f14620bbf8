"""`saufconduit vocabulary`."""

import pytest
from synthetic import REGISTRY

WORDS = REGISTRY.vocabulary


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        ("facts", list(WORDS.facts)),
        ("concepts", list(WORDS.concepts)),
        ("agents", list(WORDS.agents)),
        ("outcomes", list(WORDS.outcomes)),
        ("boards", list(WORDS.boards)),
    ],
)
def test_vocabulary_json_lists_every_term(saufconduit, key, ids):
    answer = saufconduit("vocabulary", "--json")

    assert [one["id"] for one in answer.json[key]] == ids


def test_vocabulary_json_lists_the_products(saufconduit):
    answer = saufconduit("vocabulary", "--json")

    assert set(answer.json["products"]) == {"lutathera", "lumykras", "tecentriq", "kadcyla", "onc201"}


def test_vocabulary_json_gives_concepts_their_parents_and_codes(saufconduit):
    answer = saufconduit("vocabulary", "--json")

    (bronchial,) = [one for one in answer.json["concepts"] if one["id"] == "bronchial-net"]
    assert set(bronchial["parents"]) == {"net", "lung-tumour"}
    assert bronchial["codes"]


def test_vocabulary_json_gives_agents_their_classes(saufconduit):
    answer = saufconduit("vocabulary", "--json")

    (everolimus,) = [one for one in answer.json["agents"] if one["id"] == "everolimus"]
    assert "mtor-inhibitor" in everolimus["within"]
    assert "everolimus" not in everolimus["within"]


def test_vocabulary_json_gives_numbers_their_bounds(saufconduit):
    answer = saufconduit("vocabulary", "--json")

    (ki67,) = [one for one in answer.json["facts"] if one["id"] == "ki67"]
    assert (ki67["kind"], ki67["minimum"], ki67["maximum"]) == ("number", 0, 100)


def test_vocabulary_json_gives_booleans_both_values(saufconduit):
    answer = saufconduit("vocabulary", "--json")

    (pregnant,) = [one for one in answer.json["facts"] if one["id"] == "pregnant"]
    assert [one["value"] for one in pregnant["values"]] == [True, False]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_vocabulary_page_lists_every_term(saufconduit, lang):
    answer = saufconduit("vocabulary", "--lang", lang)

    ids = [*WORDS.facts, *WORDS.concepts, *WORDS.agents, *WORDS.outcomes, *WORDS.boards]
    assert [name for name in ids if name not in answer.out] == []


def test_vocabulary_page_lists_every_value_of_a_coded_fact(saufconduit):
    answer = saufconduit("vocabulary")

    values = [str(value) for fact in WORDS.facts.values() for value in fact.values if not isinstance(value, bool)]
    assert [value for value in values if value not in answer.out] == []
