"""A session of a tumour board, as its own journal made it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from saufconduit.casework.event import Actor, civil_day
from saufconduit.vocabulary.text import Text


class SessionAct(StrEnum):
    """What is done in a session; the order is that of a session."""

    PLAN = "board-plan"
    ADD_DOSSIER = "board-add-dossier"
    REMOVE_DOSSIER = "board-remove-dossier"
    NAME_CHAIR = "board-name-chair"
    NOTE_PRESENCE = "board-note-presence"
    GIVE_OPINION = "board-give-opinion"
    OPEN_OPINIONS = "board-open-opinions"
    CONCLUDE = "board-conclude"
    CLOSE = "board-close"


class Answer(StrEnum):
    """What a member advises, what the board concludes."""

    PROPOSES = "proposes"
    DECLINES = "declines"
    OTHER = "other"
    ASKS = "asks"


ANSWERS: Mapping[Answer, Text] = {
    Answer.PROPOSES: Text("propose le traitement", "proposes the treatment"),
    Answer.DECLINES: Text("ne le propose pas", "does not propose it"),
    Answer.OTHER: Text("propose un autre traitement ou un essai", "proposes another treatment or a trial"),
    Answer.ASKS: Text("demande un élément avant de conclure", "asks for something before it concludes"),
}
OPINION_OF: Mapping[Answer, str] = {
    Answer.PROPOSES: "favourable",
    Answer.DECLINES: "unfavourable",
    Answer.OTHER: "other",
}
"""The word of the dossier's event; a board that asks gives no opinion, the request goes back to the prescriber."""


class Member(NamedTuple):
    """A member called to a session, by the id of the account."""

    ref: str
    specialty: str


class Quorum(NamedTuple):
    """How many specialties must be present, which ones among them: a setting of the board, no text gives it."""

    specialties: int = 3
    required: tuple[str, ...] = ()


DEFAULT_QUORUM = Quorum()


class Opinion(NamedTuple):
    """What one member advises on one dossier; the last one given counts."""

    member: str
    answer: Answer
    words: str
    at: datetime


class Conclusion(NamedTuple):
    """What the board says of one dossier; `asked` is what it needs before it can say more."""

    answer: Answer
    words: str
    asked: tuple[str, ...]
    at: datetime
    by: str


@dataclass(frozen=True)
class Item:
    """A dossier on the agenda."""

    dossier: str
    opinions: tuple[Opinion, ...] = ()
    opened: datetime | None = None
    conclusion: Conclusion | None = None


@dataclass(frozen=True)
class SessionEvent:
    """`number` counts from 1 in its session, `at` has its time zone, `data` is plain JSON."""

    number: int
    act: SessionAct
    at: datetime
    by: Actor
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Session:
    """A session as its events made it; `minutes` is the time that a dossier takes."""

    id: str = ""
    board: str = ""
    starts: datetime | None = None
    chair: str = ""
    members: tuple[Member, ...] = ()
    quorum: Quorum = DEFAULT_QUORUM
    papers: tuple[str, ...] = ()
    minutes: int = 15
    items: tuple[Item, ...] = ()
    present: frozenset[str] = frozenset()
    closed: datetime | None = None
    events: int = 0

    @property
    def day(self) -> date | None:
        """The civil day in Paris on which it takes place."""
        return None if self.starts is None else civil_day(self.starts)

    def item(self, dossier: str | None) -> Item | None:
        """The place of a dossier on the agenda, or None."""
        return next((item for item in self.items if item.dossier == dossier), None)

    def hour_of(self, dossier: str) -> datetime | None:
        """When a dossier comes up, if each takes the time that the setting gives it."""
        order = [item.dossier for item in self.items]
        if self.starts is None or dossier not in order:
            return None
        return self.starts + timedelta(minutes=self.minutes * order.index(dossier))

    def is_called(self, ref: str) -> bool:
        """True if the account is among the members called."""
        return any(member.ref == ref for member in self.members)

    @property
    def specialties_present(self) -> frozenset[str]:
        """The specialties of those noted as present."""
        return frozenset(member.specialty for member in self.members if member.ref in self.present)

    @property
    def specialties_missing(self) -> tuple[str, ...]:
        """Those that the quorum requires by name."""
        return tuple(name for name in self.quorum.required if name not in self.specialties_present)

    @property
    def has_quorum(self) -> bool:
        """True if enough specialties are present, with all those that are required."""
        return len(self.specialties_present) >= self.quorum.specialties and not self.specialties_missing


def visible_opinions(session: Session, dossier: str, viewer: str) -> tuple[Opinion, ...]:
    """The opinions that `viewer` may read: one's own; all of them once the chair opened them to those who take part.

    The only way to the opinions for what shows them: nobody, the chair included, reads those of others before.
    """
    item = session.item(dossier)
    if item is None:
        return ()
    if item.opened is not None:
        return item.opinions
    return tuple(opinion for opinion in item.opinions if opinion.member == viewer)


def fold_session(events: Iterable[SessionEvent]) -> Session:
    """The session that the events made."""
    session = Session()
    for event in events:
        session = apply_session(session, event)
    return session


def apply_session(session: Session, event: SessionEvent) -> Session:
    """The session after one more event."""
    data = event.data
    after = replace(session, events=event.number)
    if event.act is SessionAct.PLAN:
        return _planned(after, data)
    if event.act is SessionAct.ADD_DOSSIER:
        return replace(after, items=(*after.items, Item(data["dossier"])))
    if event.act is SessionAct.REMOVE_DOSSIER:
        return replace(after, items=tuple(item for item in after.items if item.dossier != data["dossier"]))
    if event.act is SessionAct.NAME_CHAIR:
        return replace(after, chair=data["chair"])
    if event.act is SessionAct.NOTE_PRESENCE:
        others = after.present - {data["member"]}
        return replace(after, present=others | {data["member"]} if data["is_present"] else others)
    if event.act is SessionAct.CLOSE:
        return replace(after, closed=event.at)
    items = tuple(_item_after(item, event) if item.dossier == data["dossier"] else item for item in after.items)
    return replace(after, items=items)


def _planned(session: Session, data: Mapping[str, Any]) -> Session:
    quorum = data["quorum"]
    return replace(
        session,
        id=data["session"],
        board=data["board"],
        starts=datetime.fromisoformat(data["starts"]),
        chair=data["chair"],
        members=tuple(Member(item["ref"], item["specialty"]) for item in data["members"]),
        quorum=Quorum(quorum["specialties"], tuple(quorum["required"])),
        papers=tuple(data["papers"]),
        minutes=data["minutes"],
    )


def _item_after(item: Item, event: SessionEvent) -> Item:
    data = event.data
    if event.act is SessionAct.OPEN_OPINIONS:
        return replace(item, opened=event.at)
    answer = Answer(data["answer"])
    if event.act is SessionAct.GIVE_OPINION:
        others = tuple(opinion for opinion in item.opinions if opinion.member != event.by.ref)
        return replace(item, opinions=(*others, Opinion(event.by.ref, answer, data["words"], event.at)))
    return replace(item, conclusion=Conclusion(answer, data["words"], tuple(data["asked"]), event.at, event.by.ref))
