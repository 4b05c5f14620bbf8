"""Whether a treatment begun under an access is still covered on a day: from when, until when, who pays."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from saufconduit.patients.as_of import is_by
from saufconduit.regimes.clocks import Clocks
from saufconduit.regimes.timeline import Stretch, Timeline, in_both
from saufconduit.vocabulary.days import PartialDay
from saufconduit.vocabulary.text import Text
from saufconduit.vocabulary.truth import Truth, truth_of_all, truth_of_not

_TRUTH_OF_STATE: dict[str, Truth] = {"open": True, "unknown": None, "suspended": None}
_NOT_STARTED = Text("le traitement n’était pas commencé ce jour-là", "the treatment had not started that day")
_MAYBE_STARTED = Text(
    "on ne sait pas quel jour le traitement a été commencé",
    "the day on which the treatment was started is not known",
)
_MAYBE_STOPPED = Text(
    "on ne sait pas si le traitement était déjà arrêté ce jour-là",
    "whether the treatment had already been stopped that day is not known",
)
_STOPPED = Text(
    "le traitement a été arrêté : il n’y a pas de continuité",
    "the treatment was stopped: there is no continuity",
)
_NOT_IN = Text(
    "le traitement n’a pas été commencé pendant l’accès",
    "the treatment was not started while the access was open",
)
_MAYBE_IN = Text(
    "on ne sait pas si le traitement a été commencé pendant l’accès",
    "whether the treatment was started while the access was open is not known",
)


class Cover(NamedTuple):
    """`whole` is the uninterrupted cover of this patient around the day, `phase` the part of it that the day is in.

    Both are None unless `covered` is true; `phase.status` says who pays,
    `doubt` what needs confirmation; `entered` whether the treatment was begun while the access was open.
    """

    covered: Truth
    why: Text | None
    whole: Stretch | None
    phase: Stretch | None
    basis: tuple[str, ...]
    doubt: Text | None = None
    entered: Truth = None

    @property
    def is_computed(self) -> bool:
        """True if a day shown was computed."""
        return any(item is not None and item.is_computed for item in (self.whole, self.phase))

    def to_dict(self) -> dict[str, object]:
        """As in `continuity --json`: every key is there, null where there is nothing."""
        return {
            "covered": self.covered,
            "from": _day(self.whole, 0),
            "until": _day(self.whole, 1),
            "payer": self.phase.status.payer if self.phase is not None else None,
            "phase": {"from": _day(self.phase, 0), "until": _day(self.phase, 1)},
            "basis": list(self.basis),
            "computed": self.is_computed,
            **in_both("why", self.why),
            **in_both("needs_confirmation", self.doubt),
        }


def _day(stretch: Stretch | None, at: int) -> str | None:
    day = None if stretch is None else (stretch.start, stretch.end)[at]
    return None if day is None else day.isoformat()


def cover_of(clocks: Clocks, started: PartialDay | None, on: date, stopped: PartialDay | None = None) -> Cover:
    """The cover on `on` of a patient treated since `started`, and until `stopped` when the treatment was stopped.

    A start that is not known, or known to the month, may leave the answer unknown.
    """
    has_begun: Truth = None if started is None else is_by(started, on)
    entered = _entered(clocks.entry, started)
    goes_on = True if stopped is None else truth_of_not(_is_before(stopped, on))
    supply = clocks.supply.at(on)
    supplied = _TRUTH_OF_STATE.get(supply.status.state, False)
    covered = truth_of_all((has_begun, entered, goes_on, supplied))
    entry_basis = clocks.entry.at(min(started.latest, on)).status.basis if started is not None else ()
    basis = tuple(dict.fromkeys((*supply.status.basis, *entry_basis)))
    if covered is not True:
        reasons = (
            (has_begun, _NOT_STARTED, _MAYBE_STARTED),
            (entered, _NOT_IN, _MAYBE_IN),
            (goes_on, _STOPPED, _MAYBE_STOPPED),
        )
        whys = [no if covered is False else maybe for truth, no, maybe in reasons if truth is covered]
        own = supply.status.why
        is_own_first = covered is None and supplied is None and own is not None  # true of all patients
        why = own if is_own_first or not whys else whys[0]
        return Cover(covered, why, None, None, basis, entered=entered)
    assert started is not None
    whole, phase = (_clipped(item, started.latest) for item in (clocks.supply.run_at(on), supply))
    doubt = supply.status.doubt or supply.status.payer_doubt or clocks.entry.at(started.latest).status.doubt
    return Cover(True, supply.status.why, whole, phase, basis, doubt, entered)


def _entered(entry: Timeline, started: PartialDay | None) -> Truth:
    """Whether the treatment was begun while new patients were in the access."""
    if started is None:
        return None
    touched = [item for item in entry.stretches if item.first <= started.latest and item.last >= started.earliest]
    return _common(_TRUTH_OF_STATE.get(item.status.state, False) for item in touched)


def _common(truths: Iterable[Truth]) -> Truth:
    """The truth that all share, unknown when they differ."""
    found = set(truths)
    return found.pop() if len(found) == 1 else None


def _is_before(day: PartialDay, on: date) -> Truth:
    if day.latest < on:
        return True
    return False if day.earliest >= on else None


def _clipped(stretch: Stretch, first: date) -> Stretch:
    """The stretch from the first day of this patient on."""
    if first < stretch.first:
        return stretch
    return stretch._replace(first=first, is_first_computed=False, is_first_unknown=False)
