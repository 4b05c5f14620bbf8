"""The application `review`."""

from django.apps import AppConfig

from saufconduit.casework.words import Role
from saufconduit.vocabulary.text import Text
from saufconduit.web.look.frame import Entry, offer_in_bar


class ReviewConfig(AppConfig):
    """Official documents under review."""

    name = "saufconduit.web.review"
    label = "review"

    def ready(self) -> None:
        """Puts the page in the bar of who edits the register."""
        roles = frozenset({Role.SITE_ADMINISTRATOR.value})
        offer_in_bar(Entry(Text("Relecture", "Review"), "review:reviews", 70, roles))
