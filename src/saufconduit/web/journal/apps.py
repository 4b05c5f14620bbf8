"""The application `journal`."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Events, keys of dossiers, security log, outbox."""

    name = "saufconduit.web.journal"
    label = "journal"
