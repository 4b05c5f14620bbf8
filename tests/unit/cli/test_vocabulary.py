"""`saufconduit vocabulary`."""

import pytest
from synthetic import REGISTRY

from saufconduit.assessment.words import system_in_words
from saufconduit.cli.vocabulary import allowed_in_words
from saufconduit.vocabulary.terms import Fact
from saufconduit.vocabulary.text import Text

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

    assert set(answer.json["products"]) >= {"lutathera", "lumykras", "tecentriq", "kadcyla", "onc201", "nivolumab"}


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


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "nombre de 0 à 100 %"),
        ("fr", "nombre entier de 1 à 4"),
        ("fr", "nombre de 0 à 500 kg"),
        ("fr", "nombre entier, au moins 0 ans"),
        ("fr", "une des maladies ci-dessous"),
        ("en", "number from 0 to 100 %"),
    ],
)
def test_vocabulary_page_gives_numbers_their_range_and_unit(saufconduit, lang, words):
    answer = saufconduit("vocabulary", "--lang", lang)

    assert words in " ".join(answer.plain.split())


def test_vocabulary_page_of_a_number_without_bounds_says_only_that_it_is_a_number():
    fact = Fact("x", "number", "x", Text("x", "x"), {}, Text("x", "x"))

    assert allowed_in_words(fact, "fr") == "nombre"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "[CIM-O-3 topographie C34 ; CIM-10 FR C34]"),
        ("en", "[ICD-O-3 topography C34; ICD-10 FR C34]"),
        ("fr", "[CIM-O-3 morphologie 9530/0, 9530/1, 9530/3, 9531/0 …]"),
        ("fr", "[SNOMED CT 254838004, 408643008, 706970001, 427685000 …]"),
    ],
)
def test_vocabulary_page_names_terminologies_as_people_do_and_marks_a_cut_list(saufconduit, lang, words):
    answer = saufconduit("vocabulary", "--lang", lang)

    assert words in " ".join(answer.plain.split())


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_vocabulary_page_shows_no_terminology_by_its_identifier(saufconduit, lang):
    answer = saufconduit("vocabulary", "--lang", lang)

    assert [name for name in ("sct ", "icd-o-3", "icd10-fr", "adicap") if name in answer.out] == []


def test_terminology_without_a_name_is_shown_by_its_identifier():
    assert system_in_words("xyz", "fr") == "XYZ"
