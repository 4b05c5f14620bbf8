"""Writing a backup, giving it back: databases first, then documents, the manifest last."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.commands import problems
from saufconduit.web.commands.archive import folder_name, read_manifest, write_manifest
from saufconduit.web.commands.copying import copy_in, copy_out, migrations_of, vendor_of
from saufconduit.web.commands.preparing import ZONES, check_databases, holds_dossiers, make_folders
from saufconduit.web.commands.private_files import copy_private, open_private
from saufconduit.web.commands.rotating import needed_masters
from saufconduit.web.config.environment import first_line
from saufconduit.web.journal import problems as journal
from saufconduit.web.journal.erasure_register import NAME, enter_missing
from saufconduit.web.journal.keys import SESSION, keys, master_path
from saufconduit.web.journal.verify import head

_DOCUMENTS = "documents"


def save(folder: Path) -> Path:
    """Writes both zones in folders of their own, so that one can be handed over without the other.

    The hospital's first: what is delivered to the exploitant meanwhile is delivered again after a restore, which
    changes nothing. Documents last: those of every event are there, a later one too many harms nobody.
    """
    made = datetime.now(UTC)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole, partial = _name_for(folder, made)
    try:
        _write(partial, made)
        partial.rename(whole)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return whole


def _name_for(folder: Path, made: datetime, number: int = 1) -> tuple[Path, Path]:
    """A name that no other backup has, nor takes: the folder in which one writes holds it until then."""
    whole = folder / folder_name(made, number)
    partial = whole.with_name(f"{whole.name}.partial")
    try:
        partial.mkdir(mode=0o700)
    except FileExistsError:
        return _name_for(folder, made, number + 1)
    if whole.exists():
        partial.rmdir()
        return _name_for(folder, made, number + 1)
    return whole, partial


def _write(folder: Path, made: datetime) -> None:
    masters = needed_masters()
    position, last = head()
    for alias, zone in ZONES.items():
        copy_out(alias, folder / zone)
    if settings.DOCUMENTS.is_dir():
        copy_private(settings.DOCUMENTS, folder / _DOCUMENTS)
    enter_missing()
    if (settings.KEYS / NAME).is_file():
        # It names no patient; a backup that is older, given back beside this one, is compared with it.
        with open_private(folder / ZONES[DEFAULT_DB_ALIAS] / NAME) as file:
            file.write((settings.KEYS / NAME).read_bytes())
    content = {
        "made": made.isoformat(timespec="seconds"),
        "engine": {zone: vendor_of(alias) for alias, zone in ZONES.items()},
        "migrations": {zone: migrations_of(alias) for alias, zone in ZONES.items()},
        "head": [position, last],
        # Those of before the copy with those of after: a key may be changed meanwhile.
        "masters": sorted(masters | needed_masters()),
    }
    write_manifest(folder, content)


def registers_beside(folder: Path) -> list[Path]:
    """The copies of the register of erasures in the backups of a folder."""
    return sorted(folder.glob(f"*/{ZONES[DEFAULT_DB_ALIAS]}/{NAME}"))


def save_keys(folder: Path) -> None:
    """Copies the keys with the register of erasures, readable by their owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys()
    _copy_keys(settings.KEYS, folder)


def give_back(folder: Path) -> dict[str, Any]:
    """Fills empty databases and folders from a backup; what its manifest says.

    Raises Problem before anything is written: `web.not-a-backup`, `web.backup-spoilt`, `web.other-engine`,
    `web.not-empty`, `journal.no-keys`.
    """
    manifest = read_manifest(folder)
    make_folders()
    check_databases()
    _check_keys(manifest)
    for alias, zone in ZONES.items():
        if manifest["engine"][zone] != vendor_of(alias):
            raise Problem(problems.OTHER_ENGINE, name=manifest["engine"][zone])
    if holds_dossiers() or any(settings.DOCUMENTS.iterdir()):
        raise Problem(problems.NOT_EMPTY)
    for alias, zone in ZONES.items():
        copy_in(alias, folder / zone, manifest["migrations"][zone])
    if (folder / _DOCUMENTS).is_dir():
        copy_private(folder / _DOCUMENTS, settings.DOCUMENTS)
    connections.close_all()
    return manifest


def _check_keys(manifest: dict[str, Any]) -> None:
    """Raises `journal.no-keys` where a key that the backup needs is not here; an older backup does not say which."""
    for number in manifest.get("masters", []):
        if number not in keys().masters:
            raise Problem(journal.NO_KEYS, name=master_path(settings.KEYS, number).name)
    keys()


def give_back_keys(folder: Path) -> None:
    """Copies keys where this installation looks for them; raises Problem `web.not-empty` where others are."""
    if any(settings.KEYS.glob("*.key")):
        raise Problem(problems.NOT_EMPTY)
    settings.KEYS.mkdir(mode=0o700, parents=True, exist_ok=True)
    _copy_keys(folder, settings.KEYS)
    settings.SECRET_KEY = first_line([settings.KEYS / SESSION])


def _copy_keys(source: Path, target: Path) -> None:
    """Each file is closed to others from its first byte, and has the day on which it was made."""
    for path in (*sorted(source.glob("*.key")), *source.glob(NAME)):
        with open_private(target / path.name) as file:
            file.write(path.read_bytes())
        told = path.stat()
        os.utime(target / path.name, ns=(told.st_atime_ns, told.st_mtime_ns))
