"""The command itself: help, version, exit codes, failures, commands of others."""

import errno
import gc
import io
import os
import runpy
import signal
import sys
from importlib.metadata import EntryPoint, EntryPoints
from itertools import count
from types import SimpleNamespace

import pytest

from saufconduit.cli import main as main_module
from saufconduit.cli.main import COMMANDS, main
from saufconduit.vocabulary.text import Text

STOPPED = "Arrêté (Ctrl-C) : aucun fichier n’est écrit à moitié.\n"
SECRET = "Dupont 1961-04-02"


@pytest.fixture
def command_of_another(monkeypatch):
    """Installs a command that another package would bring, made of one function."""

    def install(run, name: str = "essai") -> None:
        module = SimpleNamespace(ABOUT=Text("Essai.", "Trial."), arguments=lambda parser: None, run=run)
        entry = EntryPoint(name, "paquet.essai", "saufconduit.commands")
        monkeypatch.setattr(EntryPoint, "load", lambda self: module)
        monkeypatch.setattr(
            "importlib.metadata.entry_points",
            lambda group: EntryPoints([entry] if group == "saufconduit.commands" else []),
        )

    return install


def failing(error: BaseException):
    def run(context):
        raise error

    return run


# --- help and version


@pytest.mark.parametrize("word", ["--help", "-h", "help"])
def test_help_lists_every_command(saufconduit, word):
    answer = saufconduit(word)

    assert (answer.code, answer.err) == (0, "")
    assert [name for name in COMMANDS if f"  {name} " not in answer.out] == []


def test_help_lists_the_commands_of_other_packages(saufconduit, command_of_another):
    command_of_another(lambda context: 0, "essai")

    assert "  essai           Essai." in saufconduit("--help").out
    assert "Trial." in saufconduit("--lang", "en", "--help").out


def test_help_of_a_command_of_another_package_is_its_own(capsys, command_of_another):
    command_of_another(lambda context: 0, "essai")

    with pytest.raises(SystemExit) as raised:
        main(["help", "essai"])

    assert raised.value.code == 0
    assert "Essai." in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "words"), [("fr", "Utilisation"), ("en", "Usage")])
def test_help_is_in_the_language_asked_for(saufconduit, lang, words):
    answer = saufconduit("--lang", lang, "--help")

    assert words in answer.out


@pytest.mark.parametrize(("lang", "start"), [("fr", "Utilisation : saufconduit "), ("en", "Usage: saufconduit ")])
@pytest.mark.parametrize("command", ["check", "screen", "vocabulary"])
def test_help_of_a_command_begins_with_how_it_is_written(capsys, command, lang, start):
    with pytest.raises(SystemExit, match="0"):
        main([command, "--help", "--lang", lang])

    assert capsys.readouterr().out.startswith(start + command)


def test_help_in_french_cuts_no_line_before_a_colon(capsys):
    with pytest.raises(SystemExit):
        main(["check", "--help"])

    assert "-\u00a0: sur la sortie standard" in " ".join(capsys.readouterr().out.replace("\n", " ").split(" "))


@pytest.mark.parametrize(
    ("command", "option"), [("continuity", "--started"), ("administration", "--first"), ("accept", "--by")]
)
def test_help_says_which_options_are_required(saufconduit, capsys, command, option):
    with pytest.raises(SystemExit):
        main([command, "--help"])

    told = " ".join(capsys.readouterr().out.rpartition(f"  {option} ")[2].split("\n  --")[0].split())
    assert told.endswith("(obligatoire)")
    assert saufconduit(command, "x", "y" * (command == "accept")).code == 2


def test_help_of_a_word_that_is_no_command_is_the_general_help(saufconduit):
    answer = saufconduit("help", "moi")

    assert answer == saufconduit("--help")


def test_help_says_that_it_is_no_medical_device(saufconduit):
    answer = saufconduit("--help")

    assert "n’est pas un dispositif médical certifié" in answer.out


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("words", ["{} --help", "{} -h", "help {}"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_lists_its_options(capsys, command, words, lang):
    with pytest.raises(SystemExit) as raised:
        main([*words.format(command).split(), "--lang", lang])

    out, err = capsys.readouterr()
    assert (raised.value.code, err) == (0, "")
    assert ["--json" in out, "--lang" in out, "--debug" in out] == [True, True, True]


def test_help_of_a_command_in_french_holds_no_english_word_of_argparse(capsys):
    with pytest.raises(SystemExit):
        main(["check", "--help"])

    out = capsys.readouterr().out
    assert [word for word in ("usage", "positional", "options:", "show this") if word in out] == []


@pytest.mark.parametrize("words", [["--version"], ["--json", "--version"], ["--lang=en", "--version"]])
def test_version_is_that_of_the_package(saufconduit, words):
    answer = saufconduit(*words)

    assert (answer.code, answer.out.splitlines()[0]) == (0, "saufconduit 0.1.0")


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "en", "programmes"],
        ["--lang=en", "programmes"],
        ["programmes", "--lang", "en"],
        ["programmes", "--lang=en"],
    ],
)
def test_language_may_stand_before_or_after_the_command(saufconduit, words):
    answer = saufconduit(*words, "--on", "2026-10-12")

    assert "programmes on 12 October 2026" in answer.out


def test_json_may_stand_before_the_command(saufconduit):
    answer = saufconduit("--json", "--debug", "programmes")

    assert answer.json["contract"] == 1


# --- failures


@pytest.mark.parametrize("error", [ValueError(SECRET), KeyError(SECRET), RecursionError(SECRET)])
def test_internal_error_exits_3_without_the_words_of_the_error(saufconduit, command_of_another, error):
    command_of_another(failing(error))

    answer = saufconduit("essai")

    assert (answer.code, answer.out) == (3, "")
    assert "[cli.internal]" in answer.err
    assert "Dupont" not in answer.err


def test_internal_error_names_its_type(saufconduit, command_of_another):
    command_of_another(failing(ValueError(SECRET)))

    answer = saufconduit("essai")

    assert "ValueError" in answer.err
    assert "Traceback" not in answer.err


def test_internal_error_of_a_command_of_ours_exits_3(saufconduit, monkeypatch):
    def broken():
        raise ValueError(SECRET)

    monkeypatch.setattr("saufconduit.cli.programmes.load_registry", broken)

    answer = saufconduit("programmes")

    assert answer.code == 3
    assert "Dupont" not in answer.err


def test_internal_error_with_debug_is_raised(command_of_another):
    command_of_another(failing(ValueError(SECRET)))

    with pytest.raises(ValueError, match="Dupont"):
        main(["essai", "--debug"])


@pytest.mark.parametrize(
    ("error", "lang", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "fr", "il n’y a plus de place sur le disque"),
        (OSError(errno.ENOSPC, "No space left on device"), "en", "no space is left on the disk"),
        (PermissionError(errno.EACCES, "Permission denied"), "fr", "accès refusé"),
        (OSError(errno.EROFS, "Read-only file system"), "fr", "le disque est en lecture seule"),
        (OSError(errno.ELOOP, "Too many levels"), "fr", f"erreur du système n° {errno.ELOOP}"),
        (OSError(errno.ELOOP, "Too many levels"), "en", f"system error {errno.ELOOP}"),
        (TimeoutError(), "fr", "erreur du système TimeoutError"),
    ],
)
def test_system_error_exits_3_with_its_reason_in_the_language_of_the_user(
    saufconduit, command_of_another, error, lang, reason
):
    command_of_another(failing(error))

    answer = saufconduit("essai", "--lang", lang)

    assert (answer.code, answer.out) == (3, "")
    assert "[cli.cannot-write]" in answer.err
    assert f": {reason}.\n" in answer.err


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("ici/fiche.pdf.4217.part", "ici/fiche.pdf"),
        ("ici/.site.x_y9.part", "ici/site"),
        (".site.x_y9.part/fresh/index.html", "site"),
        ("ici/fil.atom", "ici/fil.atom"),
    ],
)
def test_system_error_about_a_file_says_which_under_the_name_that_was_asked_for(
    saufconduit, command_of_another, name, where
):
    command_of_another(failing(PermissionError(errno.EACCES, "Permission denied", name)))

    answer = saufconduit("essai")

    assert answer.err.startswith(f"{where}  [cli.cannot-write]\n")


def test_system_error_does_not_quote_the_words_of_the_system(saufconduit, command_of_another):
    command_of_another(failing(OSError(errno.ELOOP, SECRET)))

    answer = saufconduit("essai")

    assert "Dupont" not in answer.err


def test_interruption_exits_3_and_says_that_nothing_is_half_written(saufconduit, command_of_another):
    command_of_another(failing(KeyboardInterrupt()))

    answer = saufconduit("essai")

    assert (answer.code, answer.plain) == (3, STOPPED)


@pytest.mark.parametrize("told_at", [1, 2, 3])
def test_interruption_told_a_second_time_exits_3_with_the_same_sentence(
    saufconduit, monkeypatch, command_of_another, told_at
):
    """Polars tells a Ctrl-C, then Python does, in whatever runs next."""
    real, calls = signal.signal, count(1)

    def told(number, handler):
        if next(calls) == told_at:
            signal.raise_signal(signal.SIGINT)
        return real(number, handler)

    command_of_another(failing(KeyboardInterrupt()))
    monkeypatch.setattr(signal, "signal", told)

    answer = saufconduit("essai")

    assert (answer.code, answer.plain) == (3, STOPPED)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize(
    "words", ["No space left on device (os error 28)", "database or disk is full", "write failed: os error 28: …"]
)
def test_full_disk_is_told_as_such_whichever_library_says_it(saufconduit, command_of_another, words):
    command_of_another(failing(RuntimeError(f"{SECRET}: {words}")))

    answer = saufconduit("essai")

    assert answer.code == 3
    assert "plus de place sur le disque" in answer.plain
    assert "Dupont" not in answer.err


def test_reader_of_a_pipe_that_has_gone_is_no_failure(monkeypatch):
    reader, writer = os.pipe()
    os.close(reader)

    with open(writer, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        code = main(["programmes"])

    assert code == 0


# --- commands of others


def test_command_of_another_is_run(saufconduit, command_of_another):
    command_of_another(lambda context: print(context.lang, context.json) or 1)

    answer = saufconduit("essai", "--json", "--lang", "en")

    assert answer == (1, "en True\n", "")


def test_command_of_another_is_offered_for_a_typo(saufconduit, command_of_another):
    command_of_another(lambda context: 0, name="importation")

    answer = saufconduit("importatoin")

    assert answer.code == 2
    assert "« importation »" in answer.plain


def test_command_of_another_does_not_take_the_place_of_ours(saufconduit, command_of_another):
    command_of_another(lambda context: 1, name="programmes")

    answer = saufconduit("programmes", "--json")

    assert answer.code == 0


# --- how it is started


@pytest.fixture
def collector():
    """`main` stops the collector of the whole process when it is the whole process."""
    yield
    gc.enable()


def test_main_without_words_reads_those_of_the_process(monkeypatch, capsys, collector):
    monkeypatch.setattr(sys, "argv", ["saufconduit", "--version"])

    code = main()

    assert (code, capsys.readouterr().out.splitlines()[0]) == (0, "saufconduit 0.1.0")


def test_module_is_the_command(monkeypatch, capsys, collector):
    monkeypatch.setattr(sys, "argv", ["saufconduit", "--version"])

    with pytest.raises(SystemExit) as raised:
        runpy.run_module("saufconduit", run_name="__main__")

    assert (raised.value.code, capsys.readouterr().out.splitlines()[0]) == (0, "saufconduit 0.1.0")


def test_standard_output_that_cannot_be_reconfigured_is_used_as_it_is(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)

    code = main(["--version"])

    assert (code, stream.getvalue().splitlines()[0]) == (0, "saufconduit 0.1.0")


def test_exit_codes_are_those_of_the_contract():
    found = (main_module.ANSWERED, main_module.NO, main_module.WRONG_INPUT, main_module.FAILED)

    assert found == (0, 1, 2, 3)
