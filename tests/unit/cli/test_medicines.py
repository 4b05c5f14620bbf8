"""`saufconduit medicines`: a search in the base of this machine."""

import pytest
from bdpm_files import PACK_10, PACK_20_LARGE, lay_bdpm

from saufconduit.interop.bdpm.base import import_folder


@pytest.fixture(autouse=True)
def base(tmp_path, monkeypatch):
    path = tmp_path / "bdpm.sqlite"
    import_folder(str(lay_bdpm(tmp_path / "files")), str(path))
    monkeypatch.setenv("SAUFCONDUIT_BDPM", str(path))
    return path


def test_medicine_is_shown_in_full_with_the_notice(saufconduit):
    answer = saufconduit("medicines", "fictamine", "10", "gelule")

    assert (answer.code, answer.err) == (0, "")
    assert answer.plain.splitlines() == [
        "FICTAMINE 10 mg, gélule",
        "  CIS 60000001 · AMM : Autorisation active (du 3 mars 2025), Commercialisée · EXEMPLE PHARMA",
        "    Substance : CHLORHYDRATE D'EXEMPLAMAB 10 mg / une gélule",
        "    Fraction thérapeutique : EXEMPLAMAB 8,5 mg / une gélule",
        f"    CIP13 {PACK_10} : plaquette(s) de 30 gélule(s) ; Présentation active, Déclaration de",
        "                          commercialisation, 24,34 €, 65 %",
        "    Condition : liste I",
        "",
        "Statuts d’AMM seulement : la BDPM ne contient aucun accès dérogatoire. Voir saufconduit programmes.",
    ]


def test_medicine_in_english_keeps_the_words_of_the_source(saufconduit):
    answer = saufconduit("medicines", PACK_20_LARGE, "--lang", "en")

    words = " ".join(answer.plain.split())
    assert "AMM: Autorisation active (of 4 March 2025), Non commercialisée · EXEMPLE PHARMA" in words
    assert "Déclaration de commercialisation, €1234.56, 100 %" in words
    assert "the BDPM holds no derogatory access" in words


def test_search_that_finds_many_lists_them_up_to_the_limit(saufconduit):
    answer = saufconduit("medicines", "e", "--limit", "2")

    assert "2 sur 4 (--limit)" in answer.plain


def test_long_list_has_no_details(saufconduit):
    answer = saufconduit("medicines", "e")

    assert "CIS 60000004" in answer.plain
    assert "CIP13" not in answer.plain


def test_search_that_finds_nothing_is_a_no(saufconduit):
    answer = saufconduit("medicines", "inconnumab")

    assert answer.code == 1
    assert answer.plain.splitlines()[0] == "Aucun médicament de la BDPM ne répond à ces mots."


def test_search_in_json_has_the_count_with_the_notice(saufconduit):
    answer = saufconduit("medicines", "fictamine", "--limit", "1", "--json")

    assert answer.code == 0
    assert (answer.json["count"], [item["cis"] for item in answer.json["medicines"]]) == (3, ["60000001"])
    assert "aucun accès dérogatoire" in answer.json["notice"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], "cli.value-missing"),
        (["fictamine", "--limit", "deux"], "cli.not-a-number"),
        (["fictamine", "--limit", "0"], "cli.too-few"),
    ],
)
def test_search_that_is_badly_asked_says_so(saufconduit, words, code):
    answer = saufconduit("medicines", *words)

    assert (answer.code, code in answer.err) == (2, True)


def test_search_without_a_base_says_how_to_make_it(saufconduit, base):
    base.unlink()

    answer = saufconduit("medicines", "fictamine")

    assert answer.code == 2
    assert "saufconduit import bdpm DOSSIER" in answer.plain


def test_search_in_a_file_of_another_kind_says_so(saufconduit, base):
    base.write_text("une note", encoding="utf-8")

    answer = saufconduit("medicines", "fictamine")

    assert (answer.code, "bdpm.not-a-base" in answer.err) == (2, True)


def test_search_that_finds_nothing_offers_the_words_that_are_near(saufconduit):
    answer = saufconduit("medicines", "fictamnie", "gélule")

    assert answer.code == 1
    assert answer.plain.splitlines()[:3] == [
        "Aucun médicament de la BDPM ne répond à ces mots.",
        "Mots proches de « fictamnie » : fictamine.",
        "",
    ]


def test_search_that_finds_nothing_has_the_near_words_in_json(saufconduit):
    assert saufconduit("medicines", "demotréotite", "--json").json["near"] == {"demotreotite": ["demotreotide"]}
    assert saufconduit("medicines", "demotréotide", "--json").json["near"] == {}
