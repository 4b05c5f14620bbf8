"""HTML that is safe by construction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing import Page

from saufconduit.publication.markup import NOTHING, Html, Maker, joined, verbatim

MAKE = Maker("fr")


@pytest.mark.parametrize("words", ["<b>", "a & b", '"', "'><script>"])
def test_words_are_escaped(words):
    assert "<" not in MAKE.tag("p", words).removeprefix("<p>").removesuffix("</p>")


def test_element_made_here_is_kept():
    assert MAKE.tag("p", MAKE.tag("b", "x"), " y") == "<p><b>x</b> y</p>"


def test_attributes_are_escaped_and_named_as_in_html():
    assert MAKE.tag("p", class_='a"b', data_l="<") == '<p class="a&quot;b" data-l="&lt;"></p>'


def test_attribute_without_a_value_is_written_or_left_out():
    assert MAKE.tag("details", open=True, hidden=False) == "<details open></details>"


def test_element_without_content_has_no_end():
    assert MAKE.tag("meta", charset="utf-8") == '<meta charset="utf-8">'


def test_words_are_set_in_french_and_the_words_of_a_source_are_not():
    assert MAKE.tag("p", "Fin : l'an") == "<p>Fin\u00a0: l’an</p>"
    assert verbatim("Fin : l'an <") == "Fin : l&#x27;an &lt;"


def test_link_without_an_address_is_its_words():
    assert MAKE.link("", "Titre") == "<span>Titre</span>"
    assert MAKE.link("a.html", "Titre") == '<a href="a.html">Titre</a>'


def test_small_type_for_nothing_is_nothing():
    assert MAKE.small("") == NOTHING
    assert MAKE.small("L41") == '<span class="small">L41</span>'


def test_language_chooses_the_words():
    assert [Maker(lang).say("oui", "yes") for lang in ("fr", "en")] == ["oui", "yes"]


def test_pieces_are_joined_as_they_are():
    assert joined(Html("<b>"), Html("</b>")) == "<b></b>"


@given(st.text(), st.text())
def test_no_words_make_an_element(words, value):
    page = Page(MAKE.tag("p", words, title=value).encode("utf-8", "replace"))

    assert (page.elements, page.unbalanced) == ([("p", ("title",))], [])
