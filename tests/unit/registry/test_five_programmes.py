"""The five packaged programmes: every clock, on the days that matter, as known on the days that matter."""

from datetime import date

import pytest
from synthetic import REGISTRY, day, shown, state_on, states_on

from saufconduit.regimes.clocks import Clocks
from saufconduit.regimes.timeline import Timeline

TODAY = "2026-11-22"


def as_known(programme: str, known: str = TODAY) -> Clocks:
    return REGISTRY.clocks(REGISTRY.programme(programme), day(known))


def payers(timeline: Timeline) -> list[tuple[str | None, str | None, str | None]]:
    """Who pays on the open stretches, from when until when."""
    return [
        (item.status.payer, *(None if bound is None else bound.isoformat() for bound in (item.start, item.end)))
        for item in timeline.stretches
        if item.status.state == "open"
    ]


# --- known when


@pytest.mark.parametrize(
    ("programme", "first_known"),
    [
        ("kadcyla-atuc", "2019-08-26"),
        ("tecentriq-atuc", "2019-08-19"),
        ("lutathera-cpc", "2022-04-05"),
        ("lumykras-aap", "2022-04-28"),
        ("onc201-preparation", "2021-11-02"),
    ],
)
def test_programme_is_omitted_until_its_first_act_is_known(programme: str, first_known: str) -> None:
    eve = date.fromordinal(day(first_known).toordinal() - 1)

    found = [[item.id for item in REGISTRY.known_on(known)] for known in (eve, day(first_known))]

    assert [programme in names for names in found] == [False, True]


# --- Lutathera


def test_lutathera_is_open_from_2022_04_06_to_2028_04_01_computed_with_its_range() -> None:
    run = as_known("lutathera-cpc").access.run_at(day(TODAY)).to_dict()

    assert {key: run[key] for key in ("state", "from", "until", "computed", "basis", "until_range")} == {
        "state": "open",
        "from": "2022-04-06",
        "until": "2028-04-01",
        "computed": True,
        "basis": ["CSP L.5121-12-1 III"],
        "until_range": {"from": "2028-04-01", "until": "2028-04-06"},
    }


def test_lutathera_as_known_before_its_renewal_ends_on_2025_04_05_computed_with_its_range() -> None:
    run = as_known("lutathera-cpc", "2024-01-01").access.run_at(day("2024-01-01")).to_dict()

    assert [run[key] for key in ("from", "until", "computed", "until_range")] == [
        "2022-04-06",
        "2025-04-05",
        True,
        {"from": "2025-04-05", "until": "2025-04-06"},
    ]


@pytest.mark.parametrize(
    ("on", "known", "expected"),
    [
        ("2022-04-05", TODAY, "not-yet"),
        ("2022-04-06", TODAY, "open"),
        ("2022-04-05", "2022-04-05", "not-yet"),
        ("2025-04-05", "2025-04-01", "open"),
        ("2025-04-06", "2025-04-01", "unknown"),
        ("2025-04-06", "2025-04-02", "open"),
        ("2028-04-01", TODAY, "open"),
        ("2028-04-02", TODAY, "unknown"),
    ],
)
def test_lutathera_state_on_a_day_as_known_on_a_day(on: str, known: str, expected: str) -> None:
    assert state_on(as_known("lutathera-cpc", known).access, on) == expected


def test_lutathera_leaves_the_ordinary_share_to_the_patient() -> None:
    found = as_known("lutathera-cpc").funding.at(day(TODAY)).status

    assert found.payer == "insured_with_copay"


# --- Kadcyla and Tecentriq


def test_kadcyla_is_open_one_year_then_unknown_then_closed() -> None:
    assert shown(as_known("kadcyla-atuc").access) == [
        ("not-yet", None, "2019-08-25"),
        ("open", "2019-08-26", "2020-08-25"),
        ("unknown", "2020-08-26", "2022-06-30"),
        ("closed", "2022-07-01", None),
    ]


def test_tecentriq_is_open_one_year_then_unknown_until_the_stop_is_certain_then_closed() -> None:
    assert shown(as_known("tecentriq-atuc").entry) == [
        ("not-yet", None, "2019-08-18"),
        ("open", "2019-08-19", "2020-08-18"),
        ("unknown", "2020-08-19", "2020-12-31"),
        ("closed", "2021-01-01", None),
    ]


def test_tecentriq_as_known_before_the_end_of_2020_has_no_stop_yet() -> None:
    assert state_on(as_known("tecentriq-atuc", "2020-12-30").access, "2021-06-01") == "unknown"


@pytest.mark.parametrize("programme", ["kadcyla-atuc", "tecentriq-atuc"])
def test_atu_of_2019_has_a_start_that_is_stated_and_an_end_that_is_computed(programme: str) -> None:
    found = as_known(programme).access.at(day("2020-01-01"))

    assert (found.is_first_computed, found.is_last_computed) == (False, True)


@pytest.mark.parametrize("known", ["2019-09-01", "2021-01-01", "2022-07-01", "2026-01-01", TODAY])
@pytest.mark.parametrize("programme", ["kadcyla-atuc", "tecentriq-atuc"])
def test_atu_of_2019_is_closed_every_day_of_2026_whatever_is_known(programme: str, known: str) -> None:
    found = as_known(programme, known)
    days = [date.fromordinal(day("2026-01-01").toordinal() + at) for at in range(365)]

    assert {clock.at(on).status.state for on in days for clock in (found.access, found.funding, found.supply)} == {
        "closed"
    }


# --- Lumykras

AUTHORISED = [("not-yet", None, "2022-04-27"), ("open", "2022-04-28", "2023-04-27")]
SILENT = [*AUTHORISED, ("unknown", "2023-04-28", None)]
REFUSED = [*AUTHORISED, ("unknown", "2023-04-28", "2023-10-05"), ("closed", "2023-10-06", None)]
ENTRY = [("not-yet", None, "2022-04-27"), ("open", "2022-04-28", "2023-10-24"), ("closed", "2023-10-25", None)]


def runs(timeline: Timeline) -> list[tuple[str, str | None, str | None]]:
    """Runs of one state, with the bounds as shown."""
    found = dict.fromkeys(timeline.run_at(item.first) for item in timeline.stretches)
    firsts = {run.first: run for run in found}
    return [
        (run.status.state, *(None if bound is None else bound.isoformat() for bound in (run.start, run.end)))
        for run in firsts.values()
    ]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("2022-04-28", SILENT),
        ("2023-07-01", SILENT),
        ("2023-10-04", SILENT),
        ("2023-10-05", REFUSED),
        ("2023-10-10", REFUSED),
        ("2023-10-15", REFUSED),
        ("2023-10-16", ENTRY),
        ("2024-10-07", ENTRY),
        ("2025-10-29", ENTRY),
        (TODAY, ENTRY),
    ],
)
def test_lumykras_entry_as_known_on_a_day(known: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert runs(as_known("lumykras-aap", known).entry) == expected


@pytest.mark.parametrize(("known", "expected"), [("2023-07-01", SILENT), ("2023-10-10", REFUSED), (TODAY, REFUSED)])
def test_lumykras_authorisation_as_known_on_a_day(
    known: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert runs(as_known("lumykras-aap", known).authorisation) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("2023-07-01", [("insured_100", "2022-04-28", "2023-04-27")]),
        ("2023-10-15", [("insured_100", "2022-04-28", "2023-04-27")]),
        ("2023-10-16", [("insured_100", "2022-04-28", "2023-10-24")]),
        (TODAY, [("insured_100", "2022-04-28", "2023-10-24")]),
    ],
)
def test_lumykras_funding_as_known_on_a_day(
    known: str, expected: list[tuple[str | None, str | None, str | None]]
) -> None:
    assert payers(as_known("lumykras-aap", known).funding) == expected


@pytest.mark.parametrize(
    ("known", "on", "expected"),
    [
        ("2023-10-15", "2023-10-24", "unknown"),
        ("2023-10-16", "2023-10-24", "open"),
        ("2023-10-16", "2023-10-25", "closed"),
    ],
)
def test_lumykras_funding_on_a_day_as_known_on_a_day(known: str, on: str, expected: str) -> None:
    assert state_on(as_known("lumykras-aap", known).funding, on) == expected


INSURED = [("insured_100", "2022-04-28", "2023-10-24"), ("insured_100", "2023-10-25", "2024-01-24")]
LEGAL_YEAR = [*INSURED, ("reference_price", "2024-01-25", "2024-10-24")]
FIRST_NOTE = [*LEGAL_YEAR, ("free_by_company", "2024-10-25", "2025-10-24")]
BOTH_NOTES = [*FIRST_NOTE, ("free_by_company", "2025-10-25", "2026-10-24")]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("2023-10-16", LEGAL_YEAR),
        ("2024-10-07", LEGAL_YEAR),
        ("2024-10-08", FIRST_NOTE),
        ("2025-10-28", FIRST_NOTE),
        ("2025-10-29", BOTH_NOTES),
        (TODAY, BOTH_NOTES),
    ],
)
def test_lumykras_supply_of_treated_patients_as_known_on_a_day(
    known: str, expected: list[tuple[str | None, str | None, str | None]]
) -> None:
    assert payers(as_known("lumykras-aap", known).supply) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2022-04-27", "not-yet"),
        ("2022-04-28", "open"),
        ("2023-04-27", "open"),
        ("2023-04-28", "open"),
        ("2023-10-24", "open"),
        ("2023-10-25", "continuity"),
        ("2024-01-24", "continuity"),
        ("2024-01-25", "continuity"),
        ("2024-10-24", "continuity"),
        ("2024-10-25", "continuity"),
        ("2025-10-24", "continuity"),
        ("2025-10-25", "continuity"),
        ("2026-10-24", "continuity"),
        ("2026-10-25", "closed"),
    ],
)
def test_lumykras_access_on_each_boundary_day(on: str, expected: str) -> None:
    assert state_on(as_known("lumykras-aap").access, on) == expected


@pytest.mark.parametrize(
    ("known", "on", "expected"),
    [
        ("2024-10-07", "2024-10-25", "closed"),
        ("2024-10-08", "2024-10-25", "continuity"),
        ("2025-10-28", "2025-10-25", "closed"),
        ("2025-10-29", "2025-10-25", "continuity"),
    ],
)
def test_lumykras_access_covers_backwards_once_the_note_is_known(known: str, on: str, expected: str) -> None:
    assert state_on(as_known("lumykras-aap", known).access, on) == expected


def test_lumykras_states_the_bounds_that_sources_write_and_computes_the_others() -> None:
    supply = as_known("lumykras-aap").supply
    lasts = {item.end.isoformat(): item.is_last_computed for item in supply.stretches if item.end}

    assert lasts == {
        "2022-04-27": False,
        "2023-10-24": False,
        "2024-01-24": True,
        "2024-10-24": True,
        "2025-10-24": False,
        "2026-10-24": False,
    }


def test_lumykras_entry_after_the_term_needs_confirmation() -> None:
    assert as_known("lumykras-aap").entry.at(day("2023-07-01")).status.doubt is not None


# --- ONC201


def test_onc201_is_open_with_null_bounds_since_it_was_announced() -> None:
    assert shown(as_known("onc201-preparation").access) == [("unknown", None, None), ("open", None, None)]


@pytest.mark.parametrize(("on", "expected"), [("2021-11-01", "unknown"), ("2021-11-02", "open"), (TODAY, "open")])
def test_onc201_before_the_announcement_is_unknown(on: str, expected: str) -> None:
    assert state_on(as_known("onc201-preparation").access, on) == expected


def test_onc201_computes_no_bound() -> None:
    assert [item.is_computed for item in as_known("onc201-preparation").access.stretches] == [False, False]


def test_onc201_payer_is_not_known() -> None:
    assert as_known("onc201-preparation").funding.at(day(TODAY)).status.payer == "unknown"


# --- all together

FIVE = ("kadcyla-atuc", "lumykras-aap", "lutathera-cpc", "onc201-preparation", "tecentriq-atuc")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2019-08-20", ["not-yet", "not-yet", "not-yet", "unknown", "open"]),
        ("2020-08-20", ["open", "not-yet", "not-yet", "unknown", "unknown"]),
        ("2022-07-01", ["closed", "open", "open", "open", "closed"]),
        ("2023-12-01", ["closed", "continuity", "open", "open", "closed"]),
        (TODAY, ["closed", "closed", "open", "open", "closed"]),
    ],
)
def test_programmes_on_a_day_as_known_today(on: str, expected: list[str]) -> None:
    found = [states_on(REGISTRY.clocks(REGISTRY.programme(name), day(TODAY)).access, [on]) for name in FIVE]

    assert [state for (state,) in found] == expected
