"""A board with its members and dossiers that wait for it, for the tests of sessions; every patient is invented."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from web_dossiers import COLZA, NOON
from web_people import Hospital, Person, hospital, person

from saufconduit.casework.board_session import Member
from saufconduit.casework.words import Act, Role
from saufconduit.web.boards.actions import sessions
from saufconduit.web.demonstration.patients import file_of
from saufconduit.web.dossiers.actions.acting import do, open_dossier
from saufconduit.web.dossiers.checked import check_of
from saufconduit.web.dossiers.identity import Identity

SESSION = "rcp-test"
STARTS = datetime(2026, 10, 12, 17, 30, tzinfo=ZoneInfo("Europe/Paris"))
DAY = date(2026, 10, 12)
WORDS = "Progression après deux lignes."


@dataclass(frozen=True)
class Board:
    """A board of three members, two of them called with specialties that make a quorum with the chair."""

    house: Hospital
    chair: Person
    surgeon: Person
    nuclear: Person
    stranger: Person  # a member of another board

    @property
    def members(self) -> tuple[Member, ...]:
        """Those called."""
        return (
            Member(self.chair.user.ref, "oncologie médicale"),
            Member(self.surgeon.user.ref, "chirurgie thoracique"),
            Member(self.nuclear.user.ref, "médecine nucléaire"),
        )

    def plan(self, **others: Any) -> str:
        """A session today."""
        given = {"starts": STARTS, "chair": self.chair.user.ref, "members": self.members, "session": SESSION}
        return sessions.plan_session(by=self.house.coordinator.actor, at=NOON, **{**given, **others})

    def refer(self, kind: str = "bronchial", identity: Identity = COLZA) -> str:
        """A dossier that waits for the opinion of the board."""
        indication = "other-net" if kind.startswith("other-net") else "bronchial-net"
        check = check_of(file_of(kind, identity, DAY), "lutathera-cpc", indication, DAY, DAY)
        data = {"regime": "cpc", "programme": "lutathera-cpc", "indication": indication}
        data |= {"prescriber": self.house.doctor.user.ref, "eligibility": check.to_dict()}
        by = self.house.doctor.actor
        dossier = open_dossier(by=by, at=NOON, identity=identity, data=data)
        asked = {"board": "renaten", "question": "Lutathera après évérolimus ?"}
        do(dossier=dossier, act=Act.REFER_TO_BOARD, by=by, at=NOON, data=asked)
        return dossier

    def heard(self, *dossiers: str) -> None:
        """A session with these dossiers on its agenda."""
        self.plan()
        for dossier in dossiers:
            sessions.add_dossier(session=SESSION, dossier=dossier, by=self.house.coordinator.actor, at=NOON)

    def advise(self, dossier: str, who: Person, answer: str = "proposes", words: str = WORDS) -> None:
        """The opinion of a member."""
        sessions.give_opinion(session=SESSION, dossier=dossier, answer=answer, words=words, by=who.actor, at=NOON)

    def ready(self, dossier: str) -> None:
        """All are present, the opinions are open."""
        for who in (self.chair, self.surgeon, self.nuclear):
            by, ref = self.house.coordinator.actor, who.user.ref
            sessions.note_presence(session=SESSION, member=ref, is_present=True, by=by, at=NOON)
        sessions.open_opinions(session=SESSION, dossier=dossier, by=self.chair.actor, at=NOON)

    def conclude(self, dossier: str, answer: str = "proposes", **others: Any) -> None:
        """What the board concludes."""
        by = self.house.coordinator.actor
        sessions.conclude(session=SESSION, dossier=dossier, answer=answer, words=WORDS, by=by, at=NOON, **others)

    def close(self) -> None:
        """Closes the session."""
        sessions.close_session(session=SESSION, by=self.house.coordinator.actor, at=NOON)


def board() -> Board:
    """The people of the board Renaten."""
    house = hospital()
    names = (("ciste", "Pr Ciste DÉMO"), ("fusain", "Dr Fusain FACTICE"), ("alisier", "Dr Alisier ESSAI"))
    held = [person(house.site, login, name, Role.BOARD_MEMBER, board="renaten") for login, name in names]
    stranger = person(house.site, "sorbier", "Dr Sorbier EXEMPLE", Role.BOARD_MEMBER, board="omega")
    return Board(house, *held, stranger)
