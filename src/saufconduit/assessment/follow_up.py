"""The follow-up after an operation: which examinations, on which days, and what the source leaves open."""

from dataclasses import dataclass
from datetime import date

from saufconduit.assessment.questions import missing_of
from saufconduit.criteria.evaluate import Evaluator, Trace
from saufconduit.patients.as_of import PatientOn
from saufconduit.patients.file import PatientFile
from saufconduit.registry.catalogue import Registry
from saufconduit.registry.pathways.pathway import Examination, FollowUp, FollowUpGroup, Pathway
from saufconduit.vocabulary.days import PartialDay, Span, same_day_after
from saufconduit.vocabulary.truth import Truth

OPERATION = "surgery"


@dataclass(frozen=True)
class Appointment:
    """An examination that falls due from `day` to `latest`; `is_fixed` where the source sets the day itself.

    After the first interval the source lets the spacing grow and sets no rhythm: those days are a proposal.
    """

    examination: Examination
    number: int
    day: date
    latest: date
    is_fixed: bool


@dataclass(frozen=True)
class GroupState:
    """A group of operated patients: whether this patient is in it, and the appointments that follow."""

    group: FollowUpGroup
    value: Truth
    trace: Trace
    missing: tuple[str, ...]
    appointments: tuple[Appointment, ...]


@dataclass(frozen=True)
class FollowUpAnswer:
    """The follow-up of one pathway; `operated` is None where the file holds no operation, or several days for it."""

    pathway: Pathway
    follow_up: FollowUp
    patient: str | None
    on: date
    applies: Truth
    operated: PartialDay | None
    groups: tuple[GroupState, ...]


def follow_ups(
    patient: PatientFile, registry: Registry, on: date, operated: date | None = None
) -> tuple[FollowUpAnswer, ...]:
    """The follow-ups of the pathways that may concern the patient; `operated` takes the place of the day on file."""
    seen = PatientOn(patient, on, registry.vocabulary)
    day = PartialDay(operated, operated) if operated is not None else _operation(seen)
    answers = []
    for pathway in registry.pathways:
        evaluator = Evaluator(seen)
        applies = evaluator.evaluate(pathway.covers).value
        if pathway.follow_up is not None and applies is not False:
            groups = tuple(_state(item, evaluator, day) for item in pathway.follow_up.groups)
            answers.append(FollowUpAnswer(pathway, pathway.follow_up, patient.id, on, applies, day, groups))
    return tuple(answers)


def _operation(seen: PatientOn) -> PartialDay | None:
    """The day of the one operation on file; None where there is none, or several on different days."""
    within = seen.vocabulary.agent_is
    days = {
        item.end or item.start
        for item in seen.treatments
        if within(item.agent, OPERATION) and item.outcome not in _never_done(seen)
    }
    return days.pop() if len(days) == 1 else None


def _never_done(seen: PatientOn) -> set[str]:
    return {item.id for item in seen.vocabulary.outcomes.values() if not item.is_given}


def _state(group: FollowUpGroup, evaluator: Evaluator, operated: PartialDay | None) -> GroupState:
    trace = evaluator.evaluate(group.when)
    wanted = operated is not None and operated.is_exact and trace.value is not False
    appointments = appointments_of(group, operated.earliest) if operated is not None and wanted else ()
    return GroupState(group, trace.value, trace, missing_of(trace), appointments)


def appointments_of(group: FollowUpGroup, operated: date) -> tuple[Appointment, ...]:
    """The dated examinations of a group, in order, from the day of the operation to the least duration.

    « à 4 mois puis annuellement » does not say whether a year runs from the operation or from the first examination:
    an appointment spans both (reading `puis-annuellement`).
    """
    last = operated if group.more_than is None else same_day_after(operated, group.more_than)
    found = [item for one in group.examinations for item in _dated(one, operated, last)]
    return tuple(sorted(found, key=lambda item: (item.day, item.examination.id)))


def _dated(examination: Examination, operated: date, last: date) -> list[Appointment]:
    if examination.after is None:
        return []
    first = same_day_after(operated, examination.after)
    found = [Appointment(examination, 1, first, first, True)]
    every = examination.every
    number, reached = 1, operated
    while every is not None:
        span = Span(*(number * part for part in every))
        day = same_day_after(operated, span)
        if not reached < day <= last:  # at the end of the calendar, the same day comes back for ever
            break
        is_fixed = number == 1 or not examination.is_spacing_open
        number, reached = number + 1, day
        found.append(Appointment(examination, number, day, same_day_after(first, span), is_fixed))
    return found
