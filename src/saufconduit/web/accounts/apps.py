"""The application `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts and places at work."""

    name = "saufconduit.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listens to what allauth tells, for the security log; offers its pages."""
        from saufconduit.web.accounts import bar, sightings

        sightings.listen()
        bar.offer()
