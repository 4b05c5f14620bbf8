"""A patient as known on a day."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.patients.as_of import MISSING, Ignored, Known, PatientOn, Range, is_by
from saufconduit.patients.file import Access, PatientFile, Statement, Treatment
from saufconduit.patients.read import read_patient
from saufconduit.vocabulary.days import PartialDay, parse_partial_day
from saufconduit.vocabulary.terms import Vocabulary
from saufconduit.vocabulary.truth import Truth

ON = date(2026, 6, 15)


def day(text: str) -> PartialDay:
    """The day written in `text`."""
    found = parse_partial_day(text)
    assert found is not None
    return found


def patient_on(vocabulary: Vocabulary, text: str, on: date = ON) -> PatientOn:
    """The patient written in `text`, as known on `on`."""
    return PatientOn(read_patient(text, "p.yaml", vocabulary), on, vocabulary)


def er(vocabulary: Vocabulary, statements: str, on: date = ON) -> Known:
    """What is known of `er`, stated as `statements`."""
    return patient_on(vocabulary, f"facts: {{er: {statements}}}", on).fact("er")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(None, True, id="undated"),
        pytest.param("2026-06-14", True, id="the-day-before"),
        pytest.param("2026-06-15", True, id="the-day-itself"),
        pytest.param("2026-06-16", False, id="the-day-after"),
        pytest.param("2026-05", True, id="the-month-before"),
        pytest.param("2026-06", None, id="the-same-month"),
        pytest.param("2026-07", False, id="the-month-after"),
        pytest.param("2025", True, id="the-year-before"),
        pytest.param("2026", None, id="the-same-year"),
        pytest.param("2027", False, id="the-year-after"),
    ],
)
def test_is_by_tells_what_had_happened_on_the_day(text: str | None, expected: Truth) -> None:
    stated = None if text is None else day(text)

    assert is_by(stated, ON) is expected


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        pytest.param("2026-06", date(2026, 6, 30), True, id="last-day-of-the-month"),
        pytest.param("2026", date(2026, 12, 31), True, id="last-day-of-the-year"),
        pytest.param("2026-06", date(2026, 5, 31), False, id="eve-of-the-month"),
        pytest.param("2026-06", date(2026, 6, 1), None, id="first-day-of-the-month"),
    ],
)
def test_is_by_at_the_ends_of_a_partial_day(text: str, on: date, expected: Truth) -> None:
    assert is_by(day(text), on) is expected


@pytest.mark.parametrize("name", ["er", "grade", "age", "sex", "triple-negative", "resectable"])
def test_fact_that_the_file_does_not_state_is_missing(vocabulary: Vocabulary, name: str) -> None:
    found = patient_on(vocabulary, "{}").fact(name)

    assert (found.value, found.why) == (None, "missing")


def test_fact_of_a_patient_without_facts_is_missing(vocabulary: Vocabulary) -> None:
    assert PatientOn(PatientFile(), ON, vocabulary).fact("er") == MISSING


def test_fact_null_is_missing(vocabulary: Vocabulary) -> None:
    assert er(vocabulary, "null") == MISSING


def test_fact_false_is_known(vocabulary: Vocabulary) -> None:
    found = patient_on(vocabulary, "facts: {resectable: false}").fact("resectable")

    assert found == Known(False, None, (Statement(False),))


@pytest.mark.parametrize(
    ("statements", "seen"),
    [
        pytest.param("positive", Statement("positive"), id="undated"),
        pytest.param("{value: positive, on: 2026-06-15}", Statement("positive", day("2026-06-15")), id="on-the-day"),
        pytest.param("{value: positive, on: 2025, source: cr}", Statement("positive", day("2025"), "cr"), id="partial"),
        pytest.param(
            "[{value: negative, on: 2026-01-01}, {value: positive, on: 2026-02-01}]",
            Statement("positive", day("2026-02-01")),
            id="latest-last",
        ),
        pytest.param(
            "[{value: positive, on: 2026-02-01}, {value: negative, on: 2026-01-01}]",
            Statement("positive", day("2026-02-01")),
            id="latest-first",
        ),
        pytest.param(
            "[{value: positive, on: 2026-02-01}, {value: negative, on: 2026-01}]",
            Statement("positive", day("2026-02-01")),
            id="latest-against-a-month-before",
        ),
        pytest.param(
            "[{value: positive, on: 2026-02}, {value: negative, on: 2026-01-31}]",
            Statement("positive", day("2026-02")),
            id="latest-is-a-month",
        ),
        pytest.param(
            "[{value: positive, on: 2026-02-01, source: a}, {value: positive, on: 2026-02-01, source: b}]",
            Statement("positive", day("2026-02-01"), "a"),
            id="same-day-same-value",
        ),
        pytest.param(
            "[positive, {value: positive, on: 2026-02-01}]",
            Statement("positive", day("2026-02-01")),
            id="dated-is-shown-before-undated",
        ),
        pytest.param(
            "[{value: positive, on: 2026-02-01}, {value: negative, on: 2026-06-16}]",
            Statement("positive", day("2026-02-01")),
            id="later-is-ignored",
        ),
        pytest.param(
            "[{value: positive, on: 2026-02-01}, {value: negative, on: 2027}]",
            Statement("positive", day("2026-02-01")),
            id="later-year-is-ignored",
        ),
        pytest.param(
            "[{value: positive, on: 2026-02-01}, {value: positive, on: 2026-06}]",
            Statement("positive", day("2026-02-01")),
            id="straddling-with-the-same-value",
        ),
        pytest.param("[positive, positive]", Statement("positive"), id="undated-twice-the-same"),
    ],
)
def test_fact_latest_statement_counts(vocabulary: Vocabulary, statements: str, seen: Statement) -> None:
    assert er(vocabulary, statements) == Known("positive", None, (seen,))


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param("[{value: positive, on: 2026-02-01}, {value: negative, on: 2026-02-01}]", id="same-day"),
        pytest.param("[positive, negative]", id="undated-both"),
        pytest.param("[{value: positive, on: 2026-02-01}, negative]", id="dated-against-undated"),
        pytest.param("[{value: positive, on: 2026-02-01}, {value: negative, on: 2026-02}]", id="day-within-the-month"),
        pytest.param("[{value: positive, on: 2025}, {value: negative, on: 2025-03}]", id="month-within-the-year"),
    ],
)
def test_fact_statements_that_disagree_are_contradictory(vocabulary: Vocabulary, statements: str) -> None:
    found = er(vocabulary, statements)

    assert (found.value, found.why, len(found.seen)) == (None, "contradictory", 2)


def test_fact_contradiction_leaves_out_what_is_older(vocabulary: Vocabulary) -> None:
    found = er(
        vocabulary,
        "[{value: positive, on: 2026-02-01}, {value: negative, on: 2026-02-01}, {value: negative, on: 2026-01-01}]",
    )

    assert found.seen == (Statement("positive", day("2026-02-01")), Statement("negative", day("2026-02-01")))


def test_fact_contradiction_is_settled_by_a_later_statement(vocabulary: Vocabulary) -> None:
    found = er(
        vocabulary,
        "[{value: positive, on: 2026-02-01}, {value: negative, on: 2026-02-01}, {value: negative, on: 2026-03-01}]",
    )

    assert found.value == "negative"


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param("{value: positive, on: 2026-06}", id="alone-in-the-month"),
        pytest.param("{value: positive, on: 2026}", id="alone-in-the-year"),
        pytest.param("[{value: positive, on: 2026-06}, {value: negative, on: 2026-02-01}]", id="against-another-value"),
        pytest.param("[{value: positive, on: 2026-06}, {value: negative, on: 2026}]", id="two-that-disagree"),
    ],
)
def test_fact_dated_around_the_day_is_unclear(vocabulary: Vocabulary, statements: str) -> None:
    found = er(vocabulary, statements)

    assert (found.value, found.why) == (None, "date-unclear")


def test_fact_dated_around_the_day_shows_all_that_could_count(vocabulary: Vocabulary) -> None:
    found = er(vocabulary, "[{value: positive, on: 2026-06}, {value: negative, on: 2026-02-01}]")

    assert found.seen == (Statement("negative", day("2026-02-01")), Statement("positive", day("2026-06")))


def test_fact_dated_after_the_day_is_missing(vocabulary: Vocabulary) -> None:
    assert er(vocabulary, "{value: positive, on: 2026-06-16}") == MISSING


def test_fact_same_number_written_in_two_ways_is_no_contradiction(vocabulary: Vocabulary) -> None:
    found = patient_on(vocabulary, "facts: {ki67: [2, 2.0]}").fact("ki67")

    assert found.value == 2


def test_fact_is_computed_once(vocabulary: Vocabulary) -> None:
    patient = patient_on(vocabulary, "facts: {er: positive}")

    assert patient.fact("er") is patient.fact("er")


def test_sex_is_that_of_the_file(vocabulary: Vocabulary) -> None:
    assert patient_on(vocabulary, "sex: male").fact("sex") == Known("male", None, (Statement("male"),))


@pytest.mark.parametrize(
    ("birth", "on", "expected"),
    [
        pytest.param("2005-06-15", "2023-06-14", 17, id="eve-of-18"),
        pytest.param("2005-06-15", "2023-06-15", 18, id="day-of-18"),
        pytest.param("2005-06", "2023-05-31", 17, id="before-the-month-of-18"),
        pytest.param("2005-06", "2023-06-01", Range(17, 18), id="first-day-of-the-month-of-18"),
        pytest.param("2005-06", "2023-06-29", Range(17, 18), id="eve-of-the-last-day-of-the-month-of-18"),
        pytest.param("2005-06", "2023-06-30", 18, id="last-day-of-the-month-of-18"),
        pytest.param("2005", "2022-12-31", 17, id="before-the-year-of-18"),
        pytest.param("2005", "2023-01-01", Range(17, 18), id="first-day-of-the-year-of-18"),
        pytest.param("2005", "2023-12-30", Range(17, 18), id="eve-of-the-last-day-of-the-year-of-18"),
        pytest.param("2005", "2023-12-31", 18, id="last-day-of-the-year-of-18"),
        pytest.param("2004-02-29", "2022-02-28", 17, id="29-february-not-yet"),
        pytest.param("2004-02-29", "2022-03-01", 18, id="29-february-on-1-march"),
    ],
)
def test_age_is_as_precise_as_the_birth(vocabulary: Vocabulary, birth: str, on: str, expected: Any) -> None:
    found = patient_on(vocabulary, f"birth: {birth}", date.fromisoformat(on)).fact("age")

    assert found == Known(expected, None, (Statement(birth),))


# Oestrogen receptors, progesterone receptors, HER2 (positive, not positive, unknown): all 27 combinations.
@pytest.mark.parametrize(
    ("receptors", "expected"),
    [
        ("negative negative negative", True),
        ("negative negative positive", False),
        ("negative negative null", None),
        ("negative positive negative", False),
        ("negative positive positive", False),
        ("negative positive null", False),
        ("negative null negative", None),
        ("negative null positive", False),
        ("negative null null", None),
        ("positive negative negative", False),
        ("positive negative positive", False),
        ("positive negative null", False),
        ("positive positive negative", False),
        ("positive positive positive", False),
        ("positive positive null", False),
        ("positive null negative", False),
        ("positive null positive", False),
        ("positive null null", False),
        ("null negative negative", None),
        ("null negative positive", False),
        ("null negative null", None),
        ("null positive negative", False),
        ("null positive positive", False),
        ("null positive null", False),
        ("null null negative", None),
        ("null null positive", False),
        ("null null null", None),
        ("negative negative low", True),
        ("positive negative low", False),
        ("negative null low", None),
    ],
)
def test_triple_negative_is_derived_in_three_values(vocabulary: Vocabulary, receptors: str, expected: Truth) -> None:
    text = "facts: {{er: {}, pr: {}, her2: {}}}".format(*receptors.split())

    assert patient_on(vocabulary, text).fact("triple-negative").value is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("{er: negative, pr: negative}", "missing", id="one-missing"),
        pytest.param("{er: [positive, negative], pr: negative, her2: low}", "contradictory", id="one-contradictory"),
        pytest.param("{er: [positive, negative], pr: negative}", "contradictory", id="contradictory-before-missing"),
        pytest.param("{pr: negative, her2: {value: low, on: 2026-06}}", "date-unclear", id="unclear-before-missing"),
        pytest.param("{er: negative, pr: negative, her2: low}", None, id="known"),
        pytest.param("{er: positive}", None, id="known-false-although-two-are-missing"),
    ],
)
def test_triple_negative_unknown_says_why(vocabulary: Vocabulary, text: str, expected: str | None) -> None:
    assert patient_on(vocabulary, f"facts: {text}").fact("triple-negative").why == expected


def test_triple_negative_shows_the_tests_it_comes_from(vocabulary: Vocabulary) -> None:
    found = patient_on(vocabulary, "facts: {er: negative, her2: {value: low, on: 2026-01}}").fact("triple-negative")

    assert found.seen == (Statement("negative"), Statement("low", day("2026-01")))


def test_triple_negative_stated_by_another_source_is_kept(vocabulary: Vocabulary) -> None:
    patient = PatientFile(facts={"triple-negative": (Statement(True),)})

    assert PatientOn(patient, ON, vocabulary).fact("triple-negative").value is True


@pytest.mark.parametrize(
    ("opinions", "expected"),
    [
        pytest.param("{proposes: [lutathera]}", True, id="proposed"),
        pytest.param("{declines: [lutathera]}", False, id="declined"),
        pytest.param("{proposes: []}", False, id="nothing-proposed"),
        pytest.param("{proposes: [kadcyla], declines: [lutathera]}", False, id="declined-for-another"),
        pytest.param("{proposes: [kadcyla, lutathera]}", True, id="proposed-with-another"),
        pytest.param(
            "{proposes: [lutathera], on: 2026-01}, {declines: [lutathera], on: 2026-02}", False, id="then-declined"
        ),
        pytest.param("{proposes: [lutathera], on: 2026-02}, {proposes: [], on: 2026-01}", True, id="then-proposed"),
        pytest.param(
            "{proposes: [lutathera], on: 2026-01}, {proposes: [kadcyla], on: 2026-02}",
            True,
            id="a-later-opinion-on-another-product-says-nothing",
        ),
        pytest.param(
            "{proposes: [lutathera], on: 2026-01}, {proposes: [], on: 2026-06-16}",
            True,
            id="an-opinion-after-the-day-is-ignored",
        ),
    ],
)
def test_proposal_of_a_board_is_its_latest_opinion_on_the_product(
    vocabulary: Vocabulary, opinions: str, expected: bool
) -> None:
    text = f"opinions: [{opinions.replace('{', '{board: renaten, ')}]"

    found = patient_on(vocabulary, text).proposal("renaten", "lutathera")

    assert (found.value, found.why) == (expected, None)


@pytest.mark.parametrize(
    ("opinions", "why"),
    [
        pytest.param("", "missing", id="no-opinion"),
        pytest.param("{proposes: [kadcyla]}", "missing", id="another-product"),
        pytest.param("{declines: [kadcyla]}", "missing", id="another-product-declined"),
        pytest.param("{on: 2026-01}", "missing", id="nothing-said"),
        pytest.param("{proposes: [lutathera], on: 2026-06-16}", "missing", id="after-the-day"),
        pytest.param("{proposes: [lutathera], on: 2026-06}", "date-unclear", id="around-the-day"),
        pytest.param(
            "{proposes: [lutathera], on: 2026-01-05}, {declines: [lutathera], on: 2026-01-05}",
            "contradictory",
            id="same-day",
        ),
        pytest.param(
            "{proposes: [lutathera], on: 2026-01-05}, {proposes: []}", "contradictory", id="dated-against-undated"
        ),
    ],
)
def test_proposal_of_a_board_unknown_says_why(vocabulary: Vocabulary, opinions: str, why: str) -> None:
    text = f"opinions: [{opinions.replace('{', '{board: renaten, ')}]"

    found = patient_on(vocabulary, text).proposal("renaten", "lutathera")

    assert (found.value, found.why) == (None, why)


def test_proposal_of_another_board_says_nothing(vocabulary: Vocabulary) -> None:
    patient = patient_on(vocabulary, "opinions: [{board: comete, proposes: [lutathera]}]")

    assert patient.proposal("renaten", "lutathera") == MISSING


def test_proposal_of_a_board_shows_its_day(vocabulary: Vocabulary) -> None:
    patient = patient_on(vocabulary, "opinions: [{board: comete, on: 2026-01, proposes: [lutathera]}]")

    assert patient.proposal("comete", "lutathera").seen == (Statement(True, day("2026-01")),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("outcome: failure, from: 2025, until: 2026-06-15", "failure", id="ended-on-the-day"),
        pytest.param("outcome: failure, from: 2025, until: 2026-06-16", "ongoing", id="ends-the-day-after"),
        pytest.param("outcome: failure, from: 2026-06-15, until: 2027", "ongoing", id="started-on-the-day"),
        pytest.param("outcome: failure, until: 2027", "ongoing", id="undated-start"),
        pytest.param("outcome: failure, from: 2025", "failure", id="undated-end"),
        pytest.param("outcome: failure", "failure", id="undated"),
        pytest.param("from: 2025, until: 2027", "ongoing", id="no-outcome-and-ends-later"),
        pytest.param("from: 2025, until: 2026-01", None, id="no-outcome-and-ended"),
        pytest.param("outcome: failure, from: 2025, until: 2026-06", None, id="end-around-the-day"),
        pytest.param("from: 2025, until: 2026-06", None, id="no-outcome-and-end-around-the-day"),
        pytest.param(
            "outcome: ongoing, from: 2025, until: 2026-06", "ongoing", id="ongoing-with-an-end-around-the-day"
        ),
        pytest.param("outcome: ongoing, from: 2025, until: 2027", "ongoing", id="ongoing-and-ends-later"),
        pytest.param("outcome: ongoing, from: 2025", "ongoing", id="ongoing"),
        pytest.param("outcome: failure, from: 2026-06, until: 2026-07", None, id="start-around-the-day"),
    ],
)
def test_treatment_outcome_is_that_of_the_day(vocabulary: Vocabulary, text: str, expected: str | None) -> None:
    found = patient_on(vocabulary, f"treatments: [{{agent: everolimus, {text}}}]").treatments

    assert [item.outcome for item in found] == [expected]


@pytest.mark.parametrize("until", ["2026-01", "2026-06", "2026-06-16", "2027"])
@pytest.mark.parametrize("outcome", ["contraindicated", "impossible", "refused", "not-given"])
def test_treatment_not_given_keeps_its_outcome_whatever_its_end(
    vocabulary: Vocabulary, outcome: str, until: str
) -> None:
    text = f"treatments: [{{agent: surgery, outcome: {outcome}, until: {until}}}]"

    assert [item.outcome for item in patient_on(vocabulary, text).treatments] == [outcome]


def test_treatment_that_starts_after_the_day_is_left_out(vocabulary: Vocabulary) -> None:
    text = "treatments: [{agent: everolimus, from: 2026-06-16}, {agent: sunitinib, from: 2026-06-15}]"

    assert [item.agent for item in patient_on(vocabulary, text).treatments] == ["sunitinib"]


def test_treatment_that_may_not_have_started_keeps_only_what_it_is(vocabulary: Vocabulary) -> None:
    text = "treatments: [{agent: everolimus, line: 2, from: 2026-06, until: 2026-07, outcome: failure}]"

    assert patient_on(vocabulary, text).treatments == (Treatment("everolimus", line=2),)


def test_treatment_of_the_past_is_as_in_the_file(vocabulary: Vocabulary) -> None:
    text = "treatments: [{agent: other, name: x, line: 1, from: 2024, until: 2025-02, outcome: response}]"

    found = patient_on(vocabulary, text)

    assert found.treatments == found.patient.treatments


@pytest.mark.parametrize(
    ("started", "expected"),
    [("null", 1), ("2026-06-15", 1), ("2026-06", 1), ("2026", 1), ("2026-06-16", 0), ("2027", 0)],
)
def test_access_counts_unless_it_started_after_the_day(vocabulary: Vocabulary, started: str, expected: int) -> None:
    text = f"accesses: [{{programme: lumykras-aap, started: {started}}}]"

    assert len(patient_on(vocabulary, text).accesses) == expected


def test_access_keeps_its_days(vocabulary: Vocabulary) -> None:
    text = "accesses: [{programme: lumykras-aap, started: 2023-03-14, until: 2027}]"

    assert patient_on(vocabulary, text).accesses == (Access("lumykras-aap", None, day("2023-03-14"), day("2027")),)


LATER = """\
facts:
  er: [{value: positive, on: 2026-07-01}, {value: positive, on: 2026-06-15}]
  pr: {value: negative, on: 2026-06}
  her2: low
treatments:
  - {agent: everolimus, from: 2026-06-16}
  - {agent: sunitinib, from: 2026-06, until: 2027}
opinions:
  - {board: renaten, on: 2026-07, proposes: [lutathera]}
  - {board: comete, proposes: [lutathera]}
accesses:
  - {programme: lumykras-aap, started: 2027}
  - {programme: lutathera-cpc, started: 2022, until: 2027}
"""


def test_ignored_lists_what_is_dated_after_the_day_in_the_order_of_the_file(vocabulary: Vocabulary) -> None:
    assert patient_on(vocabulary, LATER).ignored == (
        Ignored("er", "2026-07-01"),
        Ignored("treatment:everolimus", "2026-06-16"),
        Ignored("board:renaten", "2026-07"),
        Ignored("access:lumykras-aap", "2027"),
    )


def test_ignored_is_empty_once_all_has_happened(vocabulary: Vocabulary) -> None:
    assert patient_on(vocabulary, LATER, date(2027, 12, 31)).ignored == ()


def test_ignored_of_a_patient_without_facts_is_empty(vocabulary: Vocabulary) -> None:
    assert PatientOn(PatientFile(), ON, vocabulary).ignored == ()


DAYS = st.none() | st.sampled_from(["2025", "2026", "2026-05", "2026-06", "2026-06-15", "2026-06-16", "2027"]).map(day)
STATEMENTS = st.lists(st.builds(Statement, st.sampled_from(["positive", "negative"]), DAYS), max_size=4)


@given(STATEMENTS, st.permutations(range(4)))
def test_fact_does_not_depend_on_the_order_of_the_file(
    vocabulary: Vocabulary, statements: list[Statement], order: list[int]
) -> None:
    shuffled = [statements[at] for at in order if at < len(statements)]

    first, second = (
        PatientOn(PatientFile(facts={"er": tuple(items)}), ON, vocabulary).fact("er")
        for items in (statements, shuffled)
    )

    assert (first.value, first.why) == (second.value, second.why)


@given(STATEMENTS)
def test_fact_definite_stays_when_a_later_statement_is_added(
    vocabulary: Vocabulary, statements: list[Statement]
) -> None:
    later = [*statements, Statement("negative", day("2026-06-17"))]

    before, after = (
        PatientOn(PatientFile(facts={"er": tuple(items)}), ON, vocabulary).fact("er") for items in (statements, later)
    )

    assert before == after


@given(STATEMENTS, st.data())
def test_fact_definite_stays_when_a_partial_day_becomes_exact(
    vocabulary: Vocabulary, statements: list[Statement], data: st.DataObject
) -> None:
    exact = [item._replace(on=data.draw(a_day_within(item.on))) for item in statements]

    before, after = (
        PatientOn(PatientFile(facts={"er": tuple(items)}), ON, vocabulary).fact("er") for items in (statements, exact)
    )

    assert before.value is None or before.value == after.value


def a_day_within(partial: PartialDay | None) -> st.SearchStrategy[PartialDay | None]:
    """An exact day that a partial one may be; undated stays undated."""
    if partial is None:
        return st.none()
    return st.dates(partial.earliest, partial.latest).map(lambda found: PartialDay(found, found))
