"""Documents of dossiers on disk: encrypted with the key of their dossier, written whole or not at all.

A document never leaves the hospital zone (P-07): nothing here knows of the other one.
"""

import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers import upload_problems as problems
from saufconduit.web.dossiers.content import Kind, kind_of
from saufconduit.web.journal import problems as journal_problems
from saufconduit.web.journal.disk import settle
from saufconduit.web.journal.dossier_keys import key_of
from saufconduit.web.journal.sealed import Spoilt, decrypt, encrypt, place_of

_MEGABYTE = 1_000_000
_ID = re.compile(r"[0-9a-f]{32}")
_LONGEST_NAME = 100
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
_SIGNS = re.compile(r"[.:*?\"<>|]+")  # a second ending, and what file systems refuse
# For a browser that would open it all the same: no script, no form, nothing fetched.
_SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


class Document(NamedTuple):
    """What an event says of a document; the file has no name but its id."""

    id: str
    title: str
    media_type: str


def checked(content: bytes) -> Kind:
    """The kind of a file that is about to be kept; raises the Problem that says why it is refused."""
    if len(content) > settings.DOCUMENT_MEGABYTES * _MEGABYTE:
        raise Problem(problems.TOO_LARGE, megabytes=settings.DOCUMENT_MEGABYTES)
    return kind_of(content)


@contextmanager
def kept(dossier: str, name: str, content: bytes) -> Iterator[Document]:
    """Keeps a file for the time it takes to record it: what fails inside leaves no file behind.

    Raises the Problem of a file that is refused, or `journal.erased`.
    """
    kind = checked(content)
    document = Document(secrets.token_hex(16), cleaned(name, kind), kind.media_type)
    path = _path(document.id)
    _write(path, encrypt(_key(dossier), content, _place(dossier, document)))
    try:
        yield document
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def content_of(dossier: str, document: Document) -> bytes:
    """What was kept; raises Problem `uploads.lost`, `uploads.spoilt` or `journal.erased`."""
    key = _key(dossier)
    try:
        sealed = _path(document.id).read_bytes()
    except FileNotFoundError:
        raise Problem(problems.LOST) from None
    try:
        return decrypt(key, sealed, _place(dossier, document))
    except Spoilt:
        raise Problem(problems.SPOILT) from None


def download(dossier: str, document: Document) -> HttpResponse:
    """The document as a file to save: nothing in it runs, no browser guesses its type, no cache keeps it."""
    response = HttpResponse(content_of(dossier, document), content_type=document.media_type)
    response["Content-Disposition"] = content_disposition_header(True, document.title)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _SANDBOX
    response["Cache-Control"] = "no-store, private"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def ids_on_disk() -> frozenset[str]:
    """The ids of all the documents kept: what no event names was left by a crash between writing and recording."""
    return frozenset(path.stem for path in settings.DOCUMENTS.glob("??/*.sealed"))


def remove(document: str) -> None:
    """Takes a document away for good: one that no event names, or of a dossier that was erased."""
    _path(document).unlink(missing_ok=True)


def cleaned(name: str, kind: Kind) -> str:
    """The name without folders, signs that deceive the eye, or an ending that is not that of its content."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    visible = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in plain).strip()
    stem = _SIGNS.sub(" ", _ENDING.sub("", visible))
    return (" ".join(stem.split())[:_LONGEST_NAME].strip() or "document") + kind.ending


def _key(dossier: str) -> bytes:
    key = key_of(dossier)
    if key is None:
        raise Problem(journal_problems.ERASED)
    return key


def _place(dossier: str, document: Document) -> bytes:
    """What a document is bound to: moved to another dossier, or given another type, it cannot be read."""
    return place_of("document", dossier, document.id, document.media_type)


def _path(document: str) -> Path:
    """Where a document is kept; an id that was not made here names nothing."""
    if not _ID.fullmatch(document):
        raise Problem(problems.LOST)
    return Path(settings.DOCUMENTS) / document[:2] / f"{document}.sealed"


def _write(path: Path, content: bytes) -> None:
    """The file, there for good once this returns: written aside, put on the disk, then given its name."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    settle(path.parent)
