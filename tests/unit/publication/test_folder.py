"""A publication is written whole or not at all, and nothing else is lost."""

import errno
import hashlib
import json
import os
import stat
from pathlib import Path

import pytest

from saufconduit.publication import folder as writing
from saufconduit.publication.folder import check_folder, publish
from saufconduit.vocabulary.problem import Problem


def made(**pages: str) -> dict[str, bytes]:
    """The files of a small publication; `_` stands for a folder."""
    files = {name.replace("_", "/"): words.encode() for name, words in pages.items()}
    listed = [{"path": name, "sha256": hashlib.sha256(content).hexdigest()} for name, content in files.items()]
    return {**files, "manifest.json": json.dumps({"kind": "saufconduit-publication", "files": listed}).encode()}


def content(folder) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(folder) -> Problem:
    before = content(folder) if folder.is_dir() else None
    with pytest.raises(Problem) as caught:
        publish(made(index="nouveau"), str(folder))
    assert (content(folder) if folder.is_dir() else None) == before
    return caught.value


def test_folder_that_is_not_there_is_made(tmp_path):
    publish(made(index="un", en_index="one"), str(tmp_path / "site"))

    assert content(tmp_path / "site") == made(index="un", en_index="one")
    assert os.listdir(tmp_path) == ["site"]


def test_empty_folder_is_filled_and_keeps_its_rights(tmp_path):
    (tmp_path / "site").mkdir(mode=0o750)

    publish(made(index="un"), str(tmp_path / "site"))

    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o750


def test_new_folder_may_be_read_by_whom_the_machine_lets(tmp_path):
    (tmp_path / "ordinary").mkdir()

    publish(made(index="un"), str(tmp_path / "site"))

    assert (tmp_path / "site").stat().st_mode == (tmp_path / "ordinary").stat().st_mode


def test_former_publication_is_replaced_and_its_lost_pages_are_gone(tmp_path):
    publish(made(index="un", old_page="ancien"), str(tmp_path / "site"))

    publish(made(index="deux"), str(tmp_path / "site"))

    assert content(tmp_path / "site") == made(index="deux")
    assert os.listdir(tmp_path / "site") != ["old"]
    assert os.listdir(tmp_path) == ["site"]


def test_former_publication_of_which_a_page_is_missing_is_replaced(tmp_path):
    publish(made(index="un", page="perdue"), str(tmp_path / "site"))
    (tmp_path / "site/page").unlink()

    publish(made(index="deux"), str(tmp_path / "site"))

    assert content(tmp_path / "site") == made(index="deux")


def test_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "thèse.odt").write_text("des années", encoding="utf-8")

    problem = refused(tmp_path)

    assert problem.kind.code == "publication.something-else"
    assert "« thèse.odt »" in problem.text("fr").replace("\u00a0", " ")


def test_folder_of_something_else_is_refused_without_a_walk(tmp_path, monkeypatch):
    """It may be the root of a disk: its first name is enough."""
    (tmp_path / "bin/deep").mkdir(parents=True)
    monkeypatch.setattr(Path, "rglob", None)

    with pytest.raises(Problem) as caught:
        check_folder(str(tmp_path))

    assert "« bin »" in caught.value.text("fr").replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["notes.txt", "en/notes.txt", ".git/config", "brouillons/.garde"])
def test_publication_with_something_beside_it_is_refused(tmp_path, name):
    publish(made(index="un", en_index="one"), str(tmp_path / "site"))
    (tmp_path / "site" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "site" / name).write_text("à moi", encoding="utf-8")

    assert refused(tmp_path / "site").kind.code == "publication.something-else"


def test_page_that_somebody_changed_is_not_lost(tmp_path):
    publish(made(index="un"), str(tmp_path / "site"))
    (tmp_path / "site/index").write_text("corrigé à la main", encoding="utf-8")

    assert refused(tmp_path / "site").kind.code == "publication.something-else"


def test_link_in_a_publication_is_something_else(tmp_path):
    publish(made(index="un"), str(tmp_path / "site"))
    (tmp_path / "site/index").unlink()
    (tmp_path / "site/index").symlink_to(tmp_path)

    assert refused(tmp_path / "site").kind.code == "publication.something-else"


@pytest.mark.parametrize(
    "manifest", ["{", "[]", "{}", '{"kind": "autre", "files": []}', '{"kind": "saufconduit-publication", "files": 3}']
)
def test_manifest_of_something_else_is_no_publication(tmp_path, manifest):
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")

    assert refused(tmp_path).kind.code == "publication.something-else"


def test_file_is_no_folder(tmp_path):
    (tmp_path / "site").write_text("un fichier", encoding="utf-8")

    assert refused(tmp_path / "site").kind.code == "publication.not-a-folder"
    assert (tmp_path / "site").read_text(encoding="utf-8") == "un fichier"


def test_folder_is_not_made_in_one_that_is_not_there(tmp_path):
    assert refused(tmp_path / "nowhere/site").kind.code == "publication.no-parent"
    assert os.listdir(tmp_path) == []


def test_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")

    publish(made(index="un"), str(tmp_path / "site"))

    assert (tmp_path / "site").is_symlink()
    assert content(tmp_path / "real") == made(index="un")


def test_disk_that_fills_up_leaves_the_former_publication(tmp_path, monkeypatch):
    publish(made(index="un"), str(tmp_path / "site"))
    monkeypatch.setattr(writing.Path, "write_bytes", failing(28))

    with pytest.raises(OSError, match="28"):
        publish(made(index="deux"), str(tmp_path / "site"))

    assert content(tmp_path / "site") == made(index="un")
    assert os.listdir(tmp_path) == ["site"]


def failing(number: int):
    def fail(*_):
        raise OSError(number, str(number))

    return fail


def test_change_of_places_that_fails_puts_the_former_publication_back(tmp_path, monkeypatch):
    publish(made(index="un"), str(tmp_path / "site"))
    rename, seen = os.rename, []

    def second_fails(one, other):
        seen.append(one)
        (failing(18) if len(seen) == 2 else rename)(one, other)

    monkeypatch.setattr(os, "rename", second_fails)
    with pytest.raises(OSError, match="18"):
        publish(made(index="deux"), str(tmp_path / "site"))

    assert content(tmp_path / "site") == made(index="un")
    assert os.listdir(tmp_path) == ["site"]


def test_first_publication_that_fails_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "rename", failing(18))

    with pytest.raises(OSError, match="18"):
        publish(made(index="un"), str(tmp_path / "site"))

    assert os.listdir(tmp_path) == []


def test_former_publication_that_cannot_be_put_back_is_found_by_the_next_run(tmp_path, monkeypatch):
    publish(made(index="un"), str(tmp_path / "site"))
    rename, seen = os.rename, []

    def first_alone_works(one, other):
        seen.append(one)
        (rename if len(seen) == 1 else failing(5))(one, other)

    with monkeypatch.context() as patch, pytest.raises(OSError, match="5"):
        patch.setattr(os, "rename", first_alone_works)
        publish(made(index="deux"), str(tmp_path / "site"))

    assert content(check_folder(str(tmp_path / "site"))) == made(index="un")
    assert os.listdir(tmp_path) == ["site"]


def test_folder_of_another_that_looks_left_over_stays(tmp_path):
    (tmp_path / ".site.mien.part").mkdir()
    publish(made(index="un"), str(tmp_path / "site"))

    publish(made(index="deux"), str(tmp_path / "site"))

    assert sorted(os.listdir(tmp_path)) == [".site.mien.part", "site"]


def test_folder_that_may_not_be_replaced_leaves_nothing_beside_it_whatever_its_rights(tmp_path, monkeypatch):
    target = tmp_path / "site"
    target.mkdir(mode=0o555)
    rights = []

    def refused(source, to):
        rights.extend(stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob(".site.*.part/fresh"))
        raise PermissionError(errno.EACCES, "refused")

    monkeypatch.setattr(os, "rename", refused)
    with pytest.raises(PermissionError):
        publish(made(index="un"), str(target))

    assert [mode & 0o300 for mode in rights] == [0o300]
    assert os.listdir(tmp_path) == ["site"]
