"""A session on which the board concluded shows what the board had before it, and says what changed since."""

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from web_boards import NOON, SESSION, Board, board
from web_dossiers import COLZA

from saufconduit.casework.words import Act
from saufconduit.web.boards.brought import brought_by
from saufconduit.web.boards.reading import load
from saufconduit.web.demonstration.patients import file_of
from saufconduit.web.dossiers.actions.acting import do, identify
from saufconduit.web.dossiers.checked import check_of
from saufconduit.web.journal.dossier_keys import destroy_key

ADDRESS = f"/rcp/{SESSION}/"
OTHER = replace(COLZA, birth_name="Démo", birth_day=date(1958, 4, 11))
LATER = NOON + timedelta(hours=1)
DAY = date(2026, 10, 12)


@pytest.fixture
def renaten(zones: object) -> Board:
    return board()


@pytest.fixture
def dossier(renaten) -> str:
    """A dossier on which the board has concluded; the session is closed."""
    found = renaten.refer()
    renaten.heard(found)
    renaten.ready(found)
    renaten.conclude(found)
    renaten.close()
    return found


def page_of(renaten, address=ADDRESS):
    return renaten.chair.browser().get(address).content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def words_of(answer):
    document = pypdfium2.PdfDocument(answer.content)
    return " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())


def changes(dossier):
    found = brought_by([dossier], load(SESSION).concluded)[dossier]
    return [words.fr for words in found.changed]


def test_session_whose_dossier_did_not_change_marks_nothing(renaten, dossier):
    assert "odifié depuis" not in page_of(renaten)
    assert changes(dossier) == []


def test_identity_said_again_afterwards_does_not_change_what_was_concluded_upon(renaten, dossier):
    identify(dossier=dossier, identity=OTHER, by=renaten.house.doctor.actor, at=LATER)

    page = page_of(renaten)

    assert "M. Colza EXEMPLE" in page
    assert "Colza DÉMO" not in page
    assert page.count("modifié depuis") == 1
    assert "Modifié depuis dans le dossier : identité du patient." in page


def test_minutes_and_sheets_name_the_patient_as_on_that_day(renaten, dossier):
    identify(dossier=dossier, identity=OTHER, by=renaten.house.doctor.actor, at=LATER)
    browser = renaten.chair.browser()

    printed = [words_of(browser.get(f"{ADDRESS}{name}.pdf")) for name in ("compte-rendu", "fiches")]

    assert ["EXEMPLE" in words for words in printed] == [True, True]
    assert ["Colza DÉMO" in words for words in printed] == [False, False]


def test_identity_said_again_before_the_conclusion_is_the_one_shown(renaten):
    found = renaten.refer()
    renaten.heard(found)
    identify(dossier=found, identity=OTHER, by=renaten.house.doctor.actor, at=NOON)
    renaten.ready(found)
    renaten.conclude(found)

    page = page_of(renaten)

    assert "M. Colza DÉMO" in page
    assert "odifié depuis" not in page


def test_check_kept_afterwards_is_not_the_one_concluded_upon(renaten, dossier):
    before = brought_by([dossier])[dossier].outcome
    check = check_of(file_of("other-net-open", COLZA, DAY), "lutathera-cpc", "bronchial-net", DAY, DAY)
    by = renaten.house.doctor.actor
    do(dossier=dossier, act=Act.RECORD_ELIGIBILITY, by=by, at=LATER, data={"eligibility": check.to_dict()})

    shown = brought_by([dossier], load(SESSION).concluded)[dossier]

    assert shown.outcome == before
    assert brought_by([dossier])[dossier].outcome != before
    assert changes(dossier) == ["vérification jointe"]


def test_document_attached_afterwards_is_marked(renaten, dossier):
    data = {"document": "d1", "title": "IRM", "media_type": "application/pdf"}
    do(dossier=dossier, act=Act.ATTACH_DOCUMENT, by=renaten.house.doctor.actor, at=LATER, data=data)

    assert changes(dossier) == ["documents joints"]


def test_prescriber_who_took_over_afterwards_is_marked(renaten, dossier):
    data = {"prescriber": renaten.house.intern.user.ref, "reason": "Départ."}
    do(dossier=dossier, act=Act.HAND_OVER, by=renaten.house.doctor.actor, at=LATER, data=data)

    page = page_of(renaten)

    assert changes(dossier) == ["prescripteur"]
    assert "Dr Saule MODÈLE" in page


def test_question_asked_again_of_a_board_is_marked(renaten):
    found = renaten.refer()
    renaten.heard(found)
    renaten.ready(found)
    renaten.conclude(found, "asks", asked=["TEP FDOPA"])
    asked = {"board": "renaten", "question": "Et maintenant ?"}
    do(dossier=found, act=Act.REFER_TO_BOARD, by=renaten.house.doctor.actor, at=LATER, data=asked)

    page = page_of(renaten)

    assert "Lutathera après évérolimus ?" in page
    assert "Et maintenant ?" not in page
    assert changes(found) == ["question posée"]


def test_session_not_concluded_yet_shows_the_dossier_of_today(renaten):
    found = renaten.refer()
    renaten.heard(found)
    identify(dossier=found, identity=OTHER, by=renaten.house.doctor.actor, at=NOON)

    assert "M. Colza DÉMO" in page_of(renaten)


def test_dossier_that_was_erased_brings_nothing(renaten, dossier):
    destroy_key(dossier=dossier, by="system", at=LATER, reason="terme de conservation")

    found = brought_by([dossier], {dossier: 1})[dossier]

    assert (found.identity, found.question, found.outcome, found.titles) == (None, "", None, ())
    assert found.changed == ()
