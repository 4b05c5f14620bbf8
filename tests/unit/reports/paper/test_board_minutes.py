"""The minutes of a board: whole for the session, by extract for a dossier."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from printed import STAMP, pages_of, text_of

from saufconduit.reports.paper.board_minutes import (
    Case,
    CaseFact,
    Opinion,
    Participant,
    Quorum,
    Session,
    board_minutes,
)
from saufconduit.vocabulary.text import Text

UNIT = Text("spécialités présentes", "specialties present")
CASES = (
    Case(
        datetime(2026, 10, 14, 17, 30),
        "Mme Myrtille FICTIVE, 65 ans",
        "Lutathera après évérolimus ?",
        "Dr Saule MODÈLE",
        "Lutathera",
        "Lutathera, TNE bronchique",
        facts=(CaseFact("TEP au FDG", "réalisée", date(2026, 9, 4), "compte rendu"), CaseFact("Ki-67", "12 %")),
        opinions=(Opinion("Dr Fusain FACTICE", "proposer le traitement", "fixation intense"),),
        conclusion="proposes",
        reason="Progression sous évérolimus.",
    ),
    Case(
        datetime(2026, 10, 14, 17, 45),
        "M. Genêt EXEMPLE, 58 ans",
        "Quel accès ?",
        "Dr Ajonc FACTICE",
        "Lutathera",
        "Lutathera, autre TNE",
        missing=("TEP à la FDOPA", "scanner"),
    ),
)
PARTICIPANTS = (
    Participant("Pr Ciste DÉMO", "oncologie médicale", True, presides=True),
    Participant("Dr Fusain FACTICE", "chirurgie thoracique", True),
    Participant("Dr Alisier ESSAI", "médecine nucléaire", False),
)
SESSION = Session(
    "RCP nationale Renaten",
    "CHU de Valfictif",
    datetime(2026, 10, 14, 17, 30),
    datetime(2026, 10, 14, 18, 45),
    PARTICIPANTS,
    Quorum(2, 3, UNIT, "réglage de la RCP"),
    CASES,
)


def test_minutes_say_session_attendance_and_agenda():
    page = text_of(board_minutes(SESSION, STAMP, "fr"))

    assert "RCP nationale Renaten, 14 octobre 2026 CHU de Valfictif, de 17 h 30 à 18 h 45" in page
    assert "Pr Ciste DÉMO oncologie médicale présent, préside" in page
    assert "Dr Fusain FACTICE chirurgie thoracique présent" in page
    assert "Dr Alisier ESSAI médecine nucléaire absent" in page
    assert "17 h 30 Mme Myrtille FICTIVE, 65 ans" in page
    assert "Dr Saule MODÈLE complet" in page
    assert "2 pièces manquantes" in page
    assert "Présidence de séance, Pr Ciste DÉMO" in page


def test_minutes_say_question_facts_opinions_and_conclusion_of_each_case():
    page = text_of(board_minutes(SESSION, STAMP, "fr"))

    assert "1. Mme Myrtille FICTIVE, 65 ans Lutathera, TNE bronchique Question : Lutathera après évérolimus ?" in page
    assert "TEP au FDG réalisée compte rendu, 4 septembre 2026" in page
    assert "Ki-67 12 % sans date" in page
    assert "Dr Fusain FACTICE proposer le traitement fixation intense" in page
    assert "Propose Lutathera Conclusion de la RCP Progression sous évérolimus." in page
    assert "Manquait au dossier – TEP à la FDOPA – scanner" in page
    assert "Pas de conclusion Conclusion de la RCP" in page


def test_minutes_say_that_the_quorum_was_not_reached():
    page = text_of(board_minutes(SESSION, STAMP, "fr"))

    assert "Quorum non atteint : 2 spécialités présentes, il en faut 3 (réglage de la RCP)." in page


def test_minutes_say_that_the_quorum_was_reached():
    session = replace(SESSION, quorum=Quorum(3, 3, UNIT, "réglage de la RCP"))

    assert "Quorum atteint : 3 spécialités présentes" in text_of(board_minutes(session, STAMP, "fr"))


@pytest.mark.parametrize(
    ("conclusion", "said"),
    [
        ("proposes", "Propose Lutathera"),
        ("declines", "Ne propose pas Lutathera"),
        ("other", "Propose une autre option"),
        ("adjourned", "Ajourné, pièces à compléter"),
        (None, "Pas de conclusion"),
    ],
)
def test_conclusion_is_said_as_the_board_chose_it(conclusion, said):
    case = replace(CASES[1], conclusion=conclusion, reason="Motif écrit.")
    session = replace(SESSION, cases=(case,))

    assert f"{said} Conclusion de la RCP Motif écrit." in text_of(board_minutes(session, STAMP, "fr"))


def test_conclusion_does_not_read_the_name_of_a_product_as_a_pattern():
    session = replace(SESSION, cases=(replace(CASES[0], product="{x} #y"),))

    assert "Propose {x} #y" in text_of(board_minutes(session, STAMP, "fr"))


def test_extract_for_a_dossier_names_no_other_patient():
    page = text_of(board_minutes(SESSION, STAMP, "fr", only=2))

    assert "Extrait, pour un seul dossier." in page
    assert "2. M. Genêt EXEMPLE" in page
    assert "FICTIVE" not in page
    assert "Ordre du jour" not in page


def test_minutes_of_a_session_that_runs_say_when_it_began():
    page = text_of(board_minutes(replace(SESSION, end=None), STAMP, "fr"))

    assert "CHU de Valfictif, à partir de 17 h 30" in page


def test_minutes_in_english_are_in_english():
    page = text_of(board_minutes(replace(SESSION, end=None), STAMP, "en"))

    assert "Minutes of the tumour board" in page
    assert "from 17:30" in page
    assert "Quorum not reached: 2 specialties present, 3 required" in page
    assert "2 missing" in page


def test_minutes_of_twelve_cases_with_long_names_flow_over_pages():
    name = "Mme Bruyère-Capucine FICTIVE DE L’EXEMPLE-IMAGINAIRE"
    cases = tuple(replace(CASES[0], patient=f"{name} {number}") for number in range(12))

    pages = pages_of(board_minutes(replace(SESSION, cases=cases), STAMP, "fr"))

    assert len(pages) > 2
    assert " ".join(pages).count("Propose Lutathera") == 12
