"""What the list of sessions reads: few queries, whatever the number of sessions."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.urls import reverse

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Role, State
from saufconduit.reports.paper.answer_words import AnswerWords
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.accounts.models import Membership
from saufconduit.web.boards import problems
from saufconduit.web.boards.models import AgendaRow, SessionRow
from saufconduit.web.dossiers.due import patient_of
from saufconduit.web.dossiers.law import registry
from saufconduit.web.dossiers.lists import first_known
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.papers_elsewhere import Paper
from saufconduit.web.dossiers.queries import named, people
from saufconduit.web.dossiers.readable import Readable
from saufconduit.web.journal.plain_sql import Clause
from saufconduit.web.journal.plain_sql import rows as plain_rows
from saufconduit.web.look.clock import PARIS
from saufconduit.web.look.days import short_day, time_of
from saufconduit.web.look.language import lang

_SHOWN = 30


class SessionLine(NamedTuple):
    """A session of the list."""

    id: str
    starts: datetime
    chair: str
    dossiers: int
    concluded: int
    is_closed: bool


class WaitingLine(NamedTuple):
    """A dossier that waits for a board, without a session."""

    dossier: str
    patient: str
    since: date | None


class PassingLine(NamedTuple):
    """A dossier of one's own at a session to come."""

    dossier: str
    patient: str
    board: str
    starts: datetime


def sessions_of(board: str) -> list[SessionLine]:
    """The sessions of a board: those that are not closed first, then the last ones."""
    rows = SessionRow.objects.filter(board=board)
    coming = list(rows.filter(closed_at=None).order_by("starts_at", "id")[:_SHOWN])
    past = list(rows.exclude(closed_at=None).order_by("-starts_at", "id")[:_SHOWN])
    names = people(row.chair for row in [*coming, *past])
    agenda = AgendaRow.objects.filter(session__in=[*coming, *past]).values_list("session", "is_concluded")
    counts = Counter(agenda)
    return [
        SessionLine(
            row.id,
            row.starts_at.astimezone(PARIS),
            names.get(row.chair, ""),
            counts[row.id, True] + counts[row.id, False],
            counts[row.id, True],
            row.closed_at is not None,
        )
        for row in [*coming, *past]
    ]


def waiting_for(board: str) -> list[WaitingLine]:
    """The dossiers referred to a board that are on no agenda, the one that waits for the longest first."""
    wanted = Clause(
        "d.board = %s AND d.state = %s AND NOT EXISTS "
        "(SELECT 1 FROM boards_agendarow a WHERE a.dossier = d.id AND NOT a.is_concluded)",
        (board, State.AT_BOARD.value),
    )
    of_board = Readable(({"board": (board,)},))  # a board reads who its patients are
    # Backwards along the index of the board: the first ones are found without the others.
    found = first_known(wanted, "d.since, d.id DESC", _SHOWN, of_board)
    return [WaitingLine(one.row.id, patient_of(one.identity, lang()), one.row.since) for one in found]


def passing(prescriber: Actor) -> list[PassingLine]:
    """The dossiers of a prescriber that are on the agenda of a session."""
    mine = DossierRow.objects.filter(site=prescriber.site, prescriber=prescriber.ref, state=State.AT_BOARD.value)
    waiting = AgendaRow.objects.filter(dossier__in=mine.values("id"), is_concluded=False).select_related("session")
    rows = list(waiting.order_by("session__starts_at", "place")[:_SHOWN])
    those = named(mine.filter(id__in=[row.dossier for row in rows]))
    patients = {one.row.id: patient_of(one.identity, lang()) for one in those}
    words = AnswerWords(registry(), lang())
    return [
        PassingLine(
            row.dossier, patients[row.dossier], words.board(row.session.board), row.session.starts_at.astimezone(PARIS)
        )
        for row in rows
    ]


def why_wait(dossier: str) -> Problem | None:
    """Why no opinion is recorded outside of the session that has the dossier on its agenda; None where none has."""
    waiting = AgendaRow.objects.filter(dossier=dossier, is_concluded=False).select_related("session").first()
    if waiting is None:
        return None
    at = waiting.session.starts_at.astimezone(PARIS)
    return Problem(
        problems.ON_AGENDA,
        day_fr=short_day(at.date(), "fr"),
        day_en=short_day(at.date(), "en"),
        hour_fr=time_of(at, "fr"),
        hour_en=time_of(at, "en"),
    )


def extracts_of(dossier: str) -> list[Paper]:
    """The extracts of minutes in which the board concluded on a dossier, the last session first."""
    # Most dossiers have none: that is asked without the ORM.
    if not plain_rows("SELECT 1 FROM boards_agendarow WHERE dossier = %s AND is_concluded LIMIT 1", (dossier,)):
        return []
    rows = AgendaRow.objects.filter(dossier=dossier, is_concluded=True).select_related("session")
    return [_extract(row) for row in rows.order_by("-session__starts_at")]


def _extract(row: AgendaRow) -> Paper:
    day = row.session.starts_at.astimezone(PARIS).date()
    words = Text(
        f"Extrait du compte rendu de RCP, {short_day(day, 'fr')}",
        f"Extract of the minutes of the board, {short_day(day, 'en')}",
    )
    return Paper(words, reverse("boards:extract", args=[row.session_id, row.dossier]))


def members_of(board: str, on: date) -> list[tuple[str, str, str]]:
    """Those who may be called to a session of a board on a day: the account, the name, the specialty.

    The specialty is the position of the account.
    """
    held = Membership.objects.on(on).filter(board=board, role=Role.BOARD_MEMBER.value).select_related("user")
    rows = held.order_by("user__name", "pk")
    return list({row.user.ref: (row.user.ref, row.user.name, row.user.position) for row in rows}.values())


def check_reader(board: str, actor: Actor) -> None:
    """Raises `boards.other-board` for who does not hold that board."""
    if actor.board != board:
        raise Problem(problems.OTHER_BOARD)


def next_session_day(today: date) -> date:
    """The day proposed for a new session: in a week."""
    return today + timedelta(days=7)
