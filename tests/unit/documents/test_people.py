"""Names of persons, mailboxes, telephones: found, so that none leaves."""

import json

import pytest

from saufconduit.documents.page import proposal_page
from saufconduit.documents.people import find_personal

LETTER = """L’ANSM autorise l’accès compassionnel de la spécialité Fictamine 10 mg, comprimé (fictamine).

Contact : Camille EXEMPLE
camille.exemple@exemple.invalid, 01 23 45 67 89

La spécialité Fictamine peut être utilisée dans le méningiome, selon le Dr Dominique FICTIF.

La directrice générale,
Alix MODÈLE
"""


def found_in(text: str) -> list[str]:
    return [text[start:end] for start, end in find_personal(text)]


def test_names_mailboxes_and_telephones_are_found():
    assert found_in(LETTER) == [
        "Camille EXEMPLE",
        "camille.exemple@exemple.invalid",
        "01 23 45 67 89",
        "Dominique FICTIF",
        "Alix MODÈLE",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Exploitant : Société ICTA",
        "Suivi AMM",
        "rapport 07-04-2022-06-10-2022",
        "Le CPC",
        "NOR : SFHP2528358N",
        "12/03/2024",
    ],
)
def test_what_is_no_person_is_left(text):
    assert found_in(text) == []


def test_nothing_personal_stands_in_a_proposal(proposal):
    written = json.dumps(proposal(LETTER).to_dict(), ensure_ascii=False)

    assert '"personal_data_left_out": 5' in written
    assert [word for word in ("EXEMPLE", "FICTIF", "MODÈLE", "@", "01 23") if word in written] == []


def test_nothing_personal_stands_in_a_page(proposal, registry):
    page = proposal_page(proposal(LETTER), registry.vocabulary, "fr")

    assert page.count("[donnée personnelle retirée]") == 5
    assert [word for word in ("EXEMPLE", "FICTIF", "MODÈLE", "@exemple", "01 23") if word in page] == []
