"""The application of the register."""

from django.apps import AppConfig

from saufconduit.vocabulary.text import Text
from saufconduit.web.look.frame import Entry, offer_in_bar, offer_in_foot


class CatalogueConfig(AppConfig):
    """Has no models: the registry is read from its files."""

    name = "saufconduit.web.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Puts the pages in the bar and in the foot."""
        from saufconduit.web.accounts.words import CARE_ROLES  # reads models, which are not there before

        offer_in_bar(Entry(Text("Référentiel", "Register"), "catalogue:programmes", 20))
        offer_in_bar(
            Entry(Text("Vérifier un patient", "Check a patient"), "catalogue:check", 30, frozenset(CARE_ROLES))
        )
        offer_in_foot(Entry(Text("Lectures des textes", "Readings of the texts"), "catalogue:readings", 30))
