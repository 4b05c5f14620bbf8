"""The state of an access as every page shows it: a word, a shape, a colour."""

from typing import NamedTuple

from saufconduit.vocabulary.text import Text


class Mark(NamedTuple):
    """`icon` is a symbol of the sprite, `colour` a class of the style sheet; `short` is the word in a table."""

    icon: str
    colour: str
    words: Text
    short: Text


def mark(icon: str, colour: str, words: Text, short: Text | None = None) -> Mark:
    """The mark, whose words are short enough for a table unless others are given."""
    return Mark(icon, colour, words, short or words)


ACCESSES = {
    "open": mark("open", "ok", Text("Accès ouvert", "Access open"), Text("Ouvert", "Open")),
    "continuity": mark(
        "cont", "wait", Text("Continuité seule", "Continuity only"), Text("Continuité", "Continuity only")
    ),
    "closed": mark("shut", "no", Text("Accès fermé", "Access closed"), Text("Fermé", "Closed")),
    "not-yet": mark("notyet", "unk", Text("Pas encore ouvert", "Not open yet")),
    "suspended": mark("susp", "wait", Text("Accès suspendu", "Access suspended"), Text("Suspendu", "Suspended")),
    "unknown": mark("maybe", "unk", Text("Accès incertain", "Access uncertain"), Text("Incertain", "Uncertain")),
}
