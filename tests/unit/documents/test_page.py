"""The page of a proposal: values beside the text, no script, nothing to fetch."""

import re
from html.parser import HTMLParser

import pytest

from saufconduit.documents.page import proposal_page

NOTE = """Note d’information n° DGS/PP5/DSS/1C/2025/090 du 2 juin 2025 relative à la continuité de traitement

NOR : SSAH2598765N

La spécialité Fictamine 10 mg, gélule (fictamine), fabriquée par la pharmacie de Valfictif, bénéficie d’un accès précoce
post-AMM du 1er mai 2022 au 1er mai 2024 dans
l’indication « méningiome <progressif> sur proposition de la RCP nationale Omega ».
Le laboratoire Démo la fournit à titre gracieux jusqu’au 1er mai 2026.
Elle peut être rétrocédée à Mayotte (CSP L. 5126-6).
Prestataire : Société Fictisuivi
"""


class Tags(HTMLParser):
    """The tags of a page, and whether each is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"][1:]] if tag == "a" else []
        self.open += [] if tag in ("meta", "!doctype") else [tag]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_page_is_well_formed_and_every_link_has_its_passage(proposal, registry):
    tags = Tags(proposal_page(proposal(NOTE), registry.vocabulary, "fr"))

    assert tags.open == []
    assert tags.links
    assert set(tags.links) == set(tags.ids)


def test_page_holds_no_script_and_fetches_nothing(proposal, registry):
    page = proposal_page(proposal(f"{NOTE}<script>x</script>"), registry.vocabulary, "fr")

    assert "<script" not in page
    assert re.findall(r"\b(?:src|href)=\"(?!#)", page) == []
    assert "default-src 'none'" in page


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            [
                "Titulaire",
                "Fabrication",
                "gratuit, par le laboratoire",
                "Rétrocession",
                "oui",
                "Territoire",
                "Omega",
            ],
        ),
        (
            "en",
            [
                "Holder",
                "Made by",
                "free, by the company",
                "Dispensing to out-patients",
                "yes",
                "Territory",
                "Board",
                "2 June 2025",
            ],
        ),
    ],
)
def test_page_says_the_values_in_the_language_of_the_reader(proposal, registry, lang, words):
    page = proposal_page(proposal(NOTE), registry.vocabulary, lang)

    assert [word for word in words if word not in page] == []


def test_passage_of_a_value_is_marked_in_the_text(proposal, registry):
    page = proposal_page(proposal(NOTE), registry.vocabulary, "fr")

    assert re.search(r'<mark id="p\d+">(?:<span id="p\d+"></span>)*NOR|SSAH2598765N</mark>', page)
    assert "&lt;" in page
    assert "<progressif" not in page


def test_document_without_anything_has_its_page(proposal, registry):
    page = proposal_page(proposal("le calendrier des réunions"), registry.vocabulary, "fr")

    assert "autre document" in page
    assert "le calendrier des réunions" in page


def test_what_was_not_read_is_told(proposal, registry):
    head = "Spécialité(s) pharmaceutique(s)\n\nAccès compassionnel\n\nIndications\n\n"
    text = f"{head}• une maladie calcifiée\n• TNE bronchique\n• TNE, hors TNE GEP"

    page = proposal_page(proposal(text), registry.vocabulary, "fr")

    assert "Accès sans produit" in page
    assert "Aucun critère lu." in page
    assert "(déduit)" in page
    assert "<p>Rien.</p>" in page
    assert "À vérifier" in page
