"""The registry, kept ready between two commands: rebuilt by itself when knowledge or code changes."""

import hashlib
import os
import pickle
import sys

from saufconduit.registry.catalogue import Registry
from saufconduit.registry.files import OVERLAY, PACKAGED, knowledge_files

_FLOORS = ("vocabulary", "patients", "criteria", "criteria/checks", "regimes", "registry", "registry/pathways")


def load_registry() -> Registry:
    """The packaged knowledge, with the folder named by SAUFCONDUIT_KNOWLEDGE laid over it.

    Raises Problem or Problems when a file is wrong. A cache that cannot be read or written is done without.
    """
    files = knowledge_files(os.environ.get(OVERLAY))
    path = _cache_path(files)
    registry = _read(path)
    if registry is None:
        from saufconduit.registry.load import build_registry  # the readers are slow to import, and rarely needed

        registry = build_registry(files)
        _write(path, registry)
    return registry


def _cache_path(files: dict[str, str]) -> str:
    """A name that changes with any file of knowledge or code: its path, size and time."""
    root = os.path.dirname(PACKAGED)
    code = [
        os.path.join(root, floor, name) for floor in _FLOORS for name in sorted(os.listdir(os.path.join(root, floor)))
    ]
    digest = hashlib.sha256(sys.version.encode())
    for path in (*files.values(), *(name for name in code if name.endswith(".py"))):
        stat = os.stat(path)
        digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(home, "saufconduit", f"registry-{digest.hexdigest()[:32]}.pickle")


def _read(path: str) -> Registry | None:
    """The registry of a cache file that only this user can have written, or None."""
    try:
        with open(path, "rb") as stream:
            stat = os.fstat(stream.fileno())
            if stat.st_uid != os.getuid() or stat.st_mode & 0o022:
                return None
            registry = pickle.load(stream)
    except Exception:  # a cache cut short or from another version: it is rebuilt
        return None
    return registry if isinstance(registry, Registry) else None


def _write(path: str, registry: Registry) -> None:
    """Replaces the cache in one step; older ones are removed."""
    folder, temporary = os.path.dirname(path), f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            pickle.dump(registry, stream, protocol=pickle.HIGHEST_PROTOCOL)
        os.replace(temporary, path)
        for name in os.listdir(folder):
            if name.startswith("registry-") and os.path.join(folder, name) != path:
                os.unlink(os.path.join(folder, name))
    except OSError:
        return
