"""The days on which something that the publication says changed."""

import json
from dataclasses import replace
from datetime import date

import pytest
from assessing import programme, registry_with
from publishing import edition
from synthetic import REGISTRY

from saufconduit.publication.days import day_of_last_change, days_of_knowledge
from saufconduit.publication.site import files_of

LUMYKRAS = REGISTRY.programme("lumykras-aap")


def only(registry, *names):
    """The registry with these programmes only, under a law that never changes, from sources never checked."""
    law = replace(
        registry.law,
        regimes={name: replace(one, provisions=()) for name, one in registry.law.regimes.items()},
        documents={name: replace(one, checked_on=None) for name, one in registry.law.documents.items()},
    )
    clocks = {
        (name, count): registry.clocks(registry.programme(name), date.max) for name in names for count in range(9)
    }
    kept = tuple(item for item in registry.programmes if item.id in names)
    return replace(registry, law=law, programmes=kept, _clocks=clocks)


def test_days_of_knowledge_are_those_of_the_acts_in_order():
    assert [str(day) for day in days_of_knowledge(LUMYKRAS, date(2026, 10, 12))] == [
        "2022-04-28",
        "2023-10-05",
        "2023-10-16",
        "2024-10-08",
        "2025-10-29",
    ]


def test_days_of_knowledge_stop_at_the_day_asked():
    assert days_of_knowledge(LUMYKRAS, date(2023, 10, 5)) == [date(2022, 4, 28), date(2023, 10, 5)]


@pytest.mark.parametrize(
    ("today", "last"),
    [
        ("2022-04-28", "2022-04-28"),  # an act becomes known
        ("2023-01-01", "2022-04-28"),
        ("2025-11-15", "2025-10-29"),
        ("2026-10-24", "2025-10-29"),
        ("2026-10-25", "2026-10-25"),  # the continuity is over
        ("2027-06-01", "2026-10-25"),
    ],
)
def test_last_change_is_that_of_an_act_or_of_a_state(today, last):
    found = day_of_last_change(only(REGISTRY, "lumykras-aap"), date.fromisoformat(today))

    assert found == date.fromisoformat(last)


def test_report_that_becomes_expected_is_a_change(tmp_path):
    events = [
        {"id": "established", "kind": "established", "signed": "2022-01-01"},
        {
            "id": "report",
            "kind": "report-published",
            "published": "2023-03-01",
            "period": {"from": "2022-01-01", "until": "2022-12-31"},
        },
    ]

    registry = only(registry_with(tmp_path, programme(events=events)), "essai")

    assert day_of_last_change(registry, date(2023, 12, 31)) == date(2023, 3, 1)
    assert day_of_last_change(registry, date(2024, 1, 1)) == date(2024, 1, 1)


def test_wording_that_takes_effect_is_a_change(tmp_path):
    events = [{"id": "established", "kind": "established", "signed": "2022-01-01", "effective": {"from": "2022-03-01"}}]

    registry = only(registry_with(tmp_path, programme(events=events)), "essai")

    assert day_of_last_change(registry, date(2022, 6, 1)) == date(2022, 3, 1)


@pytest.mark.parametrize(("today", "last"), [("2021-06-30", "2021-06-01"), ("2021-08-15", "2021-08-01")])
def test_rule_that_begins_or_ends_is_a_change(today, last):
    rule = replace(REGISTRY.law["cpc"].provisions[0], start=date(2021, 6, 1), end=date(2021, 7, 31))
    law = replace(REGISTRY.law, regimes={"cpc": replace(REGISTRY.law["cpc"], provisions=(rule,))}, documents={})
    registry = replace(REGISTRY, law=law, programmes=())

    assert day_of_last_change(registry, date.fromisoformat(today)) == date.fromisoformat(last)


def test_check_of_a_source_is_a_change():
    found = only(REGISTRY)
    checked = {"d": replace(next(iter(found.law.documents.values())), checked_on=date(2026, 9, 1))}
    registry = replace(found, law=replace(found.law, documents=checked))

    assert day_of_last_change(registry, date(2026, 10, 12)) == date(2026, 9, 1)


def test_registry_in_which_nothing_ever_changed_is_that_of_today():
    assert day_of_last_change(only(REGISTRY), date(2026, 10, 12)) == date(2026, 10, 12)


def answers(day: date) -> dict[str, object]:
    """What the files for machines say of a day, without the day."""
    files = files_of(edition(on=day, known=day))
    found = {name: json.loads(content) for name, content in files.items() if name.startswith("data/programmes")}
    tables = {name: content for name, content in files.items() if name.endswith(".csv")}
    return tables | {name: {**answer, "on": None, "known": None} for name, answer in found.items()}


@pytest.mark.parametrize("today", ["2021-07-15", "2024-01-01", "2026-10-12", "2026-12-31"])
def test_what_is_published_for_the_last_change_is_what_is_true_today(today):
    day = date.fromisoformat(today)

    assert answers(day_of_last_change(REGISTRY, day)) == answers(day)
