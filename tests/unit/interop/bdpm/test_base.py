"""One base of the official files: whole or not at all."""

import errno
import os
import sqlite3

import pytest
from bdpm_files import FILES, PRODUCTS, lay_bdpm

from saufconduit.interop.bdpm import base
from saufconduit.interop.bdpm.base import default_path, import_folder, is_base, plain, read_folder
from saufconduit.vocabulary.problem import Problem, Problems


@pytest.fixture
def folder(tmp_path):
    return lay_bdpm(tmp_path / "files")


def rows(path, query):
    connection = sqlite3.connect(path)
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def test_import_writes_every_row_with_its_kind(tmp_path, folder):
    path = tmp_path / "new" / "bdpm.sqlite"

    imported = import_folder(str(folder), str(path))

    assert [(found.table.name, len(found.rows)) for found in imported.files] == [
        ("products", 4), ("packs", 4), ("substances", 6), ("conditions", 3),
    ]  # fmt: skip
    assert (imported.absent, imported.unread) == ((), ())
    assert rows(path, "select price_cents, public_cents from packs where cip7 = '9000003'") == [(123456, 123732)]
    assert rows(path, "select link, typeof(link) from substances limit 1") == [(1, "integer")]
    assert rows(path, "select file, encoding, rows, refused from sources")[0] == ("CIS_bdpm.txt", "UTF-8", 4, 0)
    assert rows(path, "select * from contract") == [("bdpm/1",)]


def test_import_of_official_files_refuses_only_packs_of_unknown_medicines(tmp_path, official_medicines):
    imported = import_folder(str(official_medicines), str(tmp_path / "bdpm.sqlite"))

    assert [(found.lines, found.refused) for found in imported.files] == [
        (15799, 0), (20875, 6), (32449, 0), (27856, 0),
    ]  # fmt: skip
    assert {problem.code for found in imported.files for problem in found.refusals} == {"bdpm.no-such-medicine"}
    assert imported.absent == ()


def test_import_without_an_optional_file_says_which(tmp_path):
    folder = lay_bdpm(tmp_path / "files", {"CIS_bdpm.txt": PRODUCTS, "CIS_GENER_bdpm.txt": "x", "notes.txt": "x"})

    imported = import_folder(str(folder), str(tmp_path / "bdpm.sqlite"))

    assert [table.file for table in imported.absent] == ["CIS_CIP_bdpm.txt", "CIS_COMPO_bdpm.txt", "CIS_CPD_bdpm.txt"]
    assert imported.unread == ("CIS_GENER_bdpm.txt",)


def test_import_of_a_folder_that_does_not_exist_is_a_problem(tmp_path):
    with pytest.raises(Problem) as caught:
        read_folder(str(tmp_path / "absent"))

    assert caught.value.code == "bdpm.no-folder"


def test_import_without_the_file_of_medicines_is_a_problem(tmp_path):
    with pytest.raises(Problem) as caught:
        read_folder(str(tmp_path))

    assert (caught.value.code, caught.value.names["name"]) == ("bdpm.no-file", "CIS_bdpm.txt")


def test_import_of_another_format_writes_nothing_and_leaves_what_was_there(tmp_path, folder):
    path = tmp_path / "bdpm.sqlite"
    import_folder(str(folder), str(path))
    before = path.read_bytes()
    lay_bdpm(folder, {"CIS_CPD_bdpm.txt": "code;condition\n" * 12})

    with pytest.raises(Problems) as caught:
        import_folder(str(folder), str(path))

    assert caught.value.problems[0].code == "bdpm.too-many"
    assert {problem.code for problem in caught.value.problems[1:]} == {"bdpm.width"}
    assert path.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["bdpm.sqlite", "files"]


def test_import_again_takes_the_place_of_the_base(tmp_path, folder):
    path = tmp_path / "bdpm.sqlite"
    import_folder(str(folder), str(path))
    lay_bdpm(folder, {"CIS_bdpm.txt": PRODUCTS.splitlines()[0]})

    import_folder(str(folder), str(path))

    assert rows(path, "select count(*) from products") == [(1,)]


def test_import_that_the_disk_stops_leaves_nothing(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(base, "_fill", _full)

    with pytest.raises(OSError, match="disk is full"):
        import_folder(str(folder), str(tmp_path / "bdpm.sqlite"))

    assert os.listdir(tmp_path) == ["files"]


def _full(*_):
    raise sqlite3.OperationalError("database or disk is full")


def test_default_path_is_the_one_that_the_variable_names(monkeypatch):
    monkeypatch.setenv("SAUFCONDUIT_BDPM", "ailleurs.sqlite")

    assert default_path() == "ailleurs.sqlite"


def test_default_path_is_in_the_data_folder_of_the_user(monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", "données")

    assert default_path() == os.path.join("données", "saufconduit", "bdpm.sqlite")

    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "maison")

    assert default_path() == os.path.join("maison", ".local", "share", "saufconduit", "bdpm.sqlite")


def test_is_base_knows_its_own_files_from_others(tmp_path, folder):
    path, other, empty = tmp_path / "une base?.sqlite", tmp_path / "note.txt", tmp_path / "empty.sqlite"
    import_folder(str(folder), str(path))
    other.write_text("une note", encoding="utf-8")
    connection = sqlite3.connect(empty)
    connection.execute("create table contract (name text)")
    connection.close()

    assert [is_base(str(item)) for item in (path, other, empty, tmp_path / "absent")] == [True, False, False, False]
    assert not (tmp_path / "absent").exists()


def test_plain_words_have_no_accent_capital_hyphen_or_apostrophe():
    assert plain("CHLORHYDRATE D’Éxemplamab-DÉMO") == "chlorhydrate d exemplamab demo"


def test_sample_holds_the_four_files():
    assert sorted(FILES) == ["CIS_CIP_bdpm.txt", "CIS_COMPO_bdpm.txt", "CIS_CPD_bdpm.txt", "CIS_bdpm.txt"]


def test_import_under_a_name_that_the_system_refuses_raises_its_reason_and_the_name(folder, tmp_path):
    path = str(tmp_path / ("b" * 250))

    with pytest.raises(OSError) as caught:
        import_folder(str(folder), path)

    assert caught.value.errno == errno.ENAMETOOLONG
    assert caught.value.filename.startswith(path)
