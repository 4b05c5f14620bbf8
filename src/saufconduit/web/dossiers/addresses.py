"""The addresses of dossiers, found in the table of addresses once for all of them."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

_ANY = "00000000-0000-4000-8000-000000000000"
_ANY_ACT = "any-act"


def address(dossier: str, anchor: str = "") -> str:
    """The page of a dossier."""
    return _dossier(get_script_prefix()).replace(_ANY, dossier) + anchor


def act_address(dossier: str, act: str) -> str:
    """The form of an act."""
    return _act(get_script_prefix()).replace(_ANY, dossier).replace(_ANY_ACT, act)


# The prefix is where the application is mounted: `reverse` puts it in front.
@lru_cache(maxsize=8)
def _dossier(_prefix: str) -> str:
    return reverse("dossiers:dossier", args=[_ANY])


@lru_cache(maxsize=8)
def _act(_prefix: str) -> str:
    return reverse("dossiers:act", args=[_ANY, _ANY_ACT])
