"""`saufconduit validate --bdpm`: the products of the registry beside the base of this machine."""

import pytest
from bdpm_files import PRODUCTS, lay_bdpm

from saufconduit.interop.bdpm.base import import_folder


@pytest.fixture
def base(tmp_path, monkeypatch):
    """`base(rows)` makes the base of a file of medicines."""

    def make(rows):
        path = tmp_path / "bdpm.sqlite"
        import_folder(str(lay_bdpm(tmp_path / "files", {"CIS_bdpm.txt": rows})), str(path))
        monkeypatch.setenv("SAUFCONDUIT_BDPM", str(path))

    return make


def test_codes_that_the_base_lacks_are_findings(saufconduit, base):
    base(PRODUCTS)

    answer = saufconduit("validate", "--bdpm", "--json")

    assert answer.code == 1
    assert {finding["code"] for finding in answer.json["findings"]} == {"bdpm.unknown-code"}
    assert "programmes/kadcyla-atuc.yaml" in {finding["where"]["file"] for finding in answer.json["findings"]}


def test_strength_of_another_number_is_a_remark(saufconduit, base):
    base(PRODUCTS.replace("FICTAMINE 10 mg, gélule", "TRODELVY 200 mg, poudre"))

    remarks = saufconduit("validate", "--bdpm", "--json").json["remarks"]

    assert any("trodelvy-aap" in remark and "TRODELVY 200 mg" in remark for remark in remarks)
    assert "TRODELVY 200 mg" in saufconduit("validate", "--bdpm").plain


def test_real_base_has_every_code_of_the_registry(saufconduit, tmp_path, monkeypatch, official_medicines):
    import_folder(str(official_medicines), str(tmp_path / "bdpm.sqlite"))
    monkeypatch.setenv("SAUFCONDUIT_BDPM", str(tmp_path / "bdpm.sqlite"))

    answer = saufconduit("validate", "--bdpm")

    assert (answer.code, "bdpm.unknown-code" in answer.plain) == (0, False)


def test_validate_without_the_option_does_not_speak_of_it(saufconduit):
    assert "remarks" not in saufconduit("validate", "--json").json
