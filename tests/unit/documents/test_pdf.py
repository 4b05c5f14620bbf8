"""PDF files: their text, page by page; what is refused, with a sentence."""

import io
import json
import resource
import subprocess
import sys

import pypdfium2
import pytest
import typst

from saufconduit.documents import pdf
from saufconduit.documents.passage import Passage
from saufconduit.documents.source import source_of
from saufconduit.vocabulary.problem import Place, Problem

TYPST = '#set page(width: 20cm, height: 10cm)\n#set text(lang: "fr", hyphenate: false)\n'


def pdf_of(tmp_path, text: str) -> bytes:
    path = tmp_path / "document.typ"
    path.write_text(TYPST + text, encoding="utf-8")
    return typst.compile(str(path))


def empty_pdf(pages: int) -> bytes:
    document, stream = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(100, 100)
    document.save(stream)
    return stream.getvalue()


def refusal(data: bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        source_of(data, "document.pdf")
    return caught.value


def test_pages_of_a_pdf_are_read_in_order(tmp_path):
    data = pdf_of(tmp_path, "L’accès est établi le 14 mars 2023.\n#pagebreak()\nIl est renouvelé.")

    source = source_of(data, "document.pdf")

    assert source.format == "pdf"
    assert source.text.replace("\n", "") == "L’accès est établi le 14 mars 2023.\fIl est renouvelé."
    assert [source.page_of(at) for at in (0, source.pages[1])] == [1, 2]


def test_days_of_a_pdf_have_their_place_in_its_text(tmp_path):
    passage = Passage(source_of(pdf_of(tmp_path, "L’accès est établi le 14 mars 2023."), "d.pdf"), "d.pdf")
    (day,) = passage.days

    field = passage.field(day.written, day.start, day.end)

    assert (field.value, field.raw) == ("2023-03-14", "14 mars 2023")
    assert passage.source.text[field.start : field.end] == "14 mars 2023"


def test_pdf_without_text_says_that_it_is_an_image():
    assert refusal(empty_pdf(2)).code == "documents.scanned"


def test_pdf_of_five_hundred_pages_is_refused_with_its_count():
    problem = refusal(empty_pdf(500))

    assert problem.code == "documents.too-large"
    assert "500 pages" in problem.what("fr")


def test_pdf_that_is_cut_short_is_damaged(tmp_path):
    assert refusal(b"%PDF-1.7\nrien de lisible").code == "documents.malformed"


def test_pdf_with_a_password_says_so():
    assert refusal(_protected()).code == "documents.password"


def _protected() -> bytes:
    """A PDF whose trailer asks for a password that nobody has."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -44>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>"
    end = b"\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer" + trailer + end


def test_reader_that_ends_without_an_answer_is_a_problem(monkeypatch):
    monkeypatch.setattr(pdf.sys, "executable", "/bin/false")

    with pytest.raises(Problem) as caught:
        pdf.pages_of(b"%PDF-1.7", Place("document.pdf"))

    assert caught.value.code == "documents.too-slow"


def test_library_that_is_absent_is_named(monkeypatch):
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)

    with pytest.raises(Problem) as caught:
        pdf.pages_of(b"%PDF-1.7", Place("document.pdf"))

    assert caught.value.code == "documents.no-library"
    assert "pypdfium2" in caught.value.what("fr")


def test_process_that_reads_is_bounded(monkeypatch):
    set_limits = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, bounds: set_limits.append((kind, bounds)))

    pdf.limit()

    assert [kind for kind, _ in set_limits] == [resource.RLIMIT_AS, resource.RLIMIT_CPU]


def test_memory_of_the_reader_runs_out_before_that_of_the_machine():
    code = "from saufconduit.documents.pdf import limit; limit(); bytearray(3_000_000_000)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert b"MemoryError" in done.stderr


def test_extract_stops_at_more_text_than_is_read(tmp_path, monkeypatch):
    data = pdf_of(tmp_path, "un\n#pagebreak()\ndeux\n#pagebreak()\ntrois")
    monkeypatch.setattr(pdf, "_TEXT", 4)

    assert len(pdf.extract(data)["pages"]) == 2


def test_main_writes_the_pages_as_json(tmp_path, monkeypatch, capsys):
    data = pdf_of(tmp_path, "établi")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    with pytest.raises(SystemExit) as caught:
        pdf.main()

    assert caught.value.code == 0
    assert [page.strip() for page in json.loads(capsys.readouterr().out)["pages"]] == ["établi"]


def test_extract_tells_why_it_refuses():
    assert pdf.extract(b"%PDF-1.7 rien") == {"refused": "malformed"}
    assert pdf.extract(empty_pdf(301)) == {"count": 301}
