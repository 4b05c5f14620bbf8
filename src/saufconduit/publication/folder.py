"""Writes a publication in the place of the former one, whole or not at all."""

import glob
import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from saufconduit.publication import addresses, problems
from saufconduit.publication.manifest import KIND
from saufconduit.vocabulary.problem import Place, Problem


def publish(files: Mapping[str, bytes], folder: str) -> None:
    """Puts `files` in `folder`; pages of a former publication that are no more are removed with it.

    They are written beside it first, then the two folders change places: a reader finds one publication or the other.
    Raises Problem `publication.something-else`, `publication.not-a-folder` or `publication.no-parent`.
    """
    target = check_folder(folder)
    part = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part"))
    try:
        _write(files, part / "fresh")
        _swap(part, target)
    finally:
        if target.exists() or not (part / "former").exists():  # else the next run puts it back: see `_recover`
            shutil.rmtree(part, ignore_errors=True)


def check_folder(folder: str) -> Path:
    """Where `folder` really is; raises a Problem where it holds anything else than a publication as it was written."""
    target = Path(os.path.realpath(folder))  # a link to a folder stays a link
    _recover(target)
    if not target.parent.is_dir():
        raise Problem(problems.NO_PARENT, Place(folder))
    if target.exists() and not target.is_dir():
        raise Problem(problems.NOT_A_FOLDER, Place(folder))
    foreign = next(_foreign(target), None) if target.is_dir() else None
    if foreign is not None:
        raise Problem(problems.SOMETHING_ELSE, Place(folder), name=foreign)
    return target


def _foreign(target: Path) -> Iterator[str]:
    """What is not in the folder as the manifest of the former publication says."""
    known = _hashes(target)
    if not known:  # nothing in it is ours: the first name tells it, without a walk that may be that of a whole disk
        yield from sorted(os.listdir(target))[:1]
        return
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target).as_posix()
        if path.is_symlink() or not (path.is_file() or _is_of_ours(path, name, known)):
            yield name
        elif path.is_file() and name != addresses.MANIFEST and known.get(name) != _hash(path):
            yield name


def _is_of_ours(path: Path, name: str, known: Mapping[str, str]) -> bool:
    """True for a folder in which the publication had files."""
    return path.is_dir() and any(one.startswith(f"{name}/") for one in known)


def _hashes(target: Path) -> dict[str, str]:
    """The hashes of the former publication; none where the manifest is not one of ours."""
    try:
        found = json.loads((target / addresses.MANIFEST).read_bytes())
        return {one["path"]: one["sha256"] for one in found["files"]} if found["kind"] == KIND else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _swap(part: Path, target: Path) -> None:
    """The fresh publication takes the place of the former one, which is back where that fails."""
    fresh, former = part / "fresh", part / "former"
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    if mode is not None:
        os.rename(target, former)
    try:
        if mode is not None:
            os.chmod(fresh, mode)  # only now: what nobody may write in could not be removed after a refusal
        os.rename(fresh, target)
    except OSError:
        if former.exists():
            os.rename(former, target)
        raise


def _recover(target: Path) -> None:
    """Puts the former publication back where a run was killed between the two changes of name."""
    left = sorted(target.parent.glob(f".{glob.escape(target.name)}.*.part/former"))
    if left and not target.exists():
        os.rename(left[0], target)
        shutil.rmtree(left[0].parent, ignore_errors=True)
