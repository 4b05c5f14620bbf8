"""The packaged studies hold the figures of the text, the treated arm first, each in its sense."""

import pytest
from synthetic import REGISTRY

from saufconduit.registry.pathways.evidence import Figure, Study

CARCINOID, _ = REGISTRY.pathways
STUDIES = {item.id: item for item in CARCINOID.evidence}


def shown(figure: Figure | None) -> str:
    """« 11 vs 3.9 p < 0.001 », « 5–15 », « < 5 », or nothing."""
    if figure is None:
        return ""
    parts = {key: str(value).removesuffix(".0") for key, value in vars(figure).items() if value is not None}
    arms = f"{parts.get('treated')} vs {parts.get('control')}" if "treated" in parts else parts.get("value")
    span = f"{parts['low']}–{parts.get('high')}" if "low" in parts else f"< {parts.get('high')}"
    return f"{arms or span}{' p ' if 'p' in parts else ''}{parts.get('p', '')}"


@pytest.mark.parametrize(
    ("study", "phase", "pfs", "ratio", "response", "survival"),
    [
        ("promid", "III", "14 vs 6", "0.34 p 0.00007", "", ""),
        ("clarinet", "III", "not-reached vs 18", "0.47 p < 0.001", "", ""),
        ("retrospective-2017", None, "17", "", "", ""),
        ("luna", "II", "", "", "", ""),
        ("spinet", "III", "21.9", "", "", ""),
        ("radiant-3", "III", "11.4 vs 5.4", "0.35 p < 0.001", "", ""),
        ("radiant-2", "III", "16.4 vs 11.3", "0.77 p 0.026", "", ""),
        ("radiant-2-bronchial", "III", "13.6 vs 5.5", "", "", ""),
        ("radiant-4", "III", "11 vs 3.9", "0.48 p < 0.00001", "", ""),
        ("sunitinib", None, "11 vs 5.5", "0.41 p 0.0001", "", ""),
        ("sanet-ep", "III", "9.2 vs 3.8", "0.33 p < 0.0001", "", ""),
        ("axinet", "II/III", "16.6 vs 9.9", "0.71 p 0.017", "13.2 vs 3.2 p 0.0045", ""),
        ("mgmt-net", "II", "", "", "", ""),
        ("oxaliplatin-series", None, "15", "", "20", ""),
        ("atlant", "II", "9.2", "", "", ""),
        ("chemotherapy-range", None, "5–15", "", "10–30", ""),
        ("cisplatin-etoposide", None, "", "", "8", ""),
        ("y90-dotatoc", None, "", "", "30", ""),
        ("lu177-2017", "III", "not-reached vs 8.3", "0.209 p < 0.0001", "", ""),
        ("italian-1", None, "28", "", "", "58"),
        ("italian-2", None, "20", "", "", ""),
        ("dutch", None, "20", "", "", ""),
        ("retrospective-2022", None, "23", "", "20", "59"),
        ("nct04665739", "II", "", "", "", ""),
        ("interferon-5fu-stz", "III", "14.5 vs 5.5 p not significant", "", "", "44 vs 30 p not significant"),
        ("interferon-series", None, "", "", "10–20", ""),
        ("spartalizumab", None, "", "", "16.7", ""),
        ("keynote-028", None, "", "", "12", "9.2"),
        ("keynote-158", None, "", "", "", ""),
        ("ca209-538", None, "", "", "33", ""),
        ("dune", "II", "", "", "16 p 0.033", ""),
        ("embolisation", None, "", "", "30–80", ""),
        ("analogues-antitumour", None, "", "", "< 5", ""),
    ],
)
def test_study_has_the_figures_of_its_source(
    study: str, phase: str | None, pfs: str, ratio: str, response: str, survival: str
) -> None:
    found = STUDIES[study]

    assert found.phase == phase
    assert [shown(found.figure(measure)) for measure in ("pfs", "hr", "response", "survival")] == [
        pfs,
        ratio,
        response,
        survival,
    ]


def test_studies_are_all_those_of_the_table() -> None:
    assert len(STUDIES) == 33


def test_studies_whose_source_writes_the_control_first_are_marked() -> None:
    assert [item.id for item in STUDIES.values() if item.is_reordered] == [
        "clarinet",
        "radiant-2-bronchial",
        "lu177-2017",
    ]


@pytest.mark.parametrize("study", [item for item in STUDIES.values() if item.figure("hr")], ids=lambda item: item.id)
def test_a_ratio_below_one_goes_with_the_longer_time_in_the_treated_arm(study: Study) -> None:
    ratio, pfs = study.figure("hr"), study.figure("pfs")

    assert ratio is not None and pfs is not None and isinstance(pfs.control, float)
    assert (ratio.value < 1) == (pfs.treated == "not-reached" or pfs.treated > pfs.control)


@pytest.mark.parametrize(
    ("sense", "studies"),
    [
        ("hormone-secreting", ["clarinet", "retrospective-2017", "radiant-4"]),
        ("pet-response", ["retrospective-2022"]),
        ("sstr-uptake", []),
    ],
)
def test_studies_say_in_which_sense_they_are_functional(sense: str, studies: list[str]) -> None:
    assert [item.id for item in STUDIES.values() if item.functional == sense] == studies


def test_studies_that_run_have_no_result() -> None:
    assert {item.id: item.figures for item in STUDIES.values() if item.is_running} == {
        "mgmt-net": (),
        "nct04665739": (),
    }


@pytest.mark.parametrize("study", STUDIES.values(), ids=lambda item: item.id)
def test_figures_of_two_arms_belong_to_a_study_with_a_control(study: Study) -> None:
    compared = [item.measure for item in study.figures if item.control is not None]

    assert study.control is not None or compared == []


@pytest.mark.parametrize("study", STUDIES.values(), ids=lambda item: item.id)
def test_figures_have_a_unit_that_fits_their_measure(study: Study) -> None:
    units = {"patients": {None}, "hr": {None}, "pfs": {"months"}, "survival": {"months"}}
    shares = {"percent", "patients"}

    assert [item for item in study.figures if item.unit not in units.get(item.measure, shares)] == []


@pytest.mark.parametrize("study", STUDIES.values(), ids=lambda item: item.id)
def test_shares_are_between_none_and_all(study: Study) -> None:
    figures = [item for item in study.figures if item.unit == "percent"]
    numbers = [number for item in figures for number in (item.value, item.treated, item.control, item.low, item.high)]

    assert [number for number in numbers if number is not None and not 0 <= float(number) <= 100] == []
