"""Programmes are found by what people call them."""

import pytest

from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.catalogue.search import search


def found(asked: str) -> list[str]:
    return [item.programme.id for item in search(asked, registry().programmes)]


@pytest.mark.parametrize(
    ("asked", "programme"),
    [
        ("lutathera", "lutathera-cpc"),
        ("Lutatera", "lutathera-cpc"),
        ("LUTÉCIUM", "lutathera-cpc"),
        ("177Lu oxodotréotide", "lutathera-cpc"),
        ("méningiome", "lutathera-cpc"),
        ("carcinoide bronchique", "lutathera-cpc"),
        ("sotorasib", "lumykras-aap"),
        ("soto", "lumykras-aap"),
        ("ONC 201", "onc201-preparation"),
        ("gliome", "onc201-preparation"),
        ("midline glioma", "onc201-preparation"),
        ("renaten", "lutathera-cpc"),
    ],
)
def test_search_finds_a_programme_by_product_substance_or_disease(asked, programme):
    assert programme in found(asked)


def test_search_of_nothing_finds_everything():
    assert found("  ") == [item.id for item in registry().programmes]


@pytest.mark.parametrize("asked", ["aspirine", "lutathera aspirine", "xx", "zz lutathera"])
def test_search_needs_every_word(asked):
    assert found(asked) == []


def test_search_names_the_indications_that_answer():
    (one,) = search("bronchique neuroendocrine lutathera", registry().programmes)

    assert one.indications == ("bronchial-net",)


def test_search_by_product_names_no_indication():
    (one,) = search("lutathera", registry().programmes)

    assert one.indications == ()


def test_search_does_not_find_an_indication_by_what_it_excludes():
    assert found("gastro-entéro-pancréatique lutathera") == []


def test_search_puts_the_best_first():
    assert found("cancer du sein")[0] in ("enhertu-aap", "kadcyla-atuc", "tecentriq-atuc")


def test_search_reads_the_beginning_of_a_very_long_question():
    assert found("lutathera " + "a" * 100_000) == []
