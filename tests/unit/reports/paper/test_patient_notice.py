"""The sheet of the patient: plain words, one set for each regime, durations from the law."""

from dataclasses import replace
from datetime import date

import pytest
from printed import STAMP, pages_of, text_of
from synthetic import REGISTRY

from saufconduit.reports.paper.patient_notice import Contact, PatientNotice, patient_notice
from saufconduit.reports.paper.patient_notice_words import PAYERS, TOLD

LAW = REGISTRY.law
CONTACTS = (
    Contact("Une question", "Dr Saule MODÈLE", "poste 0000"),
    Contact("Le médicament", "Orme DÉMO", "poste 0001"),
)
NOTICE = PatientNotice(
    "cpc",
    "Mme Myrtille FICTIVE",
    "Lutathera 370 MBq/mL",
    "Tumeur neuroendocrine bronchique",
    CONTACTS,
    benefit="Ralentir la maladie.",
)


def printed(lang: str = "fr", **changes: object) -> str:
    return text_of(patient_notice(replace(NOTICE, **changes), LAW, STAMP, lang))


@pytest.mark.parametrize("regime", TOLD)
def test_notice_of_each_regime_says_what_it_is_what_not_and_what_to_expect(regime):
    page = printed(regime=regime)
    told = TOLD[regime]

    found = [page.index(words) for words in ("Ce que c’est", "Ce que ce n’est pas", "À quoi s’attendre", "Qui appeler")]
    assert found == sorted(found)
    assert told.name.fr in page
    assert "{term}" not in page
    assert [article for article in told.basis if article not in page] == []


@pytest.mark.parametrize("regime", ["aac", "cpc", "aap"])
def test_notice_says_the_exceptional_character_and_the_possible_interruption(regime):
    page = printed(regime=regime)

    assert "C’est une exception" in page
    assert "Le traitement peut être interrompu" in page


@pytest.mark.parametrize(
    ("regime", "said"),
    [
        ("aac", "l’autorisation dure 1 an au plus"),
        ("aap", "l’autorisation du médicament dure 1 an au plus"),
        ("continuity", "au moins 1 an, à ceux"),
    ],
)
def test_notice_takes_durations_from_the_law(regime, said):
    assert said in printed(regime=regime)


def test_notice_of_early_access_names_who_allows_it_and_that_it_is_not_certain():
    page = printed(regime="aap")

    assert "La Haute Autorité de santé (HAS)" in page
    assert "on présume fortement" in page


def test_notice_says_who_to_call():
    page = printed()

    assert "Une question Dr Saule MODÈLE poste 0000" in page
    assert "Le médicament Orme DÉMO poste 0001" in page


def test_notice_says_what_the_doctor_wrote_and_leaves_room_for_the_rest():
    assert "Bénéfice attendu Ralentir la maladie. Risques Contraintes" in printed()


def test_notice_names_the_board_that_must_propose():
    assert "(RCP nationale Renaten) doit proposer ce traitement" in printed(board="RCP nationale Renaten")


def test_notice_says_the_last_day_that_is_known():
    assert "Dernier jour connu de cet accès : 1er avril 2028." in printed(until=date(2028, 4, 1))
    assert "Dernier jour" not in printed()


@pytest.mark.parametrize("payer", PAYERS)
def test_notice_says_who_pays(payer):
    assert PAYERS[payer].fr.replace("\u00a0", " ") in printed(payer=payer)


def test_notice_says_what_goes_to_the_company_only_where_something_does():
    assert "sous un code : jamais votre nom en entier" in printed(has_company_followup=True)
    assert "laboratoire" not in printed()


def test_notice_says_that_treatment_may_be_refused_and_what_signing_means():
    page = printed()

    assert "Signer dit seulement que vous l’avez reçue. Vous êtes libre de refuser ce traitement." in page
    assert "Notice, version 1." in page


def test_notice_in_english_is_in_english():
    page = printed("en", regime="aac", board="Renaten", until=date(2028, 4, 1))

    assert "What it is not" in page
    assert "lasts 1 year at most" in page
    assert "Last day known of this access: 1 April 2028." in page


def test_notice_is_in_larger_type_than_a_form_and_at_most_two_pages():
    long = "texte de l’exemple, " * 20

    pages = pages_of(
        patient_notice(
            replace(NOTICE, regime="aac", risks=long, constraints=long, has_company_followup=True), LAW, STAMP, "fr"
        )
    )

    assert len(pages) == 2
