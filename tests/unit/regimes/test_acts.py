"""An act: when it can be known, and how it is shown."""

from datetime import date

import pytest
from synthetic import act, day

from saufconduit.regimes.acts import ACT_KINDS
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import parse_partial_day
from saufconduit.vocabulary.text import Text

KINDS_OF_THE_CONTRACT = (
    "established renewed modified extended ended not-renewed refused suspended resumed withdrawn abrogated "
    "initiations-stopped supply-limited amm-granted listed funding-ended continuity-granted protocol-published "
    "report-published"
).split()


def test_act_kinds_are_those_of_the_contract() -> None:
    assert list(ACT_KINDS) == KINDS_OF_THE_CONTRACT


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"signed": "2022-04-05", "published": "2022-04-07"}, "2022-04-05"),
        ({"signed": "2022-04-07", "published": "2022-04-05"}, "2022-04-05"),
        ({"signed": "2022-04-05", "start": "2020-01-01"}, "2022-04-05"),
        ({"published": "2022-04-05", "start": "2020-01-01"}, "2022-04-05"),
        ({"start": "2020-01-01", "end": "2020-12-31"}, "2020-01-01"),
        ({"end": "2020-12-31"}, "2020-12-31"),
        ({"signed": "2020-02"}, "2020-02-29"),
        ({"signed": "2020"}, "2020-12-31"),
        ({"signed": "2020", "published": "2020-06"}, "2020-06-30"),
    ],
)
def test_act_is_known_from_its_signature_or_publication_else_its_effect(days: dict[str, str], expected: str) -> None:
    assert act("established", **days).known_from == day(expected)


@pytest.mark.parametrize(("known", "expected"), [("2022-04-04", False), ("2022-04-05", True), ("2022-04-06", True)])
def test_act_is_known_on_its_day_and_after(known: str, expected: bool) -> None:
    assert act("established", signed="2022-04-05").is_known(day(known)) is expected


def test_act_without_a_day_is_not_known_before_the_end_of_the_calendar() -> None:
    assert act("established").is_known(date(9999, 12, 30)) is False


def test_act_to_dict_bare_has_null_for_all_that_is_not_stated() -> None:
    assert act("established").to_dict() == {
        "id": "established",
        "kind": "established",
        "reference": None,
        "signed": None,
        "published": None,
        "effective": {"from": None, "until": None},
        "source": None,
        "note": None,
        "needs_confirmation": None,
    }


def test_act_to_dict_full_writes_days_as_they_are_stated() -> None:
    first, last = parse_partial_day("2022-04-07"), parse_partial_day("2022-10")
    assert first is not None
    assert last is not None
    full = act(
        "report-published",
        published="2024",
        start="2022-04",
        end="2022-04-30",
        period=(first, last),
        source=Citation("d", "L1"),
        note=Text("une note", "a note"),
        doubt=Text("à vérifier", "to be checked"),
    )

    found = full.to_dict()

    assert {
        key: found[key] for key in ("published", "effective", "period", "source", "note", "needs_confirmation")
    } == {
        "published": "2024",
        "effective": {"from": "2022-04", "until": "2022-04-30"},
        "period": {"from": "2022-04-07", "until": "2022-10"},
        "source": {"document": "d", "locator": "L1"},
        "note": "une note",
        "needs_confirmation": "à vérifier",
    }
