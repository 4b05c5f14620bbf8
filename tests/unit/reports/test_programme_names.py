"""The words by which people look for a programme."""

from synthetic import REGISTRY

from saufconduit.reports.programme_names import name_of, texts_of, texts_of_indication

LUTATHERA = REGISTRY.programme("lutathera-cpc")


def test_name_of_a_programme_is_its_label_without_the_disease():
    assert [name_of(REGISTRY.programme("mekinist-tafinlar-melanome-rtu"), lang) for lang in ("fr", "en")] == [
        "Mekinist et Tafinlar",
        "Mekinist and Tafinlar",
    ]


def test_programme_is_looked_for_by_its_names_and_those_of_its_products():
    words = set(texts_of(LUTATHERA, REGISTRY))

    assert {"lutathera-cpc", "CPC", "carcinoïde bronchique"} <= words


def test_indication_is_looked_for_by_its_diseases_and_its_board():
    words = set(texts_of_indication(LUTATHERA.indication("bronchial-net"), REGISTRY.vocabulary))

    assert {"bronchial-net", "RCP nationale Renaten"} <= words


def test_indication_is_not_looked_for_by_what_it_excludes():
    words = set(texts_of_indication(LUTATHERA.indication("other-net"), REGISTRY.vocabulary))

    assert "bronchial-net" not in words
