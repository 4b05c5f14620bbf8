"""The criteria of an answer as the rows of a paper, in the order of the text."""

from collections.abc import Iterator

from saufconduit.reports.paper.answer_words import TRUTHS, Answer, AnswerWords
from saufconduit.reports.paper.blocks import Row
from saufconduit.vocabulary.text import Text

_NUMBERS = {2: Text("deux", "two"), 3: Text("trois", "three"), 4: Text("quatre", "four")}
_OR = Text("ou", "or")


def rows_of(node: Answer, words: AnswerWords, *, in_full: bool = True) -> tuple[Row, ...]:
    """All the criteria; without `in_full`, only those that bear on the verdict."""
    parts = node["of"] if node.get("op") == "all" else [node]
    return tuple(row for part in parts for row in _rows(part, words, in_full, 0, ""))


def count_left_out(node: Answer) -> int:
    """How many criteria `rows_of` leaves out where it does not show all of them."""
    return sum(not leaf["matters"] for leaf in leaves_of(node))


def leaves_of(node: Answer) -> Iterator[Answer]:
    """The criteria under a node."""
    if "op" not in node:
        yield node
    for part in node.get("of", ()):
        yield from leaves_of(part)


def _rows(node: Answer, words: AnswerWords, in_full: bool, depth: int, lead: str) -> Iterator[Row]:
    if not (in_full or node["matters"]):
        return
    if "op" not in node:
        yield _leaf(node, node["value"], words, depth, lead)
    elif node["op"] == "not" and "op" not in node["of"][0]:
        excluded = node["of"][0]
        before = f"{_heading(node).to(words.lang)}{words.colon}"
        yield _leaf({**excluded, "text": before + excluded["text"]}, node["value"], words, depth, lead)
    else:
        yield from _group(node, words, in_full, depth, lead)


def _leaf(leaf: Answer, value: bool | None, words: AnswerWords, depth: int, lead: str) -> Row:
    shape, word = TRUTHS[value]
    fact, source = words.facts(leaf)
    condition = leaf["text"]
    if fact == condition:
        fact = ""  # the file says the very words of the text: its day is enough
    if not leaf["matters"]:
        condition += words.say(" (sans effet ici)", " (no effect here)")
    return Row(shape, word.to(words.lang), condition, fact, source, depth, lead, is_quiet=not leaf["matters"])


def _group(node: Answer, words: AnswerWords, in_full: bool, depth: int, lead: str) -> Iterator[Row]:
    """A group under its heading; one that a single part decides is that part."""
    parts = [part for part in node["of"] if in_full or part["matters"]]
    if len(parts) == 1 and node["op"] in ("all", "any"):
        yield from _rows(parts[0], words, in_full, depth, lead)
        return
    shape, word = TRUTHS[node["value"]]
    heading = f"{_heading(node).to(words.lang)}{words.colon}".rstrip()
    quiet = not node["matters"]
    yield Row(shape, word.to(words.lang), heading, depth=depth, lead=lead, is_quiet=quiet, is_group=True)
    for at, part in enumerate(parts):
        inner = _OR.to(words.lang) if node["op"] == "any" and at else ""
        yield from _rows(part, words, in_full, depth + 1, inner)


def _heading(node: Answer) -> Text:
    """What a group is called above its parts, as on a terminal."""
    if node["op"] == "any":
        number = _NUMBERS.get(len(node["of"]), Text("points suivants", "following"))
        return Text(f"L’un des {number.fr}", f"One of the {number.en}")
    if node["op"] == "not":
        return Text("À l’exclusion de", "Excluding")
    if node["op"] == "if":
        return Text("Si le premier point est vrai, alors le second", "If the first holds, then the second")
    return Text("Tous ensemble", "All together")
