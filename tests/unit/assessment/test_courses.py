"""The dates of a treatment given in courses."""

from datetime import date

import pytest
from following import SOURCE, advice, label, option, pathway
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.assessment.courses import Move, courses_of
from saufconduit.registry.pathways.pathway import Administration
from saufconduit.vocabulary.days import same_day_after
from saufconduit.vocabulary.problem import Problem

FIRST = date(2026, 12, 1)
ITEMS = [
    {"id": "stop", **advice("arrêter"), "course": "first", "from": {"days": -42}, "until": {"days": -1}},
    {"id": "water", **advice("boire"), "course": "each"},
    {"id": "blood", **advice("compter"), "course": "each", "from": {"days": 21}, "until": {"days": 28}},
    {"id": "later", **advice("espacer"), "course": "each", "from": {"months": 1}},
    {"id": "until", **advice("éviter"), "course": "each", "until": {"days": 7}},
]


def administration(courses: int = 4, items: list[dict[str, object]] | None = None, **interval: int) -> Administration:
    """A treatment given in courses, every two months unless said otherwise."""
    given: dict[str, object] = {"option": "a", "text": label("cures"), "source": SOURCE, "courses": courses}
    given |= {"interval": interval or {"months": 2}, "items": items if items is not None else ITEMS}
    (found,) = pathway(options=[option("a")], administration=[given]).administration
    return found


def days_of(found) -> list[str]:
    """The days of the courses."""
    return [course.day.isoformat() for course in found]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (date(2026, 12, 1), ["2026-12-01", "2027-02-01", "2027-04-01", "2027-06-01"]),
        (date(2026, 12, 31), ["2026-12-31", "2027-02-28", "2027-04-28", "2027-06-28"]),
        (date(2027, 12, 30), ["2027-12-30", "2028-02-29", "2028-04-29", "2028-06-29"]),
    ],
)
def test_courses_follow_each_other_at_the_interval(first, expected):
    assert days_of(courses_of(administration(), first, {})) == expected


@pytest.mark.parametrize("courses", [1, 2, 6])
def test_courses_are_as_many_as_the_source_says_and_numbered(courses):
    found = courses_of(administration(courses), FIRST, {})

    assert [course.number for course in found] == list(range(1, courses + 1))


def test_courses_without_a_move_are_where_they_were_expected_with_no_reason():
    found = courses_of(administration(), FIRST, {})

    assert [(course.expected, course.reason) for course in found] == [(course.day, None) for course in found]


def test_course_that_is_moved_moves_those_after_it():
    found = courses_of(administration(), FIRST, {2: Move(date(2027, 3, 1), "thrombopénie")})

    assert days_of(found) == ["2026-12-01", "2027-03-01", "2027-05-01", "2027-07-01"]


def test_course_that_is_moved_says_when_it_was_expected_and_why_it_was_moved():
    found = courses_of(administration(), FIRST, {2: Move(date(2027, 3, 1), "thrombopénie")})

    assert [(course.expected.isoformat(), course.reason) for course in found] == [
        ("2026-12-01", None),
        ("2027-02-01", "thrombopénie"),
        ("2027-05-01", None),
        ("2027-07-01", None),
    ]


def test_course_may_be_moved_to_an_earlier_day_and_several_may_be_moved():
    moves = {2: Move(date(2027, 1, 15), "organisation"), 4: Move(date(2027, 6, 1), "rein")}

    found = courses_of(administration(), FIRST, moves)

    assert days_of(found) == ["2026-12-01", "2027-01-15", "2027-03-15", "2027-06-01"]


@pytest.mark.parametrize("number", [-1, 0, 1, 5])
def test_move_of_a_course_that_does_not_exist_or_is_the_first_is_refused(number):
    with pytest.raises(Problem) as raised:
        courses_of(administration(), FIRST, {number: Move(date(2027, 3, 1), "r")})

    assert raised.value.code == "assessment.no-such-course"
    assert raised.value.what().startswith(f"Le protocole compte 4 cures : la cure {number} n’existe pas")
    assert raised.value.what("en").startswith(f"The protocol has 4 courses: there is no course {number}")


@pytest.mark.parametrize("day", [date(2026, 11, 30), date(2026, 12, 1)])
def test_move_to_the_day_of_the_course_before_or_earlier_is_refused(day):
    with pytest.raises(Problem) as raised:
        courses_of(administration(), FIRST, {2: Move(day, "r")})

    assert raised.value.code == "assessment.moved-before"
    assert raised.value.what() == "La cure 2 ne peut pas avoir lieu avant la cure 1 ou le même jour."


def test_move_to_the_morrow_of_the_course_before_is_taken():
    found = courses_of(administration(2), FIRST, {2: Move(date(2026, 12, 2), "r")})

    assert days_of(found) == ["2026-12-01", "2026-12-02"]


def test_move_is_compared_with_the_course_before_as_it_was_itself_moved():
    moves = {2: Move(date(2027, 3, 1), "r"), 3: Move(date(2027, 2, 15), "r")}

    with pytest.raises(Problem) as raised:
        courses_of(administration(), FIRST, moves)

    assert raised.value.what() == "La cure 3 ne peut pas avoir lieu avant la cure 2 ou le même jour."


def test_items_of_the_first_course_go_with_it_alone():
    found = courses_of(administration(), FIRST, {})

    assert [[dated.item.id for dated in course.items] for course in found] == [
        ["stop", "water", "blood", "later", "until"],
        *[["water", "blood", "later", "until"]] * 3,
    ]


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("stop", date(2026, 10, 20), date(2026, 11, 30)),
        ("water", None, None),
        ("blood", date(2026, 12, 22), date(2026, 12, 29)),
        ("later", date(2027, 1, 1), None),
        ("until", None, date(2026, 12, 8)),
    ],
)
def test_item_is_dated_from_its_course(name, start, end):
    (first, *_) = courses_of(administration(), FIRST, {})

    (dated,) = [item for item in first.items if item.item.id == name]
    assert (dated.start, dated.end) == (start, end)


def test_items_of_a_course_that_is_moved_move_with_it():
    found = courses_of(administration(2), FIRST, {2: Move(date(2027, 3, 1), "thrombopénie")})

    (blood,) = [item for item in found[1].items if item.item.id == "blood"]
    assert (blood.start, blood.end) == (date(2027, 3, 22), date(2027, 3, 29))


# --- what always holds

firsts = st.dates(date(2000, 1, 1), date(2060, 12, 31))
intervals = st.one_of(
    st.integers(1, 12).map(lambda n: {"months": n}),
    st.integers(1, 90).map(lambda n: {"days": n}),
    st.integers(1, 2).map(lambda n: {"years": n}),
)
administrations = st.builds(
    lambda courses, interval: administration(courses, [], **interval), st.integers(1, 6), intervals
)
# Delays from the day expected, by number of course: some courses only, some of them earlier than expected.
delays = st.dictionaries(st.integers(2, 6), st.integers(-20, 90), max_size=5)


def moved(item: Administration, first: date, wanted: dict[int, int]) -> dict[int, Move]:
    """Moves by so many days from the day without any move, but never to the course before or earlier."""
    planned = {course.number: course.day.toordinal() for course in courses_of(item, first, {})}
    moves: dict[int, Move] = {}
    for number in sorted(set(wanted) & set(planned)):
        before = courses_of(item, first, moves)[number - 2].day.toordinal()
        moves[number] = Move(date.fromordinal(max(before + 1, planned[number] + wanted[number])), f"raison {number}")
    return moves


@given(administrations, firsts, delays)
def test_courses_keep_their_order_whatever_is_moved(item, first, wanted):
    found = [course.day for course in courses_of(item, first, moved(item, first, wanted))]

    assert found == sorted(set(found))


@given(administrations, firsts, delays)
def test_courses_keep_the_interval_whatever_is_moved(item, first, wanted):
    found = courses_of(item, first, moved(item, first, wanted))

    expected = [first, *(same_day_after(course.day, item.interval) for course in found[:-1])]
    assert [course.expected for course in found] == expected


@given(administrations, firsts, delays)
def test_courses_are_where_they_were_put_and_the_others_where_they_were_expected(item, first, wanted):
    moves = moved(item, first, wanted)

    found = courses_of(item, first, moves)

    expected = [moves.get(course.number, Move(course.expected, None)) for course in found]
    assert [(course.day, course.reason) for course in found] == expected


@given(administrations, firsts, st.integers(2, 6), st.integers(0, 400))
def test_move_that_would_break_the_order_is_refused(item, first, number, too_early):
    planned = courses_of(item, first, {})
    number = min(number, len(planned) + 1)
    before = planned[number - 2].day

    with pytest.raises(Problem):
        courses_of(item, first, {number: Move(date.fromordinal(before.toordinal() - too_early), "r")})
