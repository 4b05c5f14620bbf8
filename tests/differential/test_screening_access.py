"""The access of each patient, screened, against `assessment.access` for one: any acts, any accesses on file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pytest
from cohort_oracle import judged
from generated_criteria import criterion_of
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from random_acts import LISTS_OF_ACTS, NEAR
from screened import answers, as_stored, frames_of, programme_of, registry_of, specs_of
from synthetic import act

from saufconduit.criteria.nodes import FactIs
from saufconduit.regimes.acts import Act
from saufconduit.regimes.provisions import REGIMES
from saufconduit.registry.catalogue import Registry
from saufconduit.screening.access import STATES

TREE = criterion_of(FactIs("sex", ("female",)))
PROGRAMMES = ("essai-a", "essai-b")
FIRST = settings(phases=[Phase.generate], max_examples=2000)
YEARS = {"before": (2021, 2022), "after": (2024, 2025)}


@dataclass(frozen=True)
class Case:
    """The regime and the acts of two programmes, a day, and accesses of a few patients to them."""

    histories: Sequence[tuple[str, Sequence[Act]]]
    on: date
    known: date
    accesses: Sequence[Mapping[str, Any]] = ()

    @cached_property
    def registry(self) -> Registry:
        """The two programmes, of two indications each."""
        named = zip(PROGRAMMES, self.histories, strict=True)
        return registry_of(*(programme_of([TREE, TREE], name, *history) for name, history in named))


def _days_of(when: str) -> st.SearchStrategy[str]:
    first, last = YEARS[when]
    return st.dates(date(first, 7, 2), date(last, 6, 30)).map(str)


# Accesses that were open once, then were changed by an act: what follows depends on who was in.
USUAL_ACTS = st.tuples(
    st.builds(lambda start: act("established", start=start), _days_of("before")),
    st.builds(
        lambda kind, start: act(kind, start=start, signed=start),
        st.sampled_from(["ended", "listed", "not-renewed", "initiations-stopped", "suspended", "amm-granted"]),
        _days_of("after"),
    ),
)
USUAL_DAYS = st.dates(date(2024, 6, 1), date(2026, 6, 30))


@st.composite
def cases(draw: st.DrawFn, acts: st.SearchStrategy[Sequence[Act]], days_asked: st.SearchStrategy[date]) -> Case:
    """Two programmes of such acts; accesses that begin and end around the days on which something changes."""
    on = draw(days_asked)
    known = draw(st.sampled_from([on, date(2035, 1, 1)]))
    history = st.tuples(st.sampled_from(REGIMES), acts)
    case = Case([draw(history) for _ in PROGRAMMES], on, known)
    days = st.sampled_from(texts_of(days_that_matter(case)))
    access = st.fixed_dictionaries(
        {
            "patient_id": st.sampled_from(["P-0", "P-1", "P-2"]),
            "programme": st.sampled_from(PROGRAMMES),
            "indication": st.sampled_from([None, "i1", "i2"]),
            "started": st.none() | days,
            "ended": st.none() | st.none() | days,
        }
    )
    return replace(case, accesses=draw(st.lists(access, max_size=8)))


usual_cases = cases(USUAL_ACTS, USUAL_DAYS)
any_cases = cases(LISTS_OF_ACTS, NEAR)


def days_that_matter(case: Case) -> list[date]:
    """The day itself, the bounds of the clocks, and the neighbours of all these."""
    registry = case.registry
    clocks = [registry.clocks(one, case.known) for one in registry.programmes]
    stretches = [item for one in clocks for timeline in (one.entry, one.supply) for item in timeline.stretches]
    bounds = {case.on, *(item.first for item in stretches), *(item.last for item in stretches)}
    inside = [day for day in bounds if date(1000, 1, 2) < day < date(9999, 12, 30)]
    return sorted(day + timedelta(days=more) for day in inside for more in (-1, 0, 1))


def texts_of(days: Sequence[date]) -> list[str]:
    """The days as a cohort holds them: most to the day, some to the month or the year."""
    exact = [day.isoformat() for day in days]
    return [*exact, *exact, *(text[:7] for text in exact), *(text[:4] for text in exact)]


def tables_of(case: Case) -> dict[str, Sequence[Mapping[str, Any]]]:
    patients = [{"patient_id": name, "sex": "female"} for name in ("P-0", "P-1", "P-2")]
    return {"patients": patients, "treatments": [], "opinions": [], "accesses": case.accesses}


def screened_states(case: Case) -> dict[str, list[tuple[str, str]]]:
    registry = case.registry
    frames = frames_of(tables_of(case), specs_of(registry, case.on, case.known))
    found = answers(frames, registry, case.on, case.known)
    return {name: [(one[0], one[2]) for one in several] for name, several in found.items()}


def states_of_each(case: Case) -> dict[str, list[tuple[str, str]]]:
    registry = case.registry
    tables = as_stored(tables_of(case), specs_of(registry, case.on, case.known))
    found = {row["patient_id"]: judged(row, tables, registry, case.on, case.known) for row in tables["patients"]}
    return {name: [(one[0], one[2]) for one in several] for name, several in found.items()}


def differs_from_entry(case: Case, state: str) -> bool:
    """Whether a patient has this state, and one without access has another."""
    entries = [door.entry.status.state for door in case.registry.doors(case.on, case.known)]
    states = [[one for _, one in found] for found in states_of_each(case).values()]
    return any(one == state != entry for found in states for one, entry in zip(found, entries, strict=True))


@given(usual_cases)
def test_screened_access_is_that_of_each_patient(case):
    assert screened_states(case) == states_of_each(case)


@given(any_cases)
def test_screened_access_is_that_of_each_patient_whatever_the_acts(case):
    assert screened_states(case) == states_of_each(case)


@pytest.mark.parametrize("state", ["continuity", "unknown"])
def test_generator_of_accesses_gives_a_state_of_their_own(state):
    assert find(usual_cases, lambda case: differs_from_entry(case, state), settings=FIRST) is not None


@pytest.mark.parametrize("state", [state for state in STATES if state != "not-yet"])
def test_generator_of_accesses_gives_every_state(state):
    def has_state(case: Case) -> bool:
        return any(one == state for found in states_of_each(case).values() for _, one in found)

    assert find(usual_cases, has_state, settings=FIRST) is not None
