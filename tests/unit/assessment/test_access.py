"""The access of one patient on a day."""

from datetime import date

import pytest
from assessing import NOW, outcome_of, programme, registry_with

ADVANCED_NSCLC = "facts: {disease: nsclc, extent: metastatic, kras: g12c}\naccesses: "
EXAMPLES_DAY = date(2026, 10, 12)
STOPPED_WITHIN_A_YEAR = [
    {"id": "established", "kind": "established", "signed": "2022-01-01"},
    {"id": "stopped", "kind": "initiations-stopped", "effective": {"from": "2023"}},
]
ENDED_AAP = [
    {"id": "established", "kind": "established", "signed": "2022-04-28"},
    {"id": "ended", "kind": "funding-ended", "signed": "2023-04-01", "effective": {"until": "2023-04-27"}},
]


def access_on(accesses: str, on: date = EXAMPLES_DAY, known: date = NOW):
    return outcome_of(ADVANCED_NSCLC + accesses, "nsclc-kras-g12c", on, known).access


@pytest.mark.parametrize(
    ("accesses", "state"),
    [
        ("[]", "closed"),
        ("[{programme: lumykras-aap, indication: nsclc-kras-g12c, started: 2022-04-28}]", "continuity"),
        ("[{programme: lumykras-aap, indication: nsclc-kras-g12c, started: 2023-10-24}]", "continuity"),
        ("[{programme: lumykras-aap, indication: nsclc-kras-g12c, started: 2023-10-25}]", "closed"),
        ("[{programme: lumykras-aap, indication: nsclc-kras-g12c, started: 2022-04-27}]", "closed"),
        ("[{programme: lumykras-aap, started: 2023-03-14}]", "continuity"),
        ("[{programme: lumykras-aap, started: 2023-03}]", "continuity"),
        ("[{programme: lumykras-aap, started: 2023-10}]", "unknown"),
        ("[{programme: lumykras-aap, started: 2023}]", "unknown"),
        ("[{programme: lumykras-aap, started: 2023-11}]", "closed"),
        ("[{programme: lumykras-aap}]", "unknown"),
        ("[{programme: lutathera-cpc, started: 2023-03-14}]", "closed"),
    ],
)
def test_access_after_funding_ended_depends_on_the_start_of_the_treatment(accesses, state):
    access = access_on(accesses)

    assert access.status.state == state


@pytest.mark.parametrize(
    ("stopped", "state"),
    [
        ("2024-05-01", "closed"),
        ("2026-10-11", "closed"),
        ("2026-10-12", "continuity"),
        ("2026-12-01", "continuity"),
        ("2026-10", "unknown"),
        ("2026-09", "closed"),
        ("2026-11", "continuity"),
    ],
)
def test_access_of_a_treatment_that_was_stopped_has_no_continuity(stopped, state):
    access = access_on(f"[{{programme: lumykras-aap, started: 2023-03-14, until: {stopped}}}]")

    assert access.status.state == state


def test_access_with_one_stopped_and_one_running_treatment_goes_on():
    access = access_on(
        "[{programme: lumykras-aap, started: 2023-03-14, until: 2023-06-01}, "
        "{programme: lumykras-aap, started: 2023-09-01}]"
    )

    assert access.status.state == "continuity"


@pytest.mark.parametrize("accesses", ["[]", "[{programme: lumykras-aap}]", "[{programme: lumykras-aap, until: 2023}]"])
def test_access_while_new_patients_enter_is_open_whatever_the_patient_had(accesses):
    access = access_on(accesses, on=date(2023, 10, 24))

    assert access.status.state == "open"


def test_access_in_continuity_shows_the_days_of_the_continuity():
    access = access_on("[{programme: lumykras-aap, started: 2023-03-14}]")

    assert (access.start, access.end) == (date(2023, 10, 25), date(2026, 10, 24))


def test_access_that_may_be_covered_says_why_it_is_not_known():
    access = access_on("[{programme: lumykras-aap, started: 2023-10}]")

    assert access.status.why is not None
    assert "on ne sait pas si le traitement a été commencé" in access.status.why.fr


def test_access_that_may_be_covered_shows_no_day():
    access = access_on("[{programme: lumykras-aap, started: 2023-10}]")

    assert (access.start, access.end) == (None, None)


def test_access_of_a_start_after_the_day_is_closed():
    access = access_on("[{programme: lumykras-aap, started: 2026-10-13}]")

    assert access.status.state == "closed"


def test_access_that_is_unknown_for_all_keeps_its_own_reason():
    written = "facts: {disease: breast-cancer}\naccesses: [{programme: kadcyla-atuc}]"
    outcome = outcome_of(written, "her2-residual", date(2021, 6, 1))

    assert (outcome.access.status.state, outcome.access.end) == ("unknown", date(2022, 6, 30))


@pytest.mark.parametrize(("indication", "state"), [("premiere", "continuity"), ("seconde", "closed")])
def test_access_of_another_indication_of_the_programme_does_not_count(tmp_path, indication, state):
    two = programme(regime="aap", events=ENDED_AAP, indications=("premiere", "seconde"))
    registry = registry_with(tmp_path, two)
    written = "accesses: [{programme: essai, indication: premiere, started: 2022-05-02}]"

    outcome = outcome_of(written, indication, date(2023, 6, 1), registry=registry)

    assert outcome.access.status.state == state


def test_access_without_indication_counts_for_each_indication_of_the_programme(tmp_path):
    registry = registry_with(tmp_path, programme(regime="aap", events=ENDED_AAP, indications=("premiere", "seconde")))
    written = "accesses: [{programme: essai, started: 2022-05-02}]"

    states = [
        outcome_of(written, name, date(2023, 6, 1), registry=registry).access.status.state
        for name in ("premiere", "seconde")
    ]

    assert states == ["continuity", "continuity"]


def test_access_whose_entry_may_have_stopped_is_continuity_to_the_end_of_supply(tmp_path):
    registry = registry_with(tmp_path, programme(events=STOPPED_WITHIN_A_YEAR))
    written = "accesses: [{programme: essai, started: 2022-05-02}]"

    access = outcome_of(written, "essai", date(2023, 6, 1), registry=registry).access

    assert (access.status.state, access.end) == ("continuity", date(2024, 12, 31))


def test_access_whose_entry_may_have_stopped_is_unknown_for_a_patient_not_treated(tmp_path):
    registry = registry_with(tmp_path, programme(events=STOPPED_WITHIN_A_YEAR))

    access = outcome_of("facts: {disease: net}", "essai", date(2023, 6, 1), registry=registry).access

    assert access.status.state == "unknown"


def test_access_that_is_suspended_stays_so_for_a_patient_whose_start_is_unknown(tmp_path):
    suspended = {"id": "suspended", "kind": "suspended", "signed": "2023-01-10"}
    registry = registry_with(
        tmp_path, programme(events=[{"id": "established", "kind": "established", "signed": "2022-01-01"}, suspended])
    )

    access = outcome_of("accesses: [{programme: essai}]", "essai", date(2023, 1, 20), registry=registry).access

    assert access.status.state == "suspended"
