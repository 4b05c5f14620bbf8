"""`saufconduit compare`: what a proposal would change."""

import re

import pytest

from saufconduit.cli import compare as comparing
from saufconduit.cli import main
from saufconduit.documents.compare import Change
from saufconduit.vocabulary.text import Text

PAGE = """Spécialité(s) pharmaceutique(s)

Kadcyla 160 mg, poudre pour solution à diluer

Laboratoire

Exemple Pharma

ATU de cohorte

Indications

• Cancer du sein HER2 faible

Établie le 26/08/2019, modifiée le 03/03/2021
"""


@pytest.fixture(autouse=True)
def commands(monkeypatch):
    """The commands are known, whatever the list of commands says."""
    for name in ("read", "compare"):
        monkeypatch.setitem(main.COMMANDS, name, Text("", ""))


@pytest.fixture
def proposal(saufconduit, tmp_path):
    def write(text: str = PAGE):
        (tmp_path / "page.txt").write_text(text, encoding="utf-8")
        path = tmp_path / "proposition.json"
        path.write_text(saufconduit("read", tmp_path / "page.txt", "--json").out, encoding="utf-8")
        return path

    return write


def lines_of(printed: str) -> list[str]:
    """The lines after the heading, those that were cut joined."""
    words = " ".join(printed.split("\n\n")[-1].split("\n", 1)[-1].split())
    return re.split(r" (?=(?:identique|nouveau|diffère) )", words)


def test_compare_prints_the_changes(saufconduit, proposal):
    answer = saufconduit("compare", proposal(), "kadcyla-atuc")

    assert answer.code == 1
    assert lines_of(answer.plain) == [
        "identique produit : Kadcyla 160 mg, poudre pour solution à diluer → Kadcyla [ligne 3]",
        "identique régime : atu-cohort → atu-cohort [ligne 9]",
        "nouveau titulaire : Exemple Pharma [ligne 7]",
        "identique dosage : Kadcyla 160 mg, poudre pour solution à diluer → 160 mg [ligne 3]",
        "identique acte established [ligne 15]",
        "nouveau acte : modifié, signé : 3 mars 2021 [ligne 15]",
        (
            "diffère indication her2-residual : cancer du sein et HER2 positif et situation adjuvante et maladie "
            "résiduelle invasive → cancer du sein et HER2 faible [ligne 13]"
        ),
    ]


def test_compare_gives_json(saufconduit, proposal):
    answer = saufconduit("compare", proposal(), "kadcyla-atuc", "--json")

    assert answer.code == 1
    assert answer.json["programme"] == "kadcyla-atuc"
    assert {"part": "holder", "state": "new", "before": None, "after": "Exemple Pharma", "line": 7} in answer.json[
        "changes"
    ]


def test_compare_reads_the_proposal_from_standard_input(saufconduit, proposal):
    answer = saufconduit("compare", "-", "kadcyla-atuc", "--json", stdin=proposal().read_bytes())

    assert answer.json == saufconduit("compare", proposal(), "kadcyla-atuc", "--json").json


def test_compare_of_the_same_exits_0(saufconduit, proposal):
    text = (
        "Spécialité(s) pharmaceutique(s)\n\nKadcyla 160 mg\n\nATU de cohorte établie le 26/08/2019\n\nSubstance active"
    )

    answer = saufconduit("compare", proposal(text), "kadcyla-atuc", "--lang", "en")

    assert answer.code == 0
    assert "same" in answer.plain


@pytest.mark.parametrize("words", [(), ("p.json",)])
def test_compare_without_its_arguments_is_a_sentence(saufconduit, words):
    answer = saufconduit("compare", *words)

    assert answer.code == 2
    assert "[cli.value-missing]" in answer.err


def test_compare_with_a_programme_that_is_not_there_is_a_sentence(saufconduit, proposal):
    assert "[registry.unknown-programme]" in saufconduit("compare", proposal(), "kadcila").err


def test_compare_of_another_product_is_a_sentence(saufconduit, proposal):
    assert "[documents.no-such-part]" in saufconduit("compare", proposal(), "kadcyla-atuc", "--product", "Kadcila").err


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "nouveau acte : rapport de synthèse, publié : mai 2021, effet : 7 mai 2021 → …, référence : n° 3"),
        ("en", "new act: synthesis report, published: May 2021, in effect: 7 May 2021 → …, reference: n° 3"),
    ],
)
def test_compare_tells_the_days_of_an_act_in_words(saufconduit, proposal, monkeypatch, lang, words):
    act = {
        "kind": "report-published",
        "published": "2021-05",
        "effective": {"from": "2021-05-07", "until": None},
        "reference": "n° 3",
    }
    monkeypatch.setattr(comparing, "compare", lambda part, programme: [Change("act", "new", None, act)])

    answer = saufconduit("compare", proposal(), "kadcyla-atuc", "--lang", lang)

    assert words in " ".join(answer.plain.split())
