"""A timeline: every day has one state, whatever is laid over it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_acts import DAYS
from synthetic import day, faults, shown

from saufconduit.regimes.timeline import STATES, Status, Stretch, Timeline
from saufconduit.vocabulary.text import Text

STATUSES = st.builds(Status, st.sampled_from(STATES), acts=st.tuples(st.sampled_from("abc")))
STRETCHES = st.builds(
    Stretch, DAYS, DAYS, STATUSES, *[st.booleans()] * 4, latest=st.one_of(st.none(), DAYS)
)  # `first` may be after `last`: such a stretch is no day at all
TIMELINES = st.lists(STRETCHES, max_size=6).map(lambda items: painted(*items))
OPEN, CLOSED, UNKNOWN = Status("open", ("A",)), Status("closed"), Status("unknown")


def painted(*stretches: Stretch) -> Timeline:
    timeline = Timeline.always(Status("not-yet"))
    for stretch in stretches:
        timeline = timeline.painted(stretch)
    return timeline


def stretch(first: str, last: str, status: Status = OPEN, **flags: object) -> Stretch:
    return Stretch(day(first), day(last), status, **flags)  # type: ignore[arg-type]


# --- invariants


@given(st.lists(STRETCHES, max_size=8))
def test_painted_any_sequence_leaves_no_gap_and_no_overlap(stretches: list[Stretch]) -> None:
    timeline = painted(*stretches)

    assert faults(timeline) == []


@given(st.lists(STRETCHES, max_size=8), DAYS)
def test_painted_day_shows_the_last_stretch_laid_over_it(stretches: list[Stretch], on: date) -> None:
    covering = [Status("not-yet")] + [item.status for item in stretches if item.first <= on <= item.last]

    assert painted(*stretches).at(on).status == covering[-1]


@given(TIMELINES, TIMELINES)
def test_combined_any_two_leaves_no_gap_and_no_overlap(one: Timeline, other: Timeline) -> None:
    assert faults(one.combined(other, lambda mine, theirs: theirs)) == []


@given(TIMELINES, TIMELINES, DAYS)
def test_combined_day_shows_what_is_chosen_of_that_day(one: Timeline, other: Timeline, on: date) -> None:
    def choose(mine: Stretch, theirs: Stretch) -> Stretch:
        return max(mine, theirs, key=lambda item: item.status.state)

    assert one.combined(other, choose).at(on).status.state == max(one.at(on).status.state, other.at(on).status.state)


@given(TIMELINES, TIMELINES, DAYS)
def test_followed_by_leaves_no_gap_and_no_overlap(one: Timeline, other: Timeline, first: date) -> None:
    assert faults(one.followed_by(other, first)) == []


@given(TIMELINES, TIMELINES, DAYS, DAYS)
def test_followed_by_shows_each_timeline_on_its_side(one: Timeline, other: Timeline, first: date, on: date) -> None:
    expected = (one, other)[on >= first].at(on)

    assert one.followed_by(other, first).at(on).status == expected.status


@given(TIMELINES, DAYS)
def test_run_at_holds_the_day_and_only_its_state(timeline: Timeline, on: date) -> None:
    run = timeline.run_at(on)

    inside = {item.status.state for item in timeline.stretches if run.first <= item.first and item.last <= run.last}
    assert (run.first <= on <= run.last, inside) == (True, {timeline.at(on).status.state})


@given(TIMELINES, DAYS)
def test_run_at_is_the_longest_run(timeline: Timeline, on: date) -> None:
    run = timeline.run_at(on)

    beside = [item for item in timeline.stretches if date.min < run.first == _after(item) or _before(item) == run.last]
    assert [item for item in beside if item.status.state == run.status.state] == []


def _after(item: Stretch) -> date | None:
    return None if item.last == date.max else date.fromordinal(item.last.toordinal() + 1)


def _before(item: Stretch) -> date | None:
    return None if item.first == date.min else date.fromordinal(item.first.toordinal() - 1)


# --- what a cut does to the bounds


def test_painted_over_the_middle_cuts_a_stretch_in_two() -> None:
    timeline = painted(stretch("2020-01-01", "2020-12-31"), stretch("2020-03-01", "2020-03-31", CLOSED))

    assert shown(timeline) == [
        ("not-yet", None, "2019-12-31"),
        ("open", "2020-01-01", "2020-02-29"),
        ("closed", "2020-03-01", "2020-03-31"),
        ("open", "2020-04-01", "2020-12-31"),
        ("not-yet", "2021-01-01", None),
    ]


def test_painted_backwards_stretch_changes_nothing() -> None:
    timeline = painted(stretch("2020-01-01", "2020-12-31"))

    assert timeline.painted(stretch("2021-06-02", "2021-06-01")) is timeline


def test_painted_computed_bounds_make_the_neighbours_computed() -> None:
    timeline = painted(stretch("2020-01-01", "2020-12-31", is_first_computed=True, is_last_computed=True))

    flags = [(item.is_first_computed, item.is_last_computed) for item in timeline.stretches]
    assert flags == [(False, True), (True, True), (True, False)]


def test_painted_cut_end_loses_its_later_readings() -> None:
    long = stretch("2020-01-01", "2020-12-31", latest=day("2021-01-05"))

    timeline = painted(long, stretch("2020-06-01", "2020-06-30", CLOSED))

    assert timeline.at(day("2020-02-01")).latest is None


def test_painted_unknown_start_hides_the_end_before_it() -> None:
    timeline = painted(stretch("2020-01-01", "2020-12-31", is_first_unknown=True))

    assert shown(timeline)[0] == ("not-yet", None, None)


@pytest.mark.parametrize(
    ("first_unknown", "last_unknown", "expected"),
    [
        (False, False, ("2020-01-01", "2020-12-31")),
        (True, False, (None, "2020-12-31")),
        (False, True, ("2020-01-01", None)),
    ],
)
def test_stretch_bound_that_is_unknown_is_shown_as_none(
    first_unknown: bool, last_unknown: bool, expected: tuple[str | None, str | None]
) -> None:
    one = stretch("2020-01-01", "2020-12-31", is_first_unknown=first_unknown, is_last_unknown=last_unknown)

    found = one.to_dict()

    assert (found["from"], found["until"]) == expected


def test_stretch_at_the_ends_of_the_calendar_is_shown_open() -> None:
    whole = Timeline.always(OPEN).stretches[0]

    assert (whole.start, whole.end) == (None, None)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({}, False),
        ({"is_first_computed": True}, True),
        ({"is_last_computed": True}, True),
        ({"is_first_computed": True, "is_first_unknown": True}, False),
        ({"is_last_computed": True, "is_last_unknown": True}, False),
    ],
)
def test_stretch_is_computed_only_by_a_bound_that_is_shown(flags: dict[str, bool], expected: bool) -> None:
    assert stretch("2020-01-01", "2020-12-31", **flags).is_computed is expected


# --- runs and answers


def test_run_at_spans_stretches_of_one_state_with_all_their_bases() -> None:
    renewed = stretch("2021-01-01", "2021-12-31", Status("open", ("B", "A")), is_last_computed=True)
    timeline = painted(stretch("2020-01-01", "2020-12-31"), renewed)

    run = timeline.run_at(day("2021-06-01"))

    assert (run.start, run.end, run.status.basis) == (day("2020-01-01"), day("2021-12-31"), ("A", "B"))


def test_run_at_takes_the_doubt_of_another_part_of_the_run() -> None:
    doubt = Text("à vérifier", "to be checked")
    timeline = painted(
        stretch("2020-01-01", "2020-12-31", Status("open", doubt=doubt)), stretch("2021-01-01", "2021-12-31")
    )

    assert timeline.run_at(day("2021-06-01")).status.doubt == doubt


def test_to_dict_of_a_bare_stretch_has_every_key_and_null_where_there_is_nothing() -> None:
    absent = dict.fromkeys(
        (
            *("until_range", "payer", "payer_needs_confirmation", "payer_needs_confirmation_en"),
            *("why", "why_en", "needs_confirmation", "needs_confirmation_en"),
        )
    )

    assert stretch("2020-01-01", "2020-12-31").to_dict() == {
        "state": "open",
        "from": "2020-01-01",
        "until": "2020-12-31",
        "computed": False,
        "basis": ["A"],
        **absent,
    }


def test_to_dict_of_a_full_stretch_says_range_payer_reason_and_doubt_in_both_languages() -> None:
    because, check, share = (
        Text("parce que", "because"),
        Text("à vérifier", "to be checked"),
        Text("part non lue", "share not read"),
    )
    status = Status("open", ("A",), because, check, "insured_100", share)

    found = stretch("2020-01-01", "2020-12-31", status, latest=day("2021-01-05")).to_dict()

    assert {key: found[key] for key in list(found)[5:]} == {
        "until_range": {"from": "2020-12-31", "until": "2021-01-05"},
        "payer": "insured_100",
        "payer_needs_confirmation": "part non lue",
        "payer_needs_confirmation_en": "share not read",
        "why": "parce que",
        "why_en": "because",
        "needs_confirmation": "à vérifier",
        "needs_confirmation_en": "to be checked",
    }


@pytest.mark.parametrize(
    "flags", [{"latest": date(2020, 12, 31)}, {"latest": date(2021, 1, 5), "is_last_unknown": True}]
)
def test_to_dict_without_two_readings_of_a_shown_end_has_no_range(flags: dict[str, object]) -> None:
    assert stretch("2020-01-01", "2020-12-31", **flags).to_dict()["until_range"] is None
