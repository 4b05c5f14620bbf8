"""Arguments of commands, with messages in the language of the user."""

import argparse
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from saufconduit.cli import problems
from saufconduit.cli.page import unbroken
from saufconduit.vocabulary.days import parse_day, today
from saufconduit.vocabulary.located import read_bytes
from saufconduit.vocabulary.problem import Problem, ProblemKind, did_you_mean, nearest
from saufconduit.vocabulary.text import Lang, Text

_DAY = Text("JOUR", "DAY")
_USAGE = Text("Utilisation : ", "Usage: ")


@dataclass(frozen=True)
class Context:
    """What every command gets: the language, whether JSON is wanted, the arguments."""

    lang: Lang
    json: bool
    arguments: argparse.Namespace

    def say(self, text: Text) -> str:
        """The text in the language of the user."""
        return text.to(self.lang)

    def day(self, name: str) -> date:
        """The day given by the option `name`, today where it is not given."""
        written = getattr(self.arguments, name)
        return today() if written is None else day_of(f"--{name}", written)


class Parser(argparse.ArgumentParser):
    """A parser whose mistakes are Problems, and whose help is in the language of the user."""

    def __init__(self, command: str, lang: Lang, about: Text) -> None:
        told = unbroken(about.to(lang), lang)
        super().__init__(prog=f"saufconduit {command}", description=told, add_help=False, allow_abbrev=False)
        self.command, self.lang = command, lang
        self._positionals.title = Text("Arguments\u00a0", "Arguments").to(lang)
        self._optionals.title = Text("Options\u00a0", "Options").to(lang)
        self.formatter_class = _formatter(lang)

    def option(self, *names: str, about: Text, metavar: Text | None = None, **more: Any) -> None:
        """Adds an option or an argument."""
        if metavar is not None:
            more["metavar"] = metavar.to(self.lang)
        self.add_argument(*names, help=unbroken(about.to(self.lang), self.lang), **more)

    def days(self) -> None:
        """Adds --on and --known."""
        on = Text("jour sur lequel porte la question (aujourd’hui)", "day the question is about (today)")
        known = Text(
            "ne compter que les actes signés ou publiés ce jour-là au plus tard (aujourd’hui)",
            "count only the acts signed or published by that day (today)",
        )
        self.option("--on", about=on, metavar=_DAY)
        self.option("--known", about=known, metavar=_DAY)

    def calendar(self) -> None:
        """Adds --ics and --label."""
        ics = Text(
            "écrire un calendrier iCalendar ; - : sur la sortie standard",
            "write an iCalendar file; -: on standard output",
        )
        self.option("--ics", about=ics, metavar=Text("FICHIER", "FILE"))
        label = Text(
            "nom sous lequel un agenda reconnaît ce calendrier et le remplace (sinon, neuf à chaque fois)",
            "name by which an agenda knows this calendar and replaces it (else new each time)",
        )
        self.option("--label", about=label, metavar=Text("NOM", "NAME"))

    def read(self, words: list[str]) -> argparse.Namespace:
        """The arguments; raises Problem for what is not expected or incomplete."""
        self.option("--json", action="store_true", about=Text("réponse complète en JSON", "complete answer as JSON"))
        self.option("--lang", about=Text("fr ou en (fr)", "fr or en (fr)"), metavar=Text("LANGUE", "LANG"))
        self.option("--debug", action="store_true", about=Text("montrer l’erreur interne", "show the internal error"))
        self.option("-h", "--help", action="help", about=Text("cette aide", "this help"))
        # argparse would keep the usage itself, less the seven letters of « usage: ».
        self.usage = self.format_usage().removeprefix(_USAGE.to(self.lang)).strip()
        # Arguments may stand on both sides of an option; the way that reads them so does not know of `--`.
        read = self.parse_known_args if "--" in words else self.parse_known_intermixed_args
        found, extra = read(words)
        if extra:
            options = [option for action in self._actions for option in action.option_strings]
            raise unknown(problems.UNKNOWN_OPTION, extra[0], options, command=f" {self.command}")
        return found

    def error(self, message: str) -> NoReturn:
        """Turns the messages of argparse into a Problem."""
        option = re.match(r"argument ([^:]+):", message)
        name = option[1].split("/")[0] if option else message.rpartition(": ")[2]
        if "explicit argument" in message:  # --json=1
            raise Problem(problems.UNKNOWN_OPTION, name=f"{name}=…", command=f" {self.command}", near_fr="", near_en="")
        raise Problem(problems.VALUE_MISSING, name=name, command=f" {self.command}") from None


def _formatter(lang: Lang) -> Any:
    class Formatter(argparse.HelpFormatter):
        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, _USAGE.to(lang))

    return Formatter


def unknown(kind: ProblemKind, word: str, choices: Iterable[str], **names: object) -> Problem:
    """A problem about a word that is not among `choices`, with the nearest one."""
    near = nearest(word, choices)
    shown = word if word.startswith("-") or near else word[:40]
    return Problem(kind, None, (), name=shown, **did_you_mean(near), **names)


def required(value: Any, name: str, command: str) -> Any:
    """The value; raises Problem `cli.value-missing` where none was typed."""
    if value is None or value == []:
        raise Problem(problems.VALUE_MISSING, name=name, command=f" {command}")
    return value


def whole_number(name: str, written: str, least: int = 0) -> int:
    """The number written; raises Problem `cli.not-a-number` or `cli.too-few`."""
    if not written.isdecimal() or not written.isascii() or len(written) > 9:
        raise Problem(problems.NOT_A_NUMBER, name=name)
    if int(written) < least:
        raise Problem(problems.TOO_FEW, name=name, least=least)
    return int(written)


def check_ending(option: str, path: str | None, endings: tuple[str, ...]) -> None:
    """Raises Problem `cli.not-a-format` where the name of a file to write does not say what to write."""
    if path is not None and not path.endswith(endings):
        raise Problem(problems.NOT_A_FORMAT, option=option, allowed=", ".join(endings))


def day_of(option: str, written: str) -> date:
    """The day written YYYY-MM-DD; raises Problem `cli.not-a-day`."""
    day = parse_day(written)
    if day is None:
        raise Problem(problems.NOT_A_DAY, option=option)
    return day


def choice_of(option: str, written: str, allowed: Iterable[str]) -> str:
    """`written` if it is among `allowed`; raises Problem `cli.not-a-choice` with the nearest."""
    words = list(allowed)
    if written not in words:
        raise unknown(problems.NOT_A_CHOICE, written, words, option=option, allowed=", ".join(words))
    return written


def language_of(words: list[str]) -> Lang:
    """The language asked for by --lang, wherever it stands; raises Problem `cli.not-a-choice`."""
    for at, word in enumerate(words):
        if word == "--lang" and at + 1 < len(words):
            return "en" if choice_of("--lang", words[at + 1], ("fr", "en")) == "en" else "fr"
        if word.startswith("--lang="):
            return "en" if choice_of("--lang", word[7:], ("fr", "en")) == "en" else "fr"
    return "fr"


def input_bytes(path: str) -> bytes:
    """The bytes of a file; of standard input where `path` is `-`. Raises Problem `file.unreadable`."""
    return sys.stdin.buffer.read() if path == "-" else read_bytes(path)
