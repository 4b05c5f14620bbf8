"""What is wrong, where, what to do: the only error that users see.

A kind of problem is declared once, beside the code that finds it, with its sentences in French and English; the
sentences hold names of keys, facts and files, never a value of a patient.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from saufconduit.vocabulary.text import Lang


class ProblemKind(NamedTuple):
    """A stable code and its sentences; `{name}` is filled from the problem."""

    code: str
    what_fr: str
    do_fr: str
    what_en: str
    do_en: str


class Place(NamedTuple):
    """A place in a file: line and column from 1, or a JSON path, or the file alone."""

    file: str
    line: int | None = None
    column: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        if self.line is not None:
            return f"{self.file}:{self.line}:{self.column}"
        return f"{self.file} {self.path}" if self.path else self.file


class Problem(Exception):
    """One problem of `kind` at `where`; `also` are the other places that take part in it."""

    def __init__(
        self, kind: ProblemKind, where: Place | None = None, also: Iterable[Place] = (), **names: object
    ) -> None:
        super().__init__(kind.code)
        self.kind, self.where, self.also, self.names = kind, where, tuple(also), names

    @property
    def code(self) -> str:
        """The stable code, in English: documented in docs/problems.md."""
        return self.kind.code

    def what(self, lang: Lang = "fr") -> str:
        """What is wrong, in one sentence."""
        return (self.kind.what_fr if lang == "fr" else self.kind.what_en).format(**self.names).strip()

    def do(self, lang: Lang = "fr") -> str:
        """What to do about it."""
        return (self.kind.do_fr if lang == "fr" else self.kind.do_en).format(**self.names).strip()

    def text(self, lang: Lang = "fr") -> str:
        """The whole message, as printed on a terminal."""
        head = f"{self.where}  [{self.code}]" if self.where else f"[{self.code}]"
        lines = [head, f"  {self.what(lang)}", *(f"  → {place}" for place in self.also)]
        return "\n".join([*lines, f"  {self.do(lang)}"])

    def to_dict(self, lang: Lang = "fr") -> dict[str, object]:
        """As listed by `validate --json`."""
        where = self.where or Place("")
        place = {"file": where.file, "line": where.line, "column": where.column, "path": where.path}
        also = [str(place) for place in self.also]
        return {"code": self.code, "where": place, "what": self.what(lang), "do": self.do(lang), "also": also}

    def __str__(self) -> str:
        return self.text()


class Problems(Exception):
    """All the problems of one reading, in the order of their places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=_order))
        super().__init__(f"{len(self.problems)} problem(s)")


def _order(problem: Problem) -> tuple[str, int, int]:
    where = problem.where or Place("")
    return where.file, where.line or 0, where.column or 0


def nearest(word: str, allowed: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The allowed word that `word` was most likely meant to be, or None when none is near enough (0 to 1)."""
    import difflib  # 7 ms: only when something is wrong

    matches = difflib.get_close_matches(folded(word[:60]), list(allowed), n=1, cutoff=cutoff)
    return matches[0] if matches else None


def did_you_mean(near: str | None) -> dict[str, Any]:
    """The names `near_fr` and `near_en` of a problem: a question about the nearest word, empty where there is none."""
    if near is None:
        return {"near_fr": "", "near_en": ""}
    return {"near_fr": f" Vouliez-vous dire « {near} » ?", "near_en": f" Did you mean `{near}`?"}


def folded(word: str) -> str:
    """The word without its accents, capitals, spaces and underscores, as identifiers are written."""
    import unicodedata  # like difflib: only when something is wrong

    letters = unicodedata.normalize("NFKD", word.strip().lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain.replace("_", "-").replace(" ", "-").replace("’", "-").replace("'", "-")
