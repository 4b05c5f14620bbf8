"""`saufconduit keys rotate`: a new master key, nothing lost wherever it is cut short."""

import importlib.metadata
import os
import shutil
import signal
import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connections
from journal_events import AT, BY, FIRST, SECOND, SECRET, entry
from web_databases import Engine
from web_served import installed

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.actions import open_account
from saufconduit.web.accounts.adapters import SecondFactorAdapter
from saufconduit.web.accounts.models import User
from saufconduit.web.commands.preparing import make_missing_keys
from saufconduit.web.commands.rotating import needed_masters
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.keys import add_master, keys
from saufconduit.web.journal.models import DossierKey, SecurityEntry
from saufconduit.web.journal.store import append, read
from saufconduit.web.journal.verify import verify

KILLED_AT_THE_SECOND = """
import os, signal
from saufconduit.web.commands.starting import start
start()
from saufconduit.web.journal import dossier_keys
from saufconduit.web.commands.rotating import rotate
wrap, seen = dossier_keys._wrapped, []
def killed(dossier, key):
    seen.append(dossier)
    if len(seen) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return wrap(dossier, key)
dossier_keys._wrapped = killed
rotate()
"""

ANOTHER_PROCESS = """
import sys
from pathlib import Path
from saufconduit.web.journal.keys import add_master
add_master(Path(sys.argv[1]))
"""


@pytest.fixture(autouse=True)
def command_is_found(monkeypatch):
    """The command line finds the command by its entry point, whatever was installed last."""
    found = importlib.metadata.entry_points
    keys_of_ours = EntryPoint("keys", "saufconduit.web.commands.keys", "saufconduit.commands")
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: EntryPoints([*found(group=group), keys_of_ours])
    )


@pytest.fixture
def own(place, settings):
    """The installation of `place`, with keys of its own."""
    settings.KEYS = shutil.copytree(settings.KEYS, place / "keys")
    return place


def with_second_factor() -> User:
    """An account with a telephone and spare codes, as allauth keeps them."""
    user = open_account(login="saule", name="Dr Saule MODÈLE", password="une-phrase-bien-longue")
    seal = SecondFactorAdapter().encrypt
    Authenticator.objects.create(user=user, type="totp", data={"secret": seal("JBSWY3DPEHPK3PXP")})
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": seal("graine"), "used_mask": 3})
    return user


def secrets_of(user: User) -> list[str]:
    """What the second factors of an account are made from."""
    rows = Authenticator.objects.filter(user=user).order_by("type")
    return [SecondFactorAdapter().decrypt(row.data.get("secret") or row.data["seed"]) for row in rows]


def masters() -> set[int]:
    return set(DossierKey.objects.values_list("master", flat=True))


def test_rotation_wraps_every_dossier_with_a_new_key(own, saufconduit):
    before = read(FIRST)

    answer = saufconduit("keys", "rotate")

    assert (answer.code, answer.err) == (0, "")
    assert "Clé maîtresse 2 en service : 2 dossiers, 0 seconds facteurs." in answer.out
    assert masters() == {2}
    assert (read(FIRST), verify()) == (before, ())


def test_rotation_encrypts_second_factors_again_and_loses_none(own, saufconduit):
    user = with_second_factor()

    answer = saufconduit("keys", "rotate")

    assert "2 seconds facteurs" in answer.out
    assert needed_masters() == {2}
    assert secrets_of(user) == ["graine", "JBSWY3DPEHPK3PXP"]
    assert Authenticator.objects.get(type="recovery_codes").data["used_mask"] == 3


def test_rotation_is_told_to_the_security_log(own, saufconduit):
    saufconduit("keys", "rotate")

    assert SecurityEntry.objects.get(kind="keys-changed").record == "master:2"


def test_rotation_keeps_the_old_key_and_says_how_it_goes(own, saufconduit):
    answer = saufconduit("keys", "rotate")

    assert sorted(keys().masters) == [1, 2]
    assert "saufconduit keys rotate --remove-old" in answer.out


def test_rotation_leaves_an_erased_dossier_erased(own, saufconduit):
    destroy_key(dossier=SECOND, by=BY.ref, at=AT, reason="terme de conservation")

    answer = saufconduit("keys", "rotate")

    assert "1 dossiers" in answer.out
    assert (read(SECOND)[0].personal, verify()) == (None, ())


def test_rotation_that_cannot_open_a_dossier_changes_none(own, saufconduit):
    DossierKey.objects.filter(dossier=SECOND).update(wrapped=b"x" * 60)

    answer = saufconduit("keys", "rotate")

    assert answer.code == 2
    assert "[journal.key-spoilt]" in answer.err
    assert masters() == {1}
    assert read(FIRST)[0].personal == {"name": SECRET}


def test_rotation_that_stopped_after_the_key_was_made_is_finished_with_it(own, saufconduit, settings):
    add_master(settings.KEYS)

    answer = saufconduit("keys", "rotate")

    assert "Un changement interrompu a été achevé." in answer.out
    assert (sorted(keys().masters), masters()) == ([1, 2], {2})


def test_rotation_after_one_that_was_finished_makes_another_key(own, saufconduit):
    saufconduit("keys", "rotate")

    answer = saufconduit("keys", "rotate")

    assert "interrompu" not in answer.out
    assert masters() == {3}


def test_server_that_runs_takes_up_the_new_key_without_a_restart(own, settings):
    held = keys()

    subprocess.run([sys.executable, "-c", ANOTHER_PROCESS, str(settings.KEYS)], check=True)
    append(FIRST, [entry("dispense")], expected=3)

    assert (held.current, keys().current) == (1, 2)


def test_rotation_that_is_killed_half_way_changes_nothing_and_is_finished_later(
    engine: Engine, tmp_path: Path, settings: Any, django_db_blocker: Any, saufconduit: Any, request: Any
):
    request.getfixturevalue("committed")
    settings.KEYS = shutil.copytree(settings.KEYS, tmp_path / "keys")
    site = installed(engine, tmp_path, settings.KEYS)
    append(FIRST, [entry()], expected=0)
    append(SECOND, [entry()], expected=0)
    connections.close_all()

    done = subprocess.run([sys.executable, "-c", KILLED_AT_THE_SECOND], env=site.environment, check=False)

    assert done.returncode == -signal.SIGKILL
    assert (sorted(keys().masters), masters(), verify()) == ([1, 2], {1}, ())
    assert read(SECOND)[0].personal == {"name": SECRET}
    answer = saufconduit("keys", "rotate")
    assert "Un changement interrompu a été achevé." in answer.out
    assert (sorted(keys().masters), masters(), verify()) == ([1, 2], {2}, ())


def test_old_key_goes_once_a_backup_does_without_it(own, saufconduit):
    saufconduit("keys", "rotate")
    saufconduit("backup", own / "saves")

    answer = saufconduit("keys", "rotate", "--remove-old", "--backup", own / "saves")

    assert (answer.code, answer.err) == (0, "")
    assert "Clé maîtresse 1 retirée." in answer.out
    assert sorted(keys().masters) == [2]
    assert read(FIRST)[0].personal == {"name": SECRET}
    assert SecurityEntry.objects.filter(record="removed:1").count() == 1


def test_folder_of_backups_that_is_set_is_the_one_looked_at(own, saufconduit, settings):
    settings.BACKUPS = own / "saves"
    saufconduit("keys", "rotate")
    saufconduit("backup")

    assert saufconduit("keys", "rotate", "--remove-old").code == 0


def test_old_key_without_a_backup_since_stays(own, saufconduit):
    saufconduit("backup", own / "saves")
    saufconduit("keys", "rotate")

    answer = saufconduit("keys", "rotate", "--remove-old", "--backup", own / "saves")

    assert answer.code == 2
    assert "[web.key-not-saved]" in answer.err
    assert sorted(keys().masters) == [1, 2]


@pytest.mark.parametrize("told", [(), ("--backup", "/absent")])
def test_old_key_without_any_backup_stays(own, saufconduit, told):
    saufconduit("keys", "rotate")

    assert "[web.key-not-saved]" in saufconduit("keys", "rotate", "--remove-old", *told).err


def test_old_key_that_still_serves_stays(own, saufconduit, settings):
    add_master(settings.KEYS)
    saufconduit("backup", own / "saves")

    answer = saufconduit("keys", "rotate", "--remove-old", "--backup", own / "saves")

    assert "[web.key-still-used]" in answer.err
    assert sorted(keys().masters) == [1, 2]


def test_removal_where_there_is_no_old_key_says_so(own, saufconduit):
    answer = saufconduit("keys", "rotate", "--remove-old")

    assert (answer.code, answer.out) == (0, "Aucune ancienne clé à retirer.\n")


@pytest.mark.parametrize("words", [("keys",), ("keys", "turn")])
def test_command_without_its_verb_says_which_there_are(own, saufconduit, words):
    answer = saufconduit(*words)

    assert answer.code == 2
    assert "[web.not-of-keys]" in answer.err


def test_older_backup_is_given_back_with_its_older_key(own, empty, saufconduit, settings):
    before = read(FIRST)
    saufconduit("backup", own / "old", "--keys", own / "old-keys")
    saufconduit("keys", "rotate")
    saufconduit("backup", own / "new")
    saufconduit("keys", "rotate", "--remove-old", "--backup", own / "new")
    empty()
    settings.KEYS = own / "again"

    answer = saufconduit("restore", next((own / "old").iterdir()), "--keys", own / "old-keys")

    assert (answer.code, answer.err) == (0, "")
    assert (read(FIRST), sorted(keys().masters)) == (before, [1])


def test_older_backup_without_its_older_key_is_refused_before_anything(own, empty, saufconduit, settings):
    saufconduit("backup", own / "old")
    saufconduit("keys", "rotate")
    saufconduit("backup", own / "new")
    saufconduit("keys", "rotate", "--remove-old", "--backup", own / "new")
    empty()

    answer = saufconduit("restore", next((own / "old").iterdir()))

    assert answer.code == 2
    assert "master-1.key" in answer.err
    assert DossierKey.objects.count() == 0


def test_copied_key_keeps_the_day_on_which_it_was_made(own, saufconduit, settings):
    os.utime(settings.KEYS / "master-1.key", (1_700_000_000, 1_700_000_000))

    saufconduit("backup", own / "saves", "--keys", own / "apart")

    copied = (own / "apart/master-1.key").stat()
    assert (int(copied.st_mtime), copied.st_mode & 0o777) == (1_700_000_000, 0o600)


def test_installation_without_keys_does_not_rotate(own, saufconduit, settings):
    settings.KEYS = own / "nowhere"

    assert "[journal.no-keys]" in saufconduit("keys", "rotate").err


def test_missing_key_is_not_made_by_the_server(own, settings):
    (settings.KEYS / "seal.key").unlink()

    with pytest.raises(Problem) as caught:
        make_missing_keys()

    assert caught.value.code == "journal.no-keys"
