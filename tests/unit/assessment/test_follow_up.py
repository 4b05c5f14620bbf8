"""The follow-up after an operation: who is followed, from which day, on which days."""

from datetime import date

import pytest
from assessing import patient_of
from following import SETTLED, SLOW, SOURCE, TREES, advice, label, pathway, registry_of
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.assessment.follow_up import appointments_of, follow_ups
from saufconduit.registry.pathways.pathway import Examination, FollowUpGroup, Pathway
from saufconduit.vocabulary.citation import Citation
from saufconduit.vocabulary.days import Span, same_day_after
from saufconduit.vocabulary.text import Text

ON = date(2026, 11, 22)
OPERATED = "{agent: surgery, from: 2026-07-06, until: 2026-07-06, outcome: completed}"


def examination(name: str = "tdm", **given: object) -> dict[str, object]:
    """An examination of a follow-up."""
    return {"id": name, "label": label(name), "source": SOURCE, **given}


YEARLY = examination(after={"months": 4}, every={"years": 1}, spacing="open")


ALL = {"disease": "bronchial-net"}


def group(name: str = "g", when: object = ALL, **given: object) -> dict[str, object]:
    """A group of operated patients, all those of the pathway unless said otherwise."""
    return {"id": name, "label": label(name), "when": when, **advice(), "examinations": [YEARLY], **given}


FOR_TWO_YEARS = group(**{"more-than": {"years": 2}})


def followed_up(*groups: dict[str, object], **sections: object) -> Pathway:
    """A pathway whose patients are followed up, in one group for two years unless said otherwise."""
    return pathway(surveillance={**advice(), "groups": list(groups or (FOR_TWO_YEARS,))}, **sections)


def answer_of(patient: str, item: Pathway | None = None, operated: date | None = None, on: date = ON):
    """The follow-up of one pathway for a patient written in YAML."""
    (found,) = follow_ups(patient_of(patient), registry_of(item or followed_up()), on, operated)
    return found


def days_of(patient: str, item: Pathway | None = None, operated: date | None = None) -> list[str]:
    """The days of the appointments of the first group."""
    return [one.day.isoformat() for one in answer_of(patient, item, operated).groups[0].appointments]


def treated(*records: str) -> str:
    """A patient of the pathway with these treatments on file."""
    return f"{SLOW}\ntreatments: [{', '.join(records)}]"


# --- who


@pytest.mark.parametrize(
    ("disease", "applies"), [("bronchial-net", [True]), ("net", [None]), ("meningioma", [])], ids=str
)
def test_follow_up_is_that_of_the_pathways_that_may_concern_the_patient(disease, applies):
    found = follow_ups(patient_of(f"facts: {{disease: {disease}}}"), registry_of(followed_up()), ON)

    assert [item.applies for item in found] == applies


def test_follow_up_of_a_pathway_without_one_is_left_out():
    registry = registry_of(pathway(id="sans"), followed_up(id="avec"))

    found = follow_ups(patient_of(SLOW), registry, ON)

    assert [item.pathway.id for item in found] == ["avec"]


def test_follow_ups_are_in_the_order_of_the_registry():
    registry = registry_of(followed_up(id="z"), followed_up(id="a"))

    found = follow_ups(patient_of(SLOW), registry, ON)

    assert [item.pathway.id for item in found] == ["z", "a"]


def test_follow_up_keeps_the_patient_and_the_day():
    found = answer_of("id: P-1\nfacts: {disease: bronchial-net}")

    assert (found.patient, found.on) == ("P-1", ON)


@pytest.mark.parametrize(("value", "tree"), SETTLED)
def test_patient_is_in_a_group_as_its_tree_says(value, tree):
    (state,) = answer_of(SLOW, followed_up(group(when=tree))).groups

    assert state.value is value


@pytest.mark.parametrize(("value", "missing"), [(True, ()), (False, ()), (None, ("secretion",))])
def test_group_misses_what_could_settle_it(value, missing):
    (state,) = answer_of(SLOW, followed_up(group(when=TREES[value]))).groups

    assert state.missing == missing


def test_groups_are_in_the_order_of_the_source():
    item = followed_up(group("z"), group("a"))

    assert [state.group.id for state in answer_of(SLOW, item).groups] == ["z", "a"]


@pytest.mark.parametrize(("value", "count"), [(True, 1), (None, 1), (False, 0)])
def test_group_that_the_patient_is_not_in_has_no_appointment(value, count):
    (state,) = answer_of(SLOW, followed_up(group(when=TREES[value])), date(2026, 7, 6)).groups

    assert len(state.appointments) == count


def test_facts_dated_after_the_day_put_nobody_in_a_group():
    patient = "facts: {disease: bronchial-net, slope: {value: slow, on: 2026-11-23}}"

    (state,) = answer_of(patient, followed_up(group(when=TREES[True]))).groups

    assert state.value is None


# --- from which day


@pytest.mark.parametrize(
    ("records", "operated"),
    [
        pytest.param([OPERATED], "2026-07-06", id="one"),
        pytest.param([], None, id="none"),
        pytest.param([OPERATED, OPERATED], "2026-07-06", id="two-on-one-day"),
        pytest.param([OPERATED, "{agent: surgery, until: 2025-03-02}"], None, id="two-on-two-days"),
        pytest.param([OPERATED, "{agent: surgery, outcome: completed}"], None, id="another-without-a-day"),
        pytest.param(["{agent: surgery, outcome: completed}"], None, id="without-a-day"),
        pytest.param(["{agent: surgery, from: 2026-07-03, until: 2026-07-06}"], "2026-07-06", id="the-last-day-of-it"),
        pytest.param(["{agent: surgery, from: 2026-07-03}"], "2026-07-03", id="the-first-day-alone"),
        pytest.param(["{agent: surgery, until: 2026-07}"], "2026-07", id="to-the-month"),
        pytest.param(["{agent: surgery, from: 2026-11-23}"], None, id="after-the-day"),
        pytest.param(["{agent: surgery, from: 2026-11}"], None, id="perhaps-after-the-day"),
        pytest.param(["{agent: everolimus, from: 2026-07-06}"], None, id="a-drug"),
        pytest.param([OPERATED, "{agent: everolimus, from: 2026-09-01}"], "2026-07-06", id="beside-a-drug"),
        *(
            pytest.param([OPERATED, f"{{agent: surgery, from: 2025-01-02, outcome: {word}}}"], "2026-07-06", id=word)
            for word in ("contraindicated", "impossible", "refused", "not-given")
        ),
    ],
)
def test_operation_is_the_one_on_file(records, operated):
    found = answer_of(treated(*records)).operated

    assert operated == (found if found is None else str(found))


def test_operation_that_is_given_takes_the_place_of_the_one_on_file():
    found = answer_of(treated(OPERATED), operated=date(2026, 8, 3))

    assert str(found.operated) == "2026-08-03"
    assert found.groups[0].appointments[0].day == date(2026, 12, 3)


@pytest.mark.parametrize(
    "records", [[], ["{agent: surgery, until: 2026-07}"], [OPERATED, "{agent: surgery, until: 2025-03-02}"]]
)
def test_appointments_need_the_one_day_of_the_operation(records):
    assert days_of(treated(*records)) == []


def test_appointments_run_from_the_day_of_the_operation():
    assert days_of(treated(OPERATED)) == ["2026-11-06", "2027-07-06", "2028-07-06"]


# --- on which days, worked by hand


def group_of(*examinations: Examination, more_than: Span | None = None) -> FollowUpGroup:
    """A group with these examinations."""
    base = followed_up().follow_up
    assert base is not None
    (read,) = base.groups
    return FollowUpGroup("g", read.label, read.when, read.advice, examinations, more_than)


def examined(
    name: str = "tdm", after: Span | None = None, every: Span | None = None, is_open: bool = False
) -> Examination:
    """An examination of a group."""
    return Examination(name, Text(name, name), Citation("guide", "L1"), after, every, is_open)


def shown(found) -> list[tuple[str, int, str, str, bool]]:
    """Appointments as plain values."""
    return [
        (item.examination.id, item.number, item.day.isoformat(), item.latest.isoformat(), item.is_fixed)
        for item in found
    ]


def test_appointments_at_four_months_then_yearly_span_both_readings_of_a_year():
    found = appointments_of(
        group_of(examined(after=Span(months=4), every=Span(years=1)), more_than=Span(years=2)), date(2026, 7, 6)
    )

    assert shown(found) == [
        ("tdm", 1, "2026-11-06", "2026-11-06", True),
        ("tdm", 2, "2027-07-06", "2027-11-06", True),
        ("tdm", 3, "2028-07-06", "2028-11-06", True),
    ]


def test_appointments_with_an_open_spacing_are_a_proposal_after_the_first_interval():
    found = appointments_of(
        group_of(examined(after=Span(months=4), every=Span(years=1), is_open=True), more_than=Span(years=3)),
        date(2026, 7, 6),
    )

    assert [item.is_fixed for item in found] == [True, True, False, False]


def test_appointments_at_the_end_of_a_month_stay_in_the_month():
    found = appointments_of(
        group_of(examined(after=Span(months=6), every=Span(years=1)), more_than=Span(years=2)), date(2024, 8, 31)
    )

    assert [(item.day.isoformat(), item.latest.isoformat()) for item in found] == [
        ("2025-02-28", "2025-02-28"),
        ("2025-08-31", "2026-02-28"),
        ("2026-08-31", "2027-02-28"),
    ]


def test_appointments_after_29_february_come_back_to_the_29th():
    found = appointments_of(
        group_of(examined(after=Span(days=1), every=Span(years=1)), more_than=Span(years=4)), date(2024, 2, 29)
    )

    assert [item.day.isoformat() for item in found[1:]] == ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]


@pytest.mark.parametrize(
    ("after", "every", "more_than", "count"),
    [
        pytest.param(Span(months=4), None, Span(years=10), 1, id="once"),
        pytest.param(Span(months=4), Span(years=1), None, 1, id="no-duration"),
        pytest.param(Span(months=4), Span(years=1), Span(months=11), 1, id="shorter-than-an-interval"),
        pytest.param(Span(months=4), Span(years=1), Span(years=1), 2, id="last-day-included"),
        pytest.param(Span(months=4), Span(years=1), Span(years=10), 11, id="ten-years"),
        pytest.param(None, None, Span(years=10), 0, id="on-occasion"),
        pytest.param(Span(months=4), Span(), Span(years=10), 1, id="no-interval"),
    ],
)
def test_appointments_last_as_long_as_the_source_says(after, every, more_than, count):
    found = appointments_of(group_of(examined(after=after, every=every), more_than=more_than), date(2026, 7, 6))

    assert len(found) == count


def test_appointments_of_several_examinations_are_in_the_order_of_the_days_then_of_the_ids():
    examinations = (
        examined("tdm", Span(months=4), Span(years=1)),
        examined("irm", Span(months=4)),
        examined("echo", Span(months=1)),
    )

    found = appointments_of(group_of(*examinations, more_than=Span(years=1)), date(2026, 7, 6))

    assert [item.examination.id for item in found] == ["echo", "irm", "tdm", "tdm"]


@pytest.mark.parametrize(
    ("operated", "more_than"),
    [(date(9995, 1, 1), Span(years=10)), (date(9999, 12, 31), Span(years=10)), (date(9990, 6, 1), Span(years=9999))],
)
def test_appointments_end_with_the_calendar(operated, more_than):
    found = appointments_of(
        group_of(examined(after=Span(months=4), every=Span(years=1)), more_than=more_than), operated
    )

    assert len(found) <= 11


# --- what always holds

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
spans = st.one_of(
    st.integers(1, 3).map(lambda n: Span(years=n)),
    st.integers(1, 30).map(lambda n: Span(months=n)),
    st.integers(7, 400).map(lambda n: Span(days=n)),
)
examinations = st.builds(
    examined, st.sampled_from(["echo", "irm", "tdm"]), st.none() | spans, st.none() | spans, st.booleans()
)
groups = st.builds(
    lambda several, more_than: group_of(*several, more_than=more_than),
    st.lists(examinations, max_size=3, unique_by=lambda item: item.id),
    st.none() | st.integers(1, 12).map(lambda n: Span(years=n)),
)


@given(groups, days)
def test_appointments_are_sorted(item, operated):
    found = [(one.day, one.examination.id) for one in appointments_of(item, operated)]

    assert found == sorted(found)


@given(groups, days)
def test_first_appointment_is_fixed_at_exactly_the_span_of_the_source(item, operated):
    found = [
        (one.examination.id, one.day, one.latest, one.is_fixed)
        for one in appointments_of(item, operated)
        if one.number == 1
    ]

    dated = [(one, same_day_after(operated, one.after)) for one in item.examinations if one.after is not None]
    assert sorted(found) == sorted((one.id, day, day, True) for one, day in dated)


@given(groups, days)
def test_window_of_an_appointment_is_never_negative(item, operated):
    assert [one for one in appointments_of(item, operated) if one.latest < one.day] == []


@given(groups, days)
def test_appointments_after_the_first_stay_within_the_least_duration(item, operated):
    last = operated if item.more_than is None else same_day_after(operated, item.more_than)

    assert [one for one in appointments_of(item, operated) if one.number > 1 and not operated < one.day <= last] == []


@given(groups, days)
def test_appointments_of_an_examination_are_numbered_without_a_gap(item, operated):
    found = appointments_of(item, operated)

    numbers = [sorted(one.number for one in found if one.examination == item) for item in item.examinations]
    assert numbers == [list(range(1, len(several) + 1)) for several in numbers]


@given(groups, days)
def test_appointment_is_left_open_only_where_the_source_leaves_the_spacing_open(item, operated):
    found = [one for one in appointments_of(item, operated) if not one.is_fixed]

    assert [one for one in found if not one.examination.is_spacing_open or one.number < 3] == []
