"""The pages of accounts that the bar offers."""

from saufconduit.casework.words import Role
from saufconduit.vocabulary.text import Text
from saufconduit.web.look.frame import Entry, offer_in_bar


def offer() -> None:
    """The administration of accounts, for who administers a site."""
    roles = frozenset({Role.SITE_ADMINISTRATOR.value})
    offer_in_bar(Entry(Text("Comptes", "Accounts"), "accounts:people", 80, roles))
    prescribers = frozenset({Role.PRESCRIBER.value})
    offer_in_bar(Entry(Text("Délégations", "Delegations"), "accounts:delegations", 85, prescribers))
