"""A programme, as its page of the application shows it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from saufconduit.registry.programme import Programme
from saufconduit.reports.clock_drawing import Axis
from saufconduit.reports.clock_lanes import steps_around
from saufconduit.reports.programme_sheet import Sheet, sheet_of
from saufconduit.vocabulary.text import Text
from saufconduit.web.catalogue.as_of import When
from saufconduit.web.catalogue.knowledge import question_of
from saufconduit.web.look.language import say


class Travel(NamedTuple):
    """A range that moves one of the two days over the days of the figure; `at` and `most` count from the first."""

    field: str
    label: str
    first: date
    most: int
    at: int


class Shown(NamedTuple):
    """What is said of the programme, and the ways to move through its days."""

    sheet: Sheet
    travels: tuple[Travel, ...]
    later_acts: int
    before: date | None
    after: date | None


def show(programme: Programme, when: When, asked: frozenset[str]) -> Shown:
    """The page of a programme on a day, as known on a day; the indications `asked` are unfolded."""
    sheet = sheet_of(programme, question_of(when), asked)
    before, after = steps_around(programme, when.on)
    return Shown(
        sheet=sheet,
        travels=tuple(_travels(sheet.drawing.axis, when)),
        later_acts=len(programme.acts) - len(sheet.acts),
        before=before,
        after=after,
    )


def _travels(axis: Axis, when: When) -> Iterable[Travel]:
    days = (axis.last - axis.first).days
    labels = (
        ("on", when.on, Text("Déplacer le jour", "Move the day")),
        ("known", when.known, Text("Déplacer le jour de connaissance", "Move the day of knowledge")),
    )
    for field, day, label in labels:
        yield Travel(field, say(label), axis.first, days, min(max((day - axis.first).days, 0), days))
