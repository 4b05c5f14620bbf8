"""One way to read a setting from the environment."""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from saufconduit.vocabulary.days import parse_day
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.config import problems

T = TypeVar("T")
_REQUIRED: Any = object()


def env(name: str, read: Callable[[str], T], about: Text, default: T = _REQUIRED) -> T:
    """The setting `SAUFCONDUIT_<name>` as `read` gives it, or `default` where it is not set or empty.

    Raises Problem `config.setting-missing` without a default, `config.setting-wrong` where `read` raises ValueError.
    The value itself is never shown: it may hold a password.
    """
    names: dict[str, Any] = {"name": f"SAUFCONDUIT_{name}", "about_fr": about.fr, "about_en": about.en}
    written = os.environ.get(f"SAUFCONDUIT_{name}", "").strip()
    if not written:
        if default is _REQUIRED:
            raise Problem(problems.SETTING_MISSING, **names)
        return default
    try:
        return read(written)
    except ValueError:
        raise Problem(problems.SETTING_WRONG, **names) from None


def check_gone(*names: str) -> None:
    """Raises Problem `config.setting-gone` where a setting is given that the table of retention has replaced."""
    for name in names:
        if os.environ.get(f"SAUFCONDUIT_{name}", "").strip():
            raise Problem(problems.SETTING_GONE, name=f"SAUFCONDUIT_{name}")


def yes_or_no(written: str) -> bool:
    """`yes` or `no`."""
    return {"yes": True, "no": False}[choice("yes", "no")(written)]


def choice(*allowed: str) -> Callable[[str], str]:
    """A reader of one word among `allowed`."""

    def read(written: str) -> str:
        if written not in allowed:
            raise ValueError
        return written

    return read


def words(written: str) -> list[str]:
    """Words with commas between them."""
    return [word.strip() for word in written.split(",") if word.strip()]


def folder(written: str) -> Path:
    """The path of a folder, whether it is there yet or not."""
    return Path(written).expanduser().absolute()


def day(written: str) -> date:
    """A day written YYYY-MM-DD."""
    found = parse_day(written)
    if found is None:
        raise ValueError
    return found


def whole_number(written: str) -> int:
    """A whole number from 1."""
    number = int(written)
    if number < 1:
        raise ValueError
    return number


def postgresql(written: str) -> dict[str, Any]:
    """A database of Django from `postgresql://user:password@host:port/name?option=value`."""
    if not written.startswith(("postgresql://", "postgres://")):
        raise ValueError
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        parts: dict[str, Any] = conninfo_to_dict(written)
    except ProgrammingError:
        raise ValueError from None
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    found = {name: str(parts.pop(part, "") or "") for name, part in names.items()}
    # A connection lives as long as its worker thread, and is tried before each request.
    kept = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    return {**found, **kept, "OPTIONS": parts}


def sqlite(path: Path) -> dict[str, Any]:
    """A database of Django in the file at `path`."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction takes the right to write when it starts: one that would take it later can be refused
            # at once, however long the timeout (https://www.sqlite.org/lang_transaction.html).
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": _joined(
                {
                    "journal_mode": "WAL",  # readers never wait for the writer
                    "synchronous": "FULL",  # what was acknowledged survives a power cut
                    "foreign_keys": "ON",
                    "recursive_triggers": "ON",  # REPLACE too meets the triggers that forbid to delete
                    "secure_delete": "ON",  # the key of an erased dossier does not stay on a free page
                }
            ),
        },
    }


def _joined(pragmas: Mapping[str, str]) -> str:
    return ";".join(f"PRAGMA {name}={value}" for name, value in pragmas.items())


def first_line(paths: Iterable[Path]) -> str:
    """The first line of the first of these files that is there, or nothing."""
    for path in paths:
        if path.is_file():
            return path.read_text(encoding="ascii").partition("\n")[0].strip()
    return ""
