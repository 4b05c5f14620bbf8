"""`saufconduit check --pdf`: the sheet for the board."""

import errno
import os
import subprocess
import sys

import pytest
from printed import pages_of

from saufconduit.cli.main import FAILED, WRONG_INPUT, main

PDF = b"%PDF-1.7"


def test_check_writes_the_sheet_beside_its_answer(saufconduit, examples, tmp_path):
    path = tmp_path / "fiche.pdf"

    answer = saufconduit("check", examples[1], "--on", "2026-10-12", "--known", "2026-11-22", "--pdf", path)

    (page,) = pages_of(path.read_bytes())
    assert answer.code == 0
    assert "EN ATTENTE DE LA RCP NATIONALE RENATEN" in answer.plain
    assert "Dossier SYN-02 (patient fictif) femme, naissance avril 1961 En attente de la RCP nationale Renaten" in page
    assert "Imprimé par saufconduit 0.1.0, le " in page
    assert "Situation le 12 octobre 2026, connue le 22 novembre 2026." in page
    assert page.count("Patient fictif") == 2


def test_check_of_several_patients_writes_a_page_for_each(saufconduit, examples, tmp_path):
    path = tmp_path / "fiches.pdf"

    saufconduit("check", *examples[:3], "--pdf", path)

    assert ["SYN-01" in page for page in pages_of(path.read_bytes())] == [True, False, False]


def test_check_writes_the_sheet_in_english_and_the_answer_as_json(saufconduit, examples, tmp_path):
    path = tmp_path / "sheet.pdf"

    answer = saufconduit("check", examples[1], "--pdf", path, "--json", "--lang", "en")

    assert answer.json["patient"] == "SYN-02"
    assert "Patient SYN-02 (synthetic patient)" in pages_of(path.read_bytes())[0]


def test_sheet_of_a_file_that_says_little_shows_no_more(saufconduit, patient, tmp_path):
    path = tmp_path / "fiche.pdf"

    saufconduit("check", patient, "--pdf", path)

    (page,) = pages_of(path.read_bytes())
    assert "Dossier P-0001 " in page
    assert "fictif" not in page
    assert "naissance" not in page


def test_check_writes_the_sheet_alone_on_standard_output(examples, capfdbinary):
    code = main(["check", str(examples[1]), "--pdf", "-"])

    out = capfdbinary.readouterr().out
    assert code == 0
    assert out.startswith(PDF)
    assert out.rstrip().endswith(b"%%EOF")


def test_check_refuses_a_name_that_is_not_of_a_pdf(saufconduit, examples, tmp_path):
    answer = saufconduit("check", examples[1], "--pdf", tmp_path / "fiche.doc")

    assert answer.code == WRONG_INPUT
    assert answer.out == ""
    assert "[cli.not-a-format]" in answer.err


def test_check_on_a_full_disk_leaves_no_half_written_sheet(saufconduit, examples, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(os, "replace", full)

    answer = saufconduit("check", examples[1], "--pdf", tmp_path / "fiche.pdf")

    assert answer.code == FAILED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["typst", "saufconduit.reports.paper"])
def test_check_without_a_pdf_loads_nothing_to_print(examples, name):
    code = (
        "import sys\nfrom saufconduit.cli.main import main\n"
        f"main(['check', {str(examples[1])!r}])\nsys.exit({name!r} in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
