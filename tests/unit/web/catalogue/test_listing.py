"""The rows of the register."""

import pytest
from django.utils import translation

from saufconduit.web.catalogue.as_of import when_of
from saufconduit.web.catalogue.listing import choice_of, list_programmes

B = "\u00a0"


def rows(query=None, **days):
    return {row.id: row for row in list_programmes(choice_of(query or {}), when_of(days)).rows}


def test_listing_shows_the_state_of_every_programme():
    listed = list_programmes(choice_of({}), when_of({}))

    states = {row.id: row.state for row in listed.rows}
    assert len(states) == 25
    assert (
        states.items()
        >= {
            "kadcyla-atuc": "closed",
            "lumykras-aap": "continuity",
            "lutathera-cpc": "open",
            "onc201-preparation": "open",
            "tecentriq-atuc": "closed",
            "leqembi-aap": "closed",
            "evusheld-aap": "unknown",
        }.items()
    )
    assert (listed.total, listed.total_open) == (25, 4)


def test_row_of_several_indications_counts_them_with_their_boards():
    row = rows()["lutathera-cpc"]

    assert row.indications == "5, RCP nationale Comete, RCP nationale Renaten et RCP nationale Omega"
    assert (row.regime, row.since) == ("CPC", f"6{B}avr.{B}2022")
    assert (row.until, row.is_until_computed, row.is_since_computed) == (f"1er{B}avr.{B}2028", True, False)


def test_row_of_one_indication_says_it():
    assert rows()["onc201-preparation"].indications.startswith("Gliome malin de la ligne médiane")


def test_row_never_has_an_empty_day():
    shown = {row.id: (row.since, row.until) for row in rows().values()}

    assert shown["onc201-preparation"] == ("non publié", "non publié")
    assert shown["kadcyla-atuc"] == (f"1er{B}juil.{B}2022", "–")


def test_row_of_an_indication_that_was_searched_leads_to_it():
    assert rows({"q": "méningiome"})["lutathera-cpc"].anchor == "#meningioma"


def test_row_not_searched_leads_to_the_top():
    assert rows()["lutathera-cpc"].anchor == ""


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"regime": "cpc"}, {"lutathera-cpc", "mabthera-cpc"}),
        ({"regime": "former", "q": "sein"}, {"kadcyla-atuc", "tecentriq-atuc", "trodelvy-atun"}),
        ({"regime": "aac"}, {"phages-aac", "psma-11-aac", "trodelvy-aac"}),
        ({"open": "1"}, {"lutathera-cpc", "onc201-preparation", "phages-aac", "psma-11-aac"}),
        ({"q": "sein", "regime": "former", "open": "1"}, set()),
    ],
)
def test_listing_keeps_what_the_choice_asks(query, ids):
    assert set(rows(query)) == ids


def test_choice_of_a_regime_that_does_not_exist_is_no_choice():
    assert choice_of({"regime": "<b>", "q": " a "}) == ("a", "", False)


def test_listing_of_a_day_before_all_is_empty():
    listed = list_programmes(choice_of({}), when_of({"on": "1/1/2000", "known": "1/1/2000"}))

    assert (listed.rows, listed.total) == ((), 0)


def test_state_that_has_not_begun_has_been_so_for_ever():
    assert rows(on="1/1/2015")["lutathera-cpc"].since == "toujours"


def test_listing_is_in_the_language_of_the_page():
    with translation.override("en"):
        row = rows()["lutathera-cpc"]

    assert row.indications.startswith("5, national board Comete")
