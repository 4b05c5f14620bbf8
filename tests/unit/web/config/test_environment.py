"""One way to read a setting from the environment."""

from datetime import date
from pathlib import Path

import pytest

from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.config import environment as read
from saufconduit.web.config.environment import env

ABOUT = Text("un essai", "a trial")
SECRET = "motdepassesecret"


@pytest.fixture
def given(monkeypatch):
    return lambda value: monkeypatch.setenv("SAUFCONDUIT_ESSAI", value)


def test_setting_that_is_given_is_read(given):
    given(" 12 ")

    assert env("ESSAI", read.whole_number, ABOUT) == 12


@pytest.mark.parametrize("value", ["", "  "])
def test_setting_that_is_empty_has_its_default(given, value):
    given(value)

    assert env("ESSAI", read.whole_number, ABOUT, 5) == 5


def test_setting_that_is_missing_is_named_with_what_it_is():
    with pytest.raises(Problem) as caught:
        env("ABSENT", str, ABOUT)

    assert caught.value.code == "config.setting-missing"
    assert "SAUFCONDUIT_ABSENT manque : un essai" in caught.value.what("fr")
    assert "SAUFCONDUIT_ABSENT is missing: a trial" in caught.value.what("en")


def test_setting_that_is_wrong_is_named_and_never_shown(given):
    given(SECRET)

    with pytest.raises(Problem) as caught:
        env("ESSAI", read.postgresql, ABOUT)

    assert caught.value.code == "config.setting-wrong"
    assert SECRET not in caught.value.text() + caught.value.text("en")


@pytest.mark.parametrize(
    ("reader", "written", "value"),
    [
        (read.yes_or_no, "yes", True),
        (read.yes_or_no, "no", False),
        (read.choice("a", "b"), "b", "b"),
        (read.words, "a, b,,c", ["a", "b", "c"]),
        (read.folder, "/srv/saufconduit", Path("/srv/saufconduit")),
        (read.day, "2026-10-12", date(2026, 10, 12)),
        (read.whole_number, "1", 1),
    ],
)
def test_reader_gives_the_value(reader, written, value):
    assert reader(written) == value


@pytest.mark.parametrize(
    ("reader", "written"),
    [
        (read.yes_or_no, "oui"),
        (read.choice("a", "b"), "c"),
        (read.day, "12/10/2026"),
        (read.whole_number, "0"),
        (read.whole_number, "dix"),
        (read.postgresql, "mysql://ici"),
        (read.postgresql, "postgresql://ici?port=x&nothing=1"),
    ],
)
def test_reader_refuses_what_it_does_not_know(reader, written):
    with pytest.raises(ValueError):
        reader(written)


def test_folder_of_the_user_is_found():
    assert read.folder("~/data") == Path.home() / "data"


def test_address_of_postgresql_is_taken_apart():
    found = read.postgresql("postgresql://marie:mot@serveur.invalid:5433/dossiers?sslmode=verify-full")

    wanted = {"NAME": "dossiers", "USER": "marie", "PASSWORD": "mot", "HOST": "serveur.invalid", "PORT": "5433"}
    assert {name: found[name] for name in wanted} == wanted
    assert found["OPTIONS"] == {"sslmode": "verify-full"}


def test_socket_of_postgresql_is_a_host():
    assert read.postgresql("postgresql://tester@/zone?host=/run/socket")["HOST"] == "/run/socket"


def test_first_line_is_that_of_the_first_file_that_is_there(tmp_path):
    (tmp_path / "b").write_text("deux\ntrois\n")

    assert read.first_line([tmp_path / "a", tmp_path / "b"]) == "deux"
    assert read.first_line([tmp_path / "a"]) == ""


def test_setting_that_the_table_of_retention_replaced_is_refused_rather_than_ignored(monkeypatch):
    monkeypatch.setenv("SAUFCONDUIT_LOG_MONTHS", "36")

    with pytest.raises(Problem, match=r"config.setting-gone"):
        read.check_gone("RETENTION_AGE", "LOG_MONTHS")
