"""Products: names, strengths, forms, substances; holders and operators; articles and territories."""

import pytest

from saufconduit.documents.products import complete_from_slugs, find_products, strength_of
from saufconduit.documents.references import (
    find_articles,
    find_holder,
    find_maker,
    find_operator,
    find_territories,
)


@pytest.fixture
def products(passage, lexicon, registry):
    def find(text: str) -> list[tuple]:
        document = passage(text)
        found = complete_from_slugs(find_products(document, lexicon, registry.vocabulary), document)
        values = [(item.name, item.strength, item.form, item.substance) for item in found]
        return [tuple(field.value if field is not None else None for field in fields) for fields in values]

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fictamine 10 mg, comprimé pelliculé", ("Fictamine", "10 mg", "comprimé pelliculé", None)),
        ("FICTAMINE 10mg/ml solution injectable", ("Fictamine", "10 mg/mL", "solution injectable", None)),
        ("la Fictamine LP 1 000 mg, comprimés", ("Fictamine LP", "1 000 mg", "comprimé", None)),
        ("CPC Fictamine 7,5 µg/dose, poudre inconnue", ("Fictamine", "7,5 µg/dose", None, None)),
        ("Fictamine 20 mg et 40 mg, gélule", ("Fictamine", "20 mg et 40 mg", "gélule", None)),
        ("la spécialité Fictamine (fictamine)", ("Fictamine", None, None, "fictamine")),
        ("le médicament Fictamine (ATU de cohorte)", ("Fictamine", None, None, None)),
        ("le produit DEM-42 est là", ("DEM-42", None, None, None)),
        ("Lutathera\n\nest une page", ("Lutathera", None, None, None)),
        ("spécialité Fictamine.\n\nSubstance active\n\nfictamine", ("Fictamine", None, None, "fictamine")),
        ("la Fictamine 10 mg. Puis Fictamine (fictamine sodique)", ("Fictamine", "10 mg", None, "fictamine sodique")),
    ],
)
def test_product_is_read_from_its_name(products, text, expected):
    assert products(text) == [expected]


@pytest.mark.parametrize("text", ["Décision 10 mg", "en 2018, 5 642 patients", "un produit pharmaceutique", "Le 10 mg"])
def test_words_that_are_no_name_make_no_product(products, text):
    assert products(text) == []


def test_strengths_met_as_often_are_all_kept(products):
    assert products("Fictamine 10 mg, gélule\n\nFictamine 20 mg, gélule")[0][1] == "10 mg et 20 mg"


def test_strength_met_less_often_is_set_aside(passage, lexicon, registry):
    text = "Fictamine 10 mg, gélule. Fictamine 10 mg. Fictamine 10 mg. Fictamine 19 mg."

    (product,) = find_products(passage(text), lexicon, registry.vocabulary)

    assert product.strength.value == "10 mg"
    assert [field.value for field in product.others] == ["19 mg"]


@pytest.mark.parametrize(
    ("address", "strength", "form"),
    [
        (
            "https://agence.example/fictamine-160-mg-poudre-pour-solution-a-diluer",
            "160 mg",
            "poudre pour solution à diluer",
        ),
        ("https://agence.example/page/spe-fictamine-37-5-mbq-ml-chose", "37,5 MBq/mL", None),
        ("https://agence.example/fictamine-50-ui", "50 UI", None),
        ("https://agence.example/autre-160-mg-gelule", None, None),
    ],
)
def test_address_gives_the_strength_that_the_text_lacks(products, address, strength, form):
    (product,) = products(f"la spécialité Fictamine (fictide) est là\n{address}\n")

    assert product[1:3] == (strength, form)


def test_strength_of_the_text_prevails_on_that_of_an_address(products):
    assert products("la Fictamine 10 mg\nhttps://agence.example/fictamine-160-mg\n")[0][1] == "10 mg"


def test_brand_and_substance_are_one_product(products):
    text = "la spécialité Fictamine (fictide). Le médicament Fictide est là."

    assert [product[0] for product in products(text)] == ["Fictamine"]


def test_strength_is_written_by_convention():
    assert strength_of("1 000  MBq / ml") == "1 000 MBq/mL"
    assert strength_of("5μg") == "5 µg"


# --- what stands around


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Laboratoire\n\nExemple Pharma\n\nAMM", "Exemple Pharma"),
        ("Titulaire de l’AMM : Laboratoires Modèle", "Laboratoires Modèle"),
        ("Laboratoire\n\nTitulaire(s)\n\nIndications", None),
        ("le laboratoire Exemple Pharma a décidé", "Exemple Pharma"),
        ("Le texte. Titulaire : Exemple de Pharma.", "Exemple de Pharma"),
        ("un laboratoire pharmaceutique a décidé", None),
        ("Laboratoire\n\nCamille EXEMPLE\n\nAMM", None),
        ("Laboratoire", None),
    ],
)
def test_holder_is_read_or_unknown(passage, text, holder):
    found = find_holder(passage(text))

    assert (found.value if found else None) == holder


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("Exploitant responsable du suivi du CPC : Société FICTIRECHERCHE", "FICTIRECHERCHE"),
        ("les demandes sont à adresser auprès de la société Fictisuivi", "Fictisuivi"),
        ("le suivi est assuré", None),
    ],
)
def test_operator_is_read_or_unknown(passage, text, operator):
    found = find_operator(passage(text))

    assert (found.value if found else None) == operator


def test_maker_of_a_preparation_is_a_pharmacy(passage):
    assert find_maker(passage("gélules fabriquées par la pharmacie de Valfictif")).value == "Valfictif"
    assert find_maker(passage("fabriquées ailleurs")) is None


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("les articles L. 5121-12 et R.5121-68 du code de la santé publique", ["CSP L.5121-12", "CSP R.5121-68"]),
        ("le code de la sécurité sociale, notamment l’article D. 163-3", ["CSS D.163-3"]),
        ("CSP L. 5123-2, puis CSP L. 5123-2", ["CSP L.5123-2"]),
        ("l’article L. 111-1-2", ["L.111-1-2"]),
        ("un lot L 12", []),
    ],
)
def test_articles_are_found_with_their_code(passage, text, articles):
    assert [field.value for field in find_articles(passage(text))] == articles


def test_territories_are_found_by_their_capitals(passage):
    text = "À Saint-Martin, en Guadeloupe et dans les départements et régions d’Outre-mer ; la réunion du 2 mars."

    assert [field.value for field in find_territories(passage(text))] == [
        "Saint-Martin",
        "Guadeloupe",
        "départements et régions d’outre-mer",
    ]
