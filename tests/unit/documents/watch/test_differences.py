"""What differs is shown with a few words around it, and names nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.documents.watch.differences import Difference, differences

SENTENCE = "La dose est de 7,4 GBq par cure, quatre cures au plus, à huit semaines d’intervalle au moins."


def test_texts_that_are_the_same_differ_in_nothing():
    assert differences([SENTENCE, "Fin."], [SENTENCE, "Fin."]) == []


def test_sentence_that_changed_is_cut_to_the_words_around():
    (found,) = differences(["Avant.", SENTENCE], ["Avant.", SENTENCE.replace("quatre", "six")])

    assert found == Difference(
        "… est de 7,4 GBq par cure, quatre cures au plus, à huit semaines …",
        "… est de 7,4 GBq par cure, six cures au plus, à huit semaines …",
    )


def test_sentence_that_changed_at_its_ends_is_cut_in_between_only():
    (found,) = differences(["un b"], ["deux b"])

    assert found == Difference("un b", "deux b")


def test_words_added_at_the_end_are_shown():
    (found,) = differences(["la dose est de 7,4 GBq par cure"], ["la dose est de 7,4 GBq par cure et par an"])

    assert found == Difference("… est de 7,4 GBq par cure", "… est de 7,4 GBq par cure et par an")


def test_sentence_that_came_or_went_is_shown_whole():
    assert differences(["a", SENTENCE], ["a"]) == [Difference(SENTENCE, None)]
    assert differences(["a"], ["a", SENTENCE]) == [Difference(None, SENTENCE)]


def test_sentences_that_took_the_place_of_others_are_paired():
    found = differences(["début", "un", "fin"], ["début", "deux", "trois", "fin"])

    assert found == [Difference("un", "deux"), Difference(None, "trois")]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Signé par Mme Camille FICTIF ce jour", "Signé par Mme […] ce jour"),
        ("écrire à camille.fictif@exemple.fr vite", "écrire à […] vite"),
        ("M. Camille EXEMPLE, camille@exemple.fr, 01 02 03 04 05", "M. […], […], […]"),
        ("un\x1b[31m deux\u202e trois", "un [31m deux  trois"),
    ],
)
def test_what_must_not_be_shown_is_left_out(words, shown):
    assert differences([], [words]) == [Difference(None, shown)]


def test_sentence_in_which_only_a_name_changed_says_nothing():
    assert differences(["La directrice, Camille FICTIF"], ["La directrice, Dominique EXEMPLE"]) == []


def test_two_very_long_texts_are_told_apart_sentence_by_sentence():
    many = [f"{number % 100}" for number in range(200_000)]

    found = differences(["début", "avant", *many, "fin"], ["début", *many[::-1], "après", "fin"])

    assert found == [Difference("avant", None), Difference(None, "après")]


@given(st.lists(st.text("ab ", max_size=6), max_size=8), st.lists(st.text("ab ", max_size=6), max_size=8))
def test_every_difference_shows_something(before, after):
    assert [one for one in differences(before, after) if one == Difference(None, None)] == []
    assert (differences(before, after) == []) is (before == after)
