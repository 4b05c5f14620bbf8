"""The clocks of a programme as lanes to draw."""

from collections.abc import Iterable, Sequence
from datetime import date

from saufconduit.assessment.words import ACTS
from saufconduit.regimes.acts import Act
from saufconduit.regimes.timeline import Stretch, Timeline
from saufconduit.registry.programme import Programme
from saufconduit.reports.clock_drawing import (
    Axis,
    Bar,
    Cursor,
    Dot,
    Drawing,
    Kind,
    Lane,
    Period,
    axis_of,
    draw,
)
from saufconduit.reports.question import Question
from saufconduit.vocabulary.days import PartialDay, Span, last_day_of_term, morrow
from saufconduit.vocabulary.short_days import short_day
from saufconduit.vocabulary.text import Lang, Text, joined

_NAMES = {
    "authorisation": Text("Autorisation", "Authorisation"),
    "funding": Text("Financement", "Funding"),
    "supply": Text("Fourniture", "Supply"),
}
_REPORTS = Text("Rapports", "Reports")
_FOLLOWS = Text(
    "suit l’autorisation ; aucune date propre publiée", "follows the authorisation; no date of its own is published"
)
_SHOWN = ("open", "suspended")
_LANE_OF = {
    "funding-ended": "funding",
    "listed": "funding",
    "continuity-granted": "supply",
    "protocol-published": "",  # in the table of acts only
    "report-published": "",
}


def drawing_of(programme: Programme, asked: Question) -> Drawing:
    """The figure of a programme: its clocks as known on a day, the cursors; the scale does not move with the days."""
    acts = programme.acts_known(asked.known)
    lanes = [_clock(name, programme, asked) for name in _NAMES]
    reports = [act for act in acts if act.period is not None]
    if reports:
        lanes.append(_reports(reports, asked))
    return draw(lanes, axis_for(programme, asked), _cursors(asked))


def axis_for(programme: Programme, asked: Question) -> Axis:
    """The years of all the acts, known or not yet, and of the days asked about where they are near."""
    clocks = asked.registry.clocks(programme, asked.scale_until)
    days = [day for act in programme.acts_known(asked.scale_until) for day in days_of(act)]
    lines = (clocks.authorisation, clocks.funding, clocks.supply)
    days += [day for line in lines for item in _shown(line) for day in (item.start, item.end) if day is not None]
    near = [
        day for day in (asked.on, asked.known) if abs(day.year - max(days).year) < 4 or min(days) <= day <= max(days)
    ]
    return axis_of([*days, *near])


def days_of(act: Act) -> list[date]:
    """The days of an act that a figure may show."""
    stated = (act.signed, act.published, act.start, act.end, *(act.period or ()))
    return [day.latest for day in stated if day is not None]


def steps_around(programme: Programme, on: date) -> tuple[date | None, date | None]:
    """The nearest days before and after `on` on which an act was made or took effect."""
    days = sorted({day.latest for act in programme.acts if (day := _day_of(act)) is not None})
    before, after = [day for day in days if day < on], [day for day in days if day > on]
    return (before[-1] if before else None, after[0] if after else None)


def _day_of(act: Act) -> PartialDay | None:
    return act.start or act.signed or act.published


def _shown(line: Timeline) -> list[Stretch]:
    """The runs that a lane shows; « nobody says » only between two days."""
    return [
        item
        for item in line.stretches
        if item.status.state in _SHOWN
        or (item.status.state == "unknown" and date.min < item.first and item.last < date.max)
    ]


def _clock(name: str, programme: Programme, asked: Question) -> Lane:
    clocks, acts, lang = asked.registry.clocks(programme, asked.known), programme.acts_known(asked.known), asked.lang
    line: Timeline = getattr(clocks, name)
    if name != "authorisation" and _bounds(line) == _bounds(clocks.authorisation) and _shown(line):
        bars = tuple(Bar(item.first, item.last, _implied(item)) for item in _shown(line))
        return Lane(_NAMES[name].to(lang), bars, remark=_FOLLOWS.to(lang))
    bars = tuple(bar for item in _shown(line) for bar in _bars(item, asked.known, lang))
    return Lane(_NAMES[name].to(lang), bars, tuple(_dots(acts, name, lang)))


def _bounds(line: Timeline) -> list[tuple[date, date]]:
    return [(item.first, item.last) for item in _shown(line)]


def _implied(item: Stretch) -> Kind:
    return "maybe" if item.status.state == "unknown" else "law"


def _bars(item: Stretch, known: date, lang: Lang) -> Iterable[Bar]:
    """A run in one piece or two: what an act grants is written up to the day of knowledge, then the law implies it."""
    if item.status.state != "open":
        yield Bar(item.first, item.last, "maybe", _suspended(item, lang))
        return
    is_written = bool(item.status.acts) or not (item.is_first_computed or item.is_last_computed)
    is_to_come = item.last > known and (item.is_last_computed or item.last == date.max)
    if is_written and is_to_come and item.first <= known:
        yield Bar(item.first, known, "said")
        yield Bar(morrow(known), item.last, "none" if item.last == date.max else "law", _end(item, lang))
    elif is_written and not is_to_come:
        yield Bar(item.first, item.last, "said")
    else:
        yield Bar(item.first, item.last, "none" if item.last == date.max else "law", _end(item, lang))


def _suspended(item: Stretch, lang: Lang) -> str:
    return Text("suspendu", "suspended").to(lang) if item.status.state == "suspended" else ""


def _end(item: Stretch, lang: Lang) -> str:
    """« fin calculée : 1er avr. 2028 au plus tôt »."""
    if item.last == date.max:
        return Text("aucune fin publiée", "no end published").to(lang)
    day = short_day(item.last, lang)
    is_wider = item.latest is not None and item.latest > item.last
    words = Text(f"fin calculée : {day}", f"computed end: {day}").to(lang)
    return words + (Text(" au plus tôt", " at the earliest").to(lang) if is_wider else "")


def _dots(acts: Sequence[Act], name: str, lang: Lang) -> Iterable[Dot]:
    """The acts of a lane, each on the day it took effect, else signed, else published."""
    for act in acts:
        day = (act.end if act.kind == "funding-ended" else None) or _day_of(act)
        if day is not None and _LANE_OF.get(act.kind, "authorisation") == name:
            is_online = act.start is None and act.signed is None and act.kind != "funding-ended"
            before = Text(", en ligne le", ", online on").to(lang) if is_online else ""
            yield Dot(day.latest, f"{ACTS[act.kind].to(lang)}{before} {short_day(day, lang)}")


def _reports(reports: Sequence[Act], asked: Question) -> Lane:
    periods = [period_of(number, act, asked) for number, act in enumerate(reports, 1)]
    told = [period._replace(published_words=_told(periods, at, asked.lang)) for at, period in enumerate(periods)]
    return Lane(_REPORTS.to(asked.lang), periods=(*told, *expected_report(told, asked)))


def period_of(number: int, act: Act, asked: Question) -> Period:
    """What a report covers, with the day of its summary."""
    assert act.period is not None
    first, last = act.period
    published = (act.published or act.signed or last).latest
    return Period(first.earliest, last.latest, _numbered([number], asked.lang), published)


def _told(periods: Sequence[Period], at: int, lang: Lang) -> str:
    """« n° 1 et 2, 10 oct. 2024 » beside the first of those published that day, nothing beside the others."""
    day = periods[at].published
    together = [number for number, period in enumerate(periods, 1) if period.published == day]
    if day is None or together[0] != at + 1:
        return ""
    return f"{_numbered(together, lang)}, {short_day(day, lang)}"


def _numbered(numbers: Sequence[int], lang: Lang) -> str:
    listed = joined([str(number) for number in numbers], lang)
    return f"n° {listed}" if lang == "fr" else f"no. {listed}"


def expected_report(periods: Sequence[Period], asked: Question) -> list[Period]:
    """The next report when its period is over and none is published."""
    latest, number = periods[-1], len(periods) + 1
    first, last = period_after(latest.first, latest.last)
    if last >= min(asked.on, asked.known):
        return []
    return [Period(first, last, Text(f"n° {number} attendu", f"no. {number} expected").to(asked.lang))]


def period_after(first: date, last: date) -> tuple[date, date]:
    """What the next report covers: as many months, one at least, as the one from `first` to `last`."""
    start = morrow(last)
    months = (start.year - first.year) * 12 + start.month - first.month
    return start, last_day_of_term(start, Span(months=max(months, 1)))


def _cursors(asked: Question) -> list[Cursor]:
    lang = asked.lang
    on, known = short_day(asked.on, lang), short_day(asked.known, lang)
    if asked.on == asked.known:
        words = Text(f"le {on}, tel que connu ce jour-là", f"on {on}, as known that day")
    else:
        words = Text(f"le {on}, tel que connu le {known}", f"on {on}, as known on {known}")
    cursors = [Cursor(asked.on, words.to(lang))]
    if asked.known < asked.on:
        cursors.append(Cursor(asked.known, Text(f"connu le {known}", f"known on {known}").to(lang), is_main=False))
    return cursors
