"""The folder of keys: made once, kept apart from the data, readable by the service alone."""

import base64
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.journal import problems
from saufconduit.web.journal.disk import settle

LENGTH = 32
SESSION, SEAL, CODES = "session.key", "seal.key", "codes.key"


@dataclass(frozen=True)
class Keys:
    """The keys of the machine; a `master` wraps the keys of dossiers, the greatest number is the one in use."""

    masters: Mapping[int, bytes]
    seal: bytes
    codes: bytes

    @property
    def current(self) -> int:
        """The number of the master key in use."""
        return max(self.masters)


def keys() -> Keys:
    """The keys of the folder SAUFCONDUIT_KEYS; raises Problem `journal.no-keys` or `journal.keys-open`."""
    return _load(settings.KEYS, _changed_at(settings.KEYS))


def _changed_at(folder: Path) -> int:
    """When a key was last added or removed: a server that runs takes up the new master key without a restart."""
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=8)
def _load(folder: Path, _changed: int) -> Keys:
    masters = {number: _read(path) for number, path in _masters(folder)}
    if not masters:
        raise Problem(problems.NO_KEYS, name="master-1.key")
    return Keys(masters, _read(folder / SEAL), _read(folder / CODES))


def master_path(folder: Path, number: int) -> Path:
    """The file of a master key."""
    return folder / f"master-{number}.key"


def _masters(folder: Path) -> Iterator[tuple[int, Path]]:
    for path in sorted(folder.glob("master-*.key")):
        yield int(path.stem.removeprefix("master-")), path


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise Problem(problems.NO_KEYS, name=path.name)
    if path.stat().st_mode & 0o077:
        raise Problem(problems.KEYS_OPEN, name=path.name)
    try:
        key = base64.b64decode(path.read_bytes(), validate=False)
    except ValueError:
        key = b""
    if len(key) != LENGTH:
        raise Problem(problems.KEY_SPOILT, name=path.name)
    return key


def make_keys(folder: Path) -> list[Path]:
    """Makes the keys that are not there yet; the paths of those that were made. None is ever written over."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted = [folder / SESSION, folder / SEAL, folder / CODES]
    if not any(_masters(folder)):
        wanted.append(folder / "master-1.key")
    made = [path for path in wanted if not path.exists()]
    for path in made:
        _write(path)
    _load.cache_clear()
    return made


def add_master(folder: Path) -> Path:
    """A new master key, in use from now on; the older ones still open what they wrapped."""
    path = master_path(folder, max((number for number, _ in _masters(folder)), default=0) + 1)
    _write(path)
    _load.cache_clear()
    return path


def drop_master(folder: Path, number: int) -> None:
    """Removes a master key; the caller has seen that nothing needs it any more."""
    path = master_path(folder, number)
    # With what a power cut left of its writing: another name of the same key.
    for left in (path, *folder.glob(f"{path.name}.*")):
        left.unlink(missing_ok=True)
    _load.cache_clear()


def _write(path: Path) -> None:
    """Writes a key whole before it has its name: a server that runs never reads half of one."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(LENGTH)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(part, path)  # refuses where there is one already
    finally:
        part.unlink()
    settle(path.parent)
