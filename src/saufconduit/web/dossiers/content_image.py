"""Whether a PNG or a JPEG is whole, and nothing but an image."""

import struct
import zlib
from collections.abc import Iterator

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers import upload_problems as problems

_MOST_PIXELS = 100_000_000  # a poster at 300 dots an inch; more would fill the memory of whoever opens it
_START_OF_FRAME = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # values of a point, by the colour type of a PNG
_MOST_BESIDE = 4 * 1024 * 1024  # unfolded, of a text or a colour profile
_PIECE = 64 * 1024


def check_png(content: bytes) -> None:
    """Raises Problem where a chunk is damaged, the image is huge or unfolds beyond itself, or bytes follow its end."""
    position, kind, points = 8, b"", _Unfolding(0)
    while kind != b"IEND":
        if position + 12 > len(content):
            raise _damaged("PNG")
        length, kind = struct.unpack_from(">I4s", content, position)
        end = position + 12 + length
        checked = content[position + 4 : end - 4]
        if end > len(content) or zlib.crc32(checked) != struct.unpack_from(">I", content, end - 4)[0]:
            raise _damaged("PNG")
        if position == 8:
            points = _Unfolding(_most_points(kind, checked[4:]))
        elif kind == b"IDAT":
            points.take(checked[4:])
        else:
            _Unfolding(_MOST_BESIDE).take(_folded_beside(kind, checked[4:]))
        position = end
    if position != len(content):
        raise Problem(problems.TWO_IN_ONE)


def _most_points(kind: bytes, header: bytes) -> int:
    """How many bytes the points of the image may unfold to, twice over for those that come in several passes."""
    if kind != b"IHDR" or len(header) != 13 or header[9] not in _CHANNELS:
        raise _damaged("PNG")
    width, height, depth, colour = (int(value) for value in struct.unpack_from(">IIBB", header))
    _check_size(width, height)
    return 2 * height * (1 + (width * depth * _CHANNELS[colour] + 7) // 8) + _PIECE


def _folded_beside(kind: bytes, held: bytes) -> bytes:
    """What is folded in a chunk that holds no points, nothing where nothing is."""
    _, _, rest = held.partition(b"\x00")
    if kind in (b"zTXt", b"iCCP"):
        return rest[1:]
    if kind == b"iTXt" and rest[:1] == b"\x01":
        return rest[2:].split(b"\x00", 2)[-1]
    return b""


class _Unfolding:
    """Counts what unfolds, without keeping it."""

    def __init__(self, most: int) -> None:
        self.left, self.unfolder = most, zlib.decompressobj()

    def take(self, folded: bytes) -> None:
        """Raises Problem where more unfolds than there is room for, or where it is damaged."""
        while folded and not self.unfolder.eof:
            try:
                self.left -= len(self.unfolder.decompress(folded, _PIECE))
            except zlib.error:
                raise _damaged("PNG") from None
            if self.left < 0:
                raise Problem(problems.SWELLS)
            folded = self.unfolder.unconsumed_tail


def check_jpeg(content: bytes) -> None:
    """Raises Problem where a segment is damaged, the image is huge, or bytes follow its end."""
    framed = False
    for marker, start, end in _segments(content):
        if marker in _START_OF_FRAME:
            if end - start < 5:
                raise _damaged("JPEG")
            height, width = struct.unpack_from(">HH", content, start + 1)
            _check_size(width, height)
            framed = True
        if marker == 0xD9:
            if content[end:].strip(b"\x00\r\n "):
                raise Problem(problems.TWO_IN_ONE)
            if framed:
                return
    raise _damaged("JPEG")


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Each marker with the bounds of what it holds, up to the end of the image."""
    position = 2
    while position + 1 < len(content):
        if content[position] != 0xFF:
            raise _damaged("JPEG")
        marker = content[position + 1]
        position += 1 if marker == 0xFF else 2  # any number of FF may stand before a marker
        if marker == 0xFF:
            continue
        if marker == 0xD9:
            yield marker, position, position
            return
        if marker in _ALONE:
            continue
        length = int.from_bytes(content[position : position + 2], "big")
        if length < 2 or position + length > len(content):
            raise _damaged("JPEG")
        yield marker, position + 2, position + length
        position += length
        if marker == 0xDA:
            position = _after_scan(content, position)


def _after_scan(content: bytes, position: int) -> int:
    """The next marker after the coded pixels, in which FF 00 and restarts are no markers."""
    while True:
        position = content.find(b"\xff", position)
        if position < 0 or position + 1 >= len(content):
            raise _damaged("JPEG")
        if content[position + 1] != 0x00 and content[position + 1] not in _ALONE:
            return position
        position += 2


def _check_size(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS:
        raise Problem(problems.SWELLS)


def _damaged(name: str) -> Problem:
    return Problem(problems.UNREADABLE, kind_fr=f"une image {name}", kind_en=f"a {name} image")
