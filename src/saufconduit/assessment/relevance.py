"""Which indications are about this patient: the others are told in a line, and never asked about."""

from collections.abc import Sequence

from saufconduit.assessment.eligibility import Assessment, Outcome
from saufconduit.assessment.words import STATES
from saufconduit.criteria.evaluate import Trace
from saufconduit.criteria.nodes import All, FactIs, FactWithin

MOST_ALONE = 3
"""More indications that the file says nothing of are told together."""
_OF_ANYBODY = ("age", "sex")


def is_about(outcome: Outcome) -> bool:
    """True where the file meets a criterion that says more than an age or a sex."""
    return any(leaf.value is True and _fact(leaf) not in _OF_ANYBODY for leaf in outcome.trace.leaves())


def asks_for_a_disease(outcome: Outcome) -> bool:
    """True unless the indication is for people without a disease, as a prevention is."""
    return any(_fact(leaf) == "disease" for leaf in outcome.trace.leaves())


def of_another_disease(assessment: Assessment) -> list[Outcome]:
    """The outcomes of the programmes whose every indication asks for another disease than that of the file."""
    near = {item.programme.id for item in assessment.outcomes if not _asks_for_another(item.trace)}
    return [item for item in assessment.outcomes if item.programme.id not in near]


def told_together(assessment: Assessment, closed: Sequence[Outcome]) -> list[list[Outcome]]:
    """Of the outcomes that are not possible, the groups of which a page tells the names alone.

    First those of another disease, then, by the state of their access, those that the file says nothing of.
    """
    elsewhere = {id(item) for item in of_another_disease(assessment)}
    groups = [[item for item in closed if id(item) in elsewhere], *_silent(closed)]
    return [group for group in groups if len(group) > MOST_ALONE]


def silent_preventions(closed: Sequence[Outcome]) -> list[list[Outcome]]:
    """By the state of their access, those for people without a disease that the file says nothing of.

    They would come back in full with every patient of every disease.
    """
    groups = _silent([item for item in closed if not asks_for_a_disease(item)])
    return [group for group in groups if group]


def _silent(closed: Sequence[Outcome]) -> list[list[Outcome]]:
    """By the state of their access, those that the file says nothing of."""
    silent = [item for item in closed if item.verdict != "ineligible" and not is_about(item)]
    return [[item for item in silent if item.access.status.state == state] for state in STATES]


def _asks_for_another(trace: Trace) -> bool:
    """True where a criterion on the disease excludes the patient, alone or with all the others."""
    if trace.finding is not None:
        return trace.value is False and _fact(trace) == "disease"
    return isinstance(trace.node, All) and any(_asks_for_another(part) for part in trace.parts)


def _fact(leaf: Trace) -> str | None:
    condition = leaf.criterion.condition
    return condition.fact if isinstance(condition, FactIs | FactWithin) else None
