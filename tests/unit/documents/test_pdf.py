"""PDF files: their text, page by page; what is refused, with a sentence."""

import io
import json
import resource
import subprocess
import sys

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdfium2 import raw

from saufconduit.documents import ocr, pdf
from saufconduit.documents.passage import Passage
from saufconduit.documents.read import proposal_of
from saufconduit.documents.source import source_of
from saufconduit.vocabulary.problem import Place, Problem

TYPST = '#set page(width: 20cm, height: 10cm)\n#set text(lang: "fr", hyphenate: false)\n'


def pdf_of(tmp_path, text: str) -> bytes:
    path = tmp_path / "document.typ"
    path.write_text(TYPST + text, encoding="utf-8")
    return typst.compile(str(path))


def drawn_pdf(*draws) -> bytes:
    """A PDF with a page for each way of drawing one."""
    document, stream = pypdfium2.PdfDocument.new(), io.BytesIO()
    for draw in draws:
        draw(document, document.new_page(200, 200))
    document.save(stream)
    return stream.getvalue()


def a_picture(document, page):
    picture = pypdfium2.PdfImage.new(document)
    picture.set_bitmap(pypdfium2.PdfBitmap.from_pil(Image.new("L", (40, 40), 200)))
    picture.set_matrix(pypdfium2.PdfMatrix().scale(100, 100))
    page.insert_obj(picture)
    page.gen_content()


def a_line(_, page):
    line = raw.FPDFPageObj_CreateNewRect(10, 10, 100, 2)
    raw.FPDFPath_SetDrawMode(line, raw.FPDF_FILLMODE_WINDING, True)
    raw.FPDFPage_InsertObject(page, line)
    page.gen_content()


def nothing(_, page):
    page.gen_content()


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


def test_pdf_of_blank_pages_is_empty():
    assert refusal(empty_pdf(2)).code == "documents.empty"


def test_pages_that_are_drawn_without_text_are_images():
    data = drawn_pdf(a_picture, nothing, a_line)

    assert pdf.layer_of(data, Place("document.pdf")) == pdf.Layer(["", "", ""], [1, 3])
    assert pdf.extract(data) == {"pages": ["", "", ""], "images": [1, 3]}


def test_page_of_few_words_is_an_image_only_under_a_picture(tmp_path):
    Image.new("L", (40, 40), 200).save(tmp_path / "picture.png")
    words = '\n#image("picture.png")\n#pagebreak()\npage 2\n#pagebreak()\n' + "mot " * 20 + '\n#image("picture.png")'

    layer = pdf.layer_of(pdf_of(tmp_path, "page 1" + words), Place("document.pdf"))

    assert layer.images == [1]


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
        pdf.layer_of(b"%PDF-1.7", Place("document.pdf"))

    assert caught.value.code == "documents.too-slow"


def test_library_that_is_absent_is_named(monkeypatch):
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)

    with pytest.raises(Problem) as caught:
        pdf.layer_of(b"%PDF-1.7", Place("document.pdf"))

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


def test_page_of_words_is_no_image(tmp_path):
    assert pdf.extract(pdf_of(tmp_path, "mot " * 20))["images"] == []


@settings(max_examples=12)
@given(st.integers(0, 1500), st.binary(min_size=1, max_size=40))
def test_pdf_damaged_anywhere_is_read_or_refused(at, noise):
    whole = drawn_pdf(a_line, nothing)
    place = at % len(whole)

    try:
        layer = pdf.layer_of(b"%PDF-1.7\n" + whole[:place] + noise + whole[place + len(noise) :], Place("d.pdf"))
        answer = "read" if len(layer.pages) >= len(layer.images) else "wrong"
    except Problem as problem:
        answer = problem.code

    assert answer in {"read", "documents.malformed", "documents.password", "documents.too-large", "documents.too-slow"}


def test_page_that_is_an_image_is_told_where_it_cannot_be_read(tmp_path, monkeypatch, registry):
    monkeypatch.setattr(ocr, "is_there", lambda: False)
    Image.new("L", (40, 40), 200).save(tmp_path / "picture.png")
    data = pdf_of(tmp_path, 'Fictamine 10 mg, accès précoce.\n#pagebreak()\n#image("picture.png")')

    proposal = proposal_of(source_of(data, "document.pdf"), "document.pdf", registry).to_dict()

    assert proposal["document"]["ocr"] == {"engine": None, "second": None, "pages": [], "unread": [2], "doubts": []}
    assert proposal["checks"][0]["what"] == "Une image n’a pas été lue : page 2. Ce qu’elle dit manque ici."


def test_pdf_of_images_says_so_where_no_engine_is_installed(monkeypatch):
    monkeypatch.setattr(ocr, "is_there", lambda: False)

    problem = refusal(drawn_pdf(a_picture))

    assert problem.code == "documents.scanned"
    assert "saufconduit[ocr]" in problem.do("fr")


def test_pdf_of_images_that_cannot_be_read_in_time_says_so(monkeypatch):
    monkeypatch.setattr(ocr, "read_images", lambda data, numbers: ocr.Reading("", None, ()))

    assert refusal(drawn_pdf(a_picture)).code == "documents.too-slow"


def test_pdf_of_more_images_than_are_read_tells_the_others(monkeypatch):
    read = []
    page = ocr.PageRead(1, (ocr.Line("Fictamine", 0.9),), None)
    monkeypatch.setattr(ocr, "read_images", lambda _, numbers: read.append(numbers) or ocr.Reading("x", None, (page,)))

    optical = source_of(drawn_pdf(a_picture, a_picture), "document.pdf", images=1).optical

    assert (read, optical.pages, optical.unread) == ([[1]], (1,), (2,))


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
