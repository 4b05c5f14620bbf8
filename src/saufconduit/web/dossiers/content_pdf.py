"""Whether a PDF is pages only: no program, no action, no attached file.

This is no reader of PDF: it looks at all that may hold objects, in the file and in its compressed streams, for the
names without which nothing can run. What it cannot look into is refused.
"""

import base64
import binascii
import re
import zlib

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers import upload_problems as problems

_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|Rendition|XFA|GoToE|SubmitForm|ImportData)(?![A-Za-z0-9])"
)
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
_IMAGE = re.compile(rb"/Subtype\s*/Image(?![A-Za-z0-9])")
_FILTERS = re.compile(rb"/Filter\s*(?:(\[[^\]]*\]|/[A-Za-z0-9]+)|null)?")
_NAME = re.compile(rb"/([A-Za-z0-9]+)")
_OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
_PIXELS = frozenset({b"DCTDecode", b"JPXDecode", b"CCITTFaxDecode", b"JBIG2Decode"})  # hold no objects
_LONGEST_DICTIONARY = 8192
_MOST_STREAMS = 20_000
_MOST_UNFOLDED = 64 * 1024 * 1024
_PIECE = 64 * 1024
_DEPTH = 3  # how often what was unfolded is looked at for something folded again


def check_pdf(content: bytes) -> None:
    """Raises Problem for what is damaged, locked, active, hidden, or unfolds without end."""
    tail = content.rstrip(b"\x00\t\n\r ")
    if not tail.endswith(b"%%EOF"):
        raise Problem(problems.TWO_IN_ONE) if b"%%EOF" in content else _unreadable()
    plain = _unescaped(content)
    if _LOCKED.search(plain):
        raise Problem(problems.LOCKED)
    _check_names(plain)
    _Streams(content).check(len(_OBJECTS.findall(plain)))


class _Streams:
    """The streams of a PDF, with what may still be unfolded."""

    def __init__(self, content: bytes) -> None:
        self.content, self.left = content, _MOST_UNFOLDED

    def check(self, expected: int) -> None:
        """Looks into each stream; all the `expected` streams of objects must be among them."""
        found = 0
        for number, match in enumerate(_STREAM.finditer(self.content)):
            if number == _MOST_STREAMS:
                raise Problem(problems.SWELLS)
            head = self._dictionary(match.start())
            holds_objects = _OBJECTS.search(head) is not None
            found += holds_objects
            if holds_objects and b"/DecodeParms" in head:
                raise _unreadable()  # a predictor would change the bytes once more
            if holds_objects or not _IMAGE.search(head):
                self._check_body(match.end(), _filters(head))
        if found < expected:
            raise _unreadable()

    def _dictionary(self, end: int) -> bytes:
        """What stands between the start of the object and its stream, names in clear."""
        head = self.content[max(0, end - _LONGEST_DICTIONARY) : end]
        return _unescaped(head[max(head.rfind(b" obj"), head.rfind(b"endobj"), 0) :])

    def _check_body(self, start: int, filters: list[bytes]) -> None:
        if filters and filters[-1] in _PIXELS:
            return
        body: bytes | None = None
        for name in filters:
            body = self._decoded(name, start if body is None else 0, body)
        folded = self._inflated(memoryview(self.content)[start:]) if body is None else body
        self._look_into(folded, 0)

    def _decoded(self, name: bytes, start: int, body: bytes | None) -> bytes:
        source = memoryview(self.content)[start:] if body is None else memoryview(body)
        if name in (b"FlateDecode", b"Fl"):
            found = self._inflated(source)
        elif name in (b"ASCII85Decode", b"A85"):
            found = _from_ascii85(bytes(source))
        elif name in (b"ASCIIHexDecode", b"AHx"):
            found = _from_hex(bytes(source))
        else:
            found = None
        if found is None:
            raise _unreadable()
        return found

    def _look_into(self, body: bytes | None, depth: int) -> None:
        """Raises Problem for an active name in what was unfolded, or in what that holds folded again."""
        if body is None:
            return
        _check_names(_unescaped(body))
        if depth < _DEPTH:
            self._look_into(self._inflated(memoryview(body)), depth + 1)

    def _inflated(self, source: memoryview) -> bytes | None:
        """What is folded at the start of `source`, as far as it can be read, as readers do; None where nothing is.

        Raises Problem where it unfolds without end.
        """
        if len(source) < 2 or source[0] & 15 != 8 or (source[0] << 8 | source[1]) % 31:
            return None  # not the two bytes that such a stream begins with
        unfolder, found, at, size = zlib.decompressobj(), [], 0, _PIECE
        while at < len(source) and not unfolder.eof:
            before = unfolder.copy()
            try:
                found.append(unfolder.decompress(source[at : at + size], self.left + 1))
            except zlib.error:
                if size == 1:
                    break
                unfolder, size = before, size // 2  # up to the very byte that is damaged
                continue
            at += size
            self.left -= len(found[-1])
            if self.left < 0:
                raise Problem(problems.SWELLS)
        return b"".join(found) or None


def _filters(head: bytes) -> list[bytes]:
    """The filters of a stream, in the order in which they are undone; raises Problem where they stand elsewhere."""
    found = _FILTERS.search(head)
    if found is None or found[0].endswith(b"null"):
        return []
    if found[1] is None:
        raise _unreadable()
    return _NAME.findall(found[1])


def _from_ascii85(source: bytes) -> bytes | None:
    body, end, _ = source.partition(b"~>")
    try:
        return base64.a85decode(body, ignorechars=b" \t\n\r\x0b\x0c\x00") if end else None
    except ValueError:
        return None


def _from_hex(source: bytes) -> bytes | None:
    body, end, _ = source.partition(b">")
    figures = b"".join(body.split())
    try:
        return binascii.unhexlify(figures + b"0" * (len(figures) % 2)) if end else None
    except binascii.Error:
        return None


def _unescaped(content: bytes) -> bytes:
    """The bytes with names in clear: a letter of a name may be written #4A."""
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), content)


def _check_names(content: bytes) -> None:
    if _ACTIVE.search(content):
        raise Problem(problems.ACTIVE)


def _unreadable() -> Problem:
    return Problem(problems.UNREADABLE, kind_fr="un PDF", kind_en="a PDF")
