"""Files that the service alone reads: closed to others from their first byte, whatever the mask of the process."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_FILE, _FOLDER, _OTHERS = 0o600, 0o700, 0o077


def open_private(path: Path) -> BinaryIO:
    """A file to be written, in place of what it held."""
    file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _FILE), "wb")
    os.fchmod(file.fileno(), _FILE)  # where a file of that name was there, open to others
    return file


def make_private(path: Path) -> None:
    """Makes an empty file where there is none, closes to others one that is there.

    SQLite gives the files beside its database the rights of that one. A file of another owner is left as it is.
    """
    os.close(os.open(path, os.O_RDONLY | os.O_CREAT, _FILE))
    for one in (path, *(path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm"))):
        if one.exists() and one.stat().st_mode & _OTHERS:
            with suppress(PermissionError):
                one.chmod(_FILE)


def copy_private(source: Path, target: Path) -> None:
    """Copies a folder with all that it holds; the rights of the source are not those of the copy.

    A file that goes meanwhile is left out: one that was being written, one of a dossier that was erased.
    """
    target.mkdir(mode=_FOLDER, exist_ok=True)
    for path in sorted(source.iterdir()):
        if path.is_dir():
            copy_private(path, target / path.name)
        else:
            with suppress(FileNotFoundError), path.open("rb") as read, open_private(target / path.name) as written:
                shutil.copyfileobj(read, written)
