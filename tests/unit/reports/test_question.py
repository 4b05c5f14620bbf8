"""A question put to the registry."""

import pytest
from asked import ask
from synthetic import REGISTRY

from saufconduit.reports.question import web_address
from saufconduit.vocabulary.citation import Citation

BRONCHIAL = REGISTRY.programme("lutathera-cpc").indications[1].versions[0].source


def test_citation_is_the_title_of_the_document_then_the_place():
    assert ask().cited(BRONCHIAL).startswith("Lutathera : accès dérogatoire, page de référence, L")


def test_citation_that_is_absent_is_nothing():
    assert (ask().cited(None), ask().address(None)) == ("", "")


def test_address_is_that_of_the_document():
    assert ask().address(BRONCHIAL).startswith("https://ansm.sante.fr/")


def test_passage_is_on_one_line(seeds):
    passage = ask(folder=str(seeds)).passage(BRONCHIAL)

    assert passage is not None
    assert "\n" not in passage


def test_passage_of_a_document_that_is_not_there_is_none():
    assert ask().passage(Citation("nowhere", "L1")) is None


@pytest.mark.parametrize(
    "written", [None, "", "javascript:alert(1)", "data:text/html,x", "file:///uploads/a.pdf", "//x"]
)
def test_address_that_is_not_of_the_web_is_no_link(written):
    assert web_address(written) == ""


@pytest.mark.parametrize("written", ["https://exemple.invalid/a", "http://exemple.invalid/a"])
def test_address_of_the_web_is_a_link(written):
    assert web_address(written) == written
