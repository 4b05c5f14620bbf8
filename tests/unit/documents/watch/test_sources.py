"""Every source of the registry is watched, each as the kind of document that it is."""

from dataclasses import replace

import pytest
from synthetic import REGISTRY

from saufconduit.documents.watch.sources import horizon, kind_of, watched
from saufconduit.regimes.provisions import Document
from saufconduit.vocabulary.days import Span

KNOWN = watched(REGISTRY)


def test_all_the_documents_of_the_registry_are_watched():
    assert list(KNOWN) == sorted(REGISTRY.law.documents)


def test_source_says_which_programmes_and_pathways_cite_it():
    assert KNOWN["ansm-lutathera"].users == ("lutathera-cpc",)
    assert KNOWN["aura-carcinoides"].users == ("lutathera-cpc", "bronchial-carcinoid")


def test_source_that_a_pathway_brings_is_cited_by_it():
    brought = Document("etude-fictive", "Une étude fictive")
    pathway = replace(REGISTRY.pathways[0], sources=(brought,))
    law = replace(REGISTRY.law, documents={**REGISTRY.law.documents, "etude-fictive": brought})

    found = watched(replace(REGISTRY, law=law, pathways=(pathway,)))["etude-fictive"]

    assert (found.users, found.kind.id) == ((pathway.id,), "other")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ansm-lutathera", "agency-page"),
        ("aura-carcinoides", "guideline"),
        ("note-2025-156", "continuity-note"),
        ("bdpm", "database"),
        ("fbl-r5121-69", "law"),
        ("pubmed-39700833", "study"),
        ("francebleu", "other"),
    ],
)
def test_document_of_the_registry_has_its_kind(name, kind):
    assert KNOWN[name].kind.id == kind


@pytest.mark.parametrize(
    ("document", "is_law", "kind"),
    [
        (Document("a", "Avis", issuer="HAS"), False, "agency-page"),
        (Document("a", "Avis", issuer="HAS"), True, "agency-page"),
        (Document("a", "Code", issuer="Légifrance"), True, "law"),
        (Document("a", "Base de données publique"), True, "database"),
        (Document("a", "T", url="https://pubmed.example/1"), False, "study"),
        (Document("a", "Un hasard"), False, "other"),
    ],
)
def test_kind_is_that_of_the_first_rule_that_fits(document, is_law, kind):
    assert kind_of(document, is_law=is_law).id == kind


def test_kind_says_how_long_a_check_of_it_holds():
    kind = kind_of(Document("bdpm", "Base"), is_law=False)

    assert (kind.every, kind.label.fr, kind.label.en) == (Span(months=1), "base de données", "database")


def test_what_falls_due_is_something_to_do_six_months_ahead():
    assert horizon() == Span(months=6)
