"""What the security log is told of a page about patients: one line a page, however many it names (P-55)."""

from collections.abc import Iterable

from django.http import HttpRequest

from saufconduit.web.accounts.sightings import tell
from saufconduit.web.dossiers.identity import Identity, short_number
from saufconduit.web.dossiers.lists import Known
from saufconduit.web.journal.security import Sight

_IN_A_LINE = 100  # numbers, with what stands before them


def trace_dossier(request: HttpRequest, dossier: str, *, is_named: bool = True) -> None:
    """Writes that the page of one dossier was read, with the name of its patient or without."""
    tell(request, Sight.IDENTITY_VIEWED if is_named else Sight.DOSSIER_READ, record=f"dossier:{dossier}")


def trace_list(request: HttpRequest, page: str, dossiers: Iterable[str]) -> None:
    """Writes which page named the patients of which dossiers, by their short numbers; nothing where it named nobody."""
    _tell_numbers(request, Sight.IDENTITIES_LISTED, page, dossiers)


def trace_session(request: HttpRequest, session: str, dossiers: Iterable[str]) -> None:
    """Writes that the page of a session of a board was read, with the numbers of those whom it named."""
    named = set(dossiers)
    if named:
        trace_list(request, f"session:{session}", named)
    else:
        tell(request, Sight.DOSSIER_READ, record=f"session:{session}")


def trace_paper(request: HttpRequest, paper: str, dossiers: Iterable[str]) -> None:
    """Writes that a paper about several patients was taken away, with their numbers; one that names nobody too."""
    named = set(dossiers)
    if named:
        _tell_numbers(request, Sight.EXPORT, paper, named)
    else:
        tell(request, Sight.EXPORT, record=paper)


def _tell_numbers(request: HttpRequest, sight: Sight, what: str, dossiers: Iterable[str]) -> None:
    """One line; several where the numbers are too many for one."""
    numbers = sorted({short_number(dossier) for dossier in dossiers})
    for start in range(0, len(numbers), _IN_A_LINE):
        part = numbers[start : start + _IN_A_LINE]
        tell(request, sight, record=f"{what}:{len(numbers)}:{' '.join(part)}")


def named_in(shown: Iterable[Known]) -> list[str]:
    """The dossiers of a list whose patients the person reads by name."""
    return [one.row.id for one in shown if isinstance(one.identity, Identity)]
