"""Writing answers: bytes as they are, files whole or not at all."""

import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from saufconduit.cli.output import print_bytes, print_json, write_file

OLD, NEW = b"ancien", b"nouveau\r\n\xc3\xa9\x00"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file that is already there."""
    path = tmp_path / "calendrier.ics"
    path.write_bytes(OLD)
    return path


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow above three bytes, as on a full disk; only meanwhile, for the log of the tests grows too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_write_file_makes_a_file_that_holds_the_bytes_as_they_are(tmp_path):
    path = tmp_path / "nouveau fichier é.ics"

    write_file(str(path), NEW)

    assert path.read_bytes() == NEW


def test_write_file_takes_the_place_of_the_file_that_was_there(target):
    write_file(str(target), NEW)

    assert target.read_bytes() == NEW


def test_write_file_leaves_nothing_beside_the_file(target):
    write_file(str(target), NEW)

    assert list(target.parent.iterdir()) == [target]


def test_write_file_of_nothing_makes_an_empty_file(target):
    write_file(str(target), b"")

    assert target.read_bytes() == b""


def test_write_file_named_without_a_folder_goes_to_the_one_where_one_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    write_file("figure.svg", NEW)

    assert (tmp_path / "figure.svg").read_bytes() == NEW


def test_write_file_that_is_cut_short_keeps_the_old_file(target):
    with pytest.raises(OSError), full_disk():
        write_file(str(target), NEW)

    assert target.read_bytes() == OLD


def test_write_file_that_is_cut_short_leaves_no_part_of_the_new_one(target):
    with pytest.raises(OSError), full_disk():
        write_file(str(target), NEW)

    assert list(target.parent.iterdir()) == [target]


def test_write_file_that_is_cut_short_makes_no_file(tmp_path):
    with pytest.raises(OSError), full_disk():
        write_file(str(tmp_path / "calendrier.ics"), NEW)

    assert list(tmp_path.iterdir()) == []


def test_write_file_in_a_folder_that_does_not_exist_makes_none(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_file(str(tmp_path / "absent" / "calendrier.ics"), NEW)

    assert list(tmp_path.iterdir()) == []


def test_write_file_over_a_folder_leaves_the_folder_alone(tmp_path):
    (tmp_path / "dossier").mkdir()

    with pytest.raises(IsADirectoryError):
        write_file(str(tmp_path / "dossier"), NEW)

    assert [path.name for path in tmp_path.rglob("*")] == ["dossier"]


def test_write_file_to_a_pipe_writes_into_it_and_leaves_it_there(tmp_path):
    path = tmp_path / "tube"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    write_file(str(path), NEW)

    assert (os.read(reader, 100), stat.S_ISFIFO(path.stat().st_mode)) == (NEW, True)
    os.close(reader)


def test_write_file_named_by_a_dash_is_standard_output(capfdbinary, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    write_file("-", NEW)

    assert capfdbinary.readouterr().out == NEW
    assert list(tmp_path.iterdir()) == []


def test_print_bytes_after_text_keeps_the_order(capfdbinary):
    print("avant")

    print_bytes(b"apr\xe8s")

    assert capfdbinary.readouterr().out == b"avant\napr\xe8s"


def test_print_json_is_one_line_of_utf_8(capfdbinary):
    print_json({"clé": ["é", None, True]})

    assert capfdbinary.readouterr().out == '{"clé":["é",null,true]}\n'.encode()
