"""The reports of retention are numbered, sealed, never changed; what is missing from them is found."""

from datetime import UTC, datetime

import pytest
from journal_events import tamper

from saufconduit.web.journal.retention_runs import last_whole_run, note_run, run_of, times_carried_out
from saufconduit.web.journal.verify import verify

pytestmark = pytest.mark.usefixtures("zones")
AT = datetime(2026, 10, 12, 8, tzinfo=UTC)


def told(is_whole=True, **counts) -> dict:
    return {"day": "2026-10-12", "is_whole": is_whole, "lines": [counts]}


def words() -> list[str]:
    return [item.what.fr for item in verify()]


def test_report_is_read_as_it_was_noted():
    number = note_run(told(count=3), at=AT)

    assert run_of(number) == (1, AT, None, told(count=3))
    assert words() == []


def test_report_that_was_not_noted_is_none():
    assert run_of(1) is None


def test_dry_run_times_carried_out_by_the_report_that_names_it():
    first, second = note_run(told(), at=AT), note_run(told(), at=AT)
    note_run(told(), at=AT, carries_out=first)

    assert (times_carried_out(first), times_carried_out(second)) == (1, 0)


def test_last_whole_run_passes_over_the_routine_and_what_was_done():
    whole = note_run(told(), at=AT)
    routine = note_run(told(is_whole=False), at=AT)
    note_run(told(), at=AT, carries_out=routine)

    assert last_whole_run().number == whole


def test_without_a_whole_run_there_is_none():
    note_run(told(is_whole=False), at=AT)

    assert last_whole_run() is None


def test_report_that_was_changed_is_found():
    note_run(told(), at=AT)
    tamper("UPDATE journal_retentionrun SET told = '{}'")

    assert words() == ["passages de conservation : le passage 1 a été modifié"]


@pytest.mark.parametrize("number", [1, 2])
def test_report_that_is_missing_is_found(number):
    note_run(told(), at=AT)
    note_run(told(), at=AT)
    tamper("DELETE FROM journal_retentionrun WHERE number = %s", number)

    assert words() == [f"passages de conservation : il manque les lignes {number} à {number}"]
