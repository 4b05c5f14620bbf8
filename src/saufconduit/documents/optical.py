"""Joins pages read as images to the text of a document, with what makes them doubtful."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saufconduit.documents.ocr import PageRead, Reading
from saufconduit.vocabulary.text import Text, plural_s

MOST_SURE = 0.9  # no value of an image is surer
FAINT = 0.85  # a line below it is told: the engine may have lost words of it
_DISPUTED = 0.5  # what is left of a value whose words two engines read otherwise
_MAX_WORDS = 3000  # of a page: beyond, two readings are not compared
_MAX_DOUBTS = 200
_WORD = re.compile(r"\S+")
_GLUED = re.compile(r"(?<![^\W\d_])(du|le|les|au|aux|de|des|et|à)(?=\d)")  # « du3 mars »: the engine drops such a space
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-"})
_BULLETS = frozenset("-•*·+°©e")  # what the two engines make of a bullet, at the beginning of a line


@dataclass(frozen=True)
class Doubt:
    """Words that two engines read otherwise; `start` and `end` are places of the text."""

    start: int
    end: int
    ours: str
    second: str


@dataclass(frozen=True)
class Optical:
    """What was read as images: engines, numbers of pages, lines with how sure each is, words in doubt.

    `unread` are the pages that are images and were not read.
    """

    engine: str | None = None
    second: str | None = None
    pages: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    lines: tuple[tuple[int, int, float], ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def sure(self, start: int, end: int) -> float:
        """How sure what stands between two places can be, 1 where it was not read as an image."""
        scores = [sure for first, last, sure in self.lines if first < end and start < last]
        if not scores:
            return 1.0
        disputed = any(doubt.start < max(end, start + 1) and start < doubt.end for doubt in self.doubts)
        return min(MOST_SURE, *scores) * (_DISPUTED if disputed else 1.0)

    @property
    def words(self) -> Text | None:
        """What a reader of the proposal must know, None where no page was read as an image."""
        if not self.pages:
            return None
        listed = ", ".join(str(number) for number in self.pages)
        if self.second is None:
            second = Text(
                "pas de second lecteur (la commande tesseract et ses données « fra » manquent)",
                "no second reader (the command tesseract and its data `fra` are missing)",
            )
        else:
            count = len(self.doubts)
            second = Text(
                f"second lecteur {self.second}, {count} différence{plural_s(count)}",
                f"second reader {self.second}, {count} difference{'' if count == 1 else 's'}",
            )
        return Text(
            f"Lu par OCR ({self.engine}), page {listed} ; {second.fr}. À relire sur l’image.",
            f"Read by OCR ({self.engine}), page {listed}; {second.en}. To be checked on the image.",
        )

    def covers(self, start: int, end: int) -> bool:
        """True if some of what stands between two places was read as an image."""
        return any(first < end and start < last for first, last, _ in self.lines)


def join(pages: Sequence[str], images: Sequence[int], reading: Reading) -> tuple[list[str], Optical]:
    """The text of each page, images included, and what is to be known of the latter.

    Pages are joined by one character, as in a source: places are those of the whole.
    """
    read = {page.number: page for page in reading.pages}
    texts: list[str] = []
    lines: list[tuple[int, int, float]] = []
    doubts: list[Doubt] = []
    at = 0
    for number, text in enumerate(pages, 1):
        page = read.get(number)
        if page is not None:
            page = page._replace(lines=tuple(line._replace(text=_GLUED.sub(r"\1 ", line.text)) for line in page.lines))
            image = "\n".join(line.text for line in page.lines)
            if len(image.strip()) > len(text.strip()):
                text = image
                lines += _places(page, at)
                doubts += find_doubts(text, page.second, at) if page.second is not None else ()
        texts.append(text)
        at += len(text) + 1
    return texts, Optical(
        engine=reading.engine or None,
        second=reading.second,
        pages=tuple(sorted(read)),
        unread=tuple(number for number in images if number not in read),
        lines=tuple(lines),
        doubts=tuple(doubts[:_MAX_DOUBTS]),
    )


def _places(page: PageRead, at: int) -> Iterator[tuple[int, int, float]]:
    for line in page.lines:
        yield at, at + len(line.text), line.sure
        at += len(line.text) + 1


def find_doubts(ours: str, second: str, at: int = 0) -> Iterator[Doubt]:
    """The words that differ between two readings of a page that begins at `at`, in the order of ours.

    What only parts words, quotes or dashes otherwise is not a difference.
    """
    from difflib import SequenceMatcher  # 7 ms: only for pages that were read as images

    words, others = _words(ours), _words(second)
    if max(len(words), len(others)) > _MAX_WORDS:
        return
    matcher = SequenceMatcher(None, [item[0] for item in words], [item[0] for item in others], autojunk=False)
    for kind, first, last, begin, stop in matcher.get_opcodes():
        if kind == "equal" or "".join(item[0] for item in words[first:last]) == "".join(
            item[0] for item in others[begin:stop]
        ):
            continue
        if first == last or begin == stop:  # one of them reads nothing: the next word of both shows where
            last, stop = min(last + 1, len(words)), min(stop + 1, len(others))
        start, end = (words[first][1], words[last - 1][2]) if first < last else (len(ours), len(ours))
        theirs = " ".join(second[item[1] : item[2]] for item in others[begin:stop])
        yield Doubt(at + start, at + end, ours[start:end], theirs)


def _words(text: str) -> list[tuple[str, int, int]]:
    """The words as they are compared, with their places; bullets are left out, each engine draws its own."""
    found = []
    for match in _WORD.finditer(text):
        plain = unicodedata.normalize("NFKC", match[0]).translate(_MARKS)
        is_first = not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        if not is_first or plain not in _BULLETS:
            found.append((plain, *match.span()))
    return found
