"""AAC, compassionate access of one named patient."""

import pytest
from synthetic import LAW, act, clocks, day, shown, state_on, states, states_on

from saufconduit.regimes import aac

GRANTED = act("established", published="2022-05-31", start="2022-05-31")


def test_aac_product_has_no_term_of_its_own() -> None:
    assert shown(clocks("aac", GRANTED).access) == [("not-yet", None, "2022-05-30"), ("open", "2022-05-31", None)]


def test_aac_who_pays_is_not_one_answer() -> None:
    assert clocks("aac", GRANTED).funding.at(day("2023-01-01")).status.payer == "unknown"


def test_aac_of_a_patient_lasts_one_year_at_most() -> None:
    assert aac.last_day_of_patient(day("2024-02-29"), LAW) == day("2025-02-28")


def test_aac_after_the_amm_takes_no_new_patient_beyond_three_months() -> None:
    found = clocks("aac", GRANTED, act("amm-granted", start="2023-11-30"))

    assert states_on(found.entry, ["2023-11-30", "2024-02-29", "2024-03-01"]) == ["open", "open", "closed"]


def test_aac_closing_after_the_amm_is_computed_with_its_article() -> None:
    found = clocks("aac", GRANTED, act("amm-granted", start="2023-11-30")).entry.at(day("2024-03-01"))

    assert (found.is_first_computed, found.status.basis) == (True, ("CSP R.5121-74-9",))


def test_aac_after_the_amm_closes_on_the_day_that_ansm_states() -> None:
    found = clocks("aac", GRANTED, act("amm-granted", start="2023-11-30", end="2023-12-31"))

    stretch = found.entry.at(day("2024-01-01"))
    assert (stretch.start, stretch.is_first_computed, stretch.status.state) == (day("2024-01-01"), False, "closed")


def test_aac_after_the_amm_goes_on_for_treated_patients() -> None:
    found = clocks("aac", GRANTED, act("amm-granted", start="2023-11-30"))

    assert (state_on(found.access, "2024-06-01"), state_on(found.authorisation, "2024-06-01")) == ("continuity", "open")


def test_aac_amm_without_any_day_changes_nothing() -> None:
    assert clocks("aac", GRANTED, act("amm-granted")).entry.stretches == clocks("aac", GRANTED).entry.stretches


def test_aac_stopped_for_new_patients_then_resumed_is_open_again() -> None:
    stopped = act("initiations-stopped", start="2023-01-31")  # as in case B03

    found = clocks("aac", GRANTED, stopped, act("resumed", start="2023-06-03"))

    assert states(found.access)[1:] == [
        ("open", "2022-05-31", "2023-01-30"),
        ("continuity", "2023-01-31", "2023-06-02"),
        ("open", "2023-06-03", "9999-12-31"),
    ]


def test_aac_suspended_after_a_stop_keeps_the_stop_when_resumed() -> None:
    stopped = act("initiations-stopped", start="2023-01-31")

    found = clocks("aac", GRANTED, stopped, act("suspended", start="2023-03-01"), act("resumed", start="2023-04-01"))

    assert state_on(found.entry, "2023-05-01") == "closed"


def test_aac_suspended_is_so_three_months_at_most() -> None:
    found = clocks("aac", GRANTED, act("suspended", start="2023-03-01"))

    assert states_on(found.entry, ["2023-05-31", "2023-06-01"]) == ["suspended", "unknown"]


@pytest.mark.parametrize(
    ("is_rare", "extensions", "expected"),
    [
        (False, 0, "2023-08-31"),
        (True, 0, "2024-02-29"),
        (False, 1, "2024-02-29"),
        (True, 1, "2024-08-31"),
        (False, 2, "2024-08-31"),
    ],
)
def test_aap_filing_after_a_very_early_aac_is_due_in_12_or_18_months_and_6_for_each_extension(
    is_rare: bool, extensions: int, expected: str
) -> None:
    found = aac.aap_filing_deadline(day("2022-08-31"), LAW, is_rare=is_rare, extensions=extensions)

    assert found == day(expected)


@pytest.mark.parametrize("name", ["aap-filing", "aap-filing-rare", "aap-filing-extension"])
def test_aap_filing_deadline_has_its_article(name: str) -> None:
    assert LAW["aac"].provision(name, day("2023-05-01")).article == "CSP D.5121-74-1-1"
