"""Checking both logs: no line is missing at their start, in their middle, at their end; no erasure was changed."""

from collections.abc import Iterable, Iterator

from saufconduit.vocabulary.text import Text
from saufconduit.web.journal.chain import START
from saufconduit.web.journal.dossier_keys import link_of_erasure
from saufconduit.web.journal.ends import ERASURES, RETENTION, SECURITY, is_sealed
from saufconduit.web.journal.findings import Finding
from saufconduit.web.journal.models import Erasure, LogEnd, RetentionRun, SecurityEntry
from saufconduit.web.journal.retention_runs import seal_of_run

_LOGS = {
    SECURITY: Text("journal de sécurité", "security log"),
    ERASURES: Text("journal des effacements", "erasures"),
    RETENTION: Text("passages de conservation", "retention runs"),
}
ERASURE_CHANGED = Text(
    "son effacement a été modifié, ou écrit sans passer par l’application",
    "its erasure was changed, or written past the application",
)
ERASURE_UNCHAINED = Text(
    "son effacement ne suit pas celui d’avant dans le journal des effacements",
    "its erasure does not follow the one before it among the erasures",
)


def findings_of_erasures() -> Iterator[Finding]:
    """What is wrong with the chain of erasures."""
    previous, numbers = START, []
    for row in Erasure.objects.order_by("number", "dossier"):
        if row.number is None:
            yield Finding(None, row.dossier, ERASURE_CHANGED)
            continue
        if link_of_erasure(row) != bytes(row.hash or b""):
            yield Finding(None, row.dossier, ERASURE_CHANGED)
        elif bytes(row.previous or b"") != previous:
            yield Finding(None, row.dossier, ERASURE_UNCHAINED)
        previous = bytes(row.hash or b"")
        numbers.append(row.number)
    yield from _findings_of(ERASURES, numbers, previous if numbers else START)


def findings_of_security() -> Iterator[Finding]:
    """Which lines of the security log are missing; those that were changed are told by `security.spoilt`.

    Lines older than their numbers, written before this was so, can be deleted without a trace.
    """
    rows = SecurityEntry.objects.exclude(number=None).order_by("number")
    last = rows.last()
    numbers = rows.values_list("number", flat=True).iterator()
    yield from _findings_of(SECURITY, (int(item or 0) for item in numbers), None if last is None else bytes(last.seal))


def findings_of_retention() -> Iterator[Finding]:
    """What is wrong with the reports of retention."""
    numbers, last = [], START
    for row in RetentionRun.objects.order_by("number").iterator():
        last = bytes(row.seal)
        if last != seal_of_run(row):
            said = f"le passage {row.number} a été modifié", f"run {row.number} was changed"
            yield Finding(None, None, _told(RETENTION, *said))
        numbers.append(row.number)
    yield from _findings_of(RETENTION, numbers, last)


def _findings_of(name: str, numbers: Iterable[int], last_hash: bytes | None) -> Iterator[Finding]:
    """Holes, then whether the log ends where its sealed end says; a log of which all was forgotten keeps its hash."""
    end = LogEnd.objects.filter(name=name).first()
    if end is None or not is_sealed(end):
        yield Finding(None, None, _told(name, "sa fin scellée a été récrite", "its sealed end was written over"))
        return
    expected = end.first
    for number in numbers:
        if number != expected:
            yield Finding(None, None, _missing(name, expected, number - 1))
        expected = number + 1
    if expected <= end.last:
        yield Finding(None, None, _missing(name, expected, end.last))
    elif expected > end.last + 1 or (last_hash is not None and last_hash != bytes(end.hash)):
        yield Finding(
            None, None, _told(name, "il ne finit pas là où il a été scellé", "it does not end where it was sealed")
        )


def _missing(name: str, first: int, last: int) -> Text:
    """« journal de sécurité : il manque les lignes 4 à 6 »."""
    return _told(name, f"il manque les lignes {first} à {last}", f"lines {first} to {last} are missing")


def _told(name: str, french: str, english: str) -> Text:
    return Text(f"{_LOGS[name].fr} : {french}", f"{_LOGS[name].en}: {english}")
