"""A copy is found under the name of its source, or where the index says."""

from datetime import date

import pytest
from watching import known, of, write

from saufconduit.documents.watch.snapshots import Snapshot, snapshots_in
from saufconduit.vocabulary.problem import Problem, Problems

KNOWN = known(of("page"), of("autre-page"))


def found_in(folder) -> list[Snapshot]:
    """The copies of a folder in which every file is of a known source."""
    snapshots, strange = snapshots_in(str(folder), KNOWN)
    assert strange == []
    return snapshots


@pytest.mark.parametrize(
    ("name", "source", "day"),
    [
        ("page.html", "page", None),
        ("page@2026-11-22.pdf", "page", date(2026, 11, 22)),
        ("essai-cpc__autre-page.txt", "autre-page", None),
        ("page", "page", None),
        ("essai-cpc__page@2026-11-22.HTM", "page", date(2026, 11, 22)),
    ],
)
def test_name_of_a_file_says_its_source_and_its_day(tmp_path, name, source, day):
    path = write(tmp_path, name)

    assert found_in(tmp_path) == [Snapshot(str(path), source, day)]


@pytest.mark.parametrize("name", ["pages.html", "page@hier.html", "@2026-11-22.html", "essai__.html"])
def test_file_of_no_known_source_is_told(tmp_path, name):
    write(tmp_path, name)

    found, (strange,) = snapshots_in(str(tmp_path), KNOWN)

    assert (found, strange.code, strange.where.file) == ([], "watch.no-such-source", str(tmp_path / name))


def test_file_whose_name_is_nearly_right_is_told_which_one_it_may_be(tmp_path):
    write(tmp_path, "autrepage.html")

    _, (strange,) = snapshots_in(str(tmp_path), KNOWN)

    assert "Vouliez-vous dire « autre-page » ?" in strange.what("fr")


def test_day_that_is_none_leaves_the_copy_without_a_day(tmp_path):
    write(tmp_path, "page@2026-02-31.html")

    assert [one.day for one in found_in(tmp_path)] == [None]


def test_copies_come_the_oldest_first_and_the_one_without_a_day_last(tmp_path):
    [write(tmp_path, name) for name in ("page.html", "page@2026-11-22.html", "page@2025-01-01.html")]

    assert [one.day for one in found_in(tmp_path)] == [date(2025, 1, 1), date(2026, 11, 22), None]


def test_hidden_files_and_folders_are_no_copies(tmp_path):
    write(tmp_path, ".page.html")
    (tmp_path / "page").mkdir()

    assert found_in(tmp_path) == []


def test_folder_that_does_not_exist_is_a_problem(tmp_path):
    with pytest.raises(Problem) as caught:
        snapshots_in(str(tmp_path / "nulle-part"), KNOWN)

    assert caught.value.code == "watch.no-folder"


def test_index_names_the_source_of_a_file_whatever_its_name(tmp_path):
    path = write(tmp_path, "téléchargement (3).pdf")
    write(tmp_path, "page@2026-11-22.html")
    index = 'snapshots:\n  - {file: "téléchargement (3).pdf", source: autre-page, on: 2026-11-30}\n'
    write(tmp_path, "index.yaml", index)

    assert found_in(tmp_path)[1] == Snapshot(str(path), "autre-page", date(2026, 11, 30))
    assert len(found_in(tmp_path)) == 2


def test_index_that_names_no_known_source_is_told(tmp_path):
    write(tmp_path, "a.pdf")
    write(tmp_path, "index.yaml", "snapshots: [{file: a.pdf, source: rien}]\n")

    found, (strange,) = snapshots_in(str(tmp_path), KNOWN)

    assert (found, strange.code) == ([], "watch.no-such-source")


@pytest.mark.parametrize(
    ("index", "code"),
    [
        ("[]\n", "file.wrong-kind"),
        ("copies: []\n", "file.unknown-key"),
        ("snapshots: [{file: a.pdf}]\n", "file.missing-key"),
        ("snapshots: [{file: b.pdf, source: page}]\n", "watch.no-such-file"),
        ("snapshots: [{file: ../a.pdf, source: page}]\n", "watch.no-such-file"),
        ("snapshots: [{file: a.pdf, source: page, on: hier}]\n", "knowledge.not-a-day"),
    ],
)
def test_index_that_is_wrong_is_a_problem(tmp_path, index, code):
    write(tmp_path, "a.pdf")
    write(tmp_path, "index.yaml", index)

    with pytest.raises(Problems) as caught:
        snapshots_in(str(tmp_path), KNOWN)

    assert code in [one.code for one in caught.value.problems]
