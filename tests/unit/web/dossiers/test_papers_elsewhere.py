"""Papers about a dossier that other applications print."""

import pytest

from saufconduit.vocabulary.text import Text
from saufconduit.web.dossiers import papers_elsewhere as module
from saufconduit.web.dossiers.papers_elsewhere import Paper, offer_papers, papers_elsewhere


@pytest.fixture(autouse=True)
def nothing_offered(monkeypatch):
    monkeypatch.setattr(module, "_PRINTED", {})


def paper_of(dossier: str) -> list[Paper]:
    return [Paper(Text("Extrait", "Extract"), f"/{dossier}.pdf")]


def test_dossier_of_which_nothing_is_printed_elsewhere_has_no_paper():
    assert papers_elsewhere("d1") == []


def test_application_that_starts_twice_offers_its_papers_once():
    offer_papers("essai", paper_of)
    offer_papers("essai", paper_of)

    assert papers_elsewhere("d1") == [Paper(Text("Extrait", "Extract"), "/d1.pdf")]
