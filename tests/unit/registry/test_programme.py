"""An indication in time: which wording and criteria were in force on a day, as known on a day."""

import pytest
from programme_files import EVENTS, HEAD, SOURCES, read
from synthetic import day

from saufconduit.registry.programme import Programme

# As case B02: the same access, its population widened by a later act.
VERSIONS = """\
indications:
  - id: prophylaxie
    versions:
      - {act: established, label: {fr: "adulte", en: "adult"}, source: {document: d, locator: L1},
         criteria: {all: [{age: {at-least: 18}}, {disease: net}]}}
      - {act: widened, label: {fr: "dès 12 ans", en: "from 12"}, source: {document: d, locator: L2},
         criteria: {all: [{age: {at-least: 12}}, {disease: net}]}}
"""


def programme(widened: str) -> Programme:
    return read(f"{HEAD}{EVENTS}  - {{id: widened, kind: modified, {widened}}}\n{VERSIONS}{SOURCES}")


def label_on(found: Programme, on: str, known: str) -> str:
    indication = found.indication("prophylaxie")
    assert indication is not None
    return indication.version_on(day(on), found.acts_known(day(known))).label.fr


@pytest.mark.parametrize(
    ("on", "known", "expected"),
    [
        ("2022-04-01", "2026-01-01", "adulte"),
        ("2022-04-06", "2026-01-01", "adulte"),
        ("2022-07-26", "2026-01-01", "adulte"),
        ("2022-07-27", "2026-01-01", "dès 12 ans"),
        ("2026-01-01", "2022-07-26", "adulte"),
        ("2026-01-01", "2022-07-27", "dès 12 ans"),
    ],
)
def test_version_is_that_of_the_last_act_in_effect_and_known(on: str, known: str, expected: str) -> None:
    assert label_on(programme("signed: 2022-07-27"), on, known) == expected


@pytest.mark.parametrize(
    ("widened", "on", "expected"),
    [
        ("signed: 2022-07-27, effective: {from: 2022-08-01}", "2022-07-31", "adulte"),
        ("signed: 2022-07-27, effective: {from: 2022-08-01}", "2022-08-01", "dès 12 ans"),
        ("published: 2022-07-29", "2022-07-28", "adulte"),
        ("published: 2022-07-29", "2022-07-29", "dès 12 ans"),
        ("signed: 2022-07", "2022-07-30", "adulte"),
        ("signed: 2022-07", "2022-07-31", "dès 12 ans"),
    ],
)
def test_version_counts_from_the_effect_else_the_signature_else_the_publication(
    widened: str, on: str, expected: str
) -> None:
    assert label_on(programme(widened), on, "2026-01-01") == expected


def test_version_of_an_act_without_a_day_is_that_in_force() -> None:
    found = programme("effective: {until: 2022-12-31}")

    assert label_on(found, "2022-05-01", "2026-01-01") == "dès 12 ans"


def test_indication_of_another_name_is_none() -> None:
    assert programme("signed: 2022-07-27").indication("autre") is None


def test_criteria_of_each_version_are_its_own() -> None:
    first, second = programme("signed: 2022-07-27").indications[0].versions

    assert (first.criteria != second.criteria, [first.source.locator, second.source.locator]) == (True, ["L1", "L2"])
