"""The application `boards`."""

from django.apps import AppConfig

from saufconduit.casework.words import Act, Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.dossiers.guards import follow_erasure, guard
from saufconduit.web.dossiers.papers_elsewhere import Paper, offer_papers
from saufconduit.web.look.frame import Entry, offer_in_bar

READERS = (Role.BOARD_COORDINATOR, Role.BOARD_MEMBER)
"""Who reads the sessions of a board: those who hold it."""


def _why_wait(dossier: str) -> Problem | None:
    from saufconduit.web.boards.queries import why_wait  # needs the tables, which are not there yet

    return why_wait(dossier)


def _extracts(dossier: str) -> list[Paper]:
    from saufconduit.web.boards.queries import extracts_of  # needs the tables, which are not there yet

    return extracts_of(dossier)


def _drop(dossier: str) -> None:
    from saufconduit.web.boards.actions.projecting import project_sessions_of  # needs the tables too

    project_sessions_of(dossier)


class BoardsConfig(AppConfig):
    """Tumour boards."""

    name = "saufconduit.web.boards"
    label = "boards"

    def ready(self) -> None:
        """Puts the page in the bar; tells dossiers of extracts, of opinions that wait for their session."""
        guard(Act.RECORD_BOARD_OPINION, _why_wait)
        follow_erasure(_drop)
        offer_papers(self.label, _extracts)
        roles = frozenset(role.value for role in (*READERS, Role.PRESCRIBER))
        offer_in_bar(Entry(Text("RCP", "Boards"), "boards:sessions", 50, roles))
