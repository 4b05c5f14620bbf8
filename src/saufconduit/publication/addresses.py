"""The stable addresses of what is published, each relative to the folder of the publication."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from saufconduit.publication import problems
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Lang

Path: TypeAlias = Callable[[Lang], str]

SHEETS = ("assets/saufconduit.css", "assets/site.css")
SCRIPT, ICON = "assets/search.js", "assets/favicon.svg"
MANIFEST, LICENCE = "manifest.json", "LICENCE.txt"

_NAME = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


def index(lang: Lang) -> str:
    """The list of programmes."""
    return f"{_folder(lang)}index.html"


def readings(lang: Lang) -> str:
    """Where a text leaves a question open, what is taken."""
    return f"{_folder(lang)}readings.html"


def data(lang: Lang) -> str:
    """What the data are: files, licence, sources."""
    return f"{_folder(lang)}data.html"


def programme(name: str, lang: Lang) -> str:
    """The programme on the day of the publication."""
    return f"{_folder(lang)}programmes/{_safe(name)}.html"


def state(name: str, known: date, lang: Lang) -> str:
    """The programme on the day of an act, as known that day."""
    return f"{_folder(lang)}programmes/{_safe(name)}/{known.isoformat()}.html"


def feed(lang: Lang) -> str:
    """The acts as news."""
    return f"{_folder(lang)}acts.atom"


def calendar(lang: Lang) -> str:
    """The ends to come."""
    return f"{_folder(lang)}ends.ics"


def programmes_json(lang: Lang) -> str:
    """All programmes, as `programmes --json` answers."""
    return f"{_folder(lang)}data/programmes.json"


def programme_json(name: str, lang: Lang) -> str:
    """A programme, as `show --json` answers."""
    return f"{_folder(lang)}data/programmes/{_safe(name)}.json"


def table(name: str) -> str:
    """A table for spreadsheets: acts, indications or sources."""
    return f"data/{name}.csv"


def schema(name: str) -> str:
    """The JSON Schema of an answer."""
    return f"data/schema/{name}.schema.json"


def relative(target: str, page: str) -> str:
    """How `page` leads to `target`: it works from a disk as from a server."""
    return "../" * page.count("/") + target


def _folder(lang: Lang) -> str:
    return "" if lang == "fr" else "en/"


def _safe(name: str) -> str:
    """The id of a programme, which names files; raises Problem `publication.not-a-file-name`."""
    if _NAME.fullmatch(name) is None:
        raise Problem(problems.NOT_A_FILE_NAME, name=name[:60])
    return name
