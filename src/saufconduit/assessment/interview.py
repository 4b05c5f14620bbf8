"""Asks about a patient one question at a time: which one next, what an answer adds to the file."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from saufconduit.assessment.eligibility import Assessment, Outcome
from saufconduit.assessment.questions import BOARD, TREATMENT, best_question, count_settled
from saufconduit.assessment.relevance import is_about
from saufconduit.criteria.nodes import Criterion, FactSince, Treated, criteria_of
from saufconduit.criteria.outcomes import outcome_is
from saufconduit.patients.file import Access, Opinion, PatientFile, Statement, Treatment, Value
from saufconduit.registry.catalogue import Registry
from saufconduit.vocabulary.days import PartialDay

ACCESS = "access:"
COMPLETE = "treatments-complete"
DISEASE = "disease"
POSSIBLE_STATES = ("open", "continuity", "unknown", "suspended")


class Question(NamedTuple):
    """What is asked: a fact, `treatment:…`, `board:…`, `access:…` or whether the treatments are all told.

    `decides` is how many indications one answer could settle; `values` are the possible answers, empty where a number
    or a day is typed; `open_to_board` are the outcomes of a treatment that the text leaves to the board.
    """

    name: str
    decides: int
    values: tuple[Value, ...] = ()
    open_to_board: frozenset[str] = frozenset()


class Answer(NamedTuple):
    """What was answered; `value` is None for « je ne sais pas »."""

    name: str
    value: Value | None = None
    on: PartialDay | None = None
    start: PartialDay | None = None
    end: PartialDay | None = None


def is_possible(outcome: Outcome) -> bool:
    """True while the indication is neither excluded nor closed for this patient.

    One whose access is uncertain counts once the file says something of it: else every patient would be asked about it.
    """
    state = outcome.access.status.state
    if outcome.verdict == "ineligible" or state not in POSSIBLE_STATES:
        return False
    return state != "unknown" or is_about(outcome)


def next_question(
    assessment: Assessment, registry: Registry, patient: PatientFile, answers: Sequence[Answer]
) -> Question | None:
    """The question that most of the possible indications wait for, or None when nothing is left to ask."""
    lists = left_to_ask(assessment, registry, patient, answers)
    best = best_question(lists)
    if best is None:
        return None
    decides = _settled(assessment, registry).get(best, 0) or sum(1 for names in lists if best in names)
    return Question(best, decides, values_of(best, registry, patient), _open_to_board(best, assessment))


def left_to_ask(
    assessment: Assessment, registry: Registry, patient: PatientFile, answers: Sequence[Answer]
) -> list[list[str]]:
    """For each possible indication, what it still waits for, best first; all empty when nothing is left to ask."""
    asked = {answer.name for answer in answers}
    lists = []
    for outcome in assessment.outcomes:
        names = [question_for(name, registry) for name in outcome.missing] if is_possible(outcome) else []
        left = [name for name in names if name not in asked or _is_narrower(name, registry, patient, answers)]
        if COMPLETE not in asked and any(_waits_for_all_told(name, answers, assessment) for name in names):
            clinical = [name for name in left if not name.startswith(BOARD)]
            left = [*clinical, COMPLETE, *left[len(clinical) :]]  # boards come last
        lists.append(left)
    return lists + [[name] for name in _accesses(assessment, registry) if name not in asked]


def question_for(name: str, registry: Registry) -> str:
    """What is asked for a missing name: the day of birth for an age."""
    fact = registry.vocabulary.facts.get(name)
    return fact.sources[0] if fact is not None and len(fact.sources) == 1 else name


def values_of(name: str, registry: Registry, patient: PatientFile) -> tuple[Value, ...]:
    """The possible answers to a question."""
    if name.startswith(TREATMENT):
        return tuple(registry.vocabulary.outcomes)
    if name.startswith((BOARD, ACCESS)) or name == COMPLETE:
        return (True, False)
    fact = registry.vocabulary.facts.get(name)
    if fact is None or fact.kind == "number":
        return ()
    return diseases(registry, patient) if fact.kind == "concept" else tuple(fact.values)


def diseases(registry: Registry, patient: PatientFile) -> tuple[str, ...]:
    """The diseases that may be answered, parents before their kinds; once one is known, only what is a kind of it."""
    concepts = registry.vocabulary.concepts
    known = _known_disease(patient)
    roots = [one.id for one in concepts.values() if not one.parents] if known is None else [known]
    found: dict[str, None] = {}

    def add(name: str) -> None:
        found[name] = None
        for one in concepts.values():
            if name in one.parents and one.id not in found:
                add(one.id)

    for root in roots:
        add(root)
    return tuple(name for name in found if name != known)


def with_answers(patient: PatientFile, answers: Iterable[Answer], registry: Registry, source: str) -> PatientFile:
    """The file with what was answered; an answer takes the place of what the file said of it."""
    for answer in answers:
        if answer.value is not None or answer.start is not None:
            patient = _with(patient, answer, registry, source)
    return patient


# --- what a question is worth


def _settled(assessment: Assessment, registry: Registry) -> dict[str, int]:
    traces = [(item.trace, item.missing) for item in assessment.outcomes if is_possible(item) and item.missing]
    counts = count_settled(traces, registry.vocabulary)
    return {question_for(name, registry): number for name, number in counts.items()}


def _is_narrower(name: str, registry: Registry, patient: PatientFile, answers: Sequence[Answer]) -> bool:
    """True for a disease that was answered by a wide name, while a narrower one exists."""
    latest = [answer for answer in answers if answer.name == name][-1]
    return name == DISEASE and latest.value is not None and bool(diseases(registry, patient))


def _waits_for_all_told(name: str, answers: Sequence[Answer], assessment: Assessment) -> bool:
    """True for a treatment that was told, when the list must also be said complete for the criterion to be false."""
    told = [answer.value for answer in answers if answer.name == name and answer.value is not None]
    return name.startswith(TREATMENT) and bool(told) and told[-1] not in _open_to_board(name, assessment)


def _accesses(assessment: Assessment, registry: Registry) -> Iterable[str]:
    """The accesses that only treated patients keep, where the disease does not exclude this one."""
    for outcome in assessment.outcomes:
        if outcome.verdict != "ineligible" and not is_possible(outcome) and DISEASE not in outcome.missing:
            access = registry.clocks(outcome.programme, assessment.known).access.run_at(assessment.on)
            if access.status.state == "continuity":
                yield ACCESS + outcome.programme.id


def _open_to_board(name: str, assessment: Assessment) -> frozenset[str]:
    """The outcomes of a treatment for which the text gives no answer, in an indication that is still possible."""
    if not name.startswith(TREATMENT):
        return frozenset()
    agent = name.removeprefix(TREATMENT)
    conditions = [
        condition
        for outcome in assessment.outcomes
        if is_possible(outcome)
        for criterion in criteria_of(outcome.trace.node)
        if (condition := _treated(criterion)) is not None and condition.agent == agent
    ]
    outcomes = ("intolerance", "refused", "impossible")
    return frozenset(word for word in outcomes if any(outcome_is(word, one.outcomes) is None for one in conditions))


def _treated(criterion: Criterion) -> Treated | None:
    condition = criterion.condition
    if isinstance(condition, FactSince):
        return condition.treatment
    return condition if isinstance(condition, Treated) else None


# --- what an answer adds


def _known_disease(patient: PatientFile) -> str | None:
    stated = (patient.facts or {}).get(DISEASE, ())
    return str(stated[-1].value) if len(stated) == 1 else None


def _with(patient: PatientFile, answer: Answer, registry: Registry, source: str) -> PatientFile:
    kind, _, about = answer.name.rpartition(":")
    if kind == TREATMENT[:-1]:
        others = tuple(item for item in patient.treatments if item.agent != about)
        given = Treatment(about, start=answer.start, end=answer.end, outcome=str(answer.value))
        return replace(patient, treatments=(*others, given))
    if kind == BOARD[:-1]:
        return replace(patient, opinions=(*patient.opinions, *_opinions(about, answer, registry)))
    if kind == ACCESS[:-1]:
        return patient if not answer.value else replace(patient, accesses=(*patient.accesses, _access(about, answer)))
    if answer.name == COMPLETE:
        return replace(patient, treatments_complete=bool(answer.value))
    if answer.name == "birth":
        return replace(patient, birth=answer.start)
    if answer.name == "sex":
        return replace(patient, sex=str(answer.value))
    assert answer.value is not None
    stated = {**(patient.facts or {}), answer.name: (Statement(answer.value, answer.on, source),)}
    return replace(patient, facts=stated)


def _access(programme: str, answer: Answer) -> Access:
    return Access(programme, None, answer.start, answer.end)


def _opinions(board: str, answer: Answer, registry: Registry) -> Iterable[Opinion]:
    """One opinion on every product that a programme submits to the board."""
    products = dict.fromkeys(
        programme.products[0].id
        for programme in registry.programmes
        for indication in programme.indications
        if any(version.board == board for version in indication.versions)
    )
    if answer.value:
        yield Opinion(board, answer.on, tuple(products))
    else:
        yield Opinion(board, answer.on, None, tuple(products))
