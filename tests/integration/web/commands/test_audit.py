"""`saufconduit audit`."""

import json

import pytest
from django.db import connections
from journal_events import FIRST, change, tamper
from web_dossiers import aac
from web_people import hospital

from saufconduit.web.commands import preparing
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.journal.security import Sight, log


def test_sound_record_is_said_to_be_whole(place, saufconduit):
    answer = saufconduit("audit", "verify")

    assert answer.code == 0
    assert "Journal entier : 6 événements." in answer.out
    assert "Empreinte à noter ailleurs : " in answer.out
    assert f"Journal de sécurité, à noter aussi : 0 {'0' * 64}" in answer.out
    assert f"Effacements, à noter aussi : 0 {'0' * 64}" in answer.out


def test_event_that_was_changed_is_told_with_its_place(place, saufconduit):
    change("kind", 3, lambda kind: kind + "x")

    answer = saufconduit("audit", "verify")

    assert answer.code == 1
    assert f"Événement 3, dossier {FIRST} : son contenu a changé après l’écriture." in answer.out
    assert "Constats : 1, sur 6 événements." in answer.out


def test_findings_are_complete_in_json(place, saufconduit):
    tamper("DELETE FROM journal_event WHERE position = 6")

    answer = saufconduit("audit", "verify", "--json", "--lang", "en")

    told = json.loads(answer.out)
    assert answer.code == 1
    assert told["findings"] == [{"position": 6, "dossier": None, "what": "the last events are missing"}]
    assert (told["contract"], told["events"], len(told["head"])) == (1, 6, 64)


def test_line_of_the_security_log_that_was_changed_is_told(place, saufconduit):
    log(Sight.LOGIN, account="a1")
    tamper("UPDATE journal_securityentry SET account = 'a2'")

    answer = saufconduit("audit", "verify")

    assert answer.code == 1
    assert "Ligne 1 du journal de sécurité : elle a été modifiée." in answer.out


@pytest.mark.parametrize("words", [[], ["tout"]])
def test_audit_of_nothing_known_says_what_may_be_asked(place, saufconduit, words):
    answer = saufconduit("audit", *words)

    assert answer.code == 2
    assert "web.not-an-audit" in answer.err
    assert "verify, rebuild" in answer.err


@pytest.mark.parametrize(("command", "word", "near"), [("audit", "verfy", "verify"), ("keys", "rotat", "rotate")])
def test_word_that_is_almost_right_is_answered_with_the_right_one(place, saufconduit, command, word, near):
    assert f"Vouliez-vous dire « {near} » ?" in saufconduit(command, word).err


def test_database_that_does_not_answer_is_told_without_its_address(place, engine, saufconduit):
    connections.close_all()
    away = {"sqlite": {"NAME": str(place / "motdepasse/absent")}, "postgresql": {"HOST": str(place / "motdepasse")}}
    connections["default"].settings_dict.update(away[engine.name])

    answer = saufconduit("audit", "verify")

    assert answer.code == 2
    assert "[web.database-away]" in answer.err
    assert "hospital" in answer.err
    assert "motdepasse" not in answer.err


@pytest.mark.parametrize("words", [("audit", "verify"), ("keys", "rotate"), ("backup", "ici")])
def test_command_on_an_installation_that_was_never_made_says_so(place, monkeypatch, saufconduit, words):
    monkeypatch.setattr(preparing.Head._meta, "db_table", "journal_absent")

    answer = saufconduit(*words)

    assert (answer.code, answer.out) == (2, "")
    assert "[web.nothing-yet]" in answer.err


def test_folder_of_data_that_is_absent_is_a_new_installation_of_sqlite_alone(place, engine, settings):
    connections.close_all()
    connections["default"].settings_dict.update(
        {"sqlite": {"NAME": str(place / "absent/x")}, "postgresql": {}}[engine.name]
    )
    settings.DATA = place / "absent"

    assert preparing.is_new() is (engine.name == "sqlite")
    assert not settings.DATA.exists()


def test_zones_of_the_messages_are_those_of_the_databases():
    assert preparing.ZONES == {"default": "hospital", "exploitant": "exploitant"}


# --- the tables that pages read


@pytest.fixture
def with_dossier(committed):
    """One dossier, opened as a person does; its tables."""
    return aac(hospital())


def test_tables_that_say_what_the_record_says_are_told_so(with_dossier, saufconduit):
    answer = saufconduit("audit", "rebuild")

    assert (answer.code, answer.out) == (0, "Les tables disaient ce que dit le journal.\n")


def test_table_that_differs_is_named_then_made_again(with_dossier, saufconduit):
    DossierRow.objects.update(state="closed")

    answer, again = saufconduit("audit", "rebuild"), saufconduit("audit", "rebuild", "--json")

    assert answer.code == 1
    assert f"{with_dossier} : ses tables ne disaient pas ce que dit le journal." in answer.out
    assert "Les tables ont été refaites depuis le journal." in answer.out
    assert (again.code, json.loads(again.out)) == (0, {"contract": 1, "differing": []})


def test_table_that_differs_is_named_in_json(with_dossier, saufconduit):
    DossierRow.objects.all().delete()

    answer = saufconduit("audit", "rebuild", "--json")

    assert (answer.code, json.loads(answer.out)["differing"]) == (1, [with_dossier])


def test_tail_of_the_security_log_that_was_cut_is_told(place, saufconduit):
    log(Sight.LOGIN, account="a1")
    log(Sight.LOGIN, account="a2")
    tamper("DELETE FROM journal_securityentry WHERE number = 2")

    answer = saufconduit("audit", "verify", "--json")

    told = json.loads(answer.out)
    assert answer.code == 1
    assert [item["what"] for item in told["findings"]] == ["journal de sécurité : il manque les lignes 2 à 2"]
    assert told["ends"]["security"]["last"] == 2


def test_reading_of_the_logs_leaves_its_own_line(place, saufconduit):
    saufconduit("audit", "verify")

    assert list(SecurityEntry.objects.values_list("kind", "record")) == [("log-read", "audit:verify")]
    assert saufconduit("audit", "verify").code == 0


def test_findings_are_told_where_no_line_can_be_written(place, saufconduit):
    tamper("DELETE FROM journal_logend WHERE name = 'security'")

    answer = saufconduit("audit", "verify")

    assert answer.code == 1
    assert "sa fin scellée a été récrite" in answer.out
