"""The pathways against the official documents, where these are on the machine: numbers, quotations, places.

A number is looked for as a whole number, in French or in English writing, in the lines of its own locator; the numbers
of bibliographic references, (105) or (191–194), are no results and do not count.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import saufconduit
from saufconduit.registry.pathways.evidence import NOT_REACHED, Figure, Study
from saufconduit.registry.pathways.pathway import Advice, Pathway, Standing
from saufconduit.registry.programme import Remark
from saufconduit.vocabulary.citation import Citation

REGISTRY = saufconduit.load_registry()
DOCUMENTS = REGISTRY.law.documents
GUIDELINE = "aura-carcinoides"
SPAN = re.compile(r"L([1-9][0-9]*)(?:-([1-9][0-9]*))?")
NUMBER = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?(?!\w)")
REFERENCES = re.compile(r"\([0-9]{2,3}(?:[,–-][0-9]{2,3})*\)")
NOT_SIGNIFICANT = "n'est pas statistiquement significative"
FUNCTIONAL = re.compile(r"\bfonctionnel")


# --- what the pathways hold


def parts(whole: object) -> Iterator[object]:
    """`whole` and all that it is made of."""
    yield whole
    if is_dataclass(whole):
        for field in fields(whole):
            yield from parts(getattr(whole, field.name))
    elif isinstance(whole, tuple | list):
        for item in whole:
            yield from parts(item)


class Found(NamedTuple):
    """Something of a pathway, under a name that finds it."""

    name: str
    item: Any


def all_of(kind: type) -> list[Found]:
    """Everything of a kind in the pathways, each once."""
    found = dict.fromkeys((one.id, item) for one in REGISTRY.pathways for item in parts(one) if isinstance(item, kind))
    return [Found(f"{name}-{number}", item) for number, (name, item) in enumerate(found, 1)]


def named(found: list[Found]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("item", [one.item for one in found], ids=[one.name for one in found])


class Written(NamedTuple):
    """A number of a figure, or its p value: as it is shown, as a pattern, with the place where it must stand."""

    shown: str
    pattern: str
    source: Citation


def whole_number(number: float) -> str:
    """A pattern for the number alone: neither the end nor the beginning of another, nor glued to a word before it."""
    digits = re.escape(f"{number:g}").replace(r"\.", "[.,]")
    return rf"(?<![\w.,]){digits}(?![0-9])(?![.,][0-9])"


def written(figure: Figure) -> Iterator[Written]:
    """What the source must say for the figure to be its own."""
    for number in (figure.value, figure.treated, figure.control, figure.low, figure.high):
        if number == NOT_REACHED:
            yield Written(NOT_REACHED, r"non\s+atteinte", figure.source)
        elif number is not None:
            yield Written(f"{number:g}", whole_number(float(number)), figure.source)
    if figure.at is not None:
        yield Written(f"at-{figure.at.months}", whole_number(figure.at.months), figure.source)
    if figure.p == "not significant":
        yield Written(figure.p, re.escape(NOT_SIGNIFICANT).replace(r"\ ", r"\s+"), figure.source)
    elif figure.p is not None:
        sign, number = ("<", figure.p[2:]) if figure.p.startswith("<") else ("=", figure.p)
        yield Written(f"p{sign}{number}", rf"p\s*{sign}\s*{number.replace('.', '[.,]')}(?![0-9])", figure.source)


def all_numbers() -> list[Found]:
    return [
        Found(f"{study.id}-{figure.measure}-{one.shown}", one)
        for pathway in REGISTRY.pathways
        for study in pathway.evidence
        for figure in study.figures
        for one in written(figure)
    ]


def all_numbers_in_words() -> list[Found]:
    """The numbers that are in the words shown to people: doses, rhythms, frequencies, years."""
    return [
        Found(
            f"{name}-{number}", Written(number, rf"(?<![0-9.,])0?{number.replace('.', '[.,]')}(?![0-9])", item.source)
        )
        for kind in (Advice, Standing, Remark)
        for name, item in all_of(kind)
        for number in NUMBER.findall(item.text.fr.replace(",", ".")) + NUMBER.findall(item.text.en)
    ]


# --- where they must be found


@pytest.fixture
def lines(seeds: Path):
    """`lines(document)` gives the lines of a document, found by its digest, whatever the name of its file."""
    texts = {hashlib.sha256(path.read_bytes()).hexdigest(): path.read_text("utf-8") for path in seeds.iterdir()}

    def of(document: str) -> list[str]:
        return texts[DOCUMENTS[document].sha256 or ""].split("\n")

    return of


@pytest.fixture
def passage(lines):
    """`passage(citation)` gives the words of its lines, joined by single spaces."""

    def at(citation: Citation) -> str:
        span = SPAN.fullmatch(citation.locator or "")
        assert span is not None
        first, last = int(span[1]), int(span[2] or span[1])
        return " ".join(" ".join(lines(citation.document)[first - 1 : last]).split())

    return at


def says(words: str, pattern: str) -> bool:
    """Whether the words of a passage hold the pattern, references aside."""
    return re.search(pattern, REFERENCES.sub(" ", words)) is not None


# --- numbers


@named(all_numbers())
def test_number_of_a_study_is_in_the_passage_that_it_cites(passage, item: Written) -> None:
    words = passage(item.source)

    assert says(words, item.pattern)


@named(all_numbers_in_words())
def test_number_in_the_words_of_a_pathway_is_in_the_passage_that_it_cites(passage, item: Written) -> None:
    words = passage(item.source)

    assert says(words, item.pattern)


@pytest.mark.parametrize(
    ("locator", "number"),
    [
        pytest.param("L284", 3.8, id="another-number"),
        pytest.param("L284", 9, id="the-end-of-a-number"),
        pytest.param("L284", 3, id="the-beginning-of-a-number"),
        pytest.param("L286", 48, id="the-decimals-of-a-number"),
        pytest.param("L286", 166, id="a-reference"),
        pytest.param("L338", 2021, id="a-year-with-its-footnote"),
        pytest.param("L239-241", 2, id="a-footnote-glued-to-a-word"),
        pytest.param("L295-304", 48, id="a-number-of-another-passage"),
        pytest.param("L477", 4.8, id="a-decimal-sign-too-many"),
        pytest.param("L419", 4, id="a-digit-too-few"),
        pytest.param("L419", 400, id="a-digit-too-many"),
    ],
)
def test_number_that_the_passage_does_not_give_is_not_found(passage, locator: str, number: float) -> None:
    words = passage(Citation(GUIDELINE, locator))

    assert not says(words, whole_number(number))


@pytest.mark.parametrize(
    ("locator", "p"),
    [
        pytest.param("L286", "< 0.0001", id="a-zero-too-few"),
        pytest.param("L286", "0.00001", id="another-sign"),
        pytest.param("L272", "< 0.026", id="the-other-sign"),
        pytest.param("L346", "0.45", id="another-number"),
        pytest.param("L284", "< 0.00001", id="another-passage"),
        pytest.param("L284", "not significant", id="no-such-words"),
    ],
)
def test_p_value_that_the_passage_does_not_give_is_not_found(passage, locator: str, p: str) -> None:
    source = Citation(GUIDELINE, locator)
    (one,) = written(Figure("hr", source, p=p))

    assert not says(passage(source), one.pattern)


@pytest.mark.parametrize(
    ("words", "number"),
    [("(11 mois vs 3,9,", 3.9), ("taux de 16.7% et", 16.7), ("(n=129)", 129), ("moins de <5%", 5), ("120mg", 120)],
)
def test_number_is_found_in_french_and_in_english_writing(words: str, number: float) -> None:
    assert says(words, whole_number(number))


@named([Found(study.id, study) for one in REGISTRY.pathways for study in one.evidence])
def test_study_has_all_its_figures_within_its_own_passage(item: Study) -> None:
    first, last = bounds(item.source)

    outside = [figure.source.locator for figure in item.figures if not inside(figure.source, first, last)]
    assert outside == []


def bounds(citation: Citation) -> tuple[int, int]:
    span = SPAN.fullmatch(citation.locator or "")
    assert span is not None
    return int(span[1]), int(span[2] or span[1])


def inside(citation: Citation, first: int, last: int) -> bool:
    own = bounds(citation)
    return first <= own[0] <= own[1] <= last


# --- quotations


@named([one for one in all_of(Advice) if one.item.said is not None])
def test_words_said_by_the_source_stand_there_verbatim(passage, item: Advice) -> None:
    words = passage(item.source)

    assert item.said in words


@pytest.mark.parametrize(
    ("locator", "said"),
    [
        pytest.param("L437-439", "ne peut pas être utilisée", id="another-word"),
        pytest.param("L437-439", "Ne doit pas être utilisée", id="another-case"),
        pytest.param("L437-439", "ne doit pas etre utilisée", id="without-an-accent"),
        pytest.param("L437-439", "ne doit pas  être utilisée", id="another-space"),
        pytest.param("L437", "ne doit pas être utilisée", id="a-line-too-early"),
        pytest.param("L408-411", "il est classique d’administrer", id="another-apostrophe"),
    ],
)
def test_words_that_the_source_does_not_say_are_not_found(passage, locator: str, said: str) -> None:
    words = passage(Citation(GUIDELINE, locator))

    assert said not in words


def test_advice_that_binds_always_quotes_the_words_that_bind() -> None:
    strengths = ("must", "must-not", "recommended", "not-recommended")

    silent = [one.name for one in all_of(Advice) if one.item.strength in strengths and one.item.said is None]

    assert silent == []


# --- places


def has_lines(citation: Citation) -> bool:
    """Whether it spans lines, of a document that was read here: the others are known by their address."""
    return DOCUMENTS[citation.document].sha256 is not None and citation.locator is not None


@named([one for one in all_of(Citation) if has_lines(one.item)])
def test_citation_of_a_pathway_lies_within_its_document(lines, item: Citation) -> None:
    text = lines(item.document)
    first, last = bounds(item)

    assert 1 <= first <= last <= len(text)
    assert "".join(text[first - 1 : last]).strip() != ""


@named([one for one in all_of(Citation) if has_lines(one.item)])
def test_citation_of_a_pathway_begins_and_ends_on_a_line_that_says_something(lines, item: Citation) -> None:
    text = lines(item.document)
    first, last = bounds(item)

    assert [text[number - 1].strip() != "" for number in (first, last)] == [True, True]


@pytest.mark.parametrize("one", REGISTRY.pathways, ids=lambda one: one.id)
def test_pathway_cites_its_guideline_by_lines(one: Pathway) -> None:
    whole = list(parts(one.covers))  # what the guideline is about, it says everywhere: cited without lines

    own = [item for item in parts(one) if isinstance(item, Citation) and item.document == one.guideline]

    assert len(own) > len(whole)
    assert [item for item in own if SPAN.fullmatch(item.locator or "") is None and item not in whole] == []


# --- words with several senses


@named([Found(term.id, term) for one in REGISTRY.pathways for term in one.terms])
def test_term_stands_in_the_passage_that_it_cites(passage, item: Any) -> None:
    words = passage(item.source)

    assert re.search(rf"\b{re.escape(item.word)}", words) is not None


def test_study_says_its_sense_of_functional_exactly_where_the_source_uses_the_word(passage) -> None:
    studies = [study for one in REGISTRY.pathways for study in one.evidence]

    said = {study.id for study in studies if study.functional is not None}
    used = {study.id for study in studies if FUNCTIONAL.search(passage(study.source))}
    assert used - {"promid"} == said  # PROMID shares its paragraph with CLARINET, of which alone the word is said


@named([Found(study.id, study) for one in REGISTRY.pathways for study in one.evidence])
def test_study_that_is_put_right_is_one_whose_source_writes_the_control_first(passage, item: Study) -> None:
    words = REFERENCES.sub(" ", passage(item.source))

    pairs = [one for one in item.figures if one.measure == "pfs" and one.treated is not None]
    orders = [position(words, one.control) < position(words, one.treated) for one in pairs]
    assert orders == [item.is_reordered] * len(pairs)


def position(words: str, number: float | str | None) -> int:
    """Where a number of an arm first stands in the words of its passage."""
    pattern = r"non\s+atteinte" if number == NOT_REACHED else whole_number(float(number or 0))
    found = re.search(pattern, words)
    assert found is not None
    return found.start()
