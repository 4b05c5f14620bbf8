"""Starting Django for a command."""

import os
from typing import Any, Protocol

from saufconduit.vocabulary.problem import Problem, did_you_mean, nearest
from saufconduit.vocabulary.text import Lang, Text
from saufconduit.web.commands import problems

# The demonstration says the same thing every day: Lumykras still has twelve days of continuity.
DEMONSTRATION_DAY = "2026-10-12"


class Asked(Protocol):
    """What the command line hands to a command."""

    lang: Lang
    json: bool
    arguments: Any

    def say(self, text: Text) -> str:
        """The text in the language of the user."""
        ...


class Options(Protocol):
    """What the command line lets a command declare."""

    def option(self, *names: str, about: Text, metavar: Text | None = None, **more: Any) -> None:
        """Adds an option or an argument."""
        ...


def start(*, demonstration: bool | None = None) -> None:
    """Reads the settings; `demonstration` chooses those of the demonstration, or those of real use.

    Raises Problem where a package or a setting is missing.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saufconduit.web.config.settings")
    if demonstration is not None:
        os.environ["SAUFCONDUIT_DEMO"] = "yes" if demonstration else "no"
    if os.environ.get("SAUFCONDUIT_DEMO") == "yes":
        os.environ.setdefault("SAUFCONDUIT_DAY", DEMONSTRATION_DAY)
        os.environ.setdefault("SAUFCONDUIT_SECOND_FACTOR", "relaxed")
    try:
        import django

        django.setup()
    except ModuleNotFoundError as error:
        raise Problem(problems.NOT_INSTALLED, name=error.name or "Django") from None


def demonstration_option(parser: Options) -> None:
    """Adds --demo and --no-demo."""
    parser.option(
        "--demo",
        about=Text("la démonstration, avec des personnes inventées", "the demonstration, with invented people"),
        action="store_true",
    )
    parser.option(
        "--no-demo",
        about=Text("l’installation réelle, réglée par SAUFCONDUIT_…", "the real installation, set by SAUFCONDUIT_…"),
        action="store_true",
    )


def demonstration_wanted(arguments: Any, default: bool | None) -> bool | None:
    """What --demo and --no-demo say, else `default`."""
    if arguments.demo:
        return True
    return False if arguments.no_demo else default


def meant(word: str | None, allowed: tuple[str, ...]) -> dict[str, Any]:
    """The nearest of the words that a command takes, as a problem asks about it."""
    return did_you_mean(nearest(word or "", allowed))


def unfit(option: str, word: str, wanted: Text) -> Problem:
    """The Problem of a word that does not fit an option."""
    return Problem(problems.NOT_A_SETTING, option=option, word=word, wanted_fr=wanted.fr, wanted_en=wanted.en)
