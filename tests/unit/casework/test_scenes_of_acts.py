"""Papers and days written late, another hospital, another event, the end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from casework_play import COVERED, DOCTOR, ELSEWHERE, INTERN, TODAY, Play, treated
from casework_scenes import YESTERDAY, at_agency, authorised, codes, due, papers

from saufconduit.casework.words import Act, Regime, State
from saufconduit.vocabulary.problem import Problem

# Papers and days.


def test_dispensing_dated_before_the_patient_was_informed_is_refused():
    play = Play(Regime.CPC).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION)
    play.do(Act.PRESCRIBE, on=YESTERDAY.isoformat()).do(Act.CHECK_PRESCRIPTION).do(Act.INFORM_PATIENT)

    assert codes(play, Act.DISPENSE, on=YESTERDAY.isoformat()) == ["casework.not-informed"]
    assert play.do(Act.DISPENSE).dossier.is_started


def test_dispensing_dated_before_the_patient_was_informed_again_stands():
    play = papers(authorised()).wait(2).do(Act.INFORM_PATIENT)

    assert play.do(Act.DISPENSE, on=TODAY.isoformat()).dossier.started == TODAY


def test_treatment_begun_today_opens_a_dossier():
    assert Play(Regime.CPC, started=TODAY.isoformat()).dossier.started == TODAY


def test_single_day_between_two_terms_is_authorised_by_none():
    play = treated(Regime.AAC).wait(290).do(Act.ASK_RENEWAL).do(Act.SEND_REQUEST).wait(20)
    between = play.dossier.authorised_until + timedelta(days=1)
    first, last = (between + timedelta(days=count) for count in (1, 100))
    play.do(Act.RECORD_RENEWAL, **{"from": first.isoformat(), "until": last.isoformat()})

    assert codes(play, Act.DISPENSE, on=between.isoformat()) == ["casework.not-authorised"]


def test_renewal_decided_before_it_was_sent_is_refused():
    play = treated(Regime.AAC).do(Act.ASK_RENEWAL).do(Act.SEND_REQUEST)

    assert codes(play, Act.RECORD_RENEWAL, on=YESTERDAY.isoformat()) == ["casework.day-too-early"]


def test_dispensing_dated_before_the_access_sheet_was_sent_is_refused():
    play = Play(Regime.AAP).do(Act.COMPLETE_REQUEST).do(Act.INFORM_PATIENT, on=YESTERDAY.isoformat())
    play.do(Act.PRESCRIBE, on=YESTERDAY.isoformat()).do(Act.CHECK_PRESCRIPTION).do(Act.SEND_REQUEST)

    assert codes(play, Act.DISPENSE, on=YESTERDAY.isoformat()) == ["casework.request-not-sent"]
    assert play.do(Act.DISPENSE).dossier.is_started


def test_aac_whose_payer_is_left_open_still_asks_for_the_indication_and_its_code():
    play = treated(Regime.AAC).under(coverage=COVERED._replace(payer="unknown"))

    assert codes(play, Act.PRESCRIBE, states_indication=False) == ["casework.no-indication"]
    assert codes(play, Act.DISPENSE, indication_code=None) == ["casework.no-indication-code"]


def test_indication_code_in_force_since_the_day_of_the_dispensing_is_accepted():
    assert treated(Regime.CPC).do(Act.DISPENSE, code_from=TODAY.isoformat()).dossier.dispensings == 2


@pytest.mark.parametrize("regime", [Regime.AAP, Regime.CONTINUITY])
def test_treatment_after_an_early_access_whose_payer_is_left_open_asks_for_no_code(regime):
    play = treated(regime).under(coverage=COVERED._replace(payer="unknown"))

    assert play.do(Act.DISPENSE, indication_code=None).dossier.dispensings == 2


def test_draft_returned_after_a_first_request_is_not_said_to_be_withdrawn():
    play = at_agency().do(Act.RECORD_DECISION, outcome="refused").do(Act.COMPLETE_REQUEST).do(Act.RETURN_REQUEST)

    assert (play.dossier.state, "withdraw-draft" in due(play)) == (State.DRAFT, False)


# Another hospital, another event, the end.


def test_hospital_that_takes_over_checks_the_supply_at_once():
    play = treated(Regime.CPC).do(Act.CHECK_SUPPLY).wait(3).do(Act.TAKE_OVER)

    assert due(play)["check-supply"].due == TODAY + timedelta(days=3)
    play.wait(1).do(Act.CHECK_SUPPLY, ELSEWHERE)
    assert due(play)["check-supply"].due == date(2026, 11, 16)


def test_hospital_that_takes_over_and_checks_on_the_same_day_has_checked():
    play = treated(Regime.CPC).wait(3).do(Act.TAKE_OVER).do(Act.CHECK_SUPPLY, ELSEWHERE)

    assert due(play)["check-supply"].due == date(2026, 11, 15)


def test_hospital_that_takes_over_and_dispenses_has_checked_the_supply():
    play = treated(Regime.CPC).wait(3).do(Act.TAKE_OVER).wait(1).do(Act.DISPENSE, ELSEWHERE)

    assert due(play)["check-supply"].due == date(2026, 11, 16)


def test_request_taken_over_while_it_is_pending_is_decided_at_the_other_hospital():
    play = at_agency().do(Act.TAKE_OVER)

    assert (play.dossier.state, play.dossier.site, play.dossier.earlier_sites) == (
        State.AT_AGENCY,
        "autrefictif",
        ("valfictif",),
    )
    assert codes(play, Act.RECORD_DECISION) == ["casework.other-site"]
    assert play.do(Act.RECORD_DECISION, ELSEWHERE).dossier.state is State.AUTHORISED


def test_first_dispensing_corrected_to_the_eve_moves_the_start_of_the_treatment():
    play = Play(Regime.CPC).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION)
    eve = YESTERDAY.isoformat()
    play.do(Act.INFORM_PATIENT, on=eve).do(Act.PRESCRIBE, on=eve).do(Act.CHECK_PRESCRIPTION).do(Act.DISPENSE)
    last = play.dossier.last
    play.give(Act.CORRECT, {"number": last.number, "data": {**last.data, "on": eve}, "reason": "date"}, last.by)

    assert (play.dossier.started, play.dossier.dispensed) == (YESTERDAY, YESTERDAY)


def test_later_dispensing_leaves_the_first_day_of_the_treatment():
    play = treated(Regime.CPC).wait(10).do(Act.DISPENSE).do(Act.ADMINISTER)

    assert (play.dossier.started, play.dossier.dispensed) == (TODAY, TODAY + timedelta(days=10))


@pytest.mark.parametrize("act", [Act.DISPENSE, Act.ADMINISTER])
def test_first_day_typed_in_after_a_later_one_is_the_start_of_the_treatment(act):
    play = Play(Regime.CPC).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION)
    eve = YESTERDAY.isoformat()
    play.do(Act.INFORM_PATIENT, on=eve).do(Act.PRESCRIBE, on=eve).do(Act.CHECK_PRESCRIPTION).do(Act.DISPENSE)

    assert play.do(act, on=eve).dossier.started == YESTERDAY
    assert play.dossier.dispensed == TODAY


def test_dossier_taken_over_twice_remembers_both_hospitals():
    play = treated(Regime.CPC).do(Act.TAKE_OVER).do(Act.TAKE_OVER, replace(ELSEWHERE, site="troisfictif"))

    assert (play.dossier.site, play.dossier.earlier_sites) == ("troisfictif", ("valfictif", "autrefictif"))


def test_prescriber_acting_as_the_intern_of_another_does_not_act_in_their_own_dossier():
    intern = replace(INTERN, ref="dr-exemple", delegated_by="dr-demo")

    assert codes(Play(Regime.AAC), Act.DRAFT_REQUEST, intern) == ["casework.not-your-patient"]


def test_handing_over_is_not_corrected_by_who_could_not_have_done_it():
    play = Play(Regime.CPC).do(Act.HAND_OVER)
    data = {"number": play.dossier.last.number, "data": {"prescriber": "dr-autre", "reason": "x"}, "reason": "erreur"}

    with pytest.raises(Problem) as raised:
        play.give(Act.CORRECT, data, replace(DOCTOR, ref="dr-demo"))

    assert raised.value.code == "casework.not-your-patient"


def test_reason_given_for_an_earlier_act_does_not_let_the_correction_of_another_through():
    play = treated(Regime.AAC).wait(400).do(Act.DISPENSE, reason="urgence")
    play.do(Act.DISPENSE, on=(play.dossier.authorised_until).isoformat())
    last = play.dossier.last
    today = play.at.date().isoformat()

    with pytest.raises(Problem) as raised:
        play.give(Act.CORRECT, {"number": last.number, "data": {**last.data, "on": today}, "reason": "date"}, last.by)

    assert raised.value.code == "casework.not-authorised"


def test_death_before_any_treatment_closes_the_request_at_once():
    assert at_agency().do(Act.CLOSE, reason="décès").dossier.state is State.CLOSED


def test_death_during_a_suspension_stops_then_closes():
    play = treated(Regime.CPC).do(Act.SUSPEND).do(Act.STOP_TREATMENT)

    assert play.do(Act.CLOSE).dossier.state is State.CLOSED
