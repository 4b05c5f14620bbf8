"""The frame of every published page."""

import pytest
from publishing import Page

from saufconduit.publication import addresses
from saufconduit.publication.frame import LOOK, Leaf, framed
from saufconduit.publication.markup import Html, Maker

LEAF = Leaf(addresses.readings, "Titre", "Grand titre", "Chapeau.", Html("<p>Corps</p>"), "Situation.")


def page(lang="fr", leaf=LEAF) -> Page:
    return Page(framed(leaf, Maker(lang)))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_page_says_its_language_and_leads_to_the_other(lang):
    content = framed(LEAF, Maker(lang)).decode()

    assert content.startswith(f'<!doctype html>\n<html lang="{lang}">')
    assert {"fr": "en/readings.html", "en": "../readings.html"}[lang] in page(lang).links


def test_page_is_well_formed():
    assert page().unbalanced == []


def test_page_fetches_only_what_lies_beside_it():
    assert [link for link in page().links if "//" in link] == []


def test_page_names_where_the_reader_is():
    content = framed(LEAF, Maker("fr")).decode()

    assert '<a href="readings.html" aria-current="page">Lectures</a>' in content
    assert content.count("aria-current") == 1


def test_page_has_one_title_and_a_way_to_the_content():
    shown = page()

    assert [tag for tag, _ in shown.elements].count("h1") == 1
    assert "#contenu" in shown.links
    assert "contenu" in shown.ids


def test_script_is_only_where_there_is_a_search():
    searching = Leaf(addresses.index, "Titre", "Titre", "", Html(""), "", has_search=True)

    assert "assets/search.js" in page(leaf=searching).links
    assert "assets/search.js" not in page().links


def test_page_says_on_what_terms_and_for_whom():
    words = page().words

    assert "Licence Ouverte 2.0" in words
    assert "n’est pas un dispositif médical certifié" in words


def test_look_is_that_of_the_application():
    assert (LOOK / "static/look/saufconduit.css").is_file()
    assert 'id="i-open"' in framed(LEAF, Maker("fr")).decode()
