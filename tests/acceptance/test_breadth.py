"""The worked cases of breadth.yaml, through the public interface alone: every programme beyond the five seeds."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import saufconduit

HERE = Path(__file__).resolve().parent
KNOWN = date(2026, 11, 22)
SEEDS = {"kadcyla-atuc", "lumykras-aap", "lutathera-cpc", "onc201-preparation", "tecentriq-atuc"}
# Every scalar is text: in YAML 1.1, which this loader speaks otherwise, the key `on` is a boolean.
CASES: list[dict[str, Any]] = yaml.load((HERE / "breadth.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
REGISTRY = saufconduit.load_registry()


def having(key: str) -> pytest.MarkDecorator:
    """The cases that state `key`."""
    cases = [case for case in CASES if key in case]
    return pytest.mark.parametrize("case", cases, ids=[case["id"] for case in cases])


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The result of a case."""
    patient = saufconduit.read_patient(
        case["patient"].encode(), f"{case['id']}.yaml", REGISTRY.vocabulary, REGISTRY.indication_ids()
    )
    programme, _, indication = case["indication"].partition("/")
    assessment = saufconduit.assess(patient, REGISTRY, date.fromisoformat(case["on"]), KNOWN, programme)
    found: Any = saufconduit.assessment_to_dict(assessment)["results"]
    (result,) = [one for one in found if one["indication"] == indication]
    return dict(result)


def day(written: str) -> str | None:
    return None if written == "null" else written


@having("verdict")
def test_case_for_one_indication_gives_its_verdict(case: dict[str, Any]) -> None:
    assert answer(case)["verdict"] == case["verdict"]


@having("state")
def test_case_on_its_day_gives_the_state_of_the_access(case: dict[str, Any]) -> None:
    assert answer(case)["access"]["state"] == case["state"]


@having("from")
def test_case_with_a_first_day_gives_that_day(case: dict[str, Any]) -> None:
    assert answer(case)["access"]["from"] == day(case["from"])


@having("until")
def test_case_with_a_last_day_gives_that_day(case: dict[str, Any]) -> None:
    assert answer(case)["access"]["until"] == day(case["until"])


@having("missing")
def test_case_with_missing_facts_lists_them_in_order(case: dict[str, Any]) -> None:
    assert answer(case)["missing"] == case["missing"]


def test_cases_work_every_indication_beyond_the_seeds() -> None:
    worked = {case["indication"] for case in CASES}

    assert worked == {
        f"{item.id}/{one.id}" for item in REGISTRY.programmes if item.id not in SEEDS for one in item.indications
    }


def test_every_indication_beyond_the_seeds_is_met_by_a_case_or_left_to_its_criteria() -> None:
    met = {case["indication"] for case in CASES if case.get("verdict") == "eligible"}

    assert {case["indication"] for case in CASES} - met == {
        "baclofen-rtu/reduction",
        "psma-11-aac/before-radioligand",
        "trodelvy-aac/tnbc-aac",
        "trodelvy-atun/tnbc-atun",
    }


def test_documentation_lists_every_programme_with_its_regime_and_its_state() -> None:
    page = (HERE.parents[1] / "docs/knowledge.md").read_text("utf-8")

    listed = [line for line in page.splitlines() if line.startswith("| `") and line.count("|") == 5]

    assert listed == [
        f"| `{item.id}` | {REGISTRY.law[item.regime].abbreviation} | {item.label.en} | "
        f"{REGISTRY.clocks(item, KNOWN).access.run_at(KNOWN).status.state} |"
        for item in REGISTRY.programmes
    ]


@pytest.mark.parametrize("name", ["leqembi-aap", "lagevrio-aap"])
def test_refused_programme_never_had_an_access(name: str) -> None:
    programme = REGISTRY.programme(name)

    states = {item.status.state for item in REGISTRY.clocks(programme, KNOWN).entry.stretches}

    assert states == {"not-yet", "closed"}
