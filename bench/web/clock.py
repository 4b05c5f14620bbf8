"""How long the server takes for a request, how many queries it asks: told in headers of the answer."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

EMPTY = "/rien/"
WALL, WORK, QUERIES = "X-Wall-Ms", "X-Work-Ms", "X-Queries"


def timed(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Stands outside of everything else: sessions, language, who is there."""

    def measured(request: HttpRequest) -> HttpResponse:
        asked = [0]

        def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            # What opens and closes a transaction is no question.
            asked[0] += not sql.startswith(("BEGIN", "SAVEPOINT", "RELEASE"))
            return execute(sql, params, many, context)

        with ExitStack() as stack:
            for alias in connections:
                stack.enter_context(connections[alias].execute_wrapper(count))
            start, work = time.perf_counter(), time.thread_time()
            done = answer(request)
            wall, worked = time.perf_counter() - start, time.thread_time() - work
        done[WALL], done[WORK], done[QUERIES] = f"{wall * 1e3:.3f}", f"{worked * 1e3:.3f}", str(asked[0])
        return done

    return measured


def nothing(request: HttpRequest) -> HttpResponse:
    """The empty page of somebody who is logged in."""
    assert request.user.is_authenticated
    return HttpResponse("<!doctype html><title>Rien</title>")


urlpatterns = [path(EMPTY[1:], nothing), path("", include("saufconduit.web.config.urls"))]
handler400 = "saufconduit.web.config.refusals.bad_request"
handler403 = "saufconduit.web.config.refusals.forbidden"
handler404 = "saufconduit.web.config.refusals.not_found"
handler500 = "saufconduit.web.config.refusals.failed"
