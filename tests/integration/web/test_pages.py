"""The pages of dossiers: what they show to whom, how they refuse, how many questions they ask the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from web_dossiers import DISPENSING, MYRTILLE, NOON, REQUEST, aac, authorised, in_treatment
from web_people import person

from saufconduit.casework.words import Act, Role
from saufconduit.web.dossiers.actions.acting import do, open_dossier
from saufconduit.web.dossiers.actions.rebuilding import rebuild
from saufconduit.web.dossiers.models import DossierRow, Draft
from saufconduit.web.dossiers.reading import load
from saufconduit.web.journal.dossier_keys import destroy_key
from saufconduit.web.journal.models import SecurityEntry

TEXT = b"Compte rendu de la consultation du 5 octobre 2026.\n"
SUSPENSION = {"who": "prescriber", "on": "2026-10-12", "reason": "effet indésirable à évaluer"}
MOST_QUERIES = 15


def _standing(form):
    """The form as the page shows it, to be sent back."""
    return {name: str(form[name].value()) for name in form.fields if form[name].value() not in (None, "")}


def _send(browser, address, **typed):
    form = browser.get(address).context["form"]
    return browser.post(address, {**_standing(form), **typed})


@pytest.mark.parametrize(
    ("who", "expected"),
    [("doctor", 200), ("intern", 200), ("pharmacist", 200), ("assistant", 200), ("other_doctor", 403)],
)
def test_dossier_is_read_by_those_who_treat_here(house, who, expected):
    dossier = aac(house)

    answer = getattr(house, who).browser().get(f"/dossiers/{dossier}/")

    assert answer.status_code == expected
    assert (b"EXEMPLE" in answer.content) == (expected == 200)


def test_dossier_is_read_by_the_board_once_it_is_referred(house):
    before, after = aac(house), in_treatment(house)
    chair = house.coordinator.browser()

    answers = [chair.get(f"/dossiers/{dossier}/") for dossier in (before, after)]

    assert [answer.status_code for answer in answers] == [403, 200]
    assert b"TEST-0042" not in answers[1].content


@pytest.mark.parametrize("role", [Role.SITE_ADMINISTRATOR, Role.AUDITOR])
def test_dossiers_are_closed_to_those_who_do_not_treat(house, role):
    dossier = aac(house)
    browser = person(house.site, "houx", "Houx EXEMPLE", role).browser()

    statuses = [browser.get(address).status_code for address in ("/dossiers/", f"/dossiers/{dossier}/", "/pharmacie/")]

    assert statuses == [403, 403, 403]
    assert browser.get("/").status_code == 302


def test_pharmacy_is_closed_to_a_doctor(house):
    assert house.doctor.browser().get("/pharmacie/").status_code == 403


def test_reading_a_dossier_is_told_to_the_security_log(house):
    dossier = aac(house)

    house.doctor.browser().get(f"/dossiers/{dossier}/")

    line = SecurityEntry.objects.get(kind="identity-viewed")
    assert (line.account, line.record) == (house.doctor.user.ref, f"dossier:{dossier}")


@pytest.mark.parametrize("address", ["/", "/dossiers/", "/dossiers/?state=in-treatment", "/pharmacie/"])
def test_list_asks_the_database_few_questions_however_many_dossiers(house, address):
    for _ in range(4):
        in_treatment(house)
    browser = house.pharmacist.browser()
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(address)
    for _ in range(8):
        in_treatment(house)

    with CaptureQueriesContext(connection) as many:
        answer = browser.get(address)

    assert answer.status_code == 200
    assert len(many) == len(few) <= MOST_QUERIES


def test_dossier_asks_the_database_few_questions(house):
    dossier = in_treatment(house)
    browser = house.pharmacist.browser()
    browser.get(f"/dossiers/{dossier}/")

    with CaptureQueriesContext(connection) as asked:
        browser.get(f"/dossiers/{dossier}/")

    assert len(asked) <= MOST_QUERIES


def test_form_page_asks_the_database_few_questions(house):
    dossier = in_treatment(house)
    browser = house.pharmacist.browser()
    browser.get(f"/dossiers/{dossier}/dispense/")

    with CaptureQueriesContext(connection) as asked:
        browser.get(f"/dossiers/{dossier}/dispense/")

    assert len(asked) <= MOST_QUERIES


def test_list_as_a_fragment_is_the_same_part_of_the_page(house):
    aac(house)
    browser = house.doctor.browser()

    found = browser.post("/dossiers/chercher/", {"q": "exemple"})["Location"]

    part = browser.get(found, headers={"HX-Request": "true"}).content.decode()
    whole = browser.get(found).content.decode()

    assert part.strip() in whole
    assert "<html" not in part


def test_list_filters_by_state_and_regime_and_pages(house):
    for _ in range(26):
        aac(house)
    browser = house.doctor.browser()

    totals = [
        browser.get(f"/dossiers/?{query}").context["listing"].paginator.count
        for query in ("", "state=draft", "state=closed", "regime=aac", "regime=cpc", "state=nothing")
    ]

    assert totals == [26, 26, 0, 26, 0, 26]
    assert len(browser.get("/dossiers/?page=2").context["rows"]) == 1


def test_form_refused_keeps_what_was_typed_beside_each_sentence(house):
    dossier = authorised(house)
    browser = house.pharmacist.browser()

    answer = _send(browser, f"/dossiers/{dossier}/dispense/", batch="TEST-0042", expiry="31/02/2027", quantity="huit")

    form = answer.context["form"]
    assert answer.status_code == 422
    assert set(form.errors) == {"expiry", "quantity", "is_retrocession"}
    assert b'value="TEST-0042"' in answer.content
    assert b'value="huit"' in answer.content


def test_form_of_an_act_that_waits_says_why(house):
    dossier = aac(house)

    answer = house.doctor.browser().get(f"/dossiers/{dossier}/send-request/", headers={"Accept-Language": "fr"})

    assert answer.status_code == 403
    assert "Le pharmacien envoie la demande" in answer.content.decode()


def test_form_of_an_act_of_another_regime_is_told(house):
    dossier = aac(house)

    assert house.doctor.browser().get(f"/dossiers/{dossier}/enter-continuity/").status_code == 409


def test_form_of_an_unknown_act_is_not_there(house):
    dossier = aac(house)

    assert house.doctor.browser().get(f"/dossiers/{dossier}/fly/").status_code == 404


def test_form_sent_twice_acts_once_and_leads_to_the_dossier(house):
    dossier = authorised(house)
    browser = house.pharmacist.browser()
    address = f"/dossiers/{dossier}/dispense/"
    typed = {
        **_standing(browser.get(address).context["form"]),
        **{"batch": "TEST-0042", "expiry": "31/03/2027", "quantity": "8", "is_retrocession": "no"},
        **{"indication_code": "FICT001", "code_from": "01/09/2026"},
    }

    answers = [browser.post(address, typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert load(dossier).dossier.dispensings == 1


def test_form_out_of_date_says_who_was_faster(house):
    dossier = authorised(house)
    browser = house.pharmacist.browser()
    standing = _standing(browser.get(f"/dossiers/{dossier}/dispense/").context["form"])
    do(dossier=dossier, act=Act.DISPENSE, by=house.pharmacist.actor, at=NOON, data=DISPENSING)
    typed = {"batch": "TEST-0042", "expiry": "31/03/2027", "quantity": "8", "is_retrocession": "no"}

    answer = browser.post(f"/dossiers/{dossier}/dispense/", {**standing, **typed})

    assert answer.status_code == 409
    assert "Orme DÉMO" in answer.content.decode()


def test_rule_passed_over_asks_for_a_reason_then_lets_through(house):
    dossier = authorised(house)
    browser = house.pharmacist.browser()
    typed = {"batch": "TEST-0042", "expiry": "31/03/2027", "quantity": "8", "is_retrocession": "no"}

    refused = _send(browser, f"/dossiers/{dossier}/dispense/", **typed)
    standing = _standing(refused.context["form"])
    passed = browser.post(
        f"/dossiers/{dossier}/dispense/", {**standing, "override_reason": "code demandé, pas encore publié"}
    )

    assert refused.status_code == 409
    assert "override_reason" in refused.context["form"].fields
    assert passed.status_code == 302
    assert load(dossier).dossier.overrides[0].need == "indication-coded"


def test_draft_is_kept_and_stands_in_the_form_again(house):
    dossier = authorised(house)
    browser = house.pharmacist.browser()
    address = f"/dossiers/{dossier}/dispense/"

    plain = browser.post(f"{address}brouillon/", {"batch": "TEST-0042"})
    part = browser.post(f"{address}brouillon/", {"batch": "TEST-0043"}, headers={"HX-Request": "true"})

    assert plain.status_code == 302
    assert plain["Location"] == address
    assert part.content.decode().startswith("Brouillon enregistré à")
    assert Draft.objects.count() == 1
    assert browser.get(address).context["form"]["batch"].value() == "TEST-0043"


def test_last_event_is_corrected_with_its_old_value_kept(house):
    dossier = in_treatment(house)
    browser = house.pharmacist.browser()

    refused = _send(browser, f"/dossiers/{dossier}/corriger/", quantity="6")
    answer = _send(browser, f"/dossiers/{dossier}/corriger/", quantity="6", override_reason="8 comptés deux fois")

    events = load(dossier).events
    assert refused.status_code == 422
    assert answer.status_code == 302
    assert (events[-2].data["quantity"], events[-1].data["data"]["quantity"]) == (8, 6)
    assert "8 comptés deux fois" in browser.get(f"/dossiers/{dossier}/").content.decode()


def test_value_that_was_corrected_is_the_one_proposed_for_the_next_act(house):
    dossier = in_treatment(house)
    browser = house.pharmacist.browser()
    _send(browser, f"/dossiers/{dossier}/corriger/", price="123.45", override_reason="relu")

    form = browser.get(f"/dossiers/{dossier}/dispense/").context["form"]

    assert str(form["price"].value()).replace(",", ".") == "123.45"


def test_correction_is_refused_by_the_controls_of_its_act(house):
    dossier = in_treatment(house)

    answer = _send(
        house.pharmacist.browser(), f"/dossiers/{dossier}/corriger/", expiry="01/10/2026", override_reason="relu"
    )

    assert answer.status_code == 409
    assert "périmé" in str(answer.context["form"].non_field_errors())
    assert load(dossier).events[-1].act is Act.DISPENSE


def test_event_of_another_role_is_not_corrected(house):
    dossier = in_treatment(house)

    answer = house.doctor.browser().get(f"/dossiers/{dossier}/corriger/")

    assert answer.status_code == 409
    assert "même rôle" in answer.content.decode()


def test_messages_are_left_out_of_the_paper_while_there_are_none(house):
    dossier = aac(house)
    before = house.pharmacist.browser().get(f"/dossiers/{dossier}/").content.decode()
    house.doctor.browser().post(f"/dossiers/{dossier}/message/", {"text": "Poids vérifié ce matin."})
    after = house.pharmacist.browser().get(f"/dossiers/{dossier}/").content.decode()

    assert '<section class="sec noprint" id="messages"' in before
    assert '<section class="sec" id="messages"' in after


def test_message_is_read_by_the_other_one(house):
    dossier = aac(house)
    house.doctor.browser().post(f"/dossiers/{dossier}/message/", {"text": "Poids vérifié ce matin."})
    house.doctor.browser().post(f"/dossiers/{dossier}/message/", {"text": "  "})

    page = house.pharmacist.browser().get(f"/dossiers/{dossier}/")

    assert "Poids vérifié ce matin." in page.content.decode()
    assert load(dossier).dossier.events == 2


def test_identity_is_corrected_on_its_page(house):
    dossier = aac(house)
    browser = house.doctor.browser()
    address = f"/dossiers/{dossier}/identite/"

    refused = _send(browser, address, birth_day="01/04/2058")
    answer = _send(browser, address, status="qualified", birth_place="Rivefictive")

    assert refused.status_code == 422
    assert answer.status_code == 302
    assert load(dossier).identity.status == "qualified"


def test_takeover_page_moves_the_dossier_then_shuts_after_five_attempts(house):
    dossier = in_treatment(house)
    papers = load(dossier).dossier.papers
    browser = house.other_pharmacist.browser()
    right = {
        **{"patient_code": papers.patient_code, "reference": papers.reference, "birth_month": "04/1958"},
        "prescriber": house.other_doctor.user.ref,
    }

    taken = browser.post("/dossiers/reprendre/", right)
    refused = [browser.post("/dossiers/reprendre/", {**right, "reference": "AUTRE"}) for _ in range(6)]

    assert taken.status_code == 302
    assert browser.get(taken["Location"]).status_code == 200
    assert house.pharmacist.browser().get(taken["Location"]).status_code == 403
    assert [answer.status_code for answer in refused] == [409] * 6
    assert "Cinq essais" in str(refused[5].context["form"].non_field_errors())
    assert "Cinq essais" not in str(refused[4].context["form"].non_field_errors())
    assert browser.post("/dossiers/reprendre/", {}).status_code == 422


def test_erased_dossier_is_told_on_its_page(house):
    dossier = aac(house)
    destroy_key(dossier=dossier, by="system", at=NOON, reason="fin")
    rebuild()

    answer = house.doctor.browser().get(f"/dossiers/{dossier}/")

    assert answer.status_code == 410
    assert b"EXEMPLE" not in answer.content
    assert house.doctor.browser().get("/dossiers/").status_code == 200


def test_intern_opens_and_prepares_for_the_prescriber(house):
    dossier = aac(house, MYRTILLE)
    browser = house.intern.browser()
    typed = {**{name: str(value) for name, value in REQUEST.items()}, "weight_kg": "60,5"}
    typed |= {"can_wait": "yes", "undertakes_to_inform": "yes"}

    drafted = _send(browser, f"/dossiers/{dossier}/draft-request/", **typed)
    signed = browser.get(f"/dossiers/{dossier}/complete-request/")

    assert drafted.status_code == 302
    assert signed.status_code == 403
    assert load(dossier).events[-1].by.delegated_by == house.doctor.user.ref


def test_accesses_that_close_and_ends_within_90_days_are_listed(house):
    aac(house)
    data = {
        **{"regime": "continuity", "programme": "lumykras-aap", "indication": "nsclc-kras-g12c"},
        **{"prescriber": house.doctor.user.ref, "started": "2023-03-14"},
    }
    open_dossier(by=house.doctor.actor, at=NOON, identity=MYRTILLE, data=data)

    home = house.doctor.browser().get("/")
    ends = house.pharmacist.browser().get("/pharmacie/").context["ending"]

    assert [(item.programme, item.patients) for item in home.context["closings"]] == [("lumykras-aap", 1)]
    assert [(str(end.until), "FICTIVE" in end.patient) for end in ends] == [("2026-10-24", True)]


def test_own_authorisation_that_ends_soon_is_listed_with_what_to_do(house):
    in_treatment(house)
    DossierRow.objects.update(ends="2026-12-01")

    ends = house.pharmacist.browser().get("/pharmacie/").context["ending"]

    assert [str(end.until) for end in ends] == ["2026-12-01"]


def test_document_is_kept_encrypted_then_saved_as_it_was(house, settings, tmp_path):
    settings.DOCUMENTS, settings.DOCUMENT_MEGABYTES = tmp_path, 1
    from django.core.files.uploadedfile import SimpleUploadedFile

    dossier = aac(house)
    browser = house.doctor.browser()
    file = SimpleUploadedFile("compte-rendu.txt", TEXT)

    sent = browser.post(f"/dossiers/{dossier}/documents/", {"file": file, "title": "Compte rendu"})
    page = browser.get(f"/dossiers/{dossier}/")
    document = page.context["documents"][0]
    got = browser.get(f"/dossiers/{dossier}/documents/{document.id}/")

    assert sent.status_code == 302
    assert document.title == "Compte rendu.txt"
    assert got.content == TEXT
    assert got["Content-Disposition"].startswith("attachment")
    assert all(TEXT not in path.read_bytes() for path in tmp_path.rglob("*.sealed"))
    assert rebuild() == []
    assert browser.get(f"/dossiers/{dossier}/documents/{'0' * 32}/").status_code == 404


def test_program_sent_as_a_document_is_refused_with_a_sentence(house, settings, tmp_path):
    settings.DOCUMENTS, settings.DOCUMENT_MEGABYTES = tmp_path, 1
    from django.core.files.uploadedfile import SimpleUploadedFile

    dossier = aac(house)
    browser = house.doctor.browser()
    file = SimpleUploadedFile("compte-rendu.txt", b"MZ\x90\x00" + bytes(200))

    refused = browser.post(f"/dossiers/{dossier}/documents/", {"file": file, "title": "x"})
    nothing = browser.post(f"/dossiers/{dossier}/documents/", {"title": "x"})

    assert (refused.status_code, nothing.status_code) == (422, 422)
    assert list(tmp_path.rglob("*.sealed")) == []
    assert load(dossier).dossier.events == 1


@pytest.mark.parametrize("paper", ["demande-aac", "fiche-patient"])
def test_paper_is_a_pdf_to_save(house, paper):
    dossier = in_treatment(house)

    answer = house.pharmacist.browser().get(f"/dossiers/{dossier}/papiers/{paper}.pdf")

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert SecurityEntry.objects.filter(kind="export", record=f"dossier:{dossier}/{paper}").exists()


def test_paper_that_the_dossier_cannot_print_is_not_there(house):
    dossier = aac(house)

    assert house.doctor.browser().get(f"/dossiers/{dossier}/papiers/fiche-rcp.pdf").status_code == 404


def test_pharmacy_lists_what_waits_with_who_pays(house):
    authorised(house)
    aac(house)

    queues = {name: lines for name, _, _, lines in house.pharmacist.browser().get("/pharmacie/").context["queues"]}

    assert {name: len(lines) for name, lines in queues.items() if lines} == {"to-dispense": 1}
    assert queues["to-dispense"][0].patient == "M. Colza EXEMPLE"


def test_treated_patient_may_be_supplied_without_a_decision_for_a_written_reason(house):
    dossier = in_treatment(house)
    do(dossier=dossier, act=Act.SUSPEND, by=house.doctor.actor, at=NOON, data=SUSPENSION)
    browser = house.pharmacist.browser()

    page = browser.get(f"/dossiers/{dossier}/")
    form = browser.get(f"/dossiers/{dossier}/dispense/")

    assert "un motif écrit sera demandé" in page.content.decode()
    assert (form.status_code, "override_reason" in form.context["form"].fields) == (200, True)
