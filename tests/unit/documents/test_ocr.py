"""Pages read as images, in a process of their own: lines in order, time and memory bounded."""

import io
import json
import resource
import signal
import subprocess
import sys

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scanned import DECISION, scanned_pdf

from saufconduit.documents import ocr
from saufconduit.documents.ocr import Box, Line, PageRead, Reading, lines_of, read_images, straight

ENGINES = b'{"engine": "rapidocr 9", "second": null}\n'
FIRST_PAGE = b'{"number": 1, "lines": [["Fictamine", 0.98]], "second": null}\n'


def test_scanned_page_is_read_word_for_word():
    out = io.StringIO()

    ocr.write_answers(scanned_pdf(DECISION), [1], out)

    engines, page = (json.loads(line) for line in out.getvalue().splitlines())
    assert engines["engine"].startswith("rapidocr 3.")
    assert page["number"] == 1
    assert [words for words, _ in page["lines"]][:7] == [
        "Fictamine 10 mg, gélule (exemplamab)", "", "Accès précoce post-AMM", "", "Indications", "",
        "• Méningiome progressif",
    ]  # fmt: skip
    assert all(0.5 < sure <= 1 for _, sure in page["lines"])
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_blank_page_has_no_line():
    document, data = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(200, 200)
    document.save(data)

    (_, page) = ocr.answers_of(data.getvalue(), [1])

    assert page["lines"] == []


def test_main_answers_on_its_output_only(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[1]\n" + scanned_pdf("Fictamine 10 mg"))))

    with pytest.raises(SystemExit) as caught:
        ocr.main()

    assert caught.value.code == 0
    assert [json.loads(line).get("number") for line in capsys.readouterr().out.splitlines()] == [None, 1]


def test_page_that_takes_too_long_ends_the_process():
    code = (
        "from itertools import count\nfrom saufconduit.documents import ocr\nocr._START = 1\n"
        "ocr.answers_of = lambda data, numbers: (number for number in count() if number < 0)\nocr.main()"
    )

    done = subprocess.run([sys.executable, "-c", code], input=b"[1]\n%PDF-", capture_output=True, check=False)

    assert done.returncode == -signal.SIGPROF


def test_process_that_dies_reads_nothing(monkeypatch):
    monkeypatch.setattr(ocr.sys, "executable", "/bin/false")

    assert read_images(b"%PDF-1.7", [1]) == Reading("", None, ())


def test_pages_read_before_the_process_was_stopped_are_kept(monkeypatch):
    def stopped(command, **_):
        raise subprocess.TimeoutExpired(command, 1, output=b"noise\n" + ENGINES + FIRST_PAGE + b'{"number": 2, "li')

    monkeypatch.setattr(ocr.subprocess, "run", stopped)

    assert read_images(b"", [1, 2]) == Reading("rapidocr 9", None, (PageRead(1, (Line("Fictamine", 0.98),), None),))


def test_process_stopped_before_a_word_reads_nothing(monkeypatch):
    def stopped(command, **_):
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(ocr.subprocess, "run", stopped)

    assert read_images(b"", [1]).pages == ()


def test_process_that_reads_is_bounded_in_memory(monkeypatch):
    bounds = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: bounds.append(kind))

    ocr.bound()

    assert bounds == [resource.RLIMIT_AS]


def test_engine_is_there_only_with_all_its_parts(monkeypatch):
    assert ocr.is_there()

    monkeypatch.setattr(ocr, "find_spec", {"rapidocr": 1, "pypdfium2": 1}.get)

    assert not ocr.is_there()


@pytest.mark.parametrize(("width", "height"), [(100_000, 10), (10, 100_000), (100_000, 100_000), (0.001, 0.001)])
def test_page_of_any_size_is_a_picture_of_bounded_size(width, height):
    page = pypdfium2.PdfDocument.new().new_page(width, height)

    assert 1 <= max(ocr._image(page).shape) <= 2601


def boxes(*given):
    return [(Box(left, top, top + 10), words, sure) for left, top, words, sure in given]


def test_lines_are_in_reading_order_with_paragraphs_apart():
    lines = lines_of(boxes((0, 30, "deux", 0.9), (0, 0, "un", 0.99), (0, 11, "suite", 0.8)))

    assert lines == [Line("un", 0.99), Line("suite", 0.8), Line("", 1.0), Line("deux", 0.9)]


def test_words_side_by_side_are_cells_of_one_line():
    lines = lines_of(boxes((90, 2, "10 mg", 0.7), (0, 0, "Dosage", 0.9)))

    assert lines == [Line("Dosage\t10 mg", 0.7)]


def test_page_set_askew_is_put_straight():
    corners = [
        [(0, 0), (100, 10), (100, 20), (0, 10)],
        [(0, 20), (100, 30), (100, 40), (0, 30)],
        [(50, 45), (60, 46), (60, 56), (50, 55)],
    ]

    found = straight(corners)

    assert [(round(box.top), round(box.bottom)) for box in found] == [(0, 10), (20, 30), (40, 50)]
    assert [box.left for box in found] == [0, 0, 50]


def test_boxes_without_width_are_left_as_they_stand():
    assert straight([[(5, 1), (5, 1), (5, 9), (5, 9)]]) == [Box(5, 1, 9)]
    assert straight([]) == []


NUMBERS = st.floats(-1e4, 1e4)
CORNERS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=4, max_size=4)


@given(st.lists(CORNERS, max_size=8))
def test_every_word_is_on_one_line_wherever_it_stands(corners):
    given_words = [(box, f"mot{number}", 0.5) for number, box in enumerate(straight(corners))]

    found = [word for line in lines_of(given_words) for word in line.text.split("\t") if word]

    assert sorted(found) == sorted(words for _, words, _ in given_words)
