"""Answers that cannot all be open at once, given back side by side."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl


def side_by_side(answers: Iterable[Iterator[pl.DataFrame]]) -> Iterator[tuple[pl.DataFrame, ...]]:
    """Frames of the same rows, one of each answer; each answer is read to its end before the next is begun.

    What waits lies in a folder that nobody else may read, and that goes with the last frame, or with an error.
    """
    with TemporaryDirectory(prefix="saufconduit-") as folder:
        waiting = [_kept(frames, Path(folder), number) for number, frames in enumerate(answers)]
        for paths in zip(*waiting, strict=True):
            yield tuple(map(_taken, paths))


def _kept(frames: Iterator[pl.DataFrame], folder: Path, answer: int) -> list[Path]:
    paths: list[Path] = []
    for number, frame in enumerate(frames):
        paths.append(folder / f"{answer}-{number}.arrow")
        frame.write_ipc(paths[-1])
    return paths


def _taken(path: Path) -> pl.DataFrame:
    frame = pl.read_ipc(path.read_bytes())
    path.unlink()
    return frame
