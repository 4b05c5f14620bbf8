"""What was erased stays erased: an older copy of the database that is put back is compared with the register."""

import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as django_settings
from web_dossiers import NOON, aac
from web_people import hospital, person

from saufconduit.casework.words import Act, Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.commands import checkup
from saufconduit.web.commands.checkup import State
from saufconduit.web.dossiers.actions.acting import do
from saufconduit.web.dossiers.actions.erasing import erase_dossier
from saufconduit.web.dossiers.models import DossierRow, SearchWord
from saufconduit.web.dossiers.reading import load
from saufconduit.web.journal.dossier_keys import make_key
from saufconduit.web.journal.erasure_register import NAME, Registered, brought_back, enter, enter_missing, registered
from saufconduit.web.journal.models import DossierKey, Erasure, SecurityEntry
from saufconduit.web.journal.verify import verify

LATER = datetime(2047, 1, 7, 9, 0, tzinfo=UTC)


@pytest.fixture
def place(committed, settings, tmp_path):
    """An installation whose folder of keys has no register yet."""
    settings.DATA, settings.DOCUMENTS = tmp_path / "data", tmp_path / "data/documents"
    settings.KEYS = shutil.copytree(settings.KEYS, tmp_path / "keys", ignore=shutil.ignore_patterns(NAME))
    settings.BACKUPS = None
    settings.DOCUMENTS.mkdir(parents=True)
    return tmp_path


@pytest.fixture
def house(place):
    return hospital()


@pytest.fixture
def dossier(house) -> str:
    """A dossier that need not be kept any more in twenty years."""
    opened = aac(house)
    do(dossier=opened, act=Act.CLOSE, by=house.doctor.actor, at=NOON, data={"reason": "Autre centre."})
    return opened


def erase(house, dossier) -> None:
    buis = person(house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR)
    erase_dossier(dossier=dossier, by=buis.actor, at=LATER, reason="Terme de conservation")


def backed_up(saufconduit, place, name="saves"):
    assert saufconduit("backup", place / name).code == 0
    return max((place / name).iterdir())


def erasures_check():
    [check] = checkup.erasures()
    return check


def test_restore_of_an_older_backup_erases_again_what_was_erased_since(place, house, dossier, empty, saufconduit):
    older = backed_up(saufconduit, place)
    erase(house, dossier)
    empty()

    answer = saufconduit("restore", older)

    assert answer.code == 0
    assert "Effacés depuis cette sauvegarde, puis effacés de nouveau : 1." in answer.out
    assert "Aucun effacement n’est connu" not in answer.out
    assert not DossierKey.objects.filter(dossier=dossier).exists()
    assert not SearchWord.objects.filter(dossier_id=dossier).exists()
    assert DossierRow.objects.get(id=dossier).is_erased
    with pytest.raises(Problem) as refused:
        load(dossier)
    assert refused.value.code == "dossiers.erased"
    assert Erasure.objects.get().reason == "Revenu d’une copie ; effacé la première fois le 2047-01-07, numéro 1"
    assert SecurityEntry.objects.get(kind="erased").account == "system"
    assert verify() == ()


def test_restore_asks_the_more_recent_backups_beside_where_the_register_is_lost(
    place, house, dossier, empty, saufconduit
):
    older = backed_up(saufconduit, place)
    erase(house, dossier)
    backed_up(saufconduit, place)
    (django_settings.KEYS / NAME).unlink()
    empty()

    answer = saufconduit("restore", older)

    assert "puis effacés de nouveau : 1." in answer.out
    assert not DossierKey.objects.exists()


def test_restore_says_how_far_it_knows_of_erasures(place, dossier, empty, saufconduit):
    backup = backed_up(saufconduit, place)
    empty()

    answer = saufconduit("restore", backup)

    assert answer.code == 0
    assert "puis effacés de nouveau : 0." in answer.out
    assert "Aucun effacement n’est connu après cette sauvegarde" in answer.out


def test_doctor_tells_what_a_copy_brought_back_until_it_is_erased_again(place, house, dossier, saufconduit):
    enter([Registered(dossier, 7, "2026-10-01T00:00:00.000000+00:00")])

    before = erasures_check()
    answer = saufconduit("audit", "erasures")

    assert (before.state, before.says.fr) == (State.WRONG, "Dossiers effacés qu’une copie a ramenés : 1.")
    assert answer.code == 0
    assert "effacés de nouveau : 1, sur 1 effacements connus." in answer.out
    assert not DossierKey.objects.filter(dossier=dossier).exists()
    assert (erasures_check().state, saufconduit("audit", "verify").code) == (State.GOOD, 0)


def test_audit_of_erasures_asks_the_backups_that_are_set(place, house, dossier, saufconduit, settings):
    settings.BACKUPS = place / "saves"
    copy = settings.BACKUPS / "saufconduit-2047-01-08T000000Z/hospital" / NAME
    copy.parent.mkdir(parents=True)
    enter([Registered(dossier, 7, "2026-10-01T00:00:00.000000+00:00")])
    (settings.KEYS / NAME).rename(copy)

    answer = saufconduit("audit", "erasures", "--json")

    assert json.loads(answer.out) == {"contract": 1, "erased_again": 1, "known": 1}


def test_erasure_that_the_register_lacks_is_entered_by_doctor(place, house, dossier):
    erase(house, dossier)
    (django_settings.KEYS / NAME).unlink()

    check = erasures_check()

    assert (check.state, check.says.fr) == (State.GOOD, "Effacements connus : 1, aucun n’est revenu.")
    assert set(registered()) == {dossier}
    assert enter_missing() == 0


def test_register_that_cannot_be_written_is_told_and_stops_no_erasure(place, house, dossier):
    (django_settings.KEYS / NAME).mkdir()

    erase(house, dossier)

    assert Erasure.objects.count() == 1
    assert erasures_check().state is State.WRONG


def test_register_is_for_its_owner_alone_and_names_nobody(place, house, dossier):
    erase(house, dossier)

    written = (django_settings.KEYS / NAME).read_text()
    assert (django_settings.KEYS / NAME).stat().st_mode & 0o777 == 0o600
    assert written.split()[:2] == ["1", dossier]
    assert "EXEMPLE" not in written.upper()


@pytest.mark.parametrize("line", ["", "x", "7 {} 2026-10-01 00ff", "sept {} 2026-10-01 00ff"])
def test_line_without_its_seal_erases_nothing(place, dossier, line):
    (django_settings.KEYS / NAME).write_text(line.format(dossier) + "\n")

    assert brought_back(registered()) == []


def test_those_that_came_back_are_in_the_order_of_their_erasure(place):
    days = [LATER - timedelta(days=number) for number in range(3)]
    known = {f"d{n}": Registered(f"d{n}", 3 - n, day.isoformat()) for n, day in enumerate(days)}
    for name in ("d0", "d2"):
        make_key(name)

    assert [one.dossier for one in brought_back(known)] == ["d2", "d0"]


def test_copy_of_the_keys_takes_the_register_along(place, house, dossier, saufconduit, empty, settings):
    backup = backed_up(saufconduit, place)
    erase(house, dossier)
    saufconduit("backup", place / "last", "--keys", place / "apart")
    empty()
    settings.KEYS = place / "other-keys"

    answer = saufconduit("restore", backup, "--keys", place / "apart")

    assert answer.code == 0, answer.err
    assert "puis effacés de nouveau : 1." in answer.out
    assert {path.stat().st_mode & 0o777 for path in settings.KEYS.iterdir()} == {0o600}


def test_copy_of_the_keys_closes_a_file_that_was_open_to_others(place, dossier, saufconduit):
    (place / "apart").mkdir()
    (place / "apart/seal.key").write_text("ancienne")
    (place / "apart/seal.key").chmod(0o644)

    saufconduit("backup", place / "saves", "--keys", place / "apart")

    assert (place / "apart/seal.key").stat().st_mode & 0o777 == 0o600
    assert (place / "apart/seal.key").read_bytes() == (django_settings.KEYS / "seal.key").read_bytes()


def test_backup_that_is_broken_erases_nothing(place, house, dossier, empty, saufconduit, monkeypatch):
    backup = backed_up(saufconduit, place)
    erase(house, dossier)
    empty()
    monkeypatch.setattr("saufconduit.web.journal.verify.hash_at", lambda position: "")

    answer = saufconduit("restore", backup)

    assert answer.code == 1
    assert "effacés de nouveau" not in answer.out


def test_line_that_was_cut_does_not_take_the_next_one_with_it(place):
    first, second = (Registered(f"d{number}", number, "2047-01-07T09:00:00+00:00") for number in (1, 2))
    enter([first])
    register = django_settings.KEYS / NAME
    register.write_bytes(register.read_bytes() + b"2 d9 2047-01")

    enter([second])

    assert registered() == {"d1": first, "d2": second}
