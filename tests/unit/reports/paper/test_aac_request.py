"""The AAC request: the fields of the decree, initials only."""

from dataclasses import fields, replace

import pytest
from printed import STAMP, pages_of

from saufconduit.reports.paper.aac_request import AacRequest, aac_request
from saufconduit.vocabulary.problem import Problem

REQUEST = AacRequest(
    prescriber_name="Dr Saule MODÈLE",
    prescriber_position="praticien hospitalier, oncologie",
    pharmacist_name="Orme DÉMO",
    initials="M. F.",
    age_years=65,
    sex="female",
    weight_kg="61.5",
    product="Produit d’exemple",
    form="gélule",
    strength="125 mg",
    indication_text="tumeur d’exemple en rechute",
    dosage="deux gélules le matin",
    trial="aucun essai ouvert : référence EX-0001 close",
    criteria="reasoned",
    criteria_reasons="Les deux lignes de référence ont échoué.",
    can_wait=False,
    undertakes_to_inform=True,
)
# The list of the decree, and nothing besides: a field added to the form must first be found there.
DECREE = [
    "prescriber_name",
    "prescriber_position",
    "pharmacist_name",
    "initials",
    "age_years",
    "sex",
    "weight_kg",
    "product",
    "form",
    "strength",
    "indication_text",
    "dosage",
    "trial",
    "criteria",
    "criteria_reasons",
    "can_wait",
    "undertakes_to_inform",
]


def printed(request: AacRequest = REQUEST, lang: str = "fr") -> str:
    (page,) = pages_of(aac_request(request, STAMP, lang))
    return page


def test_request_holds_the_fields_of_the_decree_and_no_more():
    assert [field.name for field in fields(AacRequest)] == DECREE


def test_request_prints_each_field():
    page = printed()

    for_reading = [
        "Prescripteur Dr Saule MODÈLE",
        "Fonction praticien hospitalier, oncologie",
        "Pharmacien qui envoie Orme DÉMO",
        "Initiales M. F.",
        "Âge 65 ans",
        "Sexe femme",
        "Poids 61,5 kg",
        "Nom, nom de code ou DCI Produit d’exemple",
        "Forme gélule",
        "Dosage 125 mg",
        "Indication tumeur d’exemple en rechute",
        "Posologie deux gélules le matin",
        "Références aucun essai ouvert : référence EX-0001 close",
        "Motifs Les deux lignes de référence ont échoué.",
        "Le prescripteur s’engage à informer le patient.",
    ]
    assert [words for words in for_reading if words not in page] == []


def test_request_says_who_sends_it_and_that_the_article_was_read_in_part():
    page = printed()

    assert "Le pharmacien de la PUI envoie la demande, pas le médecin. Seule voie : e-Saturne." in page
    assert "À confirmer : l’article a été lu coupé" in page
    assert "Zone hospitalière, pour l’ANSM : initiales seulement" in page


def test_request_in_english_is_in_english():
    page = printed(lang="en")

    assert "Request for a compassionate access (AAC)" in page
    assert "Age 65 years" in page
    assert "Sex female" in page
    assert "Weight 61.5 kg" in page


def test_empty_request_is_a_form_to_fill_by_hand():
    page = printed(AacRequest())

    assert "Initiales Âge Sexe Poids" in page
    assert "Motifs" in page
    assert "aucune connue" not in page


def test_request_that_names_no_trial_says_that_none_is_known():
    assert "Références aucune connue" in printed(replace(REQUEST, trial=None))


def test_request_that_meets_the_criteria_asks_for_no_reasons():
    assert "Motifs" not in printed(replace(REQUEST, criteria="published", criteria_reasons=None))


@pytest.mark.parametrize(
    "change", [{"criteria": "published"}, {"can_wait": True}, {"undertakes_to_inform": None}, {"can_wait": None}]
)
def test_answer_of_the_request_moves_the_ticks(change):
    kept = {"criteria_reasons": None, "criteria": "reasoned"}

    assert aac_request(replace(REQUEST, **kept | change), STAMP, "fr") != aac_request(
        replace(REQUEST, **kept), STAMP, "fr"
    )


def test_request_from_the_data_of_a_dossier_leaves_all_else_behind():
    data = {"initials": "M. F.", "age_years": 65, "can_wait": False, "last_name": "FICTIVE", "trial": None}

    assert AacRequest.from_data(data) == AacRequest(initials="M. F.", age_years=65, can_wait=False)


# --- what may not leave


@pytest.mark.parametrize("initials", ["M", "MF", "M.F.", "M. F.", "J-É D", "M F D E", "É. Œ."])
def test_request_takes_initials_as_people_write_them(initials):
    assert initials in printed(replace(REQUEST, initials=initials))


@pytest.mark.parametrize(
    "name", ["FICTIVE", "Fictive", "M. FICTIVE", "m. f.", "Myrtille F.", "M1", "M. F. D. E. G.", ""]
)
def test_request_refuses_more_than_initials_without_repeating_them(name):
    with pytest.raises(Problem) as caught:
        aac_request(replace(REQUEST, initials=name), STAMP, "fr")

    assert caught.value.code == "reports.not-initials"
    assert "FICTIVE" not in caught.value.text("fr")


@pytest.mark.parametrize(
    "number",
    [
        "261047500100145",
        "2610475001001",
        "2 61 04 75 001 001 45",
        "2.61.04.75.001.001",
        "161042A001001",
        "1 61 04 2B 001 001 33",
        "1\u00a061\u00a004\u00a02b\u00a0001\u00a0001",
    ],
)
def test_request_refuses_what_looks_like_a_national_number_without_repeating_it(number):
    with pytest.raises(Problem) as caught:
        aac_request(replace(REQUEST, criteria_reasons=f"Dossier {number}, vu."), STAMP, "fr")

    assert caught.value.code == "reports.national-number"
    assert "Motifs" in caught.value.text("fr")
    assert number not in caught.value.text("fr")


@pytest.mark.parametrize(
    "text", ["26104750010014", "12345678901234567", "10 mg le 12 10 2026, puis 20", "9610475001001"]
)
def test_request_takes_other_numbers(text):
    assert text in printed(replace(REQUEST, criteria_reasons=text))
