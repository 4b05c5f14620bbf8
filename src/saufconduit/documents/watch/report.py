"""Gathers all that is to be reviewed, on a day."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from saufconduit.assessment.answer import CONTRACT
from saufconduit.documents.watch.freshness import Check, checks
from saufconduit.documents.watch.review import Review, reviews
from saufconduit.documents.watch.snapshots import snapshots_in
from saufconduit.documents.watch.sources import horizon, watched
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.due import Due, dues
from saufconduit.vocabulary.days import Span, morrow, same_day_after
from saufconduit.vocabulary.text import Lang

_AFTERWARDS = ("report", "silence")  # nobody can look for them before their day has passed


class Report(NamedTuple):
    """What the watch found on `on`."""

    on: date
    reviews: list[Review]
    checks: list[Check]
    dues: list[Due]

    @property
    def to_review(self) -> list[Review]:
        """The copies that somebody has to read."""
        return [one for one in self.reviews if one.state != "same"]

    @property
    def due_now(self) -> list[Due]:
        """What has fallen due, or soon will."""
        return [one for one in self.dues if self.asked_since(one) <= self.on]

    @property
    def due_later(self) -> list[Due]:
        """What will fall due, and asks for nothing yet."""
        return [one for one in self.dues if self.asked_since(one) > self.on]

    def asked_since(self, one: Due) -> date:
        """The day from which something that falls due asks for something: ahead of it, where it can be prepared."""
        if one.kind in _AFTERWARDS:
            return morrow(one.due)
        ahead = horizon()
        return same_day_after(one.due, Span(-ahead.years, -ahead.months, -ahead.days))

    def checks_that_are(self, standing: str) -> Iterator[Check]:
        """The sources whose check is `fresh`, `stale`, or was never made."""
        return (one for one in self.checks if one.standing(self.on) == standing)

    @property
    def is_quiet(self) -> bool:
        """True if there is nothing to do."""
        are_fresh = all(one.standing(self.on) == "fresh" for one in self.checks)
        return not self.to_review and not self.due_now and are_fresh

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """As in `watch --json`."""
        return {
            "contract": CONTRACT,
            "on": self.on.isoformat(),
            "reviews": [one.to_dict(lang) for one in self.reviews],
            "checks": [one.to_dict(self.on) for one in self.checks],
            "dues": [{**one.to_dict(self.on), "asked_since": self.asked_since(one).isoformat()} for one in self.dues],
        }


def watch(folder: str, registry: Registry, on: date, failed: tuple[Review, ...] = ()) -> Report:
    """What is to be reviewed on `on`, with the copies in `folder`; `failed` are those that could not be fetched.

    Raises Problem `watch.no-folder`, or Problems where the index of the folder is wrong.
    """
    known = watched(registry)
    snapshots, strange = snapshots_in(folder, known)
    found = reviews(snapshots, strange, known, on)
    return Report(on, [*found, *failed], checks(known, found), dues(registry, on))
