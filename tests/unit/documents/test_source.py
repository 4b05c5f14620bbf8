"""Opening documents: what is text, what is a page, what is refused."""

import gzip

import pytest

from saufconduit.documents.passage import Passage
from saufconduit.documents.source import MAX_CHARACTERS, open_source, source_of
from saufconduit.vocabulary.problem import Problem

ENGLISH = (
    "the patient was treated with the drug that had been approved by agency in march and there were no side effects "
    * 5
)


def refusal(data: bytes) -> str:
    with pytest.raises(Problem) as caught:
        Passage(source_of(data, "document"), "document")
    return caught.value.code


def test_text_is_opened_with_its_hash(tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes("La décision\nest là".encode())

    source = open_source(str(path))

    assert (source.name, source.format, source.text) == ("note.txt", "text", "La décision\nest là")
    assert len(source.sha256) == 64
    assert [source.line_of(at) for at in (0, 11, 12)] == [1, 1, 2]
    assert source.page_of(5) == 1


def test_file_that_is_absent_is_a_problem(tmp_path):
    with pytest.raises(Problem) as caught:
        open_source(str(tmp_path / "absent.txt"))

    assert caught.value.code == "file.unreadable"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("décidé".encode("cp1252"), "décidé"),
        ("décidé".encode("utf-16"), "décidé"),
        ("\ufeffdécidé".encode(), "décidé"),
    ],
)
def test_text_is_decoded_whatever_its_page_of_codes(data, text):
    assert source_of(data, "x.txt").text.lstrip("\ufeff") == text


def test_page_is_known_by_its_tags_not_by_its_name():
    assert source_of(b"<!DOCTYPE html><p>a</p>", "x.txt").format == "html"
    assert source_of(b"taux < 10 % et p>0", "x.html").format == "text"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "documents.empty"),
        (b" \n\t", "documents.empty"),
        (b"... 12 / 34", "documents.empty"),
        (bytes(range(256)) * 4, "documents.not-a-document"),
        (b"PK\x03\x04 des mots et des mots", "documents.not-a-document"),
        (ENGLISH.encode(), "documents.not-french"),
        (b"le " * (MAX_CHARACTERS // 3 + 1), "documents.too-large"),
        (b"le " * 4_000_000, "documents.too-large"),
        (gzip.compress(b"le document", mtime=0), "documents.not-a-document"),
    ],
)
def test_what_cannot_be_read_is_refused(data, code):
    assert refusal(data) == code


def test_short_text_is_not_judged_on_its_language():
    assert Passage(source_of(b"Lutathera 370 MBq/mL", "x"), "x").text == "Lutathera 370 MBq/mL"
