"""What goes to the exploitant zone: only where the law or the decision asks for follow-up (P-01, P-02)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from saufconduit.casework.event import Actor, Event
from saufconduit.casework.words import Act, Regime
from saufconduit.vocabulary.problem import Place, Problem
from saufconduit.web.accounts.models import Site
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.identity import Identity, person_of
from saufconduit.web.dossiers.law import programme_of
from saufconduit.web.dossiers.reading import Stored
from saufconduit.web.exploitant.crossing import Age, Allowance, Allowed, Kind, Measures, Purpose, cross_to_exploitant
from saufconduit.web.exploitant.delivery import deliver_outbox
from saufconduit.web.exploitant.naming import tells
from saufconduit.web.journal.security import Sight, log

# The text under which the exploitant may hold the data (P-01); the others stay in the hospital.
BASES: Mapping[Regime, str] = {Regime.AAP: "RS-003", Regime.AAC: "RS-004", Regime.CPC: "CPC-own"}
_PROTOCOL_OF_AAP = "PUT-RD"
LONGEST_REFERENCE = 40
"""As the exploitant zone keeps it."""
FIELDS: Mapping[str, Allowed] = {
    item.name: item
    for item in (
        Allowed("dispensed_on", Kind.DAY, Purpose.PRODUCT),
        Allowed("quantity", Kind.NUMBER, Purpose.PRODUCT),
    )
}
"""Quantities by code; a protocol that asks for more is written as data of its programme."""


def cross(stored: Stored, events: tuple[Event, ...]) -> None:
    """Puts in the outbox what the exploitant is to know of these events, delivered once they are committed."""
    allowance = allowance_of(stored)
    if allowance is None or stored.identity is None:
        return
    hospital = Site.objects.get(ref=stored.dossier.site).name
    for event in events:
        if event.act is Act.DISPENSE:
            cross_to_exploitant(
                dossier=stored.dossier.id,
                person=person_of(stored.identity),
                hospital=hospital,
                allowance=allowance,
                measures=Measures(weight_kg=_weight(stored.acts)),
                answers={"dispensed_on": event.data["on"], "quantity": event.data["quantity"]},
                on=event.day,
            )
            tell_code_read(stored.dossier.id, event.by)
            # What cannot be delivered now waits in the outbox: the hospital is never held up by the other zone.
            transaction.on_commit(deliver_outbox, robust=True)


def tell_code_read(dossier: str, by: Actor, session: str = "") -> None:
    """Tells the security log that the table of codes was read for a dossier (P-55)."""
    who = {"account": by.ref, "role": by.role.value, "site": by.site}
    log(Sight.CODE_READ, record=f"dossier:{dossier}", session=session, **who)


def allowance_of(stored: Stored) -> Allowance | None:
    """What may cross for this dossier: nothing for a compassionate access, unless a decision or protocol asks."""
    dossier = stored.dossier
    reference = next((event.data.get("followup_reference") for event in stored.acts if event.act is Act.OPEN), None)
    if dossier.regime is Regime.AAP:
        reference = reference or _PROTOCOL_OF_AAP
    if dossier.regime is None or dossier.regime not in BASES or not reference:
        return None
    programme = programme_of(dossier.programme)
    holder = programme.products[0].holder if programme is not None else None
    return Allowance(
        exploitant=holder or dossier.programme,
        programme=dossier.programme,
        indication=dossier.indication,
        protocol_version=reference,
        legal_basis_ref=BASES[dossier.regime],
        followup_ref=reference,
        age=Age.YEARS,
        paediatric_full_dob=False,
        fields=FIELDS,
    )


def check_reference(identity: Identity | None, data: Mapping[str, Any]) -> None:
    """Raises the Problem of a reference that would tell the exploitant who the patient is (P-06), or is too long.

    It is said when it is typed: a dispensing is never held up by it.
    """
    written = str(data.get("followup_reference") or "")
    place = Place(Act.OPEN.value, path="followup_reference")
    if len(written) > LONGEST_REFERENCE:
        raise Problem(problems.REFERENCE_TOO_LONG, place, longest=LONGEST_REFERENCE)
    found = tells(written, person_of(identity)) if identity is not None else None
    if found is not None:
        raise Problem(problems.REFERENCE_TELLS, place, what_fr=found.fr, what_en=found.en)


def _weight(events: tuple[Event, ...]) -> str | None:
    """The last weight written in a request."""
    found = [event.data["weight_kg"] for event in events if event.data.get("weight_kg")]
    return found[-1] if found else None
