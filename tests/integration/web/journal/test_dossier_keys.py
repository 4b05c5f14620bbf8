"""The key of each dossier, wrapped by a master key."""

import shutil

import pytest
from journal_events import FIRST, SECOND, SECRET, two_dossiers

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.journal.dossier_keys import wrap_again
from saufconduit.web.journal.keys import add_master
from saufconduit.web.journal.models import DossierKey
from saufconduit.web.journal.store import read
from saufconduit.web.journal.verify import verify


@pytest.fixture
def keys_of_its_own(settings, tmp_path):
    settings.KEYS = shutil.copytree(settings.KEYS, tmp_path / "keys")
    return settings.KEYS


def test_new_master_key_wraps_what_the_old_one_did(zones, keys_of_its_own):
    two_dossiers()
    add_master(keys_of_its_own)

    again, more = wrap_again(), wrap_again()

    assert (again, more) == (2, 0)
    assert {row.master for row in DossierKey.objects.all()} == {2}
    assert read(SECOND)[0].personal == {"name": SECRET}
    assert verify() == ()


def test_dossier_wrapped_by_an_older_master_key_is_still_read(zones, keys_of_its_own):
    two_dossiers()

    add_master(keys_of_its_own)

    assert read(FIRST)[0].personal == {"name": SECRET}


def test_dossier_whose_master_key_is_missing_says_which(zones):
    two_dossiers()
    DossierKey.objects.filter(dossier=FIRST).update(master=9)

    with pytest.raises(Problem) as caught:
        read(FIRST)

    assert (caught.value.code, caught.value.names["name"]) == ("journal.no-keys", "master-9.key")


def test_key_of_one_dossier_does_not_open_another(zones):
    two_dossiers()
    other = DossierKey.objects.get(dossier=SECOND)
    DossierKey.objects.filter(dossier=FIRST).update(wrapped=other.wrapped)

    with pytest.raises(Problem) as caught:
        read(FIRST)

    assert caught.value.code == "journal.key-spoilt"
