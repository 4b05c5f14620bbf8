"""Files are received in memory, never laid on the disk in clear."""

import tempfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.http.multipartparser import MultiPartParser

from saufconduit.web.dossiers.upload_handler import InMemory

BOUNDARY = "limite"


def received(content: bytes, settings) -> InMemoryUploadedFile:
    """The file as a form of this application gets it."""
    settings.DOCUMENT_MEGABYTES = 1
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="essai.pdf"\r\n\r\n'.encode()
    body = head + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    meta = {"CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}", "CONTENT_LENGTH": str(len(body))}
    _, files = MultiPartParser(meta, BytesIO(body), [InMemory()], "utf-8").parse()
    return files["file"]


def test_file_is_received_whole_with_its_name(settings):
    file = received(b"x" * 200_000, settings)

    assert (file.name, file.size, file.read()) == ("essai.pdf", 200_000, b"x" * 200_000)


def test_file_over_the_limit_is_received_with_one_byte_too_many(settings):
    file = received(b"x" * 3_000_000, settings)

    assert file.size == 1_000_001
    assert len(file.read()) == 1_000_001


def test_large_file_is_not_laid_on_the_disk(settings, monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a file was laid on the disk")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refused)
    monkeypatch.setattr(tempfile, "mkstemp", refused)

    assert received(b"x" * 1_000_000, settings).size == 1_000_000


@pytest.mark.parametrize("content", [b"", b"x"])
def test_small_file_is_received(settings, content):
    assert received(content, settings).read() == content
