"""What was done, in a sentence: one presenter for each act."""

from datetime import UTC, date, datetime

import pytest

from saufconduit.casework.event import Actor, Event
from saufconduit.casework.words import Act, Role, State
from saufconduit.web.dossiers.reading_parts import PART_OF
from saufconduit.web.dossiers.words import PRESENTERS, far, mark_of, told, value_words

BY = Actor("a1", Role.PHARMACIST, "s1")
AT = datetime(2026, 10, 12, 10, tzinfo=UTC)


def event(of: Act, **data: object) -> Event:
    return Event(1, of, AT, BY, State.DRAFT, Role.PHARMACIST, data)


def test_every_act_has_its_presenter_and_its_part():
    assert set(PRESENTERS) == set(PART_OF) == set(Act)


def test_every_state_has_its_mark():
    assert all(mark_of(state.value).icon for state in State)


@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        (event(Act.OPEN), "ouvre le dossier, sans vérification jointe.", "opens the dossier, without a check."),
        (
            event(Act.RECORD_ELIGIBILITY, eligibility={"verdict": "eligible", "known": "2026-10-12"}),
            "enregistre l’éligibilité, avec la vérification du 12\xa0oct.\xa02026.",
            "records the eligibility, with the check of 12\xa0Oct\xa02026.",
        ),
        (
            event(Act.OPEN, eligibility={"verdict": "eligible", "known": "inconnu"}),
            "ouvre le dossier, avec la vérification du inconnu.",
            "opens the dossier, with the check of inconnu.",
        ),
        (
            event(Act.DISPENSE, on="2026-10-11", batch="TEST-0042", expiry="2027-03-31", quantity=8, price="12.50"),
            "délivre 8 le 11\xa0oct.\xa02026, lot TEST-0042, péremption 31\xa0mars\xa02027, 12,50 €.",
            "dispenses 8 on 11\xa0Oct\xa02026, batch TEST-0042, expiry 31\xa0Mar\xa02027, 12.50 €.",
        ),
        (
            event(Act.CHECK_PRESCRIPTION, outcome="to-correct", note="Mention absente."),
            "contrôle l’ordonnance : à corriger par le prescripteur. Mention absente.",
            "checks the prescription: to be corrected by the prescriber. Mention absente.",
        ),
        (
            event(Act.MESSAGE, text="Poids vérifié."),
            "écrit : « Poids vérifié. »",
            "writes: “Poids vérifié.”",
        ),
        (
            event(Act.CORRECT, number=5, data={"quantity": 8}, reason="erreur de saisie"),
            "corrige l’événement 5. Motif : « erreur de saisie »",
            "corrects event 5. Reason: “erreur de saisie”",
        ),
        (
            event(Act.OVERRIDE, need="authorised", act="dispense", reason="urgence"),
            "passe outre pour « Délivrer ». Motif : « urgence »",
            "passes over for “Dispense”. Reason: “urgence”",
        ),
        (event(Act.DRAFT_REQUEST), "prépare la demande.", "drafts the request."),
        (
            event(Act.REFER_TO_BOARD, board="renaten", question="Lutathera ?"),
            "saisit la RCP nationale Renaten : « Lutathera ? »",
            "refers to the board (national board Renaten): “Lutathera ?”",
        ),
        (
            event(Act.REFER_TO_BOARD, board="filnemus"),
            "saisit la RCP du réseau Filnemus.",
            "refers to the board (board of the Filnemus network).",
        ),
        (event(Act.REFER_TO_BOARD, board="inconnue"), "saisit la RCP inconnue.", "refers to the board (inconnue)."),
        (
            event(Act.MAKE_PREPARATION, batch="TEST-1", quantity=1, expiry="2027-01-05"),
            "prépare un lot TEST-1, quantité 1, péremption 5\xa0janv.\xa02027.",
            "makes a batch TEST-1, quantity 1, expiry 5\xa0Jan\xa02027.",
        ),
        (event(Act.REFER_TO_BOARD), "saisit la RCP.", "refers to the board."),
    ],
)
def test_event_is_told_in_a_sentence(written, french, english):
    assert (told(written, "fr"), told(written, "en")) == (french, english)


def test_long_text_is_cut_at_a_word():
    sentence = told(event(Act.MESSAGE, text="mot " * 200), "fr")

    assert sentence.endswith("mot … »")
    assert len(sentence) < 300


def test_truth_is_yes_or_no():
    assert value_words(Act.DISPENSE, "is_retrocession", True, "fr") == "oui"
    assert value_words(Act.DISPENSE, "is_retrocession", False, "en") == "no"


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (date(2026, 10, 12), "aujourd’hui", "today"),
        (date(2026, 10, 13), "dans 1 jour", "in 1 day"),
        (date(2026, 10, 16), "dans 4 jours", "in 4 days"),
        (date(2026, 10, 11), "1 jour de retard", "1 day late"),
        (date(2026, 10, 9), "3 jours de retard", "3 days late"),
    ],
)
def test_far_counts_days(day, french, english):
    today = date(2026, 10, 12)

    assert (far(day, today, "fr"), far(day, today, "en")) == (french, english)
