from datetime import date

from casework_play import LAW, TODAY

from saufconduit.casework.law import Basis
from saufconduit.casework.settings import NEEDS_CONFIRMATION, SETTINGS
from saufconduit.vocabulary.days import Span


def test_basis_of_a_provision_with_an_article_is_the_article():
    basis = LAW.basis("aac/applicant", TODAY)

    assert (basis, basis.name, basis.is_setting) == (Basis("CSP R.5121-74"), "CSP R.5121-74", False)


def test_basis_of_a_provision_without_an_article_is_its_document():
    basis = LAW.basis("aac/out-of-hours", TODAY)

    assert (basis.article, basis.document, basis.name) == (None, "ansm-aac-demande", "ansm-aac-demande")


def test_basis_of_a_provision_to_be_confirmed_says_so():
    assert "lu coupé" in LAW.basis("aac/request-content", TODAY).doubt.fr


def test_basis_before_the_text_existed_is_nothing():
    basis = LAW.basis("aac/applicant", date(2020, 1, 1))

    assert (basis, basis.name) == (Basis(), "")


def test_setting_is_said_to_be_one_with_its_confirmation_needed():
    span, basis = LAW.setting("regularisation")

    assert (span, basis.is_setting, basis.name) == (Span(days=1), True, "regularisation")
    assert basis.doubt is NEEDS_CONFIRMATION


def test_settings_have_words_in_both_languages_and_a_delay():
    assert all(item.text.fr and item.text.en for item in SETTINGS.values())
    assert [item for item in SETTINGS.values() if item.value == Span()] == []
    assert [name for name, item in SETTINGS.items() if name != item.id] == []
