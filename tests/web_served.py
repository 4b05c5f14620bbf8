"""The real server on real databases: started, killed without warning, started again; people who keep sending to it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event as Flag
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import connections
from web_databases import Engine, point_at
from web_people import Person

from saufconduit.web.config.environment import sqlite

CSRF = "a" * 32  # of the browser alone: the server compares the cookie with the form
_BOUNDARY = "limite-entre-les-champs"
_ALREADY = "a déjà été envoyé"
_TRIES = 30


class Sending(NamedTuple):
    """One form as somebody sends it; `mark` is what only this one writes."""

    mark: str
    address: str
    typed: Mapping[str, str]
    file: bytes | None = None


@dataclass
class Served:
    """An installation with its server; `environment` tells the commands where it is."""

    environment: dict[str, str]
    running: subprocess.Popen[str] | None = None
    port: int = 0
    is_up: Flag = field(default_factory=Flag)

    def start(self) -> None:
        """Starts the server in a process group of its own; comes back once a page was answered."""
        command = [sys.executable, "-m", "saufconduit", "serve", "--no-demo"]
        self.running = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        assert self.running.stdout is not None
        self.port = int(self.running.stdout.readline().rstrip("/\n").rpartition(":")[2])
        self.is_up.set()

    def kill(self) -> None:
        """Ends the server and its workers at once, as when the power fails."""
        self.is_up.clear()
        assert self.running is not None
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.communicate()

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command of this installation."""
        command = [sys.executable, "-m", "saufconduit", *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def send(self, sending: Sending, cookie: str) -> None:
        """Sends a form until it is acknowledged, each time with the same key."""
        for _ in range(_TRIES):
            assert self.is_up.wait(60), "the server did not come back"
            try:
                status, body = self._post(sending, cookie)
            except (OSError, HTTPException):
                continue
            assert status < 400 or (status == 409 and _ALREADY in body), (sending.mark, status, body)
            return
        raise AssertionError(f"{sending.mark}: never answered")

    def _post(self, sending: Sending, cookie: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            kind, body = _encoded(sending)
            cookies = f"{cookie}; saufconduit-csrf={CSRF}"
            connection.request("POST", sending.address, body, {"Cookie": cookies, "Content-Type": kind})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


def _encoded(sending: Sending) -> tuple[str, bytes]:
    """The form with its key, as a browser would send it."""
    typed = {**sending.typed, "form_key": f"form-{sending.mark}", "csrfmiddlewaretoken": CSRF}
    if sending.file is None:
        return "application/x-www-form-urlencoded", urlencode(typed).encode()
    parts = [_part(f'name="{name}"', value.encode()) for name, value in typed.items()]
    parts.append(_part('name="file"; filename="papier.pdf"', sending.file))
    return f"multipart/form-data; boundary={_BOUNDARY}", b"".join(parts) + f"--{_BOUNDARY}--\r\n".encode()


def _part(head: str, content: bytes) -> bytes:
    return f"--{_BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"


def installed(engine: Engine, folder: Path, keys: Path) -> Served:
    """An installation with databases of its own; this process speaks to the same ones."""
    data = folder / "data"
    (data / "documents").mkdir(parents=True)
    databases = engine.copies(folder)
    told: dict[str, str] = {}
    if engine.name == "sqlite":
        for alias, name in (("default", "hospital"), ("exploitant", "exploitant")):
            databases[alias] = sqlite(Path(shutil.move(databases[alias]["NAME"], data / f"{name}.sqlite3")))
    else:
        told["SAUFCONDUIT_DATABASE_URL"] = _address(engine, databases["default"])
        told["SAUFCONDUIT_EXPLOITANT_DATABASE_URL"] = _address(engine, databases["exploitant"])
    point_at(databases)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SAUFCONDUIT_", "DJANGO_"))}
    where = {"SAUFCONDUIT_DATA": str(data), "SAUFCONDUIT_KEYS": str(keys)}
    return Served({**clean, **where, **told, "SAUFCONDUIT_DEMO": "no", "SAUFCONDUIT_TLS": "no"})


def _address(engine: Engine, database: Mapping[str, Any]) -> str:
    return engine.place.replace("/postgres?", f"/{database['NAME']}?")


def cookie_of(person: Person) -> str:
    """The session of somebody who is logged in, for the real server; closes the connections that it took."""
    found = "; ".join(f"{name}={morsel.value}" for name, morsel in person.browser().cookies.items())
    connections.close_all()
    return found
