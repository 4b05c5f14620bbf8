"""A cohort screened one range of patients after the other: the ranges, and that no answer depends on them."""

import polars as pl
import pytest
from cohort_files import ON, lay_cohort, opened, synthetic
from screened import specs_of
from synthetic import REGISTRY

from saufconduit.screening.attrition import attrition_of
from saufconduit.screening.checks import check_cohort
from saufconduit.screening.engines.folder import Folder
from saufconduit.screening.engines.ranges import Range, ranges_of
from saufconduit.screening.plan import plan_of
from saufconduit.screening.rows import Rows

NAMES = pl.LazyFrame({"patient_id": [f"P-{number:04}" for number in range(1000)]})
ORDERS = {
    "sorted": NAMES,
    "reversed": NAMES.reverse(),
    "shuffled": NAMES.select(pl.all().shuffle(seed=3)),
    "codes": NAMES.select(pl.all().shuffle(seed=3).cast(pl.Categorical)),
}
orders = pytest.mark.parametrize("names", ORDERS.values(), ids=ORDERS)


def sizes(names: pl.LazyFrame, size: int) -> list[int]:
    """How many patients each range has."""
    return [one.of(names).collect().height for one in ranges_of(names, size)]


@pytest.mark.parametrize("size", [1000, 5000])
def test_ranges_of_few_patients_are_one(size):
    assert ranges_of(NAMES, size) == [Range(None, None)]


def test_ranges_of_nobody_are_one():
    assert ranges_of(NAMES.clear(), 10) == [Range(None, None)]


@orders
def test_ranges_hold_as_many_patients_each_whatever_the_order(names):
    found = sizes(names, 300)

    assert (len(found), sum(found)) == (4, 1000)
    assert max(found) <= 330


@orders
def test_ranges_hold_every_patient_once(names):
    found = [one.of(names).collect() for one in ranges_of(names, 130)]

    assert sorted(pl.concat(found)["patient_id"].cast(pl.String)) == sorted(NAMES.collect()["patient_id"])


def test_ranges_of_one_patient_hold_one_patient_each():
    assert sizes(NAMES.head(5), 1) == [1, 1, 1, 1, 1]


def test_range_of_another_table_is_that_of_the_same_patients():
    rows = pl.LazyFrame({"patient_id": ["b", "a", "d", "b", "c"], "line": [1, 2, 3, 4, 5]})

    assert Range("b", "d").of(rows).collect()["line"].to_list() == [1, 4, 5]


# --- the answers


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    """A cohort none of whose tables is in the order of the patients."""
    frames = {name: frame.sample(fraction=1.0, shuffle=True, seed=5) for name, frame in synthetic().items()}
    return lay_cohort(tmp_path_factory.mktemp("shuffled"), frames)


def opened_by(cohort, at_once):
    source, specs = Folder(str(cohort), at_once), specs_of(REGISTRY, ON)
    shape = check_cohort(source, specs, "cohorte")
    return source.engine(specs), plan_of(REGISTRY, shape, ON, ON)


def rows_of(engine, plan):
    rows = Rows(engine, plan, keep_all=True)
    return pl.concat(rows.read()).sort("patient_id", "programme", "indication"), rows


@pytest.mark.parametrize("at_once", [7, 100, 299])
def test_rows_are_the_same_however_many_patients_are_read_at_once(cohort, at_once):
    engine, plan = opened_by(cohort, at_once)

    found, rows = rows_of(engine, plan)
    expected, whole = rows_of(*opened(cohort))

    assert len(engine.parts) > 1
    assert found.equals(expected)
    assert (rows.patients, rows.counts, rows.one_missing) == (whole.patients, whole.counts, whole.one_missing)


def test_totals_are_the_same_however_many_patients_are_read_at_once(cohort):
    found, expected = attrition_of(*opened_by(cohort, 50)), attrition_of(*opened(cohort))

    assert [(one.patients, one.stages, one.criteria) for one in found] == [
        (one.patients, one.stages, one.criteria) for one in expected
    ]


def test_cohort_in_no_order_is_checked_without_a_word(cohort):
    assert "extent" in check_cohort(Folder(str(cohort)), specs_of(REGISTRY, ON), "cohorte").patients
