"""Opening a dossier from a check: nothing typed again, whoever opens, whatever is refused."""

from pathlib import Path

import pytest
from django.urls import reverse
from web_dossiers import COLZA, INFORMATION, NOON, PRESCRIPTION, aac, in_treatment
from web_people import Hospital

from saufconduit.casework.words import Act
from saufconduit.web.dossiers.actions.acting import do, open_dossier
from saufconduit.web.dossiers.models import DossierRow
from saufconduit.web.dossiers.reading import load

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
IDENTITY = {
    **{"birth_name": "Fictive", "given_names": "Myrtille", "birth_day": "03/02/1961", "sex": "female"},
    **{"birth_place": "Valfictif", "status": "provisional"},
}
BRONCHIAL = ("lutathera-cpc", "bronchial-net")


def checked(browser, example):
    """The check of a file of the examples: its name in the session."""
    with (EXAMPLES / example).open("rb") as file:
        answer = browser.post("/verifier/fichier/", {"file": file, "on": "12/10/2026", "known": "12/10/2026"})
    return answer["Location"].split("/")[2]


def opening(case, programme, indication):
    return f"/dossiers/ouvrir/{case}/?programme={programme}&indication={indication}"


def opened(house: Hospital) -> str:
    browser = house.doctor.browser()
    answer = browser.post(opening(checked(browser, "01-bronchial-net-eligible.yaml"), *BRONCHIAL), IDENTITY)
    return answer["Location"].split("/")[2]


def test_button_of_the_result_becomes_the_address_of_the_form(house):
    browser = house.doctor.browser()
    case = checked(browser, "01-bronchial-net-eligible.yaml")

    answer = browser.post(
        reverse("dossiers:open-from-check", args=[case]), dict(zip(("programme", "indication"), BRONCHIAL, strict=True))
    )

    assert answer["Location"] == opening(case, *BRONCHIAL)


def test_form_asks_for_the_identity_and_keeps_what_was_typed(house):
    browser = house.doctor.browser()
    address = opening(checked(browser, "01-bronchial-net-eligible.yaml"), *BRONCHIAL)

    answer = browser.post(address, {**IDENTITY, "birth_name": ""})

    assert answer.status_code == 422
    assert set(answer.context["named"].errors) == {"birth_name"}
    assert b'value="Myrtille"' in answer.content
    assert DossierRow.objects.count() == 0


def test_form_has_what_the_file_says_of_the_patient(house):
    browser = house.doctor.browser()
    case = checked(browser, "10-lumykras-started-in-time.yaml")

    page = browser.get(opening(case, "lumykras-aap", "nsclc-kras-g12c"))

    assert page.context["asked"]["started"].value() == "14/03/2023"
    assert page.context["regime"] == "continuité de traitement"


def test_check_of_another_programme_opens_nothing(house):
    browser = house.doctor.browser()
    case = checked(browser, "01-bronchial-net-eligible.yaml")

    assert browser.get(opening(case, "lutathera-cpc", "unknown")).status_code == 409


def test_closed_access_is_refused_with_its_sentence(house):
    browser = house.doctor.browser()
    case = checked(browser, "12-lumykras-started-a-day-too-late.yaml")

    answer = browser.post(opening(case, "lumykras-aap", "nsclc-kras-g12c"), IDENTITY)

    assert answer.status_code == 409
    assert answer.context["asked"].non_field_errors()
    assert DossierRow.objects.count() == 0


def test_regime_without_dossiers_is_refused(house):
    browser = house.doctor.browser()
    case = checked(browser, "16-tnbc-access-closed.yaml")

    assert browser.get(opening(case, "tecentriq-atuc", "tnbc-first-line")).status_code == 409


def test_intern_opens_in_the_name_of_the_prescriber_who_delegated(house):
    browser = house.intern.browser()
    address = opening(checked(browser, "01-bronchial-net-eligible.yaml"), *BRONCHIAL)

    answer = browser.post(address, {**IDENTITY, "prescriber": house.doctor.user.ref})

    assert answer.status_code == 302
    assert DossierRow.objects.get().prescriber == house.doctor.user.ref
    told = house.doctor.browser().get(answer["Location"]).content.decode()
    assert "par délégation de Dr\xa0Saule MODÈLE" in told


def test_later_check_is_recorded_beside_the_first(house):
    dossier = opened(house)
    browser = house.doctor.browser()
    case = checked(browser, "03-bronchial-net-everolimus-not-on-file.yaml")
    checked(browser, "14-onc201-relapse.yaml")

    listed = browser.get(f"/dossiers/{dossier}/eligibilite/").context["checks"]
    answer = browser.post(f"/dossiers/{dossier}/eligibilite/{case}/", {"form_key": "k"})

    assert case in [name for name, _, _, _ in listed]
    assert answer.status_code == 302
    assert load(dossier).events[-1].act is Act.RECORD_ELIGIBILITY
    assert load(dossier).dossier.verdict != "eligible"


def test_checks_of_another_programme_are_not_listed(house):
    dossier = aac(house)
    browser = house.doctor.browser()
    checked(browser, "01-bronchial-net-eligible.yaml")

    assert browser.get(f"/dossiers/{dossier}/eligibilite/").context["checks"] == []


def test_sheet_for_the_board_is_printed_from_the_check(house):
    dossier = opened(house)

    answer = house.doctor.browser().get(f"/dossiers/{dossier}/papiers/fiche-rcp.pdf")

    assert answer.content.startswith(b"%PDF-")


def test_notice_is_printed_before_any_request(house):
    dossier = aac(house)

    assert house.doctor.browser().get(f"/dossiers/{dossier}/papiers/fiche-patient.pdf").status_code == 200


def test_prescription_stands_with_the_words_of_the_regime_and_the_last_dosage(house):
    dossier = aac(house)
    browser = house.doctor.browser()
    do(dossier=dossier, act=Act.INFORM_PATIENT, by=house.doctor.actor, at=NOON, data=INFORMATION)

    request = browser.get(f"/dossiers/{dossier}/complete-request/").context["form"]

    assert request["initials"].value() == COLZA.initials
    assert request["prescriber_name"].value() == "Dr Saule MODÈLE"
    assert PRESCRIPTION["mention"].startswith("Prescription")


def test_request_for_a_checked_patient_says_the_criteria_and_the_product(house):
    dossier = opened(house)
    browser = house.doctor.browser()

    board = browser.get(f"/dossiers/{dossier}/refer-to-board/").context["form"]["board"].value()

    assert board == "renaten"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_dossier_is_read_in_both_languages(house, language):
    dossier = opened(house)
    browser = house.doctor.browser()

    page = browser.get(f"/dossiers/{dossier}/", headers={"Accept-Language": language}).content.decode()

    assert {"fr": "Reste à faire", "en": "Left to do"}[language] in page
    assert {"fr": "Faits du patient", "en": "Facts of the patient"}[language] in page


def test_former_atu_is_imported_to_be_read_only(house):
    browser = house.pharmacist.browser()
    typed = {**IDENTITY, "product": "Fictimab", "prescriber": house.doctor.user.ref, "number": "ATU-0001"}

    refused = browser.post("/dossiers/importer/", typed)
    answer = browser.post("/dossiers/importer/", {**typed, "origin": "ancien tableau", "from": "01/02/2020"})

    assert (refused.status_code, answer.status_code) == (422, 302)
    assert (DossierRow.objects.get().state, DossierRow.objects.get().regime) == ("imported", "atu-import")
    page = browser.get(answer["Location"])
    assert "Fictimab, ancienne ATU" in page.content.decode()
    assert page.context["acts"] == []
    assert browser.get(f"{answer['Location']}corriger/").status_code == 409


def test_former_atu_without_an_identity_is_read_without_a_strip(house):
    data = {
        **{"regime": "atu-import", "programme": "atu-fictimab", "indication": "nominative", "number": "A1"},
        **{"prescriber": house.doctor.user.ref, "origin": "ancien tableau"},
    }
    dossier = open_dossier(by=house.doctor.actor, at=NOON, identity=None, data=data, act=Act.IMPORT_ATU)

    page = house.doctor.browser().get(f"/dossiers/{dossier}/")

    assert page.status_code == 200
    assert page.context["strip"] == []


# --- sent again, after an answer that was lost


def test_opening_sent_again_leads_to_the_dossier_that_was_opened(house):
    browser = house.doctor.browser()
    address = opening(checked(browser, "01-bronchial-net-eligible.yaml"), *BRONCHIAL)
    first = browser.post(address, {**IDENTITY, "form_key": "k1"})

    again = browser.post(address, {**IDENTITY, "form_key": "k1"})

    assert (again.status_code, again["Location"]) == (302, first["Location"])
    assert DossierRow.objects.count() == 1


def test_opening_sent_again_by_somebody_else_leads_nowhere(house):
    """A key is random: this one was taken from the page of the other."""
    browser = house.doctor.browser()
    address = opening(checked(browser, "01-bronchial-net-eligible.yaml"), *BRONCHIAL)
    browser.post(address, {**IDENTITY, "form_key": "k1"})
    other = house.other_doctor.browser()

    again = other.post(
        opening(checked(other, "01-bronchial-net-eligible.yaml"), *BRONCHIAL), {**IDENTITY, "form_key": "k1"}
    )

    assert again.status_code == 409
    assert "Location" not in again
    assert DossierRow.objects.count() == 1


def test_identity_and_check_sent_again_lead_to_the_dossier(house):
    dossier = opened(house)
    browser = house.doctor.browser()
    case = checked(browser, "03-bronchial-net-everolimus-not-on-file.yaml")
    sendings = [
        (f"/dossiers/{dossier}/identite/", {**IDENTITY, "form_key": "k2"}),
        (f"/dossiers/{dossier}/eligibilite/{case}/", {"form_key": "k3"}),
        (f"/dossiers/{dossier}/message/", {"text": "Bonjour.", "form_key": "k4"}),
    ]
    first = [browser.post(address, typed).status_code for address, typed in sendings]
    events = len(load(dossier).events)

    again = [browser.post(address, typed) for address, typed in sendings]

    assert first == [302, 302, 302]
    assert [answer["Location"] for answer in again] == [f"/dossiers/{dossier}/"] * 3
    assert len(load(dossier).events) == events


def test_takeover_sent_again_leads_to_the_dossier_that_was_taken_over(house):
    dossier = in_treatment(house)
    papers = load(dossier).dossier.papers
    typed = {
        **{"patient_code": papers.patient_code, "reference": papers.reference, "birth_month": "04/1958"},
        **{"prescriber": house.other_doctor.user.ref, "form_key": "k5"},
    }
    browser = house.other_pharmacist.browser()
    first = browser.post("/dossiers/reprendre/", typed)

    again = browser.post("/dossiers/reprendre/", typed)

    assert [first["Location"], again["Location"]] == [f"/dossiers/{dossier}/"] * 2
