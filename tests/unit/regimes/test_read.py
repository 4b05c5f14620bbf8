"""Reading the law from YAML: what it says, and what is refused."""

from datetime import date

import pytest

from saufconduit.regimes.provisions import Document, RegimeLaw
from saufconduit.regimes.read import read_documents, read_law, read_regime
from saufconduit.vocabulary.days import Span
from saufconduit.vocabulary.problem import Problems
from saufconduit.vocabulary.text import Text

DOCUMENTS = {"d": Document("d", "Un document")}
HEAD = "id: essai\nlabel: {fr: essai, en: trial}\n"
PROVISION = "  - id: p\n    topic: end\n    text: {fr: mots, en: words}\n    sources: [d]\n    status: confirmed\n"


def read(text: str) -> RegimeLaw:
    return read_regime(text.encode(), "regimes/essai.yaml", DOCUMENTS)


def codes(text: str) -> list[str]:
    """What is wrong in a regime file: code and place."""
    with pytest.raises(Problems) as caught:
        read(text)
    return [f"{item.code} {item.where}" for item in caught.value.problems]


def with_value(value: str) -> str:
    return f"{HEAD}provisions:\n{PROVISION}    value: {value}\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{years: 3}", Span(years=3)),
        ("{months: 18}", Span(months=18)),
        ("{days: 45}", Span(days=45)),
        ("{years: 1, months: 6}", Span(years=1, months=6)),
        ("{date: 2022-06-30}", date(2022, 6, 30)),
        ("{percent: 30}", 30),
        ("{payer: insured_100}", "insured_100"),
        ("{outcome: unknown}", "unknown"),
        ('{mention: "les mots"}', "les mots"),
        ("null", None),
        ("{}", None),
    ],
)
def test_read_value_of_each_kind(value: str, expected: object) -> None:
    assert read(with_value(value)).provisions[0].value == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{weeks: 2}", "file.unknown-key"),
        ("{years: three}", "file.wrong-kind"),
        ("{date: demain}", "knowledge.not-a-day"),
        ("{payer: nobody}", "vocabulary.not-allowed"),
        ("{outcome: perhaps}", "vocabulary.not-allowed"),
        ("[1]", "file.wrong-kind"),
    ],
)
def test_read_value_that_is_wrong_is_refused_at_its_place(value: str, expected: str) -> None:
    found = codes(with_value(value))

    assert [item.split(":")[:2] for item in found] == [[f"{expected} regimes/essai.yaml", "9"]]


def test_read_regime_whole() -> None:
    found = read(
        HEAD
        + "abbreviation: E\nexists: {from: 2021-07-01, until: null}\nprovisions:\n"
        + PROVISION.replace("confirmed", "needs-confirmation")
        + "    why: {fr: non lu, en: not read}\n    article: A\n    from: 2021-07-01\n    until: 2022-04-17\n"
        + "counts:\n  - {year: 2018, patients: 12, text: {fr: a, en: b}, sources: [d]}\n"
    )

    provision, count = found.provisions[0], found.counts[0]
    assert (found.abbreviation, found.start, found.end) == ("E", date(2021, 7, 1), None)
    assert (provision.article, provision.start, provision.end) == ("A", date(2021, 7, 1), date(2022, 4, 17))
    assert (provision.doubt, provision.sources) == (Text("non lu", "not read"), ("d",))
    assert (count.year, count.patients, count.sources) == (2018, 12, ("d",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD, ["file.missing-key regimes/essai.yaml:1:1"]),
        (f"{HEAD}provisions: []\nmore: 1\n", ["file.unknown-key regimes/essai.yaml:4:1"]),
        (f"{HEAD}provisions:\n{PROVISION}    from: hier\n", ["knowledge.not-a-day regimes/essai.yaml:9:11"]),
        (
            f"{HEAD}provisions:\n{PROVISION.replace('[d]', '[e]')}",
            ["knowledge.unknown-document regimes/essai.yaml:7:14"],
        ),
        (
            f"{HEAD}provisions:\n{PROVISION}    why: {{fr: a, en: b}}\n",
            ["regimes.doubt-without-reason regimes/essai.yaml:4:5"],
        ),
        (
            f"{HEAD}provisions:\n{PROVISION.replace('confirmed', 'needs-confirmation')}",
            ["regimes.doubt-without-reason regimes/essai.yaml:4:5"],
        ),
        (
            f"{HEAD}provisions:\n{PROVISION.replace('topic: end', 'topic: fin')}",
            ["vocabulary.not-allowed regimes/essai.yaml:5:12"],
        ),
        (
            f"{HEAD}provisions: []\ncounts:\n  - {{year: a, patients: 1, text: {{fr: a, en: b}}, sources: []}}\n",
            ["file.wrong-kind regimes/essai.yaml:5:12"],
        ),
    ],
)
def test_read_regime_that_is_wrong_is_refused_at_its_place(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("text", ["- id: essai", "essai", "12"])
def test_read_regime_that_is_no_map_is_refused(text: str) -> None:
    assert codes(text)[0] == "file.wrong-kind regimes/essai.yaml:1:1"


def test_read_documents_keeps_what_is_said_of_each() -> None:
    text = "documents:\n  d: {title: T, issuer: I, url: U, date: 2022, read: cut, note: N}\n"

    found = read_documents(text.encode(), "sources/s.yaml")

    assert found == {"d": Document("d", "T", "I", "U", "2022", None, "cut", "N")}


def test_read_documents_knows_who_checked_them_and_when() -> None:
    text = "documents:\n  d: {title: T, checked-on: 2026-11-22, checked-by: Camille FICTIF, part-sha256: ab}\n"

    found = read_documents(text.encode(), "sources/s.yaml")

    checked = Document("d", "T", checked_on=date(2026, 11, 22), checked_by="Camille FICTIF", part_sha256="ab")
    assert found == {"d": checked}


def test_read_documents_checked_on_no_day_are_refused() -> None:
    with pytest.raises(Problems) as caught:
        read_documents(b"documents:\n  d: {title: T, checked-on: hier}\n", "sources/s.yaml")

    assert [(item.code, str(item.where)) for item in caught.value.problems] == [
        ("knowledge.not-a-day", "sources/s.yaml:2:29")
    ]


def test_document_to_dict_leaves_out_what_is_only_for_the_team() -> None:
    document = Document("d", "T", read="cut", sha256="0", checked_on=date(2026, 11, 22), part_sha256="ab")

    assert document.to_dict() == {
        "id": "d",
        "title": "T",
        "issuer": None,
        "url": None,
        "date": None,
        "checked_on": "2026-11-22",
        "checked_by": None,
    }


@pytest.mark.parametrize(
    "text", ["documents: []\n", "more: 1\n", "documents: {d: {url: U}}\n", "documents: {d: 1}\n", "[]\n"]
)
def test_read_documents_that_are_wrong_are_refused(text: str) -> None:
    with pytest.raises(Problems) as caught:
        read_documents(text.encode(), "sources/s.yaml")

    assert {item.where.file for item in caught.value.problems if item.where} == {"sources/s.yaml"}


def test_read_law_joins_all_the_files() -> None:
    regime = f"{HEAD}provisions:\n{PROVISION.replace('[d]', '[d, e]')}"

    found = read_law(
        {"regimes/essai.yaml": regime.encode()}, {"sources/s.yaml": b"documents: {e: {title: T}}\n"}, DOCUMENTS
    )

    assert (list(found.regimes), list(found.documents)) == (["essai"], ["d", "e"])
