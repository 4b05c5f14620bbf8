"""A patient is checked in a real browser."""

from pathlib import Path

import pytest
from browsing import new_page, overflow, small_targets, violations

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def go(page, words: str, role: str = "button") -> None:
    """Pushes a button, or follows a link, and waits for the page that answers."""
    with new_page(page):
        page.get_by_role(role, name=words).click()


def choose(page, words: str) -> None:
    """Chooses an answer, lets the list beside follow, goes on."""
    with page.expect_response(lambda answer: answer.url.endswith("/apercu/")):
        page.get_by_label(words, exact=True).check()
    go(page, "Continuer")


def drop(page, name: str) -> None:
    """Drops one of the examples."""
    page.set_input_files("#file", EXAMPLES / f"{name}.yaml")
    go(page, "Lire le fichier")


def test_questionnaire_narrows_the_list_live_then_answers(open_page, people):
    """A doctor answers: the list beside follows each choice at once; the result says which board to seize."""
    page = open_page("/verifier/", person=people.doctor)
    go(page, "Commencer")
    left = page.locator("#remaining h2").first

    assert "9 encore possibles" in left.inner_text()
    page.get_by_label("tumeur neuroendocrine bronchique", exact=True).check()
    page.locator("text=1 encore possible").wait_for()
    go(page, "Continuer")
    choose(page, "maladie métastatique")
    choose(page, "TEP des récepteurs de la somatostatine positive")
    choose(page, "TEP au FDG réalisée")
    choose(page, "reçu, échec")
    choose(page, "maladie progressive")
    choose(page, "je ne sais pas")

    assert page.locator("h1").inner_text() == "Un accès possible"
    assert "RCP nationale Renaten" in page.locator(".talon .b.wait").inner_text()


def test_questionnaire_works_without_script(open_page, people):
    page = open_page("/verifier/", person=people.doctor, script=False)
    go(page, "Commencer")

    page.get_by_label("méningiome", exact=True).check()
    go(page, "Continuer")
    go(page, "Voir le résultat maintenant", "link")

    assert page.locator("h1").inner_text() == "Un accès encore possible"


def test_back_of_the_browser_loses_no_answer(open_page, people):
    page = open_page("/verifier/", person=people.doctor)
    go(page, "Commencer")
    choose(page, "méningiome")

    page.go_back()
    page.go_back()
    page.go_forward()

    assert page.get_by_label("méningiome", exact=True).is_checked()


def test_questionnaire_is_answered_by_the_keyboard_alone(open_page, people):
    page = open_page("/verifier/", person=people.doctor)
    with new_page(page):
        page.get_by_role("button", name="Commencer").press("Enter")

    page.get_by_label("méningiome", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2/")

    assert "Question 2" in page.title()


def test_refused_answer_is_read_first_and_keeps_what_was_typed(open_page, people):
    page = open_page("/verifier/", person=people.doctor)
    go(page, "Commencer")
    choose(page, "méningiome")

    page.get_by_label("Constaté le").fill("demain")
    choose(page, "TEP des récepteurs de la somatostatine de type 2 positive")

    assert "attend un jour du calendrier" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Constaté le").input_value() == "demain"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_have_no_obstacle_that_a_machine_can_find(open_page, people, scheme, width):
    page = open_page("/verifier/", person=people.doctor, scheme=scheme, width=width, for_axe=True)
    found = violations(page)
    go(page, "Commencer")
    found += violations(page)
    choose(page, "tumeur neuroendocrine bronchique")
    found += violations(page)
    go(page, "Voir le résultat maintenant", "link")
    found += violations(page)

    assert found == []


@pytest.mark.parametrize("width", [320, 390, 660, 768, 1024, 1280, 1920])
def test_pages_are_never_wider_than_their_window(open_page, people, width):
    page = open_page("/verifier/", person=people.doctor, width=width)
    wider = [overflow(page)]
    go(page, "Commencer")
    wider.append(overflow(page))
    page.goto("/verifier/")
    drop(page, "02-bronchial-net-board-not-seized")
    wider.append(overflow(page))

    assert wider == [0, 0, 0]


def test_controls_are_large_enough_to_be_hit(open_page, people):
    page = open_page("/verifier/", person=people.doctor, width=390)
    go(page, "Commencer")

    assert small_targets(page) == []


def test_file_gives_the_answer_above_the_fold(open_page, people):
    page = open_page("/verifier/", person=people.doctor)

    drop(page, "02-bronchial-net-board-not-seized")

    box = page.locator(".talon").bounding_box()
    assert page.locator("h1").inner_text().replace("\u00a0", " ") == "SYN-02 : un accès possible"
    assert box["y"] + box["height"] <= 800


def test_mistakes_of_a_file_are_read_first(open_page, people, tmp_path):
    wrong = tmp_path / "dossier.yaml"
    wrong.write_text("facts:\n  diseas: net\n", encoding="utf-8")
    page = open_page("/verifier/", person=people.doctor)

    page.set_input_files("#file", wrong)
    go(page, "Lire le fichier")

    assert page.evaluate("document.activeElement.id") == "errors"
    assert "Ligne 2" in page.locator("#errors").inner_text()


def test_sheet_for_the_board_is_downloaded(open_page, people):
    page = open_page("/verifier/", person=people.doctor)
    drop(page, "02-bronchial-net-board-not-seized")

    with page.expect_download() as waiting:
        page.get_by_role("link", name="Imprimer pour la RCP").click()

    assert waiting.value.suggested_filename == "fiche-rcp.pdf"
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
