"""Files written byte by byte, as people would upload them and as an attacker would."""

import struct
import zlib

import typst


def pdf(*objects: bytes, tail: bytes = b"") -> bytes:
    """A small PDF of these objects; no table of offsets, which nothing here reads."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n" + tail


def stream(content: bytes, dictionary: bytes = b"") -> bytes:
    """An object with a stream that holds the bytes as they are."""
    return b"<<" + dictionary + b"/Length %d>>\nstream\n" % len(content) + content + b"\nendstream"


def folded(content: bytes, dictionary: bytes = b"") -> bytes:
    """An object with a compressed stream."""
    return stream(zlib.compress(content), dictionary + b"/Filter/FlateDecode")


def printed_pdf() -> bytes:
    """A PDF that a real program wrote, compressed as they are."""
    return bytes(typst.compile(b"= Compte rendu fictif\n#lorem(200)", format="pdf", ignore_system_fonts=True))


def png_chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk of a PNG, with its checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int = 1, height: int = 1, *more: bytes, tail: bytes = b"") -> bytes:
    """A PNG of one grey point, which says that it has other dimensions; `more` are chunks before the end."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = png_chunk(b"IDAT", zlib.compress(b"\x00\x80"))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + b"".join(more) + png_chunk(b"IEND", b"") + tail


def jpeg(
    width: int = 1, height: int = 1, *segments: bytes, scan: bytes = b"\x12\xff\x00\x34", tail: bytes = b""
) -> bytes:
    """A JPEG with the segments of a real one, and pixels that mean nothing."""
    frame = jpeg_segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    start = jpeg_segment(0xDA, b"\x01\x01\x00\x00\x3f\x00")
    return b"\xff\xd8" + b"".join(segments) + frame + start + scan + b"\xff\xd9" + tail


def jpeg_segment(marker: int, content: bytes) -> bytes:
    """One segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def zip_of(content: bytes = b"x") -> bytes:
    """The smallest of zips: the end of one, which is what makes a file one."""
    return b"PK\x05\x06" + b"\x00" * 16 + struct.pack("<H", len(content)) + content
