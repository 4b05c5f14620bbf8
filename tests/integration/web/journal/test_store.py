"""Adding events to a dossier, reading them back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.db import connection, connections
from journal_events import AT, BY, FIRST, SECOND, SECRET, entry, tamper, two_dossiers

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.journal.dossier_keys import destroy_key, make_key
from saufconduit.web.journal.models import DossierKey, Event, Head
from saufconduit.web.journal.store import Entry, append, dossiers, read
from saufconduit.web.journal.verify import verify


def test_event_that_was_added_is_read_back(zones):
    added = append(FIRST, [entry(), entry("inform", day="2026-10-12")], expected=0)

    assert read(FIRST) == added
    assert [(item.position, item.number, item.kind, item.at) for item in added] == [
        (1, 1, "open", AT),
        (2, 2, "inform", AT),
    ]
    assert added[0].personal == {"name": SECRET}
    assert added[0].by == BY


def test_events_of_two_dossiers_are_numbered_each_from_one(zones):
    two_dossiers()

    assert [(item.position, item.number) for item in read(SECOND)] == [(2, 1), (4, 2), (6, 3)]


def test_dossier_without_events_is_read_as_nothing(zones):
    assert read(FIRST) == ()


def test_dossiers_are_listed_in_the_order_of_their_first_events(zones):
    two_dossiers()

    assert dossiers() == [FIRST, SECOND]


def test_moment_in_another_time_zone_is_the_same_moment(zones):
    paris = timezone(timedelta(hours=2))

    (added,) = append(FIRST, [entry(at=datetime(2026, 10, 12, 11, 30, tzinfo=paris))], expected=0)

    assert added.at == AT
    assert Event.objects.get().at == "2026-10-12T09:30:00.000000+00:00"


def test_personal_words_are_nowhere_in_the_database(zones):
    two_dossiers()

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM journal_event")
        stored = b"".join(v if isinstance(v, bytes) else str(v).encode() for row in cursor.fetchall() for v in row)

    assert b"FICTIF" not in stored


@pytest.mark.parametrize("expected", [0, 1, 4])
def test_dossier_that_changed_meanwhile_takes_nothing(zones, expected):
    two_dossiers()

    with pytest.raises(Problem) as caught:
        append(FIRST, [entry("late")], expected=expected)

    assert caught.value.code == "journal.race"
    assert caught.value.names == {"actor": BY.ref, "act": "kind-2", "at": "2026-10-12T09:30:00.000000+00:00"}
    assert len(read(FIRST)) == 3


def test_first_event_of_a_dossier_that_is_expected_to_have_some_is_refused(zones):
    with pytest.raises(Problem) as caught:
        append(FIRST, [entry()], expected=1)

    assert (caught.value.code, caught.value.names) == ("journal.race", {})


def test_events_are_added_all_or_none(committed):
    append(FIRST, [entry()], expected=0)

    with pytest.raises(ValueError, match="not JSON compliant"):
        append(FIRST, [entry(), Entry("dose", AT, BY, {}, {"weight": float("nan")})], expected=1)

    assert len(read(FIRST)) == 1
    assert Head.objects.get().position == 1
    assert verify() == ()


def test_event_whose_ciphertext_changed_is_not_read(zones):
    two_dossiers()
    tamper("UPDATE journal_event SET body = %s WHERE position = 3", b"\x00" * 60)

    with pytest.raises(Problem) as caught:
        read(FIRST)

    assert (caught.value.code, caught.value.names) == ("journal.unreadable", {"number": 2})
    assert SECRET not in caught.value.text()


def test_event_moved_to_another_number_is_not_read(zones):
    two_dossiers()
    tamper("UPDATE journal_event SET number = 9 WHERE position = 3")

    with pytest.raises(Problem) as caught:
        read(FIRST)

    assert caught.value.code == "journal.unreadable"


def test_erased_dossier_keeps_what_is_clear_alone(zones):
    two_dossiers()

    destroy_key(dossier=FIRST, by="a1", at=AT, reason="fin de conservation")

    assert [item.personal for item in read(FIRST)] == [None, None, None]
    assert read(FIRST)[0].clear == {"programme": "lutathera-cpc"}
    assert read(SECOND)[0].personal == {"name": SECRET}
    assert verify() == ()


def test_erased_dossier_takes_no_event(zones):
    two_dossiers()
    destroy_key(dossier=FIRST, by="a1", at=AT, reason="fin de conservation")

    with pytest.raises(Problem) as caught:
        append(FIRST, [entry()], expected=3)

    assert caught.value.code == "journal.erased"


def test_dossier_whose_key_is_lost_says_so(zones):
    two_dossiers()
    DossierKey.objects.filter(dossier=FIRST).delete()

    with pytest.raises(Problem) as caught:
        read(FIRST)

    assert caught.value.code == "journal.key-spoilt"


def test_keys_of_two_dossiers_differ(zones):
    assert make_key(FIRST) != make_key(SECOND)


def in_threads(tasks):
    """Runs tasks at once, each with its own connections; what each gave, or the code of its problem."""

    def run(task):
        try:
            return task()
        except Problem as problem:
            return problem.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_two_writers_at_once_one_wins_and_the_other_is_told(committed):
    append(FIRST, [entry()], expected=0)

    given = in_threads([lambda: append(FIRST, [entry("dispense")], expected=1)] * 4)

    assert sorted(item if isinstance(item, str) else "won" for item in given) == ["journal.race"] * 3 + ["won"]
    assert len(read(FIRST)) == 2
    assert verify() == ()


def test_writers_of_several_dossiers_at_once_make_one_chain(committed):
    names = [str(UUID(int=number)) for number in range(8)]

    in_threads([lambda name=name: append(name, [entry(), entry("inform")], expected=0) for name in names])

    assert sorted(dossiers()) == names
    assert Head.objects.get().position == 16
    assert verify() == ()
