"""Screening a cohort against the evaluator of one patient: the truth of each leaf, the verdict, what is missing."""

from typing import Any

import pytest
from cohort_oracle import judged
from generated_cohorts import CONDITIONS_OF_COHORTS, DAYS_ASKED, FACTS_SINCE, Cohort, cohorts
from generated_criteria import conditions_of
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from screened import answers, as_stored, frames_of, programme_of, registry_of, specs_of

from saufconduit.criteria.nodes import FactIs, FactSince, FactWithin, LineCount, Proposed, Treated
from saufconduit.screening.tables import CONTRADICTORY

# The first example that does is enough: there is nothing to simplify.
FIRST = settings(phases=[Phase.generate], max_examples=2000)


def screened(cohort: Cohort, *, streaming: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """What the embedded engine answers."""
    registry = registry_of(programme_of(cohort.trees))
    frames = frames_of(cohort.tables, specs_of(registry, cohort.on), without=cohort.without, has_dates=cohort.has_dates)
    return answers(frames, registry, cohort.on, streaming=streaming)


def evaluated(cohort: Cohort) -> dict[str, list[tuple[Any, ...]]]:
    """What the evaluator of one patient answers for each row."""
    registry = registry_of(programme_of(cohort.trees))
    tables = as_stored(cohort.tables, specs_of(registry, cohort.on), cohort.without)
    return {row["patient_id"]: judged(row, tables, registry, cohort.on, cohort.on) for row in tables["patients"]}


def leaf_truths(cohort: Cohort) -> set[bool | None]:
    return {truth for found in evaluated(cohort).values() for *_, leaves in found for truth in leaves.values()}


def holds(cohort: Cohort, table: str, column: str, value: Any) -> bool:
    """Whether a column whose name ends so holds the value."""
    cells = [(name, one) for row in cohort.tables[table] for name, one in row.items() if name.endswith(column)]
    return any(one == value and type(one) is type(value) for _, one in cells)


@given(cohorts())
def test_screening_answers_as_the_evaluator_does(cohort):
    assert screened(cohort) == evaluated(cohort)


@given(cohorts())
def test_screening_in_a_stream_answers_as_the_evaluator_does(cohort):
    assert screened(cohort, streaming=True) == evaluated(cohort)


@pytest.mark.parametrize("kind", CONDITIONS_OF_COHORTS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_screening_one_kind_of_condition_answers_as_the_evaluator_does(kind, data):
    cohort = data.draw(cohorts(CONDITIONS_OF_COHORTS[kind], max_trees=2))

    assert screened(cohort) == evaluated(cohort)


@pytest.mark.parametrize("truth", [True, False, None])
@pytest.mark.parametrize("kind", CONDITIONS_OF_COHORTS, ids=lambda kind: kind.__name__)
def test_generator_of_cohorts_gives_every_condition_every_truth(kind, truth):
    found = find(cohorts(CONDITIONS_OF_COHORTS[kind]), lambda cohort: truth in leaf_truths(cohort), settings=FIRST)

    assert found is not None


@pytest.mark.parametrize("fact", FACTS_SINCE)
def test_generator_of_cohorts_asks_of_every_kind_of_fact_since(fact):
    found = find(CONDITIONS_OF_COHORTS[FactSince], lambda one: one.fact == fact, settings=FIRST)

    assert found.fact == fact


@pytest.mark.parametrize("unit", ["years", "months", "days", None])
def test_generator_of_cohorts_asks_within_every_unit(unit):
    def has_unit(one: FactSince) -> bool:
        return one.within is None if unit is None else one.within is not None and bool(getattr(one.within, unit))

    assert find(CONDITIONS_OF_COHORTS[FactSince], has_unit, settings=FIRST) is not None


@pytest.mark.parametrize("at_least", [1, 2, 3])
def test_generator_of_cohorts_counts_up_to_three_lines(at_least):
    found = find(CONDITIONS_OF_COHORTS[LineCount], lambda one: one.at_least == at_least, settings=FIRST)

    assert found.at_least == at_least


@pytest.mark.parametrize("bound", ["is_low_strict", "is_high_strict"])
def test_generator_of_cohorts_asks_for_strict_bounds_of_ages(bound):
    found = find(
        CONDITIONS_OF_COHORTS[FactWithin],
        lambda one: one.fact == "age" and None not in (one.low, one.high) and getattr(one, bound),
        settings=FIRST,
    )

    assert getattr(found, bound)


COLUMNS = [
    ("treatments", "line", None),
    ("treatments", "setting", None),
    ("treatments", "outcome", None),
    ("treatments", "started", None),
    ("treatments", "ended", "2026-11"),
    ("treatments", "agent", "other"),
    ("opinions", "given", None),
    ("opinions", "given", "2026-11"),
    ("opinions", "proposes", None),
    ("opinions", "proposes", []),
    ("opinions", "proposes", [None]),
    ("opinions", "declines", None),
    ("opinions", "declines", []),
    ("patients", "birth", None),
    ("patients", "birth", "2008-11"),
    ("patients", "sex", None),
    ("patients", "treatments_complete", None),
    ("patients", "", CONTRADICTORY),
    ("patients", "disease", CONTRADICTORY),
    ("patients", "_on", None),
    ("patients", "_on", "2026-11"),
    ("patients", "_on", "2026"),
    ("patients", "_on", "2026-11-23"),
]


ABOUT = {"patients": FactIs, "treatments": Treated, "opinions": Proposed}


@pytest.mark.parametrize(("table", "column", "value"), COLUMNS)
def test_generator_of_cohorts_writes_every_kind_of_unknown(table, column, value):
    asked = cohorts(CONDITIONS_OF_COHORTS[ABOUT[table]])

    found = find(asked, lambda cohort: holds(cohort, table, column, value), settings=FIRST)

    assert found is not None


@pytest.mark.parametrize("table", ["treatments", "opinions"])
def test_generator_of_cohorts_leaves_tables_empty(table):
    found = find(cohorts(), lambda cohort: not cohort.tables[table], settings=FIRST)

    assert found.tables[table] == []


@pytest.mark.parametrize("column", ["_on", "setting"])
def test_generator_of_cohorts_leaves_columns_out(column):
    found = find(cohorts(), lambda cohort: any(name.endswith(column) for name in cohort.without), settings=FIRST)

    assert found.without


@pytest.mark.parametrize("on", sorted(set(DAYS_ASKED)), ids=str)
def test_generator_of_cohorts_asks_about_days_of_every_kind(on):
    assert find(cohorts(), lambda cohort: cohort.on == on, settings=FIRST).on == on


def test_generator_of_cohorts_writes_dates():
    found = find(cohorts(), lambda cohort: cohort.has_dates and bool(cohort.tables["treatments"]), settings=FIRST)

    assert found.has_dates


def test_generator_of_cohorts_shares_conditions_between_trees():
    def shares(cohort: Cohort) -> bool:
        asked = [set(conditions_of(tree)) for tree in cohort.trees]
        return len(asked) > 1 and bool(asked[0] & asked[1])

    assert find(cohorts(), shares, settings=FIRST) is not None
