"""`saufconduit serve`: the web application, on a port of this machine."""

import os
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.text import Text
from saufconduit.web.commands import problems
from saufconduit.web.commands.starting import Asked, Options, demonstration_option, demonstration_wanted, start, unfit

ABOUT = Text("l’application web : dossiers, référentiel", "the web application: dossiers, accesses")
LOOPBACK = "127.0.0.1"
_FILE = Text("FICHIER", "FILE")


def arguments(parser: Options) -> None:
    """Declares what the command takes."""
    demonstration_option(parser)
    parser.option("--host", about=Text("adresse d’écoute (127.0.0.1)", "address to listen on (127.0.0.1)"))
    parser.option("--port", about=Text("port (un port libre)", "port (a free one)"), metavar=Text("PORT", "PORT"))
    parser.option("--workers", about=Text("nombre de processus (1)", "number of processes (1)"))
    parser.option("--certificate", about=Text("certificat TLS", "TLS certificate"), metavar=_FILE)
    parser.option("--certificate-key", about=Text("clé du certificat", "key of the certificate"), metavar=_FILE)


def run(asked: Asked) -> int:
    """Serves until Ctrl-C."""
    words = asked.arguments
    host = words.host or LOOPBACK
    _check_written(words)
    start(demonstration=demonstration_wanted(words, default=True))
    _check_open(host, words)
    port = _port(host, words.port)

    from saufconduit.web.commands.preparing import prepare

    made_keys = prepare()
    _say_when_ready(asked, host, port, made_keys)
    _serve(host, port, words)
    return 0


def _check_written(words: Any) -> None:
    """Refuses what cannot be meant, before anything is prepared; raises Problem `web.not-a-setting`."""
    if words.demo and words.no_demo:
        raise unfit("--no-demo", "--demo", Text("l’un ou l’autre", "one or the other"))
    if words.port is not None and not (words.port.isdecimal() and 0 < int(words.port) < 65_536):
        raise unfit("--port", words.port, Text("un nombre de 1 à 65535", "a number from 1 to 65535"))
    if words.workers is not None and not (words.workers.isdecimal() and 0 < int(words.workers) < 100):
        raise unfit("--workers", words.workers, Text("un nombre de 1 à 99", "a number from 1 to 99"))
    if bool(words.certificate) != bool(words.certificate_key):
        both = Text("--certificate avec --certificate-key", "--certificate with --certificate-key")
        raise unfit("--certificate", words.certificate or words.certificate_key, both)
    for option, path in (("--certificate", words.certificate), ("--certificate-key", words.certificate_key)):
        if path and not os.path.isfile(path):
            raise unfit(option, path, Text("un fichier qui existe", "a file that exists"))


def _check_open(host: str, words: Any) -> None:
    """Refuses to answer the network in clear, unless a TLS server of ours stands in front."""
    from django.conf import settings

    is_covered = words.certificate or settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if host not in (LOOPBACK, "localhost", "::1") and not is_covered:
        raise Problem(problems.OPEN_WITHOUT_TLS)


def _port(host: str, wanted: str | None) -> int:
    """The port asked for, or a free one; raises Problem `web.port-taken`."""
    number = 0 if wanted is None else int(wanted)
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, number))
        except OSError:
            raise Problem(problems.PORT_TAKEN, port=wanted) from None
        return int(trial.getsockname()[1])


def _say_when_ready(asked: Asked, host: str, port: int, made_keys: bool) -> None:
    """Prints the address once a page was answered; a demonstration prints its logins too."""
    scheme = "https" if asked.arguments.certificate else "http"
    lines = [f"{scheme}://{host}:{port}/"]
    if made_keys:
        from django.conf import settings

        kept = Text(
            "Clés neuves dans {folder} : sauvegardez-les à part des données.",
            "New keys in {folder}: back them up apart from the data.",
        )
        lines.append(asked.say(kept).format(folder=settings.KEYS))
    lines += _demonstration_lines(asked)
    threading.Thread(target=_announce, args=(host, port, lines), daemon=True).start()


def _demonstration_lines(asked: Asked) -> list[str]:
    """The invented people who may enter; builds the demonstration the first time."""
    from importlib.util import find_spec

    from django.conf import settings

    if not settings.DEMONSTRATION or find_spec("saufconduit.web.demonstration") is None:
        return []
    from saufconduit.web.demonstration.build import make_ready

    return [asked.say(line) for line in make_ready()]


def _announce(host: str, port: int, lines: list[str]) -> None:
    """Waits for the first worker to answer, then prints."""
    while True:
        try:
            with socket.create_connection((host, port), timeout=30) as connection:
                connection.sendall(b"GET /aide/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
                if connection.recv(1):
                    break
        except OSError:
            time.sleep(0.05)
    print("\n".join(lines), file=sys.stdout, flush=True)


def _serve(host: str, port: int, words: Any) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "saufconduit.web.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(words.workers or 1),
        blocking_threads=int(os.environ.get("SAUFCONDUIT_THREADS", "4")),
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,  # an address may hold what was answered about a patient
        ssl_cert=Path(words.certificate) if words.certificate else None,
        ssl_key=Path(words.certificate_key) if words.certificate_key else None,
    ).serve()
