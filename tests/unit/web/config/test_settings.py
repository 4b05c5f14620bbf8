"""The settings, read anew in a process of their own."""

import json
import subprocess
import sys

import pytest

ASKED = """
import json, os
from saufconduit.web.config import settings as s
names = {names!r}
print(json.dumps({{name: getattr(s, name) for name in names}}, default=str))
"""


@pytest.fixture
def settings_of(tmp_path):
    """`settings_of(names, DEMO="yes")`: what the settings say in that environment."""

    def read(*names, **environment):
        given = {f"SAUFCONDUIT_{name}": value for name, value in environment.items()}
        answer = subprocess.run(
            [sys.executable, "-c", ASKED.format(names=names)],
            env={"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path), **given},
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(answer.stdout)

    return read


def test_real_use_is_the_default_and_is_strict(settings_of):
    found = settings_of("DEMONSTRATION", "SECOND_FACTOR", "TLS", "DAY", "DEBUG", "SESSION_COOKIE_SECURE")

    assert found == {
        "DEMONSTRATION": False,
        "SECOND_FACTOR": "required",
        "TLS": True,
        "DAY": None,
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": True,
    }


def test_nothing_is_relaxed_outside_a_demonstration(settings_of):
    found = settings_of("SECOND_FACTOR", "DAY", SECOND_FACTOR="relaxed", DAY="2026-10-12")

    assert found == {"SECOND_FACTOR": "required", "DAY": None}


def test_demonstration_relaxes_what_is_asked_for(settings_of):
    found = settings_of("SECOND_FACTOR", "DAY", "TLS", DEMO="yes", SECOND_FACTOR="relaxed", DAY="2026-10-12")

    assert found == {"SECOND_FACTOR": "relaxed", "DAY": "2026-10-12", "TLS": False}


def test_keys_are_beside_the_data_not_inside(settings_of, tmp_path):
    found = settings_of("DATA", "KEYS", DATA=str(tmp_path / "srv/data"))

    assert found == {"DATA": str(tmp_path / "srv/data"), "KEYS": str(tmp_path / "srv/keys")}


def test_databases_are_two_files_by_default(settings_of, tmp_path):
    found = settings_of("DATABASES", DATA=str(tmp_path))["DATABASES"]

    assert {alias: item["NAME"] for alias, item in found.items()} == {
        "default": str(tmp_path / "hospital.sqlite3"),
        "exploitant": str(tmp_path / "exploitant.sqlite3"),
    }
    assert found["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["default"]["OPTIONS"]["init_command"]


def test_databases_are_where_the_addresses_say(settings_of):
    found = settings_of(
        "DATABASES", DATABASE_URL="postgresql:///hopital", EXPLOITANT_DATABASE_URL="postgresql:///exploitant"
    )["DATABASES"]

    assert [found[alias]["NAME"] for alias in ("default", "exploitant")] == ["hopital", "exploitant"]


def test_passwords_are_hashed_slowly(settings_of):
    assert settings_of("PASSWORD_HASHERS")["PASSWORD_HASHERS"] == ["saufconduit.web.accounts.hashing.PasswordHasher"]


def test_header_of_a_proxy_is_believed_only_where_one_is_declared(settings_of):
    assert settings_of("SECURE_PROXY_SSL_HEADER")["SECURE_PROXY_SSL_HEADER"] is None
    assert settings_of("SECURE_PROXY_SSL_HEADER", PROXIES="1")["SECURE_PROXY_SSL_HEADER"] == [
        "HTTP_X_FORWARDED_PROTO",
        "https",
    ]


def test_session_key_is_read_from_the_folder_of_keys(settings_of, tmp_path):
    (tmp_path / "session.key").write_text("une clé"[:3] + "\n", encoding="ascii")

    assert settings_of("SECRET_KEY", KEYS=str(tmp_path))["SECRET_KEY"] == "une"


def test_wrong_setting_stops_with_its_name(tmp_path):
    answer = subprocess.run(
        [sys.executable, "-c", "import saufconduit.web.config.settings"],
        env={"HOME": str(tmp_path), "SAUFCONDUIT_TLS": "peut-être"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert "SAUFCONDUIT_TLS" in answer.stderr
    assert "peut-être" not in answer.stderr


def test_django_finds_nothing_to_say_about_real_settings(tmp_path):
    (tmp_path / "session.key").write_text("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP\n", encoding="ascii")
    answer = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "INFO"],
        env={
            "HOME": str(tmp_path),
            "SAUFCONDUIT_KEYS": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "saufconduit.web.config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert (answer.returncode, answer.stderr) == (0, "")
