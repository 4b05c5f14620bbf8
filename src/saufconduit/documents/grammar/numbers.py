"""Reads the numbers of an indication: ages, weights, shares, lines."""

import re
from collections.abc import Callable
from typing import Any

_WORDS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4}
_OPERATOR = (
    r"(?:au moins|plus de|moins de|au plus|superieure?s? ou ega(?:l|le|ux|les)"
    r" a|superieure?s? a|inferieure?s? ou ega(?:l|le|ux|les) a|inferieure?s?"
    r" a|≥|>=|>|≤|<=|<|jusqu’a)"
)
_BOUNDS = {
    "au moins": "at-least", "≥": "at-least", ">=": "at-least", "plus de": "more-than", ">": "more-than",
    "moins de": "less-than", "<": "less-than", "au plus": "at-most", "≤": "at-most", "<=": "at-most",
    "jusqu’a": "at-most",
}  # fmt: skip


def _bound(words: str) -> str:
    operator = re.sub(r"\s+", " ", words.strip())
    if operator in _BOUNDS:
        return _BOUNDS[operator]
    if operator.startswith("superieur"):
        return "at-least" if "ega" in operator else "more-than"
    return "at-most" if "ega" in operator else "less-than"


def _number(written: str) -> int | float:
    value = float(written.replace(",", "."))
    return int(value) if value == int(value) else value


def _limit(fact: str) -> Callable[[re.Match[str]], tuple[Any, str]]:
    """A reader of « au moins 12 ans » for `fact`."""

    def read(match: re.Match[str]) -> tuple[Any, str]:
        operator, number = _parts(match)
        return {fact: {_bound(operator) if operator else "at-least": _number(number)}}, fact

    return read


def _age(match: re.Match[str]) -> tuple[Any, str]:
    """« adolescents à partir de 12 ans », « l’adulte de moins de 70 ans »: the word before bounds the other side."""
    bounds = dict(_limit("age")(match)[0]["age"])
    if match[0].startswith("adulte") and not set(bounds) & {"at-least", "more-than"}:
        bounds["at-least"] = 18
    if match[0].startswith("enfant") and not set(bounds) & {"at-most", "less-than"}:
        bounds["less-than"] = 18
    return {"age": bounds}, "age"


def _parts(match: re.Match[str]) -> tuple[str, str]:
    words = match[0]
    operator = re.search(_OPERATOR.replace(" ", r"\s+"), words)
    numbers = re.findall(r"\d+(?:,\d+)?", words[operator.end() :] if operator else words)
    # without an operator, the number of the name comes first: « PD-L1 à 50 % »
    return (operator[0], numbers[0]) if operator else ("", numbers[-1])


def _age_range(match: re.Match[str]) -> tuple[Any, str]:
    low, high = re.findall(r"\d+", match[0])[:2]
    return {"age": {"at-least": int(low), "less-than": int(high) + 1}}, "age"


def _age_below(match: re.Match[str]) -> tuple[Any, str]:
    """« de 2 ans à moins de 18 ans »: the last year is out."""
    low, high = re.findall(r"\d+", match[0])[:2]
    return {"age": {"at-least": int(low), "less-than": int(high)}}, "age"


def _grade(match: re.Match[str]) -> tuple[Any, str]:
    """« de grade 2 ou 3 », « grades 1 à 3 »."""
    numbers = [int(number) for number in re.findall(r"\d", match[0])]
    if re.search(r"\d\s*(?:a|-)\s*\d", match[0]):
        numbers = list(range(numbers[0], numbers[-1] + 1))
    return {"grade": numbers[0] if len(numbers) == 1 else numbers}, "grade"


def _lines(match: re.Match[str]) -> tuple[Any, str]:
    word = re.search(r"(\d|un|une|deux|trois|quatre)\s+(?:ou\s+plusieurs\s+)?(?:autres?\s+)?lignes?", match[0])
    assert word is not None
    return _WORDS.get(word[1]) or int(word[1]), "lines"


_OF_TREATMENT = r"(?: traitements?(?! systemique)| therapies?)?"  # « deux lignes de traitement »
_RANK = r"(?:deuxieme|seconde|2e|2eme|troisieme|3e|3eme|quatrieme|4e|4eme)"


def _after_lines(match: re.Match[str]) -> tuple[Any, str]:
    """« en troisième ligne ou plus »: after two lines at least."""
    rank = re.search(r"deuxieme|seconde|troisieme|quatrieme|[234]", match[0])
    assert rank is not None
    number = {"d": 2, "s": 2, "t": 3, "q": 4}.get(rank[0][0]) or int(rank[0])
    return {"lines": {"agent": "systemic", "at-least": number - 1}}, "line"


def _span(match: re.Match[str]) -> tuple[Any, str]:
    """« pendant ou dans les 6 mois suivant la fin de »: how long after a treatment, the treatment included."""
    number = re.search(r"\d+|un|deux|trois|quatre|six|douze", match[0].partition("dans")[2])
    assert number is not None
    months = _WORDS.get(number[0]) or {"six": 6, "douze": 12}.get(number[0]) or int(number[0])
    return {"months": months}, "span"


# Pattern, and reader of what it finds: a criterion with its dimension. They are tried before all else, in this order.
NUMBERS: tuple[tuple[str, Callable[[re.Match[str]], tuple[Any, str]]], ...] = (
    (
        r"(?:(?:enfants?|adolescents?) )?(?:agee?s? )?(?:de |entre )\d{1,2} (?:ans )?(?:a|et) moins de \d{1,2} ans",
        _age_below,
    ),
    (r"(?:agee?s? )?(?:de |entre )\d{1,2} (?:ans )?(?:a|et) \d{1,2} ans(?: (?:inclus|revolus))?", _age_range),
    (
        rf"(?:(?:enfants?|adolescents?|adultes?) )?(?:agee?s? )?(?:de |d’)?{_OPERATOR} ?\d{{1,2}} ans?(?: revolus)?",
        _age,
    ),
    (
        (
            r"(?:(?:enfants?|adolescents?|adultes?) )?(?:agee?s? de |a partir de (?:l’age de )?|des (?:l’age de )?)"
            r"\d{1,2} ans?(?: (?:et|ou) plus)?"
        ),
        _age,
    ),
    (r"(?:enfants?|adolescents?|adultes?) de \d{1,2} ans? (?:et|ou) plus", _age),
    (r"\d{1,2} ans? (?:et|ou) plus", _limit("age")),
    (rf"en {_RANK} ligne(?: (?:de traitement|therapeutique))? (?:et|ou) (?:plus|au-dela)", _after_lines),
    (rf"(?:a partir de|des) la {_RANK} ligne(?: (?:de traitement|therapeutique))?", _after_lines),
    (rf"(?:pesant |poids |d’un poids )?(?:de |d’)?{_OPERATOR} ?\d{{1,3}}(?:,\d)? ?kg", _limit("weight-kg")),
    (
        rf"(?:exprimant |expression (?:de |du )?)?pd-?l1[^,;.\d]{{0,40}}?{_OPERATOR} ?\d{{1,3}}(?:,\d)? ?%",
        _limit("pdl1"),
    ),
    (rf"ki-?67[^,;.\d]{{0,20}}?{_OPERATOR} ?\d{{1,3}} ?%", _limit("ki67")),
    (
        (
            r"(?:(?:au moins|apres|au minimum) )+(?:\d|une?|deux|trois|quatre) (?:ou plusieurs )?(?:autres? )?lignes?"
            r"(?: (?:anterieures?|prealables?|systemiques?|therapeutiques?))*(?: (?:de|d’))?"
            rf"{_OF_TREATMENT}(?: au (?:moins|minimum))?(?![a-z])"
        ),
        _lines,
    ),
    (r"(?:de )?grades? [1-4](?: ?(?:,|ou|et|a|-) ?[1-4])*(?!\d|,\d)", _grade),
    (r"(?:exprim\w+ )?(?:le )?pd-?l1 (?:a|avec) (?:au moins )?\d{1,3}(?:,\d)? ?%(?: (?:ou|et) plus)?", _limit("pdl1")),
    (r"(?:pesant|poids (?:de |d’))? ?\d{1,3}(?:,\d)? ?kg (?:ou|et) plus", _limit("weight-kg")),
    (r"(?:a )?(?:une |la )?premiere ligne(?: (?:de|d’))?", lambda _: (1, "rank")),
    (
        (
            r"(?:pendant|durant|au cours|lors)(?: du traitement)?,? ou dans les (?:\d{1,2}|six|douze|trois) mois"
            r"(?: suivant| apres| qui suivent)(?: (?:la fin|l’arret))?(?: (?:de|d’|du))?"
        ),
        _span,
    ),
    (
        (
            r"(?:\d|deux|trois|quatre) lignes?(?: (?:anterieures?|prealables?))?(?: (?:de|d’))?"
            rf"{_OF_TREATMENT}(?![a-z])(?=[^.;:,]{{0,60}}\bou (?:plus|davantage)\b)"
        ),
        _lines,
    ),
    (  # « ayant reçu deux lignes »: who received a third one has received two
        (
            r"(?<=recu\s)(?:\d|deux|trois|quatre) lignes?(?: (?:anterieures?|prealables?|systemiques?))*(?: (?:de|d’))?"
            rf"{_OF_TREATMENT}(?![a-z])"
        ),
        _lines,
    ),
)
