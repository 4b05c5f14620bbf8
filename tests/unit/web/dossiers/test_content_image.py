"""A PNG that unfolds beyond itself: small to send, it would fill the memory of whoever opens it."""

import struct
import zlib

import pytest
from files_to_upload import png, png_chunk

from saufconduit.vocabulary.problem import Problem
from saufconduit.web.dossiers.content_image import check_png

START, END = b"\x89PNG\r\n\x1a\n", png_chunk(b"IEND", b"")
NOTHING = zlib.compress(bytes(8 * 1024 * 1024), 9)


def image(width: int, height: int, depth: int, colour: int, *points: bytes) -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return START + header + b"".join(png_chunk(b"IDAT", part) for part in points) + END


def refusal(content: bytes) -> str:
    with pytest.raises(Problem) as caught:
        check_png(content)
    return caught.value.code


@pytest.mark.parametrize(
    "chunk",
    [
        png_chunk(b"zTXt", b"Titre\x00\x00" + NOTHING),
        png_chunk(b"iCCP", b"Profil\x00\x00" + NOTHING),
        png_chunk(b"iTXt", b"Titre\x00\x01\x00fr\x00Titre\x00" + NOTHING),
    ],
    ids=["zTXt", "iCCP", "iTXt"],
)
def test_png_whose_text_or_profile_swells_is_refused(chunk):
    assert refusal(png(1, 1, chunk)) == "uploads.swells"


@pytest.mark.parametrize(
    "chunk",
    [
        png_chunk(b"zTXt", b"Titre\x00\x00" + zlib.compress(b"Fictif")),
        png_chunk(b"iTXt", b"Titre\x00\x00\x00fr\x00Titre\x00Fictif"),
        png_chunk(b"iTXt", b"Titre\x00\x01\x00fr\x00Titre\x00" + zlib.compress(b"Fictif")),
    ],
    ids=["zTXt", "iTXt", "iTXt, compressed"],
)
def test_png_with_a_text_is_taken(chunk):
    assert check_png(png(1, 1, chunk)) is None


@pytest.mark.parametrize(("depth", "colour", "of_a_point"), [(8, 0, 1), (8, 2, 3), (8, 3, 1), (16, 4, 4), (16, 6, 8)])
def test_points_of_every_kind_of_png_have_room(depth, colour, of_a_point):
    points = zlib.compress((b"\x00" + bytes(range(200)) * of_a_point) * 300)
    half = len(points) // 2

    assert check_png(image(200, 300, depth, colour, points[:half], points[half:])) is None


def test_png_whose_points_swell_is_refused():
    assert refusal(image(1, 1, 8, 0, NOTHING)) == "uploads.swells"


def test_png_whose_points_do_not_unfold_is_refused():
    assert refusal(image(1, 1, 8, 0, b"no points")) == "uploads.unreadable"


def test_png_of_no_known_colour_type_is_refused():
    assert refusal(image(1, 1, 8, 5, zlib.compress(b"\x00\x80"))) == "uploads.unreadable"
