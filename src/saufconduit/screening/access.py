"""The access of each patient on the day, as a truth of a row: open, continuity, closed, not yet, suspended, unknown.

Each access on file is weighed: 2 where it is surely covered, 1 where it may be, 0 otherwise. The heaviest of a patient
decides, as `assessment.access` decides for one; an access that is not covered leaves the state of whoever has none.
"""

from datetime import date, timedelta

from saufconduit.regimes.timeline import Timeline
from saufconduit.registry.catalogue import Door
from saufconduit.screening import days
from saufconduit.screening.days import Day
from saufconduit.screening.expressions import (
    FALSE,
    TRUE,
    UNKNOWN,
    Case,
    Column,
    Compare,
    Expression,
    IsNull,
    Literal,
    all_of,
    any_of,
    opposite,
    surely,
)
from saufconduit.screening.layers import Layers
from saufconduit.screening.steps import Step
from saufconduit.vocabulary.truth import Truth

STATES = ("open", "continuity", "closed", "not-yet", "suspended", "unknown")
_TRUTH_OF_STATE: dict[str, Truth] = {"open": True, "unknown": None, "suspended": None}


class AccessWriter:
    """Writes the state of each indication: a number, the place of the word in STATES."""

    def __init__(self, name: str, columns: frozenset[str], on: date) -> None:
        self.on = on
        self.step = Step(name, "accesses", Layers(columns))

    def state(self, door: Door) -> Expression:
        """The state of the access of each patient through `door`."""
        entry = door.clocks.entry.at(self.on).status.state  # not `door.entry`: that of the day asked about
        if entry == "open":
            return _code("open")
        weight = self.step.keep(
            f"{door.programme.id}_{door.indication.id}".replace("-", "_"), "max", self._weight(door)
        )
        in_doubt = entry if entry in ("unknown", "suspended") else "unknown"
        return Case(
            (
                (Compare("=", weight, Literal(2)), _code("continuity")),
                (Compare("=", weight, Literal(1)), _code(in_doubt)),
            ),
            _code(entry),
        )

    def _weight(self, door: Door) -> Expression:
        """The weight of a row; NULL where it is an access to something else, or begun later."""
        start, end = (
            Day(Column("started_first"), Column("started_last")),
            Day(Column("ended_first"), Column("ended_last")),
        )
        on = Literal(days.code_of(self.on))
        is_here = all_of(
            (
                Compare("=", Column("programme"), Literal(door.programme.id)),
                any_of(
                    (
                        IsNull(Column("indication")),
                        surely(Compare("=", Column("indication"), Literal(door.indication.id))),
                    )
                ),
                days.maybe_come(start, on),
            )
        )
        covered = self._covered(door, start, end, on)
        weight = Case(((covered, Literal(2)), (IsNull(covered), Literal(1))), Literal(0))
        return Case(((is_here, weight),), UNKNOWN)

    def _covered(self, door: Door, start: Day, end: Day, on: Expression) -> Expression:
        """Begun, while new patients were in, not stopped, and supplied on the day."""
        begun = Case(
            (
                (IsNull(start.first), UNKNOWN),
                (days.at_most(start.last, on), TRUE),
                (days.at_most(start.first, on), UNKNOWN),
            ),
            FALSE,
        )
        stopped = Case(
            (
                (IsNull(end.first), FALSE),
                (Compare("<", end.last, on), TRUE),
                (days.at_most(on, end.first), FALSE),
            ),
            UNKNOWN,
        )
        supplied = _TRUTH_OF_STATE.get(door.clocks.supply.at(self.on).status.state, False)
        parts = (begun, self._entered(door, start), opposite(stopped), Literal(supplied))
        name = f"{door.programme.id}_covered".replace("-", "_")
        return self.step.layers.named(name, all_of(parts))

    def _entered(self, door: Door, start: Day) -> Expression:
        """Whether the treatment was begun while new patients were in the access."""
        touched = {
            truth: any_of(_touches(first, last, start) for first, last in _periods(door.clocks.entry, truth))
            for truth in (True, False, None)
        }
        only_true = all_of((opposite(touched[False]), opposite(touched[None])))
        only_false = all_of((opposite(touched[True]), opposite(touched[None])))
        found = Case(((IsNull(start.first), UNKNOWN), (only_true, TRUE), (only_false, FALSE)), UNKNOWN)
        return self.step.layers.named(f"{door.programme.id}_entered".replace("-", "_"), found)


def _periods(entry: Timeline, truth: Truth) -> list[tuple[date, date]]:
    """The periods during which the entry was open (true), shut (false) or in doubt, neighbours joined."""
    found: list[tuple[date, date]] = []
    for item in entry.stretches:
        if _TRUTH_OF_STATE.get(item.status.state, False) is truth:
            if found and found[-1][1] + timedelta(days=1) == item.first:
                found[-1] = (found[-1][0], item.last)
            else:
                found.append((item.first, item.last))
    return found


def _touches(first: date, last: date, start: Day) -> Expression:
    parts = []
    if last != date.max:
        parts.append(days.at_most(start.first, Literal(days.code_of(last))))
    if first != date.min:
        parts.append(days.at_most(Literal(days.code_of(first)), start.last))
    return all_of(parts)


def _code(state: str) -> Literal:
    return Literal(STATES.index(state))
