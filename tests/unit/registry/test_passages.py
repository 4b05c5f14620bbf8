"""Passages: the words of a document at a locator, found by what the document is and not by what it is called."""

import hashlib
from pathlib import Path

import pytest
from synthetic import REGISTRY

from saufconduit.regimes.provisions import Document
from saufconduit.registry import passages
from saufconduit.registry.passages import Passages
from saufconduit.registry.programme import Programme
from saufconduit.vocabulary.citation import Citation

TEXT = "première\ndeuxième\n\nquatrième — fin\n"
DOCUMENT = Document("d", "Un document", sha256=hashlib.sha256(TEXT.encode()).hexdigest())
# The copies that were read are those of five documents; the others are only known by their address.
READ = [document for document in REGISTRY.law.documents.values() if document.sha256]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "n’importe quel nom.bin").write_text(TEXT, encoding="utf-8")
    (tmp_path / "autre.txt").write_text("rien à voir")
    (tmp_path / "sous-dossier").mkdir()
    return tmp_path


def at(folder: Path | str | None, locator: str | None, document: Document | None = DOCUMENT) -> str | None:
    return Passages(None if folder is None else str(folder)).at(Citation("d", locator), document)


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("L1", "première"),
        ("L1-2", "première\ndeuxième"),
        ("L2-4", "deuxième\n\nquatrième — fin"),
        ("L2-3", "deuxième"),
        ("L4-99", "quatrième — fin"),
    ],
)
def test_passage_is_the_lines_of_its_locator(folder: Path, locator: str, expected: str) -> None:
    assert at(folder, locator) == expected


@pytest.mark.parametrize(
    "locator",
    [None, "", "L3", "L9", "L0", "L0-1", "L4-2", "l1", "L1-", "L1-L2", "p. 3", "art. 2", " L1", "L" + "1" * 5000],
)
def test_passage_without_lines_is_none(folder: Path, locator: str | None) -> None:
    assert at(folder, locator) is None


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(None, id="unknown-document"),
        pytest.param(Document("d", "T"), id="without-a-digest"),
        pytest.param(Document("d", "T", sha256="0" * 64), id="of-another-copy"),
    ],
)
def test_passage_of_a_document_that_is_not_here_is_none(folder: Path, document: Document | None) -> None:
    assert at(folder, "L1", document) is None


@pytest.mark.parametrize("folder", [None, "", "no-such-folder"])
def test_passage_without_a_folder_is_none(folder: str | None) -> None:
    assert at(folder, "L1") is None


def test_passage_of_a_copy_changed_by_one_character_is_none(folder: Path) -> None:
    (folder / "n’importe quel nom.bin").write_text(TEXT + " ", encoding="utf-8")

    assert at(folder, "L1") is None


def test_passage_of_a_document_that_is_no_text_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    data = b"\xff\xfe premi\xe8re"
    (tmp_path / "d").write_bytes(data)

    found = at(tmp_path, "L1", Document("d", "T", sha256=hashlib.sha256(data).hexdigest()))

    assert found == "\ufffd\ufffd premi\ufffdre"


def test_passage_of_a_very_large_file_is_not_looked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages, "_LARGEST", len(TEXT.encode()) - 1)

    assert at(folder, "L1") is None


# --- the official documents, where they are

CITATIONS = [
    pytest.param(citation, id=f"{programme.id}-{citation.document}-{citation.locator}")
    for programme in REGISTRY.programmes
    for citation in dict.fromkeys(
        [act.source for act in programme.acts]
        + [remark.source for remark in programme.remarks]
        + [programme.operator.source if programme.operator else None]
        + [item for one in programme.discrepancies for item in (one.kept_source, one.other_source)]
        + [version.source for one in programme.indications for version in one.versions]
        + [source for reading in REGISTRY.readings.values() for source in reading.sources]
    )
    if citation is not None and citation.locator is not None
]


@pytest.mark.parametrize("document", READ, ids=lambda item: item.id)
def test_document_read_is_the_copy_that_its_digest_names(seeds: Path, document: Document) -> None:
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in seeds.iterdir()}

    assert document.sha256 in digests


def test_documents_read_are_the_five_sources() -> None:
    assert sorted(document.id for document in READ) == [
        "ansm-atu-sein",
        "ansm-lutathera",
        "ansm-onc201",
        "aura-carcinoides",
        "note-2025-156",
    ]


@pytest.mark.parametrize("citation", CITATIONS)
def test_every_locator_leads_to_words(seeds: Path, citation: Citation) -> None:
    passage = Passages(str(seeds)).at(citation, REGISTRY.law.documents[citation.document])

    assert passage


@pytest.mark.parametrize("programme", REGISTRY.programmes, ids=lambda item: item.id)
def test_every_citation_of_a_copy_that_was_read_has_a_locator(programme: Programme) -> None:
    copies = {document.id for document in READ}

    sources = [act.source for act in programme.acts] + [item.source for item in programme.remarks]
    assert [one for one in sources if one and one.document in copies and one.locator is None] == []


@pytest.mark.parametrize(
    ("document", "locator", "words"),
    [
        ("ansm-lutathera", "L35", ["06/04/2022", "02/04/2025"]),
        ("ansm-lutathera", "L37-40", ["paragangliome", "métaiodobenzylguanidine", "Comete"]),
        ("ansm-lutathera", "L41-44", ["bronchique", "Evérolimus", "Renaten"]),
        ("ansm-lutathera", "L46-48", ["thymique", "Renaten"]),
        ("ansm-lutathera", "L50-54", ["primitif inconnu", "Renaten"]),
        ("ansm-lutathera", "L56-59", ["Méningiome", "Omega"]),
        ("ansm-lutathera", "L72-73", ["ICTA"]),
        ("ansm-lutathera", "L77-78", ["07/04/2022", "06/10/2022", "10/10/2024", "380"]),
        ("ansm-lutathera", "L78-79", ["07/10/2022", "06/10/2023", "380"]),
        ("ansm-lutathera", "L79-80", ["07/10/2023", "17/12/2025"]),
        ("ansm-lutathera", "L65", ["27/07/2022", "29/07/2022"]),
        ("ansm-lutathera", "L67-68", ["02/04/2025", "Renouvellement"]),
        ("ansm-lutathera", "L70", ["Version avril 2022"]),
        ("ansm-lutathera", "L84", ["27-07-2022"]),
        ("note-2025-156", "L91", ["28 avril 2022", "24 octobre 2023", "KRAS G12C"]),
        ("note-2025-156", "L93", ["2024/148", "24 octobre 2025"]),
        ("note-2025-156", "L97", ["avant le 25 octobre 2023", "12 mois"]),
        ("note-2025-156", "L95-99", ["24 octobre 2026", "titre gracieux"]),
        ("ansm-atu-sein", "L9-10", ["19 août 2019", "triple négatif"]),
        ("ansm-atu-sein", "L17-19", ["26 août 2019", "maladie résiduelle invasive"]),
        ("ansm-onc201", "L25-32", ["H3K27M", "radiothérapie", "réunion"]),
        ("ansm-onc201", "L46", ["20250113"]),
        ("aura-carcinoides", "L489", ["mars 2022"]),
        ("aura-carcinoides", "L171-175", ["RENATEN", "radiothérapie interne vectorisée"]),
    ],
)
def test_locator_leads_to_the_words_it_stands_for(seeds: Path, document: str, locator: str, words: list[str]) -> None:
    passage = Passages(str(seeds)).at(Citation(document, locator), REGISTRY.law.documents[document]) or ""

    assert [word for word in words if word not in passage] == []


def test_locators_checked_word_by_word_are_those_that_programmes_use() -> None:
    used = {citation.values[0] for citation in CITATIONS}

    assert {Citation("ansm-lutathera", "L41-44"), Citation("note-2025-156", "L95-99")} <= used
