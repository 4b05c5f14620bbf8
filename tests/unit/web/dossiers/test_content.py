"""What a file is, by its content: what is taken, what is refused with which sentence."""

import base64
import io
import tarfile
import zipfile
import zlib

import pytest
from files_to_upload import folded, jpeg, jpeg_segment, pdf, png, png_chunk, printed_pdf, stream, zip_of
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers.content import JPEG, PDF, PNG, TEXT, WINDOWS_TEXT, Kind, kind_of

HELLO = b"Compte rendu fictif.\nRien \xc3\xa0 signaler.\n"


def refusal(content: bytes) -> str:
    """The code of the problem that refuses the file; a sentence in each language goes with it."""
    with pytest.raises(Problem) as caught:
        kind_of(content)
    assert caught.value.what("fr").endswith(".")
    assert caught.value.do("en").endswith(".")
    return caught.value.code


def answer(content: bytes) -> Kind | str:
    """The kind, or the family of the problem; anything else that is raised is a fault."""
    try:
        return kind_of(content)
    except Problem as problem:
        return problem.code.partition(".")[0]


def ascii85(content: bytes) -> bytes:
    return base64.a85encode(content) + b"~>"


# --- taken


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (printed_pdf(), PDF),
        (pdf(b"<</Type/Catalog>>"), PDF),
        (pdf(b"<</Type/Catalog>>", tail=b"\r\n\x00"), PDF),
        (png(), PNG),
        (jpeg(), JPEG),
        (jpeg(1, 1, jpeg_segment(0xE0, b"JFIF\x00"), tail=b"\x00\x00"), JPEG),
        (HELLO, TEXT),
        ("\ufeffTexte avec marque".encode(), TEXT),
        ("Hémoglobine < 9 g/dL, PN > 1 500".encode("cp1252"), WINDOWS_TEXT),
        (b"MZ est le d\xc3\xa9but d'un nom", TEXT),
        (b"dose <5 mg, puis >10 mg ; a</b sans fin", TEXT),
    ],
)
def test_document_is_known_by_its_content(content, kind):
    assert kind_of(content) == kind


# --- refused by what it is


@pytest.mark.parametrize("content", [b"", b" \r\n\t"])
def test_empty_file_is_refused(content):
    assert refusal(content) == "uploads.empty"


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"\x7fELF\x02\x01\x01",
        b"#!/bin/sh\necho",
        b"\xca\xfe\xba\xbe\x00\x00\x00\x3d",
        b"\xcf\xfa\xed\xfe\x07",
        b"\x00asm\x01\x00\x00\x00",
        b"dex\n035\x00",
        b"L\x00\x00\x00\x01\x14\x02\x00",
        b"%!PS-Adobe-3.0\n",
    ],
)
def test_program_is_refused(content):
    assert refusal(content) == "uploads.program"


def archive(kind: str) -> bytes:
    """An archive that a real program wrote."""
    buffer = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("bombe.txt", b"0" * 10_000_000)
    else:
        with tarfile.open(fileobj=buffer, mode=kind) as file:
            file.addfile(tarfile.TarInfo("vide.txt"))
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["zip", "w:", "w:gz", "w:bz2", "w:xz"])
def test_archive_is_refused_whatever_unfolds_from_it(kind):
    assert refusal(archive(kind)) == "uploads.archive"


@pytest.mark.parametrize("content", [zip_of(), b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c\x00\x04", b"MSCF\x00\x00"])
def test_archive_of_another_kind_is_refused(content):
    assert refusal(content) == "uploads.archive"


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", b"{\\rtf1 texte}"])
def test_office_file_is_refused(content):
    assert refusal(content) == "uploads.office"


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><p>x",
        b"texte <script>alert(1)",
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">',
        b'<svg onload="alert(1)">',
        b"<?php phpinfo();",
        b"<p>un paragraphe</p>",
        b"< html >",
        b'<p\nonclick = "x">',
        b"\xef\xbb\xbf<HTML>",
    ],
)
def test_web_page_or_svg_is_refused(content):
    assert refusal(content) == "uploads.web-page"


def test_dicom_is_refused():
    assert refusal(b"\x00" * 128 + b"DICM" + b"\x02\x00") == "uploads.imaging"


@pytest.mark.parametrize(
    "content", [b"GIF89a\x01\x00\x01\x00", "texte".encode("utf-16"), b"\x00\x01\x02\x03", b"texte \x81 sans encodage"]
)
def test_file_of_no_known_kind_is_refused(content):
    assert refusal(content) == "uploads.unknown"


# --- two files in one


@pytest.mark.parametrize("make", [pdf, png, jpeg])
@pytest.mark.parametrize("tail", [zip_of(), b"<html><script>alert(1)</script>", b"MZ\x90\x00"])
def test_file_with_another_one_after_its_end_is_refused(make, tail):
    assert refusal(make(tail=tail)) == "uploads.two-in-one"


@pytest.mark.parametrize(
    "content",
    [
        pdf(b"<</Type/Catalog>>", stream(zip_of(b""))),
        pdf(b"<</A (<script>alert\\(1\\)</script>)>>"),
        png(1, 1, png_chunk(b"tEXt", b"Comment\x00<svg onload=x>")),
        png(1, 1, png_chunk(b"tEXt", b"Comment\x00%PDF-1.7")),
        jpeg(1, 1, jpeg_segment(0xFE, b"<?php system($x);")),
        jpeg(1, 1, jpeg_segment(0xFE, b"%PDF-1.7 %%EOF")),
        b"quelques mots\n%PDF-1.7\n%%EOF",
    ],
)
def test_file_that_hides_another_one_within_is_refused(content):
    assert refusal(content) == "uploads.two-in-one"


# --- PDF


@pytest.mark.parametrize(
    "name",
    [
        b"/JavaScript",
        b"/J#61vaScript",
        b"/#4a#61#76#61Script",
        b"/Launch",
        b"/EmbeddedFile",
        b"/EmbeddedFiles",
        b"/RichMedia",
        b"/Rendition",
        b"/XFA",
        b"/GoToE",
        b"/SubmitForm",
        b"/ImportData",
    ],
)
@pytest.mark.parametrize(
    "wrap",
    [
        lambda action: pdf(b"<</OpenAction " + action + b">>"),
        lambda action: pdf(b"<<>>", folded(b"1 0 " + action, b"/Type/ObjStm/N 1/First 4")),
        lambda action: pdf(b"<<>>", stream(action)),
        lambda action: pdf(b"<<>>", stream(ascii85(zlib.compress(action)), b"/Filter[/ASCII85Decode /FlateDecode]")),
        lambda action: pdf(b"<<>>", stream(zlib.compress(action).hex().encode() + b">", b"/Filter[/AHx /Fl]")),
        lambda action: pdf(b"<<>>", folded(zlib.compress(zlib.compress(action)))),
        lambda action: pdf(b"<</Type/ObjStm /N 1>> % obj", stream(zlib.compress(action))),
        lambda action: pdf(b"<<>>", stream(zlib.compress(action)[:-4])),
    ],
    ids=["in clear", "object stream", "raw stream", "ascii85", "hex", "thrice folded", "after a comment", "cut short"],
)
def test_pdf_with_an_action_a_program_or_a_file_is_refused_wherever_it_hides(wrap, name):
    assert refusal(wrap(b"<</S" + name + b" /X (alert)>>")) in ("uploads.active", "uploads.unreadable")


def test_pdf_with_javascript_is_told_apart():
    assert refusal(pdf(b"<</OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>")) == "uploads.active"


@pytest.mark.parametrize("harmless", [b"/JavaScriptum", b"/LaunchSans-Bold", b"/XFAB", b"/GoTo", b"/URI"])
def test_pdf_with_a_name_that_only_begins_alike_is_taken(harmless):
    assert kind_of(pdf(b"<</S " + harmless + b">>")) == PDF


@pytest.mark.parametrize("objects", [(b"<</Type/Catalog>>", b"<</Filter/Standard>>")])
def test_encrypted_pdf_is_refused(objects):
    content = pdf(*objects).replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 2 0 R")

    assert refusal(content) == "uploads.locked"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\nrien d'autre",
        pdf(stream(b"x", b"/Filter/LZWDecode")),
        pdf(stream(b"x", b"/Filter 7 0 R")),
        pdf(stream(b"pas fini", b"/Filter/ASCII85Decode")),
        pdf(stream(b"\x80~>", b"/Filter/ASCII85Decode")),
        pdf(stream(b"4", b"/Filter/ASCIIHexDecode")),
        pdf(stream(b"zz>", b"/Filter/ASCIIHexDecode")),
        pdf(stream(b"rien de replie", b"/Filter/FlateDecode")),
        pdf(folded(b"1 0 <<>>", b"/Type/ObjStm/DecodeParms<</Predictor 12>>")),
        pdf(b"<</Type/ObjStm>>"),
    ],
)
def test_pdf_that_cannot_be_looked_into_is_refused(content):
    assert refusal(content) == "uploads.unreadable"


@pytest.mark.parametrize(
    "content",
    [
        pdf(stream(b"\xff\xd8 des points", b"/Subtype/Image/Filter/DCTDecode")),
        pdf(stream(b"des points", b"/Subtype /Image/Filter[/ASCII85Decode/DCTDecode]")),
        pdf(stream(b"\xff\xd8 une vignette", b"/Filter[/DCTDecode]")),
        pdf(stream(b"en clair", b"/Filter null")),
        pdf(folded(b"BT (texte) Tj ET")),
        pdf(stream(b"34>", b"/Filter/ASCIIHexDecode"), stream(b"345>", b"/Filter/ASCIIHexDecode")),
        pdf(folded(b"1 0 <</A 1>>", b"/Type/ObjStm")),
    ],
)
def test_pdf_of_pages_and_images_is_taken(content):
    assert kind_of(content) == PDF


def test_pdf_that_unfolds_without_end_is_refused():
    assert refusal(pdf(folded(b"0" * 70_000_000))) == "uploads.swells"


def test_pdf_whose_streams_unfold_too_much_together_is_refused():
    assert refusal(pdf(*[folded(b"0" * 9_000_000)] * 8)) == "uploads.swells"


def test_pdf_of_too_many_streams_is_refused():
    assert refusal(b"%PDF-1.7\n" + b"stream\n" * 20_001 + b"%%EOF") == "uploads.swells"


# --- images


@pytest.mark.parametrize("cut", [1, 12, 20, 40])
def test_png_that_is_cut_is_refused(cut):
    assert refusal(png()[:-cut]) == "uploads.unreadable"


@pytest.mark.parametrize("at", [20, 30, 45])
def test_png_with_a_changed_byte_is_refused(at):
    content = bytearray(png())
    content[at] ^= 1

    assert refusal(bytes(content)) == "uploads.unreadable"


@pytest.mark.parametrize("first", [png_chunk(b"IDAT", b"x" * 13), png_chunk(b"IHDR", b"x")])
def test_png_without_its_header_first_is_refused(first):
    assert refusal(b"\x89PNG\r\n\x1a\n" + first + png_chunk(b"IEND", b"")) == "uploads.unreadable"


@pytest.mark.parametrize("content", [png(60_000, 60_000), jpeg(60_000, 60_000)])
def test_huge_image_is_refused(content):
    assert refusal(content) == "uploads.swells"


@pytest.mark.parametrize(
    "content",
    [
        jpeg()[:-2],
        jpeg()[:-6],
        jpeg()[:9],
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00\x01",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0\x00\x04ab",
        b"\xff\xd8\xff\xe0\x00\x04abcd",
        b"\xff\xd8" + jpeg_segment(0xC0, b"\x08"),
    ],
)
def test_jpeg_that_is_damaged_is_refused(content):
    assert refusal(content) == "uploads.unreadable"


def test_jpeg_with_restarts_and_filling_is_taken():
    assert kind_of(jpeg(1, 1, b"\xff\xff\xff\x01", scan=b"\x12\xff\xd0\x34\xff\x00")) == JPEG


# --- whatever comes


@given(
    st.binary(max_size=200)
    | st.builds(
        bytes.__add__,
        st.sampled_from([b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK", b"<"]),
        st.binary(max_size=200),
    )
)
def test_any_bytes_are_known_or_refused_with_a_sentence(content):
    assert answer(content) in (PDF, PNG, JPEG, TEXT, WINDOWS_TEXT, "uploads")


@given(st.integers(0, 400), st.integers(1, 255))
def test_png_with_any_one_byte_changed_is_refused(at, change):
    content = bytearray(png(1, 1, png_chunk(b"tEXt", b"Titre\x00Fictif")))
    content[at % len(content)] ^= change

    with pytest.raises(Problem):
        kind_of(bytes(content))
