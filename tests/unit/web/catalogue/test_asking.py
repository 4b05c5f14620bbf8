"""A question in words, and its form."""

from datetime import date

import pytest
from django.utils import translation

from saufconduit.assessment.interview import Answer, Question, values_of
from saufconduit.patients.file import PatientFile
from saufconduit.vocabulary.days import parse_partial_day
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.catalogue.asking import asked, in_words, label_of, read_answer
from saufconduit.web.catalogue.knowledge import registry

DAY = date(2026, 10, 12)


def question(name: str, decides: int = 1, left_to_board: frozenset[str] = frozenset()) -> Question:
    return Question(name, decides, values_of(name, registry(), PatientFile()), left_to_board)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("disease", "Quelle est la maladie ?"),
        ("extent", "Extension ?"),
        ("birth", "Quelle est la date de naissance ?"),
        ("treatment:everolimus", "Traitement antérieur, évérolimus : quelle issue ?"),
        ("board:renaten", "RCP nationale Renaten : propose-t-elle ce traitement ?"),
        ("access:lumykras-aap", "Lumykras : le traitement a-t-il déjà commencé au titre de cet accès ?"),
        ("treatments-complete", "Les traitements dits ici sont-ils tous ceux reçus ?"),
    ],
)
def test_question_is_a_sentence(name, words):
    assert asked(question(name), None).words == words


def test_question_is_in_the_language_of_the_page():
    with translation.override("en"):
        shown = asked(question("treatment:everolimus"), None)

    assert shown.words == "Prior treatment, everolimus: outcome?"
    assert shown.options[0].words == "given, ongoing"


@pytest.mark.parametrize(
    ("decides", "why"),
    [
        (0, ""),
        (1, "Pourquoi cette question : elle décide de 1 indication."),
        (2, "Pourquoi cette question : elle décide de 2 indications."),
    ],
)
def test_question_says_why_it_is_asked(decides, why):
    assert asked(question("extent", decides), None).why == why


def test_hint_says_what_to_fetch():
    assert asked(question("resectable"), None).hint.startswith("Rechercher l’avis chirurgical écrit")
    assert asked(question("birth"), None).hint.startswith("Le mois ou l’année suffisent")
    assert asked(question("treatments-complete"), None).hint.startswith("« Oui » veut dire")
    assert asked(question("board:renaten"), None).hint == ""


def test_options_of_a_fact_are_its_values():
    options = asked(question("resectable"), None).options

    assert [(item.value, item.words) for item in options] == [("true", "opérable"), ("false", "inopérable")]


def test_options_of_a_treatment_say_what_the_board_will_decide():
    shown = asked(question("treatment:everolimus", 1, frozenset({"intolerance"})), None)

    hints = {item.words: item.hint for item in shown.options}
    assert hints["reçu, intolérance"] == "la RCP décidera"
    assert hints["reçu, échec"] == hints["contre-indiqué"] == ""


def test_options_of_a_board_say_what_it_answers():
    assert [item.words for item in asked(question("board:renaten"), None).options] == [
        "oui, elle le propose",
        "non, elle ne le propose pas",
    ]


def test_options_of_yes_or_no_are_yes_and_no():
    assert [item.words for item in asked(question("treatments-complete"), None).options] == ["oui", "non"]


def test_options_of_the_disease_are_set_in_under_what_they_are_a_kind_of():
    depths = {item.value: item.depth for item in asked(question("disease"), None).options}

    assert (depths["net"], depths["gep-net"], depths["midgut-net"], depths["meningioma"]) == (0, 1, 2, 0)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("extent", ["on"]),
        ("disease", []),
        ("sex", []),
        ("birth", ["birth"]),
        ("treatment:everolimus", ["start", "end"]),
        ("access:lumykras-aap", ["start"]),
        ("board:renaten", ["on"]),
        ("treatments-complete", []),
    ],
)
def test_days_are_those_that_go_with_the_answer(name, days):
    assert [item.name for item in asked(question(name), None).days] == days


def test_number_is_typed_with_its_unit():
    shown = asked(question("ki67"), Answer("ki67", 12.5))

    assert (shown.number_unit, shown.number, shown.options) == ("%", "12,5", ())


def test_number_without_a_unit_has_none_beside_it():
    assert asked(question("grade"), None).number_unit == ""


def test_answer_given_before_is_shown_again():
    before = Answer("treatment:everolimus", "failure", start=parse_partial_day("2025-01"))

    shown = asked(question("treatment:everolimus"), before)

    assert [item.value for item in shown.options if item.is_chosen] == ["failure"]
    assert [item.written for item in shown.days] == ["01/2025", ""]


def test_answer_not_known_is_shown_again():
    assert asked(question("extent"), Answer("extent")).is_unknown
    assert not asked(question("extent"), None).is_unknown


def test_birth_given_before_is_shown_again():
    shown = asked(question("birth"), Answer("birth", start=parse_partial_day("1961-04-02")))

    assert ([item.written for item in shown.days], shown.is_unknown) == (["02/04/1961"], False)


def test_what_was_typed_and_refused_is_kept():
    shown = asked(question("extent"), None, {"value": "metastatic", "on": "demain"})

    assert [item.value for item in shown.options if item.is_chosen] == ["metastatic"]
    assert [item.written for item in shown.days] == ["demain"]


# --- reading


@pytest.mark.parametrize(
    ("name", "form", "answer"),
    [
        ("extent", {"value": "metastatic"}, Answer("extent", "metastatic")),
        ("extent", {"value": "?", "on": "demain"}, Answer("extent")),
        (
            "extent",
            {"value": "metastatic", "on": "02/09/2026"},
            Answer("extent", "metastatic", parse_partial_day("2026-09-02")),
        ),
        ("resectable", {"value": "false"}, Answer("resectable", False)),
        ("birth", {"birth": "04/1961"}, Answer("birth", start=parse_partial_day("1961-04"))),
        ("ki67", {"number": "12,5"}, Answer("ki67", 12.5)),
        ("grade", {"number": "2"}, Answer("grade", 2)),
        (
            "treatment:everolimus",
            {"value": "failure", "start": "2025", "end": "09/2026"},
            Answer("treatment:everolimus", "failure", None, parse_partial_day("2025"), parse_partial_day("2026-09")),
        ),
        ("board:renaten", {"value": "true"}, Answer("board:renaten", True)),
        ("extent", {"value": "metastatic", "on": "2026"}, Answer("extent", "metastatic", parse_partial_day("2026"))),
    ],
)
def test_form_is_read_as_an_answer(name, form, answer):
    assert read_answer(question(name), form, DAY) == answer


@pytest.mark.parametrize(
    ("name", "form", "code"),
    [
        ("extent", {}, "catalogue.no-answer"),
        ("extent", {"value": "immense"}, "catalogue.no-answer"),
        ("birth", {}, "catalogue.no-answer"),
        ("ki67", {}, "catalogue.not-a-number"),
        ("ki67", {"number": "101"}, "catalogue.not-a-number"),
        ("ki67", {"number": "-1"}, "catalogue.not-a-number"),
        ("ki67", {"number": "nan"}, "catalogue.not-a-number"),
        ("grade", {"number": "2,5"}, "catalogue.not-a-number"),
        ("grade", {"number": "inf"}, "catalogue.not-a-number"),
        ("extent", {"value": "metastatic", "on": "demain"}, "look.not-a-day"),
        ("extent", {"value": "metastatic", "on": "13/10/2026"}, "catalogue.after-the-day"),
    ],
)
def test_form_that_is_no_answer_is_refused_without_its_value(name, form, code):
    with pytest.raises(Problem) as found:
        read_answer(question(name), form, DAY)

    assert found.value.code == code
    assert not any(value in found.value.text("fr") for value in form.values() if len(value) > 2)


def test_number_without_a_greatest_is_read(monkeypatch):
    age = registry().vocabulary.facts["age"]

    with pytest.raises(Problem) as found:
        read_answer(Question("age", 1), {"number": "-3"}, DAY)

    assert (age.maximum, found.value.names["maximum"]) == (None, "…")


# --- what was told


@pytest.mark.parametrize(
    ("answer", "label", "words"),
    [
        (Answer("extent", "metastatic"), "extension", "maladie métastatique"),
        (Answer("disease", "net"), "maladie", "tumeur neuroendocrine"),
        (Answer("ki67", 12.5), "Ki-67", "12,5 %"),
        (Answer("grade", 2), "grade", "2"),
        (Answer("birth", start=parse_partial_day("1961-04")), "naissance", "avr.\u00a01961"),
        (Answer("birth"), "naissance", "je ne sais pas"),
        (Answer("treatment:everolimus", "failure"), "évérolimus", "reçu, échec"),
        (Answer("treatment:everolimus", "refused"), "évérolimus", "refusé"),
        (Answer("board:renaten", False), "RCP nationale Renaten", "non, elle ne le propose pas"),
        (Answer("access:lumykras-aap", True), "Lumykras", "oui"),
        (Answer("treatments-complete", False), "liste des traitements", "non"),
    ],
)
def test_answer_is_told_in_words(answer, label, words):
    assert (label_of(answer.name), in_words(answer)) == (label, words)
