"""The conditions of criteria as columns: which are shared, what each may miss, what absent columns change."""

from datetime import date

import pytest
from generated_criteria import criterion_of
from patient_tables import FALSE, TRUE, UNKNOWN
from reading_criteria import VOCABULARY
from screened import answers, frames_of, programme_of, registry_of, specs_of

from saufconduit.criteria.nodes import FactIs, FactSince, FactWithin, LineCount, Proposed, Treated
from saufconduit.screening.expressions import Column
from saufconduit.screening.leaves import LeafWriter
from saufconduit.screening.tables import Shape
from saufconduit.vocabulary.days import Span

ON = date(2026, 11, 22)
PATIENTS = ("patient_id", "birth_first", "birth_last", "sex", "treatments_complete")
FACTS = ("disease", "extent", "er", "pr", "her2", "grade", "pregnant")
TREATMENTS = (
    "patient_id",
    "agent",
    "line",
    "outcome",
    "treatment_setting",
    *(f"{name}_{at}" for name in ("started", "ended") for at in ("first", "last")),
)
OPINIONS = ("patient_id", "board", "proposes", "declines", "given_first", "given_last")
FAILED = Treated("everolimus", ("failed",))


def writer(*more):
    shape = Shape(frozenset((*PATIENTS, *FACTS, *more)), frozenset(TREATMENTS), frozenset(OPINIONS), frozenset())
    return LeafWriter(VOCABULARY, shape, ON)


def truths(condition, *patients, treatments=(), opinions=(), without=()):
    """The truth of a condition for each row of patients."""
    registry = registry_of(programme_of([criterion_of(condition)]))
    rows = [{"patient_id": f"P-{number}"} | row for number, row in enumerate(patients)]
    others = [[{"patient_id": "P-0"} | row for row in table] for table in (treatments, opinions)]
    tables = {"patients": rows, "treatments": others[0], "opinions": others[1]}
    frames = frames_of(tables, specs_of(registry, ON), without=without)
    return [
        leaf for found in answers(frames, registry, ON).values() for *_, leaves in found for leaf in leaves.values()
    ]


def missing_names(condition):
    return [item.name for item in writer().leaf(condition).missing]


def test_equal_conditions_are_one_leaf():
    leaves = writer()

    assert leaves.leaf(FactIs("disease", ("net",))) is leaves.leaf(FactIs("disease", ("net",)))


def test_conditions_on_one_treatment_share_their_columns():
    leaves = writer()
    leaves.leaf(LineCount("everolimus", 2))
    before = set(leaves.treatments.step.aggregates)

    leaves.leaf(LineCount("everolimus", 3))

    assert set(leaves.treatments.step.aggregates) == before


def test_conditions_on_opinions_of_one_board_are_of_each_product():
    leaves = writer()
    leaves.leaf(Proposed("renaten", "lutathera"))
    count = len(leaves.opinions.aggregates)

    leaves.leaf(Proposed("renaten", "onc201"))

    assert len(leaves.opinions.aggregates) == 2 * count


def test_each_event_reads_the_treatments_in_a_step_of_its_own():
    leaves = writer()
    leaves.leaf(FactSince("extent", ("metastatic",), FAILED))
    leaves.leaf(FactSince("extent", ("metastatic",), FAILED, Span(months=6)))

    assert [step.name for step in leaves.steps] == ["t", "s1", "s2", "o"]


MISSING = [
    (FactIs("extent", ("metastatic",)), ["extent"]),
    (FactIs("age", (18,)), ["age"]),
    (FactIs("sex", ("female",)), ["sex"]),
    (FactIs("triple-negative", (True,)), ["er", "pr", "her2"]),
    (FactWithin("age", low=18.0), ["age"]),
    (FAILED, ["treatment:everolimus"]),
    (LineCount("systemic", 2), ["treatment:systemic"]),
    (Proposed("renaten", "lutathera"), ["board:renaten"]),
    (FactSince("extent", ("metastatic",), FAILED), ["extent", "treatment:everolimus"]),
    (FactSince("triple-negative", (True,), FAILED), ["er", "pr", "her2", "treatment:everolimus"]),
]


@pytest.mark.parametrize(("condition", "expected"), MISSING)
def test_names_that_could_settle_a_leaf_are_in_the_order_of_the_evaluator(condition, expected):
    assert missing_names(condition) == expected


def test_fact_without_day_nor_contradiction_is_read_as_it_is():
    assert writer().leaf(FactIs("pregnant", (True,))).truth == Column("pregnant")


def test_fact_whose_day_is_absent_counts_whenever_it_was_seen():
    dated = {"extent": "metastatic", "extent_on": "2027-01-01"}
    condition = FactIs("extent", ("metastatic",))

    assert truths(condition, dated) == [UNKNOWN]
    assert truths(condition, dated, without=["extent_on"]) == [TRUE]


def test_setting_that_the_cohort_does_not_have_leaves_the_treatment_open():
    condition = Treated("everolimus", ("failed",), setting="adjuvant")
    patient = {"treatments_complete": True}
    records = [{"agent": "everolimus", "outcome": "failure", "setting": "adjuvant"}]

    assert truths(condition, patient, treatments=records) == [TRUE]
    assert truths(condition, patient, treatments=records, without=["setting"]) == [UNKNOWN]


def test_setting_that_the_cohort_does_not_have_is_nothing_to_a_treatment_of_another_agent():
    condition = Treated("everolimus", ("failed",), setting="adjuvant")
    records = [{"agent": "surgery", "outcome": "failure"}]

    assert truths(condition, {"treatments_complete": True}, treatments=records, without=["setting"]) == [FALSE]


def test_patient_without_rows_has_no_treatment_once_the_list_is_complete():
    found = truths(FAILED, {"treatments_complete": True}, {"treatments_complete": False}, {})

    assert found == [FALSE, UNKNOWN, UNKNOWN]


@pytest.mark.parametrize(
    ("births", "expected"),
    [
        ("2008-11-22", TRUE),
        ("2008-11-23", FALSE),
        ("2008-11", UNKNOWN),
        ("2008", UNKNOWN),
        ("2007", TRUE),
        (None, UNKNOWN),
    ],
)
def test_age_is_known_as_far_as_the_birth_is(births, expected):
    assert truths(FactWithin("age", low=18.0), {"birth": births}) == [expected]


@pytest.mark.parametrize(
    ("low", "high", "strict", "expected"),
    [
        (18.0, 20.0, False, UNKNOWN),
        (17.0, 18.0, False, TRUE),
        (17.0, 18.0, True, UNKNOWN),
        (17.5, 17.7, False, UNKNOWN),
        (19.0, 30.0, False, FALSE),
    ],
)
def test_age_of_seventeen_or_eighteen_is_compared_as_an_interval(low, high, strict, expected):
    condition = FactWithin("age", low, high, strict, strict)

    assert truths(condition, {"birth": "2008"}) == [expected]


@pytest.mark.parametrize(
    ("opinions", "expected"),
    [
        ([], UNKNOWN),
        ([{"given": "2026-10-02", "proposes": ["lutathera", None]}], TRUE),
        ([{"given": "2026-10-02", "proposes": [None]}], UNKNOWN),
        ([{"given": "2026-10-02", "proposes": []}], FALSE),
        ([{"given": "2026-10-02", "proposes": None, "declines": ["lutathera"]}], FALSE),
        ([{"given": "2026-10-02", "proposes": ["lutathera"]}, {"given": "2026-10-02", "proposes": []}], UNKNOWN),
        ([{"given": "2026-10-02", "proposes": []}, {"given": "2026-10-03", "proposes": ["lutathera"]}], TRUE),
        ([{"given": "2026-10", "proposes": []}, {"given": "2026-10-03", "proposes": ["lutathera"]}], UNKNOWN),
        ([{"given": "2026", "proposes": ["lutathera"]}], UNKNOWN),
        ([{"given": "2026-11-23", "proposes": ["lutathera"]}], UNKNOWN),
        ([{"given": None, "proposes": []}, {"given": "2026-10-03", "proposes": ["lutathera"]}], UNKNOWN),
    ],
)
def test_latest_opinion_of_the_board_decides(opinions, expected):
    rows = [{"board": "renaten"} | row for row in opinions]

    assert truths(Proposed("renaten", "lutathera"), {}, opinions=rows) == [expected]


@pytest.mark.parametrize(
    ("lines", "at_least", "expected"),
    [
        ([1, 2], 2, TRUE),
        ([1, 1], 2, FALSE),
        ([1, None], 2, UNKNOWN),
        ([None], 1, TRUE),
        ([None, None], 3, FALSE),
        ([1, 2, None], 3, UNKNOWN),
        ([], 1, FALSE),
    ],
)
def test_lines_are_counted_by_their_numbers(lines, at_least, expected):
    records = [{"agent": "everolimus", "line": line, "outcome": "completed"} for line in lines]

    assert truths(LineCount("everolimus", at_least), {"treatments_complete": True}, treatments=records) == [expected]
