"""Copies are made by a plug-in that somebody installed, and by nothing else."""

from datetime import date

import pytest
from watching import known, of

from saufconduit.documents.watch.fetch import fetch_into, installed_fetcher
from saufconduit.vocabulary.problem import Problem

ON = date(2026, 12, 5)


def answer(address: str) -> bytes:
    """What a plug-in would answer, without a network."""
    pages = {"https://a.example/page": b"<html><p>Une page</p></html>", "https://a.example/put.pdf": b"\n%PDF-1.7 x"}
    return pages.get(address, b"Un texte") if "cass" not in address else 1 / 0


def test_copy_of_each_source_that_has_an_address_is_written_with_its_day(tmp_path):
    sources = known(
        of("page", url="https://a.example/page"), of("put", url="https://a.example/put.pdf"),
        of("texte", url="http://a.example/t"), of("sans-adresse"), of("autre", url="ftp://a.example/"),
    )  # fmt: skip

    failed = fetch_into(str(tmp_path / "copies"), sources.values(), ON, answer)

    assert failed == []
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == [
        "page@2026-12-05.html", "put@2026-12-05.pdf", "texte@2026-12-05.txt",
    ]  # fmt: skip
    assert (tmp_path / "copies/texte@2026-12-05.txt").read_bytes() == b"Un texte"


def test_page_that_fails_is_told_and_stops_no_other(tmp_path):
    sources = known(of("a", url="https://cassé.example"), of("b", url="https://a.example/b"))

    (failed,) = fetch_into(str(tmp_path), sources.values(), ON, answer)

    assert (failed.state, failed.source, failed.day) == ("unreadable", "a", ON)
    assert failed.problem.code == "watch.not-fetched"
    assert "ZeroDivisionError" in failed.problem.what("fr")
    assert [path.name for path in tmp_path.iterdir()] == ["b@2026-12-05.txt"]


def test_copy_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("os.replace", lambda *names: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        fetch_into(str(tmp_path), known(of("a", url="https://a.example/b")).values(), ON, answer)

    assert list(tmp_path.iterdir()) == []


def test_nothing_is_installed_unless_somebody_does():
    with pytest.raises(Problem) as caught:
        installed_fetcher()

    assert caught.value.code == "watch.no-fetcher"
    assert "n’appelle jamais le réseau" in caught.value.what("fr")


def test_plug_in_that_is_installed_makes_the_copies(installed_plug_in, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<html><main><p>Fictamine 370 MBq/mL</p></main></html>", encoding="utf-8")
    fetch = installed_fetcher().load()

    assert installed_fetcher().name == "urllib-get"
    assert fetch(page.as_uri()) == page.read_bytes()


def test_first_plug_in_by_name_is_taken(installed_plug_in):
    installed_plug_in("a-other")

    assert installed_fetcher().name == "a-other"
