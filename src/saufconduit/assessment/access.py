"""The access of one patient on a day: open, continuity, closed, not yet, suspended or unknown."""

from collections.abc import Sequence
from datetime import date

from saufconduit.assessment.cover import Cover, cover_of
from saufconduit.patients.file import Access
from saufconduit.regimes.clocks import Clocks
from saufconduit.regimes.timeline import Status, Stretch


def access_of(clocks: Clocks, entry: Stretch, accesses: Sequence[Access], on: date) -> Stretch:
    """The access on `on`; `entry` is that of a patient not yet treated, `accesses` are this patient's own.

    A patient treated in time keeps the access after it closed to others, unless the treatment was stopped.
    """
    if entry.status.state == "open":
        return entry
    covers = [cover_of(clocks, access.start, on, access.end) for access in accesses]
    if any(cover.covered for cover in covers):
        run = clocks.access.run_at(on)
        return run if run.status.state == "continuity" else _continuity(entry, clocks.supply.run_at(on))
    doubtful = next((cover for cover in covers if cover.covered is None), None)
    if doubtful is not None:
        return _unknown(entry, doubtful)
    was_in = any(cover.entered and access.end is None for cover, access in zip(covers, accesses, strict=True))
    return clocks.access.run_at(on) if was_in else entry  # for whoever was in, closed since the continuity ended


def _continuity(entry: Stretch, supply: Stretch) -> Stretch:
    """Whether others may still enter is doubtful, but this patient is supplied to the end of `supply`."""
    flags = (entry.is_first_computed, supply.is_last_computed, entry.is_first_unknown, supply.is_last_unknown)
    return Stretch(entry.first, supply.last, supply.status._replace(state="continuity"), *flags, supply.latest)


def _unknown(entry: Stretch, cover: Cover) -> Stretch:
    if entry.status.state in ("unknown", "suspended"):
        return entry
    return Stretch(date.min, date.max, Status("unknown", cover.basis, cover.why))
