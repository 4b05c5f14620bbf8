"""Each refusal, with its sentence and its article where one is known."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from casework_play import COVERED, LAW, LAWS, MENTION, OPEN, TODAY, Play, treated

from saufconduit.casework import care_problems
from saufconduit.casework.case import Need
from saufconduit.casework.dossier import Dossier
from saufconduit.casework.policies import NEEDS
from saufconduit.casework.words import Act, Regime
from saufconduit.vocabulary.problem import Problem, Problems
from saufconduit.vocabulary.text import Text

TOMORROW = (TODAY + timedelta(days=1)).isoformat()
YESTERDAY = (TODAY - timedelta(days=1)).isoformat()


def refusal(play: Play, act: Act, by=None, reason="", **changes) -> Problem:
    with pytest.raises(Problem) as raised:
        play.do(act, by, reason, **changes)
    return raised.value


def seen(problem: Problem) -> tuple[str, str]:
    return problem.code, str(problem.names["article"])


def at_pharmacy() -> Play:
    return Play(Regime.AAC).do(Act.COMPLETE_REQUEST)


def at_agency() -> Play:
    return at_pharmacy().do(Act.SEND_REQUEST)


def validated() -> Play:
    return Play(Regime.CPC).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION)


def ready(regime: Regime = Regime.CPC) -> Play:
    play = Play(regime).do(Act.INFORM_PATIENT) if regime is Regime.CONTINUITY else validated().do(Act.INFORM_PATIENT)
    return play.do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION)


# Days.


def test_day_after_today_is_refused_with_the_name_of_the_field():
    problem = refusal(treated(Regime.CPC), Act.DISPENSE, on=TOMORROW)

    assert seen(problem) == ("casework.day-ahead", "")
    assert problem.what() == "Jour de la délivrance : ce jour est après aujourd’hui."
    assert problem.what("en") == "Day of dispensing: this day is after today."


def test_dispensing_before_its_prescription_is_refused():
    play = validated().do(Act.INFORM_PATIENT, on=YESTERDAY).do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION)
    problem = refusal(play, Act.DISPENSE, on=YESTERDAY, code_from="2026-01-01")

    assert problem.what() == "Jour de la délivrance : ce jour est avant l’ordonnance."


def test_decision_before_the_request_was_sent_is_refused():
    assert seen(refusal(at_agency(), Act.RECORD_DECISION, on=YESTERDAY))[0] == "casework.day-too-early"


def test_stop_before_the_start_is_refused():
    assert seen(refusal(treated(Regime.CPC), Act.STOP_TREATMENT, on=YESTERDAY))[0] == "casework.day-too-early"


# Access.


def under(regime: Regime, **access):
    return replace(LAWS[regime], access=OPEN._replace(**access))


def test_opening_under_a_closed_access_is_refused_with_its_basis():
    with pytest.raises(Problem) as raised:
        Play(Regime.CPC, under(Regime.CPC, state="closed"))

    assert seen(raised.value) == ("casework.access-closed", "CSP L.5121-12-1 III")
    assert "(CSP L.5121-12-1 III)" in raised.value.what()


def test_opening_for_a_treatment_already_started_looks_at_the_supply():
    assert Play(Regime.AAP, under(Regime.AAP, state="closed"), started="2026-01-05").dossier.is_started


def test_treatment_goes_on_where_the_access_is_closed_to_others():
    play = treated(Regime.CPC).under(access=OPEN._replace(state="closed"))

    assert play.do(Act.DISPENSE).dossier.dispensings == 2


def test_treatment_whose_supply_is_closed_goes_on_for_a_written_reason_only():
    play = treated(Regime.CPC).under(access=OPEN._replace(supply="closed"))

    assert seen(refusal(play, Act.DISPENSE))[0] == "casework.access-closed"
    assert play.do(Act.DISPENSE, reason="stock de la PUI").dossier.dispensings == 2


def test_access_that_nobody_knows_is_not_a_ban():
    play = ready().under(access=OPEN._replace(state="unknown"))

    assert seen(refusal(play, Act.DISPENSE))[0] == "casework.access-unknown"
    assert play.do(Act.DISPENSE, reason="accord de l’agence").dossier.is_started


def test_access_that_was_not_computed_is_not_judged():
    assert Play(Regime.AAC, replace(LAW, access=None)).dossier.events == 1


# Continuity.


def test_patient_not_started_in_time_is_refused_with_the_text():
    late = COVERED._replace(covered=False, entered=False, basis=("CSS L.162-16-5-4 I",))
    law = replace(LAWS[Regime.CONTINUITY], coverage=late)

    with pytest.raises(Problem) as raised:
        Play(Regime.CONTINUITY, law, started="2024-01-10")

    assert seen(raised.value) == ("casework.not-started-in-time", "CSS L.162-16-5-4 I")


def test_patient_not_started_in_time_is_refused_even_with_a_reason():
    assert not NEEDS["started-in-time"].is_passable(Dossier(started=TODAY))


def test_patient_whose_start_is_not_known_is_refused():
    with pytest.raises(Problem) as raised:
        Play(Regime.CONTINUITY, started=None)

    assert seen(raised.value) == ("casework.no-start", "CSS L.162-16-5-4 I")


def test_patient_whose_cover_is_uncertain_is_not_refused_at_the_door():
    law = replace(LAWS[Regime.CONTINUITY], coverage=COVERED._replace(covered=None))

    assert Play(Regime.CONTINUITY, law).dossier.events == 1


def test_patient_whose_cover_was_not_computed_is_not_refused_at_the_door():
    assert Play(Regime.CONTINUITY, replace(LAWS[Regime.CONTINUITY], coverage=None)).dossier.events == 1


def test_continuity_that_has_ended_says_that_nothing_is_published():
    play = treated(Regime.CONTINUITY).under(coverage=COVERED._replace(covered=False))

    problem = refusal(play, Act.DISPENSE)

    assert seen(problem)[0] == "casework.not-covered"
    assert "Ce n’est pas une interdiction" in problem.what()
    assert play.do(Act.DISPENSE, reason="le traitement est commencé").dossier.dispensings == 2


# Decision.


def test_dispensing_after_the_end_of_the_authorisation_is_refused_with_its_article():
    assert seen(refusal(treated(Regime.AAC).wait(301), Act.DISPENSE)) == ("casework.not-authorised", "CSP R.5121-74-3")


def test_dispensing_on_the_last_day_of_the_authorisation_is_allowed():
    assert treated(Regime.AAC).wait(300).do(Act.DISPENSE).dossier.dispensings == 2


def test_dispensing_before_the_first_day_of_the_authorisation_is_refused():
    play = at_agency().do(Act.RECORD_DECISION, **{"from": TOMORROW})
    play.do(Act.INFORM_PATIENT).do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION)

    assert seen(refusal(play, Act.DISPENSE))[0] == "casework.not-authorised"


def test_dispensing_while_the_agency_decides_waits_or_is_a_night_start():
    play = at_agency().do(Act.INFORM_PATIENT).do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION)

    with pytest.raises(Problems) as raised:
        play.do(Act.DISPENSE)

    assert [item.code for item in raised.value.problems] == ["casework.not-running", "casework.not-authorised"]


@pytest.mark.parametrize("until", ["2027-10-12", "2028-01-01"])
def test_authorisation_of_more_than_a_year_is_refused_with_its_article(until):
    problem = refusal(at_agency(), Act.RECORD_DECISION, until=until)

    assert seen(problem) == ("casework.more-than-a-year", "CSP R.5121-74-3")
    assert problem.what() == "L’autorisation ne peut pas dépasser un an (CSP R.5121-74-3)."


def test_authorisation_of_exactly_a_year_is_accepted():
    play = at_agency().do(Act.RECORD_DECISION, until="2027-10-11")

    assert play.dossier.authorised_until == date(2027, 10, 11)


@pytest.mark.parametrize("changes", [{"from": None}, {"until": None}, {"until": YESTERDAY}])
def test_authorisation_without_its_two_days_in_order_is_refused(changes):
    assert seen(refusal(at_agency(), Act.RECORD_DECISION, **changes)) == ("casework.no-term", "CSP R.5121-74-3")


def test_refusal_of_the_agency_needs_no_days():
    play = at_agency().do(Act.RECORD_DECISION, outcome="refused", **{"from": None, "until": None})

    assert play.dossier.decision == "refused"


# Board.


def test_referral_to_another_board_names_the_one_required():
    problem = refusal(Play(Regime.CPC), Act.REFER_TO_BOARD, board="comete")

    assert seen(problem)[0] == "casework.wrong-board"
    assert "renaten" in problem.what()


def test_referral_where_no_board_is_required_is_free():
    assert Play(Regime.AAC).do(Act.REFER_TO_BOARD, board="comete").dossier.board == "comete"


def test_prescription_that_the_board_did_not_propose_is_refused():
    play = Play(Regime.AAP, LAWS[Regime.CPC]).do(Act.COMPLETE_REQUEST)
    declined = replace(play.dossier, opinion="unfavourable")
    play.dossier = declined

    assert seen(refusal(play, Act.PRESCRIBE))[0] == "casework.not-proposed"


# Eligibility.


@pytest.mark.parametrize(
    ("eligibility", "code"),
    [
        (None, "casework.not-assessed"),
        ({"verdict": "ineligible"}, "casework.not-eligible"),
        ({"verdict": "undetermined"}, "casework.not-determined"),
    ],
)
def test_prescription_for_a_patient_outside_the_indication_is_refused(eligibility, code):
    play = Play(Regime.AAP, eligibility=eligibility).do(Act.COMPLETE_REQUEST)

    assert seen(refusal(play, Act.PRESCRIBE))[0] == code


# Request.


def test_criteria_not_met_ask_for_reasons_with_the_article():
    problem = refusal(Play(Regime.AAC), Act.COMPLETE_REQUEST, criteria="reasoned")

    assert seen(problem) == ("casework.no-reasons", "CSP R.5121-74")


def test_criteria_not_met_with_reasons_are_accepted():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST, criteria="reasoned", criteria_reasons="aucun essai ouvert")

    assert play.dossier.request_completed == TODAY


def test_undertaking_refused_refuses_the_request():
    problem = refusal(Play(Regime.AAC), Act.COMPLETE_REQUEST, undertakes_to_inform=False)

    assert seen(problem) == ("casework.no-undertaking", "CSP R.5121-74")


@pytest.mark.parametrize("missing", ["meets_criteria", "agrees"])
def test_night_start_without_criteria_or_agreement_is_refused(missing):
    assert seen(refusal(at_pharmacy(), Act.GO_AHEAD_BEFORE_DECISION, **{missing: False})) == ("casework.not-both", "")


def test_draft_already_sent_once_is_not_withdrawn():
    play = at_agency().do(Act.RECORD_DECISION, outcome="refused").do(Act.COMPLETE_REQUEST).do(Act.RETURN_REQUEST)

    assert seen(refusal(play, Act.WITHDRAW_DRAFT))[0] == "casework.already-sent"


def test_draft_with_a_dispensing_is_closed_and_not_withdrawn():
    play = Play(Regime.CPC)
    play.dossier = replace(play.dossier, dispensings=1)

    problem = refusal(play, Act.WITHDRAW_DRAFT)

    assert problem.code == "casework.already-dispensed"
    assert problem.what() == "Une délivrance existe : le dossier se clôt, il ne se supprime pas."


def test_decision_on_a_night_start_not_sent_is_refused():
    play = at_pharmacy().do(Act.GO_AHEAD_BEFORE_DECISION)

    assert seen(refusal(play, Act.RECORD_DECISION)) == ("casework.request-not-sent", "CSP R.5121-74")


# Information.


def test_dispensing_to_a_patient_not_informed_is_refused_with_its_article():
    play = validated().do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION)

    assert seen(refusal(play, Act.DISPENSE)) == ("casework.not-informed", "CSS R.163-54")


@pytest.mark.parametrize(("first", "second"), [("oral", "written"), ("written", "oral")])
def test_information_in_two_times_counts(first, second):
    play = validated().do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION).do(Act.INFORM_PATIENT, way=first)

    assert seen(refusal(play, Act.DISPENSE))[0] == "casework.not-informed"

    play.do(Act.INFORM_PATIENT, way=second)

    assert play.do(Act.DISPENSE).dossier.is_started


@pytest.mark.parametrize("missing", ["notice_version", "proof"])
@pytest.mark.parametrize("way", ["written", "both"])
def test_written_information_without_its_proof_is_refused(way, missing):
    problem = refusal(Play(Regime.AAC).do(Act.COMPLETE_REQUEST), Act.INFORM_PATIENT, way=way, **{missing: None})

    assert seen(problem) == ("casework.no-proof", "CSS R.163-54")


def test_oral_information_needs_no_notice():
    play = Play(Regime.CPC).do(Act.INFORM_PATIENT, way="oral", notice_version=None, proof=None)

    assert (play.dossier.informed_orally, play.dossier.informed_in_writing) == (TODAY, None)


def test_information_not_understood_is_not_noted():
    assert seen(refusal(Play(Regime.AAP), Act.INFORM_PATIENT, is_understood=False)) == (
        "casework.not-understood",
        "CSS R.163-36",
    )


def test_preparation_where_no_text_asks_for_information_is_dispensed():
    play = Play(Regime.PREPARATION).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION).do(Act.PRESCRIBE)

    assert play.do(Act.CHECK_PRESCRIPTION).do(Act.MAKE_PREPARATION).do(Act.DISPENSE).dossier.is_started


# Prescription.


def test_prescription_without_the_words_of_the_regime_is_refused_with_them():
    problem = refusal(validated(), Act.PRESCRIBE, mention="hors AMM")

    assert seen(problem) == ("casework.no-mention", "CSP L.5121-12-1 VI")
    assert MENTION in problem.do()


def test_prescription_with_other_apostrophes_and_capitals_is_accepted():
    assert validated().do(Act.PRESCRIBE, mention=f" {MENTION.upper().replace(chr(39), '’')}. ").dossier.prescribed


def test_prescription_that_does_not_state_the_indication_is_refused():
    assert seen(refusal(validated(), Act.PRESCRIBE, states_indication=False)) == (
        "casework.no-indication",
        "CSS L.162-16-5-3",
    )


def test_prescription_in_the_free_phase_of_continuity_need_not_state_it():
    assert Play(Regime.CONTINUITY).do(Act.PRESCRIBE, states_indication=False).dossier.prescribed


def test_prescription_in_the_insured_phase_of_continuity_must_state_it():
    play = Play(Regime.CONTINUITY).under(coverage=COVERED._replace(payer="insured_100"))

    assert seen(refusal(play, Act.PRESCRIBE, states_indication=False)) == ("casework.no-indication", "CSS L.162-16-5-3")


def test_check_without_a_prescription_is_refused():
    assert seen(refusal(at_pharmacy(), Act.CHECK_PRESCRIPTION))[0] == "casework.no-prescription"


# Dispensing.


def test_batch_that_has_expired_is_refused():
    assert seen(refusal(ready(), Act.DISPENSE, expiry=YESTERDAY))[0] == "casework.batch-expired"


def test_batch_that_expires_today_is_dispensed():
    assert ready().do(Act.DISPENSE, expiry=TODAY.isoformat()).dossier.is_started


def test_preparation_that_is_expired_when_made_is_refused():
    play = Play(Regime.PREPARATION).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION).do(Act.PRESCRIBE)

    assert (
        seen(refusal(play.do(Act.CHECK_PRESCRIPTION), Act.MAKE_PREPARATION, expiry=YESTERDAY))[0]
        == "casework.batch-expired"
    )


def test_preparation_without_a_batch_is_not_dispensed():
    play = treated(Regime.PREPARATION)
    play.dossier = replace(play.dossier, batch_made=None)

    assert seen(refusal(play, Act.DISPENSE))[0] == "casework.no-batch"


@pytest.mark.parametrize("changes", [{"indication_code": None}, {"code_from": None}, {"code_from": "2026-12-01"}])
def test_indication_code_missing_or_not_yet_in_force_is_refused_with_its_article(changes):
    assert seen(refusal(ready(), Act.DISPENSE, **changes)) == ("casework.no-indication-code", "CSS D.163-2")


def test_indication_code_missing_never_stops_a_treatment_for_a_written_reason():
    assert ready().do(Act.DISPENSE, reason="code non publié", indication_code=None).dossier.is_started


def test_indication_code_is_not_asked_for_in_the_free_phase():
    assert ready(Regime.CONTINUITY).do(Act.DISPENSE, indication_code=None, code_from=None).dossier.dispensings == 1


def test_price_in_the_free_phase_is_nothing():
    assert seen(refusal(ready(Regime.CONTINUITY), Act.DISPENSE, price="120.00")) == (
        "casework.not-free",
        "note 2025/156",
    )


def test_price_in_another_phase_is_free_to_write():
    play = ready(Regime.CONTINUITY).under(coverage=COVERED._replace(payer="reference_price"))

    assert play.do(Act.DISPENSE, price="120.00").dossier.dispensings == 1


def test_product_for_hospital_use_only_is_not_dispensed_to_outpatients():
    play = ready().under(access=OPEN._replace(is_hospital_only=True))

    problem = refusal(play, Act.DISPENSE, is_retrocession=True)

    assert seen(problem) == ("casework.no-retrocession", "CSP L.5126-6 1°")


def test_product_whose_class_is_not_known_asks_for_it():
    play = ready().under(access=OPEN._replace(is_hospital_only=None))

    assert seen(refusal(play, Act.DISPENSE, is_retrocession=True))[0] == "casework.retrocession-unknown"
    assert play.do(Act.DISPENSE, reason="non RH", is_retrocession=True).dossier.is_started


def test_product_that_is_not_for_hospital_use_only_is_dispensed_to_outpatients():
    assert ready().do(Act.DISPENSE, is_retrocession=True).dossier.is_started


def test_administration_without_a_dispensing_is_refused_until_it_is_recorded():
    play = Play(Regime.CONTINUITY)
    play.dossier = replace(treated(Regime.CONTINUITY).dossier, dispensings=0)

    assert seen(refusal(play, Act.ADMINISTER))[0] == "casework.not-dispensed"


def test_administration_first_recorded_starts_the_treatment():
    play = treated(Regime.CPC)
    play.dossier = replace(play.dossier, started=None)

    assert play.do(Act.ADMINISTER).dossier.started == TODAY


# End.


def test_stop_of_a_treatment_that_has_not_started_is_refused():
    assert seen(refusal(Play(Regime.CPC), Act.STOP_TREATMENT))[0] == "casework.not-running"


def test_closing_while_the_treatment_runs_is_refused():
    assert seen(refusal(treated(Regime.CPC), Act.CLOSE))[0] == "casework.still-running"


def test_closing_before_any_treatment_is_allowed():
    assert Play(Regime.CPC).do(Act.CLOSE).dossier.is_final


def test_handing_over_to_the_same_prescriber_is_refused():
    assert seen(refusal(Play(Regime.CPC), Act.HAND_OVER, prescriber="dr-exemple"))[0] == "casework.same-prescriber"


@pytest.mark.parametrize(
    "changes", [{"patient_code": "FICTIF02"}, {"reference": "DEMANDE02"}, {"birth_month": "1961-05"}]
)
def test_takeover_with_one_wrong_fact_is_refused_without_saying_which(changes):
    problem = refusal(Play(Regime.CPC), Act.TAKE_OVER, **changes)

    assert seen(problem)[0] == "casework.papers-differ"
    assert problem.what() == "Les trois faits ne sont pas ceux de ce dossier."


def test_takeover_with_other_capitals_and_spaces_is_allowed():
    assert Play(Regime.CPC).do(Act.TAKE_OVER, patient_code="fictif01 ").dossier.site == "autrefictif"


def test_takeover_of_a_dossier_without_papers_is_refused():
    play = Play(Regime.CPC)
    play.dossier = replace(play.dossier, papers=None)

    assert seen(refusal(play, Act.TAKE_OVER))[0] == "casework.papers-differ"


# When care comes first.


@pytest.mark.parametrize(
    ("passable", "dossier", "expected"),
    [
        ("never", Dossier(started=TODAY), False),
        ("always", Dossier(), True),
        ("once-started", Dossier(), False),
        ("once-started", Dossier(started=TODAY), True),
        ("once-started", Dossier(went_ahead=TODAY), True),
    ],
)
def test_need_is_passed_over_when_care_comes_first(passable, dossier, expected):
    need = Need("essai", Text("essai", "trial"), lambda case: None, passable=passable)

    assert need.is_passable(dossier) is expected


@pytest.mark.parametrize("name", [name for name in vars(care_problems) if name.isupper()])
def test_refusal_for_care_says_what_to_do_in_both_languages(name):
    kind = getattr(care_problems, name)

    assert kind.code.startswith("casework.")
    assert all(kind)
