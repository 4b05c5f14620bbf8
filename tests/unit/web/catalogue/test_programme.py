"""The page of a programme, as the application shows it."""

from datetime import date

import pytest
from django.utils import translation

from saufconduit.web.catalogue.as_of import when_of
from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.catalogue.programme import show


def shown(name: str, asked=frozenset(), **days):
    return show(registry().programme(name), when_of(days), asked)


def test_indication_asked_is_unfolded():
    page = shown("lutathera-cpc", frozenset({"meningioma"}))

    assert [item.id for item in page.sheet.indications if item.is_open] == ["meningioma"]


def test_acts_published_later_are_counted_and_not_shown():
    page = shown("lutathera-cpc", on="12/10/2026", known="12/4/2024")

    assert (len(page.sheet.acts), page.later_acts) == (3, 4)


def test_page_leads_to_the_acts_around_the_day():
    page = shown("lutathera-cpc", on="1/1/2024")

    assert (page.before, page.after) == (date(2022, 7, 29), date(2024, 10, 10))


@pytest.mark.parametrize(("on", "at"), [("1/1/2022", 0), ("2/1/2022", 1), ("1/1/1950", 0), ("1/1/2090", 2556)])
def test_range_stands_on_the_day_within_the_figure(on, at):
    move = shown("lutathera-cpc", on=on).travels[0]

    assert (move.field, move.at, move.most) == ("on", at, 2556)


def test_page_speaks_the_language_of_the_visitor():
    with translation.override("en"):
        page = shown("lutathera-cpc")

    assert page.sheet.stub.pairs[0].label == "Who proposes"
    assert page.travels[0].label == "Move the day"
