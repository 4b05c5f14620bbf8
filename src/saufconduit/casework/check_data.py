"""Whether the data of an act are what its fields say."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from saufconduit.casework import problems
from saufconduit.casework.fields import Field, FieldKind, fields_of
from saufconduit.casework.words import Act, Regime
from saufconduit.vocabulary.days import parse_day, parse_partial_day
from saufconduit.vocabulary.problem import Place, Problem, ProblemKind, Problems
from saufconduit.vocabulary.text import Lang

LANGS: tuple[Lang, ...] = ("fr", "en")
TEXT_LENGTH, LONG_TEXT_LENGTH, CODE_LENGTH = 200, 5_000, 100
_CODE = re.compile(r"[0-9A-Za-zÀ-ÿ][0-9A-Za-zÀ-ÿ._/ -]*")
_AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def check_data(act: Act, regime: Regime | None, data: Mapping[str, Any]) -> None:
    """Raises Problems with one Problem for each field that is missing, not known or not what it should be.

    The place of a problem is `act field`; no message holds a value.
    """
    fields = {field.name: field for field in fields_of(act, regime)}
    found = [Problem(problems.UNKNOWN_FIELD, _place(act, name), name=name) for name in data if name not in fields]
    for field in fields.values():
        kind = _wrong(field, data.get(field.name))
        if kind is not None:
            found.append(Problem(kind, _place(act, field.name), **_words(field)))
    if found:
        raise Problems(found)


def _place(act: Act, name: str) -> Place:
    return Place(act.value, path=name)


def _words(field: Field) -> dict[str, Any]:
    """The names that a message may hold: the label and the choices, never the value."""
    allowed = {f"allowed_{lang}": ", ".join(choice.label.to(lang) for choice in field.choices) for lang in LANGS}
    return {f"label_{lang}": field.label.to(lang) for lang in LANGS} | allowed


def _wrong(field: Field, value: object) -> ProblemKind | None:
    """What is wrong with the value, None where it is right."""
    if value is None or value == "":
        return problems.MISSING_FIELD if field.is_required else None
    if field.kind == "choice":
        return None if value in [choice.value for choice in field.choices] else problems.NOT_A_CHOICE
    test, kind = _TESTS[field.kind]
    return None if test(value) else kind


def _is_text(length: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and len(value) <= length and bool(value.strip())


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_code(value: object) -> bool:
    return isinstance(value, str) and len(value) <= CODE_LENGTH and _CODE.fullmatch(value) is not None


def _is_month(value: object) -> bool:
    return isinstance(value, str) and _MONTH.fullmatch(value) is not None and parse_partial_day(value) is not None


_TESTS: Mapping[FieldKind, tuple[Callable[[object], bool], ProblemKind]] = {
    "text": (_is_text(TEXT_LENGTH), problems.TOO_LONG),
    "long-text": (_is_text(LONG_TEXT_LENGTH), problems.TOO_LONG),
    "ref": (_is_text(TEXT_LENGTH), problems.TOO_LONG),
    "day": (lambda value: isinstance(value, str) and parse_day(value) is not None, problems.NOT_A_DAY),
    "month": (_is_month, problems.NOT_A_MONTH),
    "whole": (_is_whole, problems.NOT_A_NUMBER),
    "count": (lambda value: _is_whole(value) and value != 0, problems.NOT_A_COUNT),
    "amount": (_matches(_AMOUNT), problems.NOT_AN_AMOUNT),
    "truth": (lambda value: isinstance(value, bool), problems.NOT_YES_OR_NO),
    "code": (_is_code, problems.NOT_A_CODE),
    "object": (lambda value: isinstance(value, Mapping), problems.NOT_AN_OBJECT),
}
