"""Reads the images of pages, in a process that is bounded in memory, page by page in time.

The engine is rapidocr, whose models are in its wheel: nothing is fetched. A page that takes too long ends the process;
the pages that were read before it are kept.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from statistics import median
from typing import Any, NamedTuple, NoReturn, TextIO

from saufconduit.documents import tesseract
from saufconduit.documents.apart import surroundings
from saufconduit.documents.wide_lines import read_again

MAX_PAGES = 40
# Seconds of processor, whatever else the machine does: for one page, then for the engine to be ready.
_SECONDS = 60
_START = 30
_WAITED = 180  # seconds of the clock for one page: more, and the whole process is stopped
_MEMORY = 4_000_000_000
_SCALE = 200 / 72  # 200 dots an inch
_MAX_SIDE = 2600  # dots: no page of any size takes more
_GAP = 0.3  # of a line: a wider space between two lines ends a paragraph


class Line(NamedTuple):
    """A printed line, and how sure the engine is of it (0 to 1)."""

    text: str
    sure: float


class PageRead(NamedTuple):
    """An image that was read: its number from 1, its lines, what the second engine read (None without one)."""

    number: int
    lines: tuple[Line, ...]
    second: str | None


class Reading(NamedTuple):
    """What came of the images: the engines, by name and version, and the pages in order."""

    engine: str
    second: str | None
    pages: tuple[PageRead, ...]


def is_there() -> bool:
    """True if the engine is installed."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "pypdfium2"))


def read_images(data: bytes, numbers: Sequence[int]) -> Reading:
    """The pages of a PDF with these numbers, read as images; those that were not read in time are left out."""
    command = [sys.executable, "-c", "from saufconduit.documents.ocr import main; main()"]
    given = json.dumps(list(numbers)).encode() + b"\n" + data
    limit = _WAITED * (len(numbers) + 1)
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=limit, preexec_fn=bound, env=surroundings()
        ).stdout
    except subprocess.TimeoutExpired as stopped:
        done = stopped.stdout or b""
    engines, *pages = list(_answers(done)) or [{"engine": "", "second": None}]
    read = (PageRead(item["number"], tuple(Line(*line) for line in item["lines"]), item["second"]) for item in pages)
    return Reading(engines["engine"], engines["second"], tuple(read))


def _answers(written: bytes) -> Iterator[dict[str, Any]]:
    """The lines that are whole and ours: a library may print on the same output."""
    for line in written.splitlines(keepends=True):
        if line.startswith(b"{") and line.endswith(b"}\n"):
            yield json.loads(line)


# --- in the process that reads


def bound() -> None:
    """Bounds the memory of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def main() -> NoReturn:
    """Reads numbers of pages, then a PDF, on standard input; writes a line of JSON a page on standard output."""
    numbers = json.loads(sys.stdin.buffer.readline())
    out = sys.stdout
    with redirect_stdout(sys.stderr):
        write_answers(sys.stdin.buffer.read(), numbers, out)
    sys.exit(0)


def write_answers(data: bytes, numbers: Sequence[int], out: TextIO) -> None:
    """Writes the names of the engines, then each page as soon as it is read; a page too slow ends the process."""
    try:
        signal.setitimer(signal.ITIMER_PROF, _START)
        for answer in answers_of(data, numbers):
            out.write(json.dumps(answer) + "\n")
            out.flush()
            signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def answers_of(data: bytes, numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The names of the engines, then the pages."""
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

    threads = min(2, os.cpu_count() or 1)
    sizes = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": threads for kind in ("intra", "inter")}
    # One line at a time: in a batch, all of them are made as wide as the widest, and too wide a line is misread.
    settings = {"Global.log_level": "error", "Rec.rec_batch_num": 1, **sizes}
    engine = import_module("rapidocr").RapidOCR(params=settings)
    second = tesseract.name()
    yield {"engine": f"rapidocr {version('rapidocr')}", "second": second}
    document = PdfDocument(data)
    for number in numbers:
        image = _image(document[number - 1])
        lines = lines_of(_read(engine, image))
        words = tesseract.read(_pnm(image)) if second is not None else None
        yield {"number": number, "lines": lines, "second": words}


def _read(engine: Any, image: Any) -> list[tuple["Box", str, float]]:
    """The words of an image, each with its place and how sure it is."""
    found = engine(image, use_det=True, use_cls=True, use_rec=True)
    if found.boxes is None:
        return []
    corners = found.boxes.tolist()
    read = [
        read_again(engine, image, corner, words, float(score))
        for corner, words, score in zip(corners, found.txts, found.scores, strict=True)
    ]
    return [(box, words, sure) for box, (words, sure) in zip(straight(corners), read, strict=True)]


def _image(page: Any) -> Any:
    """The page as an array of blue, green, red, at a size that is bounded whatever that of the page."""
    scale = min(_SCALE, _MAX_SIDE / max(page.get_width(), page.get_height(), 1))
    return page.render(scale=scale).to_numpy()[:, :, :3]


def _pnm(image: Any) -> bytes:
    height, width = image.shape[:2]
    dots: bytes = image[:, :, ::-1].tobytes()
    return b"P6 %d %d 255\n" % (width, height) + dots


class Box(NamedTuple):
    """Where words stand on a page that was set straight, in dots from its top left corner."""

    left: float
    top: float
    bottom: float


def straight(corners: Sequence[Sequence[tuple[float, float]]]) -> list[Box]:
    """The boxes of words, each given by its four corners from the top left, as if the page had not been set askew."""
    tops = [(corner[1][0] - corner[0][0], corner[1][1] - corner[0][1]) for corner in corners]
    wide = sorted((width, drop) for width, drop in tops if width > 0)
    slope = median(drop / width for width, drop in wide[len(wide) // 2 :]) if wide else 0.0  # wide boxes tell it best
    boxes = []
    for corner in corners:
        left, right, low_right, low_left = (y - slope * x for x, y in corner)
        boxes.append(Box(min(x for x, _ in corner), (left + right) / 2, (low_right + low_left) / 2))
    return boxes


def lines_of(boxes: Sequence[tuple[Box, str, float]]) -> list[Line]:
    """The printed lines in reading order, with an empty one between two paragraphs."""
    rows: list[list[tuple[Box, str, float]]] = []
    for item in sorted(boxes, key=lambda item: item[0].top):
        middle = (item[0].top + item[0].bottom) / 2
        if rows and middle < max(one.bottom for one, _, _ in rows[-1]):
            rows[-1].append(item)  # beside the words before it, as in a table
        else:
            rows.append([item])
    lines: list[Line] = []
    last: float | None = None
    for row in rows:
        row.sort(key=lambda item: item[0].left)
        top, height = min(box.top for box, _, _ in row), max(box.bottom - box.top for box, _, _ in row)
        if last is not None and top - last > _GAP * height:
            lines.append(Line("", 1.0))
        lines.append(Line("\t".join(words for _, words, _ in row), round(min(sure for _, _, sure in row), 3)))
        last = max(box.bottom for box, _, _ in row)
    return lines
