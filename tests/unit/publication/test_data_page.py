"""The page that says what the data are."""

from dataclasses import replace
from datetime import date

from publishing import Page, edition
from synthetic import REGISTRY

from saufconduit.publication.data_page import data_page


def page(lang="fr", **documents) -> Page:
    found = {name: replace(REGISTRY.law.documents[name], **changes) for name, changes in documents.items()}
    law = replace(REGISTRY.law, documents={**REGISTRY.law.documents, **found})
    return Page(data_page(edition(replace(REGISTRY, law=law)), lang))


def test_page_leads_to_every_file_for_machines():
    assert {
        "data/programmes.json",
        "data/acts.csv",
        "data/indications.csv",
        "data/sources.csv",
        "data/schema/programmes.schema.json",
        "data/schema/show.schema.json",
        "acts.atom",
        "ends.ics",
        "manifest.json",
        "LICENCE.txt",
    } <= set(page().links)


def test_page_in_english_leads_to_english_answers_and_common_tables():
    assert {"../en/data/programmes.json", "../data/acts.csv"} <= set(page("en").links)


def test_page_says_the_terms_of_the_facts_and_of_the_sources():
    words = page().words

    assert "Licence Ouverte 2.0 (Etalab)" in words
    assert "restent à leurs éditeurs, sous leurs propres conditions" in words


def test_source_says_when_it_was_checked_and_not_by_whom():
    shown = page(**{"amgen-2023": {"checked_on": date(2026, 9, 1), "checked_by": "Camille FICTIF"}})

    assert "vérifié le 1er septembre 2026" in shown.words
    assert "FICTIF" not in shown.words


def test_source_that_says_little_has_no_empty_cell():
    assert "jamais vérifié" in page(**{"amgen-2023": {"checked_on": None}}).words
    assert "non indiqué" in page(**{"amgen-2023": {"issuer": None, "date": None}}).words


def test_source_leads_to_the_programmes_that_cite_it():
    assert "programmes/tecentriq-atuc.html" in page().links
