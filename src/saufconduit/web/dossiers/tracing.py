"""What the security log is told of a page about patients: one line a page, however many it names (P-55)."""

from collections.abc import Iterable

from django.http import HttpRequest

from saufconduit.web.accounts.sightings import tell
from saufconduit.web.dossiers.identity import Identity, short_number
from saufconduit.web.dossiers.lists import Known
from saufconduit.web.journal.security import Sight


def trace_dossier(request: HttpRequest, dossier: str, *, is_named: bool = True) -> None:
    """Writes that the page of one dossier was read, with the name of its patient or without."""
    tell(request, Sight.IDENTITY_VIEWED if is_named else Sight.DOSSIER_READ, record=f"dossier:{dossier}")


def trace_list(request: HttpRequest, page: str, dossiers: Iterable[str]) -> None:
    """Writes which page named the patients of which dossiers, by their short numbers; nothing where it named nobody."""
    numbers = sorted({short_number(dossier) for dossier in dossiers})
    if numbers:
        tell(request, Sight.IDENTITIES_LISTED, record=f"{page}:{len(numbers)}:{' '.join(numbers)}")


def named_in(shown: Iterable[Known]) -> list[str]:
    """The dossiers of a list whose patients the person reads by name."""
    return [one.row.id for one in shown if isinstance(one.identity, Identity)]
