"""Starting Django for a command."""

import os
import sys
from types import SimpleNamespace

import pytest

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.commands.starting import demonstration_wanted, start


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """What a command sets does not last."""
    for name in ("DEMO", "DAY", "SECOND_FACTOR"):
        monkeypatch.setenv(f"SAUFCONDUIT_{name}", "")
        monkeypatch.delenv(f"SAUFCONDUIT_{name}")


def settings():
    return [os.environ.get(f"SAUFCONDUIT_{name}") for name in ("DEMO", "DAY", "SECOND_FACTOR")]


def test_demonstration_has_a_pinned_day_and_no_second_factor():
    start(demonstration=True)

    assert settings() == ["yes", "2026-10-12", "relaxed"]


def test_demonstration_keeps_what_was_set(monkeypatch):
    monkeypatch.setenv("SAUFCONDUIT_DAY", "2026-12-01")

    start(demonstration=True)

    assert settings() == ["yes", "2026-12-01", "relaxed"]


@pytest.mark.parametrize(("wanted", "told"), [(False, "no"), (None, None)])
def test_real_use_relaxes_nothing(wanted, told):
    start(demonstration=wanted)

    assert settings() == [told, None, None]


def test_package_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "django", None)

    with pytest.raises(Problem) as caught:
        start()

    assert (caught.value.code, caught.value.names["name"]) == ("web.not-installed", "django")


@pytest.mark.parametrize(
    ("demo", "no_demo", "wanted"), [(True, False, True), (False, True, False), (False, False, None)]
)
def test_words_of_the_command_choose(demo, no_demo, wanted):
    assert demonstration_wanted(SimpleNamespace(demo=demo, no_demo=no_demo), None) is wanted
