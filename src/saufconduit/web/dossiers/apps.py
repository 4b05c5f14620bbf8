"""The application of dossiers."""

from django.apps import AppConfig

from saufconduit.casework.words import Role
from saufconduit.vocabulary.text import Text
from saufconduit.web.look.frame import Entry, offer_in_bar

_CARE = frozenset(
    {
        Role.PRESCRIBER.value,
        Role.INTERN.value,
        Role.PHARMACIST.value,
        Role.RESEARCH_ASSISTANT.value,
        Role.BOARD_COORDINATOR.value,
        Role.BOARD_MEMBER.value,
    }
)


class DossiersConfig(AppConfig):
    """Dossiers and the pharmacy."""

    name = "saufconduit.web.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Puts the pages in the bar."""
        offer_in_bar(Entry(Text("Accueil", "Home"), "dossiers:home", 10, _CARE))
        offer_in_bar(Entry(Text("Dossiers", "Dossiers"), "dossiers:list", 40, _CARE))
        offer_in_bar(Entry(Text("Pharmacie", "Pharmacy"), "dossiers:pharmacy", 60, frozenset({Role.PHARMACIST.value})))
        administrators = frozenset({Role.SITE_ADMINISTRATOR.value})
        offer_in_bar(Entry(Text("Effacements", "Erasures"), "dossiers:erasures", 90, administrators))
