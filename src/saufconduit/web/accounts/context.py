"""What every template knows of the person."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def place(request: HttpRequest) -> dict[str, Any]:
    """The place chosen, and what a demonstration relaxes."""
    return {
        "place": getattr(request, "place", None),
        "second_factor_is_relaxed": settings.SECOND_FACTOR != "required",
    }
