"""Feeds, read back as a reader of news reads them."""

from datetime import UTC, date, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.interop.feeds import FeedEntry, Link, atom, stable_id

A = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://registre.example/veille.atom"
ENTRY = FeedEntry(
    "urn:uuid:1", "Une page a changé", date(2026, 11, 22), "370 au lieu de 380", (Link("https://a.example/?x=1&y=2"),)
)


def feed_of(*entries: FeedEntry, title: str = "Veille", address: str = ADDRESS, **more: object) -> ElementTree.Element:
    """The feed of some entries, read back."""
    return ElementTree.fromstring(atom(title, address, entries, **more))


def test_feed_says_its_name_where_it_is_and_who_writes_it():
    found = feed_of(ENTRY)

    assert found.tag == f"{A}feed"
    assert [found.findtext(f"{A}{name}") for name in ("id", "title")] == [ADDRESS, "Veille"]
    assert found.findtext(f"{A}author/{A}name") == "Saufconduit"
    assert [link.attrib for link in found.findall(f"{A}link")] == [{"rel": "self", "href": ADDRESS}]
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


def test_feed_without_an_address_links_nowhere():
    found = feed_of(address="urn:saufconduit:veille")

    assert found.findtext(f"{A}id") == "urn:saufconduit:veille"
    assert found.findall(f"{A}link") == []


def test_entry_has_all_that_it_was_given():
    (entry,) = feed_of(ENTRY).findall(f"{A}entry")

    told = [entry.findtext(f"{A}{name}") for name in ("id", "title", "updated", "summary")]
    assert told == ["urn:uuid:1", "Une page a changé", "2026-11-22T00:00:00Z", "370 au lieu de 380"]
    assert entry.find(f"{A}link").attrib == {"rel": "alternate", "href": "https://a.example/?x=1&y=2"}


def test_entry_without_a_summary_has_none_and_a_link_keeps_its_title():
    entry = feed_of(FeedEntry("urn:1", "t", date(2026, 1, 1), links=(Link("a", "via", "Page"),))).find(f"{A}entry")

    assert entry.find(f"{A}summary") is None
    assert entry.find(f"{A}link").attrib == {"rel": "via", "href": "a", "title": "Page"}


def test_entries_stand_in_the_order_given():
    entries = [FeedEntry(f"urn:{name}", name, date(2026, 1, day)) for name, day in (("z", 3), ("a", 9), ("m", 1))]

    titles = [entry.findtext(f"{A}title") for entry in feed_of(*entries).findall(f"{A}entry")]
    assert titles == ["z", "a", "m"]


def test_day_of_a_feed_is_that_of_its_latest_entry_whatever_its_zone():
    summer = datetime(2026, 7, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    found = feed_of(FeedEntry("urn:1", "a", date(2026, 6, 30)), FeedEntry("urn:2", "b", summer))

    assert found.findtext(f"{A}updated") == "2026-06-30T23:30:00Z"


def test_day_of_a_feed_may_be_given():
    found = feed_of(ENTRY, updated=datetime(2027, 1, 2, 3, 4, 5, 678, tzinfo=UTC))

    assert found.findtext(f"{A}updated") == "2027-01-02T03:04:05Z"


def test_day_of_a_feed_that_holds_nothing_never_changes():
    assert feed_of().findtext(f"{A}updated") == "1970-01-01T00:00:00Z"


def test_instant_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        feed_of(FeedEntry("urn:1", "a", datetime(2026, 1, 1, 12)))


def test_feed_is_the_same_each_time_with_its_declaration():
    written = [atom("Veille", ADDRESS, [ENTRY]) for _ in range(2)]

    assert written[0] == written[1]
    assert written[0].startswith('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns=')
    assert written[0].endswith("</feed>\n")


@given(st.text())
def test_any_words_make_a_feed_that_can_be_read(words):
    written = atom(words, ADDRESS, [FeedEntry(words, words, date(2026, 1, 1), words, (Link(words, "via", words),))])

    found = ElementTree.fromstring(written.encode("utf-8"))

    assert len(found.findall(f"{A}entry")) == 1


def test_what_looks_like_a_tag_stays_words():
    found = feed_of(title="</title><script>1 & 2</script>")

    assert found.findtext(f"{A}title") == "</title><script>1 & 2</script>"


def test_character_that_a_feed_cannot_hold_is_marked():
    assert feed_of(title="a\x00b\x1fc\ud800d\ufffee").findtext(f"{A}title") == "a\ufffdb\ufffdc\ufffdd\ufffde"


def test_stable_id_depends_on_each_name_alone():
    assert stable_id("a", "b") == "urn:uuid:7881dd1e-3474-5a4c-847c-b4137040609a"
    assert len({stable_id("a", "b"), stable_id("ab"), stable_id("a", "c"), stable_id("", "ab")}) == 4
