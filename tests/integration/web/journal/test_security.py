"""The security log."""

from datetime import UTC, datetime, timedelta

from journal_events import tamper

from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.journal.security import Sight, log, spoilt


def test_line_holds_what_it_was_told_at_the_real_moment(zones):
    log(Sight.DOSSIER_READ, account="a1", role="pharmacist", site="s1", record="dossier:1", session="5e", address="::1")

    row = SecurityEntry.objects.get()
    told = (row.kind, row.account, row.role, row.site, row.record, row.session, row.address)
    assert told == ("dossier-read", "a1", "pharmacist", "s1", "dossier:1", "5e", "::1")
    # The tests run on a pinned day: the log does not.
    assert abs(datetime.fromisoformat(row.at) - datetime.now(UTC)) < timedelta(minutes=1)


def test_lines_as_they_were_written_are_sound(zones):
    log(Sight.LOGIN, account="a1")

    assert spoilt() == []


def test_line_that_was_changed_is_found(zones):
    log(Sight.LOGIN, account="a1")
    log(Sight.LOGIN, account="a2")
    second = SecurityEntry.objects.get(account="a2")

    tamper("UPDATE journal_securityentry SET account = 'a3' WHERE id = %s", second.pk)

    assert spoilt() == [second.pk]
