"""Synthetic people and acts of dossiers: nobody here exists."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from saufconduit.casework.apply import apply
from saufconduit.casework.decide import Command, decide
from saufconduit.casework.dossier import EMPTY, Dossier
from saufconduit.casework.event import Actor, Event
from saufconduit.casework.law import Access, Coverage, Law
from saufconduit.casework.words import Act, Regime, Role
from saufconduit.registry.cache import load_registry

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 10, 12, 9, 0, tzinfo=PARIS)
TODAY = START.date()
TEXTS = load_registry().law
OPEN = Access("open", "open", date(2028, 4, 1), ("CSP L.5121-12-1 III",), is_hospital_only=False)
COVERED = Coverage(True, date(2026, 10, 24), "free_by_company", basis=("note 2025/156",))
LAW = Law(TEXTS, access=OPEN)
MENTION = str(TEXTS["cpc"].provision("mention", TODAY).value)

DOCTOR = Actor("dr-exemple", Role.PRESCRIBER, "valfictif")
PHARMACIST = Actor("ph-demo", Role.PHARMACIST, "valfictif")
INTERN = Actor("interne-demo", Role.INTERN, "valfictif", delegated_by="dr-exemple")
BOARD = Actor("coord-demo", Role.BOARD_COORDINATOR, "valfictif", board="renaten")
ELSEWHERE = Actor("ph-modele", Role.PHARMACIST, "autrefictif")
SYSTEM = Actor("saufconduit", Role.SYSTEM, "valfictif")

LAWS: Mapping[Regime, Law] = {
    Regime.AAC: LAW,
    Regime.AAP: LAW,
    Regime.CPC: Law(TEXTS, access=OPEN._replace(board="renaten")),
    Regime.PREPARATION: Law(TEXTS, access=OPEN._replace(board="renaten")),
    Regime.CONTINUITY: Law(TEXTS, access=OPEN._replace(state="closed"), coverage=COVERED),
    Regime.ATU_IMPORT: LAW,
}
_PROGRAMMES = {
    Regime.AAC: ("fictimab-aac", "exemple"),
    Regime.AAP: ("exemplib-aap", "exemple"),
    Regime.CPC: ("lutathera-cpc", "bronchial-net"),
    Regime.PREPARATION: ("onc201-preparation", "midline-glioma-h3k27m"),
    Regime.CONTINUITY: ("lumykras-aap", "nsclc-kras-g12c"),
    Regime.ATU_IMPORT: ("tecentriq-atuc", "tnbc"),
}


def opening(regime: Regime, **changes: Any) -> dict[str, Any]:
    """What opens a dossier of the regime."""
    programme, indication = _PROGRAMMES[regime]
    data: dict[str, Any] = {
        "dossier": "00000000-0000-4000-8000-000000000001",
        "regime": regime.value,
        "programme": programme,
        "indication": indication,
        "prescriber": DOCTOR.ref,
        "patient_code": "FICTIF01",
        "reference": "DEMANDE01",
        "birth_month": "1961-04",
        "eligibility": {"verdict": "pending", "criteria": "2026-10-01"},
    }
    if regime is Regime.CONTINUITY:
        data["started"] = "2023-03-14"
    if regime is Regime.ATU_IMPORT:
        kept = {key: data[key] for key in ("dossier", "regime", "programme", "indication", "prescriber")}
        data = kept | {"number": "ATU-1", "origin": "dossier papier", "from": "2019-09-01", "until": "2020-08-31"}
    return data | changes


def content(act: Act, regime: Regime, today: date = TODAY, **changes: Any) -> dict[str, Any]:
    """Data that pass every control of the act, for a dossier of the regime."""
    day = today.isoformat()
    request = {
        "prescriber_name": "Dr Saule MODÈLE",
        "prescriber_position": "praticien hospitalier",
        "product": "Fictimab",
        "indication_text": "indication fictive",
        "dosage": "une fois par mois",
        "criteria": "published",
    }
    if regime is Regime.AAC:
        request |= {
            "initials": "FE",
            "age_years": 65,
            "sex": "female",
            "weight_kg": "61.5",
            "form": "comprimé",
            "strength": "120 mg",
            "can_wait": False,
            "undertakes_to_inform": True,
        }
    dispensing: dict[str, Any] = {
        "on": day,
        "batch": "LOT-1",
        "expiry": (today + timedelta(days=300)).isoformat(),
        "quantity": 1,
        "is_retrocession": False,
    }
    if regime is not Regime.PREPARATION:
        dispensing |= {"ucd": "0000000", "indication_code": "NXXXX01", "code_from": "2026-01-01", "price": "0"}
    mention = {"mention": MENTION} if regime in (Regime.AAC, Regime.CPC) else {}
    decided = {"outcome": "granted", "on": day, "from": day, "until": (today + timedelta(days=300)).isoformat()}
    data: Mapping[Act, dict[str, Any]] = {
        Act.RECORD_ELIGIBILITY: {"eligibility": {"verdict": "eligible"}},
        Act.DRAFT_REQUEST: {},
        Act.COMPLETE_REQUEST: request,
        Act.REFER_TO_BOARD: {"board": "renaten", "question": "le traitement est-il proposé"},
        Act.RECORD_BOARD_OPINION: {"opinion": "favourable", "on": day, "conclusion": "proposé"},
        Act.INFORM_PATIENT: {
            "way": "both",
            "to": "patient",
            "on": day,
            "notice_version": "2026-01",
            "proof": "notice jointe",
            "is_understood": True,
        },
        Act.PRESCRIBE: {"on": day, "dosage": "une fois par mois", "states_indication": True, **mention},
        Act.CHECK_PRESCRIPTION: {"outcome": "right"},
        Act.RETURN_REQUEST: {"reason": "pièce manquante"},
        Act.SEND_REQUEST: {"pharmacist_name": "Orme DÉMO", "on": day},
        Act.GO_AHEAD_BEFORE_DECISION: {"reason": "urgence de nuit", "meets_criteria": True, "agrees": True},
        Act.RECORD_QUESTION: {"question": "quel poids", "on": day},
        Act.ANSWER_QUESTION: {"answer": "61,5 kg"},
        Act.RECORD_DECISION: decided,
        Act.MAKE_PREPARATION: {
            "on": day,
            "batch": "PREP-1",
            "material_batch": "MP-1",
            "expiry": (today + timedelta(days=90)).isoformat(),
            "quantity": 10,
        },
        Act.DISPENSE: dispensing,
        Act.ADMINISTER: {"on": day},
        Act.REGULARISE: {"how": "saisi dans e-Saturne"},
        Act.ASK_RENEWAL: {"clinical_data": "maladie stable", "usefulness": "bénéfice maintenu"},
        Act.RECORD_RENEWAL: decided,
        Act.RECORD_WITHDRAWAL: {"on": day, "reason": "conditions perdues"},
        Act.CHECK_SUPPLY: {"supply": "assured", "on": day},
        Act.ENTER_CONTINUITY: {"basis": "note 2025/156"},
        Act.SUSPEND: {"who": "prescriber", "on": day, "reason": "toxicité"},
        Act.RESUME: {"on": day, "reason": "résolue"},
        Act.STOP_TREATMENT: {"on": day, "reason": "progression"},
        Act.CLOSE: {"reason": "suivi terminé"},
        Act.WITHDRAW_DRAFT: {"reason": "ouvert par erreur"},
        Act.HAND_OVER: {"prescriber": "dr-demo", "reason": "départ"},
        Act.TAKE_OVER: {
            "patient_code": "FICTIF01",
            "reference": "DEMANDE01",
            "birth_month": "1961-04",
            "prescriber": "dr-demo",
        },
        Act.MESSAGE: {"text": "bonjour"},
        Act.ATTACH_DOCUMENT: {"document": "doc-1", "title": "compte rendu", "media_type": "application/pdf"},
    }
    return data[act] | changes


WRITERS: Mapping[Act, Actor] = {
    **{
        act: PHARMACIST
        for act in (
            *(Act.CHECK_PRESCRIPTION, Act.RETURN_REQUEST, Act.SEND_REQUEST, Act.GO_AHEAD_BEFORE_DECISION),
            *(Act.RECORD_QUESTION, Act.MAKE_PREPARATION, Act.DISPENSE, Act.REGULARISE, Act.CHECK_SUPPLY),
        )
    },
    Act.RECORD_BOARD_OPINION: BOARD,
    Act.TAKE_OVER: ELSEWHERE,
}
"""Who does each act; the doctor does the others."""


class Play:
    """A dossier that is played: each act is a command an hour after the last one."""

    def __init__(self, regime: Regime, law: Law | None = None, **changes: Any) -> None:
        self.regime, self.law, self.at = regime, law or LAWS[regime], START
        self.dossier: Dossier = EMPTY
        self.events: list[Event] = []
        act = Act.IMPORT_ATU if regime is Regime.ATU_IMPORT else Act.OPEN
        self.give(act, opening(regime, **changes), DOCTOR)

    def do(self, act: Act, by: Actor | None = None, reason: str = "", **changes: Any) -> "Play":
        """One act with data that pass, but for the changes."""
        return self.give(act, content(act, self.regime, self.at.date(), **changes), by, reason)

    def give(self, act: Act, data: Mapping[str, Any], by: Actor | None = None, reason: str = "") -> "Play":
        """One act with these data."""
        self.at += timedelta(hours=1)
        command = Command(act, by or WRITERS.get(act, DOCTOR), self.at, data, reason)
        for event in decide(self.dossier, command, self.law):
            self.dossier = apply(self.dossier, event)
            self.events.append(event)
        return self

    def wait(self, days: int) -> "Play":
        """Time passes."""
        self.at += timedelta(days=days)
        return self

    def under(self, **changes: Any) -> "Play":
        """The same dossier under another law."""
        self.law = replace(self.law, **changes)
        return self


def treated(regime: Regime) -> Play:
    """A dossier of the regime whose treatment was dispensed once, with all its papers."""
    play = Play(regime)
    if regime is Regime.AAC:
        play.do(Act.COMPLETE_REQUEST).do(Act.SEND_REQUEST).do(Act.RECORD_DECISION)
    if regime is Regime.AAP:
        play.do(Act.COMPLETE_REQUEST)
    if regime in (Regime.CPC, Regime.PREPARATION):
        play.do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION)
    play.do(Act.INFORM_PATIENT).do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION)
    if regime is Regime.AAP:
        play.do(Act.SEND_REQUEST)
    if regime is Regime.PREPARATION:
        play.do(Act.MAKE_PREPARATION)
    return play.do(Act.DISPENSE)
