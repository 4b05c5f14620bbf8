"""Strict reading of maps, lists and texts, where every problem of a file is noted before stopping."""

import re

from saufconduit.vocabulary.located import IDENTIFIER, Located
from saufconduit.vocabulary.problem import Place, Problem, ProblemKind, Problems, did_you_mean, nearest

MAX_PROBLEMS = 200  # a file that is wrong everywhere is read no further

WRONG_KIND = ProblemKind(
    "file.wrong-kind",
    "« {key} » doit être {expected_fr}.",
    "Corrigez la forme de cette valeur.",
    "`{key}` must be {expected_en}.",
    "Correct the form of this value.",
)
NOT_PRINTABLE = ProblemKind(
    "file.not-printable",
    "« {key} » contient un caractère de commande, invisible à l’écran.",
    "Tapez de nouveau ce texte.",
    "`{key}` holds a control character, which no screen shows.",
    "Type this text again.",
)
UNKNOWN_KEY = ProblemKind(
    "file.unknown-key",
    "La clé « {key} » n’existe pas ici.{near_fr}",
    "Clés possibles : {allowed}.",
    "The key `{key}` does not exist here.{near_en}",
    "Possible keys: {allowed}.",
)
MISSING_KEY = ProblemKind(
    "file.missing-key",
    "La clé « {key} » manque.",
    "Ajoutez-la.",
    "The key `{key}` is missing.",
    "Add it.",
)
_EXPECTED = {
    "map": ("un ensemble de « clé: valeur »", "a set of `key: value`"),
    "list": ("une liste", "a list"),
    "text": ("un texte", "a text"),
    "bool": ("true ou false", "true or false"),
    "number": ("un nombre", "a number"),
    "int": ("un nombre entier", "a whole number"),
}

# Control characters move the cursor of a terminal, bidirectional marks reorder a line: neither is text.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Reading:
    """Collects the problems of one file, and reads maps and lists strictly."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, kind: ProblemKind, where: Place, also: tuple[Place, ...] = (), **names: object) -> None:
        """Notes a problem and goes on; raises Problems when there are too many to read."""
        self.problems.append(Problem(kind, where, also, **names))
        if len(self.problems) >= MAX_PROBLEMS:
            raise Problems(self.problems)

    def stop_if_any(self) -> None:
        """Raises Problems if something was noted."""
        if self.problems:
            raise Problems(self.problems)

    def expect(self, node: Located, kind: str, key: str) -> bool:
        """True if `node` has the kind (map, list, text, bool, number, int); else a problem is noted."""
        value = node.value
        fits = {
            "map": isinstance(value, dict),
            "list": isinstance(value, list),
            "text": bool(node.raw) and value is not None,
            "bool": isinstance(value, bool),
            "number": isinstance(value, int | float) and not isinstance(value, bool),
            "int": isinstance(value, int) and not isinstance(value, bool),
        }[kind]
        if not fits:
            french, english = _EXPECTED[kind]
            self.add(WRONG_KIND, node.place, key=key, expected_fr=french, expected_en=english)
        return fits

    def fields(self, node: Located, key: str, allowed: tuple[str, ...], required: tuple[str, ...] = ()) -> bool:
        """True if `node` is a map with only `allowed` keys; unknown and missing keys are noted one by one."""
        if not self.expect(node, "map", key):
            return False
        for name in node.value:
            if name not in allowed:
                self.unknown_key(node, name, allowed)
        for name in required:
            if node.get(name) is None:
                self.add(MISSING_KEY, node.place, key=name)
        return True

    def unknown_key(self, node: Located, name: str, allowed: tuple[str, ...]) -> None:
        """Notes a key that does not exist, with the nearest one; what does not look like one is not repeated."""
        near = nearest(name, allowed)
        self.add(
            UNKNOWN_KEY,
            node.key_place(name),
            key=name if IDENTIFIER.fullmatch(name) else "…",
            **did_you_mean(near),
            allowed=", ".join(allowed),
        )

    def text(self, node: Located, key: str) -> str | None:
        """The text under `key`, as typed; None where absent or not a text that can be printed."""
        found = node.get(key)
        if found is None or not self.expect(found, "text", key):
            return None
        if _CONTROL.search(found.raw):
            self.add(NOT_PRINTABLE, found.place, key=key)
            return None
        return found.raw

    def items(self, node: Located, key: str) -> list[Located]:
        """The items of the list under `key`; empty where absent or not a list."""
        found = node.get(key)
        return list(found) if found is not None and self.expect(found, "list", key) else []
