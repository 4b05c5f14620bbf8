"""Opening a document apart: what it says comes back, what takes too long is stopped with all that it started."""

import io
import os
import pickle
import sys
import time

import pytest
import typst

from saufconduit.documents import problems as documents
from saufconduit.documents import source
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.review import reading_apart
from saufconduit.web.review.reading_apart import answer, main, opened

TEXT = "Décision de cadre de prescription compassionnelle pour la spécialité, dans le présent texte, le 5 mai 2026.\n"


def refused(content: bytes) -> Problem:
    with pytest.raises(Problem) as problem:
        opened(content, "x.pdf")
    return problem.value


def test_document_comes_back_as_it_was_read():
    assert opened(TEXT.encode(), "decision.txt") == answer(TEXT.encode(), "decision.txt")
    assert opened(TEXT.encode(), "decision.txt").text == TEXT


def test_pdf_is_read_apart():
    written = (
        b"= Decision fictive\nLe produit est dans la liste des produits pour une maladie qui est sur la liste. " * 9
    )
    pdf = bytes(typst.compile(written, format="pdf", ignore_system_fonts=True))

    assert opened(pdf, "decision.pdf").format == "pdf"


def test_problem_comes_back_with_its_words():
    problem = refused(b" ")

    assert (problem.kind, problem.where) == (documents.EMPTY, answer(b" ", "x.pdf")[1])


def test_reading_that_ends_without_an_answer_is_told(monkeypatch):
    monkeypatch.setattr(reading_apart, "_COMMAND", "import os; os._exit(3)")

    assert refused(b"x").code == "review.not-read"


def test_reading_that_takes_too_long_is_stopped_with_what_it_started(monkeypatch, tmp_path):
    told = tmp_path / "child"
    child = f"import os, time; open({str(told)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    monkeypatch.setattr(reading_apart, "_COMMAND", starts)
    monkeypatch.setattr(reading_apart, "SECONDS", 3.0)

    problem = refused(b"x")

    assert problem.what("fr") == "Le document demande plus de 3 secondes : sa lecture a été arrêtée."
    assert wait_for_end(int(told.read_text()))


def wait_for_end(process: int) -> bool:
    """True once the process has ended; whoever adopts it takes a moment."""
    return any(_has_ended(process) for _ in range(100))


def _has_ended(process: int) -> bool:
    time.sleep(0.05)
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_images_of_few_pages_are_read(monkeypatch):
    asked = {}

    def read(content, name, images):
        asked["images"] = images
        return source.source_of(content, name)

    monkeypatch.setattr(reading_apart, "source_of", read)

    answer(TEXT.encode(), "decision.txt")

    assert asked == {"images": 3}


def test_process_that_reads_writes_the_document_on_its_output(monkeypatch):
    given, told = io.TextIOWrapper(io.BytesIO(TEXT.encode())), io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdin", given)
    monkeypatch.setattr(sys, "stdout", told)
    monkeypatch.setattr(sys, "argv", ["-c", "decision.txt"])

    with pytest.raises(SystemExit):
        main()

    told.flush()
    assert pickle.loads(told.buffer.getvalue()).text == TEXT


def test_session_that_has_ended_already_is_left(monkeypatch):
    def gone(session, sign):
        raise ProcessLookupError

    monkeypatch.setattr(os, "killpg", gone)

    assert opened(TEXT.encode(), "decision.txt").text == TEXT
