"""One view, two answers: the whole page, or the part of it that htmx asks for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def render_part(
    request: HttpRequest, page: str, part: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The template `page`, or the template `part` that it includes when htmx swaps that part alone."""
    template = part if is_partial(request) else page
    return render(request, template, context, status=status)


def is_partial(request: HttpRequest) -> bool:
    """True if htmx asks for a part; when it restores a page of the history, it wants the whole one."""
    return request.headers.get("HX-Request-Type") == "partial"
