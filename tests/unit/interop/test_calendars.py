"""Calendars, read back as an agenda reads them."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from saufconduit.interop.calendars import Entry, write_calendar
from saufconduit.vocabulary.text import Lang

WRITTEN = date(2026, 11, 22)
ENTRY = Entry("P-1/tdm/1", date(2026, 11, 6), date(2026, 11, 6), "TDM du thorax", "Source : L51-53")
AWKWARD = [
    pytest.param("d’abord ; ensuite ; enfin", id="semicolons"),
    pytest.param("un, deux, trois", id="commas"),
    pytest.param("une ligne\nune autre\n\nla dernière", id="new-lines"),
    pytest.param("C:\\dossier\\n", id="backslashes"),
    pytest.param("« Évérolimus » : 10 mg à 8 h", id="colons-and-accents"),
    pytest.param('"entre guillemets"', id="quotes"),
    pytest.param("é" * 200, id="long-and-accented"),
    pytest.param("END:VEVENT\nBEGIN:VEVENT\nSUMMARY:autre", id="what-looks-like-a-calendar"),
]


def written(*entries: Entry, title: str = "Surveillance", day: date = WRITTEN, lang: Lang = "fr") -> bytes:
    """The file of some entries."""
    return write_calendar(title, entries, day, lang)


def calendar_of(*entries: Entry, title: str = "Surveillance") -> Calendar:
    """The file of some entries, read back."""
    return Calendar.from_ical(written(*entries, title=title))


def event_of(entry: Entry = ENTRY) -> Event:
    """The one event of a calendar with one entry."""
    (event,) = calendar_of(entry).walk("VEVENT")
    return event


# --- the calendar


def test_calendar_says_the_version_of_the_standard_and_its_title():
    found = calendar_of(ENTRY)

    assert (found["version"], found["x-wr-calname"]) == ("2.0", "Surveillance")


@pytest.mark.parametrize(("lang", "maker"), [("fr", "-//Saufconduit//FR"), ("en", "-//Saufconduit//EN")])
def test_calendar_says_what_wrote_it_and_in_which_language(lang, maker):
    found = Calendar.from_ical(written(ENTRY, lang=lang))

    assert found["prodid"] == maker


def test_calendar_without_an_entry_is_still_a_calendar():
    assert calendar_of().walk("VEVENT") == []


def test_calendar_has_one_event_an_entry_in_the_order_given():
    entries = [replace(ENTRY, name=name, summary=name) for name in ("z", "a", "m")]

    found = calendar_of(*entries).walk("VEVENT")

    assert [str(event["summary"]) for event in found] == ["z", "a", "m"]


def test_same_entries_give_the_same_bytes():
    entries = [ENTRY, replace(ENTRY, name="autre", is_tentative=True)]

    assert written(*entries) == written(*entries)


@pytest.mark.parametrize(
    "other",
    [
        replace(ENTRY, name="autre"),
        replace(ENTRY, first=date(2026, 11, 5)),
        replace(ENTRY, last=date(2026, 11, 7)),
        replace(ENTRY, summary="IRM"),
        replace(ENTRY, description=""),
        replace(ENTRY, is_tentative=True),
    ],
    ids=["name", "first", "last", "summary", "description", "tentative"],
)
def test_other_entries_give_other_bytes(other):
    assert written(ENTRY) != written(other)


def test_lines_end_as_the_standard_asks():
    found = written(ENTRY)

    assert (found.count(b"\n"), found[-2:]) == (found.count(b"\r\n"), b"\r\n")


@pytest.mark.parametrize("words", AWKWARD)
def test_lines_are_never_longer_than_the_standard_allows(words):
    found = written(replace(ENTRY, summary=words, description=words), title=words)

    assert [line for line in found.split(b"\r\n") if len(line) > 75] == []


def test_line_is_never_folded_inside_a_letter():
    lines = written(replace(ENTRY, summary="é" * 200)).split(b"\r\n")

    assert "".join(line.decode() for line in lines).count("é") == 200


# --- an event


def test_event_of_one_day_ends_on_the_morrow_which_is_excluded():
    event = event_of()

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 11, 6), date(2026, 11, 7))


def test_event_of_a_period_holds_its_last_day():
    event = event_of(replace(ENTRY, first=date(2027, 7, 6), last=date(2027, 12, 31)))

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 7, 6), date(2028, 1, 1))


def test_event_lasts_whole_days_without_an_hour():
    found = written(ENTRY).decode()

    assert re.findall(r"DT(?:START|END).*", found) == ["DTSTART;VALUE=DATE:20261106\r", "DTEND;VALUE=DATE:20261107\r"]


def test_event_keeps_nobody_busy():
    assert event_of()["transp"] == "TRANSPARENT"


@pytest.mark.parametrize(("is_tentative", "status"), [(True, "TENTATIVE"), (False, "CONFIRMED")])
def test_event_is_confirmed_unless_nothing_fixes_its_day(is_tentative, status):
    assert event_of(replace(ENTRY, is_tentative=is_tentative))["status"] == status


def test_event_is_stamped_with_the_day_it_was_written():
    assert event_of()["dtstamp"].dt == datetime(2026, 11, 22, tzinfo=UTC)


def test_event_without_a_description_has_none():
    assert "description" not in event_of(replace(ENTRY, description=""))


@pytest.mark.parametrize("words", AWKWARD)
def test_summary_is_read_back_as_it_was_written(words):
    assert str(event_of(replace(ENTRY, summary=words))["summary"]) == words


@pytest.mark.parametrize("words", AWKWARD)
def test_description_is_read_back_as_it_was_written(words):
    assert str(event_of(replace(ENTRY, description=words))["description"]) == words


ESCAPED = [("a;b", b"a\\;b"), ("a,b", b"a\\,b"), ("a\nb", b"a\\nb"), ("a\\b", b"a\\\\b")]


@pytest.mark.parametrize(("words", "escaped"), ESCAPED)
def test_signs_of_the_standard_are_escaped_in_an_event(words, escaped):
    assert b"SUMMARY:" + escaped + b"\r\n" in written(replace(ENTRY, summary=words))


@pytest.mark.parametrize(("words", "escaped"), ESCAPED)
def test_signs_of_the_standard_are_escaped_in_the_title(words, escaped):
    assert b"X-WR-CALNAME:" + escaped + b"\r\n" in written(title=words)


# --- the identifier


def uid(entry: Entry) -> str:
    """The identifier of the event of an entry."""
    return str(event_of(entry)["uid"])


def test_identifier_is_the_same_for_ever():
    assert uid(ENTRY) == "06c4332ecfc53f7055eb8499aa6c534e@saufconduit"


@pytest.mark.parametrize(
    "other",
    [
        replace(ENTRY, first=date(2027, 1, 1), last=date(2027, 2, 1)),
        replace(ENTRY, summary="CT scan", description="", is_tentative=True),
    ],
    ids=["moved", "said-otherwise"],
)
def test_identifier_of_an_entry_that_changes_stays(other):
    assert uid(other) == uid(ENTRY)


def test_identifier_does_not_depend_on_the_day_it_is_written():
    (one,), (other,) = (Calendar.from_ical(written(ENTRY, day=day)).walk("VEVENT") for day in (WRITTEN, date.max))

    assert one["uid"] == other["uid"]


def test_identifier_of_another_entry_is_another():
    assert uid(replace(ENTRY, name="P-1/tdm/2")) != uid(ENTRY)


def test_identifier_does_not_show_the_name_of_the_patient():
    assert b"P-1" not in written(ENTRY)


# --- whatever is said

words = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=120)
days = st.dates(date(1900, 1, 1), date(9998, 12, 31))
entries = st.builds(
    lambda name, first, length, summary, description, is_tentative: Entry(
        name, first, first + timedelta(days=length), summary, description, is_tentative
    ),
    words,
    days,
    st.integers(0, 300),
    words,
    words,
    st.booleans(),
)


@given(st.lists(entries, max_size=3))
def test_calendar_of_any_entries_is_read_back_as_it_was_written(several):
    found = calendar_of(*several).walk("VEVENT")

    shown = [
        (event["dtstart"].dt, event["dtend"].dt, str(event["summary"]), str(event.get("description", "")))
        for event in found
    ]
    assert shown == [(item.first, item.last + timedelta(days=1), item.summary, item.description) for item in several]
