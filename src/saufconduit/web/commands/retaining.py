"""What need not be kept any more: counted, listed, then taken away, with a sealed report of both (P-30 to P-33)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction

from saufconduit.regimes.retention import DataClass, over_before, rules_of
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.accounts.models import Site
from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.commands import problems
from saufconduit.web.dossiers.actions.drafts import count_old_drafts, drop_old_drafts
from saufconduit.web.dossiers.retention import count_over
from saufconduit.web.exploitant.actions.archiving import archive, delete_archived
from saufconduit.web.exploitant.retention import AccessKept, Standing, accesses
from saufconduit.web.journal.retention_runs import OLDEST, Run, note_run, run_of, times_carried_out
from saufconduit.web.journal.security import Sight, count_older, forget, log
from saufconduit.web.look.clock import PARIS, now, start_of, today

_NOTHING = Text("", "")
# Six months are 184 days at most: a line that the database still keeps is never asked for.
_KEPT_BY_THE_DATABASE = timedelta(days=6 * 31)


class Doing(StrEnum):
    """What becomes of data whose period is looked at."""

    DELETE = "delete"
    ARCHIVE = "archive"
    BY_HAND = "by-hand"
    WAITS = "waits"


@dataclass(frozen=True)
class Line:
    """So many of one class of data, of one site or access; `why` where something waits."""

    data_class: DataClass
    doing: Doing
    count: int
    scope: str = ""
    company: str = ""
    why: Text = _NOTHING

    def to_dict(self) -> dict[str, Any]:
        """What the sealed report keeps of it: counts, no identity."""
        named = {"data_class": self.data_class.value, "doing": self.doing.value, "count": self.count}
        return named | {"scope": self.scope, "company": self.company}


def plan() -> list[Line]:
    """All that is over or waits, nothing done."""
    return [*_routine(), *_records(), *(line for kept in accesses(today()) for line in _follow_up(kept))]


def dry_run() -> tuple[int, list[Line]]:
    """The plan, and the number of the report that keeps it."""
    found = plan()
    return _note(found, is_whole=True), found


def carry_out(number: int) -> tuple[int, list[Line]]:
    """Does what the dry run of that number listed: the number of the report, and what went.

    Raises Problem `web.no-dry-run` where there is none that waits, `web.retention-changed` where the list is another
    one by now: somebody reads it again first.
    """
    seen = run_of(number)
    if seen is None or seen.carries_out is not None or times_carried_out(number) or _is_old(seen):
        raise Problem(problems.NO_DRY_RUN, number=number)
    found = plan()
    if [line.to_dict() for line in found] != seen.told["lines"]:
        raise Problem(problems.RETENTION_CHANGED, number=number)
    gone = [line for line in found if line.doing in (Doing.DELETE, Doing.ARCHIVE)]
    return _do(gone, number), gone


def _is_old(seen: Run) -> bool:
    """A list of last month is read again, even where it counts as many."""
    return datetime.now(UTC) - seen.at > OLDEST


def do_routine() -> int:
    """What goes without anybody being asked, when the server starts: old drafts, old lines of the log; how many."""
    found = [line for line in _routine() if line.count]
    if found:
        _do(found, _note(found))
    return sum(line.count for line in found)


def _note(found: Iterable[Line], carries_out: int | None = None, *, is_whole: bool = False) -> int:
    number = note_run(_told(found, is_whole), at=datetime.now(UTC), carries_out=carries_out)
    log(Sight.RETENTION, account="system", record=f"run:{number}")
    return number


def _told(found: Iterable[Line], is_whole: bool) -> dict[str, Any]:
    return {"day": today().isoformat(), "is_whole": is_whole, "lines": [line.to_dict() for line in found]}


@transaction.atomic
@transaction.atomic(using="exploitant")
def _do(gone: list[Line], number: int) -> int:
    """The report first, one transaction in each zone: where a line fails, none was done, none is told."""
    report = _note(gone, number)
    if times_carried_out(number) > 1:  # somebody did it since it was looked at: the reports wait for one another
        raise Problem(problems.NO_DRY_RUN, number=number)
    for line in gone:
        if line.data_class is DataClass.DRAFT:
            drop_old_drafts(now=now())
        elif line.data_class is DataClass.SECURITY_LOG:
            forget(_log_before() or datetime.min.replace(tzinfo=UTC))
        elif line.doing is Doing.ARCHIVE:
            archive(line.company, line.scope, on=today())
        else:
            delete_archived(line.company, line.scope)
    return report


def _routine() -> Iterator[Line]:
    yield Line(DataClass.DRAFT, Doing.DELETE, count_old_drafts(now=now()))
    before = _log_before()
    yield Line(DataClass.SECURITY_LOG, Doing.DELETE, 0 if before is None else count_older(before))


def _log_before() -> datetime | None:
    """The log tells real moments, whatever day a demonstration shows."""
    real: date = datetime.now(PARIS).date()
    day = over_before(rules_of(registry().retention, DataClass.SECURITY_LOG), real)
    return None if day is None else start_of(min(day, real - _KEPT_BY_THE_DATABASE))


def _records() -> Iterator[Line]:
    """The records of patients go by the hand of who administers their site."""
    names = dict(Site.objects.values_list("ref", "name"))
    for site, number in count_over(today()).items():
        why = Text("page Effacements de ce lieu", "page Erasures of this place")
        yield Line(DataClass.HOSPITAL_RECORD, Doing.BY_HAND, number, names.get(site, site), why=why)


def _follow_up(kept: AccessKept) -> Iterator[Line]:
    for period, doing in ((kept.active, Doing.ARCHIVE), (kept.archived, Doing.DELETE)):
        if period.patients and period.standing is not Standing.RUNNING:
            does = doing if period.standing is Standing.OVER else Doing.WAITS
            why = _NOTHING if does is doing else period.says
            yield Line(DataClass.FOLLOWUP, does, period.patients, kept.programme, kept.company, why)
