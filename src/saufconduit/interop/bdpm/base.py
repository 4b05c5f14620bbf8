"""Makes one SQLite base of the files of the BDPM."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import quote

from saufconduit.interop.bdpm import problems
from saufconduit.interop.bdpm.reading import FileRead, find_file, read_file
from saufconduit.interop.bdpm.tables import NUMBER, PRICE, PRODUCTS, SUBSTANCES, TABLES, Table
from saufconduit.vocabulary.problem import Place, Problem, Problems, folded
from saufconduit.vocabulary.whole import beside

CONTRACT = "bdpm/1"
VARIABLE = "SAUFCONDUIT_BDPM"
# The other files of the official set, which hold nothing that is used here.
_OFFICIAL = ("cis_", "has_")


@dataclass(frozen=True)
class Imported:
    """What an import did: the files read, those that were not there, those that are left alone."""

    files: tuple[FileRead, ...]
    absent: tuple[Table, ...]
    unread: tuple[str, ...]


def default_path() -> str:
    """Where the base lies: the file that SAUFCONDUIT_BDPM names, else one in the data folder of the user."""
    named = os.environ.get(VARIABLE)
    home = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return named or os.path.join(home, "saufconduit", "bdpm.sqlite")


def is_base(path: str) -> bool:
    """True if the file is a base of the BDPM, of this version or of another."""
    try:
        with closing(sqlite3.connect(address_of(path), uri=True)) as base:
            (contract,) = base.execute("select name from contract").fetchone()
    except (sqlite3.Error, TypeError):
        return False
    return str(contract).startswith("bdpm/")


def address_of(path: str) -> str:
    """The file for reading only, so that asking never makes one."""
    return f"file:{quote(os.path.abspath(path))}?mode=ro"


def import_folder(folder: str, path: str) -> Imported:
    """Reads the files of `folder` and puts the base at `path`; a base that was there stays until this one is whole.

    Raises Problem when the folder lacks the file of medicines, Problems when a file is not of the official format.
    """
    imported = read_folder(folder)
    _replace(path, imported.files)
    return imported


def read_folder(folder: str) -> Imported:
    """The rows of all the files. Raises as `import_folder`."""
    if not os.path.isdir(folder):
        raise Problem(problems.NO_FOLDER, Place(folder), name=PRODUCTS.file)
    if find_file(folder, PRODUCTS.file) is None:
        raise Problem(problems.NO_FILE, Place(folder), name=PRODUCTS.file)
    files: list[FileRead] = []
    absent: list[Table] = []
    known: frozenset[str] | None = None
    for table in TABLES:
        path = find_file(folder, table.file)
        if path is None:
            absent.append(table)
            continue
        found = read_file(table, path, known)
        if found.is_foreign:
            whole = Problem(problems.TOO_MANY, Place(path), refused=found.refused, rows=found.lines)
            raise Problems([whole, *found.refusals])
        known = frozenset(str(row[0]) for row in found.rows) if table is PRODUCTS else known
        files.append(found)
    names = {table.file.lower() for table in TABLES}
    unread = sorted(name for name in os.listdir(folder) if name.lower() not in names and _is_official(name))
    return Imported(tuple(files), tuple(absent), tuple(unread))


def _is_official(name: str) -> bool:
    return name.lower().startswith(_OFFICIAL) and name.lower().endswith(".txt")


def _replace(path: str, files: Sequence[FileRead]) -> None:
    """Writes the base beside its place, then puts it there in one step."""
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    try:
        with beside(path) as part:
            open(part, "wb").close()  # a folder that refuses says so itself; SQLite would not say why
            with closing(sqlite3.connect(part, isolation_level=None)) as base:
                _fill(base, files)
            with open(part, "rb") as stream:
                os.fsync(stream.fileno())
    except sqlite3.Error as error:
        raise OSError(str(error)) from None  # the disk is full, or refuses: told as any other failure to write


def _fill(base: sqlite3.Connection, files: Sequence[FileRead]) -> None:
    base.execute("pragma journal_mode = off")  # nobody sees the base before it is whole
    base.execute("pragma synchronous = off")
    base.execute("begin")
    for table in TABLES:
        base.execute(f"create table {table.name} ({_declared(table)})")
    for found in files:
        marks = ", ".join("?" * len(found.table.columns))
        base.executemany(f"insert into {found.table.name} values ({marks})", found.rows)
    base.execute("create table sources (file text, sha256 text, encoding text, rows integer, refused integer)")
    sources = [(found.table.file, found.sha256, found.encoding, len(found.rows), found.refused) for found in files]
    base.executemany("insert into sources values (?, ?, ?, ?, ?)", sources)
    base.execute("create table search (cis text primary key, first text, words text) without rowid")
    base.executemany("insert into search values (?, ?, ?)", _searched(files))
    for name in ("packs", "substances", "conditions"):
        base.execute(f"create index {name}_of on {name} (cis)")
    base.execute("create index search_first on search (first)")
    base.execute("create table contract (name text)")
    base.execute("insert into contract values (?)", (CONTRACT,))
    base.execute("commit")


def _declared(table: Table) -> str:
    """The columns as SQL declares them."""
    return ", ".join(
        f"{column.name} {'integer' if column.kind in (PRICE, NUMBER) else 'text'}"
        f"{' primary key' if column.name == table.key else ''}"
        for column in table.columns
    )


def _searched(files: Sequence[FileRead]) -> Iterable[tuple[str, str, str]]:
    """For each medicine, the first word of its name, then all that it can be found by, without accents or capitals."""
    words = {row[0]: [row[1], row[10]] for found in files if found.table is PRODUCTS for row in found.rows}
    for found in files:
        if found.table is SUBSTANCES:
            for row in found.rows:
                words[row[0]].append(row[3])
    for cis, parts in words.items():
        name = plain(str(parts[0]))
        yield str(cis), name.split(" ")[0].rstrip(","), " ".join([name, *(plain(str(part)) for part in parts[1:])])


def plain(words: str) -> str:
    """The words as they are compared: no accent, no capital, no hyphen, no apostrophe."""
    return folded(words).replace("-", " ")
