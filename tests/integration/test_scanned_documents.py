"""A scanned decision, from its picture to the proposal: real engine, in a process of its own, nothing fetched."""

import json
import re
import zlib
from shutil import which

import pytest
from bdpm_files import lay_bdpm
from scanned import DECISION, scanned_pdf

from saufconduit.cli.main import main
from saufconduit.documents import tesseract
from saufconduit.documents.read import read_document
from saufconduit.interop.bdpm.base import import_folder
from saufconduit.registry.cache import load_registry


@pytest.fixture(scope="module")
def scan(tmp_path_factory):
    path = tmp_path_factory.mktemp("scans") / "scan.pdf"
    path.write_bytes(scanned_pdf(DECISION))
    return path


@pytest.fixture
def read(scan, capsys):
    """`read(*words)` is what the command prints of the scan."""

    def run(*words):
        assert main(["read", str(scan), *map(str, words)]) == 0
        return capsys.readouterr().out.replace("\u00a0", " ")

    return run


@pytest.fixture(scope="module")
def proposal(scan):
    """What the scan says, with the readers of this machine."""
    return read_document(str(scan), load_registry()).to_dict()


def test_scanned_decision_gives_its_values_each_marked_as_read_by_ocr(proposal):
    (programme,) = proposal["programmes"]
    values = {key: programme[key]["value"] for key in ("product", "strength", "form", "substance", "regime")}
    assert values == {
        "product": "Fictamine", "strength": "10 mg", "form": "gélule", "substance": "exemplamab", "regime": "aap",
    }  # fmt: skip
    assert all(programme[key]["ocr"] and programme[key]["confidence"] <= 0.9 for key in values)
    assert programme["indications"][0]["confidence"] <= 0.9
    assert [act["signed"]["value"] for act in programme["acts"]] == ["2025-03-03"]
    ocr = proposal["document"]["ocr"]
    assert (ocr["pages"], ocr["unread"]) == ([1], [])
    assert ocr["engine"].startswith("rapidocr 3.")
    assert proposal["personal_data_left_out"] > 0
    assert "Camille" not in json.dumps(proposal)


@pytest.mark.skipif(which("tesseract") is None, reason="tesseract absent de cette machine")
def test_second_reader_of_this_machine_is_named(proposal):
    assert proposal["document"]["ocr"]["second"] == tesseract.name()


def test_differences_of_the_second_reader_are_told_word_by_word(read, tmp_path, monkeypatch):
    command = tmp_path / "tesseract"
    command.write_text(
        '#!/bin/sh\ncase "$1" in stdin) echo "Fictamine 16 mg, gélule";; *) echo "tesseract fra";; esac\n'
    )
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    page = read()

    assert "Lu par OCR (rapidocr 3." in page
    assert "Image à relire : un lecteur y lit « 10 », l’autre « 16 »." in page
    assert re.search(r"Dosage : 10 mg \[ligne \d+, OCR\]", page)


def test_scan_without_a_second_reader_beside_the_base_of_medicines_says_both(read, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    import_folder(str(lay_bdpm(tmp_path / "files")), str(tmp_path / "b.sqlite"))
    monkeypatch.setenv("SAUFCONDUIT_BDPM", str(tmp_path / "b.sqlite"))

    words = " ".join(read("--html", tmp_path / "p.html").split())

    assert "pas de second lecteur (la commande tesseract et ses données « fra » manquent)" in words
    assert "Code proposé (BDPM) : CIS 60000001 (FICTAMINE 10 mg, gélule, confiance 0,45)" in words
    html = (tmp_path / "p.html").read_text("utf-8")
    assert "Lu par OCR (rapidocr 3." in html
    assert ", OCR</a>" in html
    assert "Codes proposés d’après la BDPM, à vérifier" in html
    assert "<li>CIS 60000001 <small>(FICTAMINE 10 mg, gélule, confiance 0,45)</small></li>" in html
    assert "Camille" not in html


def picture_of(width, height):
    """A PDF of one picture, of which a megabyte of file makes a gigabyte."""
    pack = zlib.compressobj(9)
    data = b"".join(pack.compress(b"U" * 3 * width) for _ in range(height)) + pack.flush()
    image = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB" % (
        width,
        height,
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length 28>>stream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
        image + b"/Filter/FlateDecode/Length %d>>stream\n" % len(data) + data + b"\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


def test_picture_that_swells_in_memory_is_a_sentence(tmp_path, capsys):
    path = tmp_path / "bomb.pdf"
    path.write_bytes(picture_of(20_000, 20_000))

    code = main(["read", str(path)])

    assert code == 2
    assert re.search(r"\[documents\.(empty|too-slow)\]", capsys.readouterr().err)
