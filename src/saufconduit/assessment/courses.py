"""The dates of a treatment given in courses: computed from the first one, movable, with the reason of each move."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from saufconduit.registry.pathways.pathway import Administration, CourseItem
from saufconduit.vocabulary.days import same_day_after
from saufconduit.vocabulary.problem import Problem, ProblemKind

NO_SUCH_COURSE = ProblemKind(
    "assessment.no-such-course",
    "Le protocole compte {courses} cures : la cure {number} n’existe pas, ou c’est la première.",
    "Déplacez une cure de 2 à {courses} ; le jour de la première se donne par --first.",
    "The protocol has {courses} courses: there is no course {number}, or it is the first.",
    "Move a course from 2 to {courses}; --first gives the day of the first.",
)
MOVED_BEFORE = ProblemKind(
    "assessment.moved-before",
    "La cure {number} ne peut pas avoir lieu avant la cure {before} ou le même jour.",
    "Donnez un jour plus tardif, ou déplacez d’abord la cure {before}.",
    "Course {number} cannot take place before course {before} or on its day.",
    "Give a later day, or move course {before} first.",
)


class Move(NamedTuple):
    """A course put on another day, and why."""

    day: date
    reason: str


@dataclass(frozen=True)
class DatedItem:
    """What goes with a course, from `start` to `end`; both None where the source sets no day."""

    item: CourseItem
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Course:
    """A course: its day, the day that the interval gives, the reason where it was moved, what goes with it."""

    number: int
    day: date
    expected: date
    reason: str | None
    items: tuple[DatedItem, ...]


def courses_of(administration: Administration, first: date, moves: Mapping[int, Move]) -> tuple[Course, ...]:
    """The courses from the day of the first one; a course that is moved moves those after it.

    Raises Problem for a move of a course that does not exist, or to a day that is not after the course before it.
    """
    for number in moves:
        if not 2 <= number <= administration.courses:
            raise Problem(NO_SUCH_COURSE, courses=administration.courses, number=number)
    courses: list[Course] = []
    for number in range(1, administration.courses + 1):
        expected = first if not courses else same_day_after(courses[-1].day, administration.interval)
        move = moves.get(number)
        day = expected if move is None else move.day
        if courses and day <= courses[-1].day:
            raise Problem(MOVED_BEFORE, number=number, before=number - 1)
        items = tuple(_dated(item, day) for item in administration.items if number == 1 or not item.is_first_only)
        courses.append(Course(number, day, expected, None if move is None else move.reason, items))
    return tuple(courses)


def _dated(item: CourseItem, day: date) -> DatedItem:
    start = None if item.start is None else same_day_after(day, item.start)
    end = None if item.end is None else same_day_after(day, item.end)
    return DatedItem(item, start, end)
