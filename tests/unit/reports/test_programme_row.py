"""A programme on one line."""

from datetime import date

import pytest
from asked import ask
from synthetic import REGISTRY

from saufconduit.regimes.timeline import Status, Stretch
from saufconduit.reports.programme_row import Row, row_of, state_of, until_in_short

B = "\u00a0"


def row(name: str, **asked) -> Row:
    return row_of(REGISTRY.programme(name), ask(**asked))


def test_row_says_what_the_access_is():
    shown = row("lumykras-aap")

    assert (shown.name, shown.regime, shown.state) == ("Lumykras", "AAP", "continuity")
    assert (shown.until, shown.is_until_computed) == (f"24{B}oct.{B}2026", False)


def test_row_tells_a_computed_end():
    shown = row("lutathera-cpc")

    assert (shown.until, shown.is_until_computed) == (f"1er{B}avr.{B}2028", True)


def test_row_counts_indications_and_names_their_boards():
    assert row("lutathera-cpc", lang="en").indications.startswith("5, national board Comete")


def test_row_of_one_indication_has_its_words():
    assert row("onc201-preparation").indications.startswith("Gliome malin")


@pytest.mark.parametrize(
    ("name", "days", "since"),
    [
        ("onc201-preparation", {}, "non publié"),
        ("lutathera-cpc", {"on": "2015-01-01"}, "toujours"),
        ("lutathera-cpc", {}, f"6{B}avr.{B}2022"),
    ],
)
def test_start_that_nobody_published_is_said(name, days, since):
    assert row(name, **days).since == since


@pytest.mark.parametrize(("state", "words"), [("open", "non publié"), ("closed", "–")])
def test_end_that_is_not_written_is_said(state, words):
    assert until_in_short(Stretch(date(2022, 1, 1), date.max, Status(state)), ask()) == words


def test_row_leads_where_it_is_told():
    assert row_of(REGISTRY.programme("lutathera-cpc"), ask(), "#ppgl").anchor == "#ppgl"


def test_state_is_that_of_the_day_asked():
    assert state_of(REGISTRY.programme("lumykras-aap"), ask("2022-06-01")).status.state == "open"
