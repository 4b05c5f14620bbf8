"""What a file says, in words."""

import pytest
from assessing import outcome_of
from synthetic import REGISTRY

from saufconduit.assessment.file_words import FileWords, refuting
from saufconduit.patients.file import Treatment

FRENCH, ENGLISH = (FileWords(REGISTRY.vocabulary, lang) for lang in ("fr", "en"))
B = "\u00a0"


def finding_of(patient: str, indication: str, criterion: str):
    """What was found for one criterion of an indication."""
    leaves = outcome_of(patient, indication).trace.leaves()
    return next(leaf.found for leaf in leaves if leaf.criterion.id.endswith(criterion))


@pytest.mark.parametrize(
    ("name", "french", "english"),
    [
        ("board:renaten", "Saisir la RCP nationale Renaten", "Refer the case to the national board Renaten"),
        (
            "treatment:everolimus",
            "Préciser le traitement antérieur (évérolimus) : reçu ou non, dates, issue",
            "Make the prior treatment precise (everolimus): given or not, dates, outcome",
        ),
        ("resectable", "Rechercher l’avis chirurgical écrit : opérable ou inopérable", None),
    ],
)
def test_ask_says_what_to_fetch(name, french, english):
    assert FRENCH.ask(name) == french
    assert english is None or ENGLISH.ask(name) == english


def test_fact_has_its_date_and_is_not_repeated():
    found = finding_of("facts: {sstr-pet: {value: positive, on: 2026-09-02}}", "bronchial-net", "sstr-pet")

    words = FRENCH.fact(found.seen[0], "")
    assert words == "TEP des récepteurs de la somatostatine positive, 2 septembre 2026"
    assert FRENCH.fact(found.seen[0], FRENCH.said(found.seen[0])) == "2 septembre 2026"


def test_fact_without_a_date_says_so():
    found = finding_of("facts: {sstr-pet: positive}", "bronchial-net", "sstr-pet")

    assert FRENCH.facts(found.seen).endswith(", sans date")
    assert ENGLISH.facts(found.seen).endswith(", no date")


def test_age_is_told_by_the_birth():
    found = finding_of("{birth: 1961-04, facts: {disease: nsclc}}", "nsclc-kras-g12c", "age")

    assert FRENCH.fact(found.seen[0], "") == "naissance avril 1961"


@pytest.mark.parametrize(("proposes", "words"), [("[lutathera]", "proposé"), ("[]", "non proposé")])
def test_opinion_is_told(proposes, words):
    patient = f"opinions: [{{board: renaten, on: 2026-10-02, proposes: {proposes}}}]"
    found = finding_of(patient, "bronchial-net", "renaten")

    assert FRENCH.said(found.seen[0]) == words


def test_treatment_is_told_with_its_outcome_or_without():
    told = [FRENCH.said(Treatment("everolimus", outcome=outcome)) for outcome in ("failure", None)]

    assert told == [f"évérolimus{B}: échec", f"évérolimus{B}: issue non renseignée"]


def test_treatment_outside_of_the_vocabulary_keeps_its_name():
    assert FRENCH.said(Treatment("other", name="essai", outcome="stable")) == f"essai{B}: stabilité"


def test_refusal_says_what_is_asked_and_what_the_file_says():
    patient = "facts: {disease: midline-glioma, h3: {value: wild-type, on: 2026-05-04}}"

    refusal = FRENCH.refusal(outcome_of(patient, "midline-glioma-h3k27m").trace)

    assert refusal == f"demande{B}: mutation H3 K27M{B}; au dossier{B}: H3 non muté, 4 mai 2026"


def test_refusal_by_the_disease_does_not_repeat_it():
    assert FRENCH.refusal(outcome_of("facts: {disease: net}", "meningioma").trace) == f"demande{B}: méningiome"


def test_refusal_by_an_exclusion_says_so():
    trace = outcome_of("facts: {disease: bronchial-net}", "other-net").trace

    assert FRENCH.refusal(trace) == f"exclut{B}: tumeur neuroendocrine bronchique"
    assert ENGLISH.refusal(trace) == "excludes: bronchial neuroendocrine tumour"


def test_refusal_of_all_the_branches_names_them_all():
    patient = "facts: {disease: bronchial-net, course: {value: stable, on: 2026-09-01}, secretion: none}"

    refusal = FRENCH.refusal(outcome_of(patient, "bronchial-net").trace)

    assert refusal == (
        f"demande{B}: maladie progressive, ou sécrétion non contrôlée{B}; "
        f"au dossier{B}: maladie stable{B}; pas de sécrétion"
    )


def test_refuting_criteria_are_enough_to_exclude():
    leaves = refuting(outcome_of("facts: {disease: net}", "meningioma").trace)

    assert [(leaf.criterion.id, is_negated) for leaf, is_negated in leaves] == [
        ("lutathera-cpc/meningioma/disease", False)
    ]
