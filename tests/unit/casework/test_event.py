from datetime import UTC, date, datetime

import pytest
from casework_play import BOARD, DOCTOR, INTERN, PARIS, START

from saufconduit.casework.event import Event, civil_day, event_from_dict, event_to_dict
from saufconduit.casework.words import Act, Role, State, Zone


def test_event_written_and_read_is_the_same():
    event = Event(3, Act.MESSAGE, START, INTERN, State.DRAFT, Role.PRESCRIBER, {"text": "bonjour"})

    assert event_from_dict(event_to_dict(event)) == event


def test_event_of_a_board_keeps_its_board():
    event = Event(3, Act.MESSAGE, START, BOARD, State.AT_BOARD, Role.BOARD_COORDINATOR)

    assert event_from_dict(event_to_dict(event)).by.board == "renaten"


def test_event_in_the_hour_that_october_repeats_is_read_as_it_was_written():
    at = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)
    event = Event(1, Act.MESSAGE, at, DOCTOR, State.DRAFT, Role.PRESCRIBER)

    assert event_from_dict(event_to_dict(event)) == event


def test_event_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        Event(1, Act.MESSAGE, datetime(2026, 10, 25), DOCTOR, State.DRAFT, Role.PRESCRIBER)


def test_event_written_has_its_version_and_no_empty_key():
    written = event_to_dict(Event(1, Act.MESSAGE, START, DOCTOR, State.DRAFT, Role.PRESCRIBER))

    assert written["version"] == 1
    assert written["by"] == {"ref": "dr-exemple", "role": "prescriber", "site": "valfictif"}


def test_event_shown_hides_its_data():
    event = Event(1, Act.MESSAGE, START, DOCTOR, State.DRAFT, Role.PRESCRIBER, {"text": "secret"})

    assert "secret" not in repr(event)


def test_civil_day_late_in_the_evening_is_that_of_paris():
    assert civil_day(datetime(2026, 10, 11, 22, 30, tzinfo=UTC)) == date(2026, 10, 12)


def test_day_of_an_event_is_the_civil_day():
    assert Event(1, Act.MESSAGE, START, DOCTOR, State.DRAFT, Role.PRESCRIBER).day == date(2026, 10, 12)


def test_zone_of_a_role_of_the_company_is_its_own():
    zones = {role: role.zone for role in Role}

    assert [role for role, zone in zones.items() if zone is Zone.EXPLOITANT] == [
        Role.EXPLOITANT_DATA_MANAGER,
        Role.EXPLOITANT_PHARMACOVIGILANCE,
        Role.EXPLOITANT_COMPENSATION,
    ]
