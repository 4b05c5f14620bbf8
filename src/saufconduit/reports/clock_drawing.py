"""The geometry of clocks: every day of every lane on one scale, as numbers for one SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple

Kind = Literal["said", "law", "none", "maybe"]
"""`said`: written in an act; `law`: implied by the law; `none`: no end is published; `maybe`: nobody says."""

LEFT, RIGHT, TOP = 150.0, 1160.0, 54.0
_BAR, _LABEL, _GAP = 24.0, 18.0, 20.0
_REPORT = 22.0
# A little wider than the widest face of `--sans` at 12.5 px: two labels never touch.
_CHARACTER = 6.6
_BOLD = 1.18
_REACH = 190.0  # further than that from its mark, a label says nothing


_ONE_DAY = timedelta(days=1)


class Bar(NamedTuple):
    """A run of days of a lane, both included."""

    first: date
    last: date
    kind: Kind
    words: str = ""


class Dot(NamedTuple):
    """An act, on its day."""

    day: date
    words: str


class Period(NamedTuple):
    """What a report covers; `published` is None where it is expected."""

    first: date
    last: date
    words: str
    published: date | None = None
    published_words: str = ""


@dataclass(frozen=True)
class Lane:
    """A clock: its bars, the acts on it, one remark under it."""

    name: str
    bars: tuple[Bar, ...] = ()
    dots: tuple[Dot, ...] = ()
    periods: tuple[Period, ...] = ()
    remark: str = ""


class Cursor(NamedTuple):
    """A day that a person chose, with its sentence; `is_main` for the day asked about."""

    day: date
    words: str
    is_main: bool = True


class Axis(NamedTuple):
    """The days shown, from 1 January to 31 December, and where they lie."""

    first: date
    last: date
    left: float = LEFT
    right: float = RIGHT

    def x(self, day: date) -> float:
        """Where a day begins; the day after the last one is the right edge."""
        days = (self.last - self.first).days + 1
        return self.left + (day - self.first).days / days * (self.right - self.left)

    def holds(self, day: date) -> bool:
        """True if the day is shown."""
        return self.first <= day <= self.last

    @property
    def years(self) -> Iterable[date]:
        """The first days of the years shown."""
        return (date(year, 1, 1) for year in range(self.first.year, self.last.year + 1))


class Shape(NamedTuple):
    """A rectangle, a ring (`kind` act) or a diamond (`kind` pub)."""

    kind: str
    x: float
    y: float
    width: float = 0
    height: float = 0


class Label(NamedTuple):
    """Words at a place; `anchor` is start, middle or end; `style` a class."""

    x: float
    y: float
    words: str
    style: str = ""
    anchor: str = "start"


@dataclass
class Drawing:
    """What the template writes, in the order in which it is painted."""

    axis: Axis
    height: float = 0
    ticks: list[Label] = field(default_factory=list)
    names: list[Label] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    cursors: list[Shape] = field(default_factory=list)
    veil: Shape | None = None


def axis_of(days: Iterable[date], least_years: int = 3) -> Axis:
    """The whole years that hold all of `days`, at least `least_years` of them."""
    known = sorted(days)
    first, last = known[0].year, known[-1].year
    last = max(last, first + least_years - 1)
    return Axis(date(first, 1, 1), date(last, 12, 31))


def draw(lanes: Sequence[Lane], axis: Axis, cursors: Sequence[Cursor] = ()) -> Drawing:
    """The lanes one under the other, the cursors over them; what is right of the main cursor is veiled."""
    drawing = Drawing(axis)
    lines = [axis.x(cursor.day) for cursor in cursors if axis.holds(cursor.day)]
    y = TOP + 14
    for lane in lanes:
        y = _Lane(drawing, lane, y, lines).draw()
    drawing.height = y - _GAP + 8
    for year in axis.years:
        drawing.ticks.append(Label(axis.x(year), TOP - 8, str(year.year)))
    _draw_cursors(drawing, [cursor for cursor in cursors if axis.holds(cursor.day)])
    return drawing


def draw_mini(lanes: Sequence[Lane], axis: Axis, cursor: Cursor) -> Drawing:
    """The same bars on 328 pixels, without labels but the names of the lanes and the years."""
    drawing = Drawing(axis._replace(left=0.5, right=327.5), height=12 + 40.0 * len(lanes))
    for row, lane in enumerate(lanes):
        drawing.names.append(Label(4, 18 + 40.0 * row, lane.name, "name"))
        for bar in lane.bars:
            first, last = max(bar.first, axis.first), min(bar.last, axis.last)
            if first <= last:
                x, end = drawing.axis.x(first), drawing.axis.x(last + _ONE_DAY)
                drawing.shapes.append(Shape(bar.kind, x, 26 + 40.0 * row, end - x, 11))
    for year in axis.years:
        drawing.ticks.append(Label(drawing.axis.x(year), drawing.height + 14, str(year.year)))
    if axis.holds(cursor.day):
        drawing.cursors.append(Shape("now", drawing.axis.x(cursor.day), 0, 0, drawing.height))
    return drawing


def width_of(words: str) -> float:
    """About how wide words are, never less than they are."""
    return len(words) * _CHARACTER


def _draw_cursors(drawing: Drawing, cursors: Sequence[Cursor]) -> None:
    taken: list[tuple[float, float]] = []
    for cursor in cursors:
        x, half = drawing.axis.x(cursor.day), width_of(cursor.words) * _BOLD / 2
        middle = min(max(x, half), RIGHT - half)
        is_free = all(middle + half < start or middle - half > end for start, end in taken)
        taken.append((middle - half, middle + half))
        y = 11.0 if is_free else 27.0
        style = "nowt" if cursor.is_main else "known"
        drawing.labels.append(Label(middle, y, cursor.words, style, "middle"))
        drawing.cursors.append(Shape("now" if cursor.is_main else "knew", x, y + 4, 0, drawing.height))
        if cursor.is_main:
            drawing.veil = Shape("veil", x, TOP, RIGHT - x, drawing.height - TOP)


class _Lane:
    """Draws one lane; labels that would overlap go down one line, then are dropped."""

    def __init__(self, drawing: Drawing, lane: Lane, y: float, cursors: Sequence[float]) -> None:
        self.drawing, self.lane, self.y, self.cursors = drawing, lane, y, cursors
        self.axis = drawing.axis
        self.placed: list[tuple[int, float, float]] = []

    def draw(self) -> float:
        """Draws it; returns where the next one begins."""
        for bar in self.lane.bars:
            self._bar(bar)
        for dot in self.lane.dots:
            self._dot(dot)
        for bar in self.lane.bars:
            if bar.words and self.axis.holds(bar.first):
                self._label(bar.words, self.axis.x(min(bar.last, self.axis.last) + _ONE_DAY), style="out")
        for period in self.lane.periods:
            self._period(period)
        if self.lane.remark:
            first = min((bar.first for bar in self.lane.bars), default=self.axis.first)
            self._label(self.lane.remark, self.axis.x(max(first, self.axis.first)), reach=RIGHT)
        self.drawing.names.append(Label(0, self.y + 18, self.lane.name, "name"))
        rows = max((row for row, _, _ in self.placed), default=-1) + 1
        return self.y + _BAR + rows * _LABEL + _GAP

    def _bar(self, bar: Bar) -> None:
        first, last = max(bar.first, self.axis.first), min(bar.last, self.axis.last)
        if first > last:
            return
        x, end = self.axis.x(first), self.axis.x(last + _ONE_DAY)
        self.drawing.shapes.append(Shape(bar.kind, x, self.y, end - x, _BAR))

    def _dot(self, dot: Dot) -> None:
        if self.axis.holds(dot.day):
            x = self.axis.x(dot.day)
            self.drawing.shapes.append(Shape("act", x, self.y + _BAR / 2))
            self._label(dot.words, x, style="out")

    def _period(self, period: Period) -> None:
        x, end = self.axis.x(period.first), self.axis.x(period.last + _ONE_DAY)
        is_expected = period.published is None
        kind = "per want" if is_expected else "per"
        self.drawing.shapes.append(Shape(kind, x + 1, self.y, end - x - 2, _REPORT))
        middle, words = (x + end) / 2, period.words
        crosses = any(abs(line - middle) < width_of(words) / 2 + 4 for line in self.cursors)
        if width_of(words) < end - x - 4 and not crosses:
            self.drawing.labels.append(Label(middle, self.y + 15, words, "" if is_expected else "out", "middle"))
        if period.published is not None and self.axis.holds(period.published):
            at = self.axis.x(period.published)
            self.drawing.shapes.append(Shape("pub", at, self.y + _REPORT + 11))
            self.placed.append((0, at - 6, at + 6))
            if period.published_words:
                self._label(period.published_words, at, style="out", before=16)

    def _label(self, words: str, x: float, style: str = "", reach: float = _REACH, before: float = 0) -> None:
        width = width_of(words)
        places = [(x - before, "end"), (x + before, "start")] if before else [(x - 4, "start"), (x + 4, "end")]
        near = [line for line in self.cursors if abs(line - x) < reach]
        places += [(line - 8, "end") for line in near] + [(line + 8, "start") for line in near]
        for row in (0, 1):
            for at, anchor in places:
                left = at if anchor == "start" else at - width
                if self._is_free(row, left, left + width):
                    self.placed.append((row, left, left + width))
                    y = self.y + _BAR + 14 + row * _LABEL
                    self.drawing.labels.append(Label(at, y, words, style, anchor))
                    return

    def _is_free(self, row: int, left: float, right: float) -> bool:
        is_inside = left >= LEFT - 8 and right <= RIGHT
        crosses = any(left - 4 < line < right + 4 for line in self.cursors)
        overlaps = any(row == other and left < end + 8 and right > start - 8 for other, start, end in self.placed)
        return is_inside and not crosses and not overlaps
