"""Products of the registry beside the BDPM: a code that does not exist, a strength that differs."""

from types import SimpleNamespace

import pytest
from bdpm_files import PACK_20, lay_bdpm

from saufconduit.interop.bdpm.base import import_folder
from saufconduit.interop.bdpm.registered import compare_registry
from saufconduit.registry.programme import Product
from saufconduit.vocabulary.problem import Problem
from saufconduit.vocabulary.terms import Code


@pytest.fixture
def compared(tmp_path, monkeypatch):
    """`compared(name, *codes)` is what comes of a product."""
    path = tmp_path / "bdpm.sqlite"
    import_folder(str(lay_bdpm(tmp_path / "files")), str(path))
    monkeypatch.setenv("SAUFCONDUIT_BDPM", str(path))

    def run(name, *codes):
        product = Product("produit", name, codes=tuple(Code(*code) for code in codes))
        return compare_registry([SimpleNamespace(id="fictif-aap", products=(product,))])

    return run


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Fictamine 10 mg, gélule", [("cis", "60000001")]),
        ("Fictamine 20 mg", [("cip13", PACK_20), ("ucd7", "9999999")]),
        ("Fictamine 10 mg et 20 mg, gélule", []),
        ("Inconnumab 5 mg", []),
        ("Fictamine", []),
    ],
)
def test_product_that_agrees_is_not_told(compared, name, codes):
    found = compared(name, *codes)

    assert (found.problems, found.remarks) == ([], [])


def test_code_that_does_not_exist_is_a_problem(compared):
    (problem,) = compared("Fictamine 10 mg", ("cis", "69999999")).problems

    assert (problem.code, problem.where.file) == ("bdpm.unknown-code", "programmes/fictif-aap.yaml")
    assert "CIS 69999999" in problem.what("fr")


@pytest.mark.parametrize(
    ("name", "codes", "french"),
    [
        ("Fictamine 12 mg", [], "« Fictamine 12 mg » ; la BDPM a (même nom) : FICTAMINE 10 mg, FICTAMINE 20 mg,"),
        ("Fictamine 10 mg", [("cis", "60000002")], "la BDPM a (CIS 60000002) : FICTAMINE 20 mg."),
        ("Exemplamab 20 mg", [("cis", "60000002")], "la BDPM a (CIS 60000002) : FICTAMINE 20 mg."),
    ],
)
def test_name_or_strength_that_differs_is_a_remark(compared, name, codes, french):
    found = compared(name, *codes)

    assert found.problems == []
    assert french in found.remarks[0].fr
    assert found.remarks[0].fr.startswith("fictif-aap : ")
    assert "the BDPM has (" in found.remarks[0].en


def test_machine_without_a_base_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("SAUFCONDUIT_BDPM", str(tmp_path / "absent"))

    with pytest.raises(Problem) as caught:
        compare_registry([])

    assert caught.value.code == "bdpm.no-base"
