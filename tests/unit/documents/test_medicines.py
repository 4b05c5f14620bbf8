"""Products of a document beside a base of medicines: codes proposed, strengths that do not exist."""

import pytest
from bdpm_files import PACK_10, PACK_20, PACK_20_LARGE, PACKS, PRODUCTS, cip13_of, lay_bdpm

from saufconduit.documents.read import proposal_of
from saufconduit.documents.source import source_of
from saufconduit.interop.bdpm.base import import_folder
from saufconduit.interop.bdpm.medicines import Medicines

PRODUCT = PRODUCTS.splitlines()[0]
CODES = [cip13_of(f"900001{number}") for number in range(6)]
PAGE = "Accès précoce post-AMM de la spécialité {name}, pour les patients.\n\nDécision du 3 mars 2025.\n"


@pytest.fixture
def proposed(tmp_path, registry):
    """`proposed(name)` is the proposal of a page about a product, as JSON."""
    path = tmp_path / "bdpm.sqlite"
    import_folder(str(lay_bdpm(tmp_path / "files")), str(path))

    def run(name, has_base=True):
        medicines = Medicines(str(path)) if has_base else None
        page = source_of(PAGE.format(name=name).encode(), "page.txt")
        found = proposal_of(page, "page.txt", registry, medicines).to_dict()
        return found["programmes"][0]["codes"], {check["code"]: check["what"] for check in found["checks"]}

    return run


def brief(codes):
    return [(code["system"], code["code"], code["confidence"]) for code in codes]


def test_codes_of_the_medicine_that_fits_are_proposed_with_their_source(proposed):
    codes, checks = proposed("Fictamine Duo 10 mg")

    assert codes == [
        {
            "system": "cis",
            "code": "60000004",
            "label": "FICTAMINE DUO 10 mg/2,5 mg, comprimé",
            "source": "bdpm",
            "confidence": 0.9,
        }
    ]
    assert "strength-not-in-bdpm" not in checks


def test_codes_of_several_packs_share_the_confidence(proposed):
    codes, _ = proposed("Fictamine 20 mg")

    assert brief(codes) == [("cis", "60000002", 0.9), ("cip13", PACK_20, 0.45), ("cip13", PACK_20_LARGE, 0.45)]


def test_codes_of_several_medicines_share_the_confidence(proposed):
    codes, _ = proposed("Fictamine 10 mg")

    assert brief(codes) == [("cis", "60000001", 0.45), ("cip13", PACK_10, 0.45), ("cis", "60000004", 0.45)]


def test_name_without_a_strength_is_less_sure(proposed):
    codes, checks = proposed("Modélixine")

    assert brief(codes)[0] == ("cis", "60000003", 0.6)
    assert "strength-not-in-bdpm" not in checks


def test_strength_that_does_not_exist_is_told_with_those_that_do(proposed):
    codes, checks = proposed("Fictamine 12 mg")

    assert codes == []
    assert checks["strength-not-in-bdpm"] == (
        "Le dosage « 12 mg » de Fictamine est absent de la BDPM, qui connaît : "
        "FICTAMINE 10 mg, FICTAMINE 20 mg, FICTAMINE DUO 10 mg/2,5 mg."
    )


@pytest.mark.parametrize(("strengths", "is_told"), [("10 mg et 20 mg", False), ("10 mg et 30 mg", True)])
def test_each_of_several_strengths_must_exist(proposed, strengths, is_told):
    _, checks = proposed(f"Fictamine {strengths}")

    assert ("strength-not-in-bdpm" in checks) is is_told


def test_name_that_is_nearly_one_of_the_base_is_told(proposed):
    codes, checks = proposed("Fictamime 10 mg")

    assert codes == []
    assert checks["name-not-in-bdpm"] == (
        "Le nom « Fictamime » est absent de la BDPM ; un nom proche y est : fictamine."
    )


def test_product_that_the_base_cannot_know_is_not_told(proposed):
    codes, checks = proposed("Inconnumab 5 mg")

    assert (codes, set(checks) & {"name-not-in-bdpm", "strength-not-in-bdpm"}) == ([], set())


def test_document_without_a_base_has_no_code(proposed):
    assert proposed("Fictamine 12 mg", has_base=False)[0] == []


def test_medicine_of_many_packs_proposes_its_cis_only(tmp_path, registry):
    rows = PACKS.splitlines()[0].split("\t")
    many = "".join(
        "\t".join([rows[0], f"900001{number}", *rows[2:6], code, *rows[7:]]) + "\n" for number, code in enumerate(CODES)
    )
    files = {"CIS_bdpm.txt": PRODUCT, "CIS_CIP_bdpm.txt": many}
    import_folder(str(lay_bdpm(tmp_path / "files", files)), str(tmp_path / "b.sqlite"))
    page = source_of(PAGE.format(name="Fictamine 10 mg").encode(), "page.txt")

    found = proposal_of(page, "page.txt", registry, Medicines(str(tmp_path / "b.sqlite"))).to_dict()

    assert brief(found["programmes"][0]["codes"]) == [("cis", "60000001", 0.9)]
