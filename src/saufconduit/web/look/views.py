"""The pages about the pages: background, help, accessibility, gallery of parts."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from saufconduit.vocabulary.text import Text
from saufconduit.web.look import gallery as samples
from saufconduit.web.look.clock import PARIS
from saufconduit.web.look.frame import THEME, THEMES


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keeps the background that the person wants, on the server; anything else is that of the system."""
    chosen = request.POST.get("theme", "")
    request.session[THEME] = chosen if chosen in THEMES else ""
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The page that the person comes from, when it is one of ours."""
    address = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours else "/"


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """What the application does, how its words and shapes read."""
    return render(request, "look/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was checked, with what, and what was not."""
    return render(request, "look/accessibility.html")


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part in every state; served in DEBUG only."""
    context = samples.context(datetime(2026, 10, 12, 14, 32, tzinfo=PARIS))
    return render(request, "look/gallery.html", {**context, "sample": Text("exemple", "sample")})
