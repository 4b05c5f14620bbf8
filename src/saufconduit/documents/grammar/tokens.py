"""Finds the words of an indication that the grammar knows."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from saufconduit.documents.data import read_data
from saufconduit.documents.grammar.first_letters import first_letters
from saufconduit.documents.grammar.numbers import NUMBERS
from saufconduit.vocabulary.problem import folded
from saufconduit.vocabulary.terms import Vocabulary


class Token(NamedTuple):
    """A word or an expression, from `start` to `end`: its kind, and what it stands for."""

    kind: str
    start: int
    end: int
    value: Any = None
    dim: str = ""
    sure: float = 1.0
    readings: tuple[str, ...] = ()
    entry: Any = None


class _ByLetter(dict[str, re.Pattern[str]]):
    """For each letter, the patterns of what can begin with it, in their order; compiled when a text has that letter."""

    def __init__(self, parts: Sequence[str], firsts: Sequence[frozenset[str] | None]) -> None:
        super().__init__()
        self.parts = parts
        self._firsts = firsts

    def __missing__(self, letter: str) -> re.Pattern[str]:
        both = zip(self.parts, self._firsts, strict=True)
        found = re.compile("|".join(part for part, letters in both if letters is None or letter in letters))
        self[letter] = found
        return found


class Lexicon(NamedTuple):
    """All the patterns, tried in their order at the beginning of each word."""

    by_letter: _ByLetter
    entries: tuple[tuple[str, Any], ...]
    fillers: frozenset[str]
    names: Mapping[str, str]  # the agent of each name, folded as identifiers are

    def match(self, plain: str, at: int = 0) -> re.Match[str] | None:
        """The first pattern that fits a folded text at that place."""
        return self.by_letter[" " if plain[at].isspace() else plain[at]].match(plain, at)

    def agent(self, words: str) -> str | None:
        """The agent that is called `words`, or None."""
        return self.names.get(folded(words))


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[0]
    return base.lower() if len(base.lower()) == 1 else base


_TABLE = {code: _plain(chr(code)) for code in (*range(0x41, 0x180), *range(0x1E00, 0x1F00)) if chr(code).isalpha()}
_TABLE |= {ord("'"): "’", ord("\u00a0"): " ", ord("\u202f"): " "}


def fold(text: str) -> str:
    """The text without accents or capitals, letter for letter: nothing moves."""
    return text.translate(_TABLE)


@lru_cache(maxsize=4)
def _lexicon_of(key: tuple[tuple[str, str, tuple[str, ...]], ...]) -> Lexicon:
    data = read_data("lexicon")
    entries: list[tuple[str, str, Any]] = []
    for kind, term, words in key:
        patterns = [*map(_as_pattern, words), *data.get(f"{kind}s", {}).get(term, ())]
        entries += [(pattern, kind, term) for pattern in patterns]
    entries += [(item["find"], "fact", item) for item in data["atoms"]]
    entries += [(pattern, "outcome", name) for name, found in data["outcomes"].items() for pattern in found]
    entries += [(pattern, "ended", name) for name, found in data["ended"].items() for pattern in found]
    for kind in ("anaphora", "reference", "after", "include", "use", "not", "among", "idle", "prevent", "either"):
        entries += [(pattern, kind, kind) for pattern in data[kind]]
    entries += [(pattern, "number", at) for at, (pattern, _) in enumerate(NUMBERS)]
    entries.sort(key=lambda entry: (entry[1] != "number", -len(entry[0])))
    entries += [(pattern, kind, kind) for kind, found in data["connectors"].items() for pattern in found]
    parts = [f"(?P<e{at}>{spaced(entry[0])}){_end_of(entry[1])}" for at, entry in enumerate(entries)]
    return Lexicon(
        _ByLetter(parts, [first_letters(entry[0]) for entry in entries]),
        tuple((kind, term) for _, kind, term in entries),
        frozenset(data["fillers"].split()),
        {folded(word): term for kind, term, words in reversed(key) if kind == "agent" for word in (term, *words)},
    )


def _end_of(kind: str) -> str:
    return "" if kind in ("open", "close", "slash", "semi", "comma", "number") else r"(?:(?<=’)|(?!\w))"


def spaced(pattern: str) -> str:
    """A space of a pattern stands for any run of spaces and line ends."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


def _as_pattern(words: str) -> str:
    """A label as a pattern: any of its words may be in the plural."""
    parts = [re.escape(word) + ("" if len(word) < 4 else "(?:e?s|x)?") for word in fold(words).split()]
    return " ".join(parts)


def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary: its labels and names, with the words of knowledge/documents/lexicon.yaml."""
    key: list[tuple[str, str, tuple[str, ...]]] = [
        ("disease", item.id, (item.label.fr,)) for item in vocabulary.concepts.values()
    ]
    key += [("agent", item.id, (item.label.fr, *item.names)) for item in vocabulary.agents.values()]
    key += [("board", item.id, _board_names(item.label.fr)) for item in vocabulary.boards.values()]
    return _lexicon_of(tuple(key))


def _board_names(label: str) -> tuple[str, ...]:
    """« RCP nationale Comete » is also written without « nationale », or by its name alone after « RCP »."""
    words = label.split()
    names = [label, " ".join(word for word in words if word != "nationale")]
    names.append(" ".join(["RCP", *reversed(words[1:])]))
    return tuple(dict.fromkeys(name for name in names if len(name.split()) > 1))


def tokens_of(text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of a text; what is not known is a `word`, what carries no condition is left out."""
    plain = _without_long_board(fold(text))
    found: list[Token] = []
    at = 0
    while at < len(plain):
        match = lexicon.match(plain, at)
        if match is not None and match.end() > at:
            token = _token(match, lexicon)
            found += [token] if token.kind != "idle" else []
            at = match.end()
            continue
        word = _WORD.match(plain, at)
        if word is None:
            at += 1
            continue
        elided = _elided(plain, found, word, lexicon)
        if elided is not None:
            found.append(elided)
            at = elided.end
            continue
        if (
            word[0].strip("’-") not in lexicon.fillers
            and not word[0].endswith("’")
            and (len(word[0]) > 1 or word[0].isdigit())
        ):
            found.append(Token("word", at, word.end(), word[0]))
        at = word.end()
    return found


def _elided(plain: str, found: list[Token], word: re.Match[str], lexicon: Lexicon) -> Token | None:
    """« tumeur neuroendocrine bronchique ou thymique »: the last word alone names another disease of the same head."""
    if len(found) < 2 or found[-1].kind not in ("or", "and", "andor", "comma", "slash") or found[-2].dim != "disease":
        return None
    head = plain[found[-2].start : found[-2].end].split()[:-1]
    whole = " ".join([*head, word[0]])
    match = lexicon.match(whole) if head else None
    if match is None or match.end() != len(whole):
        return None
    kind, term = lexicon.entries[int((match.lastgroup or "e0")[1:])]
    return Token("fact", word.start(), word.end(), {"disease": term}, "disease", 0.9) if kind == "disease" else None


_WORD = re.compile(r"\w+(?:[-+.]\w+)*’?")
_LONG_BOARD = re.compile(r"reunions?\s+de\s+concertation\s+pluridisciplinaires?(?:\s+\(rcp\))?")


def _without_long_board(plain: str) -> str:
    """« réunion de concertation pluridisciplinaire (RCP) » is « RCP », in the same room."""
    return _LONG_BOARD.sub(lambda match: "rcp".rjust(len(match[0])), plain)


def _token(match: re.Match[str], lexicon: Lexicon) -> Token:
    kind, term = lexicon.entries[int((match.lastgroup or "e0")[1:])]
    start, end = match.span()
    if kind == "number":
        node, dim = NUMBERS[term][1](match)
        return Token(dim if dim in ("lines", "span", "rank") else "fact", start, end, node, dim, 0.9)
    if kind == "fact":
        return Token(
            "fact", start, end, term["is"], term["dim"], term.get("sure", 1.0), tuple(term.get("readings", ())), term
        )
    if kind == "disease":
        return Token("fact", start, end, {"disease": term}, "disease")
    if kind == "board":
        return Token("fact", start, end, {"board": term}, "board", readings=("proposition",))
    return Token(kind, start, end, term)
