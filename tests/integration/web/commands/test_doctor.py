"""`saufconduit doctor`: each thing that can be wrong is told, with what to do."""

import json
import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connections
from django.test import override_settings

from saufconduit.web.commands import checkup
from saufconduit.web.commands.archive import folder_name
from saufconduit.web.commands.checkup import State
from saufconduit.web.commands.rotating import rotate
from saufconduit.web.journal.keys import add_master
from saufconduit.web.journal.outbox import put
from saufconduit.web.journal.retention_runs import note_run


@pytest.fixture
def real(place, settings):
    """Settings of real use, all of them right."""
    settings.DEMONSTRATION = settings.DEBUG = False
    settings.SECOND_FACTOR, settings.TLS = "required", True
    settings.ALLOWED_HOSTS = ["saufconduit.valfictif.invalid"]
    settings.KEYS = shutil.copytree(settings.KEYS, place / "keys")
    settings.BACKUPS = place / "saves"
    made(settings.BACKUPS, hours=3)
    note_run({"is_whole": True, "lines": []}, at=datetime.now(UTC))
    return settings


def made(folder, hours):
    """A backup made some hours ago."""
    backup = folder / folder_name(datetime.now(UTC) - timedelta(hours=hours))
    backup.mkdir(parents=True)
    (backup / "manifest.json").write_text("{}")


def found():
    return {item.name: item for item in checkup.checkup()}


def wrong():
    return {name for name, item in found().items() if item.state is State.WRONG}


def doubtful():
    return {name for name, item in found().items() if item.state is State.DOUBTFUL}


def test_right_installation_has_nothing_wrong(real, engine):
    assert wrong() == set()
    assert doubtful() == ({"zones"} if engine.name == "postgresql" else set())


def test_answer_of_the_command_has_a_line_for_each_thing(real, saufconduit):
    answer = saufconduit("doctor")

    assert (answer.code, answer.err) == (0, "")
    assert "bien         TLS exigé." in answer.out
    assert "Noms servis : saufconduit.valfictif.invalid." in answer.out


def test_answer_of_the_command_says_what_to_do(real, saufconduit):
    real.TLS = False

    answer = saufconduit("doctor")

    assert answer.code == 1
    assert "à corriger   TLS n’est pas exigé.\n             → SAUFCONDUIT_TLS=yes" in answer.out


def test_answer_in_json_is_complete(real, saufconduit):
    told = json.loads(saufconduit("doctor", "--json", "--lang", "en").out)

    assert told["contract"] == 1
    assert {item["what"] for item in told["checks"]} == set(found())
    assert {"what": "tls", "state": "good", "say": "TLS required.", "do": "Nothing."} in told["checks"]


@pytest.mark.parametrize(
    ("change", "name", "state"),
    [
        ({"DEBUG": True}, "debug", State.WRONG),
        ({"DEMONSTRATION": True}, "demonstration", State.DOUBTFUL),
        ({"SECOND_FACTOR": "relaxed"}, "second-factor", State.DOUBTFUL),
        ({"TLS": False}, "tls", State.WRONG),
        ({"TLS": False, "DEMONSTRATION": True}, "tls", State.DOUBTFUL),
        ({"ALLOWED_HOSTS": ["*"]}, "hosts", State.WRONG),
        ({"ALLOWED_HOSTS": ["localhost"]}, "hosts", State.DOUBTFUL),
        ({"BACKUPS": None}, "backups", State.WRONG),
        ({"BACKUPS": None, "DEMONSTRATION": True}, "backups", State.DOUBTFUL),
    ],
    ids=str,
)
def test_setting_that_is_not_right_is_told(real, change, name, state):
    with override_settings(**change):
        told = found()

    assert told[name].state is state


def test_key_of_sessions_that_is_missing_is_told(real):
    (real.KEYS / "session.key").unlink()

    assert "secrets-session" in wrong()


def test_age_of_the_master_key_is_told(real):
    made = datetime.now(UTC) - timedelta(days=40, hours=1)
    os.utime(real.KEYS / "master-1.key", (made.timestamp(), made.timestamp()))

    told = found()["secrets-age"]

    assert (told.state, told.says.fr) == (State.GOOD, f"Clé maîtresse du {made:%Y-%m-%d}, 40 j.")


def test_change_of_key_that_stopped_half_way_is_told(real):
    add_master(real.KEYS)

    assert "secrets-half-way" in wrong()


def test_old_key_that_is_kept_is_told(real):
    rotate()

    told = found()

    assert (told["secrets-old"].state, told["secrets-old"].says.fr) == (
        State.DOUBTFUL,
        "Ancienne clé maîtresse gardée : 1.",
    )
    assert "secrets-half-way" not in told


def test_keys_that_lie_with_the_data_are_told(real):
    real.DATA = real.KEYS.parent

    assert "secrets-apart" in wrong()


def test_keys_that_are_missing_are_told_alone(real, tmp_path):
    real.KEYS = tmp_path / "nowhere"

    told = found()

    assert told["secrets"].state is State.WRONG
    assert "master-1.key" in told["secrets"].says.fr
    assert "secrets-session" not in told


@pytest.mark.parametrize(("is_demonstration", "command"), [(True, "serve."), (False, "serve --no-demo.")])
def test_tables_that_are_behind_are_made_by_the_server_of_this_installation(
    real, monkeypatch, is_demonstration, command
):
    real.DEMONSTRATION = is_demonstration
    monkeypatch.setattr(checkup, "is_behind", lambda alias: True)

    assert found()["database-hospital"].do.fr == f"Lancez saufconduit {command}"


def test_installation_that_was_never_made_is_told_as_such_alone(real, monkeypatch, tmp_path):
    monkeypatch.setattr(checkup, "is_new", lambda: True)
    real.KEYS = tmp_path / "nowhere"

    told = found()

    assert "Rien n’est encore installé ici" in told["installation"].says.fr
    assert "saufconduit administrator" in told["installation"].do.en
    assert not {"secrets", "database-hospital", "database-exploitant"} & set(told)


def test_keys_without_any_table_are_no_new_installation(real, monkeypatch):
    monkeypatch.setattr(checkup, "is_new", lambda: True)

    assert "installation" not in found()


@pytest.mark.parametrize(("hours", "state"), [(3, State.GOOD), (30, State.WRONG)])
def test_age_of_the_last_backup_is_told(real, place, hours, state):
    real.BACKUPS = place / "others"
    made(real.BACKUPS, hours)

    assert found()["backups"].state is state


def test_folder_without_a_whole_backup_is_told(real, place):
    real.BACKUPS = place / "nothing"

    assert found()["backups"].state is State.WRONG


def test_database_that_does_not_answer_is_told(real, engine, place):
    connections.close_all()
    away = {"sqlite": {"NAME": str(place / "absent/x")}, "postgresql": {"HOST": str(place / "absent")}}
    connections["default"].settings_dict.update(away[engine.name])

    told = found()

    assert told["database-hospital"].state is State.WRONG
    assert told["database-exploitant"].state is State.GOOD
    assert not {"clocks", "crossing"} & set(told)


def test_tables_of_an_older_version_are_told(real):
    with connections["exploitant"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'exploitant'")

    assert "database-exploitant" in wrong()


def test_zones_in_one_database_are_told(real, monkeypatch):
    monkeypatch.setitem(checkup.settings.DATABASES, "exploitant", checkup.settings.DATABASES["default"])

    assert found()["zones"].state is State.WRONG


def test_clock_that_differs_is_told(real, monkeypatch):
    monkeypatch.setattr(checkup, "CLOCK_TOLERANCE", timedelta(seconds=-1))

    assert found()["clocks"].state is State.WRONG


def test_disk_that_is_almost_full_is_told(real, monkeypatch):
    monkeypatch.setattr(checkup, "SMALLEST_FREE_SPACE", 2**62)

    assert found()["space"].state is State.WRONG


def test_room_of_a_folder_that_is_still_to_be_made_is_that_of_its_disk(real, tmp_path):
    real.DATA = tmp_path / "a/b/c"

    assert found()["space"].state is State.GOOD


def test_what_waits_for_the_other_zone_is_told(real):
    put("record", {})

    assert found()["crossing"].state is State.DOUBTFUL
    assert found()["crossing"].says.fr == "Envois en attente vers la zone exploitant : 1."


@pytest.mark.parametrize(
    ("host", "words"),
    [("", "Aucune adresse"), ("/run/socket", "Aucune adresse"), ("base.invalid", "base.invalid")],
)
def test_addresses_outside_the_machine_are_listed(real, monkeypatch, host, words):
    monkeypatch.setitem(checkup.settings.DATABASES["default"], "HOST", host)
    monkeypatch.setitem(checkup.settings.DATABASES["exploitant"], "HOST", host)

    (told,) = checkup.outside()

    assert words in told.says.fr


def test_state_has_words_in_both_languages():
    assert [state.words.fr for state in State] == ["bien", "à voir", "à corriger"]


def test_failure_of_the_database_names_its_kind_alone(real, monkeypatch):
    def away(*told):
        raise DatabaseError("password=motdepasse")

    monkeypatch.setattr(checkup, "is_behind", away)

    told = found()["database-hospital"]

    assert "DatabaseError" in told.says.fr
    assert "motdepasse" not in told.says.fr
