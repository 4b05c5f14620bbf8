"""Patients of an access as the exploitant zone holds them: codes of nobody."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from saufconduit.web.exploitant.models import ExploitantPatient, FollowUpItem, Inclusion, ProductItem

COMPANY, ANOTHER = "Laboratoire Exemple", "Laboratoire Factice"
LUMYKRAS = "lumykras-aap"


def followed(
    code: str = "BCDFGHJKLM",
    company: str = COMPANY,
    programme: str = LUMYKRAS,
    *,
    included_on: date = date(2026, 10, 1),
    on: date = date(2026, 10, 12),
    quantity: str = "",
    quantity_on: date = date(2026, 10, 12),
    delivery: UUID | None = None,
    **answers: Any,
) -> None:
    """A patient that the hospital handed over, with some answers, with the quantity of a batch."""
    patient = ExploitantPatient.objects.create(code=code, letters5="FICCO", sex="female", age_years=65)
    Inclusion.objects.create(
        patient=patient,
        exploitant=company,
        programme=programme,
        indication="fictive",
        hospital="CHU de Valfictif",
        protocol_version="PUT-RD",
        legal_basis_ref="RS-003",
        followup_ref="PUT-RD fictif",
        included_on=included_on,
    )
    told = {"protocol_version": "PUT-RD", "delivery": delivery or uuid4(), "patient": patient}
    for field, value in answers.items():
        FollowUpItem.objects.create(field=field, value=value, on=on, **told)
    if quantity:
        ProductItem.objects.create(field="quantity", value=quantity, on=quantity_on, **told)
