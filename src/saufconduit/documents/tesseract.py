"""A second reading of an image, by the command `tesseract` with its French data, where the machine has them."""

import subprocess
from shutil import which

from saufconduit.documents.apart import surroundings

_SECONDS = 40


def name() -> str | None:
    """« tesseract 5.3.0 », None where the command or its French data are absent."""
    if which("tesseract") is None:
        return None
    listed = _run("--list-langs")
    if listed is None or "fra" not in listed.split():
        return None
    words = (_run("--version") or "").split()
    return " ".join(words[:2])


def read(image: bytes) -> str | None:
    """The text of an image in a format that it knows; None when it fails, or takes too long."""
    return _run("stdin", "stdout", "-l", "fra", given=image)


def _run(*words: str, given: bytes = b"") -> str | None:
    # One thread: it shares the machine with the engine whose opinion it checks.
    settings = {**surroundings(), "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(["tesseract", *words], input=given, capture_output=True, timeout=_SECONDS, env=settings)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
