"""The master key is changed in two steps: all is wrapped again, then, after a backup, the old one goes."""

from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.commands import problems
from saufconduit.web.commands.actions import factor_masters, seal_factors_again
from saufconduit.web.commands.archive import latest_folder, read_manifest
from saufconduit.web.journal.dossier_keys import masters_in_use, wrap_again
from saufconduit.web.journal.keys import add_master, drop_master, keys
from saufconduit.web.journal.security import Sight, log


class Rotated(NamedTuple):
    """The master key in use, how much it has come to wrap, whether an earlier change was left half way."""

    master: int
    dossiers: int
    factors: int
    is_resumed: bool


def needed_masters() -> set[int]:
    """The numbers of the master keys without which something here cannot be read."""
    return masters_in_use() | factor_masters()


def is_half_way() -> bool:
    """True if something is still wrapped by an older master key than the one in use."""
    return bool(needed_masters() - {keys().current})


def rotate() -> Rotated:
    """Makes a new master key, unless an earlier change stopped half way; wraps everything with it, or nothing.

    The file of the key comes first: whatever is wrapped by it can be read wherever the change is cut short.
    """
    is_resumed = is_half_way()
    if not is_resumed:
        add_master(settings.KEYS)
    with transaction.atomic():
        dossiers, factors, master = wrap_again(), seal_factors_again(), keys().current
        log(Sight.KEYS_CHANGED, record=f"master:{master}")
    return Rotated(master, dossiers, factors, is_resumed)


def remove_old(backups: Path | None) -> list[int]:
    """Removes the older master keys once a whole backup does without them; their numbers.

    Raises Problem `web.key-still-used`, `web.key-not-saved`, `web.backup-spoilt`; then nothing is removed.
    """
    held = keys()
    old = sorted(set(held.masters) - {held.current})
    if not old:
        return []
    if needed_masters() & set(old):
        raise Problem(problems.KEY_STILL_USED)
    last = None if backups is None else latest_folder(backups)
    # A backup that does not say which keys it needs was made before they could be changed.
    if last is None or set(old) & set(read_manifest(last).get("masters", old)):
        raise Problem(problems.KEY_NOT_SAVED)
    for number in old:
        log(Sight.KEYS_CHANGED, record=f"removed:{number}")
        drop_master(settings.KEYS, number)
    return old
