"""A server on the loopback, a Chromium that looks at it; sockets are open here, and only to this machine."""

import shutil
from collections.abc import Callable, Iterator
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
import pytest_socket
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from web_databases import Engine
from web_people import Hospital, hospital

from saufconduit.web.config.wsgi import application

HERE = "127.0.0.1"
MakePage = Callable[..., Page]


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server listens on this machine, and the browser speaks to nothing else."""
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts([HERE], allow_unix_socket=True)
    # Playwright runs a loop of its own in this thread; the database is only asked between two of its steps.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    yield
    pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of the machine, for one file: its loop, left running, would keep others from their database.

    The test is skipped where there is none.
    """
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("aucun Chromium sur cette machine")
    pytest_socket.enable_socket()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", f"--proxy-server={HERE}:9"])
        yield browser
        browser.close()


class _Server(ThreadingMixIn, WSGIServer):
    """One thread a request, as the real server has several."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *told: object) -> None:
        """Says nothing: the test looks at the page."""


def _with_own_connections(environ: Any, start: Any) -> Any:
    """The application; the connections of the thread end with it."""
    try:
        return application(environ, start)
    finally:
        connections.close_all()


@pytest.fixture
def server(committed: Engine, loopback_only: None) -> Iterator[str]:
    """The address of the application, with databases of its own."""
    with make_server(HERE, 0, _with_own_connections, _Server, _Quiet) as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://{HERE}:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture
def people(committed: Engine) -> Hospital:
    """The people of two hospitals that do not exist."""
    return hospital()


def _complaint(told: ConsoleMessage) -> list[str]:
    """What the browser complains of; a form that is refused answers 4xx on purpose, and is looked at by its test."""
    is_refusal = "status of 4" in told.text
    return [told.text] if told.type in ("error", "warning") and not is_refusal else []


@pytest.fixture
def open_page(server: str, chromium: Browser) -> Iterator[MakePage]:
    """Opens a page in a window of its own: `person` is logged in; a complaint of the browser fails the test."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def make(
        path: str,
        *,
        width: int = 1280,
        scheme: str = "light",
        person: Any = None,
        script: bool = True,
        lang: str = "fr",
        for_axe: bool = False,
    ) -> Page:
        context = chromium.new_context(
            base_url=server,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale={"fr": "fr-FR", "en": "en-GB"}[lang],
            java_script_enabled=script,
            reduced_motion="reduce",
            bypass_csp=for_axe,  # axe is a script put into the page, which the policy rightly refuses
        )
        contexts.append(context)
        if person is not None:
            key = person.browser().cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server}])
        page = context.new_page()
        page.on("console", lambda told: complaints.extend(_complaint(told)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []
