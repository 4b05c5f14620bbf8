"""The worked cases of cases.yaml, through the public interface alone."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import saufconduit

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"
EXAMPLES_DAY, NOW = date(2026, 10, 12), date(2026, 11, 22)
EXAMPLE_FILES = sorted(path.name for path in EXAMPLES.glob("*.yaml"))
# Every scalar is text: in YAML 1.1, which this loader speaks otherwise, the key `on` is a boolean.
CASES: list[dict[str, Any]] = yaml.load((HERE / "cases.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
EVERY_INDICATION = [
    "baclofen-rtu/abstinence",
    "baclofen-rtu/reduction",
    "enhertu-aap/her2-low",
    "evusheld-aap/covid-prophylaxis",
    "infliximab-rtu/takayasu",
    "kadcyla-atuc/her2-residual",
    "keytruda-melanome-rtu/melanoma-stage-iii",
    "lagevrio-aap/covid-19",
    "leqembi-aap/early-alzheimer",
    "lumykras-aap/nsclc-kras-g12c",
    "lutathera-cpc/ppgl",
    "lutathera-cpc/bronchial-net",
    "lutathera-cpc/thymic-net",
    "lutathera-cpc/other-net",
    "lutathera-cpc/meningioma",
    "lynparza-atuc/ovarian-brca",
    "mabthera-cpc/immune-thrombocytopenia",
    "mekinist-tafinlar-melanome-rtu/melanoma-stage-iii-braf",
    "onc201-preparation/midline-glioma-h3k27m",
    "opdivo-melanome-rtu/melanoma-stage-iii-iv",
    "phages-aac/bone-joint-s-aureus",
    "pluvicto-aap/prostate-psma",
    "psma-11-aac/biochemical-relapse",
    "psma-11-aac/before-radioligand",
    "tecentriq-atuc/tnbc",
    "trodelvy-aac/tnbc-aac",
    "trodelvy-aap/tnbc-pretreated",
    "trodelvy-atun/tnbc-atun",
    "truvada-rtu/prep",
    "xalkori-rtu/nsclc-ros1",
    "zolgensma-atuc/sma",
]
Answer = Mapping[str, Any]


def having(key: str) -> pytest.MarkDecorator:
    """The cases that state `key`."""
    cases = [case for case in CASES if key in case]
    return pytest.mark.parametrize("case", cases, ids=[case["id"] for case in cases])


def read(name: str) -> saufconduit.PatientFile:
    registry = saufconduit.load_registry()
    return saufconduit.read_patient(
        (EXAMPLES / name).read_bytes(), name, registry.vocabulary, registry.indication_ids()
    )


def results(name: str, on: date, known: date) -> list[Answer]:
    """The results of `check --json` for one example."""
    assessment = saufconduit.assess(read(name), saufconduit.load_registry(), on, known)
    found: Any = saufconduit.assessment_to_dict(assessment)["results"]
    return list(found)


def answer(case: Mapping[str, str]) -> Answer:
    """The result of a case."""
    found = results(case["file"], date.fromisoformat(case["on"]), date.fromisoformat(case["known"]))
    (result,) = [
        one for one in found if (one["programme"], one["indication"]) == (case["programme"], case["indication"])
    ]
    return result


def leaves(node: Answer) -> Iterator[Answer]:
    for part in node.get("of", [node]):
        yield from leaves(part) if "of" in part else iter([part])


def day(written: str) -> str | None:
    return None if written == "null" else written


@having("verdict")
def test_case_for_one_indication_gives_its_verdict(case: dict[str, Any]) -> None:
    result = answer(case)

    assert result["verdict"] == case["verdict"]


@having("state")
def test_case_on_its_day_gives_the_state_of_the_access(case: dict[str, Any]) -> None:
    result = answer(case)

    assert result["access"]["state"] == case["state"]


@having("from")
def test_case_with_a_first_day_gives_that_day(case: dict[str, Any]) -> None:
    result = answer(case)

    assert result["access"]["from"] == day(case["from"])


@having("until")
def test_case_with_a_last_day_gives_that_day(case: dict[str, Any]) -> None:
    result = answer(case)

    assert result["access"]["until"] == day(case["until"])


@having("missing")
def test_case_with_missing_facts_lists_them_in_order(case: dict[str, Any]) -> None:
    result = answer(case)

    assert result["missing"] == case["missing"]


@having("article")
def test_case_with_an_article_cites_it_as_the_basis(case: dict[str, Any]) -> None:
    result = answer(case)

    assert case["article"] in result["access"]["basis"]


@having("source")
def test_case_with_a_source_cites_it_beside_the_criterion(case: dict[str, Any]) -> None:
    wanted = case["source"]
    name = f"{case['programme']}/{case['indication']}/{wanted['criterion']}"

    cited = {leaf["id"]: leaf["source"] for leaf in leaves(answer(case)["criteria"])}

    assert cited[name] == {"document": wanted["document"], "locator": wanted["locator"]}


def test_preparation_before_it_was_announced_is_omitted() -> None:
    eve = date(2021, 11, 1)

    found = results("14-onc201-relapse.yaml", eve, eve)

    assert "onc201-preparation" not in {one["programme"] for one in found}


def test_opinion_dated_after_the_day_is_said_to_be_ignored() -> None:
    patient = read("01-bronchial-net-eligible.yaml")

    assessment = saufconduit.assess(patient, saufconduit.load_registry(), date(2026, 10, 1), NOW)

    assert saufconduit.assessment_to_dict(assessment)["ignored"] == [{"what": "board:renaten", "on": "2026-10-02"}]


def reason(result: Answer, criterion: str) -> str | None:
    """Why a criterion is unknown."""
    (leaf,) = [one for one in leaves(result["criteria"]) if one["id"].endswith(f"/{criterion}")]
    why: str | None = leaf.get("why")
    return why


@pytest.mark.parametrize(
    ("name", "criterion", "why"),
    [
        ("02-bronchial-net-board-not-seized.yaml", "renaten", "missing"),
        ("04-bronchial-net-everolimus-intolerance.yaml", "everolimus", "board-decides"),
        ("18-contradictory-pet.yaml", "sstr-pet", "contradictory"),
        ("20-net-site-unknown.yaml", "disease", "not-specific"),
    ],
)
def test_example_with_an_unknown_criterion_says_why(name: str, criterion: str, why: str) -> None:
    found = results(name, EXAMPLES_DAY, NOW)

    (bronchial,) = [one for one in found if one["indication"] == "bronchial-net"]

    assert reason(bronchial, criterion) == why


@pytest.mark.parametrize("name", EXAMPLE_FILES)
def test_example_on_the_day_of_the_examples_answers_for_every_indication(name: str) -> None:
    found = results(name, EXAMPLES_DAY, NOW)

    assert [f"{one['programme']}/{one['indication']}" for one in found] == EVERY_INDICATION


@pytest.mark.parametrize("name", EXAMPLE_FILES)
def test_example_patient_is_synthetic_from_the_first_field(name: str) -> None:
    written = (EXAMPLES / name).read_text("utf-8").splitlines()

    assert written[1] == "synthetic: true"


def test_examples_are_all_worked_as_cases() -> None:
    worked = {case["file"] for case in CASES}

    assert worked == set(EXAMPLE_FILES)


@pytest.mark.parametrize(
    ("programme", "regime"),
    [
        ("lutathera-cpc", "cpc"),
        ("lumykras-aap", "aap"),
        ("tecentriq-atuc", "atu-cohort"),
        ("kadcyla-atuc", "atu-cohort"),
        ("onc201-preparation", "preparation"),
        ("trodelvy-atun", "atu-nominative"),
        ("trodelvy-aac", "aac"),
        ("infliximab-rtu", "rtu"),
    ],
)
def test_programme_of_the_registry_is_under_its_regime(programme: str, regime: str) -> None:
    found = saufconduit.load_registry().programme(programme)

    assert found.regime == regime
