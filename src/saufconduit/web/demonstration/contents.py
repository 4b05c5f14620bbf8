"""What each act of the demonstration carries: words that say that nothing of it is real."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from saufconduit.casework.words import Act, Regime
from saufconduit.vocabulary.days import Span, last_day_of_term
from saufconduit.web.dossiers.identity import Identity
from saufconduit.web.dossiers.prefill import mention_of

_DEMO = "(pour essai)"  # no word that holds a name of its patients: another hospital may read it (P-40)
_CODE = "FICTIF-01"
_CODED = (Regime.AAC, Regime.AAP, Regime.CPC, Regime.CONTINUITY)
_YEAR = Span(years=1)


class About(NamedTuple):
    """What an act is about: the dossier, the day, who does it."""

    regime: Regime
    product: str
    indication: str
    identity: Identity
    prescriber_name: str
    prescriber_position: str
    pharmacist_name: str
    day: date
    random: Random

    @property
    def on(self) -> str:
        """The day as events write it."""
        return self.day.isoformat()

    def later(self, days: int) -> str:
        """A day that many days after."""
        return (self.day + timedelta(days=days)).isoformat()


def content_of(act: Act, about: About) -> dict[str, Any]:
    """What the act carries where its story does not say otherwise."""
    make = _MAKERS.get(act)
    return {} if make is None else {name: value for name, value in make(about).items() if value is not None}


def _request(about: About) -> dict[str, Any]:
    asked = {
        "prescriber_name": about.prescriber_name,
        "prescriber_position": about.prescriber_position,
        "product": about.product,
        "indication_text": about.indication,
        "dosage": f"selon le protocole {_DEMO}",
        "criteria": "published",
    }
    if about.regime is not Regime.AAC:
        return asked
    return asked | {
        "initials": about.identity.initials,
        "age_years": about.identity.age_on(about.day),
        "sex": about.identity.sex,
        "weight_kg": f"{about.random.randrange(480, 930) / 10:.1f}",
        "form": "solution injectable (fictive)",
        "strength": "100 mg (fictif)",
        "can_wait": True,
        "undertakes_to_inform": True,
    }


def _prescription(about: About) -> dict[str, Any]:
    known = mention_of(about.regime.value, about.day)
    return {
        "on": about.on,
        "dosage": f"selon le protocole, quatre cures {_DEMO}",
        "mention": None if known is None else known.value,
        "states_indication": True,
        "indication_code": _CODE if about.regime in _CODED else None,
    }


def _dispensing(about: About) -> dict[str, Any]:
    coded = {"indication_code": _CODE, "code_from": "2022-01-01"} if about.regime in _CODED else {}
    return {
        "on": about.on,
        "batch": _batch(about),
        "expiry": about.later(180),
        "quantity": 1,
        "price": "0" if about.regime is Regime.CONTINUITY else None,
        "is_retrocession": False,
        **coded,
    }


def _batch(about: About) -> str:
    return f"TEST-{about.random.randrange(10_000):04}"


def _decision(about: About) -> dict[str, Any]:
    return {
        "outcome": "granted",
        "on": about.on,
        "from": about.on,
        "until": last_day_of_term(about.day, _YEAR).isoformat(),
        "number": f"FICTIF-{about.random.randrange(10_000):04}",
    }


def _reason(words: str) -> Any:
    return lambda about: {"reason": f"{words} {_DEMO}"}


def _on_reason(words: str) -> Any:
    return lambda about: {"on": about.on, "reason": f"{words} {_DEMO}"}


_MAKERS: Mapping[Act, Any] = {
    Act.DRAFT_REQUEST: lambda about: {"product": about.product, "dosage": f"à préciser {_DEMO}"},
    Act.COMPLETE_REQUEST: _request,
    Act.INFORM_PATIENT: lambda about: {
        "way": "both",
        "to": "patient",
        "on": about.on,
        "notice_version": "démonstration 1",
        "proof": f"notice remise en consultation {_DEMO}",
        "is_understood": True,
    },
    Act.PRESCRIBE: _prescription,
    Act.CHECK_PRESCRIPTION: lambda about: {"outcome": "right"},
    Act.RETURN_REQUEST: _reason("Le poids manque"),
    Act.SEND_REQUEST: lambda about: {"pharmacist_name": about.pharmacist_name, "on": about.on},
    Act.GO_AHEAD_BEFORE_DECISION: lambda about: {
        "reason": f"Urgence de nuit, e-Saturne fermé {_DEMO}",
        "meets_criteria": True,
        "agrees": True,
    },
    Act.RECORD_QUESTION: lambda about: {"question": f"Le bilan hépatique est-il récent ? {_DEMO}", "on": about.on},
    Act.ANSWER_QUESTION: lambda about: {"answer": f"Oui, de la semaine {_DEMO}"},
    Act.RECORD_DECISION: _decision,
    Act.MAKE_PREPARATION: lambda about: {
        "on": about.on,
        "batch": _batch(about),
        "material_batch": _batch(about),
        "expiry": about.later(90),
        "quantity": 30,
    },
    Act.DISPENSE: _dispensing,
    Act.ADMINISTER: lambda about: {"on": about.on, "course": 1},
    Act.REGULARISE: lambda about: {"how": f"Demande envoyée, décision reçue {_DEMO}"},
    Act.ASK_RENEWAL: lambda about: {
        "clinical_data": f"maladie stable {_DEMO}",
        "usefulness": f"bénéfice maintenu, tolérance bonne {_DEMO}",
    },
    Act.CHECK_SUPPLY: lambda about: {"supply": "assured", "on": about.on},
    Act.ENTER_CONTINUITY: lambda about: {"basis": f"CSS L.162-16-5-4 {_DEMO}"},
    Act.SUSPEND: lambda about: {"who": "prescriber", **_on_reason("Cytopénie à surveiller")(about)},
    Act.STOP_TREATMENT: _on_reason("Progression"),
    Act.CLOSE: _reason("Suivi terminé"),
    Act.WITHDRAW_DRAFT: _reason("Ouvert deux fois"),
    Act.MESSAGE: lambda about: {"text": f"Le prochain passage est prévu jeudi {_DEMO}"},
}
