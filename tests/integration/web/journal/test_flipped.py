"""One bit turned over by somebody who holds the database, anywhere in the record: found, and located."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journal_events import BY, FIRST, SECOND, change, tamper, two_dossiers

from saufconduit.web.journal import verify as verifying
from saufconduit.web.journal.chain import HASHED
from saufconduit.web.journal.models import DossierKey, Event, Head, SecurityEntry
from saufconduit.web.journal.security import Sight, log, spoilt
from saufconduit.web.journal.verify import verify

NUMBERS = {"position", "number", "version"}
COLUMNS = sorted({*HASHED, "previous", "hash"} - NUMBERS)
SEALED = sorted({field.name for field in SecurityEntry._meta.fields} - {"id", "at", "number"})


def turned(value, offset, bit):
    """The value with one bit of one byte turned over; letters stay letters that both databases store."""
    raw = bytearray(value.encode() if isinstance(value, str) else value)
    raw[offset % len(raw)] ^= 1 if isinstance(value, str) else 1 << bit
    return raw.decode() if isinstance(value, str) else bytes(raw)


def test_columns_of_an_event_are_those_that_are_turned_over():
    assert {field.name for field in Event._meta.fields} == {*COLUMNS, *NUMBERS}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(position=st.integers(1, 6), column=st.sampled_from(COLUMNS), offset=st.integers(0, 400), bit=st.integers(0, 7))
def test_any_bit_of_any_event_is_found_where_it_is(recorded, position, column, offset, bit):
    with transaction.atomic():
        change(column, position, lambda value: turned(value, offset, bit))

        found = verify()

        transaction.set_rollback(True)
    assert (found[0].position, found[0].what) == (position, verifying.CHANGED)


@pytest.mark.parametrize("column", sorted(NUMBERS))
@pytest.mark.parametrize("position", [1, 6])
def test_any_number_of_an_event_is_found_where_it_is(recorded, column, position):
    change(column, position, lambda value: value + 64)

    assert verifying.CHANGED in [item.what for item in verify() if item.position in (position, position + 64)]


@pytest.mark.parametrize("offset", range(32))
@pytest.mark.parametrize("column", ["hash", "seal"])
def test_any_byte_of_the_end_of_the_record_is_found(recorded, column, offset):
    row = Head.objects.get()

    Head.objects.update(**{column: turned(bytes(getattr(row, column)), offset, 3)})

    assert [(item.position, item.what) for item in verify()] == [(6, verifying.HEAD_CHANGED)]


@pytest.mark.parametrize(("other", "found"), [(5, (5, verifying.HEAD_CHANGED)), (7, (7, verifying.TAIL))])
def test_other_position_of_the_end_is_found(recorded, other, found):
    Head.objects.update(position=other)

    assert [(item.position, item.what) for item in verify()] == [found]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(offset=st.integers(0, 100), bit=st.integers(0, 7))
def test_any_bit_of_the_key_of_a_dossier_is_found_with_its_dossier(recorded, offset, bit):
    wrapped = bytes(DossierKey.objects.get(dossier=SECOND).wrapped)
    with transaction.atomic():
        DossierKey.objects.filter(dossier=SECOND).update(wrapped=turned(wrapped, offset, bit))

        found = verify()

        transaction.set_rollback(True)
    assert [(item.dossier, item.what) for item in found] == [(SECOND, verifying.KEY_CHANGED)]


@pytest.mark.parametrize("column", SEALED)
def test_any_column_of_the_security_log_is_found_at_its_line(zones, column):
    told = {"account": BY.ref, "role": BY.role, "site": BY.site, "session": BY.session, "address": "192.0.2.1"}
    for record in (FIRST, SECOND):
        log(Sight.DOSSIER_READ, record=f"dossier:{record}", **told)
    line = SecurityEntry.objects.last()
    value = getattr(line, column)

    other = turned(bytes(value) if column == "seal" else value, 5, 0)
    tamper(f"UPDATE journal_securityentry SET {column} = %s WHERE id = %s", other, line.pk)

    assert spoilt() == [line.pk]


@pytest.fixture
def recorded(zones):
    """Six events of two dossiers; both databases store them as they were written."""
    two_dossiers()
    assert verify() == ()
    return connection.vendor
