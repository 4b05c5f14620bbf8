"""The page of the readings."""

from publishing import Page, edition
from synthetic import REGISTRY

from saufconduit.publication.readings_page import readings_page


def test_every_reading_has_its_anchor_in_order():
    anchors = [name for name in Page(readings_page(edition(), "fr")).ids if name.startswith("lecture-")]

    assert anchors == [f"lecture-{number}" for number in sorted(item.number for item in REGISTRY.readings.values())]


def test_reading_says_the_question_and_what_is_taken():
    first = min(REGISTRY.readings.values(), key=lambda item: item.number)

    words = Page(readings_page(edition(), "en")).words

    assert f"Taken: {first.taken.en}"[:40] in words
