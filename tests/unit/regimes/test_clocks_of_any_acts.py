"""Whatever the acts, in whatever order: no failure, one state a day, and nothing known too early."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_acts import DAYS, LISTS_OF_ACTS
from synthetic import LAW, REGISTRY, act, all_faults, clocks, shown

from saufconduit.regimes.acts import ACT_KINDS, Act
from saufconduit.regimes.dispatch import CLOCKS, clocks_of
from saufconduit.regimes.provisions import REGIMES
from saufconduit.regimes.timeline import Timeline
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.programme import Programme
from saufconduit.vocabulary.text import Text

EVERY_REGIME = st.sampled_from(REGIMES)
DAYS_OF_ACTS = ("signed", "published", "start", "end")


def programme(regime: str, acts: list[Act]) -> Programme:
    return Programme("essai", regime, Text("", ""), (), tuple(acts), (), ())


def registry() -> Registry:
    return Registry(REGISTRY.vocabulary, LAW, {}, ())


def test_every_regime_of_the_law_has_its_clocks() -> None:
    assert set(CLOCKS) == set(REGIMES)


@given(EVERY_REGIME, LISTS_OF_ACTS)
def test_clocks_of_any_acts_give_every_day_exactly_one_state(regime: str, acts: list[Act]) -> None:
    assert all_faults(clocks_of(regime, acts, LAW)) == {
        "access": [],
        "entry": [],
        "authorisation": [],
        "funding": [],
        "supply": [],
    }


@given(EVERY_REGIME, LISTS_OF_ACTS)
def test_clocks_of_any_acts_are_the_same_twice(regime: str, acts: list[Act]) -> None:
    assert clocks_of(regime, acts, LAW).access.stretches == clocks_of(regime, acts, LAW).access.stretches


@given(EVERY_REGIME, LISTS_OF_ACTS, LISTS_OF_ACTS, DAYS)
def test_clocks_as_known_on_a_day_do_not_depend_on_acts_known_later(
    regime: str, acts: list[Act], more: list[Act], known: date
) -> None:
    later = [item for item in more if not item.is_known(known)]
    mixed = programme(regime, [*acts[:2], *later, *acts[2:]])

    found = registry().clocks(mixed, known)

    assert found.access.stretches == registry().clocks(programme(regime, acts), known).access.stretches


@given(EVERY_REGIME, LISTS_OF_ACTS, st.sampled_from(["supply-limited", "modified", "protocol-published"]), DAYS)
def test_clocks_are_not_moved_by_an_act_that_changes_no_state(
    regime: str, acts: list[Act], kind: str, on: date
) -> None:
    idle = act(kind, start=on.isoformat())  # type: ignore[arg-type]

    assert clocks_of(regime, [*acts, idle], LAW).access.stretches == clocks_of(regime, acts, LAW).access.stretches


@given(LISTS_OF_ACTS, DAYS)
def test_atu_cohort_is_never_open_after_the_last_day_of_the_old_rules(acts: list[Act], on: date) -> None:
    day = max(on, date(2022, 7, 1))

    found = clocks_of("atu-cohort", acts, LAW)

    assert {found.entry.at(day).status.state, found.funding.at(day).status.state} == {"closed"}


@given(LISTS_OF_ACTS, DAYS)
def test_atu_nominative_takes_no_new_patient_after_the_reform(acts: list[Act], on: date) -> None:
    day = max(on, date(2021, 7, 1))

    assert clocks_of("atu-nominative", acts, LAW).entry.at(day).status.state == "closed"


@given(EVERY_REGIME, LISTS_OF_ACTS)
def test_every_open_day_of_funding_says_who_pays(regime: str, acts: list[Act]) -> None:
    funding = clocks_of(regime, acts, LAW).funding

    assert [item for item in funding.stretches if item.status.state == "open" and not item.status.payer] == []


@given(EVERY_REGIME, LISTS_OF_ACTS)
def test_every_bound_that_is_shown_is_a_stated_day_or_marked_computed(regime: str, acts: list[Act]) -> None:
    stated = {day for item in acts for name in DAYS_OF_ACTS for day in _bounds(getattr(item, name))}

    found = clocks_of(regime, acts, LAW)

    assert [item for item in _invented(found.authorisation, stated)] == []


def _bounds(partial: tuple[date, date] | None) -> set[date]:
    """The days of a stated day, its eve and its morrow: what a bound next to it may be."""
    exact = partial is not None and partial[0] == partial[1]
    ordinal = partial[0].toordinal() if partial is not None else 1
    near = {date.fromordinal(min(max(ordinal + shift, 1), date.max.toordinal())) for shift in (-1, 0, 1)}
    return near if exact else set()


def _invented(timeline: Timeline, stated: set[date]) -> list[date]:
    firsts = [item.start for item in timeline.stretches if item.start is not None and not item.is_first_computed]
    lasts = [item.end for item in timeline.stretches if item.end is not None and not item.is_last_computed]
    return [found for found in (*firsts, *lasts) if found not in stated]


@pytest.mark.parametrize("regime", REGIMES)
def test_clocks_without_any_act_are_closed(regime: str) -> None:
    found = clocks(regime)

    assert {shown(found.access)[0][0], shown(found.entry)[-1][0]} == {"closed"}


@pytest.mark.parametrize("kind", ACT_KINDS)
@pytest.mark.parametrize("regime", REGIMES)
def test_clocks_of_an_act_without_any_day_hold(regime: str, kind: str) -> None:
    found = all_faults(clocks(regime, act(kind)))  # type: ignore[arg-type]

    assert [fault for faults in found.values() for fault in faults] == []
