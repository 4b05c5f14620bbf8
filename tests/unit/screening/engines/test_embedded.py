"""The engine of Parquet files and frames in memory: how a cohort is stored changes nothing of the answer."""

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from reading_criteria import VOCABULARY, read_criteria
from screened import TABLES, answers, frames_of, programme_of, registry_of, specs_of
from synthetic import REGISTRY

from saufconduit.screening.engines.embedded import Embedded, expression_of, normalised
from saufconduit.screening.expressions import TRUE, UNKNOWN, Case, Column, Compare, Literal, Not, surely
from saufconduit.screening.layers import Layers
from saufconduit.screening.plan import Query
from saufconduit.screening.steps import Step
from saufconduit.screening.synth import synthetic_cohort
from saufconduit.screening.tables import ColumnSpec

ON = date(2026, 11, 22)
INDICATIONS = {name: sorted(ids) for name, ids in REGISTRY.indication_ids().items()}
DAY = ColumnSpec("started", "day")


@pytest.fixture(scope="module")
def cohort():
    return synthetic_cohort(3000, 7, VOCABULARY, INDICATIONS, ON)


@pytest.fixture(scope="module")
def expected(cohort):
    return answers(cohort, REGISTRY, ON)


def exact_days(frame):
    """The frame with each day to the month turned into its first day; births stay as they are."""
    days = [name for name in frame.columns if name.endswith("_on") or name in ("started", "ended", "given")]
    texts = (pl.col(name) for name in days)
    return frame.with_columns(
        pl.when(text.str.len_bytes() == 7).then(text + pl.lit("-01")).otherwise(text) for text in texts
    ), days


def as_file(frame, path):
    """The frame as a Parquet file, not read yet."""
    frame.write_parquet(path)
    return pl.scan_parquet(path)


# --- how a cohort is stored


def test_streaming_gives_the_rows_that_memory_gives(cohort, expected):
    assert answers(cohort, REGISTRY, ON, streaming=True) == expected


def test_order_of_the_rows_changes_no_answer(cohort, expected):
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=1) for name, frame in cohort.items()}

    assert answers(shuffled, REGISTRY, ON) == expected


def test_files_give_the_answers_that_frames_give(cohort, expected, tmp_path):
    files = {name: as_file(cohort[name], tmp_path / f"{name}.parquet") for name in TABLES}

    assert answers(files, REGISTRY, ON, streaming=True) == expected


@pytest.mark.parametrize("kind", [pl.Date, pl.Datetime("us"), pl.Datetime("ms", "UTC")], ids=str)
def test_days_as_dates_give_the_answers_that_texts_give(cohort, kind):
    texts = {name: exact_days(frame) for name, frame in cohort.items()}
    dates = {
        name: frame.with_columns(pl.col(days).str.to_date("%Y-%m-%d").cast(kind))
        for name, (frame, days) in texts.items()
    }

    assert answers(dates, REGISTRY, ON) == answers({name: frame for name, (frame, _) in texts.items()}, REGISTRY, ON)


def test_cohort_without_days_of_facts_answers_as_one_whose_days_are_empty(cohort):
    patients = cohort["patients"]
    days = [name for name in patients.columns if name.endswith("_on")]
    empty = patients.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in days)

    without = answers({**cohort, "patients": patients.drop(days)}, REGISTRY, ON)

    assert without == answers({**cohort, "patients": empty}, REGISTRY, ON)


@pytest.mark.parametrize("kind", [pl.Categorical, None], ids=["categorical", "enum"])
def test_words_as_categories_give_the_same_answers(cohort, expected, kind):
    def stored(series):
        values = series.drop_nulls().unique().sort()
        return series.cast(kind or pl.Enum(values))

    words = {
        name: frame.with_columns(stored(series) for series in frame if series.dtype == pl.String)
        for name, frame in cohort.items()
    }

    assert answers(words, REGISTRY, ON) == expected


def test_numbers_with_decimals_give_the_same_answers(cohort, expected):
    decimal = {name: frame.with_columns(pl.col(pl.Int64).cast(pl.Float64)) for name, frame in cohort.items()}

    assert answers(decimal, REGISTRY, ON) == expected


@pytest.mark.parametrize("table", ["treatments", "opinions", "accesses"])
def test_table_of_nothing_but_null_needs_no_types(table):
    registry = REGISTRY
    specs = specs_of(registry, ON)
    frames = frames_of({"patients": [{"patient_id": "P-0"}]}, specs)
    untyped = pl.DataFrame({name: pl.Series([], dtype=pl.Null) for name in frames[table].columns})

    assert answers({**frames, table: untyped}, registry, ON) == answers(frames, registry, ON)


def test_columns_of_nothing_but_null_need_no_types():
    frames = frames_of({"patients": [{"patient_id": "P-0"}]}, specs_of(REGISTRY, ON))
    others = frames["patients"].columns[1:]
    untyped = frames["patients"].with_columns(pl.lit(None).alias(name) for name in others)

    assert answers({**frames, "patients": untyped}, REGISTRY, ON) == answers(frames, REGISTRY, ON)


def test_lists_of_nothing_but_null_need_no_types():
    registry = registry_of(programme_of([read_criteria("board: renaten")]))
    row = {"patient_id": "P-0", "board": "renaten", "given": None, "proposes": [None], "declines": []}
    frames = frames_of({"patients": [{"patient_id": "P-0"}], "opinions": [row]}, specs_of(registry, ON))
    untyped = frames["opinions"].with_columns(pl.col("proposes", "declines").cast(pl.List(pl.Null)))

    assert answers({**frames, "opinions": untyped}, registry, ON) == answers(frames, registry, ON)


@pytest.mark.parametrize("streaming", [True, False])
def test_cohort_without_patients_has_no_answers(streaming):
    frames = frames_of({}, specs_of(REGISTRY, ON))

    assert answers(frames, REGISTRY, ON, streaming=streaming) == {}


def test_rows_of_nobody_are_of_no_answer():
    rows = [{"patient_id": "P-9", "agent": "everolimus", "outcome": "failure"}]
    frames = frames_of({"patients": [{"patient_id": "P-0"}], "treatments": rows}, specs_of(REGISTRY, ON))

    assert list(answers(frames, REGISTRY, ON)) == ["P-0"]


# --- reading


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-22", 20261122, 20261122),
        ("2026-11", 20261101, 20261130),
        ("2026-12", 20261201, 20261231),
        ("2026", 20260101, 20261231),
        ("2024-02", 20240201, 20240229),
        ("2026-02", 20260201, 20260228),
        ("2000-02", 20000201, 20000229),
        ("1900-02", 19000201, 19000228),
        ("0001-01-01", 10101, 10101),
        ("0987-04", 9870401, 9870430),
        ("0987", 9870101, 9871231),
        ("9999-12-31", 99991231, 99991231),
        (None, None, None),
    ],
)
def test_day_is_read_as_the_first_and_the_last_that_it_can_be(text, first, last):
    frame = pl.LazyFrame({"started": [text]}, schema={"started": pl.String})

    found = normalised(frame, [DAY], "treatments").collect()

    assert found.select("started_first", "started_last").rows() == [(first, last)]


def test_date_is_read_as_one_day():
    frame = pl.LazyFrame({"started": [date(2026, 11, 22), date(1, 1, 1), None]})

    found = normalised(frame, [DAY], "treatments").collect()

    assert found["started_first"].to_list() == found["started_last"].to_list() == [20261122, 10101, None]


def test_only_the_columns_that_are_asked_are_read():
    frame = pl.LazyFrame({"agent": ["surgery"], "other": [1]})
    specs = [ColumnSpec("agent", "word"), ColumnSpec("line", "number")]

    assert normalised(frame, specs, "treatments").collect_schema().names() == ["agent"]


@pytest.mark.parametrize(("table", "expected"), [("treatments", "treatment_setting"), ("patients", "setting")])
def test_setting_of_a_treatment_is_not_the_fact_of_that_name(table, expected):
    frame = pl.LazyFrame({"setting": ["adjuvant"]})

    assert normalised(frame, [ColumnSpec("setting", "word")], table).collect_schema().names() == [expected]


# --- queries

PATIENTS = pl.LazyFrame({"patient_id": ["a", "b", "c"], "age": [10, 20, None]})
ROWS = pl.LazyFrame({"patient_id": ["a", "a", "a", "b"], "line": [1, 1, 2, None], "is_drug": [True, False, None, None]})
IS_ADULT = Compare("<=", Literal(18), Column("age"))
ENGINE = Embedded({"patients": PATIENTS, "treatments": ROWS}, streaming=False)


def rows(query, engine=ENGINE):
    return [row for batch in engine.run(query) for row in batch.sort("patient_id").rows()]


def step(**aggregates):
    """A step over the rows; each aggregate is its kind and its expression."""
    found = Step("t", "treatments", Layers(["patient_id", "line", "is_drug", "t_1", "age"]))
    names = [found.keep(name, kind, of).name for name, (kind, of) in aggregates.items()]
    return found, names


def test_query_answers_a_row_for_each_patient():
    assert rows(Query((), (), {"adult": IS_ADULT})) == [("a", False), ("b", True), ("c", None)]


def test_query_answers_only_for_whom_its_condition_is_true():
    assert rows(Query((), (), {"x": Column("age")}, where=IS_ADULT)) == [("b", 20)]


@pytest.mark.parametrize("streaming", [True, False])
def test_total_counts_for_whom_each_column_is_true(streaming):
    query = Query((), (), {"adult": IS_ADULT, "minor": Not(IS_ADULT), "all": TRUE}, is_total=True)

    (found,) = Embedded(ENGINE.tables, streaming=streaming).run(query)

    assert found.to_dicts() == [{"adult": 1, "minor": 1, "all": 3}]


def test_total_counts_only_for_whom_the_condition_is_true():
    (found,) = ENGINE.run(Query((), (), {"all": TRUE}, where=IS_ADULT, is_total=True))

    assert found.to_dicts() == [{"all": 1}]


def test_sparse_column_is_nothing_but_where_the_truth_is_unknown():
    seven = Case(((TRUE, Literal(7)),), Literal(0))
    query = Query((), (), {"adult": IS_ADULT}, {"mask": (IS_ADULT, seven)})

    assert rows(query) == [("a", False, 0), ("b", True, 0), ("c", None, 7)]


def test_sparse_column_may_read_what_is_not_answered():
    query = Query((), ({"adult": IS_ADULT},), {"x": TRUE}, {"mask": (Column("adult"), Literal(1))})

    (found,) = ENGINE.run(query)

    assert found.columns == ["patient_id", "x", "mask"]
    assert found.sort("patient_id")["mask"].to_list() == [0, 0, 1]


def test_layers_are_computed_one_after_the_other():
    layers = ({"adult": IS_ADULT}, {"sure": surely(Column("adult"))})

    assert rows(Query((), layers, {"x": Column("sure")})) == [("a", False), ("b", True), ("c", False)]


def test_aggregates_of_a_patient_are_those_of_their_rows():
    treatments, names = step(
        drug=("any", surely(Column("is_drug"))),
        last=("max", Column("line")),
        lines=("distinct", Column("line")),
        drugs=("count", Column("is_drug")),
    )

    found = rows(Query((treatments.needed(names),), (), {name: Column(name) for name in names}))

    assert found == [("a", True, 2, 2, 1), ("b", False, None, 0, 0), ("c", False, None, 0, 0)]


def test_aggregates_are_over_the_rows_that_count():
    treatments, names = step(lines=("distinct", Column("line")))
    treatments.where = Compare("=", Column("line"), Literal(2))

    found = rows(Query((treatments.needed(names),), (), {"x": Column(names[0])}))

    assert found == [("a", 1), ("b", 0), ("c", 0)]


def test_aggregates_may_read_the_patient_of_the_row():
    treatments, names = step(adult=("any", surely(IS_ADULT)))
    treatments.beside = frozenset({"age"})

    found = rows(Query((treatments.needed(names),), (), {"x": Column(names[0])}))

    assert found == [("a", False), ("b", True), ("c", False)]


def test_step_of_more_flags_than_a_number_has_bits_keeps_them_apart():
    conditions = {f"f{at}": ("any", surely(Compare("=", Column("line"), Literal(at)))) for at in range(200)}
    treatments, names = step(**conditions)

    (found,) = ENGINE.run(Query((treatments.needed(names),), (), {name: Column(name) for name in names}))

    true = [name for name in names if found.sort("patient_id")[name].to_list() == [True, False, False]]
    assert true == ["t_f1", "t_f2"]
    assert found.select(pl.exclude("patient_id").sum()).sum_horizontal().item() == 2


def test_batches_of_a_stream_hold_every_patient_once():
    patients = pl.LazyFrame(
        {"patient_id": [f"{at:06}" for at in range(200_000)], "age": [at % 50 for at in range(200_000)]}
    )
    engine = Embedded({"patients": patients})

    found = pl.concat(engine.run(Query((), (), {"adult": IS_ADULT})))

    assert_frame_equal(found.sort("patient_id"), patients.select("patient_id", adult=pl.col("age") >= 18).collect())


# --- expressions


def test_unknown_alone_is_a_truth():
    assert pl.DataFrame({"x": [1]}).select(expression_of(UNKNOWN)).dtypes == [pl.Boolean]


@pytest.mark.parametrize("value", [1, True, "one"])
def test_case_of_a_constant_has_its_type(value):
    case = Case(((IS_ADULT, Literal(value)),), Literal(type(value)()))

    found = PATIENTS.select(x=expression_of(case)).collect()["x"].to_list()

    assert [(one, type(one)) for one in found] == [
        (type(value)(), type(value)),
        (value, type(value)),
        (type(value)(), type(value)),
    ]
