"""The application `demonstration`."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """Has no models: it fills those of the others."""

    name = "saufconduit.web.demonstration"
    label = "demonstration"
