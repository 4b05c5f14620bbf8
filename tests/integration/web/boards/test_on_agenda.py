"""A dossier on the agenda of a session: its opinion is signed there, with the quorum, and nowhere else."""

import pytest
from web_boards import NOON, SESSION, Board, board
from web_dossiers import COLZA, MYRTILLE, OPINION

from saufconduit.casework.words import Act, State
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.boards.actions import sessions
from saufconduit.web.dossiers.actions.acting import do
from saufconduit.web.dossiers.reading import load


@pytest.fixture
def renaten(zones: object) -> Board:
    return board()


def text_of(answer):
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def record(renaten: Board, dossier: str) -> None:
    do(dossier=dossier, act=Act.RECORD_BOARD_OPINION, by=renaten.house.coordinator.actor, at=NOON, data=OPINION)


def test_opinion_recorded_while_a_session_has_the_dossier_is_refused(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)

    with pytest.raises(Problem) as caught:
        record(renaten, dossier)

    assert caught.value.code == "boards.on-agenda"
    assert "séance du 12 oct. 2026 à 17 h 30" in caught.value.what("fr").replace("\u00a0", " ").replace("\u202f", " ")
    assert load(dossier).dossier.opinion is None


def test_opinion_of_a_dossier_on_no_agenda_is_recorded(renaten):
    dossier, other = renaten.refer(identity=COLZA), renaten.refer(identity=MYRTILLE)
    renaten.heard(other)

    record(renaten, dossier)

    assert load(dossier).dossier.opinion == "favourable"


def test_opinion_of_a_dossier_taken_off_the_agenda_is_recorded(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    by = renaten.house.coordinator.actor
    sessions.remove_dossier(session=SESSION, dossier=dossier, words="Absent.", by=by, at=NOON)

    record(renaten, dossier)

    assert load(dossier).dossier.opinion == "favourable"


def test_conclusion_that_the_session_signs_goes_through(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.ready(dossier)

    renaten.conclude(dossier)

    assert load(dossier).dossier.opinion == "favourable"


def test_dossier_says_beside_the_button_which_session_it_waits_for(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)

    page = text_of(renaten.house.coordinator.browser().get(f"/dossiers/{dossier}/"))

    assert "à l’ordre du jour de la séance du 12 oct. 2026 à 17 h 30" in page
    # What is to be done still leads to the form, which says the same; there is no button.
    assert page.count(f'href="/dossiers/{dossier}/record-board-opinion/"') == 1


def test_form_of_the_opinion_is_closed_with_the_same_sentence(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    browser = renaten.house.coordinator.browser()

    shown = browser.get(f"/dossiers/{dossier}/record-board-opinion/")
    sent = browser.post(
        f"/dossiers/{dossier}/record-board-opinion/",
        {"opinion": "favourable", "on": "12/10/2026", "conclusion": "Proposé."},
    )

    assert [shown.status_code, sent.status_code] == [409, 409]
    assert "retirez-le de cet ordre du jour" in text_of(shown)
    assert "retirez-le de cet ordre du jour" in text_of(sent)
    assert load(dossier).dossier.state is State.AT_BOARD
