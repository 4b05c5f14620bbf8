"""Continuity of treatment after an AAP: who pays, for how long, by which text."""

import pytest
from synthetic import LAW, act, clocks, day, shown, state_on

from saufconduit.regimes.acts import Act
from saufconduit.regimes.continuity import is_listed

GRANTED = act("established", start="2022-04-28")
ORDER = act("funding-ended", end="2023-10-24")
NOTE = act("continuity-granted", signed="2024-10-08", end="2025-10-24", reference="Note A", payer="free_by_company")
NEXT = act("continuity-granted", id="next", start="2025-10-25", end="2026-10-24", reference="Note B", basis="CSP X")


def phases(*acts: Act) -> list[tuple[str | None, str | None, str | None]]:
    """Who pays after the end of funding, from when until when."""
    supply = clocks("aap", GRANTED, ORDER, *acts).supply
    return [
        (item.status.payer, *(None if bound is None else bound.isoformat() for bound in (item.start, item.end)))
        for item in supply.stretches
        if item.first > day("2023-10-24")
    ]


def test_continuity_is_three_months_insured_then_nine_at_the_reference_price() -> None:
    assert phases() == [
        ("insured_100", "2023-10-25", "2024-01-24"),
        ("reference_price", "2024-01-25", "2024-10-24"),
        (None, "2024-10-25", None),
    ]


def test_continuity_of_the_law_has_computed_bounds_and_its_articles() -> None:
    supply = clocks("aap", GRANTED, ORDER).supply
    first, second = supply.at(day("2023-11-01")), supply.at(day("2024-02-01"))

    assert [first.is_last_computed, second.is_last_computed, first.status.basis, second.status.basis[0]] == [
        True,
        True,
        ("CSS D.163-3 II",),
        "CSS D.163-3 I",
    ]


def test_continuity_notes_follow_the_statutory_year() -> None:
    assert phases(NOTE, NEXT)[2:] == [
        ("free_by_company", "2024-10-25", "2025-10-24"),
        ("unknown", "2025-10-25", "2026-10-24"),
        (None, "2026-10-25", None),
    ]


def test_continuity_note_without_a_first_day_starts_on_a_computed_one() -> None:
    found = clocks("aap", GRANTED, ORDER, NOTE).supply.at(day("2025-01-01"))

    assert (found.is_first_computed, found.is_last_computed) == (True, False)


def test_continuity_note_is_its_own_basis() -> None:
    found = clocks("aap", GRANTED, ORDER, NOTE, NEXT).supply.at(day("2026-01-01"))

    assert found.status.basis == ("Note B", "CSP X")


def test_continuity_note_of_a_time_already_covered_moves_no_end() -> None:
    early = act("continuity-granted", start="2024-02-01", end="2024-06-30", payer="free_by_company")

    assert phases(early)[-2:] == [("reference_price", "2024-07-01", "2024-10-24"), (None, "2024-10-25", None)]


def test_continuity_note_without_an_end_grants_nothing() -> None:
    assert phases(act("continuity-granted", signed="2024-10-08")) == phases()


def test_continuity_gap_before_a_later_note_is_closed() -> None:
    later = act("continuity-granted", start="2025-01-01", end="2025-12-31")

    assert state_on(clocks("aap", GRANTED, ORDER, later).supply, "2024-12-01") == "closed"


def test_continuity_ends_in_ordinary_rules_when_listed() -> None:
    assert phases(act("listed", start="2024-03-01"))[-1] == ("unknown", "2024-03-01", None)


def test_continuity_leaves_the_funding_of_the_access_at_its_stated_end() -> None:
    assert shown(clocks("aap", GRANTED, ORDER).funding)[-2:] == [
        ("open", "2022-04-28", "2023-10-24"),
        ("closed", "2023-10-25", None),
    ]


def test_access_shows_continuity_where_only_treated_patients_are_covered() -> None:
    access = clocks("aap", GRANTED, ORDER).access

    assert [item.status.state for item in access.stretches][-3:] == ["continuity", "continuity", "closed"]


def test_access_says_why_once_the_continuity_is_over() -> None:
    found = clocks("aap", GRANTED, ORDER).access.at(day("2024-10-25")).status

    assert (found.state, found.basis) == ("closed", ("CSS D.163-3 I",))


# --- the texts in time: CSS D.163-3 was rewritten on 2022-04-18


@pytest.mark.parametrize(
    ("on", "is_doubtful"), [("2021-07-01", True), ("2022-04-17", True), ("2022-04-18", False), ("2026-01-01", False)]
)
def test_insured_phase_is_confirmed_only_in_its_second_version(on: str, is_doubtful: bool) -> None:
    span, provision = LAW["continuity"].span("insured-phase", day(on))

    assert (span.months, provision.article, provision.doubt is not None) == (3, "CSS D.163-3 II", is_doubtful)


@pytest.mark.parametrize(("last_funded", "is_doubtful"), [("2022-04-16", True), ("2022-04-17", False)])
def test_insured_phase_takes_the_text_of_its_first_day(last_funded: str, is_doubtful: bool) -> None:
    found = clocks("aap", act("established", start="2021-10-01"), act("funding-ended", end=last_funded)).supply

    doubt = found.at(day("2022-05-01")).status.doubt
    first_version = LAW["continuity"].provision("insured-phase", day("2022-04-17")).doubt
    assert (doubt == first_version) is is_doubtful


def test_minimum_of_one_year_has_its_article() -> None:
    span, provision = LAW["continuity"].span("minimum", day("2023-10-25"))

    assert (span.years, provision.article) == (1, "CSS D.163-3 I")


def test_supply_under_the_ordinary_rules_is_told_from_that_of_continuity() -> None:
    supply = clocks("aap", GRANTED, ORDER, act("listed", start="2024-02-01")).supply

    assert [is_listed(supply.at(day(on)).status) for on in ("2023-11-01", "2024-02-01")] == [False, True]


def test_access_closed_by_a_listing_is_not_a_supply_under_the_ordinary_rules() -> None:
    entry = clocks("aap", GRANTED, act("listed", start="2022-09-01")).entry

    assert not is_listed(entry.at(day("2022-09-01")).status)
