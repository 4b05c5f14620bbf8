"""From a check to a dispensing: what each person does, page after page."""

from pathlib import Path

import pytest
from django.test import Client
from web_people import Hospital, hospital

from saufconduit.casework.words import Act
from saufconduit.web.dossiers.models import DossierRow, ObligationRow

REPOSITORY = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.usefixtures("zones")
IDENTITY = {
    "birth_name": "Exemple",
    "given_names": "Colza, Trèfle",
    "birth_day": "01/04/1958",
    "sex": "male",
    "birth_place": "Valfictif",
    "status": "provisional",
}
REQUEST = {
    "form": "gélule",
    "strength": "50 mg",
    "product": "Fictimab",
    "prescriber_position": "oncologue",
    "indication_text": "maladie fictive, forme sévère",
    "dosage": "50 mg par jour",
    "criteria": "published",
    "can_wait": "no",
    "undertakes_to_inform": "yes",
    "weight_kg": "71,5",
}


@pytest.fixture
def house() -> Hospital:
    return hospital()


def send(browser: Client, address: str, **typed: str):
    """Opens a form, then sends it with what stands in it and what is typed."""
    page = browser.get(address)
    form = page.context["asked" if "asked" in page.context else "form"]
    standing = {name: form[name].value() for name in form.fields}
    data = {name: str(value) for name, value in {**standing, **typed}.items() if value not in (None, "")}
    return browser.post(address, data)


def opened_aac(house: Hospital) -> str:
    answer = send(house.doctor.browser(), "/dossiers/ouvrir/", product="Fictimab", **IDENTITY)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def test_aac_from_opening_to_dispensing_is_done_page_after_page(house):
    doctor, pharmacist = house.doctor.browser(), house.pharmacist.browser()
    page = opened_aac(house)

    steps = [
        send(doctor, f"{page}complete-request/", **REQUEST),
        send(pharmacist, f"{page}send-request/"),
        send(
            pharmacist,
            f"{page}record-decision/",
            **{"outcome": "granted", "from": "12/10/2026", "until": "11/10/2027"},
        ),
        send(
            doctor,
            f"{page}inform-patient/",
            way="both",
            to="patient",
            notice_version="2",
            proof="remise",
            is_understood="yes",
        ),
        send(doctor, f"{page}prescribe/", states_indication="yes"),
        send(pharmacist, f"{page}check-prescription/", outcome="right"),
        send(
            pharmacist,
            f"{page}dispense/",
            batch="TEST-0042",
            expiry="31/03/2027",
            quantity="8",
            indication_code="FICT001",
            code_from="01/09/2026",
            is_retrocession="no",
        ),
    ]

    assert [(step.status_code, step.context and step.context["form"].errors) for step in steps] == [(302, None)] * 7
    row = DossierRow.objects.get()
    assert (row.state, str(row.started), str(row.ends)) == ("in-treatment", "2026-10-12", "2027-10-11")
    assert ObligationRow.objects.filter(act=Act.ASK_RENEWAL.value).exists()
    for browser in (doctor, pharmacist):
        assert browser.get("/").status_code == 200
        assert browser.get(page).status_code == 200
    assert "Pharmacie" in pharmacist.get("/pharmacie/").content.decode()


def checked_case(browser: Client, example: str) -> str:
    """The check of a file of the examples: its name in the session."""
    with (REPOSITORY / "examples" / example).open("rb") as file:
        answer = browser.post("/verifier/fichier/", {"file": file, "on": "12/10/2026", "known": "12/10/2026"})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"].split("/")[2]


def test_cpc_opens_from_the_check_with_nothing_but_the_identity_typed(house):
    doctor = house.doctor.browser()
    case = checked_case(doctor, "01-bronchial-net-eligible.yaml")
    address = f"/dossiers/ouvrir/{case}/?programme=lutathera-cpc&indication=bronchial-net"

    answer = send(doctor, address, **IDENTITY)

    assert answer.status_code == 302, answer.content.decode()
    page = doctor.get(answer["Location"])
    assert page.context["check"]["verdict"] == "eligible"
    assert "Lutathera" in page.content.decode()
    assert len(page.context["facts"]) > 3


def test_cpc_referred_to_its_board_is_prescribed_after_its_opinion(house):
    doctor, pharmacist, chair = house.doctor.browser(), house.pharmacist.browser(), house.coordinator.browser()
    case = checked_case(doctor, "01-bronchial-net-eligible.yaml")
    address = f"/dossiers/ouvrir/{case}/?programme=lutathera-cpc&indication=bronchial-net"
    page = send(doctor, address, **IDENTITY)["Location"]

    early = send(doctor, f"{page}prescribe/", dosage="une cure", states_indication="yes")
    steps = [
        send(doctor, f"{page}refer-to-board/", question="Lutathera peut-il être proposé ?"),
        send(chair, f"{page}record-board-opinion/", opinion="favourable", conclusion="Proposé."),
        send(
            doctor,
            f"{page}inform-patient/",
            way="both",
            to="patient",
            notice_version="2",
            proof="remise",
            is_understood="yes",
        ),
        send(doctor, f"{page}prescribe/", dosage="une cure", states_indication="yes"),
        send(pharmacist, f"{page}check-prescription/", outcome="right"),
    ]

    assert early.status_code == 409
    assert [(step.status_code, step.context and step.context["form"].errors) for step in steps] == [(302, None)] * 5
    assert DossierRow.objects.get().state == "ready"
