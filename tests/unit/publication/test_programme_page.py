"""The pages of a programme."""

from dataclasses import replace
from datetime import date

import pytest
from asked import ask
from publishing import Page, edition
from synthetic import REGISTRY

from saufconduit.publication.programme_page import programme_page, sentence, state_page

LUMYKRAS, LUTATHERA = REGISTRY.programme("lumykras-aap"), REGISTRY.programme("lutathera-cpc")
FIRST, SECOND = date(2022, 4, 28), date(2023, 10, 5)


def page(programme=LUMYKRAS, lang="fr", **days) -> Page:
    return Page(programme_page(programme, edition(**days), lang))


def past(day: date, programme=LUMYKRAS, lang="fr", registry=REGISTRY) -> bytes:
    return state_page(programme, day, edition(registry), lang)


def test_page_says_all_that_is_known():
    shown = page()

    assert [name for name in shown.ids if name.startswith("h-")] == [
        "h-fr",
        "h-hi",
        "h-in",
        "h-di",
        "h-ac",
        "h-re",
        "h-la",
        "h-so",
        "h-da",
    ]
    assert "Situation le 12 octobre 2026, telle que connue ce jour-là." in shown.words


def test_page_of_a_programme_with_reports_lists_them():
    assert "h-rp" in page(LUTATHERA).ids


def test_page_leads_to_every_state_that_was_known():
    links = [link for link in page().links if link.startswith("../programmes/lumykras-aap/")]

    assert links == [
        f"../programmes/lumykras-aap/{day}.html"
        for day in ("2025-10-29", "2024-10-08", "2023-10-16", "2023-10-05", "2022-04-28")
    ]


def test_page_leads_to_its_data():
    assert "../data/programmes/lumykras-aap.json" in page().links


def test_page_in_english_is_in_english():
    shown = page(lang="en")

    assert "Continuity only" in shown.words
    assert "../../en/data/programmes/lumykras-aap.json" in shown.links
    assert shown.links.count("../../programmes/lumykras-aap.html") == 1


def test_past_state_says_so_and_leads_to_the_present():
    shown = Page(past(FIRST))

    assert "État ancien : ce qui est venu depuis n’est pas sur cette page." in shown.words
    assert "../../programmes/lumykras-aap.html" in shown.links
    assert "État précédent" not in shown.words


def test_past_state_leads_to_the_one_before():
    assert "../../programmes/lumykras-aap/2022-04-28.html" in Page(past(SECOND)).links


def test_past_state_shows_only_what_was_known():
    words = Page(past(FIRST)).words

    assert "Accès ouvert" in words
    assert "Non renouvelé" not in words
    assert "Continuité prolongée" not in words


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_past_state_is_the_same_whatever_came_later(lang):
    earlier = replace(LUMYKRAS, acts=LUMYKRAS.acts[:1])
    registry = replace(
        REGISTRY, programmes=(*(item for item in REGISTRY.programmes if item.id != earlier.id), earlier), _clocks={}
    )

    assert past(FIRST, earlier, lang, registry) == past(FIRST, LUMYKRAS, lang)


def test_titles_tell_the_past_from_the_present():
    assert b"<title>Lumykras | Saufconduit</title>" in programme_page(LUMYKRAS, edition(), "fr")
    assert "<title>Lumykras, 28\u00a0avr.\u00a02022 | Saufconduit</title>".encode() in past(FIRST)


@pytest.mark.parametrize(
    ("known", "lang", "words"),
    [
        ("2026-10-12", "fr", "Situation le 12 octobre 2026, telle que connue ce jour-là."),
        ("2024-01-01", "fr", "Situation le 12 octobre 2026, telle que connue le 1er janvier 2024."),
        ("2026-10-12", "en", "Situation on 12 October 2026, as known that day."),
        ("2024-01-01", "en", "Situation on 12 October 2026, as known on 1 January 2024."),
    ],
)
def test_sentence_says_both_days(known, lang, words):
    assert sentence(ask(known=known, lang=lang)) == words
