"""`saufconduit publish`: the registry as a site to read offline."""

import json
from datetime import date
from types import SimpleNamespace

import pytest

from saufconduit.cli import publish


@pytest.fixture(autouse=True)
def pinned(monkeypatch):
    """The day is the same for every run of the test."""
    monkeypatch.setattr(publish, "today", lambda: date(2026, 10, 12))


def content(folder) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_publish_writes_the_folder_and_says_what_it_holds(saufconduit, tmp_path):
    answer = saufconduit("publish", tmp_path / "site", "--on", "2026-10-12", "--known", "2025-01-01")

    assert (answer.code, answer.err) == (0, "")
    assert "programmes en " in answer.plain
    assert "Situation le 12 octobre 2026, telle que connue le 1er janvier 2025." in answer.plain
    assert (tmp_path / "site/index.html").is_file()


def test_publish_speaks_english(saufconduit, tmp_path):
    answer = saufconduit("publish", tmp_path / "site", "--on", "2026-10-12", "--known", "2026-10-12", "--lang", "en")

    assert "Situation on 12 October 2026, as known on 12 October 2026." in answer.plain


def test_publish_in_json_answers_its_manifest(saufconduit, tmp_path):
    answer = saufconduit("publish", tmp_path / "site", "--on", "2026-10-12", "--json").json

    assert answer == json.loads((tmp_path / "site/manifest.json").read_bytes())
    assert answer["on"] == "2026-10-12"


def test_publishing_again_later_elsewhere_changes_no_byte(saufconduit, tmp_path, monkeypatch):
    saufconduit("publish", tmp_path / "un")
    monkeypatch.setattr(publish, "today", lambda: date(2026, 10, 14))
    saufconduit("publish", tmp_path / "deux")

    assert content(tmp_path / "un") == content(tmp_path / "deux")


def test_publish_shows_what_changed_when_a_day_changes_something(saufconduit, tmp_path, monkeypatch):
    saufconduit("publish", tmp_path / "site")
    monkeypatch.setattr(publish, "today", lambda: date(2026, 10, 25))
    saufconduit("publish", tmp_path / "site")

    assert "Accès fermé" in (tmp_path / "site/programmes/lumykras-aap.html").read_text("utf-8")
    assert json.loads((tmp_path / "site/manifest.json").read_bytes())["on"] == "2026-10-25"


def test_programme_that_was_not_known_yet_is_not_published(saufconduit, tmp_path):
    saufconduit("publish", tmp_path / "site")
    saufconduit("publish", tmp_path / "site", "--on", "2019-12-31", "--known", "2019-12-31")

    assert not (tmp_path / "site/programmes/lutathera-cpc.html").exists()
    assert (tmp_path / "site/programmes/kadcyla-atuc.html").is_file()


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fr", "connu le 13 octobre 2026"), ("en", "known on 13 October 2026")],
)
def test_publish_as_known_tomorrow_is_refused(saufconduit, tmp_path, lang, words):
    answer = saufconduit("publish", tmp_path / "site", "--known", "2026-10-13", "--lang", lang)

    assert (answer.code, answer.out) == (2, "")
    assert "[publication.not-known-yet]" in answer.err
    assert words in answer.err.replace("\u00a0", " ")
    assert list(tmp_path.iterdir()) == []


def test_publish_as_known_today_about_a_later_day_is_done(saufconduit, tmp_path):
    answer = saufconduit("publish", tmp_path / "site", "--on", "2027-01-01", "--known", "2026-10-12")

    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize(
    ("programmes", "words"),
    [
        (0, ("0 programme en 3 fichiers", "0 programmes in 3 files")),
        (1, ("1 programme en 3 fichiers", "1 programme in 3 files")),
        (2, ("2 programmes en 3 fichiers", "2 programmes in 3 files")),
    ],
)
def test_publication_tells_one_programme_as_one(programmes, words):
    edition = SimpleNamespace(on=date(2026, 10, 12), known=date(2026, 10, 12), programmes=(None,) * programmes)

    told = publish._told(edition, 3)

    assert (told.fr.split(".")[0], told.en.split(".")[0]) == words


def test_publish_without_a_folder_asks_for_it(saufconduit):
    answer = saufconduit("publish")

    assert answer.code == 2
    assert answer.err.startswith("[cli.value-missing]")


def test_publish_refuses_a_folder_of_something_else(saufconduit, tmp_path):
    (tmp_path / "thèse.odt").write_text("des années", encoding="utf-8")

    answer = saufconduit("publish", tmp_path)

    assert answer.code == 2
    assert "[publication.something-else]" in answer.err
    assert content(tmp_path) == {"thèse.odt": "des années".encode()}


def test_words_of_the_sources_are_published_when_the_documents_are_there(saufconduit, tmp_path, seeds):
    saufconduit("publish", tmp_path / "site")

    page = (tmp_path / "site/programmes/lutathera-cpc.html").read_text("utf-8")
    assert "sur proposition de la RCP nationale Renaten" in page
