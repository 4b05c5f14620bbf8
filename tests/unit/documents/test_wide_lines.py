"""Lines too wide for the engine, cut between two words and read again."""

from importlib import import_module
from types import SimpleNamespace

import numpy
import pypdfium2
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from saufconduit.documents.wide_lines import cuts_of, read_again

WORDS = "Décision du 5 novembre 2025 portant abrogation du cadre de prescription compassionnelle de Fictamine 20 mg"


@pytest.fixture(scope="module")
def line():
    """A picture of the words, on one line."""
    source = f'#set page(width: auto, height: auto, margin: 4pt)\n#set text(size: 9.5pt, lang: "fr")\n{WORDS}'
    page = pypdfium2.PdfDocument(typst.compile(source.encode()))[0]
    return page.render(scale=200 / 72).to_numpy()[:, :, :3]


@pytest.fixture(scope="module")
def engine():
    return import_module("rapidocr").RapidOCR(params={"Global.log_level": "error"})


def corners(image):
    height, width = image.shape[:2]
    return [[0, 0], [width, 0], [width, height], [0, height]]


def test_wide_line_that_was_misread_is_read_by_its_pieces(engine, line):
    words, sure = read_again(engine, line, corners(line), "De ion e", 0.5)

    assert words.replace(" ", "") == WORDS.replace(" ", "")
    assert sure > 0.9


def test_wide_line_of_which_the_pieces_say_less_is_left_as_it_was(line):
    def silent(piece, **_):
        return SimpleNamespace(txts=None, scores=None)

    assert read_again(silent, line, corners(line), "Décision", 0.5) == ("Décision", 0.5)


def test_line_that_was_read_surely_is_not_read_again(line):
    assert read_again(None, line, corners(line), WORDS, 0.99) == (WORDS, 0.99)


def test_narrow_line_is_not_read_again(line):
    narrow = line[:, : line.shape[0] * 3]

    assert read_again(None, narrow, corners(narrow), "Déc", 0.5) == ("Déc", 0.5)


def test_line_without_size_is_not_read_again(line):
    assert read_again(None, line, [[5, 5]] * 4, "", 0.5) == ("", 0.5)


@pytest.mark.parametrize(
    ("dark", "pieces", "cuts"),
    [
        ([(0, 45), (55, 100)], 2, [49]),
        ([(0, 30), (36, 64), (70, 100)], 3, [32, 66]),
        ([(0, 46), (48, 50), (58, 100)], 2, [53]),
        ([(0, 100)], 2, [49]),
        ([(0, 100)], 1, []),
    ],
)
def test_line_is_cut_in_the_widest_white_near_its_equal_parts(dark, pieces, cuts):
    columns = numpy.full(100, 250.0)
    columns[[at for start, end in dark for at in range(start, end)]] = 10.0

    assert cuts_of(columns.tolist(), pieces) == cuts


def test_line_without_columns_is_not_cut():
    assert cuts_of([], 3) == []


@given(st.lists(st.floats(0, 255), max_size=80), st.integers(1, 12))
def test_cuts_are_inside_the_line_in_order(columns, pieces):
    cuts = cuts_of(columns, pieces)

    assert cuts == sorted(set(cuts))
    assert all(0 < cut < len(columns) for cut in cuts)
    assert len(cuts) < pieces
