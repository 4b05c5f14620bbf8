"""Logs that only add up: a line that is missing at either end, or between, is found; so is an erasure past the code."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from journal_events import AT, FIRST, SECOND, tamper, two_dossiers

from saufconduit.web.journal.chain import written
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.ends import end_of
from saufconduit.web.journal.models import DossierKey, Erasure, LogEnd, SecurityEntry
from saufconduit.web.journal.security import Sight, forget, log, spoilt
from saufconduit.web.journal.verify import KEY_LOST, verify
from saufconduit.web.journal.verify_logs import ERASURE_CHANGED, ERASURE_UNCHAINED


def found():
    return [item.what.fr for item in verify()]


@pytest.fixture
def told(zones):
    """Five lines of the security log."""
    for number in range(5):
        log(Sight.LOGIN, account=f"a{number}")


@pytest.fixture
def erased(zones):
    """Two dossiers, both erased."""
    two_dossiers()
    for dossier in (FIRST, SECOND):
        destroy_key(dossier=dossier, by="a1", at=AT, reason="terme", role="site-administrator", site="s1")


def test_lines_of_the_security_log_follow_each_other(told):
    assert list(SecurityEntry.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert (verify(), spoilt()) == ((), [])
    assert end_of("security") == (5, bytes(SecurityEntry.objects.get(number=5).seal).hex())


@pytest.mark.parametrize(
    ("which", "sentence"),
    [
        ("number > 3", "journal de sécurité : il manque les lignes 4 à 5"),
        ("number = 3", "journal de sécurité : il manque les lignes 3 à 3"),
        ("number < 3", "journal de sécurité : il manque les lignes 1 à 2"),
        ("number > 0", "journal de sécurité : il manque les lignes 1 à 5"),
    ],
)
def test_line_that_is_missing_from_the_security_log_is_found(told, which, sentence):
    tamper(f"DELETE FROM journal_securityentry WHERE {which}")

    assert found() == [sentence]


def test_end_of_the_log_put_back_with_the_lines_cut_is_found(told):
    tamper("DELETE FROM journal_securityentry WHERE number = 5")
    tamper("UPDATE journal_logend SET last = 4 WHERE name = 'security'")

    assert found() == ["journal de sécurité : sa fin scellée a été récrite"]


def test_end_of_the_log_that_was_deleted_is_found(told):
    LogEnd.objects.filter(name="security").delete()

    assert found() == ["journal de sécurité : sa fin scellée a été récrite"]


def test_log_emptied_as_if_it_had_never_been_written_is_found(told):
    tamper("DELETE FROM journal_securityentry")
    LogEnd.objects.filter(name="security").update(last=0, seal=b"")

    assert found() == ["journal de sécurité : sa fin scellée a été récrite"]


def test_line_added_past_the_application_is_found(told):
    last = SecurityEntry.objects.get(number=5)
    last.pk, last.number = None, 6
    last.save(force_insert=True)

    assert found() == ["journal de sécurité : il ne finit pas là où il a été scellé"]
    assert spoilt() == [last.pk]


def test_line_given_the_number_of_one_that_was_deleted_is_found(told):
    tamper("DELETE FROM journal_securityentry WHERE number = 4")
    tamper("UPDATE journal_securityentry SET number = 4 WHERE number = 5")

    assert found() == ["journal de sécurité : il manque les lignes 5 à 5"]
    assert len(spoilt()) == 1


@pytest.fixture
def aged(told):
    """The first three lines are old; their seals follow, as if they had been written then."""
    old = written(datetime.now(UTC) - timedelta(days=400))
    for row in list(SecurityEntry.objects.filter(number__lte=3)):
        tamper("DELETE FROM journal_securityentry WHERE number = %s", row.number)
        row.at = old
        row.save(force_insert=True)


def test_lines_that_served_their_time_are_forgotten_and_not_missed(aged):
    gone = forget(datetime.now(UTC) - timedelta(days=365))

    assert gone == 3
    assert list(SecurityEntry.objects.values_list("number", flat=True).order_by("number")) == [4, 5]
    assert LogEnd.objects.get(name="security").first == 4
    assert verify() == ()


def test_lines_deleted_as_if_they_had_been_forgotten_are_found(aged):
    forget(datetime.now(UTC) - timedelta(days=365))

    tamper("DELETE FROM journal_securityentry WHERE number = 4")

    assert found() == ["journal de sécurité : il manque les lignes 4 à 4"]


def test_log_of_which_all_was_forgotten_goes_on(told):
    tamper("DELETE FROM journal_securityentry WHERE id = -1")  # takes the triggers away: these lines are young

    gone = forget(datetime.now(UTC) + timedelta(days=1))
    log(Sight.LOGIN, account="a9")

    assert gone == 5
    assert SecurityEntry.objects.get().number == 6
    assert verify() == ()


def test_nothing_forgotten_moves_nothing(told):
    before = LogEnd.objects.values().get(name="security")

    assert forget(datetime.now(UTC) - timedelta(days=365)) == 0
    assert LogEnd.objects.values().get(name="security") == before


# --- erasures


def test_erasures_are_chained(erased):
    first, second = Erasure.objects.order_by("number")

    assert (first.number, second.number) == (1, 2)
    assert bytes(second.previous) == bytes(first.hash)
    assert (first.actor, first.role, first.site, first.reason) == ("a1", "site-administrator", "s1", "terme")
    assert verify() == ()
    assert end_of("erasures") == (2, bytes(second.hash).hex())


@pytest.mark.parametrize("column", ["at", "actor", "role", "site", "reason"])
def test_erasure_that_was_changed_is_found_with_its_dossier(erased, column):
    tamper(f"UPDATE journal_erasure SET {column} = 'autre' WHERE dossier = %s", FIRST)

    assert [(item.dossier, item.what) for item in verify()] == [(FIRST, ERASURE_CHANGED)]


def test_erasure_changed_with_its_hash_breaks_the_chain(erased):
    from saufconduit.web.journal.dossier_keys import link_of_erasure

    row = Erasure.objects.get(dossier=FIRST)
    row.reason = "autre"
    tamper("UPDATE journal_erasure SET reason = %s, hash = %s WHERE number = 1", "autre", link_of_erasure(row))

    assert [(item.dossier, item.what) for item in verify()] == [(SECOND, ERASURE_UNCHAINED)]


def test_last_erasure_changed_with_its_hash_is_found_at_the_end(erased):
    from saufconduit.web.journal.dossier_keys import link_of_erasure

    row = Erasure.objects.get(dossier=SECOND)
    row.reason = "autre"
    tamper("UPDATE journal_erasure SET reason = %s, hash = %s WHERE number = 2", "autre", link_of_erasure(row))

    assert found() == ["journal des effacements : il ne finit pas là où il a été scellé"]


def test_erasure_that_is_missing_is_found_as_a_lost_key_too(erased):
    tamper("DELETE FROM journal_erasure WHERE number = 2")

    assert found() == [KEY_LOST.fr, "journal des effacements : il manque les lignes 2 à 2"]


def test_key_deleted_by_hand_is_not_covered_by_an_erasure_written_by_hand(zones):
    two_dossiers()
    DossierKey.objects.filter(dossier=FIRST).delete()
    Erasure.objects.create(dossier=FIRST, at=written(AT), actor="a1", reason="terme")

    assert [(item.dossier, item.what) for item in verify()] == [(FIRST, ERASURE_CHANGED)]


# --- a database of before


def test_lines_written_before_they_had_numbers_are_kept_sealed_and_forgotten(committed):
    MigrationExecutor(connection).migrate([("journal", "0002_append_only")])
    from saufconduit.web.journal.chain import seal
    from saufconduit.web.journal.keys import keys

    at = written(datetime.now(UTC) - timedelta(days=400))
    mark = seal(keys().seal, b"security", at.encode(), b"login", b"a0", b"", b"", b"", b"", b"")
    columns = "at, kind, account, role, site, record, session, address, seal"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO journal_securityentry ({columns}) VALUES (%s, 'login', 'a0', '', '', '', '', '', %s)",
            [at, mark],
        )

    MigrationExecutor(connection).migrate([("journal", "0006_retention_runs")])

    log(Sight.LOGIN, account="a1")
    assert (spoilt(), verify()) == ([], ())
    assert list(SecurityEntry.objects.order_by("pk").values_list("number", flat=True)) == [None, 1]
    assert forget(datetime.now(UTC) - timedelta(days=365)) == 1
    assert verify() == ()


def test_ends_of_a_database_made_before_its_keys_are_sealed_with_the_first_line(committed, settings, tmp_path):
    keys_of_the_tests = settings.KEYS
    MigrationExecutor(connection).migrate([("journal", "0002_append_only")])
    settings.KEYS = tmp_path / "nothing"
    MigrationExecutor(connection).migrate([("journal", "0006_retention_runs")])
    settings.KEYS = keys_of_the_tests
    before = found()

    log(Sight.LOGIN, account="a1")

    assert before == [
        "journal des effacements : sa fin scellée a été récrite",
        "journal de sécurité : sa fin scellée a été récrite",
        "passages de conservation : sa fin scellée a été récrite",
    ]
    assert found() == [before[0], before[2]]
