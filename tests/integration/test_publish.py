"""Publications of whole processes: the same bytes, and never half a folder."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DAYS = ("--on", "2026-10-12", "--known", "2026-10-12")


def started(folder: Path, where: Path, **environment: str) -> subprocess.Popen[bytes]:
    """A publication in a process of its own, at work in the folder `where`."""
    return subprocess.Popen(
        [sys.executable, "-m", "saufconduit", "publish", str(folder), *DAYS],
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        stdout=subprocess.DEVNULL,
    )


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def published(where: Path, **environment: str) -> dict[str, bytes]:
    """What a process that works in a folder of its own publishes there."""
    where.mkdir()
    assert started(where / "site", where, **environment).wait(60) == 0
    return content(where / "site")


def wait_for_files(process: subprocess.Popen[bytes], folder: Path, number: int) -> None:
    """Waits until the process has written `number` files beside the folder, or has done."""
    while process.poll() is None and sum(path.is_file() for path in folder.parent.glob(".*/fresh/**/*")) < number:
        time.sleep(0.002)


def test_two_processes_in_other_places_zones_and_orders_write_the_same_bytes(tmp_path):
    one = published(tmp_path / "un", TZ="Europe/Paris", PYTHONHASHSEED="1")
    other = published(tmp_path / "deux", TZ="Pacific/Kiritimati", PYTHONHASHSEED="2", LC_ALL="C")

    assert one == other


@pytest.mark.parametrize("number", [0, 5, 60])
def test_publication_that_is_killed_leaves_the_former_one_whole(tmp_path, number):
    """Killed once `number` files are written beside it; the next run publishes over it as ever."""
    folder = tmp_path / "site"
    assert started(folder, tmp_path).wait(60) == 0
    before = content(folder)

    process = started(folder, tmp_path)
    wait_for_files(process, folder, number)
    process.send_signal(signal.SIGKILL)
    process.wait(60)

    assert content(folder) == before
    assert started(folder, tmp_path).wait(60) == 0
    assert content(folder) == before
