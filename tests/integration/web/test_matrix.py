"""Who may do what, where: every cell of role × act × site (P-40), from a table written here by hand."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from web_databases import rolled_back
from web_dossiers import NOON, in_treatment
from web_people import hospital

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Act, Role
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.web.dossiers.actions.acting import do
from saufconduit.web.dossiers.refused import is_about_who

PRESCRIBER = """
    record-eligibility draft-request complete-request refer-to-board inform-patient prescribe answer-question
    record-decision administer ask-renewal record-renewal record-withdrawal enter-continuity suspend resume
    stop-treatment close withdraw-draft hand-over message attach-document correct regularise
""".split()
INTERN = """
    record-eligibility draft-request refer-to-board administer message attach-document correct
""".split()
PHARMACIST = """
    check-prescription return-request send-request go-ahead-before-decision record-question answer-question
    record-decision dispense regularise record-renewal record-withdrawal check-supply enter-continuity suspend resume
    hand-over message attach-document correct make-preparation
""".split()
COORDINATOR = "record-board-opinion return-request message attach-document correct".split()
# The sites are those of the dossier; `board` is the board to which it was referred.
MAY: dict[tuple[str, str], list[str]] = {
    ("prescriber", "own"): PRESCRIBER,
    ("intern", "own"): INTERN,
    ("pharmacist", "own"): PHARMACIST,
    ("pharmacist", "other"): ["take-over"],
    ("board-coordinator", "own"): COORDINATOR,
    ("board-coordinator", "other"): COORDINATOR,
    ("system", "own"): ["withdraw-draft"],
    ("system", "other"): ["withdraw-draft"],
}
# Opening has no dossier yet; passing over is part of the act that it lets through.
ACTS = [act for act in Act if act not in (Act.OPEN, Act.IMPORT_ATU, Act.OVERRIDE)]
CELLS = [(role, act, site) for role in Role for act in ACTS for site in ("own", "other")]


@pytest.fixture(scope="module")
def standing(engine: Any, django_db_blocker: Any) -> Iterator[tuple[str, Any]]:
    """One dossier in treatment for all the cells; what a cell writes is taken back."""
    with django_db_blocker.unblock(), rolled_back("default"):
        house = hospital()
        yield in_treatment(house), house


def _actor(role: Role, site: str, house: Any) -> Actor:
    """A person of that role: the prescriber of the dossier, the intern of that prescriber, any other colleague."""
    place = house.site.ref if site == "own" else house.other.ref
    if role is Role.PRESCRIBER:
        return Actor(house.doctor.user.ref, role, place)
    if role is Role.INTERN:
        return Actor("intern", role, place, delegated_by=house.doctor.user.ref)
    board = "renaten" if role in (Role.BOARD_COORDINATOR, Role.BOARD_MEMBER) else None
    return Actor("someone", role, place, board=board)


def _is_let_in(dossier: str, act: Act, actor: Actor) -> bool:
    """False if the refusal is about who asks; an act that lacks data is let in, then told so."""
    try:
        with transaction.atomic():
            do(dossier=dossier, act=act, by=actor, at=NOON)
    except (Problem, Problems) as error:
        return not is_about_who(error)
    return True


@pytest.mark.parametrize(("role", "act", "site"), CELLS, ids=["-".join(cell) for cell in CELLS])
def test_cell(standing, role, act, site):
    dossier, house = standing

    is_let_in = _is_let_in(dossier, act, _actor(role, site, house))

    assert is_let_in == (act.value in MAY.get((role.value, site), []))
