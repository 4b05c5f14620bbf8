"""Assesses one patient against every indication known: verdict, access, reasons, what is missing, what is next."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from saufconduit.assessment.access import access_of
from saufconduit.assessment.questions import BOARD, count_settled, missing_of, ordered
from saufconduit.assessment.steps import Step, steps_for
from saufconduit.criteria.evaluate import Evaluator, Trace
from saufconduit.patients.as_of import Ignored, PatientOn
from saufconduit.patients.file import Access, PatientFile
from saufconduit.regimes.timeline import Stretch
from saufconduit.registry.catalogue import Door, Registry
from saufconduit.registry.programme import Indication, IndicationVersion, Programme
from saufconduit.vocabulary.days import today

Verdict: TypeAlias = Literal["eligible", "pending", "undetermined", "ineligible"]
VERDICTS: tuple[Verdict, ...] = ("eligible", "pending", "undetermined", "ineligible")


@dataclass(frozen=True)
class Outcome:
    """What one indication answers for the patient; `trace` holds every criterion."""

    programme: Programme
    indication: Indication
    version: IndicationVersion
    verdict: Verdict
    access: Stretch
    trace: Trace
    missing: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Assessment:
    """The answers for one patient, in the order of the registry; `ignored` is what the file dates after the day."""

    patient: str | None
    on: date
    known: date
    outcomes: tuple[Outcome, ...]
    ignored: tuple[Ignored, ...]


class Assessor:
    """Assesses patients on one day, with what was known on another; what does not depend on the patient is done once.

    Raises Problem `registry.unknown-programme` when `programme` names none.
    """

    def __init__(self, registry: Registry, on: date, known: date, programme: str | None = None) -> None:
        self.registry, self.on, self.known = registry, on, known
        self._doors = registry.doors(on, known, programme)

    def assess(self, patient: PatientFile) -> Assessment:
        """The answers for one patient, every indication listed."""
        seen = PatientOn(patient, self.on, self.registry.vocabulary)
        evaluator = Evaluator(seen)
        drafts = []
        for door in self._doors:
            trace = evaluator.evaluate(door.version.criteria)
            accesses = [item for item in seen.accesses if _is_of(item, door)]
            access = access_of(door.clocks, door.entry, accesses, self.on) if accesses else door.entry
            drafts.append((door, trace, access, missing_of(trace)))
        open_ones = [
            (trace, missing)
            for _, trace, access, missing in drafts
            if missing and access.status.state in ("open", "continuity")
        ]
        settled = count_settled(open_ones, self.registry.vocabulary)
        outcomes = tuple(self._outcome(*draft[:3], ordered(draft[3], settled)) for draft in drafts)
        return Assessment(patient.id, self.on, self.known, outcomes, seen.ignored)

    def _outcome(self, door: Door, trace: Trace, access: Stretch, missing: tuple[str, ...]) -> Outcome:
        verdict = verdict_of(trace, missing)
        steps = steps_for(verdict, access, missing, door.programme, door.version, self.registry, self.on)
        return Outcome(door.programme, door.indication, door.version, verdict, access, trace, missing, steps)


def _is_of(access: Access, door: Door) -> bool:
    """An access that names no indication may be of any indication of its programme."""
    return access.programme == door.programme.id and access.indication in (None, door.indication.id)


def verdict_of(trace: Trace, missing: tuple[str, ...]) -> Verdict:
    """The verdict of a tree: `pending` when only procedural criteria could still change it."""
    if trace.value is not None:
        return "eligible" if trace.value else "ineligible"
    return "pending" if missing and all(name.startswith(BOARD) for name in missing) else "undetermined"


def assess(
    patient: PatientFile,
    registry: Registry,
    on: date,
    known: date | None = None,
    programme: str | None = None,
) -> Assessment:
    """The answers for one patient on `on`, with the acts known on `known` (today when it is not given)."""
    return Assessor(registry, on, known or today(), programme).assess(patient)
