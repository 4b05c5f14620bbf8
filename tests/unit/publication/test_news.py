"""The acts as a feed, the ends to come as a calendar."""

from datetime import date
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from publishing import edition
from synthetic import REGISTRY

from saufconduit.interop.feeds import NAMESPACE
from saufconduit.publication.news import calendar, feed

A = f"{{{NAMESPACE}}}"
LAST = date(2023, 10, 16)


def entries(lang="fr", **days) -> list[ElementTree.Element]:
    return ElementTree.fromstring(feed(edition(**days), lang)).findall(f"{A}entry")


def texts(name: str, **asked) -> list[str]:
    return [entry.findtext(f"{A}{name}").replace("\u00a0", " ") for entry in entries(**asked)]


def ends(lang="fr", **days) -> dict[str, dict]:
    found = Calendar.from_ical(calendar(edition(**days), lang))
    return {str(item["summary"]).replace("\u00a0", " "): item for item in found.walk("VEVENT")}


def test_every_act_is_an_entry_the_latest_first():
    updated = texts("updated")

    assert updated == sorted(updated, reverse=True)
    assert len(updated) == sum(len(item.acts_known(edition().known)) for item in REGISTRY.programmes)


def test_entry_says_the_act_and_leads_to_the_state_that_was_known():
    (one,) = [entry for entry in entries() if "Lumykras (AAP)\u00a0: Non renouvelé" in entry.findtext(f"{A}title")]

    assert next(link.get("href") for link in one.findall(f"{A}link")) == "programmes/lumykras-aap/2023-10-05.html"
    assert [link.get("rel") for link in one.findall(f"{A}link")] == ["alternate", "via"]
    assert "HAS 2023.0374/DC/SEM" in one.findtext(f"{A}summary")


def test_entries_have_names_of_their_own_that_never_change():
    names = texts("id")

    assert len(set(names)) == len(names)
    assert set(texts("id", on=LAST, known=LAST)) <= set(names)
    assert names == texts("id", lang="en")


def test_feed_in_english_is_in_english():
    assert "Lumykras (AAP): Not renewed" in texts("title", lang="en")


def test_act_that_was_not_known_is_no_news():
    assert max(texts("updated", on=LAST, known=LAST)) == "2023-10-16T00:00:00Z"


def test_end_that_an_act_states_is_certain():
    end = ends()["Lumykras : fin de la fourniture aux patients déjà traités"]

    assert (end["dtstart"].dt, str(end["status"])) == (date(2026, 10, 24), "CONFIRMED")
    assert str(end["description"]).startswith("Écrite dans un acte.")


def test_end_that_the_law_implies_is_tentative_and_says_its_range():
    end = ends(lang="en")["Lutathera: end of the open access"]

    assert (end["dtstart"].dt, str(end["status"])) == (date(2028, 4, 1), "TENTATIVE")
    assert "6 April 2028 at the latest" in str(end["description"])


def test_end_that_is_past_is_not_announced():
    assert min(item["dtstart"].dt for item in ends().values()) > date(2026, 10, 12)


@pytest.mark.parametrize("known", [date(2023, 10, 16), date(2026, 10, 12)])
def test_entry_keeps_its_name_when_its_end_moves(known):
    """Whoever imports the calendar again has the entry moved, and not twice."""
    name = "Lutathera : fin de la prise en charge"

    found = ends(on=known, known=known)[name]

    assert str(found["uid"]) == str(ends()[name]["uid"])
