"""Drafts that nobody touched for 30 days are deleted when the server starts (P-66)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from web_dossiers import aac
from web_people import hospital

from saufconduit.casework.words import Act
from saufconduit.web.commands import preparing
from saufconduit.web.dossiers.actions import drafts
from saufconduit.web.dossiers.models import Draft
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.journal.security import Sight
from saufconduit.web.look.clock import now


@pytest.fixture
def dossier(zones) -> str:
    """A dossier with a draft of 31 days and one of 29."""
    house = hospital()
    name = aac(house)
    for act, days in ((Act.DRAFT_REQUEST, 31), (Act.PRESCRIBE, 29)):
        at = now() - timedelta(days=days)
        drafts.save_draft(dossier=name, act=act, by=house.doctor.actor, at=at, typed={"dosage": "50 mg"})
    return name


def left() -> list[str]:
    return list(Draft.objects.values_list("act", flat=True))


def traces() -> list[str]:
    return list(SecurityEntry.objects.filter(kind=Sight.ERASED.value).values_list("record", flat=True))


def test_server_that_starts_deletes_old_drafts_with_a_trace(dossier):
    preparing.tidy()

    assert left() == ["prescribe"]
    assert traces() == [f"draft:{dossier}/draft-request"]


def test_counting_old_drafts_deletes_none(dossier):
    assert drafts.count_old_drafts(now=now()) == 1
    assert (len(left()), traces()) == (2, [])


def test_draft_that_is_saved_again_meanwhile_stays(dossier, monkeypatch):
    real = drafts._old

    def old(moment):
        found = list(real(moment))
        Draft.objects.update(saved_at=moment)
        monkeypatch.setattr(drafts, "_old", real)
        return found

    monkeypatch.setattr(drafts, "_old", old)

    assert drafts.drop_old_drafts(now=now()) == 0
    assert (len(left()), traces()) == (2, [])


def test_draft_stays_where_its_trace_cannot_be_written(dossier, monkeypatch):
    def refused(*told, **others):
        raise DatabaseError

    monkeypatch.setattr(drafts, "log", refused)

    with pytest.raises(DatabaseError):
        drafts.drop_old_drafts(now=now())

    assert len(left()) == 2
