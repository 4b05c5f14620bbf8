"""Settings of the measures: those of the application, with a clock around each request, a page that does nothing."""

from saufconduit.web.config.settings import *  # noqa: F403
from saufconduit.web.config.settings import MIDDLEWARE as _OURS

MIDDLEWARE = ["clock.timed", *_OURS]
ROOT_URLCONF = "clock"
