"""`saufconduit serve`."""

import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from saufconduit.web.commands import serve

pytestmark = pytest.mark.enable_socket
PRINTED: queue.Queue = queue.Queue()  # what a thread of the command would print


class Server:
    """Takes what granian’s server would, without serving."""

    given: dict

    def __init__(self, target, **options):
        Server.given.update(target=target, **options)

    def serve(self):
        Server.given["served"] = True


@pytest.fixture
def unserved(place, settings, monkeypatch):
    """The command up to the point where it serves."""
    settings.KEYS = shutil.copytree(settings.KEYS, place / "keys")
    settings.DEMONSTRATION = False
    monkeypatch.setattr("granian.server.Server", Server)
    while not PRINTED.empty():
        PRINTED.get()
    monkeypatch.setattr(serve, "_announce", lambda host, port, lines: PRINTED.put(lines))
    Server.given = {}
    return place


def test_server_listens_to_the_machine_alone_on_a_free_port(unserved, saufconduit):
    answer = saufconduit("serve", "--no-demo")

    assert (answer.code, answer.err) == (0, "")
    wanted = {"address": "127.0.0.1", "workers": 1, "log_access": False, "ssl_cert": None, "served": True}
    assert {name: Server.given[name] for name in wanted} == wanted
    assert Server.given["port"] > 1023


@pytest.fixture
def certificate(tmp_path):
    """The options of a certificate; its files are not read before the server starts."""
    for name in ("c.pem", "k.pem"):
        (tmp_path / name).touch()
    return ["--certificate", str(tmp_path / "c.pem"), "--certificate-key", str(tmp_path / "k.pem")]


def test_server_takes_what_it_was_given(unserved, saufconduit, certificate):

    saufconduit("serve", "--no-demo", "--host", "0.0.0.0", "--workers", "2", *certificate)

    wanted = {"address": "0.0.0.0", "workers": 2, "ssl_cert": Path(certificate[1]), "ssl_key": Path(certificate[3])}
    assert {name: Server.given[name] for name in wanted} == wanted


def test_new_keys_are_told(unserved, saufconduit, monkeypatch):
    monkeypatch.setattr("saufconduit.web.commands.preparing.prepare", lambda: True)

    saufconduit("serve", "--no-demo")

    assert "Clés neuves dans" in PRINTED.get(timeout=5)[1]


def test_demonstration_tells_who_may_enter(unserved, saufconduit, settings, monkeypatch):
    settings.DEMONSTRATION = True

    saufconduit("serve", "--demo")

    lines = PRINTED.get(timeout=5)
    assert "Personnes inventées" in lines[1]
    assert any("saule" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--port", "99999"], "« 99999 » ne va pas avec --port"),
        (["--port", "http"], "« http » ne va pas avec --port"),
        (["--workers", "0"], "« 0 » ne va pas avec --workers"),
        (["--workers", "deux"], "« deux » ne va pas avec --workers"),
        (["--demo"], "« --demo » ne va pas avec --no-demo"),
        (["--certificate", "absent.pem"], "« absent.pem » ne va pas avec --certificate"),
        (["--certificate", "a.pem", "--certificate-key", "b.pem"], "« a.pem » ne va pas avec --certificate"),
    ],
)
def test_option_that_cannot_be_meant_is_told_before_anything_starts(unserved, saufconduit, words, told):
    answer = saufconduit("serve", "--no-demo", *words)

    assert (answer.code, Server.given) == (2, {})
    assert "[web.not-a-setting]" in answer.err
    assert told in answer.err.replace("\u00a0", " ")


def test_port_that_cannot_be_had_is_told(unserved, saufconduit):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        answer = saufconduit("serve", "--no-demo", "--port", str(other.getsockname()[1]))

    assert answer.code == 2
    assert "[web.port-taken]" in answer.err
    assert Server.given == {}


def test_server_does_not_answer_the_network_in_clear(unserved, saufconduit):
    answer = saufconduit("serve", "--no-demo", "--host", "0.0.0.0")

    assert answer.code == 2
    assert "[web.open-without-tls]" in answer.err


def test_server_behind_one_of_ours_answers_the_network(unserved, saufconduit, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert saufconduit("serve", "--no-demo", "--host", "0.0.0.0").code == 0


def test_address_is_printed_once_a_page_was_answered(capsys):
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        told = threading.Thread(target=serve._announce, args=("127.0.0.1", port, ["http://ici/"]))
        told.start()  # nobody listens yet: it tries again
        threading.Event().wait(0.2)
        before = capsys.readouterr().out
        listening.listen()
        with listening.accept()[0] as answering:
            answering.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
            told.join(timeout=10)

    assert before == ""
    assert capsys.readouterr().out == "http://ici/\n"


# --- as a process of its own


@pytest.fixture
def running(tmp_path):
    """`running(*words)`: the address that a server prints, its lines; it ends with the test."""
    processes = []
    environment = {
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "SAUFCONDUIT_DATA": str(tmp_path / "data"),
        "SAUFCONDUIT_TLS": "no",
    }

    def run(*words):
        process = subprocess.Popen(
            [sys.executable, "-m", "saufconduit", "serve", *words],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        processes.append(process)
        return process, process.stdout.readline().strip()

    yield run
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_server_of_a_new_installation_answers_and_stops_when_asked(running):
    process, address = running("--no-demo")

    page = urllib.request.urlopen(f"{address}connexion/", timeout=30).read().decode()
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)
    out, err = process.stdout.read(), process.stderr.read()

    assert re.fullmatch(r"http://127\.0\.0\.1:[0-9]+/", address)
    assert "Ce que le logiciel garde de vous" in page
    assert "Clés neuves dans" in out
    assert (process.returncode, err) == (0, "")


def test_server_that_starts_again_finds_what_it_left(running, tmp_path):
    first, _ = running("--no-demo")
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=30)
    kept = (tmp_path / "keys/master-1.key").read_bytes()

    second, address = running("--no-demo")
    second.send_signal(signal.SIGINT)
    second.wait(timeout=30)
    out = second.stdout.read()

    assert address.startswith("http://")
    assert "Clés neuves" not in out
    assert (tmp_path / "keys/master-1.key").read_bytes() == kept


def test_server_whose_keys_were_lost_does_not_start(running, tmp_path):
    first, _ = running("--no-demo")
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=30)
    (tmp_path / "keys/master-1.key").unlink()

    second, _ = running("--no-demo")
    _, err = second.communicate(timeout=30)

    assert second.returncode == 2
    assert "[journal.no-keys]" in err
