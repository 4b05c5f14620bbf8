"""The journal of a dossier, in the hours and days of Paris."""

from datetime import UTC, datetime

from saufconduit.casework.event import Actor, Event
from saufconduit.casework.words import Act, Role, State
from saufconduit.web.dossiers.dossier_page import journal

BY = Actor("a1", Role.PHARMACIST, "s1")


def suspended(number: int, at: datetime) -> Event:
    data = {"who": "prescriber", "on": "2026-10-12", "reason": "cytopénie"}
    return Event(number, Act.SUSPEND, at, BY, State.SUSPENDED, Role.PHARMACIST, data)


def test_journal_by_night_is_told_in_the_hours_and_days_of_paris():
    before_midnight = suspended(1, datetime(2026, 10, 12, 21, 59, tzinfo=UTC))
    after_midnight = suspended(2, datetime(2026, 10, 12, 22, 1, tzinfo=UTC))

    days = journal([before_midnight, after_midnight], {"a1": "Orme DÉMO"}, "fr")

    assert [day.label for day in days] == ["Lundi 12 octobre 2026", "Mardi 13 octobre 2026"]
    assert [f"{event.at:%H:%M}" for day in days for event in day.events] == ["23:59", "00:01"]
