"""Says of each source whether its last check still holds."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from saufconduit.documents.watch.review import Review
from saufconduit.documents.watch.sources import Watched
from saufconduit.vocabulary.days import same_day_after

Standing = Literal["fresh", "stale", "never"]


class Check(NamedTuple):
    """The last day on which a source was known to say what the registry says, and how long that holds.

    `seen` is the day of a copy that says the same as the one reviewed: it counts as a check.
    """

    watched: Watched
    seen: date | None
    until: date | None

    def standing(self, on: date) -> Standing:
        """Whether the check holds on `on`."""
        if self.until is None:
            return "never"
        return "fresh" if on <= self.until else "stale"

    def to_dict(self, on: date) -> dict[str, object]:
        """As in `watch --json`."""
        document, kind, users = self.watched
        return {
            "source": document.id,
            "title": document.title,
            "url": document.url,
            "cited_by": list(users),
            "kind": kind.id,
            "checked_on": None if document.checked_on is None else document.checked_on.isoformat(),
            "checked_by": document.checked_by,
            "seen_unchanged_on": None if self.seen is None else self.seen.isoformat(),
            "holds_until": None if self.until is None else self.until.isoformat(),
            "standing": self.standing(on),
        }


def checks(known: Mapping[str, Watched], reviews: Iterable[Review]) -> list[Check]:
    """One for each source, those to check first coming first."""
    same = {one.source: one.day for one in reviews if one.state == "same" and one.day is not None}
    found = [_check(one, same.get(name)) for name, one in known.items()]
    return sorted(found, key=lambda one: (one.until or date.max, one.watched.document.id))


def _check(watched: Watched, seen: date | None) -> Check:
    days = [day for day in (watched.document.checked_on, seen) if day is not None]
    return Check(watched, seen, same_day_after(max(days), watched.kind.every) if days else None)
