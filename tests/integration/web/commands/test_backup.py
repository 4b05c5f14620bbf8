"""`saufconduit backup`, `saufconduit restore`: what was saved is what is given back."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.conf import settings as django_settings
from django.db import connections
from journal_events import AT, FIRST, SECOND, SECRET, entry
from web_followed import COMPANY, LUMYKRAS, followed

from saufconduit.regimes.retention import Trigger
from saufconduit.web.accounts.actions import open_account
from saufconduit.web.accounts.models import User
from saufconduit.web.boards.models import SessionRow
from saufconduit.web.commands import saving
from saufconduit.web.commands.archive import folder_name, latest, latest_folder
from saufconduit.web.exploitant.actions.archiving import archive, open_archive
from saufconduit.web.exploitant.actions.milestones import record
from saufconduit.web.exploitant.models import (
    ArchivedFollowUp,
    ArchivedPatient,
    ArchivedProduct,
    ArchiveReading,
    ExploitantPatient,
    Milestone,
)
from saufconduit.web.journal.keys import keys, make_keys
from saufconduit.web.journal.models import Event, RetentionRun
from saufconduit.web.journal.store import append, read
from saufconduit.web.journal.verify import head, verify

PATIENT = {"code": "BCDFGHJKLM", "letters5": "FICCO", "sex": "female", "age_years": 65}


@pytest.fixture
def saved(place, saufconduit):
    """A backup of an installation that has an account, a patient in the other zone."""
    open_account(login="saule", name="Dr Saule MODÈLE", password="une-phrase-bien-longue")
    ExploitantPatient.objects.create(**PATIENT)
    answer = saufconduit("backup", place / "saves")
    assert answer.code == 0, answer.err
    return next((place / "saves").iterdir())


def test_backup_says_where_it_is_and_that_keys_are_not_in_it(place, saufconduit):
    answer = saufconduit("backup", place / "saves")

    written = next((place / "saves").iterdir())
    assert f"Sauvegarde écrite : {written}" in answer.out
    assert "Les clés n’y sont pas" in answer.out
    assert not [path for path in written.rglob("*") if path.suffix == ".key"]


def test_backup_lists_every_file_with_its_hash(saved):
    manifest = json.loads((saved / "manifest.json").read_text())

    there = {path.relative_to(saved).as_posix() for path in saved.rglob("*") if path.is_file()} - {"manifest.json"}
    assert set(manifest["files"]) == there
    assert "documents/d1" in there
    assert manifest["head"] == list(head())


def test_backup_is_for_its_owner_alone(saved):
    assert saved.stat().st_mode & 0o077 == 0
    assert [path for path in (saved / "hospital").iterdir() if path.stat().st_mode & 0o077] == []


def test_zone_of_the_exploitant_is_saved_apart_and_names_nobody(saved):
    stored = b"".join(path.read_bytes() for path in (saved / "exploitant").iterdir())

    assert b"BCDFGHJKLM" in stored
    assert SECRET.encode() not in stored
    assert FIRST.encode() not in stored
    assert b"journal_code" not in stored


def test_personal_words_are_not_readable_in_the_backup(saved):
    stored = b"".join(path.read_bytes() for path in saved.rglob("*") if path.is_file())

    assert b"FICTIF" not in stored


def test_what_was_saved_is_given_back_whole(saved, empty, saufconduit):
    before = read(FIRST)
    empty()

    answer = saufconduit("restore", saved)

    assert (answer.code, answer.err) == (0, "")
    assert "Rendu : 6 événements, journal entier." in answer.out
    assert read(FIRST) == before
    assert verify() == ()
    assert User.objects.get().check_password("une-phrase-bien-longue")
    assert ExploitantPatient.objects.get().letters5 == "FICCO"
    assert (django_settings.DOCUMENTS / "d1").read_bytes() == b"chiffre"


def test_archive_and_reports_of_retention_are_given_back(place, empty, saufconduit):
    followed(quantity="8", effects="aucun")
    archive(COMPANY, LUMYKRAS, on=AT.date())
    told = {"company": COMPANY, "programme": LUMYKRAS, "account": "a1"}
    record(kind=Trigger.LAST_SUMMARY_APPROVED, on=AT.date(), at=AT, reference="Avis fictif", **told)
    open_archive(reason="Contrôle demandé", at=AT, **told)
    saufconduit("audit", "retention")
    saufconduit("backup", place / "saves")
    tables = (ArchivedPatient, ArchivedFollowUp, ArchivedProduct, ArchiveReading, Milestone, RetentionRun)
    before = [list(table.objects.values()) for table in tables]
    empty()

    answer = saufconduit("restore", next((place / "saves").iterdir()))

    assert (answer.code, verify()) == (0, ())
    assert [len(rows) for rows in before] == [1, 1, 1, 1, 1, 1]
    assert [list(table.objects.values()) for table in tables] == before


def test_tables_that_differed_from_the_record_are_made_again_by_a_restore(place, empty, saufconduit):
    SessionRow.objects.create(id="rcp-stray", board="renaten", site="s1", starts_at=AT, chair="a1b2", records=1)
    saufconduit("backup", place / "saves")
    empty()

    answer = saufconduit("restore", next((place / "saves").iterdir()))

    assert answer.code == 0
    assert SessionRow.objects.count() == 0


def test_installation_that_was_given_back_goes_on(saved, empty, saufconduit):
    empty()
    saufconduit("restore", saved)

    append(FIRST, [entry("dispense")], expected=3)
    second = open_account(login="houx", name="Houx ESSAI", password="une-autre-phrase-longue")

    assert Event.objects.count() == 7
    assert verify() == ()
    assert second.pk != User.objects.get(login="saule").pk


def test_keys_are_copied_apart_and_given_back(saved, place, empty, saufconduit, settings):
    saufconduit("backup", place / "again", "--keys", place / "apart")
    backup = next((place / "again").iterdir())
    empty()
    settings.KEYS = place / "new-keys"

    answer = saufconduit("restore", backup, "--keys", place / "apart")

    assert answer.code == 0
    assert sorted(path.name for path in (place / "apart").iterdir()) == sorted(
        path.name for path in settings.KEYS.iterdir()
    )
    assert keys().current == 1
    assert read(SECOND)[0].personal == {"name": SECRET}


def test_backup_without_its_keys_is_not_given_back(saved, place, empty, saufconduit, settings):
    empty()
    settings.KEYS = place / "new-keys"
    settings.KEYS.mkdir()

    answer = saufconduit("restore", saved)

    assert answer.code == 2
    assert "[journal.no-keys]" in answer.err
    assert Event.objects.count() == 0


def test_backup_with_other_keys_is_told_not_to_be_whole(saved, place, empty, saufconduit, settings):
    empty()
    settings.KEYS = place / "new-keys"
    make_keys(settings.KEYS)

    answer = saufconduit("restore", saved)

    assert answer.code == 1
    assert "sa clé a été modifiée" in answer.out
    assert "n’est pas celui de la sauvegarde" in answer.out
    assert "Rien n’a été effacé de nouveau" in answer.out


def test_keys_are_not_given_back_over_others(saved, place, empty, saufconduit):
    saufconduit("backup", place / "again", "--keys", place / "apart")
    empty()

    answer = saufconduit("restore", saved, "--keys", place / "apart")

    assert answer.code == 2
    assert "[web.not-empty]" in answer.err


def test_installation_that_has_dossiers_is_not_overwritten(saved, saufconduit):
    append(FIRST, [entry("dispense")], expected=3)

    answer = saufconduit("restore", saved)

    assert answer.code == 2
    assert "[web.not-empty]" in answer.err
    assert Event.objects.count() == 7


@pytest.mark.parametrize("zone", ["hospital", "exploitant", "documents"])
def test_backup_of_which_one_byte_changed_is_refused_before_anything(saved, empty, saufconduit, zone):
    path = next((saved / zone).iterdir())
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    empty()

    answer = saufconduit("restore", saved)

    assert answer.code == 2
    assert "[web.backup-spoilt]" in answer.err
    assert Event.objects.count() == 0


def test_backup_of_which_a_file_is_missing_is_refused(saved, empty, saufconduit):
    (saved / "documents/d1").unlink()
    empty()

    assert "[web.backup-spoilt]" in saufconduit("restore", saved).err


@pytest.mark.parametrize("content", [None, "{", "[]", '{"form": 1}', '{"form": 2, "files": {}}'])
def test_folder_that_is_no_backup_is_refused(place, saufconduit, content):
    folder = place / "nothing"
    folder.mkdir()
    if content is not None:
        (folder / "manifest.json").write_text(content)

    answer = saufconduit("restore", folder)

    assert answer.code == 2
    assert "[web.not-a-backup]" in answer.err


def test_backup_of_another_kind_of_database_is_refused(saved, empty, saufconduit):
    manifest = json.loads((saved / "manifest.json").read_text())
    manifest["engine"]["exploitant"] = "oracle"
    (saved / "manifest.json").write_text(json.dumps(manifest))
    empty()

    answer = saufconduit("restore", saved)

    assert answer.code == 2
    assert "[web.other-engine]" in answer.err


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_command_without_a_folder_says_so(place, saufconduit, command):
    answer = saufconduit(command)

    assert answer.code == 2
    assert "[web.no-folder]" in answer.err


def test_folder_of_backups_that_is_set_is_the_default(place, saufconduit, settings):
    settings.BACKUPS = place / "saves"

    assert saufconduit("backup").code == 0
    assert latest(settings.BACKUPS) is not None


@pytest.mark.parametrize("apart", ["saves", "saves/keys", "."])
def test_keys_are_not_copied_beside_the_data(place, saufconduit, apart):
    answer = saufconduit("backup", place / "saves", "--keys", place / apart)

    assert answer.code == 2
    assert "[web.keys-with-data]" in answer.err
    assert not (place / "saves").exists()


def test_two_backups_of_one_second_have_two_names(place, monkeypatch):
    class Stopped(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 10, 12, 2, tzinfo=tz)

    monkeypatch.setattr(saving, "datetime", Stopped)
    (place / "saves").mkdir()
    (place / "saves" / f"{folder_name(datetime(2026, 10, 12, 2, tzinfo=UTC), 2)}.partial").mkdir()

    written = [saving.save(place / "saves").name for _ in range(2)]

    assert written == ["saufconduit-2026-10-12T020000Z", "saufconduit-2026-10-12T020000Z-3"]
    assert latest_folder(place / "saves").name == written[1]
    assert latest(place / "saves") == datetime(2026, 10, 12, 2, tzinfo=UTC)


def test_backup_that_fails_leaves_nothing(place, monkeypatch):
    def full(*told):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving, "write_manifest", full)

    with pytest.raises(OSError, match="No space"):
        saving.save(place / "saves")

    assert list((place / "saves").iterdir()) == []


def test_installation_without_documents_is_saved_and_given_back(place, empty, saufconduit):
    (django_settings.DOCUMENTS / "d1").unlink()
    django_settings.DOCUMENTS.rmdir()
    saufconduit("backup", place / "saves")
    empty()

    answer = saufconduit("restore", next((place / "saves").iterdir()))

    assert answer.code == 0


def test_backup_made_while_events_are_added_is_whole(place, empty, saufconduit):
    def write():
        try:
            for number in range(3, 60):
                append(FIRST, [entry()], expected=number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        answers = [saufconduit("backup", place / f"saves-{number}") for number in range(4)]
        writing.result()
    empty()

    answer = saufconduit("restore", next((place / "saves-2").iterdir()))

    assert [item.code for item in answers] == [0, 0, 0, 0]
    assert answer.code == 0, answer.out


def test_latest_backup_is_the_last_whole_one(tmp_path):
    for day, name in ((3, "manifest.json"), (5, "manifest.json"), (7, "other.json")):
        folder = tmp_path / folder_name(datetime(2026, 10, day, 2, tzinfo=UTC))
        folder.mkdir()
        (folder / name).write_text("{}")
    being_written = tmp_path / f"{folder_name(datetime(2026, 10, 9, 2, tzinfo=UTC))}.partial"
    being_written.mkdir()
    (being_written / "manifest.json").write_text("{}")

    assert latest(tmp_path) == datetime(2026, 10, 5, 2, tzinfo=UTC)
    assert latest(tmp_path / "absent") is None
    assert latest_folder(tmp_path / "absent") is None


# --- rights


@pytest.fixture
def open_mask(monkeypatch):
    """A process that closes nothing by itself, where nothing can be closed afterwards either."""
    before = os.umask(0)
    monkeypatch.setattr(os, "chmod", lambda *args, **others: None)
    monkeypatch.setattr(os, "fchmod", lambda *args, **others: None)
    yield
    os.umask(before)


def open_to_others(folder) -> list[str]:
    """What of a folder others may read or write."""
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.stat().st_mode & 0o077]


def test_backup_is_closed_to_others_as_it_is_written(place, open_mask):
    saving.save(place / "saves")
    saving.save_keys(place / "apart")

    assert list((place / "saves").rglob("*.json")) and list((place / "apart").iterdir())
    assert [open_to_others(place / name) for name in ("saves", "apart")] == [[], []]


def test_installation_is_closed_to_others_as_it_is_given_back(saved, place, empty, open_mask):
    empty()

    saving.give_back(saved)

    assert (django_settings.DOCUMENTS / "d1").is_file()
    assert open_to_others(django_settings.DATA) == []


def test_backup_whose_rights_were_opened_on_the_way_is_given_back_closed(saved, empty):
    for path in saved.rglob("*"):
        path.chmod(0o777)
    empty()

    saving.give_back(saved)

    assert open_to_others(django_settings.DATA) == []
