"""What a file is, by its content: its name and what the browser says of it count for nothing."""

import re
from typing import NamedTuple

from saufconduit.vocabulary.problem import Problem, ProblemKind
from saufconduit.web.dossiers import upload_problems as problems
from saufconduit.web.dossiers.content_image import check_jpeg, check_png
from saufconduit.web.dossiers.content_pdf import check_pdf


class Kind(NamedTuple):
    """A kind of file that is taken: its name, its type as sent to a browser, how its name ends."""

    name: str
    media_type: str
    ending: str


PDF = Kind("pdf", "application/pdf", ".pdf")
PNG = Kind("png", "image/png", ".png")
JPEG = Kind("jpeg", "image/jpeg", ".jpg")
TEXT = Kind("text", "text/plain; charset=utf-8", ".txt")
WINDOWS_TEXT = Kind("text", "text/plain; charset=windows-1252", ".txt")

_REFUSED: tuple[tuple[ProblemKind, tuple[bytes, ...]], ...] = (
    (
        problems.PROGRAM,
        (
            b"\x7fELF",
            b"#!",
            b"\xca\xfe\xba\xbe",  # Java, and macOS for several machines
            b"\xfe\xed\xfa\xce",
            b"\xfe\xed\xfa\xcf",
            b"\xce\xfa\xed\xfe",
            b"\xcf\xfa\xed\xfe",
            b"\x00asm",
            b"dex\n0",
            b"L\x00\x00\x00\x01\x14\x02\x00",  # a Windows shortcut
            b"%!PS",  # PostScript is a language
        ),
    ),
    (
        problems.ARCHIVE,
        (
            b"PK\x03\x04",
            b"PK\x05\x06",
            b"PK\x07\x08",
            b"\x1f\x8b",
            b"BZh",
            b"\xfd7zXZ\x00",
            b"7z\xbc\xaf\x27\x1c",
            b"Rar!\x1a\x07",
            b"\x28\xb5\x2f\xfd",
            b"MSCF",
            b"!<arch>",
        ),
    ),
    (problems.OFFICE, (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")),
)
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|\?(?:xml|php)\b|(?:html|head|body|script|svg|iframe|object|embed|img|meta|form)\b)"
    rb"|</[a-z][a-z0-9-]*\s*>"  # whatever ends as an element does
    rb"|<[a-z][^<>]*\son[a-z]+\s*=",  # an element that reacts to a click
    re.IGNORECASE,
)
# In a file of another kind, where bytes may spell a short tag by chance.
_HIDDEN = re.compile(rb"<(?:!doctype html|\?php\s|(?:html|script|svg|iframe)[\s>])", re.IGNORECASE)
_ZIP_END = b"PK\x05\x06"
_ZIP_TAIL = 65_557  # a zip is found by its end, which lies in the last bytes of a file
_HEAD = 1024  # where readers look for the signature of a PDF
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def kind_of(content: bytes) -> Kind:
    """What the file is; raises the Problem that says why it is not taken."""
    if not content.strip():
        raise Problem(problems.EMPTY)
    _check_signature(content)
    if content.startswith(b"%PDF-"):
        check_pdf(content)
        return _alone(content, PDF)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        check_png(content)
        return _alone(content, PNG)
    if content.startswith(b"\xff\xd8\xff"):
        check_jpeg(content)
        return _alone(content, JPEG)
    if b"%PDF-" in content[:_HEAD]:
        raise Problem(problems.TWO_IN_ONE)
    return _text(content)


def _check_signature(content: bytes) -> None:
    for problem, starts in _REFUSED:
        if content.startswith(starts):
            raise Problem(problem)
    if content.startswith(b"MZ") and b"\x00" in content[:_HEAD]:
        raise Problem(problems.PROGRAM)
    if content[257:262] == b"ustar":
        raise Problem(problems.ARCHIVE)
    if content[128:132] == b"DICM":
        raise Problem(problems.IMAGING)


def _alone(content: bytes, kind: Kind) -> Kind:
    """The kind, where the file cannot be taken for an archive, a page or a PDF besides; raises Problem."""
    if _ZIP_END in content[-_ZIP_TAIL:] or _HIDDEN.search(content) or b"%PDF-" in content[1:_HEAD]:
        raise Problem(problems.TWO_IN_ONE)
    return kind


def _text(content: bytes) -> Kind:
    """A text in UTF-8, or in the encoding of older Windows programs."""
    if _CONTROLS.search(content):
        raise Problem(problems.UNKNOWN)
    if _MARKUP.search(content):
        raise Problem(problems.WEB_PAGE)
    for encoding, kind in (("utf-8", TEXT), ("cp1252", WINDOWS_TEXT)):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return kind
    raise Problem(problems.UNKNOWN)
