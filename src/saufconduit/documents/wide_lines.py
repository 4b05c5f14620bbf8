"""Reads again, piece by piece, the lines of an image that are too wide for the engine.

The model of rapidocr loses its way in some lines of more than 80 letters: it gives a few letters for the whole, and is
not sure of them. Such a line is cut where it is white, between two words.
"""

from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from math import ceil
from typing import Any

WIDE = 12  # times its height: a narrower line is not misread for its width
_SURE = 0.95  # a line that was read so surely is right, however wide
_PIECE = 15
_DARK = 0.6  # of the way from the darkest dot to the lightest: above, a column of dots is white


def read_again(
    engine: Any, image: Any, corners: Sequence[Sequence[float]], words: str, sure: float
) -> tuple[str, float]:
    """The words of a line with how sure they are: those of its pieces where they are surer than those of the whole."""
    if sure >= _SURE:
        return words, sure
    line = _straight(image, corners)
    height, width = line.shape[:2]
    if width <= WIDE * height:
        return words, sure
    edges = [0, *cuts_of(_brightness(line), ceil(width / (_PIECE * height))), width]
    found = [engine(line[:, start:end], use_det=False, use_cls=False, use_rec=True) for start, end in pairwise(edges)]
    pieces = [
        (text, float(score)) for item in found for text, score in zip(item.txts or (), item.scores or (), strict=True)
    ]
    least = min((score for _, score in pieces), default=0.0)
    return (" ".join(text for text, _ in pieces), least) if least > sure else (words, sure)


def _straight(image: Any, corners: Sequence[Sequence[float]]) -> Any:
    """The line alone, set straight."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    (left, top), (right, drop), _, (low, bottom) = corners
    width = max(1, round(((right - left) ** 2 + (drop - top) ** 2) ** 0.5))
    height = max(1, round(((low - left) ** 2 + (bottom - top) ** 2) ** 0.5))
    frame = numpy.float32([[0, 0], [width, 0], [width, height], [0, height]])
    turn = cv2.getPerspectiveTransform(numpy.float32(corners), frame)
    return cv2.warpPerspective(image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)


def _brightness(line: Any) -> list[float]:
    """For each column of dots, how bright its darkest dots are: the noise of a scan leaves one dark here and there."""
    numpy = import_module("numpy")
    return [float(value) for value in numpy.percentile(line.min(axis=2), 10, axis=0)]


def cuts_of(brightness: Sequence[float], pieces: int) -> list[int]:
    """Where to cut a line: near each of the equal parts, in the middle of the widest white run."""
    if not brightness:
        return []
    white = min(brightness) + _DARK * (max(brightness) - min(brightness))
    size, reach = len(brightness), len(brightness) // (3 * pieces)
    cuts = [
        _widest(brightness, white, size * part // pieces - reach, size * part // pieces + reach)
        for part in range(1, pieces)
    ]
    return sorted({cut for cut in cuts if 0 < cut < size})


def _widest(brightness: Sequence[float], white: float, start: int, end: int) -> int:
    """The middle of the widest run of white columns between two places; the middle of them where there is none."""
    best, middle, run = 0, (start + end) // 2, 0
    for at in range(max(0, start), min(end, len(brightness))):
        run = run + 1 if brightness[at] >= white else 0
        if run > best:
            best, middle = run, at - run // 2
    return middle
