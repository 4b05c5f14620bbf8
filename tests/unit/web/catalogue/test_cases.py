"""A patient being checked, in the session."""

import base64
import json
from datetime import date

import pytest

from saufconduit.assessment.interview import Answer
from saufconduit.patients.read import read_patient
from saufconduit.vocabulary.days import parse_partial_day
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.catalogue.cases import Case, case_of, keep, new_case
from saufconduit.web.catalogue.knowledge import registry
from saufconduit.web.journal.keys import make_keys

pytestmark = pytest.mark.usefixtures("keys_made")
DAY = date(2026, 10, 12)
NET, BRONCHIAL = Answer("disease", "net"), Answer("disease", "bronchial-net")
EXTENT = Answer("extent", "metastatic", on=parse_partial_day("2026-09"))


@pytest.fixture
def keys_made(tmp_path, settings):
    """The keys of an installation."""
    settings.KEYS = tmp_path / "keys"
    make_keys(settings.KEYS)
    return settings.KEYS


def case_with(*answers: Answer, file: str = "{}") -> Case:
    patient = read_patient(file, "", registry().vocabulary)
    return Case("essai", DAY, DAY, patient, answers)


def test_case_goes_through_the_session_unchanged():
    session = {}
    case = new_case(session, DAY, date(2026, 1, 1), read_patient("id: SYN-01", "", registry().vocabulary))
    told = case.answered(0, BRONCHIAL).answered(1, EXTENT).answered(2, Answer("birth", start=EXTENT.on))

    keep(session, told)

    assert case_of(json.loads(json.dumps(session)), case.id) == told


def test_case_of_an_empty_file_is_read_back():
    session = {}
    case = new_case(session, DAY, DAY)

    assert case_of(session, case.id) == case


def test_case_that_is_not_in_the_session_is_refused():
    with pytest.raises(Problem) as found:
        case_of({}, "autre")

    assert found.value.code == "catalogue.no-case"


def test_session_says_nothing_of_the_patient():
    session = {}
    file = read_patient("id: SYN-01\nsex: female", "", registry().vocabulary)
    keep(session, new_case(session, DAY, DAY, file).answered(0, BRONCHIAL))

    written = json.dumps(session)
    held = base64.b64decode(next(iter(session["cases"].values())).partition(":")[2])

    assert not [word for word in ("SYN-01", "female", "bronchial") if word in written or word.encode() in held]


def test_case_whose_key_has_gone_is_begun_again(keys_made, tmp_path, settings):
    session = {}
    case = new_case(session, DAY, DAY)
    settings.KEYS = tmp_path / "others"
    make_keys(settings.KEYS)

    with pytest.raises(Problem) as found:
        case_of(session, case.id)

    assert found.value.code == "catalogue.no-case"


def test_session_keeps_the_latest_cases_only():
    session = {}
    names = [new_case(session, DAY, DAY).id for _ in range(8)]

    assert list(session["cases"]) == names[2:]


def test_case_kept_again_is_the_latest():
    session = {}
    first, second = new_case(session, DAY, DAY), new_case(session, DAY, DAY)

    keep(session, first)

    assert list(session["cases"]) == [second.id, first.id]


def test_names_of_cases_are_not_guessed():
    assert len(new_case({}, DAY, DAY).id) == 12


def test_answer_at_a_new_step_is_added():
    assert case_with(NET).answered(5, EXTENT).answers == (NET, EXTENT)


def test_answer_changed_keeps_the_others():
    other = EXTENT._replace(value="localised")

    assert case_with(BRONCHIAL, EXTENT).answered(1, other).answers == (BRONCHIAL, other)


def test_answer_changed_drops_the_later_one_to_the_same_question():
    meningioma = Answer("disease", "meningioma")

    assert case_with(NET, EXTENT, BRONCHIAL).answered(0, meningioma).answers == (meningioma, EXTENT)


def test_same_answer_again_changes_nothing():
    case = case_with(NET, EXTENT, BRONCHIAL)

    assert case.answered(0, NET) is case


def test_question_of_a_step_is_the_one_that_was_answered_there():
    case = case_with(BRONCHIAL, EXTENT)

    assert [case.question(step).name for step in range(3)] == ["disease", "extent", "sstr-pet"]


def test_question_that_would_no_longer_come_is_still_asked_as_it_was():
    case = case_with(Answer("disease", "meningioma"), EXTENT)

    question = case.question(1)

    assert (question.name, question.decides) == ("extent", 0)
    assert question.values == ("localised", "locally-advanced", "metastatic")


def test_question_answered_where_nothing_is_left_to_ask_is_still_asked():
    case = case_with(Answer("disease", "nsclc"), Answer("access:lumykras-aap", False), EXTENT)

    assert case.question(2).name == "extent"
    assert case.question(3) is None
    assert not case.is_asking


def test_case_is_asking_while_a_question_is_left():
    assert case_with(BRONCHIAL).is_asking


def test_answers_complete_the_file_that_was_dropped():
    case = case_with(EXTENT, file="facts: {disease: bronchial-net}")

    assert set(case.patient().facts) == {"disease", "extent"}
    assert case.patient().facts["extent"][0].source == "réponse au questionnaire"


def test_assessment_is_on_the_days_of_the_case():
    found = case_with().assessment()

    assert (found.on, found.known, len(found.outcomes)) == (DAY, DAY, 31)
