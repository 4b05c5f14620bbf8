"""The rows of a screening, against what the oracle says of each patient."""

from collections import Counter
from datetime import date
from functools import cache

import polars as pl
import pytest
from cohort_files import ON, SIZE, judged_all, lay_cohort, opened, synthetic

from saufconduit.screening.access import STATES
from saufconduit.screening.rows import SCHEMA, VERDICTS, Rows, total, verdict_of

DAYS = [
    (date(2026, 10, 12), date(2026, 10, 12)),
    (date(2022, 6, 1), date(2026, 10, 12)),
    (date(2023, 10, 25), date(2023, 10, 6)),
    (date(2020, 1, 1), date(2019, 9, 1)),
    (date(2021, 6, 1), date(2026, 10, 12)),
]
# Accesses are rare, and drawn over many programmes: here they are all of one that goes on for whoever was treated.
COHORT = dict(synthetic()) | {
    "accesses": synthetic()["accesses"].with_columns(
        programme=pl.lit("lumykras-aap"), indication=pl.lit("nsclc-kras-g12c"), started=pl.lit("2023-03-14")
    )
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return lay_cohort(tmp_path_factory.mktemp("cohort"), COHORT)


def read(rows: Rows) -> pl.DataFrame:
    """All the rows."""
    return pl.concat(list(rows.read()))


def by_patient(frame: pl.DataFrame) -> dict[tuple[str, str], tuple]:
    """Verdict, state and, where it is there, what is missing, of each patient and indication."""
    assert not frame.select("patient_id", "programme", "indication").is_duplicated().any()
    return {(name, f"{programme}/{one}"): tuple(rest) for name, programme, one, *rest in frame.iter_rows()}


@cache
def oracle(on: date, known: date) -> dict[str, list[tuple]]:
    """What the oracle says of each patient."""
    return judged_all(COHORT, on=on, known=known)


def expected(on: date = ON, known: date = ON, without: str = "") -> dict[tuple[str, str], tuple]:
    """What the oracle says, but for the rows whose verdict is `without`."""
    return {
        (name, one): (verdict, state, missing)
        for name, several in oracle(on, known).items()
        for one, verdict, state, missing, _ in several
        if verdict != without
    }


@pytest.mark.parametrize(("on", "known"), DAYS)
def test_rows_of_a_cohort_are_the_oracles_patient_by_patient(folder, on, known):
    found = read(Rows(*opened(folder, on=on, known=known)))

    assert by_patient(found) == expected(on, known, without="ineligible")


@pytest.mark.parametrize(("on", "known"), DAYS)
def test_rows_of_all_are_the_oracles_patient_by_patient(folder, on, known):
    found = read(Rows(*opened(folder, on=on, known=known), keep_all=True))

    assert by_patient(found) == expected(on, known)


def test_rows_without_missing_have_the_same_verdicts_and_no_such_column(folder):
    found = read(Rows(*opened(folder), with_missing=False))

    assert "missing" not in found.columns
    assert by_patient(found) == {key: one[:2] for key, one in expected(without="ineligible").items()}


def test_rows_of_a_cohort_cover_every_verdict_and_several_states():
    found = [one for days in DAYS for one in expected(*days).values()]

    assert {verdict for verdict, *_ in found} == set(VERDICTS)
    assert {"open", "continuity", "closed", "not-yet"} <= {state for _, state, _ in found} <= set(STATES)


@pytest.mark.parametrize("keep_all", [False, True])
def test_rows_have_the_columns_and_the_types_of_the_contract(folder, keep_all):
    found = read(Rows(*opened(folder), keep_all=keep_all))

    assert dict(found.schema) == SCHEMA
    assert list(SCHEMA) == ["patient_id", "programme", "indication", "verdict", "access_state", "missing"]


@pytest.mark.parametrize("keep_all", [False, True])
def test_rows_that_are_read_are_counted(folder, keep_all):
    rows = Rows(*opened(folder), keep_all=keep_all)

    found = read(rows)

    keys = found.select(pl.concat_str("programme", pl.lit("/"), "indication"), "verdict", "access_state").iter_rows()
    assert rows.counts == Counter(keys)
    assert rows.patients == SIZE


def test_rows_count_the_patients_one_fact_away(folder):
    rows = Rows(*opened(folder))

    found = read(rows)

    away = found.filter(pl.col("missing").list.len() == 1)
    assert rows.one_missing == Counter(f"{one}/{other}" for one, other in away.select(pl.nth(1, 2)).iter_rows())
    assert away.height > 0


def test_rows_of_one_programme_are_of_no_other(folder):
    found = read(Rows(*opened(folder, programme="lumykras-aap")))

    assert set(found["programme"]) == {"lumykras-aap"}


def test_rows_of_a_cohort_without_patients_are_none(tmp_path):
    empty = {name: frame.clear() for name, frame in COHORT.items()}
    rows = Rows(*opened(lay_cohort(tmp_path, empty)))

    found = list(rows.read())

    assert (found, rows.patients, rows.counts) == ([], 0, Counter())


def test_rows_before_any_programme_is_known_are_none(folder):
    rows = Rows(*opened(folder, known=date(2000, 1, 1)))

    found = list(rows.read())

    assert (found, rows.patients) == ([], SIZE)


def test_total_is_the_number_of_patients_whatever_else_they_have(folder):
    assert total(*opened(folder)) == SIZE


@pytest.mark.parametrize(
    ("truth", "missing", "verdict"),
    [
        (True, [], "eligible"),
        (False, [], "ineligible"),
        (None, ["board:renaten"], "pending"),
        (None, ["board:renaten", "board:comete"], "pending"),
        (None, ["disease", "board:renaten"], "undetermined"),
        (None, ["treatment:everolimus"], "undetermined"),
        (None, [], "undetermined"),
    ],
)
def test_verdict_of_a_truth_and_what_is_missing(truth, missing, verdict):
    assert verdict_of(truth, missing) == verdict
