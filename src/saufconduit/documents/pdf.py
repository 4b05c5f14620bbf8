"""Takes the text layer of a PDF, in a process that is bounded in time and memory.

A PDF is a program for a large library written in C: a hostile one may take all the memory, or end the process.
Neither may happen to the process that reads it for us.
"""

import json
import resource
import subprocess
import sys
from importlib.util import find_spec
from typing import Any, NoReturn

from saufconduit.documents import problems
from saufconduit.vocabulary.problem import Place, Problem, ProblemKind

MAX_PAGES = 300
_SECONDS = 60
_MEMORY = 1_500_000_000
_TEXT = 6_000_000  # characters: enough to see that it is too much

_REFUSALS: dict[str, ProblemKind] = {"password": problems.PASSWORD, "malformed": problems.MALFORMED}


def pages_of(data: bytes, where: Place) -> list[str]:
    """The text of each page. Raises Problem when there is none, or when it cannot be had."""
    if find_spec("pypdfium2") is None:
        raise Problem(problems.NO_LIBRARY, where, library="pypdfium2")
    command = [sys.executable, "-c", "from saufconduit.documents.pdf import main; main()"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, preexec_fn=limit)
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # stopped, or ended without an answer
        raise Problem(problems.TOO_SLOW, where) from None
    if "count" in answer:
        raise Problem(problems.TOO_LARGE, where, size=f"{answer['count']} pages", limit=f"{MAX_PAGES} pages")
    if "refused" in answer:
        raise Problem(_REFUSALS[answer["refused"]], where)
    pages: list[str] = answer["pages"]
    if not any(page.strip() for page in pages):
        raise Problem(problems.SCANNED, where)
    return pages


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
        pages, total = [], 0
        for page in document:
            pages.append(page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\f", "\n"))
            total += len(pages[-1])
            if total > _TEXT:
                break
    except PdfiumError as error:
        return {"refused": "password" if "assword" in str(error) else "malformed"}
    return {"pages": pages}


def main() -> NoReturn:
    """Reads a PDF on standard input, writes its pages on standard output."""
    sys.stdout.write(json.dumps(extract(sys.stdin.buffer.read())))
    sys.exit(0)
