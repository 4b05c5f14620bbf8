"""Several answers put side by side, read one after the other."""

import tempfile
from collections.abc import Iterator

import polars as pl
import pytest

from saufconduit.screening.engines.side_by_side import side_by_side


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def answer(name: str, told: list[str], parts: int = 2) -> Iterator[pl.DataFrame]:
    for part in range(parts):
        told.append(f"{name}{part}")
        yield pl.DataFrame({name: [[f"{name}{part}"], None]})


def test_answers_are_read_one_after_the_other_and_given_back_together(folder):
    told: list[str] = []

    frames = list(side_by_side(answer(name, told) for name in "ab"))

    assert told == ["a0", "a1", "b0", "b1"]
    assert [[frame.to_dict(as_series=False) for frame in several] for several in frames] == [
        [{"a": [["a0"], None]}, {"b": [["b0"], None]}],
        [{"a": [["a1"], None]}, {"b": [["b1"], None]}],
    ]
    assert list(folder.iterdir()) == []


def test_folder_of_what_waits_is_closed_to_others_and_goes_where_nobody_reads_on(folder):
    frames = side_by_side(answer(name, []) for name in "ab")
    next(frames)
    (place,) = folder.iterdir()

    assert place.stat().st_mode & 0o077 == 0
    frames.close()
    assert list(folder.iterdir()) == []


def test_answers_of_different_lengths_are_an_error(folder):
    with pytest.raises(ValueError, match="zip"):
        list(side_by_side([answer("a", []), answer("b", [], parts=1)]))

    assert list(folder.iterdir()) == []
