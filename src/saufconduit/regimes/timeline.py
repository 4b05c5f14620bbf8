"""A timeline: for every day, the state of one clock, why, and how well its bounds are known."""

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from saufconduit.vocabulary.days import eve, morrow
from saufconduit.vocabulary.text import Text

State: TypeAlias = Literal["open", "continuity", "closed", "not-yet", "suspended", "unknown"]
STATES: tuple[State, ...] = ("open", "continuity", "closed", "not-yet", "suspended", "unknown")


class Status(NamedTuple):
    """What a clock shows: the state, its legal basis, why in words, who pays; what of each needs confirmation."""

    state: State
    basis: tuple[str, ...] = ()
    why: Text | None = None
    doubt: Text | None = None
    payer: str | None = None
    payer_doubt: Text | None = None
    acts: tuple[str, ...] = ()


class Stretch(NamedTuple):
    """A run of days with one status; `first` and `last` are included.

    `is_first_computed` and `is_last_computed` say that the law implies the bound and no source states it;
    `first` at `date.min`, `last` at `date.max`, or a bound marked unknown, is shown as null. `latest` is the latest
    day on which another reading would place the end.
    """

    first: date
    last: date
    status: Status
    is_first_computed: bool = False
    is_last_computed: bool = False
    is_first_unknown: bool = False
    is_last_unknown: bool = False
    latest: date | None = None

    @property
    def start(self) -> date | None:
        """The first day as shown: None where it is open or unknown."""
        return None if self.first == date.min or self.is_first_unknown else self.first

    @property
    def end(self) -> date | None:
        """The last day as shown: None where it is open or unknown."""
        return None if self.last == date.max or self.is_last_unknown else self.last

    @property
    def is_computed(self) -> bool:
        """True if a bound that is shown was computed."""
        return (self.is_first_computed and self.start is not None) or (self.is_last_computed and self.end is not None)

    def to_dict(self) -> dict[str, object]:
        """State, bounds and reasons, as in every JSON answer: every key is there, null where there is nothing."""
        is_wider = self.latest is not None and self.end is not None and self.latest > self.end
        return {
            "state": self.status.state,
            "from": self.start.isoformat() if self.start else None,
            "until": self.end.isoformat() if self.end else None,
            "computed": self.is_computed,
            "basis": list(self.status.basis),
            "until_range": {"from": str(self.end), "until": str(self.latest)} if is_wider else None,
            "payer": self.status.payer,
            **in_both("payer_needs_confirmation", self.status.payer_doubt),
            **in_both("why", self.status.why),
            **in_both("needs_confirmation", self.status.doubt),
        }


def in_both(key: str, text: Text | None) -> dict[str, str | None]:
    """A text under `key` in French and under `key_en` in English; both null where there is none."""
    return {key: text.fr if text else None, f"{key}_en": text.en if text else None}


class Timeline:
    """Stretches that follow each other from `date.min` to `date.max`, without gap or overlap."""

    def __init__(self, stretches: tuple[Stretch, ...]) -> None:
        self.stretches = stretches

    @classmethod
    def always(cls, status: Status) -> "Timeline":
        """One status for ever."""
        return cls((Stretch(date.min, date.max, status),))

    def at(self, day: date) -> Stretch:
        """The stretch that `day` is in."""
        return next(stretch for stretch in self.stretches if stretch.first <= day <= stretch.last)

    def painted(self, new: Stretch) -> "Timeline":
        """The same timeline with `new` laid over it; a stretch that is cut ends or starts where `new` does."""
        if new.first > new.last:
            return self
        kept: list[Stretch] = []
        for old in self.stretches:
            if old.last < new.first or old.first > new.last:
                kept.append(old)
                continue
            if old.first < new.first:
                kept.append(
                    old._replace(
                        last=eve(new.first),
                        is_last_computed=new.is_first_computed,
                        is_last_unknown=new.is_first_unknown,
                        latest=None,
                    )
                )
            if old.last > new.last:
                computed = new.is_last_computed
                kept.append(old._replace(first=morrow(new.last), is_first_computed=computed, is_first_unknown=False))
        return Timeline(tuple(sorted((*kept, new), key=lambda stretch: stretch.first)))

    def followed_by(self, other: "Timeline", first: date, *, is_computed: bool = False) -> "Timeline":
        """This timeline up to the eve of `first`, and `other` from `first` on; `is_computed` is said of that bound."""
        timeline = self
        for stretch in other.stretches:
            if stretch.first < first:
                stretch = stretch._replace(first=first, is_first_computed=is_computed, is_first_unknown=False)
            timeline = timeline.painted(stretch)
        return timeline

    def run_at(self, day: date) -> Stretch:
        """The whole run of days around `day` in the same state, whatever changes inside it.

        The bounds are those of the run; the status is that of the stretch of `day`, with the doubts of the run.
        """
        middle = self.at(day)
        state = middle.status.state
        at = self.stretches.index(middle)
        low = high = at
        while low > 0 and self.stretches[low - 1].status.state == state:
            low -= 1
        while high + 1 < len(self.stretches) and self.stretches[high + 1].status.state == state:
            high += 1
        run = self.stretches[low : high + 1]
        bases = dict.fromkeys(base for stretch in run for base in stretch.status.basis)
        doubt = middle.status.doubt or next((item.status.doubt for item in run if item.status.doubt is not None), None)
        first, last = run[0], run[-1]
        return Stretch(
            first.first,
            last.last,
            middle.status._replace(basis=tuple(bases), doubt=doubt),
            is_first_computed=first.is_first_computed,
            is_last_computed=last.is_last_computed,
            is_first_unknown=first.is_first_unknown,
            is_last_unknown=last.is_last_unknown,
            latest=last.latest,
        )

    def combined(self, other: "Timeline", choose: "Callable[[Stretch, Stretch], Stretch]") -> "Timeline":
        """The timeline that shows, day by day, what `choose` makes of this one and `other`."""
        result: list[Stretch] = []
        for mine in self.stretches:
            for theirs in other.stretches:
                first, last = max(mine.first, theirs.first), min(mine.last, theirs.last)
                if first <= last:
                    chosen = choose(mine, theirs)
                    from_first = mine if mine.first == first else theirs
                    from_last = mine if mine.last == last else theirs
                    result.append(
                        Stretch(
                            first,
                            last,
                            chosen.status,
                            is_first_computed=from_first.is_first_computed,
                            is_last_computed=from_last.is_last_computed,
                            is_first_unknown=from_first.is_first_unknown,
                            is_last_unknown=from_last.is_last_unknown,
                            latest=chosen.latest if chosen.last == last else None,
                        )
                    )
        return Timeline(tuple(result))
