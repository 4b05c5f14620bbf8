"""What falls due in real programmes, and in some that no text made."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from assessing import programme as written
from programme_files import read
from synthetic import REGISTRY

from saufconduit.registry.due import Due, dues

REAL = ("kadcyla-atuc", "lumykras-aap", "lutathera-cpc", "onc201-preparation", "tecentriq-atuc")
GRANTED = {"id": "established", "kind": "established", "signed": "2024-03-10", "effective": {"from": "2024-03-10"}}
FIVE = replace(REGISTRY, programmes=tuple(one for one in REGISTRY.programmes if one.id in REAL), _clocks={})


def in_five(on: str) -> list[Due]:
    """What falls due in the five programmes of the first seeds."""
    return dues(FIVE, date.fromisoformat(on))


def in_one(regime: str, *events: Mapping[str, Any], on: str, stage: str | None = None) -> list[Due]:
    """What falls due in a programme with these events."""
    content = {**written(regime=regime, events=events), **({} if stage is None else {"stage": stage})}
    return dues(replace(REGISTRY, programmes=(read(json.dumps(content)),), _clocks={}), date.fromisoformat(on))


def names(found: list[Due]) -> list[str]:
    return [one.name for one in found]


# --- the five programmes


def test_fourth_report_of_lutathera_is_expected_as_soon_as_its_period_is_over():
    (before,) = [one for one in in_five("2025-10-06") if one.kind == "report" and one.name.endswith("/4")]
    (after,) = [one for one in in_five("2025-10-07") if one.kind == "report" and one.name.endswith("/4")]

    assert (before.due, before.is_past(date(2025, 10, 6)), after.is_past(date(2025, 10, 7))) == (
        date(2025, 10, 6), False, True,
    )  # fmt: skip
    assert after.text.fr == "Rapport de synthèse n° 4, du 7 octobre 2024 au 6 octobre 2025"
    assert after.basis == ("CSP R.5121-76-6",)
    assert "période supposée" in after.doubt.fr


def test_all_that_falls_due_today_is_listed_the_earliest_first():
    assert names(in_five("2026-11-22")) == [
        "lutathera-cpc/report/4",
        "lutathera-cpc/report/5",
        "lumykras-aap/silence/2026-10-24",
        "lutathera-cpc/report/6",
        "lutathera-cpc/authorisation-end/2028-04-01",
    ]


def test_report_that_was_published_is_no_longer_expected():
    before, after = in_five("2025-12-16"), in_five("2025-12-17")

    assert "lutathera-cpc/report/3" in names(before)
    assert "lutathera-cpc/report/3" not in names(after)


def test_end_of_a_framework_is_computed_with_the_range_of_its_readings():
    end = in_five("2026-11-22")[-1]

    assert (end.due, end.latest, end.is_computed) == (date(2028, 4, 1), date(2028, 4, 6), True)
    assert end.basis == ("CSP L.5121-12-1 III",)
    assert [end.is_past(date(2028, 4, day)) for day in (2, 6, 7)] == [False, False, True]


def test_early_access_has_its_last_day_for_renewal_until_that_day():
    assert names(in_five("2023-01-27"))[0] == "lumykras-aap/renewal-request/2023-01-27"
    assert "lumykras-aap/renewal-request/2023-01-27" not in names(in_five("2023-01-28"))


def test_continuity_has_the_end_of_each_phase():
    found = {one.kind: one for one in in_five("2023-11-22") if one.programme == "lumykras-aap"}

    assert {kind: one.due for kind, one in found.items()} == {
        "payer-change": date(2024, 1, 24),
        "supply-end": date(2024, 10, 24),
    }
    assert found["payer-change"].basis == ("CSS D.163-3 II",)


def test_continuity_that_is_over_asks_for_the_text_that_follows():
    (found,) = [one for one in in_five("2026-10-25") if one.kind == "silence"]

    assert (found.due, found.is_past(date(2026, 10, 25))) == (date(2026, 10, 24), True)
    assert found.text.fr == "La continuité connue est finie : chercher le texte qui prévoit la suite"


def test_term_that_passed_in_silence_is_told_until_the_law_closes_the_access():
    told = [[one.programme for one in in_five(on) if one.kind == "silence"] for on in ("2020-08-18", "2022-05-01")]

    assert told == [[], ["tecentriq-atuc", "kadcyla-atuc"]]
    assert "kadcyla-atuc" not in {one.programme for one in in_five("2022-07-01")}


def test_programme_of_which_nothing_was_known_has_nothing_due():
    assert dues(REGISTRY, date(2000, 1, 1)) == []


# --- others


def report(number: int, first: str, last: str, published: str) -> dict[str, Any]:
    period = {"from": first, "until": last}
    return {"id": f"report-{number}", "kind": "report-published", "published": published, "period": period}


@pytest.mark.parametrize(
    ("first", "last", "following"),
    [
        pytest.param("2024-03-10", "2024-09-09", "2025-03-09", id="months"),
        pytest.param("2024-03-10", "2024-03-31", "2024-04-22", id="days"),
        pytest.param("2024-03-10", "2025-03-09", "2026-03-09", id="a-year"),
        pytest.param("2024-03-10", "2024-03-10", "2024-03-11", id="one-day"),
        pytest.param("2024-12-31", "2025-02-28", "2025-04-30", id="the-end-of-a-month"),
    ],
)
def test_next_report_lasts_as_long_as_the_one_before(first, last, following):
    found = in_one("cpc", GRANTED, report(1, first, last, "2025-06-01"), on="2025-06-02")

    assert [str(one.due) for one in found if one.name == "essai/report/2"] == [following]


def test_no_report_is_expected_once_the_access_is_over():
    ended = {"id": "ended", "kind": "ended", "signed": "2025-01-05", "effective": {"from": None, "until": "2025-01-31"}}
    events = (GRANTED, report(1, "2024-03-10", "2024-09-09", "2024-12-01"), ended)

    assert names(in_one("cpc", *events, on="2027-01-01")) == ["essai/report/2"]


def test_reports_that_nobody_publishes_are_told_no_further_than_the_24_first_ones():
    endless = {**GRANTED, "effective": {"from": "2024-03-10", "until": "9999-12-31"}}
    events = (endless, report(1, "2024-03-10", "2024-03-10", "2024-03-11"))

    found = [one for one in in_one("cpc", *events, on="2027-01-01") if one.kind == "report"]

    assert (len(found), found[-1].name) == (24, "essai/report/25")


def test_report_whose_period_would_outlast_the_calendar_is_the_last_one():
    endless = {**GRANTED, "effective": {"from": "2024-03-10", "until": "9999-12-31"}}
    events = (endless, report(1, "2024-03-10", "9000-03-09", "2024-03-11"))

    found = [one for one in in_one("cpc", *events, on="9999-12-31") if one.kind == "report"]

    assert [(one.name, str(one.due)) for one in found] == [("essai/report/2", "9999-12-31")]


def test_report_without_a_rule_of_its_regime_has_no_basis():
    events = (GRANTED, report(1, "2024-03-10", "2024-09-09", "2024-12-01"))

    (found,) = [one for one in in_one("preparation", *events, on="2024-12-02") if one.name == "essai/report/2"]

    assert found.basis == ()


AMM = {"id": "amm", "kind": "amm-granted", "signed": "2024-06-01"}
LISTED = {"id": "listed", "kind": "listed", "signed": "2024-06-20", "effective": {"from": "2024-12-01"}}


def test_early_access_before_the_amm_has_two_years_to_apply_for_it():
    found = in_one("aap", GRANTED, on="2024-04-01", stage="pre-amm")

    assert names(found) == [
        "essai/renewal-request/2024-12-09",
        "essai/authorisation-end/2025-03-09",
        "essai/amm-filing/2026-03-10",
    ]
    assert found[2].basis == ("CSP D.5121-69-3",)


@pytest.mark.parametrize("stage", [None, "post-amm"])
def test_early_access_that_is_not_before_the_amm_has_no_amm_to_apply_for(stage):
    assert "amm-filing" not in {one.kind for one in in_one("aap", GRANTED, on="2024-04-01", stage=stage)}


def test_amm_granted_leaves_a_month_to_apply_for_listing():
    found = {one.kind: str(one.due) for one in in_one("aap", GRANTED, AMM, on="2024-06-05", stage="pre-amm")}

    assert found["listing-application"] == "2024-07-01"
    assert "amm-filing" not in found


def test_medicine_that_is_listed_has_no_listing_to_apply_for():
    found = in_one("aap", GRANTED, AMM, LISTED, on="2024-06-21", stage="pre-amm")

    assert "listing-application" not in {one.kind for one in found}


def test_amm_of_an_unknown_day_leaves_no_day_to_apply_for_listing():
    undated = {"id": "amm", "kind": "amm-granted", "effective": {"from": None, "until": "2024-06-30"}}

    assert "listing-application" not in {one.kind for one in in_one("aap", GRANTED, undated, on="2024-07-01")}


def test_access_of_named_patients_closes_to_new_ones_after_an_amm():
    found = in_one("aac", GRANTED, AMM, on="2024-06-05")

    assert [(one.kind, str(one.due), one.is_computed) for one in found] == [("entry-end", "2024-09-01", True)]


def test_end_that_a_text_states_is_not_computed():
    stated = {**GRANTED, "effective": {"from": "2024-03-10", "until": "2025-01-31"}}

    (found,) = in_one("cpc", stated, on="2024-04-01")

    assert (found.due, found.is_computed, found.latest) == (date(2025, 1, 31), False, None)


def test_due_says_all_of_itself_in_json():
    end = in_five("2026-11-22")[-1]

    assert end.to_dict(date(2026, 11, 22)) == {
        "id": "lutathera-cpc/authorisation-end/2028-04-01",
        "programme": "lutathera-cpc",
        "kind": "authorisation-end",
        "due": "2028-04-01",
        "latest": "2028-04-06",
        "past": False,
        "computed": True,
        "basis": ["CSP L.5121-12-1 III"],
        "text": "Fin de l’autorisation, sauf acte nouveau",
        "text_en": "End of the authorisation, unless an act follows",
        "needs_confirmation": end.doubt.fr,
        "needs_confirmation_en": end.doubt.en,
    }
    assert in_five("2026-11-22")[2].to_dict(date(2026, 11, 22))["latest"] is None
