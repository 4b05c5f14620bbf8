"""Erasing again the dossiers that an older copy of the database brought back."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from saufconduit.web.commands.saving import registers_beside
from saufconduit.web.dossiers.actions.erasing import erase_again
from saufconduit.web.journal.erasure_register import Registered, brought_back, enter_missing, registered


def known_erasures() -> dict[str, Registered]:
    """What the register of this machine tells, with those that the backups took along."""
    folder: Path | None = settings.BACKUPS
    return registered([] if folder is None else registers_beside(folder))


def erase_what_came_back(known: dict[str, Registered]) -> int:
    """Erases each of them again, with its trace; how many."""
    back = brought_back(known)
    for one in back:
        erase_again(known=one, at=datetime.now(UTC))
    enter_missing()
    return len(back)
