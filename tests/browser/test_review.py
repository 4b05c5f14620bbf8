"""An administrator reviews an official document in a real browser."""

import json

import pytest
from browsing import overflow, small_targets, violations
from django.utils import timezone
from web_people import person
from web_reviews import HOSTILE, MODIFIED

from saufconduit.casework.words import Role
from saufconduit.web.review.actions import Editor, accept_review, keep_choice, upload_document
from saufconduit.web.review.choosing import keys_of

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def editor(people):
    return person(people.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR)


def signed(someone) -> Editor:
    return Editor(someone.user.ref, someone.user.name, someone.actor.site)


@pytest.fixture
def document(editor):
    """A decision that was read."""
    return upload_document(content=MODIFIED.encode(), name="decision.txt", by=signed(editor), at=timezone.now())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    found = tmp_path / "savoir"
    found.mkdir()
    monkeypatch.setenv("SAUFCONDUIT_KNOWLEDGE", str(found))
    return found


def beside(document) -> str:
    return f"/relecture/{document.id}/"


def test_journey_of_a_decision_from_the_file_to_the_register(open_page, editor, folder, tmp_path):
    """An administrator sends a decision, ticks an act beside its passage, compares, accepts in their own name."""
    file = tmp_path / "decision.txt"
    file.write_text(MODIFIED, encoding="utf-8")

    page = open_page("/relecture/", person=editor)
    page.set_input_files("#file", str(file))
    page.get_by_role("button", name="Lire").click()
    page.get_by_role("checkbox", name="acte modifié").check()
    page.get_by_role("checkbox", name="signé le 5 mai 2023").check()
    page.get_by_role("button", name="Comparer au référentiel").click()
    page.get_by_role("button", name="Accepter en mon nom").click()

    assert "par Buis MODÈLE" in page.locator("main").inner_text()
    assert "2023-05-05" in (folder / "programmes/lutathera-cpc.yaml").read_text()


def test_passage_is_lit_while_its_row_is_under_the_pointer_or_the_keyboard(open_page, editor, document):
    page = open_page(beside(document), person=editor)
    lit = page.locator(".read mark.lit")

    page.get_by_role("row", name="Régime").hover()
    pointed = lit.all_inner_texts()
    page.get_by_role("heading", level=1).hover()
    left = lit.count()
    page.get_by_role("checkbox", name="Nom Lutathera").focus()

    assert pointed == ["Cadre de prescription compassionnelle"]
    assert left == 0
    assert lit.all_inner_texts() == ["Lutathera"]


def test_passage_is_led_to_and_lit_without_a_script(open_page, editor, document):
    page = open_page(beside(document), person=editor, script=False)
    row = page.get_by_role("row", name="Régime")

    row.get_by_role("link").click()

    target = page.locator(".read mark:target")
    assert target.inner_text() == "Cadre de prescription compassionnelle"
    assert target.evaluate("item => getComputedStyle(item).outlineStyle") == "solid"


def tick_all(document, editor) -> None:
    """Every value of the document, for the programme that the register has."""
    ticked = keys_of(json.loads(document.sheet))
    keep_choice(review=document.id, ticked=ticked, part=0, programme="lutathera-cpc", by=signed(editor))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_review_have_nothing_for_axe_to_say(open_page, editor, document, folder, scheme):
    tick_all(document, editor)
    pages = ("/relecture/", beside(document), f"{beside(document)}comparaison/")

    found = {path: violations(open_page(path, person=editor, scheme=scheme, for_axe=True)) for path in pages}

    assert found == {path: [] for path in pages}


def test_accepted_review_has_nothing_for_axe_to_say(open_page, editor, document, folder):
    tick_all(document, editor)
    accept_review(review=document.id, by=signed(editor), at=timezone.now())
    pages = ("/relecture/", beside(document), f"{beside(document)}comparaison/")

    assert [violations(open_page(path, person=editor, for_axe=True)) for path in pages] == [[], [], []]


@pytest.mark.parametrize("width", [1280, 400])
def test_pages_of_review_fit_their_window(open_page, editor, document, width):
    pages = [open_page(path, person=editor, width=width) for path in ("/relecture/", beside(document))]

    assert [overflow(page) for page in pages] == [0, 0]
    assert [small_targets(page) for page in pages] == [[], []]


def test_hostile_page_runs_nothing(open_page, editor):
    row = upload_document(content=HOSTILE.encode(), name="page.html", by=signed(editor), at=timezone.now())

    page = open_page(beside(row), person=editor)

    assert page.title() == "page.html | Saufconduit"
    assert page.locator("main img").count() == 0
