"""Files that an attacker would send, through the page of a dossier: refused with a sentence, nothing is kept."""

import gzip
import io
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from files_to_upload import folded, pdf, png, png_chunk, printed_pdf
from web_dossiers import aac

from saufconduit.vocabulary.problem import ProblemKind
from saufconduit.vocabulary.typography import typeset
from saufconduit.web.dossiers import upload_problems as problems
from saufconduit.web.dossiers.reading import load

MEGABYTE = 1024 * 1024
SCRIPT = b"<script>fetch('//example.invalid')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
PAGE = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"


def zip_bomb() -> bytes:
    """A hundred megabytes of nothing, in a hundred kilobytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            archive.writestr(f"{number}.txt", bytes(10 * MEGABYTE))
    return kept.getvalue()


def swelling_pdf() -> bytes:
    """A stream folded twice: a few kilobytes that would fill the memory."""
    twice = zlib.compress(zlib.compress(bytes(200 * MEGABYTE), 9), 9)
    return pdf(b"<</Type/Catalog>>", folded(twice))


def swelling_png() -> bytes:
    """A picture whose text is far longer than it."""
    return png(1, 1, png_chunk(b"zTXt", b"x\x00\x00" + zlib.compress(bytes(200 * MEGABYTE), 9)))


@pytest.mark.parametrize(
    ("name", "content", "kinds"),
    [
        ("compte-rendu.pdf", b"MZ\x90\x00" + bytes(200), {problems.PROGRAM}),
        ("compte-rendu.pdf", b"\x7fELF\x02\x01\x01" + bytes(200), {problems.PROGRAM}),
        ("compte-rendu.txt", b"#!/bin/sh\nrm -rf /\n", {problems.PROGRAM}),
        ("papiers.zip", zip_bomb(), {problems.ARCHIVE}),
        ("compte-rendu.pdf", zip_bomb(), {problems.ARCHIVE}),
        ("compte-rendu.txt", gzip.compress(bytes(50 * MEGABYTE), mtime=0), {problems.ARCHIVE}),
        ("compte-rendu.pdf", printed_pdf() + zip_bomb(), {problems.TWO_IN_ONE}),
        ("compte-rendu.pdf", swelling_pdf(), {problems.SWELLS, problems.UNREADABLE}),
        ("image.png", swelling_png(), {problems.SWELLS, problems.UNREADABLE}),
        ("image.png", png(60_000, 60_000), {problems.SWELLS, problems.UNREADABLE}),
        ("page.html", PAGE, {problems.WEB_PAGE}),
        ("compte-rendu.pdf", PAGE, {problems.WEB_PAGE}),
        ("compte-rendu.txt", b"Compte rendu.\n" + SCRIPT, {problems.WEB_PAGE}),
        ("dessin.svg", SVG, {problems.WEB_PAGE}),
        ("image.png", b"<?xml version='1.0'?>\n" + SVG, {problems.WEB_PAGE}),
        ("compte-rendu.pdf", pdf(b"<</Type/Catalog/OpenAction<</S/JavaScript/JS(x)>>>>"), {problems.ACTIVE}),
        ("compte-rendu.txt", b"a" * (MEGABYTE + 1), {problems.TOO_LARGE}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_file_is_refused_with_a_sentence_and_not_kept(house, settings, tmp_path, name, content, kinds):
    settings.DOCUMENTS, settings.DOCUMENT_MEGABYTES = tmp_path, 1
    dossier = aac(house)
    before = load(dossier).records

    answer = house.doctor.browser().post(
        f"/dossiers/{dossier}/documents/", {"file": SimpleUploadedFile(name, content), "title": "Compte rendu"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert [kind for kind in kinds if sentence(kind) in page] != []
    assert (load(dossier).records, [path for path in tmp_path.rglob("*") if path.is_file()]) == (before, [])


def sentence(kind: ProblemKind) -> str:
    """What to do, as the page says it: the same for every file that is refused so."""
    return typeset(kind.do_fr, "fr")
