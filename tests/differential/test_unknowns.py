"""What filling in an unknown may do to a verdict, and what it may never do."""

from dataclasses import replace

import pytest
from generated_criteria import (
    CONDITIONS,
    EXACT_DAYS,
    FACTS,
    ON,
    PARTIAL_DAYS,
    Case,
    about_ages,
    about_diseases,
    answered,
    cases,
    conditions_of,
    criterion_of,
    day,
    domain_of,
    matching,
    on_the_day,
    patients_for,
    with_complete_list,
    with_opinion,
    with_treatment,
)
from hypothesis import given
from hypothesis import strategies as st
from reading_criteria import VOCABULARY

from saufconduit.assessment.questions import missing_of
from saufconduit.criteria.evaluate import Trace, evaluate
from saufconduit.criteria.nodes import Condition, FactSince, LineCount, Node, Proposed, Treated
from saufconduit.patients.file import PatientFile, Statement, Treatment
from saufconduit.vocabulary.days import PartialDay

# A disease that nothing is a kind of leaves no question on any disease.
PRECISE_DISEASE = "meningioma"
PAST_DAYS = [day(text) for text in (*EXACT_DAYS, *PARTIAL_DAYS) if day(text).latest <= ON]


def sources_of(fact: str) -> tuple[str, ...]:
    return tuple(name for name in FACTS[fact].sources if name in FACTS) or (fact,)


def unknown_facts_of(patient: PatientFile, tree: Node) -> list[str]:
    """The facts that the tree asks about and that are not known."""
    seen = on_the_day(patient)
    asked = {name for item in conditions_of(tree) if hasattr(item, "fact") for name in sources_of(item.fact)}
    return sorted(name for name in asked if seen.fact(name).value is None)


@st.composite
def with_facts(draw: st.DrawFn, patient: PatientFile, names: list[str]) -> PatientFile:
    """The patient with any answer to some of the facts `names`."""
    for name in names:
        value, on = draw(st.sampled_from(domain_of(FACTS[name]))), draw(st.none() | st.sampled_from(PAST_DAYS))
        patient = draw(st.sampled_from([answered(patient, name, Statement(value, on)), patient]))
    return patient


@st.composite
def with_opinions(draw: st.DrawFn, patient: PatientFile, tree: Node) -> PatientFile:
    """The patient with any opinion of the boards that have not said anything clear."""
    seen = on_the_day(patient)
    asked = {(item.board, item.product) for item in conditions_of(tree) if isinstance(item, Proposed)}
    for board, product in sorted(pair for pair in asked if seen.proposal(*pair).value is None):
        patient = with_opinion(patient, board, product, draw(st.booleans()))
    return patient


@st.composite
def with_more_treatments(draw: st.DrawFn, patient: PatientFile, tree: Node) -> PatientFile:
    """The patient with more treatments on file, unless the list is declared complete."""
    more = draw(patients_for(conditions_of(tree))).treatments
    return patient if patient.treatments_complete is True else with_treatment(patient, *more)


@st.composite
def with_precise_disease(draw: st.DrawFn, patient: PatientFile) -> PatientFile:
    """The patient with a disease that is a kind of the one on file."""
    disease = on_the_day(patient).fact("disease")
    kinds = sorted(item.id for item in VOCABULARY.concepts.values() if disease.value in item.within)
    precise = [answered(patient, "disease", item._replace(value=kind)) for item in disease.seen for kind in kinds]
    return draw(st.sampled_from([*precise, patient]))


@st.composite
def with_precise_birth(draw: st.DrawFn, patient: PatientFile) -> PatientFile:
    """The patient with a birth to the day, within the one on file."""
    if patient.birth is None:
        return patient
    exact = draw(st.dates(*patient.birth))
    return replace(patient, birth=PartialDay(exact, exact))


def verdict(tree: Node, patient: PatientFile) -> bool | None:
    return evaluate(tree, on_the_day(patient)).value


# --- a definite verdict stays, whatever becomes known


@given(cases(), st.data())
def test_definite_verdict_stays_when_unknown_facts_are_filled(case: Case, data):
    before = verdict(case.tree, case.patient)

    after = verdict(case.tree, data.draw(with_facts(case.patient, unknown_facts_of(case.patient, case.tree))))

    assert before in (None, after)


@given(cases(CONDITIONS[Proposed]), st.data())
def test_definite_verdict_stays_when_the_boards_give_their_opinion(case: Case, data):
    before = verdict(case.tree, case.patient)

    after = verdict(case.tree, data.draw(with_opinions(case.patient, case.tree)))

    assert before in (None, after)


@given(cases(CONDITIONS[Treated] | CONDITIONS[LineCount] | CONDITIONS[FactSince]), st.data())
def test_definite_verdict_stays_when_an_incomplete_list_grows(case: Case, data):
    before = verdict(case.tree, case.patient)

    after = verdict(case.tree, data.draw(with_more_treatments(case.patient, case.tree)))

    assert before in (None, after)


@given(cases(CONDITIONS[Treated] | CONDITIONS[LineCount] | CONDITIONS[FactSince]))
def test_definite_verdict_stays_when_the_list_is_declared_complete(case: Case):
    before = verdict(case.tree, case.patient)

    after = verdict(case.tree, with_complete_list(case.patient))

    assert before in (None, after)


@given(cases(about_diseases), st.data())
def test_definite_verdict_stays_when_the_disease_is_made_precise(case: Case, data):
    before = verdict(case.tree, case.patient)

    after = verdict(case.tree, data.draw(with_precise_disease(case.patient)))

    assert before in (None, after)


@given(cases(about_ages), st.data())
def test_definite_verdict_stays_when_the_birth_is_made_precise(case: Case, data):
    before = verdict(case.tree, case.patient)

    after = verdict(case.tree, data.draw(with_precise_birth(case.patient)))

    assert before in (None, after)


# --- an answer that is not asked for changes nothing


@given(cases(), st.data())
def test_unknown_verdict_stays_when_facts_that_are_not_missing_are_filled(case: Case, data):
    """Stated precisely: the verdict is unknown, the facts are unknown, their names are not among the missing ones."""
    trace = evaluate(case.tree, case.seen())
    others = sorted(set(unknown_facts_of(case.patient, case.tree)) - set(missing_of(trace)))

    after = verdict(case.tree, data.draw(with_facts(case.patient, others)))

    assert trace.value is not None or after is None


@given(cases())
def test_verdict_is_unknown_exactly_when_something_is_missing(case: Case):
    trace = evaluate(case.tree, case.seen())

    assert (trace.value is None) is bool(missing_of(trace))


# --- every answer asked for makes the verdict definite


def settled(tree: Node, patient: PatientFile, rounds: int) -> tuple[bool | None, int]:
    """The verdict once all that is missing is answered, again until nothing is, and how many rounds it took."""
    trace = evaluate(tree, on_the_day(patient))
    if trace.value is not None or rounds == 0:
        return trace.value, rounds
    return settled(tree, with_all_answers(trace, patient), rounds - 1)


def with_all_answers(trace: Trace, patient: PatientFile) -> PatientFile:
    unknown = [leaf for leaf in trace.leaves() if leaf.matters and leaf.value is None]
    for at, leaf in enumerate(unknown):
        for name in leaf.finding.missing:
            patient = with_answer(patient, leaf.criterion.condition, name, at)
    return patient


def with_answer(patient: PatientFile, condition: Condition, name: str, at: int) -> PatientFile:
    kind, _, rest = name.partition(":")
    if kind == "board":
        return with_opinion(patient, rest, condition.product, True)
    if kind == "treatment":
        return with_treatment(patient, *records_for(condition, at))
    return answered(patient, name, answer_to(condition, name))


def records_for(condition: Condition, at: int) -> list[Treatment]:
    if isinstance(condition, LineCount):
        return [matching(condition, 100 * (at + 1) + line) for line in range(condition.at_least)]
    return [matching(condition.treatment if isinstance(condition, FactSince) else condition, 100 * (at + 1))]


def answer_to(condition: Condition, name: str) -> Statement:
    if FACTS[name].kind == "concept":
        return Statement(PRECISE_DISEASE, PartialDay(ON, ON))
    if isinstance(condition, FactSince):
        return Statement(condition.values[0], PartialDay(ON, ON))
    return Statement(domain_of(FACTS[name])[0], PartialDay(ON, ON))


@pytest.mark.parametrize("kind", CONDITIONS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_answering_what_a_criterion_misses_makes_it_definite(kind, data):
    condition = data.draw(CONDITIONS[kind])
    patient = data.draw(patients_for([condition]))

    value, rounds_left = settled(criterion_of(condition), patient, rounds=2)

    assert value is not None
    assert rounds_left >= (0 if kind is FactSince else 1)


@given(cases())
def test_answering_all_that_is_missing_makes_the_verdict_definite(case: Case):
    value, _ = settled(case.tree, case.patient, rounds=4)

    assert value is not None
