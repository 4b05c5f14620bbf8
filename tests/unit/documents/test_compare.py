"""A proposal beside the registry: what is the same, what differs, what is new."""

import json

import pytest

from saufconduit.documents.compare import compare, part_for, read_proposal
from saufconduit.vocabulary.problem import Problem

PAGE = """Spécialité(s) pharmaceutique(s)

Lutathera 370 MBq/mL, solution pour perfusion

Laboratoire

Autre Titulaire

Cadre de prescription compassionnelle (CPC)

Indications du CPC établi le 06/04/2022, renouvelé le 03/04/2025

• Méningiome de tous grades
• Phéochromocytome métastatique
• Une maladie que rien ne nomme

• Décision du 27/07/2022 portant modification du CPC (29/07/2022)
• CPC suspendu le 01/02/2027
• Rapport de synthèse n° 4 - Période du 07/10/2024 au 06/10/2025 (10/12/2026)
"""


@pytest.fixture
def changes(proposal, registry):
    def find(text: str, name: str = "lutathera-cpc") -> dict[str, str]:
        programme = registry.programme(name)
        found = compare(part_for(proposal(text).to_dict(), programme), programme)
        return {
            f"{change.part} {number}" if change.part in ("act", "indication") else change.part: change.state
            for number, change in enumerate(found)
        }

    return find


def test_page_is_compared_part_by_part(changes):
    assert changes(PAGE) == {
        "product": "same",
        "regime": "same",
        "holder": "differs",
        "strength": "same",
        "act established": "same",
        "act modified-2022": "same",
        "act 6": "new",
        "act 7": "new",
        "act 8": "new",
        "indication meningioma": "differs",
        "indication 10": "new",
        "indication 11": "unread",
    }


def test_value_that_the_registry_lacks_is_new(changes):
    text = (
        "Haute Autorité de santé\n\nDécision n° 2019.0001/DC/SEM du collège\n\n"
        "Kadcyla 161 mg (trastuzumab emtansine) du laboratoire Démo en accès précoce post-AMM"
    )

    found = changes(text, "kadcyla-atuc")

    assert found == {
        **{"product": "same", "regime": "differs", "stage": "new"},
        **{"substance": "same", "holder": "new", "strength": "differs"},
    }


def test_new_act_is_told_as_the_registry_would_hold_it(proposal, registry):
    programme = registry.programme("lutathera-cpc")
    part = part_for(proposal(PAGE).to_dict(), programme)

    new = [change.after for change in compare(part, programme) if change.part == "act" and change.state == "new"]

    assert new == [
        {"kind": "renewed", "signed": "2025-04-03"},
        {
            "kind": "report-published",
            "published": "2026-12-10",
            "period": {"from": "2024-10-07", "until": "2025-10-06"},
        },
        {"kind": "suspended", "effective": {"from": "2027-02-01", "until": None}},
    ]


def test_day_that_differs_on_a_known_act_is_told(changes):
    found = changes(PAGE.replace("(29/07/2022)", "(30/07/2022)"))

    assert found["act modified-2022 published"] == "differs"


def test_day_that_a_known_act_lacks_is_new(changes):
    found = changes(
        PAGE.replace("renouvelé le 03/04/2025", "établi")
        .replace("Décision du 27/07/2022 portant modification", "Décision du 02/04/2025 portant renouvellement")
        .replace("29/07/2022", "04/04/2025")
    )

    assert found["act renewed-2025 published"] == "new"


def test_act_is_known_by_its_reference(changes):
    text = (
        "Note d’information n° DGS/PP5/DSS/1C/2025/156 relative à la continuité de traitement par Lumykras 120 mg "
        "(sotorasib). Accès précoce jusqu’au 1er mai 2027."
    )

    found = changes(text, "lumykras-aap")

    assert found["act continuity-2025 until"] == "differs"


def test_indication_that_says_the_same_is_told_so(changes):
    use = "peut être utilisée dans le cancer du sein triple négatif."
    text = f"L’ANSM informe. Actualités.\n\nLa spécialité Tecentriq {use}"

    assert changes(text, "tecentriq-atuc") == {"product": "same", "indication tnbc": "same"}


def test_indication_of_another_disease_is_new(changes):
    found = changes(PAGE.replace("Méningiome de tous grades", "Gliome"))

    assert found["indication 9"] == "new"


def test_part_is_chosen_by_the_name_of_the_product(proposal, registry):
    text = (
        "L’ANSM a octroyé deux ATU de cohorte.\n\n"
        "La spécialité Tecentriq (atezolizumab) peut être utilisée dans le gliome.\n\n"
        "La spécialité Kadcyla (trastuzumab emtansine) peut être utilisée dans le méningiome."
    )
    found = proposal(text).to_dict()

    assert part_for(found, None, "kadcyla")["agent"] == "kadcyla"
    assert part_for(found, registry.programme("tecentriq-atuc"))["agent"] == "tecentriq"


@pytest.mark.parametrize("name", ["Kadcila", None])
def test_part_that_is_not_there_is_a_problem(proposal, name):
    found = proposal(PAGE).to_dict() | {"programmes": []}

    with pytest.raises(Problem) as caught:
        part_for(found, None, name)

    assert caught.value.code == "documents.no-such-part"


def test_proposal_is_read_back_as_it_was_written(proposal):
    written = proposal(PAGE).to_dict()

    assert read_proposal(json.dumps(written).encode(), "p.json") == written


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"[1]", b'{"contract": 1}', b'{"contract": 1, "document": {}, "programmes": 3}']
)
def test_file_that_is_no_proposal_at_all_is_a_problem(data):
    with pytest.raises(Problem) as caught:
        read_proposal(data, "p.json")

    assert caught.value.code == "documents.not-a-proposal"


@pytest.mark.parametrize(
    ("name", "value"),
    [("acts", "x"), ("indications", [3]), ("regime", "aap"), ("product", {"value": "X"}), ("agent", ...)],
)
def test_proposal_whose_parts_are_not_as_read_writes_them_is_a_problem(proposal, name, value):
    written = proposal(PAGE).to_dict()
    part = written["programmes"][0]
    written["programmes"] = [{key: one for key, one in {**part, name: value}.items() if one is not ...}]

    with pytest.raises(Problem) as caught:
        read_proposal(json.dumps(written).encode(), "p.json")

    assert caught.value.code == "documents.not-a-proposal"


def test_proposal_whose_part_is_no_part_is_a_problem(proposal):
    written = proposal(PAGE).to_dict() | {"programmes": ["x"]}

    with pytest.raises(Problem) as caught:
        read_proposal(json.dumps(written).encode(), "p.json")

    assert caught.value.code == "documents.not-a-proposal"
