"""The application that holds what all pages share."""

from django.apps import AppConfig

from saufconduit.vocabulary.text import Text
from saufconduit.web.look.frame import Entry, offer_in_foot


class LookConfig(AppConfig):
    """Has no models."""

    name = "saufconduit.web.look"
    label = "look"

    def ready(self) -> None:
        """Puts help first in the foot of every page."""
        offer_in_foot(Entry(Text("Aide et contacts", "Help and contacts"), "look:help", 10))
        offer_in_foot(Entry(Text("Déclaration d’accessibilité", "Accessibility statement"), "look:accessibility", 20))
