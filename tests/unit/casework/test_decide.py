"""Whole lives of dossiers, act by act."""

import pytest
from casework_play import (
    BOARD,
    DOCTOR,
    ELSEWHERE,
    INTERN,
    LAW,
    OPEN,
    START,
    SYSTEM,
    TODAY,
    Play,
    opening,
    treated,
)

from saufconduit.casework.apply import fold
from saufconduit.casework.decide import Command, decide
from saufconduit.casework.dossier import EMPTY
from saufconduit.casework.event import Actor
from saufconduit.casework.words import Act, Regime, Role, State
from saufconduit.vocabulary.problem import Problem, Problems


def refused(play: Play, act: Act, by=None, reason="", **changes) -> str:
    with pytest.raises(Problem) as raised:
        play.do(act, by, reason, **changes)
    return raised.value.code


def test_opening_makes_the_dossier_of_the_prescriber_at_the_site():
    dossier = Play(Regime.CPC).dossier

    assert (dossier.state, dossier.owner, dossier.events) == (State.DRAFT, Role.PRESCRIBER, 1)
    assert (dossier.regime, dossier.programme, dossier.indication) == (Regime.CPC, "lutathera-cpc", "bronchial-net")
    assert (dossier.site, dossier.prescriber, dossier.opened, dossier.verdict) == (
        "valfictif",
        "dr-exemple",
        TODAY,
        "pending",
    )


def test_opening_carries_the_board_that_the_indication_requires():
    play = Play(Regime.CPC)

    assert play.dossier.required_board == "renaten"
    assert play.events[0].data["board"] == "renaten"


def test_opening_without_a_required_board_has_none():
    assert not Play(Regime.AAC).dossier.is_board_required


def test_opening_without_the_access_known_keeps_the_data_as_given():
    events = decide(EMPTY, Command(Act.OPEN, DOCTOR, START, opening(Regime.AAC)), LAW.__class__(LAW.texts))

    assert "board" not in events[0].data


def test_opening_by_an_intern_is_for_the_prescriber_who_delegated():
    play_data = opening(Regime.AAC)

    (event,) = decide(EMPTY, Command(Act.OPEN, INTERN, START, play_data), LAW)

    assert event.state is State.DRAFT


def test_opening_for_another_prescriber_is_refused():
    with pytest.raises(Problem) as raised:
        Play(Regime.AAC, prescriber="dr-autre")

    assert raised.value.code == "casework.not-your-patient"


def test_opening_under_a_regime_without_dossiers_is_refused():
    with pytest.raises(Problem) as raised:
        decide(EMPTY, Command(Act.OPEN, DOCTOR, START, opening(Regime.AAC) | {"regime": "rtu"}), LAW)

    assert raised.value.code == "casework.unknown-regime"


def test_opening_asks_for_follow_up_by_the_company_only_with_its_reference():
    assert not Play(Regime.AAC).dossier.has_exploitant_followup
    assert Play(Regime.AAC, followup_reference="PUT-SP du 6 avril 2022").dossier.has_exploitant_followup


def test_former_atu_is_imported_to_be_read_only():
    dossier = Play(Regime.ATU_IMPORT).dossier

    assert (dossier.state, dossier.is_final, dossier.regime) == (State.IMPORTED, True, Regime.ATU_IMPORT)
    assert str(dossier.authorised_until) == "2020-08-31"


def test_former_atu_refuses_any_act():
    assert refused(Play(Regime.ATU_IMPORT), Act.MESSAGE) == "casework.not-now"


def test_aac_goes_from_draft_to_treatment():
    play = Play(Regime.AAC)
    states = [play.dossier.state]
    for act in (Act.COMPLETE_REQUEST, Act.SEND_REQUEST, Act.RECORD_QUESTION, Act.ANSWER_QUESTION, Act.RECORD_DECISION):
        states.append(play.do(act).dossier.state)

    assert states == [
        State.DRAFT,
        State.AT_PHARMACY,
        State.AT_AGENCY,
        State.QUESTIONED,
        State.AT_AGENCY,
        State.AUTHORISED,
    ]
    assert treated(Regime.AAC).dossier.state is State.IN_TREATMENT


def test_aac_that_the_agency_refuses_may_be_asked_again():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.SEND_REQUEST)
    play.do(Act.RECORD_DECISION, outcome="refused", reason="motif")

    assert (play.dossier.state, play.dossier.decision) == (State.REFUSED, "refused")

    play.do(Act.COMPLETE_REQUEST)

    assert (play.dossier.state, play.dossier.decision, play.dossier.request_sent) == (State.AT_PHARMACY, None, None)


def test_aac_by_night_is_started_then_put_right_next_day():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.GO_AHEAD_BEFORE_DECISION)
    play.do(Act.INFORM_PATIENT).do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION).do(Act.DISPENSE).do(Act.ADMINISTER)

    assert (play.dossier.state, play.dossier.owner) == (State.TO_REGULARISE, Role.PHARMACIST)

    play.wait(1).do(Act.SEND_REQUEST).do(Act.RECORD_DECISION)

    assert (play.dossier.state, play.dossier.decision) == (State.TO_REGULARISE, "granted")

    play.do(Act.REGULARISE)

    assert (play.dossier.state, play.dossier.regularised) == (State.IN_TREATMENT, play.at.date())


def test_aac_by_night_put_right_before_any_dispensing_is_authorised():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.GO_AHEAD_BEFORE_DECISION)

    play.do(Act.SEND_REQUEST).do(Act.RECORD_DECISION).do(Act.REGULARISE)

    assert play.dossier.state is State.AUTHORISED


def test_aac_by_night_refused_afterwards_no_longer_has_its_go_ahead():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.GO_AHEAD_BEFORE_DECISION)
    play.do(Act.INFORM_PATIENT).do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION).do(Act.DISPENSE).do(Act.SEND_REQUEST)
    play.do(Act.RECORD_DECISION, outcome="refused")

    assert play.dossier.state is State.REFUSED
    assert refused(play, Act.DISPENSE) == "casework.not-authorised"

    play.do(Act.COMPLETE_REQUEST)

    assert (play.dossier.state, play.dossier.went_ahead) == (State.AT_PHARMACY, None)
    assert refused(play, Act.DISPENSE) == "casework.not-authorised"


def test_aac_not_sent_cannot_be_put_right():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.GO_AHEAD_BEFORE_DECISION)

    with pytest.raises(Problems) as raised:
        play.do(Act.REGULARISE)

    assert [item.code for item in raised.value.problems] == ["casework.request-not-sent", "casework.no-decision"]


def test_aac_renewed_has_its_new_term():
    play = treated(Regime.AAC).wait(250).do(Act.ASK_RENEWAL)

    assert (play.dossier.state, play.dossier.owner) == (State.RENEWAL_TO_SEND, Role.PHARMACIST)

    play.do(Act.SEND_REQUEST)

    assert play.dossier.state is State.RENEWAL_ASKED

    before = play.dossier.authorised_until
    play.do(Act.RECORD_RENEWAL)

    assert play.dossier.state is State.IN_TREATMENT
    assert play.dossier.authorised_until > before
    assert play.dossier.renewal_asked is None


def test_aac_whose_renewal_is_refused_keeps_its_running_term():
    play = treated(Regime.AAC).wait(250).do(Act.ASK_RENEWAL).do(Act.SEND_REQUEST)
    until = play.dossier.authorised_until

    play.do(Act.RECORD_RENEWAL, outcome="refused")

    assert (play.dossier.state, play.dossier.authorised_until) == (State.REFUSED, until)
    assert play.do(Act.DISPENSE).dossier.state is State.REFUSED


def test_aac_number_given_by_the_agency_becomes_a_fact_of_the_papers():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.SEND_REQUEST, external_reference="ES-42")

    assert play.dossier.papers.reference == "ES-42"


def test_aac_returned_by_the_pharmacy_is_a_draft_again():
    assert Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.RETURN_REQUEST).dossier.state is State.DRAFT


def test_aac_seen_by_a_board_comes_back_to_the_prescriber():
    play = Play(Regime.AAC).do(Act.REFER_TO_BOARD)

    assert (play.dossier.state, play.dossier.owner) == (State.AT_BOARD, Role.BOARD_COORDINATOR)

    play.do(Act.RECORD_BOARD_OPINION, opinion="unfavourable")

    assert (play.dossier.state, play.dossier.opinion) == (State.DRAFT, "unfavourable")


def test_cpc_goes_through_its_board_to_treatment():
    play = Play(Regime.CPC).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION)

    assert play.dossier.state is State.VALIDATED

    play.do(Act.INFORM_PATIENT).do(Act.PRESCRIBE)

    assert (play.dossier.state, play.dossier.owner) == (State.PRESCRIBED, Role.PHARMACIST)
    assert play.do(Act.CHECK_PRESCRIPTION).dossier.state is State.READY
    assert play.do(Act.DISPENSE).dossier.state is State.IN_TREATMENT


def test_cpc_without_the_opinion_that_it_requires_is_not_prescribed():
    assert refused(Play(Regime.CPC), Act.PRESCRIBE) == "casework.no-opinion"


def test_cpc_that_the_board_does_not_propose_may_be_referred_again():
    play = Play(Regime.CPC).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION, opinion="other")

    assert play.dossier.state is State.REFUSED

    play.do(Act.REFER_TO_BOARD)

    assert (play.dossier.state, play.dossier.opinion) == (State.AT_BOARD, None)


def test_cpc_incomplete_for_the_board_goes_back_to_the_prescriber():
    assert Play(Regime.CPC).do(Act.REFER_TO_BOARD).do(Act.RETURN_REQUEST, BOARD).dossier.state is State.DRAFT


def test_prescription_to_correct_after_the_board_goes_back_where_it_was_written():
    play = Play(Regime.CPC).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION).do(Act.PRESCRIBE)

    play.do(Act.CHECK_PRESCRIPTION, outcome="to-correct")

    assert (play.dossier.state, play.dossier.prescribed, play.dossier.checked) == (State.VALIDATED, None, None)


def test_prescription_to_correct_without_a_board_goes_back_to_the_draft():
    play = Play(Regime.CONTINUITY).do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION, outcome="to-correct")

    assert play.dossier.state is State.DRAFT


def test_new_prescription_has_to_be_checked_again():
    play = treated(Regime.CPC).do(Act.PRESCRIBE)

    assert refused(play, Act.DISPENSE) == "casework.not-checked"


def test_aap_needs_its_access_sheet_before_any_treatment():
    play = Play(Regime.AAP).do(Act.COMPLETE_REQUEST).do(Act.INFORM_PATIENT).do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION)

    assert refused(play, Act.DISPENSE) == "casework.request-not-sent"


def test_aap_sheet_not_signed_refuses_the_prescription():
    assert refused(Play(Regime.AAP), Act.PRESCRIBE) == "casework.request-incomplete"


def test_aap_patient_moves_to_continuity():
    play = treated(Regime.AAP).do(Act.ENTER_CONTINUITY)

    assert play.dossier.state is State.IN_CONTINUITY
    assert play.do(Act.DISPENSE).dossier.dispensings == 2


def test_preparation_is_made_before_it_is_dispensed():
    play = Play(Regime.PREPARATION).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION).do(Act.PRESCRIBE)
    play.do(Act.CHECK_PRESCRIPTION)

    assert play.dossier.state is State.TO_PREPARE

    play.do(Act.MAKE_PREPARATION)

    assert (play.dossier.state, play.dossier.batch_made) == (State.READY, TODAY)


def test_continuity_counts_from_the_start_of_the_treatment():
    dossier = Play(Regime.CONTINUITY).dossier

    assert (str(dossier.started), dossier.is_started, dossier.dispensings) == ("2023-03-14", True, 0)


def test_suspended_dossier_comes_back_to_the_state_it_left():
    play = Play(Regime.CPC).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION).do(Act.PRESCRIBE)

    assert play.do(Act.SUSPEND).dossier.state is State.SUSPENDED
    assert play.do(Act.RESUME).dossier.state is State.PRESCRIBED
    assert play.dossier.resumes_to is None


def test_suspended_treatment_comes_back_to_treatment():
    assert treated(Regime.AAC).do(Act.SUSPEND).do(Act.RESUME).dossier.state is State.IN_TREATMENT


def test_stopped_treatment_is_closed():
    play = treated(Regime.CPC).do(Act.STOP_TREATMENT)

    assert (play.dossier.state, play.dossier.stopped) == (State.STOPPED, play.at.date())
    assert play.do(Act.CLOSE).dossier.is_final


def test_act_on_a_closed_dossier_is_refused():
    play = treated(Regime.CPC).do(Act.STOP_TREATMENT).do(Act.CLOSE)

    assert refused(play, Act.MESSAGE) == "casework.not-now"


def test_draft_never_sent_is_withdrawn_by_the_system():
    assert Play(Regime.AAC).do(Act.WITHDRAW_DRAFT, SYSTEM).dossier.state is State.WITHDRAWN


def test_act_out_of_place_says_what_moves_the_dossier_on():
    with pytest.raises(Problem) as raised:
        Play(Regime.CPC).do(Act.DISPENSE)

    assert raised.value.text() == (
        "[casework.not-now]\n  « Délivrer » n’est pas possible dans l’état « En préparation ».\n"
        "  Ce qui le fait avancer : Saisir la RCP, Prescrire."
    )


def test_act_out_of_place_where_nothing_is_to_be_done_says_to_read_again():
    with pytest.raises(Problem) as raised:
        treated(Regime.CPC).do(Act.REFER_TO_BOARD)

    assert raised.value.do("en") == "Read the dossier again."


def test_override_alone_is_refused():
    with pytest.raises(Problem) as raised:
        Play(Regime.CPC).give(Act.OVERRIDE, {"need": "covered", "act": "dispense", "reason": "urgence"})

    assert raised.value.code == "casework.not-alone"


def test_dossier_handed_over_belongs_to_the_other_prescriber():
    play = Play(Regime.CPC).do(Act.HAND_OVER)

    assert play.dossier.prescriber == "dr-demo"
    assert refused(play, Act.REFER_TO_BOARD) == "casework.not-your-patient"


def test_dossier_taken_over_belongs_to_the_other_site_which_the_first_one_may_know():
    play = treated(Regime.CPC).do(Act.TAKE_OVER)

    assert (play.dossier.site, play.dossier.prescriber) == ("autrefictif", "dr-demo")
    assert (play.dossier.earlier_sites, play.dossier.state) == (("valfictif",), State.IN_TREATMENT)
    assert refused(play, Act.DISPENSE) == "casework.other-site"
    assert play.do(Act.DISPENSE, ELSEWHERE).dossier.dispensings == 2


def test_message_and_document_leave_the_state_and_are_counted():
    play = Play(Regime.CPC).do(Act.MESSAGE).do(Act.ATTACH_DOCUMENT)

    assert (play.dossier.state, play.dossier.events) == (State.DRAFT, 3)


def test_eligibility_recorded_again_replaces_the_verdict():
    assert Play(Regime.CPC).do(Act.RECORD_ELIGIBILITY).dossier.verdict == "eligible"


def test_supply_checked_is_dated():
    assert treated(Regime.CPC).do(Act.CHECK_SUPPLY).dossier.supply_checked == TODAY


def test_wrong_data_are_refused_before_the_needs():
    with pytest.raises(Problems):
        Play(Regime.CPC).do(Act.REFER_TO_BOARD, board="")


def test_command_shown_hides_its_data_and_its_reason():
    command = Command(Act.MESSAGE, DOCTOR, START, {"text": "secret"}, "secret")

    assert "secret" not in repr(command)


def test_dossier_shown_hides_its_papers_and_its_last_event():
    shown = repr(Play(Regime.CPC).dossier)

    assert "FICTIF01" not in shown
    assert "1961-04" not in shown


# Passing over a rule.


def test_rule_passed_over_with_a_reason_is_traced_after_the_act():
    play = treated(Regime.AAC).wait(400)

    play.do(Act.DISPENSE, reason="le traitement ne peut pas attendre")

    assert [event.act for event in play.events[-2:]] == [Act.DISPENSE, Act.OVERRIDE]
    assert play.events[-1].data == {
        "need": "authorised",
        "act": "dispense",
        "reason": "le traitement ne peut pas attendre",
    }
    assert (play.dossier.dispensings, [item.need for item in play.dossier.overrides]) == (2, ["authorised"])


def test_rule_that_would_stop_a_started_treatment_without_a_reason_is_refused():
    assert refused(treated(Regime.AAC).wait(400), Act.DISPENSE, reason="  ") == "casework.not-authorised"


def test_rule_passed_over_is_put_right_later():
    play = treated(Regime.AAC).wait(400).do(Act.DISPENSE, reason="urgence").do(Act.REGULARISE)

    assert [item.is_regularised for item in play.dossier.overrides] == [True]
    assert refused(play, Act.REGULARISE) == "casework.nothing-to-regularise"


def test_rule_before_the_treatment_is_not_passed_over_by_a_reason():
    play = Play(Regime.CPC)

    assert refused(play, Act.PRESCRIBE, reason="urgence") == "casework.no-opinion"


def test_suspended_treatment_goes_on_for_a_written_reason():
    play = treated(Regime.CPC).do(Act.SUSPEND)

    assert refused(play, Act.DISPENSE) == "casework.suspended"
    assert play.do(Act.DISPENSE, reason="arrêter serait plus dangereux").dossier.state is State.SUSPENDED


def test_one_rule_that_cannot_be_passed_over_refuses_the_act():
    play = treated(Regime.AAC).wait(400)

    assert refused(play, Act.DISPENSE, reason="urgence", expiry="2026-11-01") == "casework.batch-expired"


def test_access_that_nobody_knows_opens_for_a_written_reason():
    law = LAW.__class__(LAW.texts, access=OPEN._replace(state="unknown"))
    command = Command(Act.OPEN, DOCTOR, START, opening(Regime.AAC), "accord de l’agence au téléphone")

    events = decide(EMPTY, command, law)

    assert [event.act for event in events] == [Act.OPEN, Act.OVERRIDE]
    assert fold(events).overrides[0].need == "access-known"


# Corrections.


def correct(play: Play, by=None, number=None, reason="", **changes) -> Play:
    last = play.dossier.last
    given = {key: value for key, value in (last.data | changes).items() if value is not None}
    data = {"number": number or last.number, "data": given, "reason": "faute de frappe"}
    return play.give(Act.CORRECT, data, by or last.by, reason)


def test_last_event_corrected_counts_as_if_it_had_been_right():
    play = correct(treated(Regime.AAC), on="2026-10-12", quantity=3)

    assert (play.dossier.events, play.dossier.dispensings) == (9, 1)
    assert play.dossier.last.data["quantity"] == 3
    assert play.events[7].data["quantity"] == 1
    assert play.dossier.last.act is Act.DISPENSE


def test_correction_of_a_decision_changes_where_the_dossier_stands():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.SEND_REQUEST).do(Act.RECORD_DECISION)

    correct(play, outcome="refused")

    assert (play.dossier.state, play.dossier.decision, play.dossier.authorised_until) == (
        State.REFUSED,
        "refused",
        None,
    )


def test_correction_of_a_correction_is_one_of_the_same_event():
    play = correct(correct(treated(Regime.CPC), quantity=3), quantity=4)

    assert (play.dossier.dispensings, play.dossier.last.data["quantity"], play.dossier.last.number) == (1, 4, 7)


def test_correction_after_a_message_is_still_one_of_the_last_act():
    play = correct(treated(Regime.CPC).do(Act.MESSAGE), quantity=3)

    assert (play.dossier.last.data["quantity"], play.dossier.events) == (3, 9)


def test_correction_of_an_earlier_event_is_refused():
    with pytest.raises(Problem) as raised:
        correct(treated(Regime.CPC), number=3)

    assert raised.value.code == "casework.only-last"


def test_correction_by_another_role_is_refused():
    with pytest.raises(Problem) as raised:
        correct(treated(Regime.CPC), DOCTOR)

    assert raised.value.code == "casework.same-role"


def test_correction_by_a_colleague_of_the_same_role_is_allowed():
    colleague = Actor("ph-autre", Role.PHARMACIST, "valfictif")

    assert correct(treated(Regime.CPC), colleague, quantity=2).dossier.last.data["quantity"] == 2


def test_correction_runs_every_control_again():
    with pytest.raises(Problem) as raised:
        correct(treated(Regime.CPC), expiry="2026-10-01")

    assert raised.value.code == "casework.batch-expired"


def test_correction_checks_the_data_again():
    with pytest.raises(Problems):
        correct(treated(Regime.CPC), batch=None)


def test_correction_cannot_change_what_the_software_set():
    play = correct(Play(Regime.CPC), patient_code="AUTRE", followup_reference="PUT-SP")

    assert play.dossier.papers.patient_code == "FICTIF01"
    assert play.dossier.has_exploitant_followup


def test_correction_keeps_the_reason_for_which_a_rule_was_passed_over():
    play = correct(treated(Regime.AAC).wait(400).do(Act.DISPENSE, reason="urgence"), quantity=3)

    assert (play.dossier.last.data["quantity"], play.dossier.dispensings) == (3, 2)
    assert [item.need for item in play.dossier.overrides] == ["authorised"]


def test_correction_that_meets_another_rule_asks_for_its_own_reason():
    play = treated(Regime.AAC).wait(400).do(Act.DISPENSE, reason="urgence")

    with pytest.raises(Problem) as raised:
        correct(play, indication_code=None)

    assert raised.value.code == "casework.no-indication-code"

    correct(play, reason="code non publié", indication_code=None)

    assert [item.need for item in play.dossier.overrides] == ["authorised", "indication-coded"]
    assert fold(play.events) == play.dossier


def test_correction_of_a_closing_leaves_the_dossier_closed():
    play = treated(Regime.CPC).do(Act.STOP_TREATMENT).do(Act.CLOSE)
    data = {"number": play.dossier.last.number, "data": {"reason": "autre motif"}, "reason": "faute de frappe"}

    play.give(Act.CORRECT, data)

    assert (play.dossier.state, play.dossier.last.data) == (State.CLOSED, {"reason": "autre motif"})
