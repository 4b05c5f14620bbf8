"""Reads one official file row by row, each column checked."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from saufconduit.interop.bdpm import problems
from saufconduit.interop.bdpm.tables import PRODUCTS, Table, Value
from saufconduit.vocabulary.located import UNREADABLE
from saufconduit.vocabulary.problem import Place, Problem

MAX_MEGABYTES = 200
_KEPT = 20  # refusals that are told; the others are counted
# Two bytes that stand for a typographic mark of Windows, read as if they were a control of another page of codes.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}
_MISREAD = re.compile("[\x80-\x9f]")
_BROKEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffd]")

Row = tuple[Value, ...]


@dataclass
class FileRead:
    """What came of one file: its rows, its encoding, what was repaired, what was refused."""

    table: Table
    path: str
    sha256: str
    encoding: str
    rows: list[Row] = field(default_factory=list)
    lines: int = 0
    blank: int = 0
    repaired: int = 0
    refused: int = 0
    refusals: list[Problem] = field(default_factory=list)

    def refuse(self, problem: Problem) -> None:
        """Counts a row that is left out, and keeps the reason of the first ones."""
        self.refused += 1
        if len(self.refusals) < _KEPT:
            self.refusals.append(problem)

    @property
    def is_foreign(self) -> bool:
        """True if so many rows are refused that the file is not of the official format."""
        return not self.rows or (self.refused > 10 and self.refused * 100 > self.lines)


def read_file(table: Table, path: str, known: frozenset[str] | None = None) -> FileRead:
    """The rows of a file; those that are not of the official format are refused, each with its place.

    `known` are the CIS codes that rows may speak of. Raises Problem when the file cannot be read, or holds nothing.
    """
    data = _bytes(path)
    if not data.strip():
        raise Problem(problems.EMPTY, Place(path))
    text, encoding = _decode(data)
    found = FileRead(table, path, hashlib.sha256(data).hexdigest(), encoding)
    key = [column.name for column in table.columns].index(table.key) if table.key else None
    taken: dict[Value, int] = {}
    for line, cells in _lines(text, found):
        row = _row(table, cells, found, line)
        if row is None:
            continue
        if key is not None and row[key] in taken:
            place = Place(path, line, key + 1)
            found.refuse(Problem(problems.TWICE, place, code=row[key], first=taken[row[key]]))
        elif known is not None and row[0] not in known:
            place = Place(path, line, 1)
            found.refuse(Problem(problems.NO_SUCH_MEDICINE, place, code=row[0], name=PRODUCTS.file))
        else:
            if key is not None:
                taken[row[key]] = line
            found.rows.append(row)
    return found


def _bytes(path: str) -> bytes:
    limit = MAX_MEGABYTES * 1_000_000
    try:
        with open(path, "rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        french, english = "l’accès est refusé", "access is denied"
        if not isinstance(error, PermissionError):
            french, english = "ce n’est pas un fichier ordinaire", "it is not an ordinary file"
        raise Problem(UNREADABLE, Place(path), reason_fr=french, reason_en=english) from None
    if len(data) > limit:
        raise Problem(problems.TOO_LARGE, Place(path), limit=MAX_MEGABYTES)
    return data


def _decode(data: bytes) -> tuple[str, str]:
    """The text with the name of its encoding: what is not UTF-8 is the page of Windows, as the official site sends."""
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def _lines(text: str, found: FileRead) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has some, with its number; repairs are counted."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()  # what follows the last end of line
    for line, words in enumerate(lines, 1):
        words = words.rstrip("\r")
        if not words.strip():
            found.blank += 1
            continue
        found.lines += 1
        if _MISREAD.search(words):
            words = words.translate(_WINDOWS)
            found.repaired += 1
        cells = [cell.strip(" \u00a0") for cell in words.split("\t")]
        if '"' in words:
            bare = [_unquoted(cell) for cell in cells]
            found.repaired += bare != cells
            cells = bare
        yield line, cells


def _unquoted(cell: str) -> str:
    """The cell without the quotes that a spreadsheet set around it; quotes that are part of a name stay."""
    if len(cell) >= 2 and cell[0] == cell[-1] == '"':
        inner = cell[1:-1]
        if '"' not in inner.replace('""', ""):
            return inner.replace('""', '"').strip()
    return cell


def _row(table: Table, cells: list[str], found: FileRead, line: int) -> Row | None:
    """The values of a row; None where it is refused."""
    width = len(table.columns)
    while len(cells) > width and not cells[-1]:
        cells.pop()
    if not table.required <= len(cells) <= width:
        place = Place(found.path, line, min(len(cells), width) + 1)
        found.refuse(Problem(problems.WIDTH, place, found=len(cells), expected=width))
        return None
    cells += [""] * (width - len(cells))
    values: list[Value] = []
    for number, (column, cell) in enumerate(zip(table.columns, cells, strict=True), 1):
        try:
            if _BROKEN.search(cell):
                raise ValueError
            values.append(column.kind.read(cell))
        except ValueError:
            label, kind = column.label, column.kind.label
            names: dict[str, Any] = {"name_fr": label.fr, "name_en": label.en, "kind_fr": kind.fr, "kind_en": kind.en}
            shown = _BROKEN.sub("?", cell[:40])
            place = Place(found.path, line, number)
            found.refuse(Problem(problems.VALUE, place, number=number, value=shown, **names))
            return None
    return tuple(values)


def find_file(folder: str, name: str) -> str | None:
    """The path of the file of that name in a folder, whatever its capitals; None where there is none."""
    found = sorted(entry for entry in os.listdir(folder) if entry.lower() == name.lower())
    return os.path.join(folder, found[0]) if found else None
