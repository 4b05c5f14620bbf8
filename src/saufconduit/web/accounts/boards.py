"""The boards of which one may be a member, as the vocabulary names them."""

from functools import lru_cache

from saufconduit.registry.cache import load_registry
from saufconduit.vocabulary.text import Text
from saufconduit.web.look.language import say


@lru_cache(maxsize=1)
def _labels() -> tuple[tuple[str, Text], ...]:
    return tuple((name, board.label) for name, board in load_registry().vocabulary.boards.items())


def board_choices() -> list[tuple[str, str]]:
    """Each board with its name in the language of the page."""
    return [(name, say(label)) for name, label in _labels()]
