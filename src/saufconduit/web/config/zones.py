"""Which of the two databases holds what."""

from typing import Any

EXPLOITANT = "exploitant"


class ZoneRouter:
    """The application `exploitant` lives in its own database; all the others in the hospital's."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """The database of a model."""
        return _zone(model._meta.app_label)

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """The database of a model."""
        return _zone(model._meta.app_label)

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        """A row never points into the other zone."""
        return _zone(first._meta.app_label) == _zone(second._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Each zone has its own tables and no other."""
        return _zone(app_label) == db


def _zone(app_label: str) -> str:
    return EXPLOITANT if app_label == EXPLOITANT else "default"
