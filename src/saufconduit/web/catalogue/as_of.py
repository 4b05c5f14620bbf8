"""The two days of a question, as an address gives them."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text, day_in_words
from saufconduit.web.look.clock import today
from saufconduit.web.look.days import read_day, typed
from saufconduit.web.look.language import lang

ON = Text("Situation le", "Situation on")
KNOWN = Text("telle que connue le", "as known on")


class When(NamedTuple):
    """The day asked about, the day on which what counts was known; what was typed, what is wrong in it."""

    on: date
    known: date
    on_typed: str
    known_typed: str
    on_problem: Problem | None = None
    known_problem: Problem | None = None

    @property
    def address(self) -> str:
        """The days as the query of an address; empty for today."""
        day = today()
        return "" if self.on == self.known == day else f"?on={typed(self.on)}&known={typed(self.known)}"

    @property
    def sentence(self) -> str:
        """« Situation le 12 octobre 2026, telle que connue ce jour-là. »"""
        on, known = (day_in_words(day, lang()) for day in (self.on, self.known))
        same = Text("ce jour-là", "that day").to(lang())
        other = Text(f"le {known}", f"on {known}").to(lang())
        as_known = same if self.on == self.known else other
        return Text(f"Situation le {on}, telle que connue {as_known}.", f"Situation on {on}, as known {as_known}.").to(
            lang()
        )


def when_of(query: Mapping[str, str]) -> When:
    """The days of an address: today where they are not given; a day that cannot be read is kept as it was typed."""
    on, on_typed, on_problem = _read(query.get("on", ""), ON)
    known, known_typed, known_problem = _read(query.get("known", ""), KNOWN)
    return When(on, known, on_typed, known_typed, on_problem, known_problem)


def _read(written: str, label: Text) -> tuple[date, str, Problem | None]:
    if not written.strip():
        return today(), typed(today()), None
    try:
        day = read_day(written[:40], label)
    except Problem as problem:
        return today(), written[:40], problem
    return day, typed(day), None
