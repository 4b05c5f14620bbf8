"""Changes a knowledge file by adding lines to it, so that its comments and its order stay."""

import re

from saufconduit.documents import problems
from saufconduit.vocabulary.located import Located, parse
from saufconduit.vocabulary.problem import Place, Problem

_ITEM = re.compile(r"( *)- ")
# « key: value », alone on its line: in quotes, or plain words that open no list, map, block or alias.
_PAIR = r"\s*(?:- )?{key}: *(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'#\[{{|>&*!][^#\n]*?)\s*(?:#.*)?\s*"


class Edit:
    """A file and the lines to add to it; places are those of the file as it was, whatever was added."""

    def __init__(self, data: bytes, path: str, name: str) -> None:
        self.root, self.name = parse(data, path), name
        self._lines = data.decode("utf-8-sig").splitlines(keepends=True)
        if not self._lines[-1].endswith("\n"):
            self._lines[-1] += "\n"
        self._added: dict[int, list[str]] = {}

    def text(self) -> str:
        """The whole file, with what was added."""
        found = []
        for at in range(len(self._lines) + 1):
            found += self._added.get(at, [])
            found += self._lines[at : at + 1]
        return "".join(found)

    def append(self, section: str, item: list[str]) -> None:
        """Adds an item, written as if at the margin, at the end of a list."""
        self._add(self._end(section), item, self._indent(section))

    def put_before(self, section: str, following: Located | None, item: list[str]) -> None:
        """Adds an item before `following`, above the comments that stand over it; at the end where it is None."""
        if following is None:
            self.append(section, item)
            return
        indent, at = self._indent(section), (following.place.line or 1) - 1
        while self._lines[at - 1].lstrip().startswith("#"):
            at -= 1
        self._add(at, item, indent)

    def set(self, item: Located, key: str, value: str) -> None:
        """Writes `key: value` into an item that begins by its `id`; the value that stood there is replaced."""
        if key in item.value:
            at, start, end = self._pair(item, key)
            self._lines[at] = f"{self._lines[at][:start]}{value}{self._lines[at][end:]}"
            return
        below, column = self._pair(item, "id")[0] + 1, (item.key_place("id").column or 1) - 1
        self._added.setdefault(below, []).append(f"{' ' * column}{key}: {value}\n")

    def _pair(self, item: Located, key: str) -> tuple[int, int, int]:
        """The line, from 0, of a key that stands alone on it with its value, and where the value is in it.

        Raises Problem where it does not.
        """
        at = (item.key_place(key).line or 1) - 1
        found = re.fullmatch(_PAIR.format(key=re.escape(key)), self._lines[at])
        if found is None:
            raise self._not_in_lines("sources")
        return at, *found.span("value")

    def _add(self, at: int, item: list[str], indent: str) -> None:
        self._added.setdefault(at, []).extend(f"{indent}{line}" for line in item)

    def _indent(self, section: str) -> str:
        """The blank before the dash of each item. Raises Problem for a list that is not one item a line."""
        first = next(iter(self.root.value[section]), None)
        found = _ITEM.match(self._lines[(first.place.line or 1) - 1]) if first is not None else None
        if found is None:
            raise self._not_in_lines(section)
        return found[1]

    def _not_in_lines(self, section: str) -> Problem:
        reason = f"« {section} » n’est pas écrit en lignes", f"`{section}` is not written in lines"
        place = Place(self.root.place.file, self.root.key_place(section).line, 1)
        return Problem(problems.UNFINISHED, place, name=self.name, reason_fr=reason[0], reason_en=reason[1])

    def _end(self, section: str) -> int:
        """The line after the last one of a section; blank lines and comments at the margin belong to what follows."""
        start = self.root.key_place(section).line or 0
        following = [self.root.key_place(key).line or 0 for key in self.root.value]
        at = min((line for line in following if line > start), default=len(self._lines) + 1) - 1
        while not self._lines[at - 1].strip() or self._lines[at - 1].startswith("#"):
            at -= 1
        return at
