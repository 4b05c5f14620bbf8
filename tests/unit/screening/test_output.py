"""Writing rows: Parquet and CSV, whole or not at all."""

import errno
import os
import random
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl
import pytest

from saufconduit.screening import output
from saufconduit.screening.output import telling, write_rows
from saufconduit.screening.rows import SCHEMA

FRAMES = [
    pl.DataFrame(
        [["P-1", "essai", "i1", "pending", "open", ["disease", "board:renaten"]]], schema=SCHEMA, orient="row"
    ),
    pl.DataFrame([["P,2", "essai", "i1", "eligible", "closed", []]], schema=SCHEMA, orient="row"),
]
CSV = """\
patient_id,programme,indication,verdict,access_state,missing
P-1,essai,i1,pending,open,disease board:renaten
"P,2",essai,i1,eligible,closed,""
"""
OLD = b"ancien"
FORMATS = ["rows.csv", "rows.parquet"]


class Stopped(Exception):
    """What an engine may raise on its way."""


@pytest.fixture(params=FORMATS)
def target(request, tmp_path):
    """A file that is already there."""
    path = tmp_path / request.param
    path.write_bytes(OLD)
    return path


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow above 2 kB, as on a disk that is full; only meanwhile, for the log of the tests grows too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def write(path, frames=FRAMES, told=lambda number: None, schema=SCHEMA) -> None:
    write_rows(str(path), telling(frames, told), schema)


def then(error: BaseException) -> Iterator[pl.DataFrame]:
    """A first frame, then a failure."""
    yield FRAMES[0]
    raise error


def incompressible() -> list[pl.DataFrame]:
    """Frames of a megabyte that stays one."""
    draw = random.Random(1)
    names = [f"{draw.getrandbits(400):0100x}" for _ in range(10_000)]
    columns = {"patient_id": names, "missing": [[name] for name in names]}
    rest = {name: ["x"] * len(names) for name in SCHEMA if name not in columns}
    return [pl.DataFrame(columns | rest, schema_overrides=SCHEMA).select(list(SCHEMA))]


# --- what is written


def test_rows_in_parquet_are_those_that_were_given(tmp_path):
    path = tmp_path / "rows.parquet"

    write(path)

    found = pl.read_parquet(path)
    assert found.equals(pl.concat(FRAMES))
    assert dict(found.schema) == SCHEMA


def test_rows_in_csv_join_what_is_missing_with_spaces(tmp_path):
    path = tmp_path / "rows.csv"

    write(path)

    assert path.read_text(encoding="utf-8") == CSV


def test_rows_without_lists_are_written_in_csv_as_they_are(tmp_path):
    path = tmp_path / "rows.csv"
    schema = {name: kind for name, kind in SCHEMA.items() if name != "missing"}

    write(path, [frame.drop("missing") for frame in FRAMES], schema=schema)

    assert path.read_text(encoding="utf-8").splitlines()[1] == "P-1,essai,i1,pending,open"


@pytest.mark.parametrize(("name", "read"), [("rows.csv", pl.read_csv), ("rows.parquet", pl.read_parquet)])
def test_no_rows_are_written_as_a_table_with_its_columns(tmp_path, name, read):
    write(tmp_path / name, [])

    found = read(tmp_path / name)
    assert (found.columns, found.height) == (list(SCHEMA), 0)


def test_rows_that_are_written_are_told_a_frame_at_a_time(target):
    told: list[int] = []

    write(target, told=told.append)

    assert told == [1, 1]


def test_rows_take_the_place_of_the_file_that_was_there_and_leave_nothing_beside(target):
    write(target)

    assert target.read_bytes() != OLD
    assert list(target.parent.iterdir()) == [target]


def test_rows_go_under_their_name_only_when_they_are_whole(target):
    seen: list[bytes] = []

    write(target, told=lambda _: seen.append(target.read_bytes()))

    assert seen == [OLD, OLD]


# --- what goes wrong


@pytest.mark.parametrize(
    "error", [Stopped("fini"), KeyboardInterrupt(), MemoryError()], ids=lambda one: type(one).__name__
)
def test_rows_that_stop_on_the_way_keep_the_old_file_and_leave_no_part(target, error):
    with pytest.raises(type(error)):
        write(target, then(error))

    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_rows_that_stop_on_the_way_make_no_file(tmp_path):
    with pytest.raises(Stopped):
        write(tmp_path / "rows.parquet", then(Stopped()))

    assert list(tmp_path.iterdir()) == []


def test_interruption_told_a_second_time_while_the_part_is_removed_leaves_none(target, monkeypatch):
    """Polars tells a Ctrl-C, then Python does, in whatever runs next."""
    real = os.path.exists
    pending = [signal.SIGINT]

    def exists(path):
        if pending and str(path).endswith(".part"):
            signal.raise_signal(pending.pop())
        return real(path)

    monkeypatch.setattr(output.os.path, "exists", exists)

    with pytest.raises(KeyboardInterrupt):
        write(target, then(Stopped()))

    monkeypatch.undo()
    assert (pending, list(target.parent.iterdir())) == ([], [target])


def test_rows_on_a_full_disk_keep_the_old_file_and_leave_no_part(target):
    with pytest.raises(OSError), full_disk():
        write(target, incompressible())

    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


def test_rows_on_a_full_disk_have_the_number_of_the_system(target):
    with pytest.raises(OSError) as caught, full_disk():
        write(target, incompressible())

    assert caught.value.errno == errno.EFBIG


def test_failure_that_already_has_its_number_keeps_it(target):
    with pytest.raises(OSError) as caught:
        write(target, then(OSError(errno.ENOSPC, "No space left on device")))

    assert caught.value.errno == errno.ENOSPC


@pytest.mark.parametrize("name", FORMATS)
def test_rows_in_a_folder_that_does_not_exist_fail_before_any_is_asked_for(tmp_path, name):
    asked: list[int] = []
    frames = (asked.append(1) or frame for frame in FRAMES)

    with pytest.raises(FileNotFoundError):
        write(tmp_path / "absent" / name, frames)

    assert (asked, list(tmp_path.iterdir())) == ([], [])


@pytest.mark.parametrize("name", FORMATS)
def test_rows_over_a_folder_leave_it_alone(tmp_path, name):
    (tmp_path / name).mkdir()

    with pytest.raises(IsADirectoryError):
        write(tmp_path / name)

    assert list(tmp_path.rglob("*")) == [tmp_path / name]
