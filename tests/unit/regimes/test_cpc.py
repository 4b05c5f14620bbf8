"""CPC, compassionate prescribing framework."""

import pytest
from synthetic import LAW, act, clocks, day, shown, state_on, states

from saufconduit.regimes import cpc

ESTABLISHED = act("established", signed="2022-04-05", start="2022-04-06")
RENEWED = act("renewed", signed="2025-04-02")


def test_cpc_is_open_for_three_years_and_unknown_afterwards() -> None:
    assert shown(clocks("cpc", ESTABLISHED).access) == [
        ("not-yet", None, "2022-04-05"),
        ("open", "2022-04-06", "2025-04-05"),
        ("unknown", "2025-04-06", None),
    ]


def test_cpc_end_is_the_earliest_with_the_range_of_the_other_reading() -> None:
    found = clocks("cpc", ESTABLISHED).access.at(day("2024-01-01"))

    assert (found.to_dict()["until_range"], found.status.basis) == (
        {"from": "2025-04-05", "until": "2025-04-06"},
        ("CSP L.5121-12-1 III",),
    )


def test_cpc_term_needs_confirmation() -> None:
    assert clocks("cpc", ESTABLISHED).access.at(day("2024-01-01")).status.doubt is not None


def test_cpc_renewed_ends_between_the_year_after_its_decision_and_after_its_old_term() -> None:
    found = clocks("cpc", ESTABLISHED, RENEWED).access.at(day("2026-01-01"))

    assert found.to_dict()["until_range"] == {"from": "2028-04-01", "until": "2028-04-06"}


def test_cpc_renewed_after_its_term_counts_from_the_renewal_alone() -> None:
    late = act("renewed", signed="2026-01-15")

    found = clocks("cpc", ESTABLISHED, late).access.at(day("2026-06-01"))

    assert found.to_dict()["until_range"] == {"from": "2029-01-14", "until": "2029-01-15"}


def test_cpc_established_in_a_month_has_the_range_of_all_its_readings() -> None:
    found = clocks("cpc", act("established", start="2022-03")).access.at(day("2024-01-01"))

    assert found.to_dict()["until_range"] == {"from": "2025-02-28", "until": "2025-03-31"}


def test_cpc_payer_leaves_the_patient_share() -> None:
    assert clocks("cpc", ESTABLISHED).funding.at(day("2024-01-01")).status.payer == "insured_with_copay"


def test_cpc_modified_keeps_its_term() -> None:
    modified = act("modified", signed="2026-02-09", published="2026-02-10")  # case B04: follow-up only

    assert clocks("cpc", ESTABLISHED, modified).access.stretches == clocks("cpc", ESTABLISHED).access.stretches


def test_cpc_suspension_has_no_legal_limit_but_the_term() -> None:
    found = clocks("cpc", ESTABLISHED, act("suspended", start="2022-06-01"))

    assert states(found.access)[1:] == [
        ("open", "2022-04-06", "2022-05-31"),
        ("suspended", "2022-06-01", "2025-04-05"),
        ("unknown", "2025-04-06", "9999-12-31"),
    ]


def test_cpc_suspended_once_its_term_has_passed_is_suspended_as_stated() -> None:
    found = clocks("cpc", ESTABLISHED, act("suspended", start="2025-06-01", end="2025-06-30"))

    assert state_on(found.access, "2025-06-15") == "suspended"


@pytest.mark.parametrize("deadline", [cpc.holder_data_deadline, cpc.protocol_proposal_deadline])
def test_cpc_holder_has_two_months_to_answer(deadline: object) -> None:
    assert deadline(day("2022-12-31"), LAW) == day("2023-02-28")  # type: ignore[operator]


# --- begun as an RTU (case B04)

AS_RTU = act("established", start="2018-07-30")
AS_CPC = act("renewed", signed="2023-06-20", published="2023-07-05")


def test_cpc_begun_as_an_rtu_has_the_term_of_an_rtu_then_its_own() -> None:
    assert states(clocks("cpc", AS_RTU, AS_CPC).access)[1:] == [
        ("open", "2018-07-30", "2021-07-29"),
        ("unknown", "2021-07-30", "2023-06-19"),
        ("open", "2023-06-20", "2026-06-19"),
        ("unknown", "2026-06-20", "9999-12-31"),
    ]


def test_cpc_begun_as_an_rtu_rests_on_the_law_of_the_rtu_and_of_the_reform() -> None:
    found = clocks("cpc", AS_RTU, AS_CPC).access.at(day("2021-07-01"))

    assert found.status.basis == (
        LAW["rtu"].provision("max-duration", day("2018-07-30")).article,
        LAW["transition"].provision("rtu-deemed-cpc", day("2021-07-01")).article,
    )


def test_cpc_begun_as_an_rtu_has_no_other_reading_of_its_first_term() -> None:
    found = clocks("cpc", AS_RTU, AS_CPC).access

    assert (found.at(day("2020-01-01")).latest, str(found.at(day("2024-01-01")).latest)) == (None, "2026-06-20")


def test_cpc_established_on_the_day_of_the_reform_was_never_an_rtu() -> None:
    found = clocks("cpc", act("established", start="2021-07-01")).access.at(day("2021-07-01"))

    assert found.status.basis == (LAW["cpc"].provision("max-duration", day("2021-07-01")).article,)
