"""Questions to the base: a search, a code, a name."""

import sqlite3

import pytest
from bdpm_files import PACK_10, PACK_20, PACK_20_LARGE, lay_bdpm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saufconduit.interop.bdpm.base import import_folder
from saufconduit.interop.bdpm.medicines import Medicines, medicines_if_there, open_medicines
from saufconduit.vocabulary.problem import Problem


def found(medicines, words, limit=10):
    return [item.cis for item in medicines.search(words, limit)[0]]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("fictamine", ["60000001", "60000002", "60000004"]),
        ("FICTAMINE 20", ["60000002"]),
        ("modelixine", ["60000003"]),
        ("MODÉLIXINE", ["60000003"]),
        ("demotreotide", ["60000003"]),
        ("duotine", ["60000004"]),
        ("démo santé", ["60000003"]),
        ("exemplamab", ["60000001", "60000002", "60000004"]),
        ("60000002", ["60000002"]),
        (PACK_20_LARGE, ["60000002"]),
        ("34009 9000001 " + PACK_10[-1], ["60000001"]),
        ("9000001", ["60000001"]),
        ("99999999", []),
        ("inconnu", []),
        ("   ", []),
        ("%", []),
        ("'", []),
    ],
)
def test_search_finds_by_name_substance_holder_or_code(medicines, words, codes):
    assert found(medicines, words) == codes


def test_search_counts_what_it_does_not_show(medicines):
    shown, count = medicines.search("fictamine", 1)

    assert ([item.cis for item in shown], count) == (["60000001"], 3)


def test_search_puts_names_first_and_authorisations_in_force_before_the_others(medicines):
    assert found(medicines, "exemple") == ["60000001", "60000002", "60000003"]
    assert found(medicines, "mod") == ["60000003", "60000004"]


def test_medicine_tells_all_that_is_known_of_it(medicines):
    (item,), _ = medicines.search("60000001", 10)

    assert item.to_dict() == {
        "cis": "60000001",
        "name": "FICTAMINE 10 mg, gélule",
        "form": "gélule",
        "status": "Autorisation active",
        "marketing": "Commercialisée",
        "authorised": "2025-03-03",
        "holders": ["EXEMPLE PHARMA"],
        "substances": [
            {
                "code": "00001",
                "name": "CHLORHYDRATE D'EXEMPLAMAB",
                "dose": "10 mg",
                "per": "une gélule",
                "nature": "SA",
            },
            {"code": "00002", "name": "EXEMPLAMAB", "dose": "8,5 mg", "per": "une gélule", "nature": "FT"},
        ],
        "packs": [
            {
                "cip13": PACK_10,
                "cip7": "9000001",
                "label": "plaquette(s) de 30 gélule(s)",
                "status": "Présentation active",
                "marketing": "Déclaration de commercialisation",
                "price_cents": 2434,
                "rate": "65 %",
            }
        ],
        "conditions": ["liste I"],
    }
    assert item.short == "FICTAMINE 10 mg"


def test_holders_are_told_apart(medicines):
    assert medicines.with_code("cis", "60000003").holders == ("DÉMO SANTE", "EXEMPLE PHARMA")


@pytest.mark.parametrize(
    ("system", "code", "cis"),
    [("cis", "60000001", "60000001"), ("cip13", PACK_20, "60000002"), ("cis", PACK_20, None), ("cip13", "1", None)],
)
def test_code_names_its_medicine(medicines, system, code, cis):
    item = medicines.with_code(system, code)

    assert (item and item.cis) == cis


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Fictamine", ["60000001", "60000002", "60000004"]),
        ("Fictamine Duo", ["60000004"]),
        ("Fictamine 20 mg", ["60000002"]),
        ("Modelixine", ["60000003"]),
        ("Fict", []),
        ("", []),
    ],
)
def test_named_wants_whole_words_of_the_name(medicines, name, codes):
    assert [item.cis for item in medicines.named(name)] == codes


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Fictamin", "fictamine"),
        ("Fictamime 10 mg", "fictamine"),
        ("Zzzzz", None),
        ("Fictamine", None),
        ("", None),
        ("Fi", None),
    ],
)
def test_near_name_is_told_only_where_one_letter_or_so_differs(medicines, name, near):
    assert medicines.near(name) == near


def test_strength_of_a_medicine_is_in_its_name_or_its_composition(medicines):
    model, duo = medicines.with_code("cis", "60000003"), medicines.with_code("cis", "60000004")

    assert model.has_strength("370 MBq/mL")
    assert not model.has_strength("380 MBq/mL")
    assert duo.has_strength("2,5 mg")
    assert duo.short == "FICTAMINE DUO 10 mg/2,5 mg"


@pytest.mark.parametrize(("name", "is_named"), [("modelixine", True), ("Modélixine", True), ("Lixine", False)])
def test_medicine_knows_its_name(medicines, name, is_named):
    assert medicines.with_code("cis", "60000003").is_named(name) is is_named


def test_base_that_is_absent_says_how_to_make_it(tmp_path):
    with pytest.raises(Problem) as caught:
        Medicines(str(tmp_path / "absent.sqlite"))

    assert caught.value.code == "bdpm.no-base"
    assert "saufconduit import bdpm" in caught.value.do("fr")
    assert not (tmp_path / "absent.sqlite").exists()


def test_file_of_another_kind_is_not_a_base(tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes(b"une note")

    with pytest.raises(Problem) as caught:
        Medicines(str(path))

    assert caught.value.code == "bdpm.not-a-base"


@pytest.mark.parametrize("statement", ["create table contract (name text)", "create table other (name text)"])
def test_base_of_another_program_is_not_ours(tmp_path, statement):
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.close()

    with pytest.raises(Problem) as caught:
        Medicines(str(path))

    assert caught.value.code == "bdpm.not-a-base"


def test_base_of_this_machine_is_opened_where_it_is_expected(tmp_path, monkeypatch):
    path = tmp_path / "bdpm.sqlite"
    import_folder(str(lay_bdpm(tmp_path / "files")), str(path))
    monkeypatch.setenv("SAUFCONDUIT_BDPM", str(path))

    one, other = open_medicines(), medicines_if_there()

    assert [item.search("fictamine", 9)[1] for item in (one, other)] == [3, 3]
    one.close()
    other.close()


def test_machine_without_a_base_has_none(tmp_path, monkeypatch):
    monkeypatch.setenv("SAUFCONDUIT_BDPM", str(tmp_path / "absent.sqlite"))

    assert medicines_if_there() is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_words_may_be_searched(medicines, words):
    shown, count = medicines.search(words, 3)

    assert len(shown) == min(count, 3)
    assert len(medicines.named(words)) <= 4


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("fictamnie", {"fictamnie": ("fictamine",)}),
        ("FICTAMÎNÉ 10 démotréotite", {"demotreotite": ("demotreotide",)}),
        ("zibulonium", {"zibulonium": ()}),
        ("fictamine", {}),
        ("fyc", {}),
        ("12345678", {}),
        ("«»", {}),
    ],
)
def test_word_that_no_medicine_holds_has_those_that_are_near(medicines, words, near):
    assert medicines.near_words(words) == near
