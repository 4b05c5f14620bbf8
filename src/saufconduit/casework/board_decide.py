"""What may be done in a session of a board: who, when, with what."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from saufconduit.casework import board_problems as problems
from saufconduit.casework.board_session import Answer, Item, Session, SessionAct, SessionEvent
from saufconduit.casework.event import Actor, civil_day
from saufconduit.casework.words import Role
from saufconduit.vocabulary.problem import Problem, ProblemKind
from saufconduit.vocabulary.text import Text, day_in_words, joined, plural_s

_MEMBER_ACTS = frozenset({SessionAct.GIVE_OPINION, SessionAct.OPEN_OPINIONS})
_ON_THE_DAY = frozenset({SessionAct.OPEN_OPINIONS, SessionAct.CONCLUDE, SessionAct.CLOSE})
_ON_AN_ITEM = frozenset(
    {SessionAct.REMOVE_DOSSIER, SessionAct.GIVE_OPINION, SessionAct.OPEN_OPINIONS, SessionAct.CONCLUDE}
)
_REASON = Text("Motif", "Reason")
_ASKED = Text("Ce que la RCP demande", "What the board asks for")


def decide_session(session: Session, act: SessionAct, data: Mapping[str, Any], by: Actor, at: datetime) -> SessionEvent:
    """The event of `act`; raises the Problem that says why it cannot be."""
    board = data["board"] if act is SessionAct.PLAN else session.board
    _check_who(session, board, act, by)
    _check_when(session, act, at, data.get("dossier"))
    _CHECKS.get(act, _nothing_more)(session, data)
    return SessionEvent(session.events + 1, act, at, by, dict(data))


def refusal(session: Session, act: SessionAct, by: Actor, at: datetime, dossier: str | None = None) -> Problem | None:
    """Why `by` could not do `act` now, whatever is written in the form; None where it can be done."""
    try:
        _check_who(session, session.board, act, by)
        _check_when(session, act, at, dossier)
    except Problem as problem:
        return problem
    return None


def check_setting(specialties: int, minutes: int, by: Actor) -> None:
    """Raises the Problem that says why `by` may not give the board this quorum, these minutes for a dossier."""
    if by.role is not Role.BOARD_COORDINATOR or by.board is None:
        raise Problem(problems.COORDINATOR_ONLY)
    _check_bounds(specialties, minutes)


def _check_who(session: Session, board: str, act: SessionAct, by: Actor) -> None:
    if by.board != board or by.role not in (Role.BOARD_COORDINATOR, Role.BOARD_MEMBER):
        raise Problem(problems.NOT_THIS_BOARD)
    if act not in _MEMBER_ACTS:
        if by.role is not Role.BOARD_COORDINATOR:
            raise Problem(problems.COORDINATOR_ONLY)
    elif act is SessionAct.OPEN_OPINIONS:
        if by.role is not Role.BOARD_MEMBER or by.ref != session.chair:
            raise Problem(problems.CHAIR_ONLY)
    elif by.role is not Role.BOARD_MEMBER or not session.is_called(by.ref):
        raise Problem(problems.MEMBER_ONLY)


def _check_when(session: Session, act: SessionAct, at: datetime, dossier: str | None) -> None:
    if act is SessionAct.PLAN:
        if session.events:
            raise Problem(problems.PLANNED_TWICE)
        return
    if session.closed is not None:
        raise Problem(problems.CLOSED)
    if act is SessionAct.ADD_DOSSIER and session.item(dossier) is not None:
        raise Problem(problems.ON_AGENDA)
    if act in _ON_AN_ITEM:
        _check_item(session.item(dossier), act)
    day = session.day
    if act in _ON_THE_DAY and day is not None and civil_day(at) < day:
        raise Problem(problems.TOO_EARLY, day_fr=day_in_words(day, "fr"), day_en=day_in_words(day, "en"))
    if act is SessionAct.CONCLUDE:
        _check_quorum(session)
    if act is SessionAct.CLOSE:
        left = sum(item.conclusion is None for item in session.items)
        if left:
            raise Problem(problems.NOT_CONCLUDED, count=left)


def _check_item(item: Item | None, act: SessionAct) -> None:
    """An incomplete file is never a reason here: it can always be discussed."""
    if item is None:
        raise Problem(problems.NOT_ON_AGENDA)
    if item.conclusion is not None:
        raise Problem(problems.CONCLUDED)
    if act is SessionAct.CONCLUDE and item.opened is None:
        raise Problem(problems.NOT_OPENED)
    if act in _MEMBER_ACTS and item.opened is not None:
        raise Problem(problems.OPENED)


def _check_quorum(session: Session) -> None:
    if session.has_quorum:
        return
    missing, present = session.specialties_missing, len(session.specialties_present)
    raise Problem(
        problems.NO_QUORUM,
        present_fr=f"{present} spécialité{plural_s(present)} présente{plural_s(present)}",
        present_en=f"{present} {'specialty' if present == 1 else 'specialties'} present",
        wanted=session.quorum.specialties,
        missing_fr=f" Il manque : {joined(list(missing), 'fr')}." if missing else "",
        missing_en=f" Missing: {joined(list(missing), 'en')}." if missing else "",
    )


# --- what an act carries


def _check_plan(_: Session, data: Mapping[str, Any]) -> None:
    refs = [member["ref"] for member in data["members"]]
    if len(refs) != len(set(refs)):
        raise Problem(problems.CALLED_TWICE)
    if data["chair"] not in refs:
        raise Problem(problems.CHAIR_NOT_A_MEMBER)
    _check_bounds(data["quorum"]["specialties"], data["minutes"])


def _check_bounds(specialties: int, minutes: int) -> None:
    if not 1 <= specialties <= 20 or not 1 <= minutes <= 240:
        raise Problem(problems.BAD_SETTING)


def _check_chair(session: Session, data: Mapping[str, Any]) -> None:
    if not session.is_called(data["chair"]):
        raise Problem(problems.CHAIR_NOT_A_MEMBER)


def _check_presence(session: Session, data: Mapping[str, Any]) -> None:
    if not session.is_called(data["member"]):
        raise Problem(problems.MEMBER_ONLY)


def _check_opinion(_: Session, data: Mapping[str, Any]) -> None:
    if data["answer"] not in list(Answer):
        raise Problem(problems.UNKNOWN_ANSWER)


def _check_conclusion(session: Session, data: Mapping[str, Any]) -> None:
    _check_opinion(session, data)
    _check_reason(session, data)
    if data["answer"] == Answer.ASKS and not data["asked"]:
        raise _missing(problems.WORDS_MISSING, _ASKED)


def _check_reason(_: Session, data: Mapping[str, Any]) -> None:
    if not data["words"].strip():
        raise _missing(problems.WORDS_MISSING, _REASON)


def _missing(kind: ProblemKind, label: Text) -> Problem:
    return Problem(kind, label_fr=label.fr, label_en=label.en)


def _nothing_more(_: Session, __: Mapping[str, Any]) -> None:
    """Acts that carry nothing that could be wrong."""


_CHECKS = {
    SessionAct.PLAN: _check_plan,
    SessionAct.REMOVE_DOSSIER: _check_reason,
    SessionAct.NAME_CHAIR: _check_chair,
    SessionAct.NOTE_PRESENCE: _check_presence,
    SessionAct.GIVE_OPINION: _check_opinion,
    SessionAct.CONCLUDE: _check_conclusion,
}
