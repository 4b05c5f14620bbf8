"""Requests sent at set times, whether the earlier ones are answered or not; a server that lives as long as a block."""

import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from clock import QUERIES, WALL, WORK

COMMAND = str(Path(sys.executable).with_name("saufconduit"))
WAITING = 32  # requests under way at once, at most
_kept = threading.local()


class Request(NamedTuple):
    """What is asked, in whose session; answers are gathered by label."""

    label: str
    address: str
    cookie: str


class Sample(NamedTuple):
    """One answer: milliseconds in the server, of them those of its processor, those that the browser waited."""

    wall: float
    work: float
    waited: float
    queries: int
    size: int


@contextmanager
def server() -> Iterator[int]:
    """The port of `saufconduit serve`, with the settings of the environment."""
    command = [COMMAND, "serve", "--demo"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as started:
        try:
            assert started.stdout is not None
            yield int(started.stdout.readline().rstrip("/\n").rpartition(":")[2])
        finally:
            os.killpg(started.pid, 15)


def offer(port: int, requests: Sequence[Request], rate: float) -> dict[str, list[Sample]]:
    """Sends so many requests a second, in their order; the answers of each label."""
    pending: list[tuple[str, Future[Sample]]] = []
    with ThreadPoolExecutor(WAITING) as pool:
        start = time.perf_counter()
        for place, request in enumerate(requests):
            due = start + place / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            pending.append((request.label, pool.submit(_ask, port, request, due)))
    found: dict[str, list[Sample]] = defaultdict(list)
    for label, answer in pending:
        found[label].append(answer.result())
    return found


def _ask(port: int, request: Request, due: float) -> Sample:
    if getattr(_kept, "port", None) != port:
        _kept.connection, _kept.port = HTTPConnection("127.0.0.1", port, timeout=60), port
    _kept.connection.request("GET", request.address, headers={"Cookie": request.cookie, "Accept-Language": "fr"})
    answer = _kept.connection.getresponse()
    body = answer.read()
    waited = (time.perf_counter() - due) * 1e3
    assert answer.status == 200, f"{request.label}: {answer.status}"
    told = answer.headers
    return Sample(float(told[WALL]), float(told[WORK]), waited, int(told[QUERIES]), len(body))
