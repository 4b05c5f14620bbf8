"""`saufconduit import bdpm`: what was read, what was refused, where the base is."""

import pytest
from bdpm_files import CONDITIONS, FILES, PRODUCTS, lay_bdpm


@pytest.fixture
def folder(tmp_path):
    return lay_bdpm(tmp_path / "files")


def test_import_says_what_it_read(saufconduit, folder, tmp_path):
    path = tmp_path / "bdpm.sqlite"

    answer = saufconduit("import", "bdpm", folder, "-o", path)

    assert (answer.code, answer.err) == (0, "")
    assert answer.plain.splitlines()[1:] == [
        "  CIS_bdpm.txt : 4 médicaments, UTF-8",
        "  CIS_CIP_bdpm.txt : 4 présentations, UTF-8",
        "  CIS_COMPO_bdpm.txt : 6 substances, UTF-8",
        "  CIS_CPD_bdpm.txt : 3 conditions de prescription, UTF-8",
    ]
    assert path.read_bytes().startswith(b"SQLite format 3")


def test_import_goes_where_the_variable_says(saufconduit, folder, tmp_path, monkeypatch):
    monkeypatch.setenv("SAUFCONDUIT_BDPM", str(tmp_path / "la base.sqlite"))

    saufconduit("import", "bdpm", folder)

    assert (tmp_path / "la base.sqlite").exists()


def test_import_tells_what_was_refused_repaired_absent_or_left(saufconduit, tmp_path):
    rows = PRODUCTS.encode("cp1252").replace(b"EXEMPLE PHARMA", b'"EXEMPLE PHARMA"')
    bad = CONDITIONS + "\n" + "".join(f"60000001\ta\t{number}\n" for number in range(7))
    files = {"CIS_bdpm.txt": rows, "CIS_CPD_bdpm.txt": bad, "CIS_GENER_bdpm.txt": "x"}

    answer = saufconduit("import", "bdpm", lay_bdpm(tmp_path / "files", files), "-o", tmp_path / "b.sqlite")

    words = " ".join(answer.plain.split())
    assert answer.code == 0
    assert "CIS_bdpm.txt : 4 médicaments, cp1252, lignes réparées : 2" in words
    assert "3 conditions de prescription, UTF-8, lignes vides : 1, lignes refusées : 7" in words
    assert "CIS_CPD_bdpm.txt:5:3 Cette ligne a 3 colonnes" in words
    assert "autres lignes refusées : 2" in words
    assert "CIS_CIP_bdpm.txt n’est pas dans le dossier : la base n’a aucune ligne de « présentations »." in words
    assert "Fichiers laissés de côté : CIS_GENER_bdpm.txt" in words


def test_import_in_json_has_every_count(saufconduit, tmp_path):
    files = {**FILES, "CIS_CPD_bdpm.txt": CONDITIONS + "x\n", "CIS_MITM.txt": "x"}
    path = tmp_path / "b.sqlite"

    answer = saufconduit("import", "bdpm", lay_bdpm(tmp_path / "files", files), "-o", path, "--json").json

    assert answer["base"] == str(path)
    assert (answer["absent"], answer["unread"]) == ([], ["CIS_MITM.txt"])
    last = answer["files"][-1]
    assert {key: last[key] for key in ("file", "table", "encoding", "rows", "refused", "blank", "repaired")} == {
        "file": "CIS_CPD_bdpm.txt", "table": "conditions", "encoding": "UTF-8", "rows": 3, "refused": 1, "blank": 0,
        "repaired": 0,
    }  # fmt: skip
    assert (last["refusals"][0]["code"], last["refusals"][0]["where"]["line"]) == ("bdpm.width", 4)
    assert len(last["sha256"]) == 64


def test_import_again_replaces_its_own_base(saufconduit, folder, tmp_path):
    path = tmp_path / "bdpm.sqlite"
    saufconduit("import", "bdpm", folder, "-o", path)

    assert saufconduit("import", "bdpm", folder, "-o", path).code == 0


def test_import_never_replaces_a_file_of_another_kind(saufconduit, folder, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("une note", encoding="utf-8")

    answer = saufconduit("import", "bdpm", folder, "-o", path)

    assert (answer.code, "cli.already-there" in answer.err) == (2, True)
    assert path.read_text("utf-8") == "une note"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["import"], "cli.value-missing"),
        (["import", "bdpm"], "cli.value-missing"),
        (["import", "bdmp", "x"], "cli.not-a-choice"),
        (["import", "bdpm", "dossier-absent"], "bdpm.no-folder"),
    ],
)
def test_import_without_what_it_needs_says_so(saufconduit, words, code):
    answer = saufconduit(*words)

    assert (answer.code, code in answer.err) == (2, True)


def test_import_of_another_format_tells_its_first_rows(saufconduit, tmp_path):
    files = {"CIS_bdpm.txt": "code;nom\n60000001;FICTAMINE\n"}

    answer = saufconduit("import", "bdpm", lay_bdpm(tmp_path / "files", files), "-o", tmp_path / "b.sqlite")

    assert answer.code == 2
    assert "2 lignes sur 2 sont refusées" in answer.plain
    assert "Cette ligne a 1 colonnes ; le format officiel en a 12." in answer.plain
    assert not (tmp_path / "b.sqlite").exists()


def test_help_of_import_is_in_both_languages(saufconduit, capsys):
    with pytest.raises(SystemExit):
        saufconduit("import", "--help", "--lang", "en")

    assert "It holds no derogatory access" in " ".join(capsys.readouterr().out.split())


def test_import_into_a_folder_that_does_not_exist_is_refused_as_every_file_is(saufconduit, folder, tmp_path):
    answer = saufconduit("import", "bdpm", folder, "-o", tmp_path / "absent" / "b.sqlite")

    other = saufconduit("watch", tmp_path, "--ics", tmp_path / "absent" / "b.ics")
    assert (answer.code, answer.err.splitlines()[1:]) == (other.code, other.err.splitlines()[1:])
    assert f"{tmp_path / 'absent' / 'b.sqlite'}  [cli.cannot-write]" in answer.err
    assert not (tmp_path / "absent").exists()


def test_import_makes_the_data_folder_of_the_user(saufconduit, folder, tmp_path, monkeypatch):
    monkeypatch.delenv("SAUFCONDUIT_BDPM", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    assert saufconduit("import", "bdpm", folder).code == 0
    assert (tmp_path / "data" / "saufconduit" / "bdpm.sqlite").exists()
