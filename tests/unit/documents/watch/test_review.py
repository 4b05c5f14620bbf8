"""The newest copy of a source against what was reviewed of it."""

import hashlib
from datetime import date

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from watching import ON, PAGE, known, of, reviewed, write

from saufconduit.documents.source import source_of
from saufconduit.documents.stable import part_of
from saufconduit.documents.watch.differences import Difference
from saufconduit.documents.watch.review import Review, reviews
from saufconduit.documents.watch.snapshots import snapshots_in

CHANGED = PAGE.replace("7,4", "7,5")
TOLD = (Difference("La dose est de 7,4 GBq par cure.", "La dose est de 7,5 GBq par cure."),)


def review_in(folder, sources, on=ON) -> Review:
    """The review of the only source of a folder."""
    (found,) = reviews(*snapshots_in(str(folder), sources), sources, on)
    return found


def test_copy_that_says_what_was_reviewed_is_the_same(tmp_path):
    path = write(tmp_path, "page@2026-12-01.txt", PAGE.replace("\n\n", "\n \n\n") + "\nImprimé le 01/12/2026\n")

    found = review_in(tmp_path, known(reviewed()))

    assert found == Review("same", str(path), "page", date(2026, 12, 1))


def test_very_file_that_was_reviewed_is_the_same_whatever_the_rules_were(tmp_path):
    write(tmp_path, "page.txt")
    document = of("page", sha256=hashlib.sha256(PAGE.encode()).hexdigest(), part_sha256="0" * 64)

    assert review_in(tmp_path, known(document)).state == "same"


def test_copy_that_changed_is_compared_with_the_copy_that_was_reviewed(tmp_path):
    write(tmp_path, "page@2026-11-22.txt")
    write(tmp_path, "page@2026-12-01.txt", CHANGED)

    found = review_in(tmp_path, known(reviewed()))

    assert (found.state, found.differences, found.more, found.day) == ("changed", TOLD, 0, date(2026, 12, 1))


def test_copies_between_the_reviewed_one_and_the_newest_are_passed_over(tmp_path):
    write(tmp_path, "page@2026-11-22.txt")
    write(tmp_path, "page@2026-11-25.txt", b"\x00\x01")
    write(tmp_path, "page@2026-11-28.txt", PAGE.replace("7,4", "9"))
    write(tmp_path, "page@2026-12-01.txt", CHANGED)

    assert review_in(tmp_path, known(reviewed())).differences == TOLD


def test_copy_that_changed_is_compared_with_the_official_document_of_the_machine(tmp_path, monkeypatch):
    home, folder = tmp_path / "sources", tmp_path / "copies"
    home.mkdir()
    folder.mkdir()
    (home / "sous-dossier").mkdir()
    write(home, "autre.txt", "autre")
    write(home, "original.txt")
    write(folder, "page.txt", CHANGED)
    monkeypatch.setenv("SAUFCONDUIT_SOURCES", str(home))

    assert review_in(folder, known(reviewed())).differences == TOLD


@pytest.mark.parametrize("text", ["autre", b"\x00"])
def test_copy_that_changed_without_the_one_that_was_reviewed_shows_no_difference(tmp_path, monkeypatch, text):
    home, folder = tmp_path / "sources", tmp_path / "copies"
    home.mkdir()
    folder.mkdir()
    write(home, "autre.txt", text)
    write(folder, "page.txt", CHANGED)
    monkeypatch.setenv("SAUFCONDUIT_SOURCES", str(home))

    found = review_in(folder, known(reviewed()))

    assert (found.state, found.differences) == ("changed", None)


def test_hash_made_by_other_rules_is_no_change_where_the_reviewed_copy_is_there(tmp_path):
    write(tmp_path, "page@2026-11-22.txt")
    write(tmp_path, "page@2026-12-01.txt", PAGE + "\nImprimé le 01/12/2026\n")
    document = of("page", sha256=hashlib.sha256(PAGE.encode()).hexdigest(), part_sha256="0" * 64)

    assert review_in(tmp_path, known(document)).state == "same"


def test_copy_with_very_many_differences_shows_the_first_fifty(tmp_path):
    lines = [f"Phrase numéro {number}.\n\n" for number in range(70)]
    before, after = "".join(lines), "".join(lines).replace("Phrase", "Ligne")
    write(tmp_path, "page@2026-11-22.txt", before)
    write(tmp_path, "page@2026-12-01.txt", after)

    found = review_in(tmp_path, known(reviewed(text=before)))

    assert (len(found.differences), found.more) == (50, 20)


def test_copy_of_a_source_that_nobody_reviewed_is_new(tmp_path):
    write(tmp_path, "page.txt")

    assert review_in(tmp_path, known(of("page"))).state == "new"


def test_copy_of_a_source_reviewed_whole_before_parts_were_kept_has_changed(tmp_path):
    write(tmp_path, "page.txt", CHANGED)

    assert review_in(tmp_path, known(of("page", sha256="0" * 64))).state == "changed"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "documents.empty"),
        (b"\x00\x01\x02", "documents.not-a-document"),
        (b"%PDF-1.7 cass\xc3\xa9", "documents.malformed"),
    ],
)
def test_copy_that_cannot_be_read_says_why(tmp_path, content, code):
    write(tmp_path, "page.pdf", content)

    found = review_in(tmp_path, known(reviewed()))

    assert (found.state, found.problem.code) == ("unreadable", code)


def test_copy_made_after_the_day_of_the_question_is_not_known_yet(tmp_path):
    write(tmp_path, "page@2026-11-22.txt")
    write(tmp_path, "page@2026-12-06.txt", CHANGED)

    assert review_in(tmp_path, known(reviewed())).state == "same"
    assert review_in(tmp_path, known(reviewed()), date(2026, 12, 6)).state == "changed"


def test_reviews_come_in_the_order_of_the_sources_then_the_files_of_none(tmp_path):
    [write(tmp_path, name) for name in ("b.txt", "a@2026-01-01.txt", "a@2026-02-01.txt", "inconnu.txt")]
    sources = known(reviewed("a"), of("b"))

    found = reviews(*snapshots_in(str(tmp_path), sources), sources, ON)

    assert [(one.state, one.source) for one in found] == [("same", "a"), ("new", "b"), ("unmatched", None)]
    assert found[2].problem.code == "watch.no-such-source"


def test_review_says_all_of_itself_in_json(tmp_path):
    write(tmp_path, "page@2026-11-22.txt")
    write(tmp_path, "page@2026-12-01.txt", CHANGED)

    assert review_in(tmp_path, known(reviewed())).to_dict("fr") == {
        "state": "changed",
        "file": "page@2026-12-01.txt",
        "source": "page",
        "on": "2026-12-01",
        "differences": [{"before": TOLD[0].before, "after": TOLD[0].after}],
        "more": 0,
        "problem": None,
    }


def test_review_of_what_cannot_be_read_says_so_in_json(tmp_path):
    write(tmp_path, "page.txt", b"")

    told = review_in(tmp_path, known(reviewed())).to_dict("en")

    assert (told["on"], told["differences"], told["problem"]["code"]) == (None, None, "documents.empty")
    assert told["problem"]["what"].startswith("This document is empty")


def printed(day: str, dose: str) -> bytes:
    """A PDF as an agency prints it: its pages are numbered, the day of the copy stands on it."""
    footer = "#set page(footer: context [Page #counter(page).display() / 2])"
    text = f"La dose de Fictamine est de {dose} GBq par cure, pour les patients de la liste."
    return typst.compile(f"{footer}\n= Fictamine\nImprimé le {day}\n\n{text}\n#pagebreak()\nSuite.".encode())


def test_pdf_printed_again_is_the_same_and_one_with_another_dose_is_not(tmp_path):
    first = part_of(source_of(printed("22/11/2026", "7,4"), "page.pdf"))
    sources = known(of("page", part_sha256=first.sha256, sha256="0" * 64))
    write(tmp_path, "page@2026-12-01.pdf", printed("01/12/2026", "7,4"))
    write(tmp_path, "page@2026-12-03.pdf", printed("03/12/2026", "74"))

    again, changed = (review_in(tmp_path, sources, date(2026, 12, day)) for day in (2, 3))

    assert (again.state, changed.state) == ("same", "changed")
    assert [one.after for one in changed.differences] == [
        "… La dose de Fictamine est de 74 GBq par cure, pour les patients …"
    ]


@given(st.binary(max_size=300), st.sampled_from([b"", b"<html>", b"<main>", PAGE.encode()]))
def test_any_bytes_are_reviewed_or_said_to_be_unreadable(tmp_path_factory, content, head):
    folder = tmp_path_factory.mktemp("copies")
    write(folder, "page.html", head + content)

    assert review_in(folder, known(reviewed())).state in ("same", "changed", "unreadable")
