"""What is due after each act: who, by when, on what basis."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from casework_play import COVERED, LAWS, OPEN, TODAY, Play, treated

from saufconduit.casework.obligations import obligations
from saufconduit.casework.settings import SETTINGS
from saufconduit.casework.standing import standing
from saufconduit.casework.words import Act, Regime, Role, State
from saufconduit.vocabulary.days import Span


def due(play: Play, on: date | None = None):
    return {item.what: item for item in obligations(play.dossier, on or play.at.date(), play.law)}


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def seen(item) -> tuple:
    return item.act, item.owner, item.due, item.basis.article, item.basis.setting


def test_draft_of_an_aac_asks_for_the_signature_and_the_information():
    found = due(Play(Regime.AAC))

    assert seen(found["complete-request"]) == (
        Act.COMPLETE_REQUEST,
        Role.PRESCRIBER,
        in_days(7),
        "CSP R.5121-74",
        "prescriber-part",
    )
    assert seen(found["inform-patient"]) == (
        Act.INFORM_PATIENT,
        Role.PRESCRIBER,
        in_days(7),
        "CSS R.163-54",
        "information",
    )


def test_draft_never_sent_is_withdrawn_by_the_system_after_thirty_days():
    assert seen(due(Play(Regime.AAC))["withdraw-draft"])[1:3] == (Role.SYSTEM, in_days(30))


def test_draft_sent_once_is_not_withdrawn():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.SEND_REQUEST)
    play.do(Act.RECORD_DECISION, outcome="refused").do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION)

    assert (play.dossier.state, "withdraw-draft" in due(play)) == (State.DRAFT, False)


def test_draft_that_a_board_must_see_asks_to_seize_it():
    found = due(Play(Regime.CPC))

    assert seen(found["refer-to-board"])[:3] == (Act.REFER_TO_BOARD, Role.PRESCRIBER, in_days(7))
    assert found["refer-to-board"].basis.document == "ansm-lutathera"
    assert "prescribe" not in found


def test_draft_of_a_preparation_rests_on_what_its_protocol_says_of_the_board():
    assert due(Play(Regime.PREPARATION))["refer-to-board"].basis.document == "ansm-onc201"


def test_draft_of_an_aap_that_a_board_must_see_has_the_setting_for_basis():
    assert due(Play(Regime.AAP, LAWS[Regime.CPC]))["refer-to-board"].basis.name == "board-referral"


@pytest.mark.parametrize("eligibility", [None, {"verdict": "undetermined"}])
def test_draft_without_the_facts_asks_for_them(eligibility):
    found = due(Play(Regime.AAP, eligibility=eligibility))

    assert seen(found["record-eligibility"])[:2] == (Act.RECORD_ELIGIBILITY, Role.PRESCRIBER)


def test_draft_of_an_aap_asks_for_its_sheet_and_its_prescription():
    found = due(Play(Regime.AAP))

    assert {"complete-request", "prescribe"} <= set(found)
    assert seen(found["prescribe"])[3] == "CSS L.162-16-5-3"


def test_board_that_was_seized_owes_its_opinion():
    found = due(Play(Regime.CPC).do(Act.REFER_TO_BOARD))

    assert seen(found["record-board-opinion"]) == (
        Act.RECORD_BOARD_OPINION,
        Role.BOARD_COORDINATOR,
        in_days(30),
        None,
        "board-opinion",
    )


def test_prescription_due_says_the_words_to_write_with_their_article():
    found = due(Play(Regime.CPC).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION))

    assert "avec la mention « Prescription au titre d'un accès compassionnel" in found["prescribe"].text.fr
    assert seen(found["prescribe"])[3:] == ("CSP L.5121-12-1 VI", "prescription")


def test_prescription_of_a_preparation_has_no_words_to_write():
    found = due(Play(Regime.PREPARATION).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION))

    assert (found["prescribe"].text.fr, found["prescribe"].basis.article) == ("Prescrire", None)


def test_prescription_written_is_to_be_checked_the_next_day():
    play = Play(Regime.CONTINUITY).do(Act.PRESCRIBE)

    assert seen(due(play)["check-prescription"])[:3] == (Act.CHECK_PRESCRIPTION, Role.PHARMACIST, in_days(1))


def test_prescription_checked_is_to_be_dispensed():
    play = Play(Regime.CONTINUITY).do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION)

    assert seen(due(play)["dispense"])[:3] == (Act.DISPENSE, Role.PHARMACIST, in_days(7))


def test_prescription_renewed_during_the_treatment_is_to_be_checked():
    assert "check-prescription" in due(treated(Regime.CPC).do(Act.PRESCRIBE))


def test_preparation_checked_is_to_be_made():
    play = Play(Regime.PREPARATION).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION).do(Act.PRESCRIBE)

    assert seen(due(play.do(Act.CHECK_PRESCRIPTION))["make-preparation"])[:2] == (Act.MAKE_PREPARATION, Role.PHARMACIST)


def test_request_signed_is_to_be_sent_by_the_pharmacist_with_the_article():
    found = due(Play(Regime.AAC).do(Act.COMPLETE_REQUEST))

    assert seen(found["send-request"]) == (
        Act.SEND_REQUEST,
        Role.PHARMACIST,
        in_days(1),
        "CSP R.5121-74",
        "request-sending",
    )


def test_request_sent_is_followed_up_by_a_setting_since_no_text_gives_a_delay():
    found = due(Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.SEND_REQUEST))

    assert seen(found["record-decision"]) == (
        Act.RECORD_DECISION,
        Role.PHARMACIST,
        in_days(14),
        None,
        "agency-reminder",
    )
    assert found["record-decision"].basis.is_setting
    assert "aucun délai" in found["record-decision"].basis.doubt.fr


def test_question_of_the_agency_is_to_be_answered_by_the_prescriber():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.SEND_REQUEST).do(Act.RECORD_QUESTION)

    assert seen(due(play)["answer-question"])[1:3] == (Role.PRESCRIBER, in_days(2))


def test_sheet_of_an_aap_is_to_be_sent_before_the_treatment():
    play = Play(Regime.AAP).do(Act.COMPLETE_REQUEST).do(Act.PRESCRIBE)

    assert seen(due(play)["send-request"])[:2] == (Act.SEND_REQUEST, Role.PHARMACIST)
    assert "send-request" not in due(play.do(Act.SEND_REQUEST))


def test_night_start_is_put_right_step_by_step_by_a_setting():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.GO_AHEAD_BEFORE_DECISION)
    steps = [due(play)["regularise"]]
    steps += [due(play.do(act))["regularise"] for act in (Act.SEND_REQUEST, Act.RECORD_DECISION)]

    assert [item.act for item in steps] == [Act.SEND_REQUEST, Act.RECORD_DECISION, Act.REGULARISE]
    assert {item.owner for item in steps} == {Role.PHARMACIST}
    assert [(item.due, item.basis.setting) for item in steps] == [
        (in_days(1), "regularisation"),
        (in_days(14), "agency-reminder"),
        (in_days(1), "regularisation"),
    ]
    assert steps[0].basis.document == "ansm-aac-demande"
    assert "regularise" not in due(play.do(Act.REGULARISE))


def test_information_proved_is_no_longer_due():
    assert "inform-patient" not in due(Play(Regime.AAP).do(Act.INFORM_PATIENT))


def test_information_that_no_text_asks_for_is_not_due():
    assert "inform-patient" not in due(Play(Regime.PREPARATION))


def test_information_of_a_stopped_treatment_is_no_longer_due():
    play = treated(Regime.CPC)
    play.dossier = replace(play.dossier, informed_orally=None)

    assert "inform-patient" in due(play)
    assert "inform-patient" not in due(play.do(Act.STOP_TREATMENT))


@pytest.mark.parametrize(("act", "owner"), [(Act.DISPENSE, Role.PHARMACIST), (Act.ENTER_CONTINUITY, Role.PRESCRIBER)])
def test_rule_passed_over_is_to_be_put_right_by_whoever_passed_it(act, owner):
    play = treated(Regime.AAP).under(
        access=OPEN._replace(supply="closed", until=None), coverage=COVERED._replace(covered=False, until=None)
    )
    play.do(act, reason="urgence")
    (item,) = [item for what, item in due(play).items() if what.startswith("override/")]

    assert (item.act, item.owner, item.due) == (Act.REGULARISE, owner, in_days(1))


def test_rule_put_right_is_no_longer_due():
    play = treated(Regime.CPC).under(access=OPEN._replace(supply="closed"))
    play.do(Act.DISPENSE, reason="urgence").do(Act.REGULARISE)

    assert not [what for what in due(play) if what.startswith("override/")]


def test_renewal_is_due_before_the_end_by_a_setting_that_says_so():
    play = treated(Regime.AAC)
    item = due(play)["ask-renewal"]

    assert play.dossier.authorised_until == date(2027, 8, 8)
    assert seen(item) == (Act.ASK_RENEWAL, Role.PRESCRIBER, date(2027, 6, 8), "CSP R.5121-74-4", "renewal-lead")
    assert "réglage du site" in item.basis.doubt.fr


def test_renewal_lead_chosen_by_the_site_moves_the_day():
    play = treated(Regime.AAC)
    chosen = {**SETTINGS, "renewal-lead": SETTINGS["renewal-lead"]._replace(value=Span(days=10))}

    assert due(play.under(settings=chosen))["ask-renewal"].due == date(2027, 7, 29)


def test_renewal_asked_for_is_sent_then_followed_up():
    play = treated(Regime.AAC).do(Act.ASK_RENEWAL)

    assert "ask-renewal" not in due(play)
    assert seen(due(play)["send-request"])[1:3] == (Role.PHARMACIST, in_days(1))
    assert seen(due(play.do(Act.SEND_REQUEST))["record-renewal"])[1] is Role.PHARMACIST


def test_end_of_the_authorisation_is_told_with_its_article():
    item = due(treated(Regime.AAC))["end-of-authorisation"]

    assert seen(item) == (None, Role.PRESCRIBER, date(2027, 8, 8), "CSP R.5121-74-3", None)


def test_authorisation_of_a_treatment_that_has_not_started_has_no_renewal():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.SEND_REQUEST).do(Act.RECORD_DECISION)

    assert {"ask-renewal", "end-of-authorisation"}.isdisjoint(due(play))
    assert "prescribe" in due(play)


def test_supply_is_checked_every_month_from_the_last_dispensing_or_check():
    play = treated(Regime.CONTINUITY)

    assert due(play)["check-supply"].due == date(2026, 11, 12)
    assert due(play.wait(20).do(Act.CHECK_SUPPLY))["check-supply"].due == date(2026, 12, 1)


def test_supply_before_the_treatment_is_not_checked():
    assert "check-supply" not in due(Play(Regime.CPC))


def test_end_of_continuity_is_announced_with_its_text():
    item = due(treated(Regime.CONTINUITY))["end-of-continuity"]

    assert seen(item) == (None, Role.PRESCRIBER, date(2026, 10, 24), "note 2025/156", None)


def test_end_of_access_further_than_the_notice_is_not_announced():
    assert "end-of-access" not in due(treated(Regime.CPC))


def test_end_of_access_within_the_notice_is_announced():
    assert due(treated(Regime.CPC), date(2028, 2, 1))["end-of-access"].due == date(2028, 4, 1)


def test_end_that_nobody_states_is_not_announced():
    play = treated(Regime.CPC).under(access=None)

    assert "end-of-access" not in due(play)


def test_end_before_the_treatment_is_not_announced():
    assert "end-of-access" not in due(Play(Regime.CPC), date(2028, 2, 1))


def test_patient_of_a_closed_early_access_moves_to_continuity():
    play = treated(Regime.AAP).under(access=OPEN._replace(state="closed"))
    item = due(play)["enter-continuity"]

    assert seen(item) == (Act.ENTER_CONTINUITY, Role.PHARMACIST, None, "CSS L.162-16-5-4 I", None)


def test_refusal_stop_and_suspension_each_ask_for_what_follows():
    refused = Play(Regime.CPC).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION, opinion="unfavourable")

    assert due(refused)["close"].due == in_days(7)
    assert due(treated(Regime.CPC).do(Act.STOP_TREATMENT))["close"].due == in_days(30)
    assert due(treated(Regime.CPC).do(Act.SUSPEND))["resume"].due == date(2026, 11, 12)


def test_closed_dossier_owes_nothing():
    assert due(Play(Regime.CPC).do(Act.CLOSE)) == {}


def test_obligations_come_in_the_order_of_their_days_the_undated_last():
    play = treated(Regime.AAP).under(access=OPEN._replace(state="closed"))
    days = [item.due for item in obligations(play.dossier, TODAY, play.law)]

    assert days == sorted(days, key=lambda day: day or date.max)
    assert days[-1] is None


def test_obligation_is_late_the_day_after_its_last_day():
    item = due(Play(Regime.AAC).do(Act.COMPLETE_REQUEST))["send-request"]

    assert not item.is_late(in_days(1))
    assert item.is_late(in_days(2))


def test_obligation_without_a_day_is_never_late():
    play = treated(Regime.AAP).under(access=OPEN._replace(state="closed"))

    assert not due(play)["enter-continuity"].is_late(date(2030, 1, 1))


# How it is said to stand.


def stands(play: Play, on: date) -> tuple[str, str]:
    found = standing(play.dossier, on, play.law)
    return found.code, found.text.fr


def test_dossier_in_treatment_stands_by_its_state():
    assert stands(treated(Regime.AAC), TODAY) == ("in-treatment", "En traitement")


def test_dossier_whose_renewal_is_due_is_said_to_be_renewed():
    assert stands(treated(Regime.AAC), date(2027, 6, 8)) == ("to-renew", "À renouveler")


def test_dossier_the_day_before_its_renewal_is_due_is_in_treatment():
    assert stands(treated(Regime.AAC), date(2027, 6, 7))[0] == "in-treatment"


def test_dossier_whose_authorisation_has_run_out_is_said_to_have_ended():
    assert stands(treated(Regime.AAC), date(2027, 8, 9)) == ("ended", "Autorisation finie")


def test_dossier_to_put_right_stands_by_its_state():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.GO_AHEAD_BEFORE_DECISION)

    assert stands(play, TODAY) == ("to-regularise", "À régulariser")
