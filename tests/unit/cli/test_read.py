"""`saufconduit read`: proposals as text, as JSON, as a page."""

import pytest

from saufconduit.cli import main
from saufconduit.vocabulary.text import Text

PAGE = """Spécialité(s) pharmaceutique(s)

Fictamine 10 mg, gélule

Laboratoire

Exemple Pharma

Accès précoce post-AMM

Indications

• Méningiome progressif
• une maladie

Décision n° 2025.0001/DC/SEM du 3 mars 2025 portant accès précoce
• Rapport de synthèse n° 1 - Période du 07/10/2024 au 06/10/2025 (31/02/2026)

CSP L. 5121-12, à Mayotte

Camille EXEMPLE
"""


@pytest.fixture(autouse=True)
def commands(monkeypatch):
    """The command is known, whatever the list of commands says."""
    monkeypatch.setitem(main.COMMANDS, "read", Text("", ""))


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_read_prints_the_proposal(saufconduit, page):
    answer = saufconduit("read", page)

    assert (answer.code, answer.err) == (0, "")
    assert answer.plain == (
        "page.txt : décision de la HAS\n"
        "\n"
        "  Fictamine\n"
        "    Régime : aap [ligne 9]\n"
        "    Stade : post-amm [ligne 9]\n"
        "    Dosage : 10 mg [ligne 3]\n"
        "    Forme : gélule [ligne 3]\n"
        "    Titulaire : Exemple Pharma [ligne 7]\n"
        "    Indication : méningiome et maladie progressive (confiance 1) [ligne 13]\n"
        "    Indication : aucun critère lu (confiance 0) [ligne 14]\n"
        "    établi : signé le 3 mars 2025 [ligne 16]\n"
        "    rapport de synthèse : du 7 octobre 2024, au 6 octobre 2025 [ligne 17]\n"
        "    Articles : CSP L.5121-12\n"
        "    Territoires : Mayotte\n"
        "  ! « 31/02/2026 » n’est pas un jour du calendrier.\n"
        "  Données personnelles laissées de côté : 1.\n"
    )


def test_read_prints_in_english(saufconduit, page):
    answer = saufconduit("read", page, "--lang", "en")

    assert "Holder: Exemple Pharma [line 7]" in answer.plain
    assert "Personal data left out: 1." in answer.plain


def test_read_gives_one_proposal_as_json(saufconduit, page):
    answer = saufconduit("read", page, "--json").json

    assert answer["contract"] == 1
    assert answer["programmes"][0]["holder"] == {
        "value": "Exemple Pharma",
        "raw": "Exemple Pharma",
        "span": [PAGE.index("Exemple"), PAGE.index("Exemple") + 14],
        "line": 7,
        "confidence": 1.0,
        "ocr": False,
    }


def test_read_of_standard_input_is_that_of_the_file(saufconduit, page):
    answer = saufconduit("read", "-", "--json", stdin=page.read_bytes()).json

    assert answer["document"]["name"] == "-"
    assert answer["programmes"] == saufconduit("read", page, "--json").json["programmes"]


def test_read_gives_several_proposals_as_a_list(saufconduit, page, tmp_path):
    other = tmp_path / "autre.txt"
    other.write_text("le calendrier", encoding="utf-8")

    answer = saufconduit("read", page, other, "--json").json

    assert [item["document"]["name"] for item in answer["proposals"]] == ["page.txt", "autre.txt"]


def test_read_says_that_a_document_sets_no_access(saufconduit, tmp_path):
    other = tmp_path / "autre.txt"
    other.write_text("le calendrier", encoding="utf-8")

    assert saufconduit("read", other).plain == "autre.txt : autre document\n  Aucun accès n’y est établi.\n"


def test_read_without_a_product_says_so(saufconduit, tmp_path):
    other = tmp_path / "autre.txt"
    other.write_text("L’ANSM informe que le CPC est renouvelé. Actualités.", encoding="utf-8")

    assert "Accès sans produit" in saufconduit("read", other).plain


def test_read_writes_the_page(saufconduit, page, tmp_path):
    answer = saufconduit("read", page, "--html", tmp_path / "p.html")

    assert answer.code == 0
    assert (tmp_path / "p.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "cli.value-missing"),
        (("a.txt", "--html", "p.pdf"), "cli.not-a-format"),
        (("a.txt", "b.txt", "--html", "p.html"), "documents.one-document"),
    ],
)
def test_read_of_wrong_arguments_is_a_sentence(saufconduit, words, code):
    answer = saufconduit("read", *words)

    assert answer.code == 2
    assert f"[{code}]" in answer.err


def test_read_tells_of_every_document_that_cannot_be_read(saufconduit, tmp_path, page):
    empty, binary = tmp_path / "vide.txt", tmp_path / "binaire.bin"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)))

    answer = saufconduit("read", page, empty, binary)

    assert (answer.code, answer.out) == (2, "")
    assert "[documents.empty]" in answer.err
    assert "[documents.not-a-document]" in answer.err
