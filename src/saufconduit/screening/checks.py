"""Checks a cohort before it is screened: its tables, its columns, their types, what they hold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from saufconduit.screening import problems
from saufconduit.screening.tables import ColumnSpec, Shape, names_read
from saufconduit.vocabulary.problem import Place, Problem, Problems
from saufconduit.vocabulary.text import Text, counted

_KINDS = {
    "text": Text("un texte", "a text"),
    "word": Text("un texte", "a text"),
    "words": Text("une liste de textes", "a list of texts"),
    "boolean": Text("un booléen", "a boolean"),
    "number": Text("un nombre", "a number"),
    "day": Text("une date, ni un texte AAAA-MM-JJ", "a date, nor a text YYYY-MM-DD"),
}
_FITS = {"word": ("text",), "day": ("day", "text")}  # a column of nothing but NULL may have any type
_WORDS_SHOWN = 12


class Fault(NamedTuple):
    """How many rows are wrong, and the number of the first of them, from 1."""

    rows: int
    first: int


class Checked(Protocol):
    """What an engine lets be checked."""

    def columns(self, table: str) -> Mapping[str, str]:
        """The columns of a table and their kinds: text, words, boolean, number, day, null. Raises Problem."""
        ...

    def faults(self, table: str, specs: Sequence[ColumnSpec]) -> Mapping[tuple[str, str], Fault]:
        """The columns that hold what they must not, as (column, what): null, word, day, bound, duplicate."""
        ...


def check_cohort(cohort: Checked, specs: Mapping[str, Sequence[ColumnSpec]], where: str) -> Shape:
    """The columns of the cohort, as the plan reads them. Raises Problems with all that is wrong."""
    found: list[Problem] = []
    present: dict[str, dict[str, ColumnSpec]] = {}
    for table, columns in specs.items():
        kinds = cohort.columns(table)
        found += _columns_wrong(table, columns, kinds, where)
        present[table] = {spec.name: spec for spec in columns if spec.name in kinds}
    if found:
        raise Problems(found)
    for table, kept in present.items():
        found += _contents_wrong(table, kept, cohort.faults(table, list(kept.values())), where)
    if found:
        raise Problems(found)
    absent = tuple(
        spec.name for spec in specs["patients"] if spec.null_if_absent and spec.name not in present["patients"]
    )
    names = {
        table: frozenset(name for spec in kept.values() for name in names_read(table, spec))
        for table, kept in present.items()
    }
    return Shape(**names | {"patients": names["patients"].union(absent)}, absent=absent)


def _columns_wrong(table: str, specs: Sequence[ColumnSpec], kinds: Mapping[str, str], where: str) -> Iterable[Problem]:
    for spec in specs:
        kind = kinds.get(spec.name)
        if kind is None:
            if spec.required:
                yield Problem(problems.NO_COLUMN, Place(where), table=table, column=spec.name)
        elif kind != "null" and kind not in _FITS.get(spec.kind, (spec.kind,)):
            french, english = _KINDS[spec.kind]
            names = {"table": table, "column": spec.name}
            yield Problem(problems.WRONG_TYPE, Place(where), (), **names, expected_fr=french, expected_en=english)


def _contents_wrong(
    table: str, specs: Mapping[str, ColumnSpec], faults: Mapping[tuple[str, str], Fault], where: str
) -> Iterable[Problem]:
    kinds = {
        "null": problems.EMPTY,
        "word": problems.UNKNOWN_WORD,
        "day": problems.NOT_A_DAY,
        "bound": problems.OUT_OF_BOUNDS,
        "duplicate": problems.DUPLICATE,
    }
    for (column, what), fault in faults.items():
        spec = specs[column]
        names: dict[str, object] = {"table": table, "column": column, **_rows_of(fault)}
        yield Problem(kinds[what], Place(where), (), **names, allowed=_allowed(spec))


def _rows_of(fault: Fault) -> dict[str, object]:
    """Which rows are wrong, in words: the only one, or how many with one of them."""
    first = fault.first
    if fault.rows == 1:
        return {
            "rows_fr": f"à la ligne {first}",
            "rows_en": f"in row {first}",
            "more_fr": f"une ligne de trop, la ligne {first}",
            "more_en": f"one row too many, row {first}",
        }
    french, english = f"{counted(fault.rows, 'fr')} lignes", f"{counted(fault.rows, 'en')} rows"
    some_fr, some_en = f", dont la ligne {first}", f", among them row {first}"
    return {
        "rows_fr": f"sur {french}{some_fr}",
        "rows_en": f"in {english}{some_en}",
        "more_fr": f"{french} de trop{some_fr}",
        "more_en": f"{english} too many{some_en}",
    }


def _allowed(spec: ColumnSpec) -> str:
    if not spec.words:
        low, high = ("…" if bound is None else f"{bound:g}" for bound in (spec.low, spec.high))
        return f"{low}–{high}"
    more = "" if len(spec.words) <= _WORDS_SHOWN else "…"
    return ", ".join(spec.words[:_WORDS_SHOWN]) + more
