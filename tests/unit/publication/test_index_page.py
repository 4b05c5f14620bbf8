"""The list of programmes."""

import re
from datetime import date

from publishing import Page, edition

from saufconduit.publication.index_page import index_page


def rows(lang="fr") -> dict[str, str]:
    """The row of each programme, by the address of its page."""
    content = index_page(edition(), lang).decode()
    return {re.search('href="([^"]+)"', row)[1]: row for row in re.findall(r"<tr data-words.*?</tr>", content)}


def test_index_lists_every_programme_without_the_script():
    content = index_page(edition(), "fr").decode()

    assert len(rows()) == len(edition().programmes)
    assert re.search(r"<form[^>]* hidden>", content)
    assert f"{len(edition().programmes)} programmes" in Page(content.encode()).words


def test_row_says_state_and_days():
    row = Page(rows()["programmes/lumykras-aap.html"].encode()).words

    assert "Continuité" in row
    assert "24 oct. 2026" in row
    assert "calculé" not in row


def test_row_tells_a_computed_day():
    assert '<span class="calc">1er\u00a0avr.\u00a02028</span>' in rows()["programmes/lutathera-cpc.html"]


def test_row_is_found_by_substance_disease_and_name_without_accents():
    row = rows()["programmes/lutathera-cpc.html"]
    (words,) = re.findall('data-words="([^"]*)"', row)

    assert {"oxodotreotide", "meningiome", "bronchique", "lutathera", "cpc"} <= set(words.split())
    assert words.split() == sorted(set(words.split()))
    assert 'data-state="open"' in row


def test_index_in_english_leads_to_english_pages():
    row = rows("en")["../en/programmes/lumykras-aap.html"]

    assert "Continuity only" in row


def test_index_of_a_day_when_nothing_was_known_is_empty():
    content = index_page(edition(on=date(2000, 1, 1), known=date(2000, 1, 1)), "fr")

    assert "0 programme" in Page(content).words
    assert b"data-words" not in content
