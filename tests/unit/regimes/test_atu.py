"""The two ATU, until 30 June 2021, and their tails; RTU, which became CPC; preparations; the reform itself."""

import pytest
from synthetic import LAW, act, clocks, day, shown, state_on, states, states_on

from saufconduit.regimes import preparation
from saufconduit.regimes.acts import Act
from saufconduit.regimes.transition import REFORM, last_day_of_old_rules, successor

# --- ATU de cohorte


def test_atu_cohort_is_open_one_year_then_unknown_then_closed_by_the_law() -> None:
    assert states(clocks("atu-cohort", act("established", start="2019-08-26")).access) == [
        ("not-yet", "0001-01-01", "2019-08-25"),
        ("open", "2019-08-26", "2020-08-25"),
        ("unknown", "2020-08-26", "2022-06-30"),
        ("closed", "2022-07-01", "9999-12-31"),
    ]


def test_atu_cohort_outer_bound_is_computed_and_cites_the_law() -> None:
    found = clocks("atu-cohort", act("established", start="2019-08-26")).access.at(day("2022-06-30"))

    article = LAW["transition"].provision("coexistence-end", REFORM).article
    assert (found.is_last_computed, found.status.basis[-1]) == (True, article)


@pytest.mark.parametrize(
    ("granted", "last_open"),
    [
        pytest.param("2021-05-21", "2022-05-20", id="as-Opdivo-Yervoy"),
        pytest.param("2021-03-18", "2022-03-17", id="as-Gavreto"),
        pytest.param("2020-07-02", "2021-07-01", id="term-on-the-day-of-the-reform"),
    ],
)
def test_atu_cohort_whose_term_ends_after_the_reform_is_closed_and_not_unknown(granted: str, last_open: str) -> None:
    found = clocks("atu-cohort", act("established", start=granted))

    assert states(found.access)[1:] == [
        ("open", granted, last_open),
        ("closed", found.access.stretches[2].first.isoformat(), "9999-12-31"),
    ]


def test_atu_cohort_whose_term_ends_on_the_eve_of_the_reform_may_have_been_renewed() -> None:
    found = clocks("atu-cohort", act("established", start="2020-07-01"))

    assert states_on(found.access, ["2021-06-30", "2021-07-01", "2022-06-30", "2022-07-01"]) == [
        "open",
        "unknown",
        "unknown",
        "closed",
    ]


@pytest.mark.parametrize(
    ("granted", "end"),
    [
        pytest.param("2019-12-24", "2021-12-24", id="as-Leukotac"),
        pytest.param("2021-05-21", "2021-10-08", id="as-Opdivo-Yervoy"),
        pytest.param("2021-03-18", "2022-04-13", id="as-Gavreto"),
    ],
)
def test_atu_cohort_with_its_own_end_is_closed_from_the_day_after(granted: str, end: str) -> None:
    found = clocks("atu-cohort", act("established", start=granted, end=end), act("ended", end=end))

    assert states(found.access)[1:] == [
        ("open", granted, end),
        ("closed", found.access.stretches[2].first.isoformat(), "9999-12-31"),
    ]


def test_atu_cohort_renewed_before_the_reform_runs_another_year() -> None:
    found = clocks("atu-cohort", act("established", start="2019-08-19"), act("renewed", start="2020-08-19"))

    assert states(found.access)[1] == ("open", "2019-08-19", "2021-08-18")


def test_atu_cohort_whose_stated_term_passes_the_old_rules_is_closed_with_them() -> None:
    found = clocks("atu-cohort", act("established", start="2021-06-01", end="2023-05-31"))

    assert states_on(found.access, ["2022-06-30", "2022-07-01"]) == ["open", "closed"]


def test_atu_cohort_said_to_begin_after_the_old_rules_is_never_open() -> None:
    found = clocks("atu-cohort", act("established", start="2023-01-01"))

    assert [run[0] for run in states(found.access)] == ["not-yet", "closed"]


def test_atu_cohort_without_a_known_start_is_closed_after_the_old_rules() -> None:
    found = clocks("atu-cohort", act("established", published="2022-05-01", end="9999-12-31"))

    assert states_on(found.access, ["2022-06-30", "2022-07-01"]) == ["open", "closed"]


def test_atu_cohort_start_stated_twice_keeps_the_first_day_given() -> None:
    found = clocks("atu-cohort", act("established", start="2020-05-25"))  # case B12

    assert shown(found.access)[1] == ("open", "2020-05-25", "2021-05-24")


def test_atu_cohort_stopped_in_its_first_year_goes_on_for_treated_patients() -> None:
    stopped = act("initiations-stopped", start="2020-03-01")

    found = clocks("atu-cohort", act("established", start="2019-08-19"), stopped)

    assert states_on(found.access, ["2020-02-29", "2020-03-01", "2020-08-18", "2020-08-19"]) == [
        "open",
        "continuity",
        "continuity",
        "closed",
    ]


def test_atu_cohort_stopped_in_a_year_leaves_the_possible_days_unknown() -> None:
    stopped = act("initiations-stopped", start="2020", not_before=day("2020-08-19"))  # case B09

    found = clocks("atu-cohort", act("established", start="2019-08-19"), stopped)

    assert states(found.entry)[1:] == [
        ("open", "2019-08-19", "2020-08-18"),
        ("unknown", "2020-08-19", "2020-12-31"),
        ("closed", "2021-01-01", "9999-12-31"),
    ]


def test_atu_cohort_stopped_in_the_year_it_began_was_not_there_before() -> None:
    found = clocks("atu-cohort", act("established", start="2020-03-01"), act("initiations-stopped", start="2020"))

    assert states(found.entry)[:2] == [
        ("not-yet", "0001-01-01", "2020-02-29"),
        ("unknown", "2020-03-01", "2020-12-31"),
    ]


def test_atu_cohort_stop_without_any_day_changes_nothing() -> None:
    granted = act("established", start="2019-08-19")

    found = clocks("atu-cohort", granted, act("initiations-stopped"))

    assert found.entry.stretches == clocks("atu-cohort", granted).entry.stretches


def test_atu_cohort_is_insured() -> None:
    found = clocks("atu-cohort", act("established", start="2019-08-19")).funding

    assert found.at(day("2019-09-01")).status.payer == "insured_100"


# --- ATU nominative


def test_atu_nominative_takes_no_new_patient_since_2021_07_01() -> None:
    found = clocks("atu-nominative", act("established", start="2020-11-04"))  # case B03

    assert states_on(found.entry, ["2021-06-30", "2021-07-01"]) == ["open", "closed"]


def test_atu_nominative_granted_on_the_eve_runs_one_year_at_most() -> None:
    found = clocks("atu-nominative", act("established", start="2020-11-04"))

    assert states_on(found.access, ["2021-07-01", "2022-06-29", "2022-06-30"]) == ["continuity", "continuity", "closed"]


def test_atu_nominative_closing_says_what_to_ask_for() -> None:
    found = clocks("atu-nominative", act("established", start="2020-11-04")).entry.at(REFORM).status

    assert "accès compassionnel" in (found.why.fr if found.why else "")


def test_atu_nominative_withdrawn_before_the_reform_stays_closed_by_its_own_act() -> None:
    found = clocks("atu-nominative", act("established", start="2020-11-04"), act("withdrawn", start="2021-02-01"))

    assert found.entry.at(REFORM).status.acts == ("withdrawn",)


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(act("resumed", start="2021-08-01"), id="resumed"),
        pytest.param(act("established", id="again", start="2021-08-01"), id="established-again"),
    ],
)
def test_atu_nominative_is_not_reopened_after_the_reform(later: Act) -> None:
    suspended = act("suspended", start="2021-06-01", end="2021-07-31")

    found = clocks("atu-nominative", act("established", start="2020-11-04"), suspended, later)

    assert state_on(found.entry, "2021-08-02") == "closed"


# --- RTU


def test_rtu_lasts_three_years_from_each_act_and_is_unknown_between() -> None:
    found = clocks("rtu", act("established", start="2018-07-30"), act("renewed", signed="2023-06-20"))  # case B04

    assert states(found.access)[1:] == [
        ("open", "2018-07-30", "2021-07-29"),
        ("unknown", "2021-07-30", "2023-06-19"),
        ("open", "2023-06-20", "2026-06-19"),
        ("unknown", "2026-06-20", "9999-12-31"),
    ]


def test_rtu_running_on_the_day_of_the_reform_is_deemed_a_cpc() -> None:
    renewed = act("renewed", signed="2020-01-08", published="2020-10-16")  # case B05

    found = clocks("rtu", act("established", start="2017-10-27"), renewed).access.at(REFORM)

    assert LAW["transition"].provision("rtu-deemed-cpc", REFORM).article in found.status.basis


def test_rtu_ended_before_the_reform_is_not_deemed_a_cpc() -> None:
    found = clocks("rtu", act("established", start="2017-10-27")).access.at(REFORM)

    assert (found.status.state, [base for base in found.status.basis if "78" in base]) == ("unknown", [])


def test_rtu_abrogated_is_closed_from_that_day() -> None:
    abrogated = act("abrogated", start="2017-03-17")  # case B06

    found = clocks("rtu", act("established", signed="2016-03-23"), abrogated)

    assert states(found.access)[1:] == [("open", "2016-03-23", "2017-03-16"), ("closed", "2017-03-17", "9999-12-31")]


def test_rtu_ended_by_an_amm_is_closed_after_its_last_day() -> None:
    ended = act("ended", end="2017-02-28")  # case B16: from January 2016, no day

    found = clocks("rtu", act("established", start="2016-01"), ended)

    assert states(found.access)[1:] == [
        ("unknown", "2016-01-01", "2016-01-30"),
        ("open", "2016-01-31", "2017-02-28"),
        ("closed", "2017-03-01", "9999-12-31"),
    ]


# --- preparations


def test_preparation_without_an_opening_day_is_open_with_null_bounds() -> None:
    assert shown(clocks("preparation", act("established", published="2021-11-02")).access) == [
        ("unknown", None, None),
        ("open", None, None),
    ]


def test_preparation_has_no_term() -> None:
    found = clocks("preparation", act("established", start="2021-11-02")).access

    assert shown(found)[-1] == ("open", "2021-11-02", None)


def test_preparation_ended_is_closed() -> None:
    found = clocks("preparation", act("established", published="2021-11-02"), act("ended", end="2024-12-31"))

    assert states_on(found.access, ["2024-12-31", "2025-01-01"]) == ["open", "closed"]


def test_preparation_is_declared_within_a_month() -> None:
    assert preparation.declaration_deadline(day("2025-01-31"), LAW) == day("2025-02-28")


# --- the reform


def test_old_rules_end_on_2022_06_30_by_the_law() -> None:
    last, provision = last_day_of_old_rules(LAW)

    assert (last, "2020-1576" in (provision.article or "")) == (day("2022-06-30"), True)


@pytest.mark.parametrize(
    ("regime", "expected"),
    [
        ("atu-nominative", "aac"),
        ("atu-cohort", "aap"),
        ("rtu", "cpc"),
        ("aap", "aap"),
        ("aac", "aac"),
        ("cpc", "cpc"),
        ("preparation", "preparation"),
    ],
)
def test_successor_of_a_regime(regime: str, expected: str) -> None:
    assert successor(regime) == expected
