"""Pages for people: width, colour, alignment."""

import fcntl
import os
import pty
import re
import struct
import sys
import termios
from pathlib import Path

import pytest

from saufconduit.cli.main import main
from saufconduit.cli.page import Page, wrapped

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
COLOUR = re.compile(r"\033\[[0-9]*m")
QUESTIONS = {
    "programmes": ["programmes", "--on", "2026-10-12", "--known", "2026-11-22"],
    "show": ["show", "lutathera-cpc", "--on", "2026-10-12", "--known", "2026-11-22"],
    "check": ["check", *map(str, EXAMPLES), "--on", "2026-10-12", "--known", "2026-11-22"],
    "continuity": ["continuity", "lumykras-aap", "--started", "2023-03-14", "--on", "2024-01-08"],
    "pathway": ["pathway", *map(str, EXAMPLES), "--on", "2026-10-12", "--known", "2026-11-22", "--plan", "sunitinib"],
    "surveillance": ["surveillance", str(EXAMPLES[26]), "--on", "2026-10-12"],
    "administration": ["administration", "lutathera", "--first", "2026-12-01", "--move", "2=2027-03-01=retard"],
    "evidence": ["evidence", "--full"],
    "vocabulary": ["vocabulary"],
    "validate": ["validate", str(EXAMPLES[0])],
}


@pytest.fixture
def terminal(monkeypatch):
    """Runs a command on a terminal of some width; gives what it shows."""

    def run(words: list[str], columns: int = 100) -> str:
        controller, screen = pty.openpty()
        fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        shown = bytearray()
        with open(screen, "w", encoding="utf-8") as stream, monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", Teletype(stream, controller, shown))
            main(words)
        os.close(controller)
        return shown.decode().replace("\r\n", "\n")

    return run


class Teletype:
    """A terminal read while it is written, so that neither end waits for the other."""

    def __init__(self, stream, controller, shown) -> None:
        self.stream, self.controller, self.shown = stream, controller, shown

    def write(self, text: str) -> None:
        for line in text.splitlines(keepends=True):
            self.stream.write(line)
            self.stream.flush()
            self.shown += os.read(self.controller, 100_000)

    def flush(self) -> None:
        self.stream.flush()

    def isatty(self) -> bool:
        return self.stream.isatty()

    def fileno(self) -> int:
        return self.stream.fileno()


@pytest.mark.parametrize("name", QUESTIONS)
def test_page_on_a_terminal_without_its_colours_is_the_page_in_a_file(terminal, saufconduit, name):
    words = QUESTIONS[name]

    coloured = terminal(words)

    assert COLOUR.sub("", coloured) == saufconduit(*words).out


@pytest.mark.parametrize("name", QUESTIONS)
def test_page_on_a_terminal_has_colours(terminal, name):
    coloured = terminal(QUESTIONS[name])

    assert COLOUR.search(coloured)


@pytest.mark.parametrize("name", QUESTIONS)
def test_page_in_a_file_has_no_colour(saufconduit, name):
    answer = saufconduit(*QUESTIONS[name])

    assert "\033" not in answer.out


@pytest.mark.parametrize("name", QUESTIONS)
def test_page_on_a_terminal_with_no_color_has_none(terminal, monkeypatch, name):
    monkeypatch.setenv("NO_COLOR", "1")

    shown = terminal(QUESTIONS[name])

    assert "\033" not in shown


def test_page_on_a_terminal_with_an_empty_no_color_has_colours(terminal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "")

    shown = terminal(QUESTIONS["programmes"])

    assert "\033" in shown


@pytest.mark.parametrize(
    "name", ["programmes", "check", "continuity", "pathway", "surveillance", "administration", "validate"]
)
@pytest.mark.parametrize("columns", [60, 80, 100])
def test_page_on_a_narrow_terminal_keeps_within_its_width(terminal, name, columns):
    shown = COLOUR.sub("", terminal(QUESTIONS[name], columns))

    assert [line for line in shown.splitlines() if len(line) > columns] == []


def test_page_on_a_wide_terminal_keeps_lines_that_can_be_read(terminal):
    shown = COLOUR.sub("", terminal(QUESTIONS["check"], 400))

    assert max(len(line) for line in shown.splitlines()) <= 110


def test_page_on_a_very_narrow_terminal_still_answers(terminal):
    shown = COLOUR.sub("", terminal(QUESTIONS["check"], 10))

    assert max(len(line) for line in shown.splitlines()) <= 60


@pytest.mark.parametrize("name", QUESTIONS)
def test_page_never_has_two_empty_lines_in_a_row(saufconduit, name):
    answer = saufconduit(*QUESTIONS[name])

    assert "\n\n\n" not in answer.out


@pytest.mark.parametrize("name", QUESTIONS)
def test_page_has_no_space_at_the_end_of_a_line(saufconduit, name):
    answer = saufconduit(*QUESTIONS[name])

    assert [line for line in answer.out.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_page_ends_with_one_end_of_line(saufconduit, name):
    answer = saufconduit(*QUESTIONS[name])

    assert answer.out == answer.out.strip("\n") + "\n"


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("", 20, [""]),
        ("un deux trois", 8, ["un deux", "trois"]),
        ("le prix\u00a0: 100\u00a0%", 8, ["le", "prix\u00a0:", "100\u00a0%"]),
        ("\033[32mun deux\033[0m trois", 8, ["\033[32mun deux\033[0m", "trois"]),
        ("un  deux\ntrois", 20, ["un  deux trois"]),
        ("https://exemple.test/une-adresse-longue", 10, ["https://exemple.test/une-adresse-longue"]),
    ],
)
def test_wrapped_words_keep_no_break_spaces_and_addresses_whole(words, width, lines):
    assert wrapped(words, width) == lines


def test_table_aligns_its_columns_and_wraps_the_last(capsys):
    page = Page("fr")

    page.table([["fait", "sens"], ["disease", "maladie " * 20]])
    page.print()

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "fait     sens"
    assert all(line.startswith(("disease  maladie", "         maladie")) for line in lines[1:])


def test_blank_at_the_top_or_twice_is_one_or_none(capsys):
    page = Page("en")

    page.blank()
    page.line("a")
    page.blank()
    page.blank()
    page.line("b")
    page.print()

    assert capsys.readouterr().out == "a\n\nb\n"
