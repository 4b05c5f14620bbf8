"""Documents reviewed on pages: read, ticked beside the text, compared, accepted by a named person."""

import json
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from web_people import Hospital, person
from web_reviews import HOSTILE, MODIFIED, NEW

from saufconduit.casework.words import Role, Zone
from saufconduit.registry.files import PACKAGED, knowledge_files
from saufconduit.registry.load import build_registry
from saufconduit.web.accounts.actions import open_site
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.review import actions, reading_apart
from saufconduit.web.review.choosing import keys_of
from saufconduit.web.review.models import Review

LIST = "/relecture/"
AT = datetime(2026, 10, 12, 10, tzinfo=UTC)
ACT = {"0/acts/0", "0/acts/0/signed", "0/acts/0/published"}


@pytest.fixture
def editor(house: Hospital):
    """The administrator of the hospital."""
    return person(house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR)


@pytest.fixture
def browser(editor):
    return editor.browser()


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The knowledge folder of the installation."""
    found = tmp_path / "savoir"
    found.mkdir()
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(found))
    return found


def sent(browser, content: str | bytes, name: str = "decision.txt"):
    raw = content if isinstance(content, bytes) else content.encode()
    return browser.post(LIST, {"file": SimpleUploadedFile(name, raw)})


@pytest.fixture
def document(browser) -> Review:
    """The decision, read."""
    assert sent(browser, MODIFIED).status_code == 302
    return Review.objects.get()


def address(row: Review, after: str = "") -> str:
    return f"/relecture/{row.id}/{after}"


def choose(browser, row: Review, *ticked: str, programme: str = "lutathera-cpc", **typed: str):
    return browser.post(address(row), {"ticked": list(ticked), "programme": programme, **typed})


def text(answer) -> str:
    return unescape(answer.content.decode()).replace("\u00a0", " ").replace("\u202f", " ")


# --- who may


ROLES = [role for role in Role if role not in (Role.SYSTEM, Role.SITE_ADMINISTRATOR)]


@pytest.mark.parametrize("role", [role for role in ROLES if not role.value.startswith("exploitant-")], ids=str)
def test_role_of_the_hospital_that_is_no_administrator_does_not_review(house, document, role):
    board = "renaten" if role in (Role.BOARD_COORDINATOR, Role.BOARD_MEMBER) else ""
    browser = person(house.site, "houx", "Houx ESSAI", role, board=board).browser()

    answers = [browser.get(LIST), sent(browser, MODIFIED), browser.get(address(document))]
    answers += [choose(browser, document), browser.post(address(document, "comparaison/"))]
    answers += [browser.post(address(document, "retirer/"))]

    assert {answer.status_code for answer in answers} == {403}
    assert Review.objects.count() == 1


@pytest.mark.parametrize("role", [Role.SITE_ADMINISTRATOR, Role.EXPLOITANT_DATA_MANAGER], ids=str)
def test_nobody_of_a_company_reviews(zones, role):
    company = open_site(name="Laboratoire Exemple", zone=Zone.EXPLOITANT)
    browser = person(company, "mousse", "Mousse EXEMPLE", role).browser()

    assert [browser.get(LIST).status_code, sent(browser, MODIFIED).status_code] == [403, 403]
    assert Review.objects.count() == 0


def test_page_without_a_login_leads_to_it(client, zones):
    assert client.get(LIST).status_code == 302


# --- upload


def test_document_is_read_and_shown_beside_its_text(browser, document):
    page = text(browser.get(address(document)))

    assert "decision.txt" in page
    assert 'value="0/acts/0/signed"' in page
    assert "signé le" in page and "5 mai 2023" in page
    assert '<mark id="p' in page
    assert "camille.fictif" not in page


def test_page_links_each_value_to_its_passage(browser, document):
    page = text(browser.get(address(document)))
    rows = [row for part in json.loads(document.sheet)["parts"] for group in part["groups"] for row in group["rows"]]

    assert [row["mark"] for row in rows if f'href="#p{row["mark"]}"' not in page] == []
    assert [row["mark"] for row in rows if f'id="p{row["mark"]}"' not in page] == []


def test_page_in_english_says_values_in_english(browser, document):
    page = browser.get(address(document), headers={"accept-language": "en"}).content.decode()

    assert "5 May 2023" in page


def test_nothing_is_ticked_before_somebody_does(browser, document):
    assert " checked" not in browser.get(address(document)).content.decode()


def test_programme_that_the_document_is_about_is_proposed(browser, document):
    assert '<option value="lutathera-cpc" selected>' in browser.get(address(document)).content.decode()


def test_list_names_the_document_and_who_sent_it(browser, document):
    page = text(browser.get(LIST))

    assert "decision.txt" in page
    assert "Buis MODÈLE" in page
    assert "À relire" in page


def test_list_says_that_no_folder_is_set(browser, zones):
    assert "Aucun dossier de connaissances" in text(browser.get(LIST))


def test_form_without_a_file_says_so(browser):
    answer = browser.post(LIST)

    assert answer.status_code == 422
    assert "Aucun fichier n’est choisi" in text(answer)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vide"),
        (b"\x7fELF\x02\x01\x01" + bytes(400), "ni un texte"),
        (b"%PDF-1.7\n" + b"abc" * 40, "abîmé"),
        (b"This page is written in English, and so it is not read by anybody here at all." * 9, "français"),
        (b"PK\x03\x04" + bytes(900), "ni un texte"),
    ],
    ids=["empty", "binary", "damaged", "english", "archive"],
)
def test_document_that_cannot_be_read_is_refused_with_a_sentence(browser, content, words):
    answer = sent(browser, content)

    assert answer.status_code == 422
    assert words in text(answer)
    assert Review.objects.count() == 0


def test_document_that_is_too_large_is_refused(browser, settings):
    settings.DOCUMENT_MEGABYTES = 20

    answer = sent(browser, b"le texte de la page " * 600_000)

    assert answer.status_code == 422
    assert "trop long" in text(answer)


def test_pdf_is_read(browser):
    answer = sent(browser, typst.compile(f"```text\n{MODIFIED}\n```".encode()), "papier.pdf")

    assert answer.status_code == 302
    assert "5 mai 2023" in text(browser.get(answer["Location"]))


def test_pdf_that_is_an_image_or_is_empty_is_refused(browser):
    answer = sent(browser, typst.compile(b"#pagebreak()"), "blanc.pdf")

    assert answer.status_code == 422
    assert Review.objects.count() == 0


def test_hostile_page_is_shown_as_text_and_runs_nothing(browser):
    sent(browser, HOSTILE, "page.html")

    page = browser.get(address(Review.objects.get())).content.decode()

    assert "onerror=" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<script") == page.count("<script src=")


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 400 + ".txt", "<b>x</b>.txt"])
def test_name_of_a_file_is_only_words(browser, name):
    sent(browser, MODIFIED, name)

    row = Review.objects.get()

    assert len(row.name) <= 200
    assert "<b>" not in browser.get(address(row)).content.decode()


def test_document_without_an_access_has_nothing_to_accept(browser):
    sent(browser, "Le comité de la page s’est réuni dans la ville pour parler de la météo et des jardins.")
    row = Review.objects.get()

    page = text(browser.get(address(row)))

    assert "il n’y a rien à accepter" in page
    assert "Comparer au référentiel" not in page
    assert browser.get(address(row, "comparaison/")).status_code == 200
    assert choose(browser, row).status_code == 302


def test_unknown_review_is_not_found(browser):
    assert browser.get("/relecture/00000000-0000-4000-8000-000000000000/").status_code == 404


# --- ticking, comparing


def test_what_was_ticked_is_kept_and_compared(browser, document):
    answer = choose(browser, document, *ACT)

    page = text(browser.get(answer["Location"]))
    assert "3 valeurs cochées" in page
    assert "modifié, signé le 5 mai 2023, publié le 6 mai 2023" in page
    assert "Nouveau" in page
    assert browser.get(address(document)).content.decode().count(" checked>") == 3


def test_comparison_says_what_differs_from_the_register(browser, document):
    row = document
    changed = json.loads(row.sheet)
    changed["proposal"]["programmes"][0]["holder"] = {**changed["proposal"]["programmes"][0]["product"]}
    Review.objects.filter(id=row.id).update(sheet=json.dumps(changed))

    choose(browser, row, "0/regime", "0/holder")
    page = text(browser.get(address(row, "comparaison/")))

    assert "Identique" in page
    assert "2 valeurs" not in page  # the holder is no row of the sheet: it cannot be ticked


def test_key_that_is_no_row_is_dropped(browser, document):
    choose(browser, document, "0/acts/0", "0/acts/9", "<script>")

    document.refresh_from_db()

    assert json.loads(document.ticked) == ["0/acts/0"]


@pytest.mark.parametrize("part", ["7", "-1", "x", "²"])
def test_part_that_the_document_does_not_have_is_not_taken(browser, document, part):
    choose(browser, document, part=part)

    document.refresh_from_db()

    assert document.part == 0


@pytest.mark.parametrize("name", ["", "Lutathera", "../ailleurs", "a b", "é", "a" * 61, "-a", "a-"])
def test_name_that_is_no_name_is_refused_and_what_was_ticked_stays(browser, document, name):
    answer = choose(browser, document, *ACT, programme="+", name=name)

    assert answer.status_code == 422
    assert "n’est pas écrit comme il faut" in text(answer)
    assert answer.content.decode().count(" checked>") == 3


def test_new_programme_shows_its_whole_file(browser):
    sent(browser, NEW)
    row = Review.objects.get()

    choose(browser, row, *keys_of(json.loads(row.sheet)), programme="+", name="kadcyla-essai")

    page = text(browser.get(address(row, "comparaison/")))
    assert "id: kadcyla-essai" in page
    assert 'value="kadcyla-essai"' in browser.get(address(row)).content.decode()


def test_new_programme_that_lacks_something_says_what(browser):
    sent(browser, NEW)
    row = Review.objects.get()

    choose(browser, row, "0/product", programme="+", name="kadcyla-essai")

    assert "le texte ne dit pas le régime" in text(browser.get(address(row, "comparaison/")))


def test_comparison_with_nothing_ticked_says_that_nothing_changes(browser, document):
    choose(browser, document)

    assert "Rien de ce qui est coché" in text(browser.get(address(document, "comparaison/")))


# --- accepting


def test_what_was_ticked_is_written_with_the_name_of_the_person(browser, document, folder, editor):
    choose(browser, document, *ACT)

    answer = browser.post(address(document, "comparaison/"))

    assert answer.status_code == 302
    programme = build_registry(knowledge_files(str(folder))).programme("lutathera-cpc")
    (act,) = [act for act in programme.acts if str(act.signed) == "2023-05-05"]
    assert (act.kind, str(act.published)) == ("modified", "2023-05-06")
    assert "Buis MODÈLE" in (folder / "programmes/lutathera-cpc.yaml").read_text()
    document.refresh_from_db()
    assert document.accepted_by == editor.user.ref
    assert SecurityEntry.objects.get(kind="knowledge-accepted").record == f"review:{document.id}"


def test_what_was_not_ticked_is_not_written(browser, document, folder):
    choose(browser, document, *ACT)

    browser.post(address(document, "comparaison/"))

    programme = build_registry(knowledge_files(str(folder))).programme("lutathera-cpc")
    assert "suspended" not in [act.kind for act in programme.acts]


def test_new_programme_is_written(browser, folder):
    sent(browser, NEW)
    row = Review.objects.get()
    choose(browser, row, *keys_of(json.loads(row.sheet)), programme="+", name="kadcyla-essai")

    browser.post(address(row, "comparaison/"))

    assert build_registry(knowledge_files(str(folder))).programme("kadcyla-essai").regime == "aap"


def test_accepted_review_says_who_and_changes_no_more(browser, document, folder):
    choose(browser, document, *ACT)
    browser.post(address(document, "comparaison/"))

    page = text(browser.get(address(document, "comparaison/")))
    again = browser.post(address(document, "comparaison/"))
    changed, dropped = choose(browser, document), browser.post(address(document, "retirer/"))

    assert "par Buis MODÈLE" in page
    assert [answer.status_code for answer in (again, changed, dropped)] == [409, 409, 409]
    assert "déjà acceptée" in text(again)
    assert "Déjà accepté" in text(browser.get(address(document)))
    assert "Accepté" in text(browser.get(LIST))


def test_accepting_without_a_folder_is_refused_with_a_sentence(browser, document):
    choose(browser, document, *ACT)

    page, answer = browser.get(address(document, "comparaison/")), browser.post(address(document, "comparaison/"))

    assert "Aucun dossier de connaissances n’est réglé" in text(page)
    assert answer.status_code == 422
    assert "SAUFCONDUIT_KNOWLEDGE" in text(answer)
    assert Review.objects.filter(accepted_at=None).count() == 1


def test_packaged_knowledge_is_never_written(browser, document, monkeypatch):
    before = Path(knowledge_files()["programmes/lutathera-cpc.yaml"]).read_bytes()
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", PACKAGED)
    choose(browser, document, *ACT)

    answer = browser.post(address(document, "comparaison/"))

    assert answer.status_code == 422
    assert "ne sont jamais modifiées d’ici" in text(answer)
    assert Path(knowledge_files()["programmes/lutathera-cpc.yaml"]).read_bytes() == before


def test_accepting_nothing_is_refused(browser, document, folder):
    choose(browser, document)

    answer = browser.post(address(document, "comparaison/"))

    assert answer.status_code == 422
    assert "Aucune valeur n’est cochée" in text(answer)
    assert list(folder.rglob("*.yaml")) == []


def test_knowledge_that_would_not_be_valid_is_not_written(browser, document, folder):
    (folder / "programmes").mkdir()
    (folder / "programmes/essai.yaml").write_text("id: autre\n")
    choose_before = Review.objects.filter(id=document.id)
    choose_before.update(ticked=json.dumps(sorted(ACT)), programme="lutathera-cpc")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions, "load_registry", lambda: build_registry(knowledge_files()))
        patch.setattr("saufconduit.web.review.views.load_registry", lambda: build_registry(knowledge_files()))
        answer = browser.post(address(document, "comparaison/"))

    assert answer.status_code == 422
    assert not (folder / "programmes/lutathera-cpc.yaml").exists()
    assert Review.objects.get().accepted_at is None


def test_document_that_was_not_accepted_can_be_removed(browser, document):
    assert browser.post(address(document, "retirer/")).status_code == 302
    assert Review.objects.count() == 0


def test_removal_is_not_had_by_an_address_alone(browser, document):
    assert browser.get(address(document, "retirer/")).status_code == 405


# --- a document of another site, one that takes too long


def test_document_of_another_site_is_read_and_not_changed(house, browser, document):
    other = person(house.other, "houx", "Houx MODÈLE", Role.SITE_ADMINISTRATOR).browser()

    browser.post(address(document), {"ticked": ["0/acts/0"], "programme": "nouveau-cpc"})
    ticked = Review.objects.get().ticked
    pages = [other.get(address(document, after)) for after in ("", "comparaison/")]
    changes = [
        choose(other, document, "0/acts/0"),
        other.post(address(document, "comparaison/")),
        other.post(address(document, "retirer/")),
    ]

    assert [page.status_code for page in pages] == [200, 200]
    assert ["Ce document est relu par un autre site" in text(page) for page in pages] == [True, True]
    assert not any(words in text(page) for page in pages for words in ("Retirer ce document", "Accepter en mon nom"))
    assert [answer.status_code for answer in changes] == [403, 403, 403]
    assert (Review.objects.get().ticked, Review.objects.get().accepted_at) == (ticked, None)


def test_accepted_document_of_another_site_says_who_accepted_it(house, browser, document, folder):
    choose(browser, document, "0/acts/0", "0/acts/0/signed")
    browser.post(address(document, "comparaison/"))
    other = person(house.other, "houx", "Houx MODÈLE", Role.SITE_ADMINISTRATOR).browser()

    page = text(other.get(address(document, "comparaison/")))

    assert "Buis MODÈLE" in page
    assert "relu par un autre site" not in page


def test_document_that_takes_too_long_is_refused_with_a_sentence(browser, monkeypatch):
    monkeypatch.setattr(reading_apart, "SECONDS", 0.0)

    answer = sent(browser, MODIFIED)

    assert answer.status_code == 422
    assert "Le document demande plus de 0 secondes : sa lecture a été arrêtée." in text(answer)
    assert not Review.objects.exists()
