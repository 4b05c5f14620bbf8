"""Calendars (iCalendar, RFC 5545) that any agenda can read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from saufconduit.vocabulary.days import morrow


@dataclass(frozen=True)
class Entry:
    """A whole-day entry from `first` to `last`, both included.

    `name` identifies it for ever: an agenda that imports the calendar again replaces the entry. `is_tentative` marks a
    day that nothing fixes.
    """

    name: str
    first: date
    last: date
    summary: str
    description: str = ""
    is_tentative: bool = False


def write_calendar(title: str, entries: Sequence[Entry], written: date, language: str = "fr") -> bytes:
    """The calendar as a file, one event an entry, in the order given; the same entries give the same bytes."""
    from icalendar import Calendar, Event, vText  # 100 ms: only when a calendar is asked for

    calendar = Calendar()
    calendar.add("prodid", f"-//Saufconduit//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(title))  # the library escapes no text of a property it does not know
    stamp = datetime.combine(written, time(), UTC)
    for entry in entries:
        event = Event()
        event.add("uid", f"{hashlib.sha256(entry.name.encode()).hexdigest()[:32]}@saufconduit")
        event.add("dtstamp", stamp)
        event.add("summary", entry.summary)
        if entry.description:
            event.add("description", entry.description)
        event.add("dtstart", entry.first)
        event.add("dtend", morrow(entry.last))  # excluded by the standard
        event.add("status", "TENTATIVE" if entry.is_tentative else "CONFIRMED")
        event.add("transp", "TRANSPARENT")  # a reminder: it keeps nobody busy
        calendar.add_component(event)
    return bytes(calendar.to_ical())
