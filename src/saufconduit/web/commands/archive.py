"""A backup on disk: one folder a zone, the documents, a manifest that names every file with its hash."""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.commands import problems
from saufconduit.web.commands.private_files import open_private

MANIFEST = "manifest.json"
FORM = 1
_PREFIX = "saufconduit-"
_STAMP = "%Y-%m-%dT%H%M%SZ"
_NAME = re.compile(rf"{_PREFIX}(\d{{4}}-\d\d-\d\dT\d{{6}}Z)(?:-(\d+))?")
_CHUNK = 1024 * 1024


def folder_name(made: datetime, number: int = 1) -> str:
    """The name of the folder of a backup; the second one of the same second has its number."""
    name = f"{_PREFIX}{made.astimezone(UTC):{_STAMP}}"
    return name if number == 1 else f"{name}-{number}"


def write_manifest(folder: Path, content: Mapping[str, Any]) -> None:
    """Lists every file of the folder with its hash; written last, a folder without it is no backup."""
    files = {path.relative_to(folder).as_posix(): hash_of(path) for path in _files(folder)}
    written = json.dumps({"form": FORM, **content, "files": files}, indent=1, sort_keys=True)
    with open_private(folder / MANIFEST) as file:
        file.write(written.encode())
        file.flush()
        os.fsync(file.fileno())


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest, once every file was found to be as it was written.

    Raises Problem `web.not-a-backup`, `web.backup-spoilt`.
    """
    try:
        content: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files: Mapping[str, str] = content["files"]
        whole = content["form"] == FORM
    except (OSError, ValueError, KeyError, TypeError):
        raise _not_a_backup(folder, "manifest.json manque ou ne se lit pas", "manifest.json is missing") from None
    if not whole:
        raise _not_a_backup(folder, "elle a une forme plus récente", "it has a more recent form")
    for name, wanted in files.items():
        path = folder / name
        if not path.is_file() or hash_of(path) != wanted:
            raise Problem(problems.BACKUP_SPOILT, name=name)
    return content


def _not_a_backup(folder: Path, what_fr: str, what_en: str) -> Problem:
    return Problem(problems.NOT_A_BACKUP, path=folder, what_fr=what_fr, what_en=what_en)


def latest(folder: Path) -> datetime | None:
    """When the last whole backup of a folder was made."""
    return max((made for made, _, _ in _whole(folder)), default=None)


def latest_folder(folder: Path) -> Path | None:
    """The last whole backup of a folder."""
    found = max(_whole(folder), default=None)
    return None if found is None else found[2]


def _whole(folder: Path) -> Iterator[tuple[datetime, int, Path]]:
    """Each whole backup: one that is being written, or that somebody renamed, is none."""
    for path in folder.glob(f"{_PREFIX}*/{MANIFEST}"):
        named = _NAME.fullmatch(path.parent.name)
        if named is not None:
            made = datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
            yield made, int(named[2] or 1), path.parent


def hash_of(path: Path) -> str:
    """SHA-256 of a file, in letters."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            digest.update(part)
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
