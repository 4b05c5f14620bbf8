"""Synthetic cohorts: the same for the same seed, and as their documented shares say."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from generated_criteria import FACTS
from polars.testing import assert_frame_equal
from reading_criteria import VOCABULARY
from screened import TABLES, specs_of
from synthetic import REGISTRY

from saufconduit.screening import synth
from saufconduit.screening.synth import Dice, synthetic_cohort
from saufconduit.screening.tables import CONTRADICTORY

ON = date(2026, 11, 22)
SIZE = 20_000
PROGRAMMES = {name: sorted(ids) for name, ids in REGISTRY.indication_ids().items()}
CODED = [fact.id.replace("-", "_") for fact in FACTS.values() if fact.kind in ("code", "concept") and not fact.sources]
STATED = [fact.id.replace("-", "_") for fact in FACTS.values() if not fact.sources]


def cohort(size=200, seed=1, first=0):
    return synthetic_cohort(size, seed, VOCABULARY, PROGRAMMES, ON, first)


@pytest.fixture(scope="module")
def large():
    return cohort(SIZE)


@pytest.mark.parametrize("table", TABLES)
def test_same_seed_gives_the_same_cohort(table):
    assert_frame_equal(cohort()[table], cohort()[table])


def test_facts_added_later_leave_the_columns_of_the_others_as_they_were():
    first = replace(VOCABULARY, facts={name: fact for name, fact in VOCABULARY.facts.items() if fact.added is None})

    before = synthetic_cohort(200, 1, first, PROGRAMMES, ON)["patients"]

    assert_frame_equal(cohort()["patients"].select(before.columns), before)


@pytest.mark.parametrize("table", TABLES)
def test_other_seed_gives_another_cohort(table):
    assert not cohort()[table].equals(cohort(seed=2)[table])


@pytest.mark.parametrize("table", TABLES)
def test_cohort_made_in_two_parts_is_the_same(table):
    parts = [cohort(120)[table], cohort(80, first=120)[table]]

    assert_frame_equal(pl.concat(parts), cohort(200)[table])


@pytest.mark.parametrize("table", TABLES)
def test_cohort_has_the_columns_that_screening_reads(table):
    names = {spec.name for spec in specs_of(REGISTRY, ON)[table]}

    found = set(cohort()[table].columns)

    assert found == names - ({"setting"} if table == "treatments" else set())


@pytest.mark.parametrize("table", TABLES)
def test_words_of_a_cohort_are_those_that_may_stand_there(table, large):
    frame = large[table]
    specs = [spec for spec in specs_of(REGISTRY, ON)[table] if spec.kind == "word" and spec.name in frame.columns]

    found = {spec.name: set(frame[spec.name].drop_nulls().unique()) - set(spec.words) for spec in specs}

    assert found == {spec.name: set() for spec in specs}


def test_patients_are_numbered_from_the_first():
    assert cohort(2, first=41)["patients"]["patient_id"].to_list() == ["SYN-000000041", "SYN-000000042"]


def test_every_patient_is_there_once(large):
    assert large["patients"]["patient_id"].n_unique() == large["patients"].height == SIZE


def test_every_row_is_of_a_patient(large):
    ids = large["patients"]["patient_id"]

    others = [large[table].filter(~pl.col("patient_id").is_in(ids.implode())).height for table in TABLES]

    assert others == [0, 0, 0, 0]


# --- shares


def share(series):
    return float(series.mean())


@pytest.mark.parametrize("column", STATED)
def test_facts_are_unknown_as_often_as_documented(large, column):
    assert share(large["patients"][column].is_null()) == pytest.approx(synth.UNKNOWN, abs=0.02)


@pytest.mark.parametrize("column", STATED)
def test_known_facts_are_undated_as_often_as_documented(large, column):
    known = large["patients"].filter(pl.col(column).is_not_null())

    assert share(known[f"{column}_on"].is_null()) == pytest.approx(synth.UNDATED, abs=0.02)


@pytest.mark.parametrize("column", STATED)
def test_unknown_facts_have_no_day(large, column):
    unknown = large["patients"].filter(pl.col(column).is_null())

    assert unknown[f"{column}_on"].null_count() == unknown.height


@pytest.mark.parametrize("column", CODED)
def test_coded_facts_are_contradictory_as_often_as_documented(large, column):
    known = large["patients"][column].drop_nulls()

    assert share(known == CONTRADICTORY) == pytest.approx(synth.CONTRADICTORY_SHARE, abs=0.005)


@pytest.mark.parametrize(
    ("table", "shares"), [("treatments", synth.TREATED), ("opinions", synth.HEARD), ("accesses", synth.ADMITTED)]
)
def test_rows_of_a_patient_are_as_many_as_documented(large, table, shares):
    rows = large[table].group_by("patient_id").len()["len"].value_counts()
    counts = {number: count / SIZE for number, count in rows.iter_rows()}

    found = [1 - sum(counts.values()), *(counts[number] for number in range(1, len(shares)))]

    assert found == pytest.approx(list(shares), abs=0.01)


@pytest.mark.parametrize(
    ("table", "column"),
    [("treatments", "started"), ("treatments", "ended"), ("opinions", "given"), ("patients", "birth")],
)
def test_days_are_known_to_the_month_as_often_as_documented(large, table, column):
    days = large[table][column].drop_nulls()

    assert share(days.str.len_bytes() == 7) == pytest.approx(synth.PARTIAL, abs=0.02)
    assert set(days.str.len_bytes()) == {7, 10}


@pytest.mark.parametrize(
    ("table", "column"), [("treatments", "outcome"), ("treatments", "started"), ("opinions", "given")]
)
def test_other_columns_are_unknown_as_often_as_documented(large, table, column):
    assert share(large[table][column].is_null()) == pytest.approx(synth.UNKNOWN, abs=0.03)


def test_days_of_a_cohort_end_after_the_day_asked_about_for_some(large):
    days = large["patients"]["extent_on"].drop_nulls()

    assert 0 < share(days > ON.isoformat()) < 0.1
    assert days.max() <= (ON + timedelta(days=60)).isoformat()


# --- what a warehouse holds


@pytest.mark.parametrize(
    "held",
    [
        pl.col("proposes").is_null(),
        pl.col("proposes").list.len() == 0,
        pl.col("proposes").list.eval(pl.element().is_null()).list.any(),
        pl.col("proposes").list.len() == 1,
        pl.col("declines").is_null(),
        pl.col("declines").list.len() == 1,
    ],
    ids=["none", "empty", "with-null", "one", "no-declines", "declines"],
)
def test_lists_of_an_opinion_are_of_every_form(large, held):
    assert large["opinions"].filter(held).height > 0


def test_list_of_treatments_is_complete_incomplete_or_unknown(large):
    assert set(large["patients"]["treatments_complete"].unique()) == {True, False, None}


def test_agent_outside_the_vocabulary_is_among_the_treatments(large):
    assert "other" in large["treatments"]["agent"].unique().to_list()


def test_access_may_name_no_indication(large):
    assert 0 < large["accesses"]["indication"].null_count() < large["accesses"].height


def test_access_names_an_indication_of_its_programme(large):
    pairs = large["accesses"].drop_nulls("indication").select("programme", "indication").unique().rows()

    assert all(indication in PROGRAMMES[programme] for programme, indication in pairs)


# --- dice


def test_each_throw_of_the_dice_differs():
    dice = Dice(1)
    frame = pl.DataFrame({"row": range(100)})

    found = frame.select(one=dice.number(pl.col("row")), other=dice.number(pl.col("row")))

    assert found["one"].to_list() != found["other"].to_list()
    assert max(found["one"].max(), found["other"].max()) < 2**32


def test_dice_draw_values_by_their_weights():
    drawn = pl.DataFrame({"row": range(SIZE)}).select(x=Dice(3).one_of(pl.col("row"), ["a", "b", "c"], [2, 1, 1]))["x"]

    assert [share(drawn == word) for word in "abc"] == pytest.approx([0.5, 0.25, 0.25], abs=0.02)


def test_dice_draw_the_days_of_a_period_and_no_other():
    first, last = date(2026, 1, 30), date(2026, 2, 2)
    drawn = pl.DataFrame({"row": range(500)}).select(x=Dice(3).day(pl.col("row"), first, last))["x"]

    assert set(drawn) == {"2026-01-30", "2026-01-31", "2026-02-01", "2026-02-02", "2026-01", "2026-02"}
