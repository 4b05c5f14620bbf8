"""The addresses of dossiers, found in the table of addresses once for all of them."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

_ANY = "00000000-0000-4000-8000-000000000000"
_ANY_PART = "any-part"


def address(dossier: str, anchor: str = "") -> str:
    """The page of a dossier."""
    return address_in(dossier, "dossier") + anchor


def act_address(dossier: str, act: str) -> str:
    """The form of an act."""
    return address_in(dossier, "act", act)


def address_in(dossier: str, page: str, part: str = "") -> str:
    """A page in a dossier, named as in the table of addresses; `part` is an act, a document, a paper."""
    shape = _shape(page, bool(part), get_script_prefix())
    return shape.replace(_ANY, dossier).replace(_ANY_PART, part)


# The prefix is where the application is mounted: `reverse` puts it in front.
@lru_cache(maxsize=128)
def _shape(page: str, has_part: bool, _prefix: str) -> str:
    return reverse(f"dossiers:{page}", args=[_ANY, _ANY_PART] if has_part else [_ANY])
