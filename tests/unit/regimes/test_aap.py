"""AAP, early access: terms, renewals, suspensions, ends, and the deadlines of HAS and of the company."""

import pytest
from synthetic import LAW, act, clocks, day, shown, state_on, states, states_on

from saufconduit.regimes import aap
from saufconduit.regimes.acts import Act
from saufconduit.vocabulary.days import Span

GRANTED = act("established", signed="2022-04-28", start="2022-04-28")  # one year: to 2023-04-27
NOT_RENEWED = act("not-renewed", signed="2023-10-05")
ORDER = act("funding-ended", signed="2023-10-16", published="2023-10-24", end="2023-10-24")


def payers(*acts: Act) -> list[tuple[str | None, str, str]]:
    """Who pays for treated patients, and from when until when."""
    return [
        (item.status.payer, item.first.isoformat(), item.last.isoformat())
        for item in clocks("aap", *acts).supply.stretches
        if item.status.state == "open"
    ]


# --- one term, and after it


def test_aap_granted_is_open_for_one_year_and_unknown_afterwards() -> None:
    assert shown(clocks("aap", GRANTED).entry) == [
        ("not-yet", None, "2022-04-27"),
        ("open", "2022-04-28", "2023-04-27"),
        ("unknown", "2023-04-28", None),
    ]


def test_aap_term_that_the_law_implies_is_computed_with_its_article() -> None:
    term = clocks("aap", GRANTED).authorisation.at(day("2022-06-01"))

    assert (term.is_last_computed, term.status.basis) == (True, ("CSP D.5121-69-3",))


def test_aap_term_that_the_act_states_is_not_computed() -> None:
    stated = act("established", start="2022-04-28", end="2022-10-27", basis="CSP L.5121-12")

    term = clocks("aap", stated).authorisation.at(day("2022-06-01"))

    assert (term.end, term.is_computed, term.status.basis) == (day("2022-10-27"), False, ("CSP L.5121-12",))


def test_aap_duration_that_the_act_states_replaces_the_legal_one() -> None:
    six_months = act("established", start="2022-04-28", term=Span(months=6), basis="CSP L.5121-12")

    assert shown(clocks("aap", six_months).entry)[1] == ("open", "2022-04-28", "2022-10-27")


def test_aap_granted_by_signature_alone_runs_from_it_marked_computed() -> None:
    found = clocks("aap", act("established", signed="2022-10-27")).entry.at(day("2022-12-01"))

    assert (found.start, found.is_first_computed) == (day("2022-10-27"), True)


def test_aap_funding_begins_with_the_access() -> None:
    assert payers(GRANTED) == [("insured_100", "2022-04-28", "2023-04-27")]


def test_aap_granted_by_signature_alone_is_paid_for() -> None:
    assert payers(act("established", signed="2022-10-27")) == [("insured_100", "2022-10-27", "2023-10-26")]


# --- renewals (case B01: decisions of 2022-10-27 and 2023-10-26, tacit renewal seen on 2024-11-06)

RENEWED_TWICE = (
    act("established", signed="2022-10-27"),
    act("renewed", signed="2023-10-26"),
    act("renewed", id="tacit", published="2024-11-06"),
)


def test_aap_renewed_runs_a_year_from_each_renewal() -> None:
    assert shown(clocks("aap", *RENEWED_TWICE[:2]).entry) == [
        ("not-yet", None, "2022-10-26"),
        ("open", "2022-10-27", "2023-10-25"),
        ("open", "2023-10-26", "2024-10-25"),
        ("unknown", "2024-10-26", None),
    ]


def test_aap_renewed_tacitly_keeps_the_days_before_as_they_were() -> None:
    assert shown(clocks("aap", *RENEWED_TWICE).entry)[2:] == [
        ("open", "2023-10-26", "2024-10-25"),
        ("unknown", "2024-10-26", "2024-11-05"),
        ("open", "2024-11-06", "2025-11-05"),
        ("unknown", "2025-11-06", None),
    ]


def test_aap_renewed_tacitly_starts_on_a_computed_day() -> None:
    assert clocks("aap", *RENEWED_TWICE).entry.at(day("2025-01-01")).is_first_computed is True


def test_aap_established_again_keeps_its_first_life() -> None:
    again = clocks("aap", GRANTED, act("withdrawn", start="2022-09-01"), act("established", start="2024-01-01"))

    assert states(again.entry)[:4] == [
        ("not-yet", "0001-01-01", "2022-04-27"),
        ("open", "2022-04-28", "2022-08-31"),
        ("closed", "2022-09-01", "2023-12-31"),
        ("open", "2024-01-01", "2024-12-31"),
    ]


# --- an opening day that is not known


def test_aap_published_without_a_day_is_open_since_then_with_a_null_start_and_a_term() -> None:
    assert shown(clocks("aap", act("established", published="2021-11-03")).entry) == [
        ("unknown", None, None),
        ("open", None, "2022-11-02"),
        ("unknown", "2022-11-03", None),
    ]


def test_aap_of_which_only_the_last_day_is_stated_is_open_on_that_day_alone_for_sure() -> None:
    found = clocks("aap", act("established", end="2022-11-02"))

    assert states_on(found.entry, ["2022-11-01", "2022-11-02", "2022-11-03"]) == ["unknown", "open", "unknown"]


def test_aap_published_after_its_stated_end_is_open_on_its_last_day() -> None:
    late = act("established", published="2023-06-01", end="2022-11-02")

    assert states_on(clocks("aap", late).entry, ["2022-11-02", "2022-11-03"]) == ["open", "unknown"]


def test_aap_of_unknown_start_is_paid_until_the_order() -> None:
    found = clocks("aap", act("established", published="2021-11-03"), act("funding-ended", end="2022-06-30"))

    assert shown(found.funding)[:2] == [("unknown", None, None), ("open", None, "2022-06-30")]


def test_aap_start_known_to_the_month_leaves_the_days_of_that_month_unknown() -> None:
    found = clocks("aap", act("established", start="2022-04"))

    assert states(found.entry) == [
        ("not-yet", "0001-01-01", "2022-03-31"),
        ("unknown", "2022-04-01", "2022-04-29"),
        ("open", "2022-04-30", "2023-03-31"),
        ("unknown", "2023-04-01", "9999-12-31"),
    ]


def test_aap_start_known_to_the_month_gives_a_range_of_ends() -> None:
    found = clocks("aap", act("established", start="2022-04")).entry.at(day("2022-06-01"))

    assert (found.is_first_computed, found.to_dict()["until_range"]) == (
        True,
        {"from": "2023-03-31", "until": "2023-04-29"},
    )


def test_aap_end_known_to_the_month_is_computed_with_its_range() -> None:
    found = clocks("aap", act("established", start="2022-04-28", end="2022-10")).entry.at(day("2022-06-01"))

    assert (found.is_last_computed, found.to_dict()["until_range"]) == (
        True,
        {"from": "2022-10-01", "until": "2022-10-31"},
    )


# --- suspended, resumed, withdrawn, refused

SUSPENDED = act("suspended", start="2022-06-15")


def test_aap_suspended_is_so_three_months_at_most_and_unknown_afterwards() -> None:
    assert states(clocks("aap", GRANTED, SUSPENDED).entry)[1:] == [
        ("open", "2022-04-28", "2022-06-14"),
        ("suspended", "2022-06-15", "2022-09-14"),
        ("unknown", "2022-09-15", "9999-12-31"),
    ]


def test_aap_suspension_cites_its_article() -> None:
    assert clocks("aap", GRANTED, SUSPENDED).entry.at(day("2022-07-01")).status.basis == ("CSP R.5121-72-1",)


def test_aap_suspended_until_a_stated_day_is_so_to_that_day() -> None:
    until = act("suspended", start="2022-06-15", end="2022-06-30")

    assert states_on(clocks("aap", GRANTED, until).entry, ["2022-06-30", "2022-07-01"]) == ["suspended", "unknown"]


def test_aap_suspension_never_outlasts_the_term() -> None:
    late = act("suspended", start="2023-04-01")

    assert states_on(clocks("aap", GRANTED, late).entry, ["2023-04-27", "2023-04-28"]) == ["suspended", "unknown"]


def test_aap_resumed_goes_on_to_the_end_of_its_term_and_no_further() -> None:
    found = clocks("aap", GRANTED, SUSPENDED, act("resumed", start="2022-08-01"))

    assert states(found.entry)[1:] == [
        ("open", "2022-04-28", "2022-06-14"),
        ("suspended", "2022-06-15", "2022-07-31"),
        ("open", "2022-08-01", "2023-04-27"),
        ("unknown", "2023-04-28", "9999-12-31"),
    ]


def test_aap_resumed_until_a_stated_day_is_open_to_that_day() -> None:
    found = clocks("aap", GRANTED, SUSPENDED, act("resumed", start="2022-08-01", end="2022-12-31"))

    assert states_on(found.entry, ["2022-12-31", "2023-01-01"]) == ["open", "unknown"]


def test_aap_resumed_after_its_term_is_not_reopened() -> None:
    found = clocks("aap", GRANTED, SUSPENDED, act("resumed", start="2023-06-01"))

    assert state_on(found.entry, "2023-06-01") == "unknown"


def test_aap_withdrawn_while_suspended_stays_closed_when_a_resumption_is_recorded() -> None:
    found = clocks(
        "aap",
        GRANTED,
        SUSPENDED,
        act("withdrawn", start="2022-07-01"),
        act("resumed", start="2022-08-01", end="2022-12-31"),
    )

    assert states_on(found.entry, ["2022-06-30", "2022-07-01", "2022-08-01"]) == ["suspended", "closed", "closed"]


def test_aap_suspended_once_closed_stays_closed() -> None:
    found = clocks("aap", GRANTED, act("withdrawn", start="2022-06-01"), SUSPENDED)

    assert state_on(found.entry, "2022-07-01") == "closed"


def test_aap_renewed_while_suspended_is_open_again() -> None:
    found = clocks("aap", GRANTED, SUSPENDED, act("renewed", start="2022-08-01"))

    assert states(found.entry)[2:4] == [
        ("suspended", "2022-06-15", "2022-07-31"),
        ("open", "2022-08-01", "2023-07-31"),
    ]


def test_aap_suspension_known_to_the_month_leaves_the_days_of_that_month_unknown() -> None:
    found = clocks("aap", GRANTED, act("suspended", start="2022-06"))

    assert states_on(found.entry, ["2022-05-31", "2022-06-01", "2022-06-30"]) == ["open", "unknown", "suspended"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"start": "2022-09-01"}, ["open", "closed", "closed"]),
        ({"signed": "2022-09-01"}, ["open", "open", "closed"]),
        ({"published": "2022-09-01"}, ["open", "open", "closed"]),
        ({"end": "2022-09-01"}, ["open", "open", "closed"]),
    ],
)
def test_aap_withdrawn_is_closed_from_its_effect_or_the_morrow_of_the_act(
    days: dict[str, str], expected: list[str]
) -> None:
    found = clocks("aap", GRANTED, act("withdrawn", **days))

    assert states_on(found.entry, ["2022-08-31", "2022-09-01", "2022-09-02"]) == expected


def test_aap_withdrawn_in_a_month_leaves_the_days_of_that_month_unknown() -> None:
    found = clocks("aap", GRANTED, act("withdrawn", start="2022-09"))

    assert states_on(found.entry, ["2022-08-31", "2022-09-01", "2022-09-29", "2022-09-30"]) == [
        "open",
        "unknown",
        "unknown",
        "closed",
    ]


@pytest.mark.parametrize(
    "refused",
    [
        pytest.param(act("refused", signed="2021-12-09"), id="B14-signed"),
        pytest.param(act("refused", published="2021-12-09"), id="B13-made-public"),
    ],
)
def test_aap_refused_is_closed_and_never_open(refused: Act) -> None:
    assert states(clocks("aap", refused).access) == [
        ("not-yet", "0001-01-01", "2021-12-08"),
        ("closed", "2021-12-09", "9999-12-31"),
    ]


def test_aap_with_rationed_supply_changes_no_state() -> None:
    granted = act("established", published="2021-11-03")  # case B11
    limited = act("supply-limited", start="2023-01")

    assert clocks("aap", granted, limited).access.stretches == clocks("aap", granted).access.stretches


# --- end of funding


def test_aap_not_renewed_without_an_order_leaves_the_end_of_funding_unknown() -> None:
    funding = clocks("aap", GRANTED, NOT_RENEWED).funding

    assert states(funding)[1:] == [
        ("open", "2022-04-28", "2023-04-27"),
        ("unknown", "2023-04-28", "9999-12-31"),
    ]


def test_aap_closed_before_its_first_day_was_never_paid() -> None:
    found = clocks("aap", act("refused", signed="2021-12-09"), GRANTED)

    assert state_on(found.funding, "2022-01-01") == "closed"


def test_aap_order_bounds_the_entry_even_past_a_refusal_of_renewal() -> None:
    found = clocks("aap", GRANTED, NOT_RENEWED, ORDER)

    assert states(found.entry)[1:] == [
        ("open", "2022-04-28", "2023-10-24"),
        ("closed", "2023-10-25", "9999-12-31"),
    ]


def test_aap_entry_between_the_term_and_the_order_needs_confirmation() -> None:
    found = clocks("aap", GRANTED, NOT_RENEWED, ORDER).entry.at(day("2023-07-01")).status

    assert (found.basis, found.doubt is not None) == (("CSS L.162-16-5-4 I",), True)


def test_aap_order_does_not_reopen_what_a_suspension_left_unknown() -> None:
    found = clocks("aap", GRANTED, SUSPENDED, act("funding-ended", end="2022-12-31"))

    assert states_on(found.entry, ["2022-09-14", "2022-09-15", "2022-12-31", "2023-01-01"]) == [
        "suspended",
        "unknown",
        "unknown",
        "closed",
    ]


def test_aap_order_without_a_grant_opens_nothing() -> None:
    assert [run[0] for run in states(clocks("aap", ORDER).entry)] == ["closed"]


def test_aap_withdrawal_before_the_order_closes_the_entry_at_once() -> None:
    found = clocks("aap", GRANTED, act("withdrawn", start="2022-09-01"), act("funding-ended", end="2022-12-31"))

    assert states_on(found.entry, ["2022-08-31", "2022-09-01"]) == ["open", "closed"]


def test_aap_listed_is_closed_and_paid_by_ordinary_rules_from_that_day() -> None:
    listed = act("listed", signed="2025-04-24", start="2025-04-29")  # case B11
    renewed = act("renewed", signed="2024-11-06")

    found = clocks("aap", GRANTED, renewed, listed)

    assert [states_on(clock, ["2025-04-28", "2025-04-29"]) for clock in (found.entry, found.funding)] == [
        ["open", "closed"],
        ["open", "closed"],
    ]


def test_aap_listed_ends_funding_by_the_article_that_says_so() -> None:
    found = clocks("aap", GRANTED, act("listed", start="2023-01-01")).funding.at(day("2023-01-01")).status

    assert found.basis == ("CSS L.162-16-5-1 II A",)


def test_aap_listed_leaves_treated_patients_supplied() -> None:
    assert payers(GRANTED, act("listed", start="2023-01-01"))[1] == ("unknown", "2023-01-01", "9999-12-31")


# --- worked dates (docs of the domain, date arithmetic)


def test_renewal_request_for_a_term_ending_2023_04_27_is_due_on_2023_01_27() -> None:
    assert aap.renewal_request_deadline(day("2023-04-27"), LAW) == day("2023-01-27")


def test_supply_after_a_grant_of_2022_04_28_is_due_on_2022_06_28() -> None:
    assert aap.supply_deadline(day("2022-04-28"), LAW) == day("2022-06-28")


def test_amm_application_after_a_grant_is_due_within_two_years() -> None:
    assert aap.amm_filing_deadline(day("2022-04-28"), LAW) == day("2024-04-28")


def test_listing_application_after_the_amm_is_due_within_a_month() -> None:
    assert aap.listing_application_deadline(day("2022-01-31"), LAW) == day("2022-02-28")


def test_information_asked_for_is_due_within_forty_five_days() -> None:
    assert aap.information_deadline(day("2022-01-31"), LAW) == day("2022-03-17")


@pytest.mark.parametrize(
    ("is_extended", "suspended", "expected"),
    [
        (False, 0, "2022-04-30"),
        (True, 0, "2022-05-31"),
        (False, 20, "2022-05-20"),
        (True, 45, "2022-07-15"),
    ],
)
def test_decision_is_due_in_three_months_with_extension_and_suspension(
    is_extended: bool, suspended: int, expected: str
) -> None:
    found = aap.decision_deadline(day("2022-01-31"), LAW, is_extended=is_extended, suspended_days=suspended)

    assert found == day(expected)


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("renewal-request", "CSP R.5121-69-4"),
        ("decision", "CSP R.5121-69"),
        ("decision-extension", "CSP R.5121-69"),
        ("information-reply", "CSP R.5121-69-1"),
        ("amm-filing", "CSP D.5121-69-3"),
        ("max-duration", "CSP D.5121-69-3"),
    ],
)
def test_deadline_has_its_article(name: str, article: str) -> None:
    found = LAW["aap"].provision(name, day("2022-04-28")).article

    assert found is not None
    assert found.startswith(article)


def test_supply_deadline_needs_confirmation_for_want_of_an_article() -> None:
    found = LAW["aap"].provision("supply", day("2022-04-28"))

    assert (found.article, found.doubt is not None) == (None, True)


@pytest.mark.parametrize(
    ("stage", "favourable", "expected"),
    [
        ("pre-amm", True, "accepted"),
        ("pre-amm", False, "rejected"),
        ("pre-amm", None, "unknown"),
        ("post-amm", True, "unknown"),
        ("post-amm", False, "unknown"),
        ("post-amm", None, "unknown"),
    ],
)
def test_silence_of_has_is_accepted_rejected_or_unknown(
    stage: aap.Stage, favourable: bool | None, expected: str
) -> None:
    found = aap.silence_means(stage, day("2023-01-01"), LAW, is_ansm_favourable=favourable)

    assert found.value == expected


def test_silence_after_the_amm_needs_confirmation() -> None:
    assert aap.silence_means("post-amm", day("2023-01-01"), LAW).doubt is not None
