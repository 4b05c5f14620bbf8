"""What other applications have to say of a dossier, which dossiers do not know: they register it when they start."""

from collections.abc import Callable

from saufconduit.casework.words import Act
from saufconduit.vocabulary.problem import Problem

Guard = Callable[[str], Problem | None]
Follow = Callable[[str], None]
_GUARDS: dict[Act, Guard] = {}
_FOLLOWERS: list[Follow] = []


def guard(act: Act, why_not: Guard) -> None:
    """From now on `why_not` is asked, with the id of the dossier, before that act."""
    _GUARDS[act] = why_not


def follow_erasure(follow: Follow) -> None:
    """From now on `follow` is told, in the same transaction, the id of each dossier that was erased."""
    if follow not in _FOLLOWERS:
        _FOLLOWERS.append(follow)


def tell_erasure(dossier: str) -> None:
    """Lets the other applications drop what they hold of an erased dossier."""
    for follow in _FOLLOWERS:
        follow(dossier)


def refusal_elsewhere(act: Act, dossier: str) -> Problem | None:
    """Why the act must wait, None where nothing elsewhere says so."""
    asked = _GUARDS.get(act)
    return None if asked is None else asked(dossier)
