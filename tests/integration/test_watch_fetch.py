"""The whole way of a copy: a server of this machine, a plug-in that is installed, the folder, the review."""

import http.server
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import pytest_socket
from watching import install_plug_in, known, reviewed

from saufconduit.documents.watch.fetch import fetch_into, installed_fetcher
from saufconduit.documents.watch.review import Review, reviews
from saufconduit.documents.watch.snapshots import snapshots_in
from saufconduit.documents.watch.sources import Watched

PAGE = "<html><body><nav>Menu {number}</nav><main><p>Fictamine, la dose est de {dose} MBq</p></main></body></html>"
HERE = "127.0.0.1"


class Server(http.server.ThreadingHTTPServer):
    """Answers a page whose menu changes each time; `dose` is what it says."""

    dose, asked = 370, 0


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        server.asked += 1
        self.send_response(200 if self.path == "/page" else 500)
        self.end_headers()
        self.wfile.write(PAGE.format(number=server.asked, dose=server.dose).encode())

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def server(socket_enabled: None) -> Iterator[Server]:
    pytest_socket.socket_allow_hosts([HERE], allow_unix_socket=True)
    with Server((HERE, 0), Handler) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.shutdown()


def test_page_whose_dose_changes_is_to_review_and_one_whose_menu_does_is_not(server, tmp_path: Path, monkeypatch):
    install_plug_in(tmp_path / "site", monkeypatch)
    address = f"http://{HERE}:{server.server_port}/page"
    sources = known(reviewed("page", PAGE.format(number=0, dose=370), url=address))

    first = fetched_on(date(2026, 12, 1), sources, tmp_path / "copies")
    server.dose = 740
    second = fetched_on(date(2026, 12, 2), sources, tmp_path / "copies")

    assert (server.asked, first.state, second.state) == (2, "same", "changed")
    assert [one.after for one in second.differences] == ["Fictamine, la dose est de 740 MBq"]


def fetched_on(day: date, sources: dict[str, Watched], folder: Path) -> Review:
    """The review of the only source, once its copy of the day is made."""
    assert fetch_into(str(folder), sources.values(), day, installed_fetcher().load()) == []
    (found,) = reviews(*snapshots_in(str(folder), sources), sources, day)
    return found


def test_page_that_the_server_refuses_is_told(server, tmp_path: Path, monkeypatch):
    install_plug_in(tmp_path / "site", monkeypatch)
    sources = known(reviewed("page", url=f"http://{HERE}:{server.server_port}/absente"))

    (failed,) = fetch_into(str(tmp_path), sources.values(), date(2026, 12, 1), installed_fetcher().load())

    assert "HTTPError" in failed.problem.what("fr")
