"""Who may read which part of a dossier: deny by default, one cell for each role and part."""

from collections.abc import Mapping
from enum import StrEnum

from saufconduit.casework import problems
from saufconduit.casework.dossier import Dossier
from saufconduit.casework.event import Actor
from saufconduit.casework.permissions import Grant, check_grant
from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem


class Part(StrEnum):
    """A part of a dossier, as the table of privacy cuts it."""

    IDENTITY = "identity"
    BOARD = "board"
    REQUEST = "request"
    DISPENSING = "dispensing"
    FOLLOW_UP = "follow-up"
    EXPLOITANT = "exploitant"
    SAFETY = "safety"
    FEES = "fees"
    AUDIT = "audit"


READS: Mapping[tuple[Role, Part], Grant] = {
    **{
        (Role.PRESCRIBER, part): Grant.OWN
        for part in (Part.IDENTITY, Part.BOARD, Part.REQUEST, Part.DISPENSING, Part.FOLLOW_UP, Part.SAFETY)
    },
    **{
        (Role.INTERN, part): Grant.DELEGATED
        for part in (Part.IDENTITY, Part.BOARD, Part.REQUEST, Part.DISPENSING, Part.FOLLOW_UP, Part.SAFETY)
    },
    **{
        (Role.PHARMACIST, part): Grant.SITE
        for part in (
            *(Part.IDENTITY, Part.BOARD, Part.REQUEST),
            *(Part.FOLLOW_UP, Part.SAFETY, Part.FEES),
        )
    },
    # The pharmacy that prepares for another hospital reads the prescription and the batches, not who the patient is:
    # the table of roles gives a pharmacist the identities of the site alone (privacy, section 6, P-40), no text known
    # to us gives it more. Both pharmacies name the dossier by its short number, the patient by the prescription.
    (Role.PHARMACIST, Part.DISPENSING): Grant.MAKER,
    **{
        (role, part): Grant.BOARD
        for role in (Role.BOARD_COORDINATOR, Role.BOARD_MEMBER)
        for part in (Part.IDENTITY, Part.BOARD, Part.REQUEST)
    },
    **{
        (Role.RESEARCH_ASSISTANT, part): Grant.SITE
        for part in (Part.IDENTITY, Part.REQUEST, Part.DISPENSING, Part.FOLLOW_UP, Part.SAFETY, Part.FEES)
    },
    (Role.EXPLOITANT_DATA_MANAGER, Part.EXPLOITANT): Grant.ANY,
    (Role.EXPLOITANT_DATA_MANAGER, Part.FEES): Grant.ANY,
    (Role.EXPLOITANT_PHARMACOVIGILANCE, Part.SAFETY): Grant.ANY,
    (Role.EXPLOITANT_COMPENSATION, Part.FEES): Grant.ANY,
    (Role.AUDITOR, Part.AUDIT): Grant.ANY,
}
"""A cell that is not here is a refusal. A role of the exploitant reads its part in its own zone, by code."""


def can_read(actor: Actor, part: Part, dossier: Dossier) -> bool:
    """Whether `check_can_read` lets it through."""
    try:
        check_can_read(actor, part, dossier)
    except Problem:
        return False
    return True


def check_can_read(actor: Actor, part: Part, dossier: Dossier) -> None:
    """Raises the Problem that says why `actor` may not read this part of `dossier`."""
    grant = READS.get((actor.role, part))
    if grant is None:
        raise Problem(problems.NOT_FOR_READING)
    check_grant(actor, grant, dossier)
