"""The sessions of boards of the demonstration, as deeds to be done at their times."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from saufconduit.casework.words import Role
from saufconduit.web.boards.actions import sessions as actions
from saufconduit.web.demonstration.calendar import REQUIRED, SESSIONS, Held
from saufconduit.web.demonstration.dossiers import Deed, Heard, Universe

_PLANNED = 21  # days before a session
_WORDS = {
    "proposes": "Les critères sont remplis, l’état général le permet (démonstration).",
    "declines": "Le rapport entre bénéfice et risque ne le permet pas (démonstration).",
    "other": "Un essai est ouvert et convient mieux (démonstration).",
    "asks": "Le dossier ne permet pas de conclure (démonstration).",
}
_ASKED = ("Dates et issue de l’évérolimus",)


def set_boards(universe: Universe) -> None:
    """What each board chose."""
    for board, required in REQUIRED.items():
        by = universe.cast.coordinator(board)
        actions.set_board(by=by, specialties=3, required=required, papers=(), minutes=15)


def session_deeds(universe: Universe) -> list[Deed]:
    """What is done in all the sessions."""
    return [deed for name, held in SESSIONS.items() for deed in _Clerk(universe, name, held).deeds()]


class _Clerk:
    """Keeps one session."""

    def __init__(self, universe: Universe, name: str, held: Held) -> None:
        self.universe, self.held = universe, held
        self.session = f"rcp-{name}"
        self.heard: Sequence[Heard] = universe.heard.get(name, ())
        self.by = universe.cast.coordinator(held.board)
        self.members = universe.cast.members(held.board)
        self.starts = universe.at(held.ago, held.hour, 30)

    def deeds(self) -> Iterator[Deed]:
        planned = self.universe.at(self.held.ago + _PLANNED, 9)
        yield Deed(planned, self._plan)
        for place, item in enumerate(self.heard):
            added = max(planned, self.universe.at(item.referred - 1, 9)) + timedelta(minutes=place)
            yield Deed(added, partial(self._add, item))
            for number, login in enumerate(self.held.advised):
                given = self.universe.at(max(self.held.ago + 1, 1), 12 + number, place)
                yield Deed(given, partial(self._advise, item, login))
        if self.held.is_held:
            yield from self._held()

    def _held(self) -> Iterator[Deed]:
        for place, login in enumerate(self.members):
            yield Deed(self.starts + timedelta(seconds=place), partial(self._note, login))
        for place, item in enumerate(self.heard):
            turn = self.starts + timedelta(minutes=1 + 15 * place)
            yield Deed(turn, partial(self._open, item))
            yield Deed(turn + timedelta(minutes=10), partial(self._conclude, item))
        yield Deed(self.starts + timedelta(minutes=15 * len(self.heard) + 5), self._close)

    def _plan(self, at: datetime) -> None:
        chair = self.members[self.held.chair].ref
        called = list(self.members.values())
        actions.plan_session(by=self.by, at=at, starts=self.starts, chair=chair, members=called, session=self.session)

    def _add(self, item: Heard, at: datetime) -> None:
        actions.add_dossier(session=self.session, dossier=item.dossier, by=self.by, at=at)

    def _advise(self, item: Heard, login: str, at: datetime) -> None:
        by = self.universe.cast.actor(login, Role.BOARD_MEMBER, self.held.board)
        answer = item.answer or "proposes"
        actions.give_opinion(
            session=self.session, dossier=item.dossier, answer=answer, words=_WORDS[answer], by=by, at=at
        )

    def _note(self, login: str, at: datetime) -> None:
        ref = self.members[login].ref
        actions.note_presence(session=self.session, member=ref, is_present=True, by=self.by, at=at)

    def _open(self, item: Heard, at: datetime) -> None:
        by = self.universe.cast.actor(self.held.chair, Role.BOARD_MEMBER, self.held.board)
        actions.open_opinions(session=self.session, dossier=item.dossier, by=by, at=at)

    def _conclude(self, item: Heard, at: datetime) -> None:
        answer = item.answer or "proposes"
        actions.conclude(
            session=self.session,
            dossier=item.dossier,
            answer=answer,
            words=_WORDS[answer],
            asked=_ASKED if answer == "asks" else (),
            by=self.by,
            at=at,
        )

    def _close(self, at: datetime) -> None:
        actions.close_session(session=self.session, by=self.by, at=at)
