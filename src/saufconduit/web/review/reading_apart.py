"""Opening a document in a process of its own, which is stopped with all that it started when it takes too long."""

import os
import pickle
import signal
import subprocess
import sys
from typing import Any, NoReturn

from saufconduit.documents.apart import surroundings
from saufconduit.documents.source import Source, source_of
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.review import problems

SECONDS = 30.0  # somebody waits for the page, and a thread of the server with it
IMAGES = 3  # pages read as images, each of which takes seconds
_COMMAND = "from saufconduit.web.review.reading_apart import main; main()"


def opened(content: bytes, name: str) -> Source:
    """The document; raises `review.too-long`, and the Problem of one that cannot be read."""
    command = [sys.executable, "-c", _COMMAND, name]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    # A session of its own: the processes that the reader starts are stopped with it.
    with subprocess.Popen(command, env=surroundings(), start_new_session=True, **pipes) as reader:
        try:
            told, _ = reader.communicate(content, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise Problem(problems.TOO_LONG, seconds=round(SECONDS)) from None
        finally:
            _stop(reader.pid)
    if not told:  # ended without an answer
        raise Problem(problems.NOT_READ)
    # Written by `main` below: data of ours, whatever the document says.
    found = pickle.loads(told)
    if isinstance(found, Source):
        return found
    kind, where, names = found
    raise Problem(kind, where, **names)


def _stop(session: int) -> None:
    """Ends every process of a session; nothing where they have ended."""
    try:
        os.killpg(session, signal.SIGKILL)
    except ProcessLookupError:
        return


# --- in the process that reads


def main() -> NoReturn:
    """Reads a document on standard input, writes it on standard output, or why it cannot be read."""
    sys.stdout.buffer.write(pickle.dumps(answer(sys.stdin.buffer.read(), sys.argv[1])))
    sys.exit(0)


def answer(content: bytes, name: str) -> Any:
    """The document, or the parts of the Problem."""
    try:
        return source_of(content, name, images=IMAGES)
    except Problem as problem:
        return problem.kind, problem.where, problem.names
