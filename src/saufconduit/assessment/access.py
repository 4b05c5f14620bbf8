"""The access of one patient on a day: open, continuity, closed, not yet, suspended or unknown."""

from collections.abc import Iterable
from datetime import date

from saufconduit.assessment.cover import Cover, cover_of
from saufconduit.patients.file import Access
from saufconduit.regimes.clocks import Clocks
from saufconduit.regimes.timeline import Status, Stretch


def access_of(clocks: Clocks, entry: Stretch, accesses: Iterable[Access], on: date) -> Stretch:
    """The access on `on`; `entry` is that of a patient not yet treated, `accesses` are this patient's own.

    A patient treated in time keeps the access after it closed to others, unless the treatment was stopped.
    """
    if entry.status.state == "open":
        return entry
    covers = [cover_of(clocks, access.start, on, access.end) for access in accesses]
    if any(cover.covered for cover in covers):
        run = clocks.access.run_at(on)
        return run if run.status.state == "continuity" else run._replace(status=run.status._replace(state="continuity"))
    doubtful = next((cover for cover in covers if cover.covered is None), None)
    return entry if doubtful is None else _unknown(entry, doubtful)


def _unknown(entry: Stretch, cover: Cover) -> Stretch:
    if entry.status.state in ("unknown", "suspended"):
        return entry
    return Stretch(date.min, date.max, Status("unknown", cover.basis, cover.why))
