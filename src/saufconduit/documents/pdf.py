"""Takes the text layer of a PDF, in a process that is bounded in time and memory.

A PDF is a program for a large library written in C: a hostile one may take all the memory, or end the process.
Neither may happen to the process that reads it for us.
"""

import json
import resource
import subprocess
import sys
from importlib.util import find_spec
from typing import Any, NamedTuple, NoReturn

from saufconduit.documents import problems
from saufconduit.documents.apart import surroundings
from saufconduit.vocabulary.problem import Place, Problem, ProblemKind

MAX_PAGES = 300
_SECONDS = 60
_MEMORY = 1_500_000_000
_TEXT = 6_000_000  # characters: enough to see that it is too much
_FEW = 25  # characters that a scanner may add to the image of a page: its name, a number

_REFUSALS: dict[str, ProblemKind] = {"password": problems.PASSWORD, "malformed": problems.MALFORMED}


class Layer(NamedTuple):
    """The text of each page, and the numbers from 1 of the pages that are images."""

    pages: list[str]
    images: list[int]


def layer_of(data: bytes, where: Place) -> Layer:
    """The text layer of a PDF. Raises Problem when it cannot be had."""
    if find_spec("pypdfium2") is None:
        raise Problem(problems.NO_LIBRARY, where, library="pypdfium2")
    command = [sys.executable, "-c", "from saufconduit.documents.pdf import main; main()"]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_SECONDS, preexec_fn=limit, env=surroundings()
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # stopped, or ended without an answer
        raise Problem(problems.TOO_SLOW, where) from None
    if "count" in answer:
        raise Problem(problems.TOO_LARGE, where, size=f"{answer['count']} pages", limit=f"{MAX_PAGES} pages")
    if "refused" in answer:
        raise Problem(_REFUSALS[answer["refused"]], where)
    return Layer(answer["pages"], answer["images"])


def limit() -> None:
    """Bounds the memory and the processor time of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def extract(data: bytes) -> dict[str, Any]:
    """The pages of a PDF, or the reason why they are refused."""
    from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]

    try:
        document = PdfDocument(data)
        if len(document) > MAX_PAGES:
            return {"count": len(document)}
        pages: list[str] = []
        images, total = [], 0
        for number, page in enumerate(document, 1):
            pages.append(page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\f", "\n"))
            if _is_image(page, len(pages[-1].strip())):
                images.append(number)
            total += len(pages[-1])
            if total > _TEXT:
                break
    except PdfiumError as error:
        return {"refused": "password" if "assword" in str(error) else "malformed"}
    return {"pages": pages, "images": images}


def _is_image(page: Any, characters: int) -> bool:
    """True if something is drawn on a page that has no text, or a picture on one that has next to none."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_TEXT  # type: ignore[import-untyped]

    if characters >= _FEW:
        return False
    kinds = {item.type for item in page.get_objects(max_depth=1)}
    return FPDF_PAGEOBJ_IMAGE in kinds if characters else bool(kinds - {FPDF_PAGEOBJ_TEXT})


def main() -> NoReturn:
    """Reads a PDF on standard input, writes its pages on standard output."""
    sys.stdout.write(json.dumps(extract(sys.stdin.buffer.read())))
    sys.exit(0)
