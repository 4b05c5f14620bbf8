"""What was begun early, passed over or let run out is put right before the dossier goes on or is closed."""

from datetime import timedelta

import pytest
from casework_play import OPEN, PHARMACIST, TEXTS, TODAY, Play, treated

from saufconduit.casework.law import Coverage, Law
from saufconduit.casework.obligations import obligations
from saufconduit.casework.words import Act, Regime, State
from saufconduit.vocabulary.problem import Problem, Problems

LATE = Coverage(False, basis=("CSS L.162-16-5-4",), entered=False)


def refusal(play: Play, act: Act, by=None, reason="", **changes) -> str:
    with pytest.raises(Problem) as raised:
        play.do(act, by, reason, **changes)
    return raised.value.code


def at_pharmacy(**request) -> Play:
    return Play(Regime.AAC).do(Act.COMPLETE_REQUEST, **request)


def begun_by_night() -> Play:
    play = at_pharmacy().do(Act.GO_AHEAD_BEFORE_DECISION)
    return play.do(Act.INFORM_PATIENT).do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION).do(Act.DISPENSE)


def stopped_after_the_night() -> Play:
    return begun_by_night().do(Act.STOP_TREATMENT)


def whats(play: Play) -> list[str]:
    return [item.what for item in obligations(play.dossier, play.at.date(), play.law)]


# A start before the decision.


def test_night_start_of_a_request_signed_for_reasons_waits_for_the_agency():
    play = at_pharmacy(criteria="reasoned", criteria_reasons="aucun essai ouvert")

    assert refusal(play, Act.GO_AHEAD_BEFORE_DECISION) == "casework.not-both"


def test_night_start_of_a_patient_found_ineligible_waits_for_the_agency():
    play = Play(Regime.AAC, eligibility={"verdict": "ineligible"}).do(Act.COMPLETE_REQUEST)

    assert refusal(play, Act.GO_AHEAD_BEFORE_DECISION, reason="urgence") == "casework.not-both"


def test_treatment_begun_by_night_and_stopped_is_not_closed_before_it_is_put_right():
    play = stopped_after_the_night()

    assert refusal(play, Act.CLOSE, reason="décès") == "casework.left-to-regularise"
    assert "regularise" in whats(play)


def test_treatment_begun_by_night_and_stopped_is_put_right_step_by_step_then_closed():
    play = stopped_after_the_night()

    assert refusal(play, Act.REGULARISE) == "casework.no-decision"
    play.do(Act.SEND_REQUEST).do(Act.RECORD_DECISION).do(Act.REGULARISE)

    assert (play.dossier.state, play.dossier.regularised) == (State.STOPPED, TODAY)
    assert "regularise" not in whats(play)
    assert play.do(Act.CLOSE).dossier.state is State.CLOSED


def test_refusal_of_the_agency_ends_a_night_start_that_was_stopped():
    play = stopped_after_the_night().do(Act.SEND_REQUEST).do(Act.RECORD_DECISION, outcome="refused")

    assert play.do(Act.CLOSE).dossier.state is State.CLOSED


def test_treatment_stopped_with_nothing_to_put_right_sends_nothing_more():
    play = treated(Regime.AAC).do(Act.STOP_TREATMENT)

    assert refusal(play, Act.SEND_REQUEST) == "casework.nothing-to-regularise"
    assert play.do(Act.CLOSE).dossier.state is State.CLOSED


def test_rule_passed_over_during_a_suspension_does_not_put_the_night_start_right():
    play = begun_by_night().do(Act.SUSPEND).do(Act.DISPENSE, reason="arrêt dangereux").do(Act.REGULARISE)

    assert play.dossier.regularised is None


# A rule passed over.


def test_rule_passed_over_is_put_right_after_the_stop_and_before_the_end():
    play = treated(Regime.CPC).under(access=OPEN._replace(supply="closed")).do(Act.DISPENSE, reason="stock")
    play.do(Act.STOP_TREATMENT)

    assert refusal(play, Act.CLOSE) == "casework.left-to-regularise"
    assert play.do(Act.REGULARISE).do(Act.CLOSE).dossier.state is State.CLOSED


def test_administration_during_a_suspension_asks_for_a_reason():
    play = treated(Regime.CPC).do(Act.SUSPEND, who="agency")

    assert refusal(play, Act.ADMINISTER) == "casework.suspended"
    assert play.do(Act.ADMINISTER, reason="arrêt dangereux").dossier.overrides[-1].need == "not-suspended"


# A term.


def test_renewal_after_the_last_day_asks_for_a_reason():
    play = treated(Regime.AAC).wait(400)

    assert refusal(play, Act.ASK_RENEWAL) == "casework.renewal-late"
    assert play.do(Act.ASK_RENEWAL, reason="relance oubliée").dossier.state is State.RENEWAL_TO_SEND


def test_renewal_on_the_last_day_needs_no_reason():
    play = treated(Regime.AAC)
    left = (play.dossier.authorised_until - play.at.date()).days

    assert play.wait(left).do(Act.ASK_RENEWAL).dossier.overrides == ()


def test_days_between_two_terms_are_authorised_by_none():
    play = treated(Regime.AAC).wait(290).do(Act.ASK_RENEWAL).do(Act.SEND_REQUEST).wait(60)
    today = play.at.date()
    term = {"from": today.isoformat(), "until": (today + timedelta(days=100)).isoformat()}
    play.do(Act.RECORD_RENEWAL, **term)

    between = (today - timedelta(days=10)).isoformat()
    assert refusal(play, Act.DISPENSE, on=between) == "casework.not-authorised"
    assert play.do(Act.DISPENSE).dossier.dispensings == 2


def test_renewal_that_follows_at_once_leaves_no_day_without_an_authorisation():
    play = treated(Regime.AAC)
    first, last = play.dossier.authorised_from, play.dossier.authorised_until
    play.do(Act.ASK_RENEWAL).do(Act.SEND_REQUEST)
    term = {"from": (last + timedelta(days=1)).isoformat(), "until": (last + timedelta(days=100)).isoformat()}

    assert play.do(Act.RECORD_RENEWAL, **term).dossier.authorised_from == first


# Who comes in, what goes out.


def test_treatment_begun_too_late_does_not_come_in_by_the_early_access():
    law = Law(TEXTS, access=OPEN._replace(state="closed"), coverage=LATE)

    with pytest.raises(Problem) as raised:
        Play(Regime.AAP, law, started="2026-06-01")

    assert raised.value.code == "casework.access-closed"


def test_treatment_said_to_begin_tomorrow_opens_nothing():
    with pytest.raises((Problem, Problems)) as raised:
        Play(Regime.CPC, started=(TODAY + timedelta(days=1)).isoformat())

    assert raised.value.code == "casework.day-ahead"


def test_product_of_which_the_register_says_nothing_asks_for_its_class_before_it_leaves_the_hospital():
    play = treated(Regime.AAC).under(access=None)

    assert refusal(play, Act.DISPENSE, PHARMACIST, is_retrocession=True) == "casework.retrocession-unknown"
    assert play.do(Act.DISPENSE, reason="non réservé à l’hôpital", is_retrocession=True).dossier.dispensings == 2
