"""Cuts a cleaned text into headings, items and paragraphs."""

import re
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "item", "text"]

_LINE = re.compile(r"[^\n\f]*[\n\f]?")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.|/uploads/|mailto:)\S+\s*$")
_END = (".", ";", ",", ":")
# A line that goes on the one before: it starts in the middle of a sentence.
_GOES_ON = re.compile(r"[a-zà-ÿ0-9(«»,;:/%]")


class Block(NamedTuple):
    """A piece of the text, without its bullet: from `start` to `end`; `text` has its lines joined by a space."""

    kind: BlockKind
    start: int
    end: int
    text: str


def find_blocks(text: str) -> list[Block]:
    """The blocks of the text, in order. Same length inside: the nth letter of `block.text` is text[start + n]."""
    blocks: list[Block] = []
    lines = [(match.start(), match[0]) for match in _LINE.finditer(text) if match[0]]
    current: list[tuple[int, str]] = []
    for at, (start, line) in enumerate(lines):
        if not line.strip() or _ADDRESS.match(line):
            _close(blocks, current, text)
        elif line.lstrip().startswith("• "):
            _close(blocks, current, text)
            current = [(start, line)]
            continue
        elif _ends_item(current) and not _GOES_ON.match(line.strip()):
            _close(blocks, current, text)
            current = [(start, line)]
            continue
        elif _is_heading(line, current, lines[at + 1][1] if at + 1 < len(lines) else ""):
            _close(blocks, current, text)
            blocks.append(_block("heading", start, start + len(line), text))
        else:
            current.append((start, line))
            continue
        current = []
    _close(blocks, current, text)
    return blocks


def _is_heading(line: str, before: list[tuple[int, str]], after: str) -> bool:
    """A short line that ends no sentence, alone between two empty lines or over a list or a capital."""
    words = line.strip()
    if len(words) > 110 or words.endswith(_END) or words[0].islower() or before:
        return False
    following = after.strip()
    return not following or following.startswith("• ") or (len(words) <= 70 and not _GOES_ON.match(following))


def _ends_item(current: list[tuple[int, str]]) -> bool:
    """A list may be followed at once by the text that resumes: its last item is one sentence, which ended."""
    return bool(current) and current[0][1].lstrip().startswith("• ") and current[-1][1].rstrip().endswith(".")


def _close(blocks: list[Block], lines: list[tuple[int, str]], text: str) -> None:
    if lines:
        start, end = lines[0][0], lines[-1][0] + len(lines[-1][1])
        kind: BlockKind = "item" if lines[0][1].lstrip().startswith("• ") else "text"
        blocks.append(_block(kind, start, end, text))


def _block(kind: BlockKind, start: int, end: int, text: str) -> Block:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and (text[start].isspace() or text[start] == "•"):
        start += 1
    return Block(kind, start, end, re.sub(r"[\n\f\t]", " ", text[start:end]))
