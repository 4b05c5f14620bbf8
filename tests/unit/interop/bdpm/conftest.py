"""A base of a few invented medicines."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bdpm_files import lay_bdpm

from saufconduit.interop.bdpm.base import import_folder
from saufconduit.interop.bdpm.medicines import Medicines
from saufconduit.interop.bdpm.reading import FileRead, read_file
from saufconduit.interop.bdpm.tables import Table


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., FileRead]:
    """`read(table, content)` is what comes of a file; `known` are the medicines that it may speak of."""

    def run(table: Table, content: str | bytes, known: frozenset[str] | None = None) -> FileRead:
        folder = lay_bdpm(tmp_path, {table.file: content})
        return read_file(table, str(folder / table.file), known)

    return run


@pytest.fixture
def medicines(tmp_path: Path) -> Iterator[Medicines]:
    """The base of the invented files."""
    path = tmp_path / "bdpm.sqlite"
    import_folder(str(lay_bdpm(tmp_path / "files")), str(path))
    base = Medicines(str(path))
    yield base
    base.close()
