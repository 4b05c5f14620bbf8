"""Writes the rows of a screening as Parquet or CSV: whole, or not at all."""

import os
import re
from collections.abc import Callable, Iterable, Iterator

import polars as pl
from polars.io.plugins import register_io_source


def telling(frames: Iterable[pl.DataFrame], told: Callable[[int], None]) -> Iterator[pl.DataFrame]:
    """The frames; `told` is called with the number of rows of each, before it."""
    for frame in frames:
        told(frame.height)
        yield frame


def write_rows(path: str, frames: Iterator[pl.DataFrame], schema: dict[str, pl.DataType]) -> None:
    """Writes the frames, as Parquet or as CSV by the end of the name, into a file that takes its name at the end.

    What cannot be written leaves what was there. In CSV, the names that are missing are joined by spaces.
    Raises OSError, before any frame is asked for where the file cannot be made.
    """
    part = f"{path}.{os.getpid()}.part"
    lazy = register_io_source(lambda *_: frames, schema=schema)
    try:
        with open(part, "wb") as stream:  # ours: what Polars opens, it may open again once it is told to stop
            if path.endswith(".csv"):
                listed = [name for name, kind in schema.items() if isinstance(kind, pl.List)]
                lazy.with_columns(pl.col(name).list.join(" ") for name in listed).sink_csv(stream)
            else:
                lazy.sink_parquet(stream)
        os.replace(part, path)
    except (OSError, pl.exceptions.ComputeError) as error:
        raise _numbered(error) from None
    finally:
        try:
            _remove(part)
        finally:  # one Ctrl-C is told by Polars, then by Python: the second may fall in the line above
            _remove(part)


def _remove(part: str) -> None:
    if os.path.exists(part):
        os.remove(part)


def _numbered(error: Exception) -> Exception:
    """The same failure with the number of the system, which Polars gives in words only; others as they are."""
    told = re.search(r"\(os error ([0-9]+)\)", str(error))
    return error if told is None else OSError(int(told[1]), os.strerror(int(told[1])))
