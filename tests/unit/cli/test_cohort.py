"""`saufconduit cohort synth`: an invented cohort, whole or not at all."""

import os
import shutil
import signal
import sys
from datetime import date

import polars as pl
import pytest
from synthetic import REGISTRY

from saufconduit.cli import cohort as command
from saufconduit.screening.synth import synthetic_cohort

LANGS = ["fr", "en"]
TABLES = ["accesses", "opinions", "patients", "treatments"]
ON = ("--on", "2026-10-12")


def tables(folder) -> dict[str, pl.DataFrame]:
    return {name: pl.read_parquet(folder / name / "*.parquet") for name in TABLES}


def expected(size: int, seed: int = 1) -> dict[str, pl.DataFrame]:
    programmes = {name: sorted(found) for name, found in REGISTRY.indication_ids().items()}
    return synthetic_cohort(size, seed, REGISTRY.vocabulary, programmes, date(2026, 10, 12))


def equal(one, other) -> list[bool]:
    return [one[name].equals(other[name]) for name in TABLES]


@pytest.mark.parametrize(
    ("lang", "size", "words"),
    [
        ("fr", 0, "0 patient fictif dans {}."),
        ("fr", 1, "1 patient fictif dans {}."),
        ("fr", 25, "25 patients fictifs dans {}."),
        ("fr", 1000, "1 000 patients fictifs dans {}."),
        ("en", 0, "0 synthetic patients in {}."),
        ("en", 1, "1 synthetic patient in {}."),
        ("en", 1000, "1,000 synthetic patients in {}."),
    ],
)
def test_cohort_says_how_many_patients_are_where(saufconduit, tmp_path, monkeypatch, lang, size, words):
    monkeypatch.chdir(tmp_path)

    answer = saufconduit("cohort", "synth", size, "essai", *ON, "--lang", lang)

    assert (answer.code, answer.err) == (0, "")
    assert answer.plain == words.format("essai") + "\n"


def test_cohort_writes_a_folder_a_table_and_nothing_beside(saufconduit, tmp_path):
    saufconduit("cohort", "synth", "25", tmp_path / "essai", *ON)

    assert [path.name for path in tmp_path.iterdir()] == ["essai"]
    assert sorted(path.name for path in (tmp_path / "essai").iterdir()) == TABLES


def test_cohort_is_that_of_its_seed_and_its_day(saufconduit, tmp_path):
    saufconduit("cohort", "synth", "25", tmp_path / "essai", "--seed", "3", *ON)

    assert equal(tables(tmp_path / "essai"), expected(25, 3)) == [True] * 4


def test_cohort_has_the_seed_1_where_none_is_given(saufconduit, tmp_path):
    saufconduit("cohort", "synth", "25", tmp_path / "essai", *ON)

    assert equal(tables(tmp_path / "essai"), expected(25, 1)) == [True] * 4


def test_cohort_of_another_seed_is_another(saufconduit, tmp_path):
    saufconduit("cohort", "synth", "25", tmp_path / "one", "--seed", "1", *ON)
    saufconduit("cohort", "synth", "25", tmp_path / "other", "--seed", "2", *ON)

    assert equal(tables(tmp_path / "one"), tables(tmp_path / "other")) == [False] * 4


def test_cohort_in_several_parts_is_the_same_as_in_one(saufconduit, tmp_path, monkeypatch):
    monkeypatch.setattr(command, "_BATCH", 10)

    saufconduit("cohort", "synth", "25", tmp_path / "essai", *ON)

    parts = sorted(path.name for path in (tmp_path / "essai" / "patients").iterdir())
    assert parts == ["00000.parquet", "00001.parquet", "00002.parquet"]
    assert equal(tables(tmp_path / "essai"), expected(25)) == [True] * 4


@pytest.mark.parametrize("size", [0, 1])
def test_cohort_of_few_patients_can_be_screened(saufconduit, tmp_path, size):
    saufconduit("cohort", "synth", size, tmp_path / "essai", *ON)

    answer = saufconduit("screen", tmp_path / "essai", *ON, "--json")

    assert (answer.code, answer.json["patients"]) == (0, size)


def test_cohort_in_json_repeats_what_was_asked(saufconduit, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    answer = saufconduit("cohort", "synth", "25", "essai", "--seed", "7", "--json")

    assert (answer.code, answer.json) == (0, {"contract": 1, "patients": 25, "seed": 7, "folder": "essai"})


@pytest.mark.parametrize("name", ["essai/", "./essai//", "un/deux/essai"])
def test_cohort_goes_into_a_folder_however_it_is_written(saufconduit, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)

    answer = saufconduit("cohort", "synth", "25", name, *ON)

    assert (answer.code, answer.err) == (0, "")
    assert equal(tables(tmp_path / name), expected(25)) == [True] * 4
    assert list(tmp_path.rglob("*.part")) == []


# --- what goes wrong


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "cli.value-missing"),
        (("synth",), "cli.value-missing"),
        (("synth", "10"), "cli.value-missing"),
        (("synht", "10", "essai"), "cli.not-a-choice"),
        (("synth", "dix", "essai"), "cli.not-a-number"),
        (("synth", "-5", "essai"), "cli.not-a-number"),
        (("synth", "1e6", "essai"), "cli.not-a-number"),
        (("synth", "", "essai"), "cli.not-a-number"),
        (("synth", "٣", "essai"), "cli.not-a-number"),
        (("synth", "²", "essai"), "cli.not-a-number"),
        (("synth", "1234567890", "essai"), "cli.not-a-number"),
        (("synth", "10", "essai", "--seed", "x"), "cli.not-a-number"),
        (("synth", "10", "essai", "--seed=-1"), "cli.not-a-number"),
        (("synth", "10", "essai", "--on", "2026"), "cli.not-a-day"),
        (("synth", "10", "essai", "encore"), "cli.unknown-option"),
        (("synth", "10", "essai", "--sed", "1"), "cli.unknown-option"),
        (("synth", "10", ""), "cli.already-there"),
        (("synth", "10", "."), "cli.already-there"),
    ],
)
def test_cohort_of_a_wrong_word_exits_2_and_writes_nothing(saufconduit, tmp_path, monkeypatch, words, code, lang):
    monkeypatch.chdir(tmp_path)

    answer = saufconduit("cohort", *words, "--lang", lang)

    assert (answer.code, answer.out) == (2, "")
    assert f"[{code}]" in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["essai", "essai/", "fichier", "lien"])
def test_cohort_never_takes_the_place_of_what_is_there(saufconduit, tmp_path, name, lang):
    (tmp_path / "essai").mkdir()
    (tmp_path / "fichier").write_bytes(b"ancien")
    (tmp_path / "lien").symlink_to(tmp_path / "absent")
    before = sorted(tmp_path.rglob("*"))

    answer = saufconduit("cohort", "synth", "10", f"{tmp_path}/{name}", "--lang", lang)

    assert (answer.code, answer.out) == (2, "")
    assert "[cli.already-there]" in answer.err
    assert sorted(tmp_path.rglob("*")) == before


def test_cohort_that_cannot_be_written_exits_3_and_leaves_nothing(saufconduit, tmp_path):
    (tmp_path / "fichier").write_bytes(b"ancien")

    answer = saufconduit("cohort", "synth", "10", tmp_path / "fichier" / "essai")

    assert (answer.code, answer.out) == (3, "")
    assert "[cli.cannot-write]" in answer.err
    assert list(tmp_path.iterdir()) == [tmp_path / "fichier"]


def test_cohort_that_appears_meanwhile_is_kept(saufconduit, tmp_path, monkeypatch):
    """Somebody else makes the folder while the tables are written."""
    real = os.replace

    def late(part, folder):
        lay = tmp_path / "essai"
        lay.mkdir()
        (lay / "autre").write_bytes(b"autre")
        real(part, folder)

    monkeypatch.setattr(command.os, "replace", late)

    answer = saufconduit("cohort", "synth", "10", tmp_path / "essai")

    assert answer.code == 3
    assert [path.name for path in tmp_path.rglob("*")] == ["essai", "autre"]


@pytest.mark.parametrize("lang", LANGS)
def test_cohort_without_polars_says_what_to_install(saufconduit, tmp_path, monkeypatch, lang):
    monkeypatch.setitem(sys.modules, "polars", None)

    answer = saufconduit("cohort", "synth", "10", tmp_path / "essai", "--lang", lang)

    assert (answer.code, answer.out, list(tmp_path.iterdir())) == (2, "", [])
    assert "[cohort.no-library]" in answer.err


def test_interruption_told_a_second_time_while_the_part_is_removed_leaves_none(saufconduit, tmp_path, monkeypatch):
    """Polars tells a Ctrl-C, then Python does, in whatever runs next."""
    real, pending = shutil.rmtree, [signal.SIGINT]

    def rmtree(*words, **more):
        if pending:
            signal.raise_signal(pending.pop())
        real(*words, **more)

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(command.shutil, "rmtree", rmtree)
    monkeypatch.setattr(command.os, "replace", stopped)

    answer = saufconduit("cohort", "synth", "10", tmp_path / "essai")

    monkeypatch.undo()
    assert (answer.code, answer.out, pending) == (3, "", [])
    assert answer.plain == "Arrêté (Ctrl-C) : aucun fichier n’est écrit à moitié.\n"
    assert list(tmp_path.iterdir()) == []


def test_cohort_takes_its_options_before_its_arguments_too(saufconduit, tmp_path):
    answer = saufconduit("cohort", "--seed", "3", "synth", *ON, "25", tmp_path / "essai")

    assert (answer.code, answer.err) == (0, "")
    assert equal(tables(tmp_path / "essai"), expected(25, 3)) == [True] * 4


def test_cohort_takes_what_follows_two_dashes_for_names(saufconduit, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    answer = saufconduit("cohort", "--seed", "3", "--", "synth", "25", "--essai")

    assert (answer.code, [path.name for path in tmp_path.iterdir()]) == (0, ["--essai"])
