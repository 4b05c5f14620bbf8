"""The addresses of all the pages: each application declares its own."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

handler400 = "saufconduit.web.config.refusals.bad_request"
handler403 = "saufconduit.web.config.refusals.forbidden"
handler404 = "saufconduit.web.config.refusals.not_found"
handler500 = "saufconduit.web.config.refusals.failed"

urlpatterns = [path("", include(f"{app}.urls")) for app in settings.OUR_APPS if find_spec(f"{app}.urls")]
