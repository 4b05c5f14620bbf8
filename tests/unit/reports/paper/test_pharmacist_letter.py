"""The letters of the pharmacist."""

from dataclasses import replace
from datetime import date

import pytest
from printed import STAMP, pages_of

from saufconduit.reports.paper.blocks import Line
from saufconduit.reports.paper.pharmacist_letter import Dispensed, PharmacistLetter, Point, pharmacist_letter

LETTER = PharmacistLetter(
    "takeover",
    ("Orme DÉMO", "PUI du CHU de Valfictif"),
    ("PUI du CH d’Exempleville",),
    "Valfictif",
    date(2026, 10, 12),
    "Mme Myrtille FICTIVE",
    "Lumykras 120 mg, comprimé pelliculé",
    "AAP terminée, continuité",
)


def printed(lang: str = "fr", **changes: object) -> str:
    (page,) = pages_of(pharmacist_letter(replace(LETTER, **changes), STAMP, lang))
    return page


@pytest.mark.parametrize(
    ("kind", "title", "opening"),
    [
        ("takeover", "Suite d’un traitement en accès dérogatoire", "Ce patient poursuit chez vous un traitement"),
        (
            "end-of-access",
            "Fin d’un accès dérogatoire",
            "L’accès par lequel ce patient reçoit son traitement prend fin.",
        ),
        ("prescription", "Ordonnance à compléter", "J’ai contrôlé l’ordonnance de ce patient."),
    ],
)
def test_letter_of_each_kind_says_why_it_is_sent(kind, title, opening):
    page = printed(kind=kind)

    assert title in page
    assert opening in page


def test_letter_says_from_whom_to_whom_about_whom():
    page = printed()

    assert "De Orme DÉMO, PUI du CHU de Valfictif" in page
    assert "À PUI du CH d’Exempleville" in page
    assert "Valfictif, le 12 octobre 2026" in page
    assert "Patient Mme Myrtille FICTIVE Traitement Lumykras 120 mg, comprimé pelliculé Accès AAP terminée" in page
    assert "Le pharmacien, Orme DÉMO" in page


def test_letter_of_a_takeover_gives_the_three_marks():
    marks = (
        Line("Code du patient", "K7Q2"),
        Line("Numéro de la demande", "D-0001"),
        Line("Mois de naissance", "avril 1961"),
    )

    assert "Code du patient K7Q2 Numéro de la demande D-0001 Mois de naissance avril 1961" in printed(marks=marks)


def test_letter_lists_what_was_dispensed():
    dispensed = (
        Dispensed(date(2026, 9, 1), "LOT-FICTIF-1", date(2027, 3, 31), "2 boîtes", "0000000"),
        Dispensed(date(2026, 10, 1), "LOT-FICTIF-2", None, "1 boîte"),
    )

    page = printed(dispensed=dispensed)

    assert "1er septembre 2026 LOT-FICTIF-1 31 mars 2027 2 boîtes 0000000" in page
    assert "1er octobre 2026 LOT-FICTIF-2 non notée 1 boîte" in page
    assert "Délivrances" not in printed()


def test_letter_lists_points_with_their_basis():
    points = (Point("Porter l’indication", "CSS L.162-16-5-3"), Point("Rappeler"))

    assert "Ce qui est à corriger – Porter l’indication [CSS L.162-16-5-3] – Rappeler" in printed(
        kind="prescription", points=points
    )


def test_letter_says_the_days_of_the_treatment_and_of_the_access():
    page = printed(started=date(2023, 3, 14), ends=date(2026, 10, 24))

    assert "Commencé le 14 mars 2023 Dernier jour de l’accès 24 octobre 2026" in page


def test_letter_of_an_end_says_that_silence_of_the_texts_is_not_a_ban():
    page = printed(kind="end-of-access", ends=date(2026, 10, 24))

    assert "Ce n’est pas une interdiction : rien n’est publié." in page


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "end-of-access", "ends": date(2026, 10, 24), "is_followed": True},
        {"kind": "end-of-access"},
        {"ends": date(2026, 10, 24)},
    ],
)
def test_letter_is_silent_on_what_follows_where_a_text_covers_it_or_nothing_ends(changes):
    assert "interdiction" not in printed(**changes)


def test_letter_carries_a_message_and_enclosures():
    page = printed(message="Merci de m’appeler.", enclosures=("ordonnance", "compte rendu"))

    assert "Merci de m’appeler." in page
    assert "Pièces jointes : ordonnance et compte rendu." in page


def test_letter_in_english_is_in_english():
    page = printed("en", kind="end-of-access", ends=date(2026, 10, 24))

    assert "End of an exceptional access" in page
    assert "Valfictif, 12 October 2026" in page
    assert "This is not a ban: nothing is published." in page
