"""A file takes its name once it is whole, or what was there stays."""

import os

import pytest

from saufconduit.vocabulary.whole import beside


def test_file_takes_its_name_at_the_end(tmp_path):
    path = tmp_path / "answer.txt"

    with beside(str(path)) as part:
        with open(part, "w", encoding="utf-8") as stream:
            stream.write("new")
        assert not path.exists()

    assert (path.read_text(encoding="utf-8"), os.listdir(tmp_path)) == ("new", ["answer.txt"])


def test_failure_leaves_what_was_there_and_nothing_beside(tmp_path):
    path = tmp_path / "answer.txt"
    path.write_text("old", encoding="utf-8")

    with pytest.raises(ValueError), beside(str(path)) as part:
        open(part, "wb").close()
        raise ValueError

    assert (path.read_text(encoding="utf-8"), os.listdir(tmp_path)) == ("old", ["answer.txt"])


def test_file_that_was_never_begun_leaves_what_was_there(tmp_path):
    path = tmp_path / "answer.txt"
    path.write_text("old", encoding="utf-8")

    with pytest.raises(FileNotFoundError), beside(str(path)):
        pass

    assert path.read_text(encoding="utf-8") == "old"
