"""Files that the service alone reads, even while they are being written."""

import os
import sqlite3
import stat
from contextlib import closing

import pytest

from saufconduit.web.commands.private_files import copy_private, make_private, open_private


@pytest.fixture(autouse=True)
def mask():
    """A process that closes nothing by itself."""
    before = os.umask(0)
    yield
    os.umask(before)


def rights(folder) -> dict[str, int]:
    """The rights of all that a folder holds."""
    return {path.relative_to(folder).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}


def test_file_is_closed_to_others_from_its_first_byte(tmp_path):
    with open_private(tmp_path / "a") as file:
        while_written = rights(tmp_path)
        file.write(b"x")

    assert (while_written, (tmp_path / "a").read_bytes()) == ({"a": 0o600}, b"x")


def test_file_that_was_open_to_others_is_closed_before_it_is_written(tmp_path):
    (tmp_path / "a").write_bytes(b"before")

    with open_private(tmp_path / "a"):
        assert rights(tmp_path) == {"a": 0o600}


def test_database_is_closed_to_others_with_the_files_that_sqlite_puts_beside_it(tmp_path):
    make_private(tmp_path / "a.sqlite3")
    with closing(sqlite3.connect(tmp_path / "a.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE t (x)")

        found = rights(tmp_path)

    assert found == dict.fromkeys(("a.sqlite3", "a.sqlite3-wal", "a.sqlite3-shm"), 0o600)


def test_database_that_was_open_to_others_is_closed_and_keeps_what_it_holds(tmp_path):
    for name in ("a.sqlite3", "a.sqlite3-wal", "a.sqlite3-shm"):
        (tmp_path / name).write_bytes(b"x")

    make_private(tmp_path / "a.sqlite3")

    assert set(rights(tmp_path).values()) == {0o600}
    assert (tmp_path / "a.sqlite3").read_bytes() == b"x"


def test_copy_of_a_folder_does_not_take_the_rights_of_its_source(tmp_path):
    (tmp_path / "source/ab").mkdir(parents=True)
    (tmp_path / "source/ab/one.sealed").write_bytes(b"x")
    (tmp_path / "source/ab/gone.part").symlink_to("nothing")  # as one that goes between the listing and the reading

    copy_private(tmp_path / "source", tmp_path / "target")

    assert rights(tmp_path / "target") == {"ab": 0o700, "ab/one.sealed": 0o600}
    assert stat.S_IMODE((tmp_path / "target").stat().st_mode) == 0o700
    assert (tmp_path / "target/ab/one.sealed").read_bytes() == b"x"
