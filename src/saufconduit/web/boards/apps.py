"""The application `boards`."""

from django.apps import AppConfig

from saufconduit.casework.words import Role
from saufconduit.vocabulary.text import Text
from saufconduit.web.look.frame import Entry, offer_in_bar

READERS = (Role.BOARD_COORDINATOR, Role.BOARD_MEMBER)
"""Who reads the sessions of a board: those who hold it."""


class BoardsConfig(AppConfig):
    """Tumour boards."""

    name = "saufconduit.web.boards"
    label = "boards"

    def ready(self) -> None:
        """Puts the page in the bar."""
        roles = frozenset(role.value for role in (*READERS, Role.PRESCRIBER))
        offer_in_bar(Entry(Text("RCP", "Boards"), "boards:sessions", 50, roles))
