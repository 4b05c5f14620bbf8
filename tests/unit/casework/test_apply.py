import pytest
from casework_play import DOCTOR, START, Play, treated

from saufconduit.casework.apply import apply, as_corrected, before_last, fold
from saufconduit.casework.dossier import EMPTY
from saufconduit.casework.event import Event
from saufconduit.casework.words import Act, Regime, Role, State
from saufconduit.vocabulary.problem import Problem


@pytest.mark.parametrize("regime", [item for item in Regime if item is not Regime.ATU_IMPORT])
def test_events_folded_again_give_the_same_dossier(regime):
    play = treated(regime)

    assert fold(play.events) == play.dossier


@pytest.mark.parametrize("number", [1, 3])
def test_event_whose_number_does_not_follow_is_refused(number):
    play = Play(Regime.CPC)
    event = Event(number, Act.MESSAGE, START, DOCTOR, State.DRAFT, Role.PRESCRIBER, {"text": "bonjour"})

    with pytest.raises(Problem) as raised:
        apply(play.dossier, event)

    assert raised.value.code == "casework.broken-sequence"
    assert raised.value.what() == f"L’événement {number} ne suit pas : le numéro attendu est 2."


def test_nothing_folded_is_the_empty_dossier():
    assert fold([]) == EMPTY


def test_empty_dossier_has_nothing_before_its_last_act():
    with pytest.raises(Problem) as raised:
        before_last(EMPTY)

    assert raised.value.code == "casework.only-last"


def test_dossier_before_its_last_act_keeps_no_older_one():
    play = treated(Regime.CPC)

    before = before_last(play.dossier)

    assert (before.events, before.before, before.last) == (play.dossier.events - 1, None, None)


def test_event_of_an_older_table_keeps_the_state_that_it_was_given():
    event = Event(2, Act.PRESCRIBE, START, DOCTOR, State.READY, Role.PHARMACIST, {"on": "2026-10-12"})

    dossier = apply(Play(Regime.CPC).dossier, event)

    assert (dossier.state, dossier.owner) == (State.READY, Role.PHARMACIST)


def test_day_since_which_a_dossier_stands_moves_with_the_state_only():
    play = Play(Regime.CPC).wait(3).do(Act.MESSAGE)

    assert play.dossier.since == START.date()

    play.do(Act.REFER_TO_BOARD)

    assert play.dossier.since == play.at.date()


def _event(position, act, **data) -> Event:
    return Event(position, act, START, DOCTOR, State.DRAFT, Role.PRESCRIBER, data)


def test_act_corrected_twice_stands_with_the_last_correction():
    events = [
        _event(1, Act.OPEN, regime="cpc"),
        _event(2, Act.PRESCRIBE, dosage="50 mg"),
        _event(3, Act.CORRECT, number=2, data={"dosage": "60 mg"}, reason="relu"),
        _event(4, Act.CORRECT, number=2, data={"dosage": "40 mg"}, reason="relu"),
        _event(5, Act.MESSAGE, text="bonjour"),
    ]

    found = [(event.number, event.act, dict(event.data)) for event in as_corrected(events)]

    assert found == [
        (1, Act.OPEN, {"regime": "cpc"}),
        (2, Act.PRESCRIBE, {"dosage": "40 mg"}),
        (5, Act.MESSAGE, {"text": "bonjour"}),
    ]
