"""Whatever the bytes, reading ends soon, with a proposal or with a sentence."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saufconduit.documents.read import proposal_of
from saufconduit.documents.source import source_of
from saufconduit.registry.cache import load_registry
from saufconduit.vocabulary.problem import Problem

REGISTRY = load_registry()
WORDS = [
    "Décision du 02/04/2025",
    "établi le",
    "31/02/2024",
    "du 1er mars au",
    "Indications",
    "\n",
    "• ",
    "(",
    ")",
    "«",
    "»",
    "après échec ou contre-indication",
    "de l’évérolimus",
    "ni",
    "et/ou",
    "soit",
    "hors",
    "cancer du sein",
    "métastatique",
    "y compris",
    "RCP nationale Renaten",
    "Fictamine 10 mg, comprimé",
    "(fictamine)",
    "au moins deux lignes",
    "traitement de référence",
    "https://agence.example/uploads/2024/01/02/20242001-put-x-01-02-2024.pdf",
    "n° DGS/PP5/DSS/1C/2025/156",
    "jusqu’au 1er mai 2026",
    "Camille EXEMPLE",
    "x@y.example",
    "<p>",
    "</nav>",
    "<script>",
    "&nbsp;",
    "&#x110000;",
    "<!--",
    "impossible",
    "de le recevoir",
    "Les patients présentant",
    "doivent avoir reçu",
    ":",
    ";",
    ",",
    "/",
    "ATU de cohorte",
    "CPC",
    "accès précoce",
    "12 ans et plus",
]


def read(data: bytes) -> dict:
    return proposal_of(source_of(data, "document.txt"), "document.txt", REGISTRY).to_dict()


def read_or_refuse(data: bytes) -> None:
    try:
        read(data)
    except Problem as problem:
        assert problem.text("fr")
        assert problem.text("en")


@given(st.binary(max_size=400))
def test_bytes_are_read_or_refused(data):
    read_or_refuse(data)


@given(st.text(max_size=400))
def test_text_is_read_or_refused(text):
    read_or_refuse(text.encode("utf-8", "replace"))


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_words_of_documents_in_any_order_are_read(text):
    read_or_refuse(text.encode())


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join))
def test_every_passage_is_that_of_its_raw_words(text):
    source = source_of(f"le {text}".encode(), "document.txt")
    proposal = proposal_of(source, "document.txt", REGISTRY)
    fields = [proposal.kind, *proposal.articles, *proposal.territories, *proposal.boards]

    assert [source.text[field.start : field.end] for field in fields] == [field.raw for field in fields]


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "&",
        "<nav>",
        "<!--",
        " ",
        "\n",
        "A",
        "Aa",
        "1",
        "(",
        "«",
        "é’",
        "Décision du 01/02/2024 ",
        "Fictamine 10 mg ",
        "• a ",
        "@a.b",
        "RCP ",
        "indiqué dans le cancer du sein. ",
        "https://a.example/ ",
        "jusqu’au ",
        "\t",
        "Ã©",
        "n° DGS/PP5/2025/1 ",
    ],
)
def test_long_repetition_takes_bounded_time(piece):
    data = f"le document {piece * (400_000 // len(piece))}".encode()
    started = time.process_time()

    read_or_refuse(data)

    assert time.process_time() - started < 20
