"""One question at a time."""

from dataclasses import replace

import pytest
from assessing import NOW, assessment_of, partial, patient_of
from synthetic import REGISTRY

from saufconduit.assessment.eligibility import Assessor
from saufconduit.assessment.interview import (
    Answer,
    diseases,
    is_possible,
    next_question,
    question_for,
    values_of,
    with_answers,
)
from saufconduit.patients.file import PatientFile, Statement

ASSESSOR = Assessor(REGISTRY, NOW, NOW)
EMPTY = PatientFile()
# The end of the continuity of Lumykras is 24 October 2026: its questions are asked before.
BEFORE = Assessor(REGISTRY, partial("2026-10-12").earliest, NOW)
EVERYTHING = {
    "disease": "bronchial-net",
    "extent": "metastatic",
    "course": "progressive",
    "sstr-pet": "positive",
    "fdg-pet": "performed",
    "treatment:everolimus": "failure",
    "board:renaten": True,
}


def asked_after(*answers, assessor=ASSESSOR, file=EMPTY):
    """The question that follows these answers."""
    patient = with_answers(file, answers, REGISTRY, "essai")
    return next_question(assessor.assess(patient), REGISTRY, patient, answers)


def interview(told, assessor=ASSESSOR, file=EMPTY):
    """All the names asked, in order, and the answers given; what is not told is not known."""
    answers = []
    while (question := asked_after(*answers, assessor=assessor, file=file)) is not None:
        answers.append(Answer(question.name, told.get(question.name)))
    return [answer.name for answer in answers], answers


def test_first_question_is_the_disease_that_decides_all():
    question = asked_after()

    assert (question.name, question.decides) == ("disease", 9)


def test_interview_ends_with_the_verdict():
    names, answers = interview(EVERYTHING)

    patient = with_answers(PatientFile(), answers, REGISTRY, "essai")
    verdicts = {item.indication.id: item.verdict for item in ASSESSOR.assess(patient).outcomes if is_possible(item)}
    assert sorted(names) == sorted(EVERYTHING)
    assert verdicts == {"bronchial-net": "eligible"}


def test_interview_asks_the_board_last():
    assert interview(EVERYTHING)[0][-1] == "board:renaten"


def test_interview_of_who_knows_nothing_asks_each_thing_once_and_ends():
    names, _ = interview({})

    assert len(names) == len(set(names))
    assert names.index("treated-in-france") < names.index("board:comete")


def test_disease_answered_widely_is_asked_again_among_its_kinds():
    question = asked_after(Answer("disease", "net"))

    assert question.name == "disease"
    assert "bronchial-net" in question.values
    assert "net" not in question.values
    assert "meningioma" not in question.values


def test_disease_not_known_is_not_asked_again():
    assert asked_after(Answer("disease")).name != "disease"


def test_disease_that_is_precise_is_not_asked_again():
    assert asked_after(Answer("disease", "meningioma")).name == "sstr2-pet"


def test_treatment_never_given_needs_the_list_to_be_complete():
    told = EVERYTHING | {"treatment:everolimus": "not-given"}
    names, answers = interview(told | {"treatments-complete": True})

    patient = with_answers(PatientFile(), answers, REGISTRY, "essai")
    assert names[-1] == "treatments-complete"
    assert not any(is_possible(item) for item in ASSESSOR.assess(patient).outcomes)


def test_list_of_treatments_is_asked_before_the_boards():
    told = EVERYTHING | {"treatment:everolimus": "not-given"}

    names, _ = interview(told)

    assert names.index("treatments-complete") < names.index("board:renaten")


@pytest.mark.parametrize("outcome", ["intolerance", None])
def test_list_of_treatments_is_not_asked_when_it_would_settle_nothing(outcome):
    assert "treatments-complete" not in interview(EVERYTHING | {"treatment:everolimus": outcome})[0]


def test_question_on_a_treatment_says_what_is_left_to_the_board():
    question = asked_after(*(Answer(name, EVERYTHING[name]) for name in ("disease", "extent", "sstr-pet", "fdg-pet")))

    assert question.name == "treatment:everolimus"
    assert question.open_to_board == {"intolerance", "refused", "impossible"}
    assert "failure" in question.values


def test_question_on_a_treatment_since_which_something_happened_is_of_that_treatment():
    question = asked_after(Answer("disease", "midline-glioma"), Answer("h3", "k27m"))

    assert (question.name, question.open_to_board) == ("treatment:radiotherapy", frozenset())


def test_access_that_only_treated_patients_keep_is_asked():
    question = asked_after(Answer("disease", "nsclc"), assessor=BEFORE)

    assert (question.name, question.decides, question.values) == ("access:lumykras-aap", 1, (True, False))


def test_access_begun_in_time_opens_its_questions():
    begun = Answer("access:lumykras-aap", True, start=partial("2023-03-14"))

    assert asked_after(Answer("disease", "nsclc"), begun, assessor=BEFORE).name == "birth"


@pytest.mark.parametrize("value", [False, None])
def test_access_not_begun_closes_the_interview(value):
    answers = (Answer("disease", "nsclc"), Answer("access:lumykras-aap", value))

    assert asked_after(*answers, assessor=BEFORE) is None


def test_access_that_nobody_keeps_is_not_asked():
    assert asked_after(Answer("disease", "nsclc")) is None


def test_contradiction_of_a_file_is_asked():
    text = """
    facts:
      disease: meningioma
      sstr2-pet: [{value: positive, on: 2026-09-02}, {value: negative, on: 2026-09-02}]
    """

    assert asked_after(file=patient_of(text)).name == "sstr2-pet"


def test_age_is_asked_as_a_date_of_birth():
    assert question_for("age", REGISTRY) == "birth"
    assert question_for("sex", REGISTRY) == "sex"
    assert question_for("triple-negative", REGISTRY) == "triple-negative"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("extent", ("localised", "locally-advanced", "metastatic")),
        ("resectable", (True, False)),
        ("ki67", ()),
        ("birth", ()),
        ("board:renaten", (True, False)),
        ("treatments-complete", (True, False)),
        ("sex", ("female", "male")),
    ],
)
def test_values_are_those_of_the_vocabulary(name, values):
    assert values_of(name, REGISTRY, PatientFile()) == values


def test_diseases_stand_after_what_they_are_kinds_of():
    found = diseases(REGISTRY, PatientFile())

    assert sorted(found) == sorted(REGISTRY.vocabulary.concepts)
    assert found.index("net") < found.index("gep-net") < found.index("midgut-net")


def test_diseases_of_a_file_that_names_two_are_all_of_them():
    twice = PatientFile(facts={"disease": (Statement("net"), Statement("meningioma"))})

    assert diseases(REGISTRY, twice) == diseases(REGISTRY, PatientFile())


# --- what an answer adds


def filled(*answers, file=EMPTY):
    return with_answers(file, answers, REGISTRY, "essai")


def test_answer_on_a_fact_takes_the_place_of_the_file():
    file = patient_of("facts: {extent: localised, course: stable}")

    patient = filled(Answer("extent", "metastatic", on=partial("2026-09")), file=file)

    assert patient.facts["extent"] == (Statement("metastatic", partial("2026-09"), "essai"),)
    assert patient.facts["course"] == file.facts["course"]


def test_answer_not_known_adds_nothing():
    assert filled(Answer("extent"), Answer("treatment:everolimus"), Answer("board:renaten")) == PatientFile()


def test_answer_on_a_treatment_takes_the_place_of_its_records():
    file = patient_of("treatments: [{agent: everolimus, outcome: intolerance}, {agent: lanreotide, outcome: stable}]")

    patient = filled(Answer("treatment:everolimus", "failure", start=partial("2025"), end=partial("2026")), file=file)

    assert [(item.agent, item.outcome) for item in patient.treatments] == [
        ("lanreotide", "stable"),
        ("everolimus", "failure"),
    ]
    assert (patient.treatments[1].start, patient.treatments[1].end) == (partial("2025"), partial("2026"))


@pytest.mark.parametrize(("value", "proposes", "declines"), [(True, ("lutathera",), ()), (False, None, ("lutathera",))])
def test_answer_of_a_board_is_an_opinion_on_its_product(value, proposes, declines):
    (opinion,) = filled(Answer("board:renaten", value, on=partial("2026-10-02"))).opinions

    assert (opinion.board, opinion.proposes, opinion.declines) == ("renaten", proposes, declines)


def test_answer_on_an_access_is_an_access_begun():
    patient = filled(Answer("access:lumykras-aap", True, start=partial("2023-03-14")))

    assert [(item.programme, item.start) for item in patient.accesses] == [("lumykras-aap", partial("2023-03-14"))]


def test_answer_that_an_access_was_not_begun_adds_nothing():
    assert filled(Answer("access:lumykras-aap", False)) == PatientFile()


def test_answers_on_the_person_are_of_the_person():
    patient = filled(
        Answer("birth", start=partial("1961-04")), Answer("sex", "female"), Answer("treatments-complete", True)
    )

    assert patient == replace(PatientFile(), birth=partial("1961-04"), sex="female", treatments_complete=True)


def test_later_answer_to_the_same_question_prevails():
    assert filled(Answer("disease", "net"), Answer("disease", "bronchial-net")).facts["disease"] == (
        Statement("bronchial-net", None, "essai"),
    )


def test_possible_is_neither_excluded_nor_closed():
    outcomes = assessment_of("facts: {disease: nsclc}").outcomes

    assert [item.indication.id for item in outcomes if is_possible(item)] == []
