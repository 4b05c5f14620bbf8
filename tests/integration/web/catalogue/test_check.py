"""A patient is checked: questions, file, result."""

import logging
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from printed import text_of
from web_people import hospital

EXAMPLES = Path(__file__).resolve().parents[4] / "examples"
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
ANSWERS = (
    ("disease", {"value": "bronchial-net"}),
    ("extent", {"value": "metastatic", "on": "09/2026"}),
    ("sstr-pet", {"value": "positive", "on": "02/09/2026"}),
    ("fdg-pet", {"value": "performed"}),
    ("treatment:everolimus", {"value": "failure", "start": "01/2025", "end": "01/09/2025"}),
    ("course", {"value": "progressive"}),
    ("board:renaten", {"value": "?"}),
)


@pytest.fixture
def doctor(zones) -> Client:
    """The browser of a prescriber, in French."""
    browser = hospital().doctor.browser()
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    return browser


def text(answer) -> str:
    return answer.content.decode()


def title(answer) -> str:
    return re.search(r"<h1>(.*?)</h1>", text(answer))[1]


def begun(browser: Client) -> str:
    """The address of the first question of a new case."""
    return browser.post("/verifier/questions/", {})["Location"]


def answered(browser: Client, count: int) -> str:
    """The address after the first answers of the story."""
    address = begun(browser)
    for _, form in ANSWERS[:count]:
        address = browser.post(address, form)["Location"]
    return address


def dropped(browser: Client, data: bytes, name: str = "dossier.yaml", **days: str):
    return browser.post("/verifier/fichier/", {"file": SimpleUploadedFile(name, data), **days})


def test_check_is_closed_to_who_is_not_in(zones):
    assert Client().get("/verifier/")["Location"].startswith("/connexion/")


def test_check_is_closed_to_a_role_that_does_not_care(zones):
    assert hospital().assistant.browser().get("/verifier/").status_code == 403


@pytest.mark.parametrize("role", ["doctor", "intern", "pharmacist", "coordinator"])
def test_check_is_open_to_the_roles_that_care(zones, role):
    assert getattr(hospital(), role).browser().get("/verifier/").status_code == 200


def test_start_offers_questions_and_a_file(doctor):
    page = text(doctor.get("/verifier/"))

    assert 'action="/verifier/questions/"' in page
    assert 'type="file"' in page


def test_questions_go_one_by_one_to_the_result_without_script(doctor):
    address = begun(doctor)
    titles = []
    for _, form in ANSWERS:
        titles.append(title(doctor.get(address)))
        address = doctor.post(address, form)["Location"]

    last = doctor.get(address)
    assert titles[0] == "Quelle est la maladie\u202f?"
    assert last["Location"].endswith("/resultat/")
    page = doctor.get(last["Location"])
    assert title(page) == "Un accès possible"
    assert "En attente de la RCP nationale Renaten" in text(page)


def test_going_back_shows_the_answer_and_loses_nothing(doctor):
    address = answered(doctor, 4)
    second = re.sub(r"/\d+/$", "/2/", address)

    page = text(doctor.get(second))

    assert '<input type="radio" name="value" value="metastatic" checked>' in page
    assert 'value="09/2026"' in page
    assert "4</span></h2><ol" in page


def test_answer_changed_narrows_again_and_keeps_the_others(doctor):
    address = answered(doctor, 4)
    second = re.sub(r"/\d+/$", "/2/", address)

    after = doctor.post(second, {"value": "locally-advanced"})

    assert after["Location"] == address
    assert "maladie localement avancée" in text(doctor.get(address))
    assert title(doctor.get(address)) != "Extension\u202f?"


def test_question_without_an_answer_is_asked_again_with_what_was_typed(doctor):
    address = answered(doctor, 1)

    page = doctor.post(address, {"on": "02/09/2026"})

    assert page.status_code == 422
    assert "Aucune réponse n’est choisie." in text(page)
    assert 'value="02/09/2026"' in text(page)
    assert 'role="alert"' in text(page)


@pytest.mark.parametrize("step", range(6))
def test_list_that_narrows_live_is_that_of_the_next_page(doctor, step):
    address = answered(doctor, step)
    form = ANSWERS[step][1]

    live = text(doctor.post(f"{address}apercu/", form, headers=PARTIAL)).strip()
    after = text(doctor.get(doctor.post(address, form)["Location"]))

    assert live.startswith('<aside class="side" id="remaining"')
    assert live in after


def test_list_that_narrows_live_keeps_nothing(doctor):
    address = begun(doctor)

    doctor.post(f"{address}apercu/", {"value": "meningioma"}, headers=PARTIAL)

    assert "Déjà dit" not in text(doctor.get(address))


def test_list_that_narrows_live_stays_as_it_was_while_nothing_is_chosen(doctor):
    live = text(doctor.post(f"{begun(doctor)}apercu/", {}, headers=PARTIAL))

    assert "9 encore possibles" in live


def test_list_asked_without_script_is_the_page(doctor):
    address = begun(doctor)

    assert doctor.post(f"{address}apercu/", {"value": "net"})["Location"] == address


def test_list_asked_after_the_last_question_leads_on(doctor):
    address = answered(doctor, 7)

    assert doctor.post(f"{address}apercu/", {}, headers=PARTIAL).status_code == 302


def test_step_that_was_not_reached_is_the_next_question(doctor):
    address = re.sub(r"/\d+/$", "/40/", begun(doctor))

    assert title(doctor.get(address)) == "Quelle est la maladie\u202f?"


def test_result_may_be_seen_before_the_end(doctor):
    address = answered(doctor, 1)

    page = doctor.get(re.sub(r"/\d+/$", "/resultat/", address))

    assert title(page) == "Un accès encore possible"
    assert "Continuer les questions" in text(page)


def test_result_after_the_last_question_offers_to_change(doctor):
    address = answered(doctor, 7)

    assert "Modifier les réponses" in text(doctor.get(re.sub(r"/\d+/$", "/resultat/", address)))


def test_case_of_another_session_is_refused_with_a_sentence(doctor, zones):
    address = begun(doctor)
    other = Client()
    other.cookies = doctor.cookies.copy()
    session = other.session
    del session["cases"]
    session.save()

    page = other.get(address)

    assert page.status_code == 422
    assert "Cette vérification n’est plus sur le serveur" in text(page)


def test_day_of_the_question_is_that_of_the_case(doctor):
    address = doctor.post("/verifier/questions/", {"on": "1/1/2023", "known": "1/1/2024"})["Location"]

    page = text(doctor.get(re.sub(r"/\d+/$", "/resultat/", address)))

    assert "Situation le 1er\u00a0janvier 2023, telle que connue le 1er\u00a0janvier 2024." in page


def test_day_of_the_question_that_cannot_be_read_is_asked_again(doctor):
    page = doctor.post("/verifier/questions/", {"on": "demain", "known": "hier"})

    assert page.status_code == 422
    assert 'value="demain"' in text(page)
    assert 'aria-describedby="q-on-e"' in text(page)


def test_result_before_any_act_says_so(doctor):
    address = doctor.post("/verifier/questions/", {"known": "1/1/2000"})["Location"]

    page = doctor.get(doctor.get(address)["Location"])

    assert title(page) == "Aucun programme n’était connu ce jour-là"


def test_result_opens_a_dossier_without_typing_again(doctor):
    address = answered(doctor, 7)

    page = text(doctor.get(re.sub(r"/\d+/$", "/resultat/", address)))

    case = address.split("/")[2]
    assert f'<form method="post" action="/dossiers/ouvrir/{case}/">' in page
    assert '<input type="hidden" name="programme" value="lutathera-cpc">' in page
    assert '<input type="hidden" name="indication" value="bronchial-net">' in page


def test_result_says_who_may_open_a_dossier_to_who_may_not(zones):
    pharmacist = hospital().pharmacist.browser()

    page = text(pharmacist.get(re.sub(r"/\d+/$", "/resultat/", answered(pharmacist, 7))))

    assert 'aria-disabled="true" aria-describedby="w-open"' in page
    assert "/dossiers/ouvrir/" not in page


def test_result_lets_an_intern_open_a_dossier(zones):
    intern = hospital().intern.browser()

    page = text(intern.get(re.sub(r"/\d+/$", "/resultat/", answered(intern, 7))))

    assert "/dossiers/ouvrir/" in page


def test_result_without_any_access_opens_nothing(doctor):
    sent = dropped(doctor, (EXAMPLES / "12-lumykras-started-a-day-too-late.yaml").read_bytes())

    page = text(doctor.get(sent["Location"]))

    assert "Ouvrir un dossier" not in page
    assert "La plus proche, écartée\u00a0:" in page
    assert "Imprimer pour la RCP" in page


# --- a file


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("01-bronchial-net-eligible", "SYN-01\u00a0: un accès possible"),
        ("12-lumykras-started-a-day-too-late", "SYN-12\u00a0: aucun accès possible"),
        ("19-almost-empty", "SYN-19\u00a0: 9 accès encore possibles"),
    ],
)
def test_file_gives_the_result_at_once(doctor, name, answer):
    sent = dropped(doctor, (EXAMPLES / f"{name}.yaml").read_bytes())

    assert title(doctor.get(sent["Location"])) == answer


def test_access_without_a_first_day_and_without_an_end_says_the_end_alone(doctor):
    sent = dropped(doctor, b"facts: {disease: midline-glioma, h3: k27m, treated-in-france: true}")

    page = text(doctor.get(sent["Location"]))

    assert '<p class="soft small">aucune fin publiée</p>' in page


def test_other_diseases_are_folded_under_the_result(doctor):
    sent = dropped(doctor, (EXAMPLES / "01-bronchial-net-eligible.yaml").read_bytes())

    shown, _, folded = text(doctor.get(sent["Location"])).partition('<details class="fold pt1">')

    assert "30 autres indications" in shown
    assert "pour une autre maladie</strong>" in folded
    assert ("Lynparza, " in shown, "Lynparza, " in folded) == (False, True)


def test_file_of_every_example_has_a_page(doctor):
    files = sorted(EXAMPLES.glob("*.yaml"))

    pages = [doctor.get(dropped(doctor, path.read_bytes())["Location"]) for path in files]

    assert [page.status_code for page in pages] == [200] * len(files)


def test_file_may_be_completed_by_questions(doctor):
    sent = dropped(doctor, (EXAMPLES / "20-net-site-unknown.yaml").read_bytes())

    page = doctor.get(re.sub(r"resultat/$", "1/", sent["Location"]))

    assert title(page) == "Quelle est la maladie\u202f?"
    assert 'value="bronchial-net"' in text(page)
    assert 'value="meningioma"' not in text(page)


def test_file_with_mistakes_tells_each_one_with_its_line(doctor):
    page = dropped(doctor, b"id: a\nfacts:\n  diseas: net\n  extent: immense\n")

    assert page.status_code == 422
    assert "Ligne 3\u00a0: «\u00a0diseas\u00a0» n’est pas un fait connu." in text(page)
    assert "Ligne 4\u00a0: «\u00a0extent\u00a0» n’a pas cette valeur" in text(page)
    assert "immense" not in text(page)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04\xff\xfe", "Ce fichier n’est pas un texte en UTF-8."),
        (b"%PDF-1.7\n\xff", "Ce fichier n’est pas un texte en UTF-8."),
        (b"", "Ce fichier est vide."),
        (b"a: [", "La mise en page du fichier est rompue ici"),
        (b"id: a\n" + b"# trop long\n" * 30_000, "Ce fichier dépasse 256\u00a0ko."),
        (b"<html><script>alert(1)</script></html>", "doit être un ensemble"),
    ],
)
def test_file_that_is_none_is_refused_with_a_sentence(doctor, data, sentence):
    page = dropped(doctor, data)

    assert page.status_code == 422
    assert sentence in text(page)
    assert "<script>alert" not in text(page)


def test_file_that_is_not_chosen_is_asked_for(doctor):
    page = doctor.post("/verifier/fichier/", {})

    assert page.status_code == 422
    assert "Aucun fichier n’est choisi." in text(page)


def test_file_with_a_day_that_cannot_be_read_is_not_kept(doctor):
    page = dropped(doctor, (EXAMPLES / "01-bronchial-net-eligible.yaml").read_bytes(), on="demain")

    assert page.status_code == 422
    assert "cases" not in doctor.session


def test_name_of_the_file_is_shown_nowhere(doctor, caplog):
    with caplog.at_level(logging.DEBUG):
        page = dropped(doctor, b"facts: {disease: [", name="Mme Myrtille FICTIVE.yaml")

    assert "FICTIVE" not in text(page) + caplog.text


def test_answers_are_in_no_log_and_no_address(doctor, caplog):
    with caplog.at_level(logging.DEBUG):
        address = answered(doctor, 7)
        doctor.get(re.sub(r"/\d+/$", "/resultat/", address))

    assert re.findall("metastatic|everolimus|bronchial", caplog.text + address) == []


def test_page_about_a_patient_is_not_kept_by_the_browser(doctor):
    assert doctor.get(begun(doctor)).headers["Cache-Control"] == "no-store"


def test_sheet_for_the_board_is_a_pdf_of_the_same_answer(doctor):
    sent = dropped(doctor, (EXAMPLES / "02-bronchial-net-board-not-seized.yaml").read_bytes())
    address = re.sub(r"resultat/$", "fiche-rcp.pdf", sent["Location"])

    answer = doctor.get(address)

    words = text_of(answer.content)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "SYN-02" in words
    assert "Renaten" in words
    assert "Saule MODÈLE" in words


def test_sheet_for_the_board_of_answers_has_no_name(doctor):
    address = re.sub(r"/\d+/$", "/fiche-rcp.pdf", answered(doctor, 3))

    assert "sans identifiant" in text_of(doctor.get(address).content)


def test_sheet_for_the_board_says_what_is_known_of_the_person(doctor):
    sent = dropped(doctor, b"id: SYN-00\nsex: female\nbirth: 1961-04\nfacts: {disease: meningioma}\n")

    words = text_of(doctor.get(re.sub(r"resultat/$", "fiche-rcp.pdf", sent["Location"])).content)

    assert "femme, naissance avril 1961" in words


def test_result_in_english_is_in_english(doctor):
    doctor.cookies["saufconduit-language"] = "en"

    page = doctor.get(dropped(doctor, (EXAMPLES / "02-bronchial-net-board-not-seized.yaml").read_bytes())["Location"])

    assert title(page) == "SYN-02: one access possible"
    assert "Waiting for the national board Renaten" in text(page)
