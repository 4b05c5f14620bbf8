"""Documents kept encrypted, given back as files to save; nothing half written, nothing in clear on the disk."""

import errno
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from files_to_upload import pdf, png

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers.content import JPEG, PDF, PNG, TEXT
from saufconduit.web.dossiers.uploads import (
    Document,
    cleaned,
    content_of,
    download,
    ids_on_disk,
    kept,
    remove,
)
from saufconduit.web.journal.dossier_keys import destroy_key, make_key

REPORT = pdf(b"<</Type/Catalog/Title (Compte rendu FICTIF)>>")


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    """Where the documents of this test go."""
    settings.DOCUMENTS = tmp_path / "documents"
    settings.DOCUMENT_MEGABYTES = 1
    return settings.DOCUMENTS


@pytest.fixture
def dossier(zones, folder) -> str:
    """A dossier with its key."""
    name = str(uuid4())
    make_key(name)
    return name


def keep(dossier: str, content: bytes = REPORT, name: str = "compte rendu.pdf") -> Document:
    with kept(dossier, name, content) as document:
        return document


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def refusal(dossier: str, document: Document) -> str:
    with pytest.raises(Problem) as caught:
        content_of(dossier, document)
    return caught.value.code


# --- kept, given back


def test_document_is_given_back_as_it_was(dossier):
    document = keep(dossier)

    assert content_of(dossier, document) == REPORT
    assert (document.title, document.media_type) == ("compte rendu.pdf", "application/pdf")


def test_document_on_the_disk_says_nothing_of_its_content_or_name(dossier, folder):
    keep(dossier, name="Compte rendu de Mme FICTIVE.pdf")

    (path,) = files(folder)
    assert b"FICTIF" not in path.read_bytes()
    assert b"%PDF" not in path.read_bytes()
    assert "FICTIVE" not in str(path)


def test_document_is_readable_by_the_service_alone(dossier, folder):
    keep(dossier)

    (path,) = files(folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_same_file_kept_twice_is_two_documents_that_look_nothing_alike(dossier, folder):
    first, second = keep(dossier), keep(dossier)

    assert first.id != second.id
    assert len({path.read_bytes() for path in files(folder)}) == 2
    assert ids_on_disk() == {first.id, second.id}


# --- bound to its dossier


def test_document_cannot_be_read_in_another_dossier(dossier):
    document = keep(dossier)
    other = str(uuid4())
    make_key(other)

    assert refusal(other, document) == "uploads.spoilt"


def test_document_cannot_be_read_as_another_type(dossier):
    document = keep(dossier)

    assert refusal(dossier, document._replace(media_type="text/html")) == "uploads.spoilt"


def test_document_put_in_the_place_of_another_cannot_be_read(dossier, folder):
    first, second = keep(dossier), keep(dossier)
    paths = {path.stem: path for path in files(folder)}
    paths[first.id].write_bytes(paths[second.id].read_bytes())

    assert refusal(dossier, first) == "uploads.spoilt"


def test_document_with_one_byte_changed_cannot_be_read(dossier, folder):
    document = keep(dossier)
    (path,) = files(folder)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)

    assert refusal(dossier, document) == "uploads.spoilt"


def test_document_that_is_gone_is_told(dossier):
    document = keep(dossier)
    remove(document.id)

    assert refusal(dossier, document) == "uploads.lost"


@pytest.mark.parametrize("name", ["../../hospital", "", "0" * 31, "A" * 32, "0" * 32 + "/x", "0" * 32 + "\n"])
def test_id_that_was_not_made_here_names_no_file(dossier, name):
    document = Document(name, "x", "text/plain")

    assert refusal(dossier, document) == "uploads.lost"


def test_document_of_an_erased_dossier_is_gone_with_its_key(dossier, folder):
    document = keep(dossier)
    destroy_key(dossier=dossier, by="essai", at=datetime(2026, 10, 12, tzinfo=UTC), reason="fin de conservation")

    assert refusal(dossier, document) == "journal.erased"
    assert len(files(folder)) == 1


def test_erased_dossier_takes_no_document(dossier, folder):
    destroy_key(dossier=dossier, by="essai", at=datetime(2026, 10, 12, tzinfo=UTC), reason="fin de conservation")

    with pytest.raises(Problem) as caught, kept(dossier, "x.pdf", REPORT):
        pass

    assert caught.value.code == "journal.erased"
    assert not folder.exists()


# --- refused, or not recorded: nothing is left


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90\x00\x03\x00", "uploads.program"),
        (b"<svg onload='x'>", "uploads.web-page"),
        (b"PK\x03\x04", "uploads.archive"),
        (b"x" * 1_000_001, "uploads.too-large"),
    ],
)
def test_refused_file_leaves_nothing(dossier, folder, content, code):
    with pytest.raises(Problem) as caught, kept(dossier, "x.pdf", content):
        pass

    assert caught.value.code == code
    assert not folder.exists()


def test_too_large_file_is_told_the_limit(dossier):
    with pytest.raises(Problem) as caught, kept(dossier, "x.txt", b"x" * 1_000_001):
        pass

    assert caught.value.what("fr") == "Ce fichier dépasse 1 Mo, la limite fixée par le site."


def test_file_of_exactly_the_limit_is_taken(dossier):
    assert keep(dossier, b"x" * 1_000_000, "x.txt").media_type == "text/plain; charset=utf-8"


def test_document_whose_record_fails_is_taken_away(dossier, folder):
    with pytest.raises(ZeroDivisionError), kept(dossier, "x.pdf", REPORT):
        assert len(files(folder)) == 1
        raise ZeroDivisionError

    assert files(folder) == []


@pytest.mark.parametrize("step", ["fsync", "write"])
def test_full_disk_leaves_no_part_of_a_document(dossier, folder, monkeypatch, step):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(os, *{"fsync": ("fsync", full), "write": ("fdopen", full)}[step])

    with pytest.raises(OSError, match=str(errno.ENOSPC)), kept(dossier, "x.pdf", REPORT):
        pass

    assert files(folder) == []


# --- downloaded, never executed


def test_download_is_a_file_to_save_that_runs_nowhere(dossier):
    response = download(dossier, keep(dossier))

    assert response.content == REPORT
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="compte rendu.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert response["Cache-Control"] == "no-store, private"


def test_download_keeps_the_accents_of_its_name(dossier):
    response = download(dossier, keep(dossier, png(), "TEP du 4 décembre.png"))

    assert response["Content-Disposition"] == "attachment; filename*=utf-8''TEP%20du%204%20d%C3%A9cembre.png"
    assert response["Content-Type"] == "image/png"


# --- names


@pytest.mark.parametrize(
    ("name", "kind", "kept_as"),
    [
        ("compte rendu.pdf", PDF, "compte rendu.pdf"),
        ("image.JPEG", JPEG, "image.jpg"),
        ("rapport.pdf.exe", PDF, "rapport pdf.pdf"),
        ("CR.2026.10.12.pdf", PDF, "CR 2026 10 12.pdf"),
        ("version 1.2", TEXT, "version 1 2.txt"),
        ("../../etc/passwd", TEXT, "passwd.txt"),
        ("C:\\Documents\\scan.png", PNG, "scan.png"),
        ("fdp.\u202eexe.pdf", PDF, "fdp exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", PDF, "a Set-Cookie x.pdf"),
        ('l\'avis "final" <1>|?.pdf', PDF, "l'avis final 1.pdf"),
        ("e\u0301tude.pdf", PDF, "étude.pdf"),
        ("x" * 300 + ".pdf", PDF, "x" * 100 + ".pdf"),
        ("", TEXT, "document.txt"),
        ("...", TEXT, "document.txt"),
        (".htaccess", TEXT, "htaccess.txt"),
        ("\u200b.pdf", PDF, "document.pdf"),
    ],
)
def test_name_is_cleaned_and_ends_as_its_content_asks(name, kind, kept_as):
    assert cleaned(name, kind) == kept_as
