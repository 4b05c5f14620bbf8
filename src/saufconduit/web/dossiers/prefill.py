"""What a dossier knows already, for the forms of its acts: nothing is typed twice."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from saufconduit.assessment.words import PAYERS
from saufconduit.casework.event import Event
from saufconduit.casework.words import Act
from saufconduit.vocabulary.text import Text, written_day
from saufconduit.web.accounts.models import User
from saufconduit.web.dossiers.act_form import Known
from saufconduit.web.dossiers.law import door_of, payer_on, programme_of, registry
from saufconduit.web.dossiers.reading import Stored
from saufconduit.web.look.days import short_day


class Desk(NamedTuple):
    """Who sits at the form, on which day."""

    user: User
    prescriber: User | None
    today: date


def desk_of(user: User, prescriber: str, today: date) -> Desk:
    """The person at the form, with the prescriber of the dossier."""
    found = user if user.ref == prescriber else User.objects.filter(ref=prescriber).first()
    return Desk(user, found, today)


_TODAY = Text("aujourd’hui", "today")
_ACCOUNT = Text("repris du compte", "taken from the account")
_IDENTITY = Text("repris de l’identité", "taken from the identity")
_PROGRAMME = Text("repris du référentiel", "taken from the register")
_REQUEST = (Act.DRAFT_REQUEST, Act.COMPLETE_REQUEST)
# Fields that an earlier act of the dossier carries under the same name.
_FROM_EARLIER: Mapping[Act, Mapping[str, tuple[Act, ...]]] = {
    Act.DRAFT_REQUEST: {},
    Act.COMPLETE_REQUEST: {},
    Act.PRESCRIBE: {
        "dosage": (Act.PRESCRIBE, *_REQUEST),
        "indication_code": (Act.PRESCRIBE, Act.DISPENSE),
        "mention": (Act.PRESCRIBE,),
    },
    Act.DISPENSE: {
        "indication_code": (Act.PRESCRIBE, Act.DISPENSE),
        "code_from": (Act.DISPENSE,),
        "ucd": (Act.DISPENSE,),
        "price": (Act.DISPENSE,),
    },
    Act.ADMINISTER: {"batch": (Act.DISPENSE,)},
    Act.INFORM_PATIENT: {"notice_version": (Act.INFORM_PATIENT,), "to": (Act.INFORM_PATIENT,)},
}


def known_for(act: Act, stored: Stored, desk: Desk) -> dict[str, Known]:
    """The values that stand in the fields of the form before anything is typed."""
    found = {"on": Known(desk.today, _TODAY), **_from_programme(act, stored, desk.today)}
    if act in _REQUEST:
        found |= _for_request(stored, desk)
    if act is Act.SEND_REQUEST:
        found["pharmacist_name"] = Known(desk.user.name, _ACCOUNT)
    board = stored.dossier.required_board or stored.dossier.board
    if act is Act.REFER_TO_BOARD and board is not None:
        found["board"] = Known(board, _PROGRAMME)
    return found | _from_earlier(act, stored.acts) | _price(act, stored, desk.today)


def _price(act: Act, stored: Stored, today: date) -> dict[str, Known]:
    """Nothing is paid for a free supply, whatever was paid in an earlier phase."""
    status = payer_on(stored.dossier.programme, today) if act is Act.DISPENSE else None
    if status is None or status.payer != "free_by_company":
        return {}
    return {"price": Known("0.00", PAYERS["free_by_company"])}


def _for_request(stored: Stored, desk: Desk) -> dict[str, Known]:
    """The fields of the request to the agency: initials, age, sex, weight, product, indication (R.5121-74)."""
    found: dict[str, Known] = {}
    if desk.prescriber is not None:
        found["prescriber_name"] = Known(desk.prescriber.name, _ACCOUNT)
        found["prescriber_position"] = Known(desk.prescriber.position, _ACCOUNT)
    identity = stored.identity
    if identity is not None:
        found["initials"] = Known(identity.initials, _IDENTITY)
        found["age_years"] = Known(identity.age_on(desk.today), _IDENTITY)
        found["sex"] = Known(identity.sex, _IDENTITY)
    weight = fact_of(stored.acts, "weight-kg")
    if weight is not None:
        found["weight_kg"] = Known(weight["value"], _origin_of_fact(weight))
    if stored.dossier.verdict in ("eligible", "pending"):
        found["criteria"] = Known("published", Text("repris de la vérification", "taken from the check"))
    return found | _last_request(stored.acts)


def _last_request(events: tuple[Event, ...]) -> dict[str, Known]:
    for event in reversed(events):
        if event.act in _REQUEST:
            return {name: Known(value, _origin_of_event(event)) for name, value in event.data.items()}
    return {}


def _from_programme(act: Act, stored: Stored, today: date) -> dict[str, Known]:
    dossier = stored.dossier
    programme = programme_of(dossier.programme)
    found: dict[str, Known] = {}
    if act in _REQUEST and programme is not None:
        found["product"] = Known(programme.products[0].name, _PROGRAMME)
        door = door_of(dossier.programme, dossier.indication, today)
        if door is not None:
            found["indication_text"] = Known(door.version.label.fr, _PROGRAMME)
    if act is Act.DISPENSE and programme is not None:
        codes = [one.code for product in programme.products for one in product.codes if one.system == "ucd7"]
        if len(codes) == 1:  # of several packs, the pharmacist says which
            found["ucd"] = Known(codes[0], _PROGRAMME)
    if act is Act.PRESCRIBE and dossier.regime is not None:
        mention = mention_of(dossier.regime.value, today)
        if mention is not None:
            found["mention"] = mention
    return found


def mention_of(regime: str, today: date) -> Known | None:
    """The words that the regime asks for on a prescription, None where the texts read give none."""
    law = registry().law.regimes.get(regime)
    provision = None if law is None else law.find("mention", today)
    if provision is None or not isinstance(provision.value, str):
        return None
    article = provision.article or provision.sources[0]
    doubt = Text("", "") if provision.doubt is None else Text(", à confirmer", ", to be confirmed")
    return Known(provision.value, Text(f"{article}{doubt.fr}", f"{article}{doubt.en}"))


def _from_earlier(act: Act, events: tuple[Event, ...]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for name, sources in _FROM_EARLIER.get(act, {}).items():
        event = next((one for one in reversed(events) if one.act in sources and one.data.get(name)), None)
        if event is not None:
            found[name] = Known(event.data[name], _origin_of_event(event))
    return found


def fact_of(events: tuple[Event, ...], name: str) -> dict[str, Any] | None:
    """The last statement of a fact in the patient file that the dossier keeps, or None."""
    for event in reversed(events):
        facts = (event.data.get("eligibility") or {}).get("facts") or {}
        if event.act in (Act.OPEN, Act.RECORD_ELIGIBILITY) and facts.get(name):
            statement: dict[str, Any] = facts[name][-1]
            return statement
    return None


def _origin_of_fact(statement: Mapping[str, Any]) -> Text:
    on = statement.get("on")
    if on is None:
        return Text("repris de la vérification, sans date", "taken from the check, no date")
    return Text(f"repris de la vérification, {written_day(on, 'fr')}", f"taken from the check, {written_day(on, 'en')}")


def _origin_of_event(event: Event) -> Text:
    from saufconduit.casework.labels import ACTS

    words = ACTS[event.act].do
    return Text(
        f"repris de « {words.fr} », {short_day(event.day, 'fr')}",
        f"taken from “{words.en}”, {short_day(event.day, 'en')}",
    )
