"""The state of the access of each patient, screened."""

import pytest
from generated_criteria import criterion_of
from screened import answers, frames_of, programme_of, registry_of, specs_of
from synthetic import act, day

from saufconduit.criteria.nodes import FactIs
from saufconduit.regimes.timeline import STATES as STATES_OF_CLOCKS
from saufconduit.screening.access import STATES

TREE = criterion_of(FactIs("sex", ("female",)))
OPENED = act("established", start="2022-01-01", end="2025-01-01")
LISTED = act("listed", start="2024-03-01", signed="2024-03-01")
ON, KNOWN = day("2024-06-01"), day("2026-01-01")


def states(*accesses, acts=(OPENED, LISTED), regime="aap", on=ON, names=("essai",), count=2):
    """The states of one patient with these accesses, by indication."""
    registry = registry_of(*(programme_of([TREE] * count, name, regime, acts) for name in names))
    rows = [{"patient_id": "P-0"} | {"programme": names[0]} | row for row in accesses]
    tables = {"patients": [{"patient_id": "P-0"}], "accesses": rows}
    (found,) = answers(frames_of(tables, specs_of(registry, on, KNOWN)), registry, on, KNOWN).values()
    return {one[0]: one[2] for one in found}


def test_states_are_those_of_the_clocks():
    assert STATES == STATES_OF_CLOCKS


def test_access_that_is_open_is_open_to_everyone():
    assert states({"started": "2020-01-01"}, acts=[OPENED], on=day("2022-06-01")) == {
        "essai/i1": "open",
        "essai/i2": "open",
    }


def test_access_that_is_not_yet_there_is_not_yet_for_everyone():
    assert set(states({"started": "2021-01-01"}, on=day("2021-06-01")).values()) == {"not-yet"}


def test_access_on_file_of_one_indication_is_of_no_other():
    assert states({"indication": "i1", "started": "2023-01-01"}) == {"essai/i1": "continuity", "essai/i2": "closed"}


def test_access_on_file_without_indication_may_be_of_any():
    assert states({"started": "2023-01-01"}) == {"essai/i1": "continuity", "essai/i2": "continuity"}


ACCESSES = [
    ([], "closed"),
    ([{"started": "2023-01-01"}], "continuity"),
    ([{"started": "2021-12-31"}], "closed"),
    ([{"started": "2024-04-02"}], "closed"),
    ([{"started": "2024-06-02"}], "closed"),
    ([{"started": "2023"}], "continuity"),
    ([{"started": "2024"}], "unknown"),
    ([{"started": None}], "unknown"),
    ([{"started": "2023-01-01", "ended": "2024-05-31"}], "closed"),
    ([{"started": "2023-01-01", "ended": "2024-06-01"}], "continuity"),
    ([{"started": "2023-01-01", "ended": "2024-06"}], "continuity"),
    ([{"started": "2023-01-01", "ended": "2024"}], "unknown"),
    ([{"started": "2023-01-01", "ended": "2023-02-01"}, {"started": "2023-03-01"}], "continuity"),
    ([{"started": "2023-01-01"}, {"started": None}], "continuity"),
    ([{"started": "2024-06-02"}, {"started": None}], "unknown"),
]


@pytest.mark.parametrize(("accesses", "expected"), ACCESSES)
def test_accesses_on_file_decide_who_continues(accesses, expected):
    assert states(*accesses, count=1) == {"essai/i1": expected}


def test_access_to_another_programme_says_nothing():
    found = states({"started": "2023-01-01"}, names=("essai", "autre"), count=1)

    assert found == {"essai/i1": "continuity", "autre/i1": "closed"}


def test_doubt_about_a_patient_leaves_a_suspended_access_suspended():
    suspended = act("suspended", start="2022-06-01", signed="2022-06-01")

    found = states({"started": None}, acts=[OPENED, suspended], on=day("2022-07-01"), count=1)

    assert found == {"essai/i1": "suspended"}


def test_accesses_of_indications_whose_names_join_alike_are_told_apart():
    registry = registry_of(
        *(programme_of([TREE], name, "aap", [OPENED, LISTED]) for name in ("essai", "essai-i1", "essai_i1"))
    )
    rows = [{"patient_id": "P-0", "programme": "essai-i1", "started": "2023-01-01"}]
    frames = frames_of({"patients": [{"patient_id": "P-0"}], "accesses": rows}, specs_of(registry, ON, KNOWN))

    (found,) = answers(frames, registry, ON, KNOWN).values()

    assert [one[2] for one in found] == ["closed", "continuity", "closed"]
