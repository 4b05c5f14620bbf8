"""One view, two answers."""

import pytest
from django.test import RequestFactory

from saufconduit.web.look.fragments import is_partial, render_part


@pytest.mark.parametrize(
    ("headers", "partial"),
    [
        ({}, False),
        ({"HX-Request": "true", "HX-Request-Type": "partial"}, True),
        ({"HX-Request": "true", "HX-Request-Type": "full"}, False),
    ],
)
def test_request_is_partial_when_htmx_swaps_a_part(headers, partial):
    assert is_partial(RequestFactory().get("/", headers=headers)) is partial


@pytest.mark.parametrize(("headers", "template"), [({}, "parts/note.html"), ({"HX-Request-Type": "partial"}, None)])
def test_part_or_page_is_rendered_with_the_status(headers, template):
    request = RequestFactory().get("/", headers=headers)
    context = {"words": "Relisez.", "colour": "", "shape": "info", "title": "", "role": "", "href": ""}

    answer = render_part(request, "parts/note.html", "parts/empty.html", context, 409)

    assert (answer.status_code, b'class="note' in answer.content) == (409, template is not None)
