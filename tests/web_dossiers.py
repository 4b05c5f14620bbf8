"""Dossiers made through actions, as far as a test needs them; every patient is invented."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from web_people import Hospital

from saufconduit.casework.words import Act
from saufconduit.web.dossiers.actions.acting import do, open_dossier
from saufconduit.web.dossiers.identity import Identity

NOON = datetime(2026, 10, 12, 12, 0, tzinfo=ZoneInfo("Europe/Paris"))
COLZA = Identity("Exemple", "Colza, Trèfle", date(1958, 4, 1), "male", "Valfictif")
MYRTILLE = Identity("Fictive", "Myrtille", date(1961, 2, 3), "female")
REQUEST: dict[str, Any] = {
    "prescriber_name": "Dr Saule MODÈLE",
    "prescriber_position": "oncologue",
    "initials": "EC",
    "age_years": 68,
    "sex": "male",
    "weight_kg": "71.5",
    "product": "Fictimab",
    "form": "gélule",
    "strength": "50 mg",
    "indication_text": "maladie fictive",
    "dosage": "50 mg par jour",
    "criteria": "published",
    "can_wait": False,
    "undertakes_to_inform": True,
}
PRESCRIPTION: dict[str, Any] = {
    "on": "2026-10-12",
    "dosage": "50 mg par jour",
    "mention": (
        "Prescription au titre d'un accès compassionnel en dehors du cadre d'une autorisation de mise sur le marché"
    ),
    "states_indication": True,
}
INFORMATION: dict[str, Any] = {
    "way": "both",
    "to": "patient",
    "on": "2026-10-12",
    "notice_version": "2",
    "proof": "remise en main propre",
    "is_understood": True,
}
DISPENSING: dict[str, Any] = {
    "on": "2026-10-12",
    "batch": "TEST-0042",
    "expiry": "2027-03-31",
    "quantity": 8,
    "indication_code": "FICT001",
    "code_from": "2026-09-01",
    "is_retrocession": False,
}
DECISION: dict[str, Any] = {"outcome": "granted", "on": "2026-10-12", "from": "2026-10-12", "until": "2027-10-11"}


def aac(house: Hospital, identity: Identity = COLZA, **others: Any) -> str:
    """An AAC that was just opened."""
    data = {"regime": "aac", "programme": "aac-fictimab", "indication": "nominative", **others}
    data["prescriber"] = house.doctor.user.ref
    return open_dossier(by=house.doctor.actor, at=NOON, identity=identity, data=data)


OPINION: dict[str, Any] = {"opinion": "favourable", "on": "2026-10-12", "conclusion": "Proposé."}


def authorised(house: Hospital, **others: Any) -> str:
    """An AAC that a board was asked about, granted, prescribed, checked: only the dispensing is left."""
    dossier = aac(house, **others)
    doctor, pharmacist, chair = house.doctor.actor, house.pharmacist.actor, house.coordinator.actor
    steps = (
        (Act.REFER_TO_BOARD, doctor, {"board": "renaten", "question": "Ce traitement peut-il être proposé ?"}),
        (Act.RECORD_BOARD_OPINION, chair, OPINION),
        (Act.COMPLETE_REQUEST, doctor, REQUEST),
        (Act.SEND_REQUEST, pharmacist, {"pharmacist_name": "Orme DÉMO", "on": "2026-10-12"}),
        (Act.RECORD_DECISION, pharmacist, DECISION),
        (Act.INFORM_PATIENT, doctor, INFORMATION),
        (Act.PRESCRIBE, doctor, PRESCRIPTION),
        (Act.CHECK_PRESCRIPTION, pharmacist, {"outcome": "right"}),
    )
    for act, by, data in steps:
        do(dossier=dossier, act=act, by=by, at=NOON, data=data)
    return dossier


def in_treatment(house: Hospital, **others: Any) -> str:
    """An AAC whose first box was dispensed."""
    dossier = authorised(house, **others)
    do(dossier=dossier, act=Act.DISPENSE, by=house.pharmacist.actor, at=NOON, data=DISPENSING)
    return dossier
