"""What the page of a session shows, in the language of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from saufconduit.casework.board_decide import refusal
from saufconduit.casework.board_session import (
    ANSWERS,
    Answer,
    Item,
    Opinion,
    Session,
    SessionAct,
    visible_opinions,
)
from saufconduit.casework.completeness import Completeness, Piece
from saufconduit.casework.event import Actor
from saufconduit.casework.words import Role
from saufconduit.reports.paper.answer_words import AnswerWords
from saufconduit.vocabulary.text import Text, plural_s
from saufconduit.web.boards.brought import Brought, brought_by
from saufconduit.web.boards.reading import Stored
from saufconduit.web.dossiers.due import patient_of, product_words, programme_words
from saufconduit.web.dossiers.law import registry
from saufconduit.web.dossiers.queries import people
from saufconduit.web.look.clock import PARIS
from saufconduit.web.look.language import lang, say

_SHOWN = 4  # pieces that are there, before the others are folded


class Line(NamedTuple):
    """A dossier of the agenda."""

    dossier: str
    hour: datetime
    patient: str
    age: int | None
    question: str
    access: str
    presenter: str
    state: Text
    shape: str
    colour: str
    is_current: bool
    changed: tuple[Text, ...] = ()  # since the board concluded


class PieceLine(NamedTuple):
    """A line of the checklist, with what the file says of it."""

    words: str
    is_there: bool
    is_paper: bool
    fact: str = ""
    origin: str = ""
    is_met: bool = True
    matters: bool = True

    @property
    def order(self) -> int:
        """What speaks against the access first, what changes nothing last."""
        return 1 if self.is_met else 0 if self.matters else 2


class OpinionLine(NamedTuple):
    """An opinion that the reader may see."""

    who: str
    answer: str
    words: str


class MemberLine(NamedTuple):
    """A member called."""

    ref: str
    name: str
    specialty: str
    is_present: bool
    is_chair: bool


@dataclass(frozen=True)
class Chosen:
    """The dossier of the agenda that is open, with what may be done about it and why not."""

    dossier: str
    patient: str
    question: str
    missing: tuple[PieceLine, ...]
    there: tuple[PieceLine, ...]
    folded: tuple[PieceLine, ...]
    opinions: tuple[OpinionLine, ...]
    mine: Opinion | None
    given: int
    wanted: int
    is_opened: bool
    changed: tuple[Text, ...]
    conclusion: OpinionLine | None
    asked: tuple[str, ...]
    why_not: Mapping[str, str]


@dataclass(frozen=True)
class Page:
    """A session, for one reader."""

    id: str
    board: str
    starts: datetime
    site: str
    lines: tuple[Line, ...]
    complete: int
    members: tuple[MemberLine, ...]
    quorum_words: str
    has_quorum: bool
    required_missing: tuple[str, ...]
    closed: datetime | None
    erased: int
    is_coordinator: bool
    is_member: bool
    why_not_close: str
    chosen: Chosen | None


def page_of(stored: Stored, actor: Actor, at: datetime, wanted: str | None = None) -> Page:
    """The page of a session for `actor`; `wanted` is the dossier to open, else the first one without a conclusion."""
    session = stored.session
    assert session.starts is not None
    brought = brought_by((item.dossier for item in session.items), stored.concluded, stored.keys)
    lists = {name: one.checklist(session.papers) for name, one in brought.items()}
    refs = [member.ref for member in session.members] + [one.prescriber for one in brought.values()]
    names = people([*refs, *(item.conclusion.by for item in session.items if item.conclusion)])
    chosen = _chosen_item(session, wanted)
    opened = None if chosen is None else chosen.dossier
    lines = (_line(session, item, brought[item.dossier], lists, names, opened) for item in session.items)
    is_mine = actor.board == session.board
    return Page(
        id=session.id,
        board=AnswerWords(registry(), lang()).board(session.board),
        starts=session.starts.astimezone(PARIS),
        site=stored.site,
        lines=tuple(lines),
        complete=sum(item.is_complete for item in lists.values()),
        members=tuple(_members(session, names)),
        quorum_words=_quorum_words(session),
        has_quorum=session.has_quorum,
        required_missing=session.specialties_missing,
        closed=None if session.closed is None else session.closed.astimezone(PARIS),
        erased=len(stored.erased),
        is_coordinator=is_mine and actor.role is Role.BOARD_COORDINATOR,
        is_member=is_mine and actor.role is Role.BOARD_MEMBER,
        why_not_close=_why_not(session, SessionAct.CLOSE, actor, at),
        chosen=None if chosen is None else _chosen(session, chosen, brought, lists, names, actor, at),
    )


def _chosen_item(session: Session, wanted: str | None) -> Item | None:
    waiting = next((item for item in session.items if item.conclusion is None), None)
    first = session.items[0] if session.items else None
    return session.item(wanted) or waiting or first


def _line(
    session: Session,
    item: Item,
    brought: Brought,
    lists: Mapping[str, Completeness],
    names: Mapping[str, str],
    opened: str | None,
) -> Line:
    day = session.day
    return Line(
        dossier=item.dossier,
        hour=(session.hour_of(item.dossier) or datetime.min).astimezone(PARIS),
        patient=patient_of(brought.identity, lang()),
        age=brought.identity.age_on(day) if brought.identity is not None and day is not None else None,
        question=brought.question,
        access=access_words(brought),
        presenter=names.get(brought.prescriber, ""),
        **_badge(item, lists[item.dossier])._asdict(),
        is_current=item.dossier == opened,
        changed=brought.changed,
    )


def access_words(brought: Brought) -> str:
    """« Lutathera · Tumeur neuroendocrine bronchique… »; the programme alone for a dossier without a check."""
    if brought.outcome is None:
        return programme_words(brought.row, lang())
    return f"{product_words(brought.row.programme, lang())} · {brought.outcome['label']}"


_MARKS = {Answer.PROPOSES: "ok", Answer.DECLINES: "no", Answer.OTHER: "wait", Answer.ASKS: "unk"}


class _Badge(NamedTuple):
    state: Text
    shape: str
    colour: str


def _badge(item: Item, found: Completeness) -> _Badge:
    """What was concluded; before that, whether the file is complete."""
    if item.conclusion is not None:
        words, mark = ANSWERS[item.conclusion.answer], _MARKS[item.conclusion.answer]
        return _Badge(Text(words.fr.capitalize(), words.en.capitalize()), mark, mark)
    total, missing = len(found.pieces), found.missing
    if not found.pieces:
        return _Badge(Text("Sans vérification jointe", "No check attached"), "unk", "unk")
    if not missing:
        return _Badge(Text(f"Complet, {total} sur {total}", f"Complete, {total} of {total}"), "ok", "ok")
    plural = plural_s(len(missing))
    return _Badge(
        Text(f"Manque {len(missing)} élément{plural} sur {total}", f"{len(missing)} of {total} missing"), "unk", "unk"
    )


def _quorum_words(session: Session) -> str:
    """« 2 spécialités, 3 demandées »: more than are asked for may be there."""
    present, wanted = len(session.specialties_present), session.quorum.specialties
    several, asked = (plural_s(number) for number in (present, wanted))
    french = f"{present} spécialité{several}, {wanted} demandée{asked}"
    return say(Text(french, f"{present} {'specialty' if present == 1 else 'specialties'}, {wanted} asked for"))


def _members(session: Session, names: Mapping[str, str]) -> list[MemberLine]:
    return [
        MemberLine(
            member.ref,
            names.get(member.ref, ""),
            member.specialty,
            member.ref in session.present,
            member.ref == session.chair,
        )
        for member in session.members
    ]


def _chosen(
    session: Session,
    item: Item,
    brought: Mapping[str, Brought],
    lists: Mapping[str, Completeness],
    names: Mapping[str, str],
    actor: Actor,
    at: datetime,
) -> Chosen:
    one, found = brought[item.dossier], lists[item.dossier]
    # What speaks against the access is never folded away.
    there = sorted((piece_line(piece) for piece in found.pieces if piece.is_there), key=lambda line: line.order)
    shown = max(_SHOWN, sum(line.order == 0 for line in there))
    seen = visible_opinions(session, item.dossier, actor.ref)
    acts = (SessionAct.GIVE_OPINION, SessionAct.OPEN_OPINIONS, SessionAct.CONCLUDE, SessionAct.REMOVE_DOSSIER)
    ended = item.conclusion
    return Chosen(
        dossier=item.dossier,
        patient=patient_of(one.identity, lang()),
        question=one.question,
        missing=tuple(piece_line(piece) for piece in found.missing),
        there=tuple(there[:shown]),
        folded=tuple(there[shown:]),
        opinions=tuple(OpinionLine(names.get(it.member, ""), say(ANSWERS[it.answer]), it.words) for it in seen),
        mine=next((it for it in seen if it.member == actor.ref), None),
        given=len(item.opinions),
        wanted=len(session.members),
        is_opened=item.opened is not None,
        changed=one.changed,
        conclusion=None
        if ended is None
        else OpinionLine(names.get(ended.by, ""), say(ANSWERS[ended.answer]), ended.words),
        asked=() if ended is None else ended.asked,
        why_not={act.name.lower(): _why_not(session, act, actor, at, item.dossier) for act in acts},
    )


def piece_line(piece: Piece) -> PieceLine:
    """A line of the checklist in words."""
    if piece.is_paper or not piece.is_there:
        return PieceLine(say(piece.words), piece.is_there, piece.is_paper)
    fact, origin = AnswerWords(registry(), lang()).facts({"because": piece.seen})
    return PieceLine(
        say(piece.words), True, False, "" if fact in piece.words else fact, origin, piece.is_met, piece.matters
    )


def _why_not(session: Session, act: SessionAct, actor: Actor, at: datetime, dossier: str | None = None) -> str:
    """The sentence under a button that cannot work; empty where it can."""
    found = refusal(session, act, actor, at, dossier)
    return "" if found is None else f"{found.what(lang())} {found.do(lang())}"
