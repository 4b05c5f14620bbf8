"""What the law makes of a dossier when things happen out of their usual order."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from casework_play import COVERED, DOCTOR, ELSEWHERE, INTERN, LAWS, OPEN, PARIS, TEXTS, TODAY, Play, treated

from saufconduit.casework.law import Law
from saufconduit.casework.obligations import obligations
from saufconduit.casework.standing import standing
from saufconduit.casework.words import Act, Regime, Role, State
from saufconduit.vocabulary.problem import Problem, Problems

YESTERDAY = TODAY - timedelta(days=1)
SHUT = OPEN._replace(state="closed", supply="closed")


def codes(play: Play, act: Act, by=None, reason="", **changes) -> list[str]:
    with pytest.raises((Problem, Problems)) as raised:
        play.do(act, by, reason, **changes)
    return [item.code for item in getattr(raised.value, "problems", [raised.value])]


def due(play: Play, on: date | None = None):
    return {item.what: item for item in obligations(play.dossier, on or play.at.date(), play.law)}


def at(play: Play, *moment: int) -> Play:
    play.at = datetime(*moment, tzinfo=PARIS)
    return play


def at_pharmacy() -> Play:
    return Play(Regime.AAC).do(Act.COMPLETE_REQUEST)


def at_agency() -> Play:
    return at_pharmacy().do(Act.SEND_REQUEST)


def authorised() -> Play:
    return at_agency().do(Act.RECORD_DECISION)


def authorised_until(day: date) -> Play:
    return at_agency().do(Act.RECORD_DECISION, until=day.isoformat())


def papers(play: Play) -> Play:
    return play.do(Act.INFORM_PATIENT).do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION)


def by_night() -> Play:
    return papers(at_pharmacy().do(Act.GO_AHEAD_BEFORE_DECISION)).do(Act.DISPENSE)


def ready(regime: Regime) -> Play:
    play = Play(regime)
    first = (Act.COMPLETE_REQUEST,) if regime is Regime.AAP else (Act.REFER_TO_BOARD, Act.RECORD_BOARD_OPINION)
    for act in first:
        play.do(act)
    papers(play)
    return play.do(Act.SEND_REQUEST) if regime is Regime.AAP else play


# One year at most: the eve of the same day a year later, the last day of the month where that day does not exist.


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ((2026, 12, 31), "2027-12-30"),
        ((2027, 1, 1), "2027-12-31"),
        ((2027, 2, 28), "2028-02-27"),
        ((2028, 2, 29), "2029-02-28"),
        ((2028, 3, 1), "2029-02-28"),
    ],
)
def test_authorisation_of_a_year_ends_on_the_eve_and_not_a_day_later(first, last):
    play = at(at_agency(), *first, 9)
    later = (date.fromisoformat(last) + timedelta(days=1)).isoformat()

    assert codes(play, Act.RECORD_DECISION, until=later) == ["casework.more-than-a-year"]
    assert play.do(Act.RECORD_DECISION, until=last).dossier.authorised_until == date.fromisoformat(last)


def test_authorisation_of_a_single_day_is_accepted():
    play = authorised_until(TODAY)

    assert play.dossier.authorised_from == play.dossier.authorised_until == TODAY


def test_renewal_of_more_than_a_year_is_refused():
    play = treated(Regime.AAC).do(Act.ASK_RENEWAL).do(Act.SEND_REQUEST)

    assert codes(play, Act.RECORD_RENEWAL, until="2027-10-12") == ["casework.more-than-a-year"]


@pytest.mark.parametrize("until", ["2027-04-30", "2027-04-29", "2027-04-28"])
def test_renewal_due_two_months_before_the_end_of_april_falls_on_the_last_of_february(until):
    play = treated(Regime.AAC)
    play.dossier = replace(play.dossier, authorised_until=date.fromisoformat(until))

    assert due(play)["ask-renewal"].due == date(2027, 2, 28)


# A treatment begun by night.


@pytest.mark.parametrize("night", [(2026, 12, 31, 23), (2027, 2, 28, 23), (2028, 2, 28, 23)])
def test_start_of_the_last_night_of_the_month_is_put_right_the_day_after_the_civil_day(night):
    play = at(at_pharmacy(), *night).do(Act.GO_AHEAD_BEFORE_DECISION)
    began = play.at.date()

    assert play.dossier.went_ahead == began
    assert due(play)["regularise"].due == began + timedelta(days=1)


def test_dispensing_of_the_night_typed_in_the_next_morning_is_accepted():
    play = at(at_pharmacy().do(Act.INFORM_PATIENT, on="2026-10-12"), 2026, 12, 31, 20)
    play.do(Act.PRESCRIBE).do(Act.CHECK_PRESCRIPTION)
    play = at(play, 2027, 1, 1, 8).do(Act.GO_AHEAD_BEFORE_DECISION).do(Act.DISPENSE, on="2026-12-31")

    assert (play.dossier.started, play.dossier.state) == (date(2026, 12, 31), State.TO_REGULARISE)


def test_decision_that_comes_after_the_start_leaves_the_start_where_it_was():
    play = by_night().do(Act.SEND_REQUEST).wait(5)
    play.do(Act.RECORD_DECISION, on=play.at.date().isoformat()).do(Act.REGULARISE)

    assert (play.dossier.started, play.dossier.authorised_from) == (TODAY, TODAY + timedelta(days=5))
    assert play.dossier.state is State.IN_TREATMENT


def test_night_start_waiting_for_the_agency_is_late_when_a_reminder_is_not_before():
    play = by_night().do(Act.SEND_REQUEST)

    assert due(play)["regularise"].due == TODAY + timedelta(days=14)
    assert "relancer l’ANSM" in due(play)["regularise"].text.fr


def test_night_start_decided_later_is_put_right_the_day_after_the_decision():
    play = by_night().do(Act.SEND_REQUEST).wait(10).do(Act.RECORD_DECISION)

    assert due(play)["regularise"].due == TODAY + timedelta(days=11)


def test_night_start_that_is_suspended_is_put_right_all_the_same():
    play = by_night().do(Act.SUSPEND)

    assert due(play)["regularise"].act is Act.SEND_REQUEST
    play.do(Act.SEND_REQUEST).do(Act.RECORD_DECISION)
    assert (play.dossier.state, due(play)["regularise"].act) == (State.SUSPENDED, Act.REGULARISE)
    assert play.do(Act.RESUME).do(Act.REGULARISE).dossier.state is State.IN_TREATMENT
    assert "regularise" not in due(play)


def test_night_start_refused_during_a_suspension_is_suspended_no_more():
    play = by_night().do(Act.SUSPEND).do(Act.SEND_REQUEST).do(Act.RECORD_DECISION, outcome="refused")

    assert (play.dossier.state, play.dossier.resumes_to, play.dossier.suspended) == (State.REFUSED, None, None)


def test_suspended_treatment_that_was_decided_sends_no_request():
    play = treated(Regime.AAC).do(Act.SUSPEND)

    assert codes(play, Act.SEND_REQUEST) == ["casework.nothing-to-regularise"]
    assert "regularise" not in due(play)


def test_go_ahead_put_right_long_ago_authorises_nothing_more():
    play = by_night().do(Act.SEND_REQUEST).do(Act.RECORD_DECISION).do(Act.REGULARISE)
    play.do(Act.ASK_RENEWAL).do(Act.SEND_REQUEST).do(Act.RECORD_RENEWAL, outcome="refused")
    play.wait(400).do(Act.COMPLETE_REQUEST)

    assert codes(play, Act.DISPENSE) == ["casework.not-authorised"]


def test_decision_on_a_night_start_replaces_the_go_ahead_from_its_first_day_on():
    tomorrow, last = (TODAY + timedelta(days=count) for count in (1, 30))
    play = by_night().do(Act.SEND_REQUEST)
    play.do(Act.RECORD_DECISION, **{"from": tomorrow.isoformat(), "until": last.isoformat()})

    assert play.do(Act.DISPENSE).dossier.overrides == ()
    assert play.wait(30).do(Act.DISPENSE).dossier.overrides == ()
    assert codes(play.wait(1), Act.DISPENSE) == ["casework.not-authorised"]


def test_dispensing_two_days_before_the_go_ahead_was_not_covered_by_it():
    early = (TODAY - timedelta(days=2)).isoformat()
    play = at_pharmacy().do(Act.INFORM_PATIENT, on=early).do(Act.PRESCRIBE, on=early).do(Act.CHECK_PRESCRIPTION)
    play.do(Act.GO_AHEAD_BEFORE_DECISION)

    assert codes(play, Act.DISPENSE, on=early) == ["casework.not-authorised"]
    assert play.do(Act.DISPENSE, on=early, reason="noté lundi").dossier.is_started


def test_refusal_after_the_start_lets_the_treatment_go_on_only_for_a_written_reason():
    play = by_night().do(Act.SEND_REQUEST).do(Act.RECORD_DECISION, outcome="refused")

    assert codes(play, Act.DISPENSE) == ["casework.not-authorised"]
    assert play.do(Act.DISPENSE, reason="arrêt dangereux").dossier.dispensings == 2


@pytest.mark.parametrize("how", [Act.RECORD_DECISION, Act.RECORD_RENEWAL, Act.RECORD_WITHDRAWAL])
def test_start_before_a_new_decision_is_not_for_what_the_agency_refused(how):
    refusals = {
        Act.RECORD_DECISION: lambda: at_agency().do(Act.RECORD_DECISION, outcome="refused"),
        Act.RECORD_RENEWAL: lambda: (
            treated(Regime.AAC).do(Act.ASK_RENEWAL).do(Act.SEND_REQUEST).do(Act.RECORD_RENEWAL, outcome="refused")
        ),
        Act.RECORD_WITHDRAWAL: lambda: treated(Regime.AAC).do(Act.RECORD_WITHDRAWAL),
    }
    play = refusals[how]().do(Act.COMPLETE_REQUEST)

    assert codes(play, Act.GO_AHEAD_BEFORE_DECISION, reason="urgence") == ["casework.refused-before"]


def test_grant_after_a_refusal_forgets_the_refusal():
    play = at_agency().do(Act.RECORD_DECISION, outcome="refused").do(Act.COMPLETE_REQUEST).do(Act.SEND_REQUEST)

    assert play.dossier.refused == TODAY
    assert play.do(Act.RECORD_DECISION).dossier.refused is None


def test_start_before_the_decision_where_the_access_takes_no_new_patient_is_refused():
    play = at_pharmacy().under(access=OPEN._replace(state="closed"))

    assert codes(play, Act.GO_AHEAD_BEFORE_DECISION, reason="urgence") == ["casework.access-closed"]


def test_start_before_the_decision_where_nobody_knows_takes_a_written_reason():
    play = at_pharmacy().under(access=OPEN._replace(state="unknown"))

    assert codes(play, Act.GO_AHEAD_BEFORE_DECISION) == ["casework.access-unknown"]
    assert play.do(Act.GO_AHEAD_BEFORE_DECISION, reason="accord au téléphone").dossier.went_ahead == TODAY


# An authorisation that is withdrawn, suspended, or runs out unused.


def test_authorisation_withdrawn_ends_on_the_eve_and_takes_the_dossier_to_refusal():
    play = treated(Regime.AAC).wait(30)
    play.do(Act.RECORD_WITHDRAWAL)
    day = play.at.date()

    assert (play.dossier.state, play.dossier.decision) == (State.REFUSED, "refused")
    assert play.dossier.authorised_until == day - timedelta(days=1)
    assert codes(play, Act.DISPENSE) == ["casework.not-authorised"]


def test_day_before_the_withdrawal_stays_authorised():
    play = treated(Regime.AAC).wait(30).do(Act.RECORD_WITHDRAWAL)
    eve = (play.at.date() - timedelta(days=1)).isoformat()

    assert play.do(Act.DISPENSE, on=eve).dossier.dispensings == 2


def test_withdrawal_after_the_term_does_not_authorise_the_days_since_the_term():
    term = TODAY + timedelta(days=10)
    play = papers(authorised_until(term)).do(Act.DISPENSE).wait(30).do(Act.RECORD_WITHDRAWAL)

    assert play.dossier.authorised_until == term


def test_treatment_whose_authorisation_was_withdrawn_goes_on_for_a_written_reason():
    play = treated(Regime.AAC).do(Act.RECORD_WITHDRAWAL)

    assert play.do(Act.DISPENSE, reason="arrêt dangereux").dossier.overrides[-1].need == "authorised"


def test_authorisation_withdrawn_during_a_suspension_ends_the_suspension():
    play = treated(Regime.AAC).do(Act.SUSPEND, who="agency").do(Act.RECORD_WITHDRAWAL)

    assert (play.dossier.state, play.dossier.resumes_to, play.dossier.suspended) == (State.REFUSED, None, None)


def test_withdrawal_while_a_renewal_is_asked_ends_the_renewal():
    play = treated(Regime.AAC).do(Act.ASK_RENEWAL).do(Act.SEND_REQUEST).do(Act.RECORD_WITHDRAWAL)

    assert play.dossier.renewal_asked is None


def test_withdrawal_of_what_was_never_authorised_is_refused_with_its_article():
    play = at_pharmacy().do(Act.GO_AHEAD_BEFORE_DECISION)

    with pytest.raises(Problem) as raised:
        play.do(Act.RECORD_WITHDRAWAL)

    assert (raised.value.code, raised.value.names["article"]) == ("casework.nothing-to-withdraw", "CSP R.5121-74-8")


def test_withdrawal_before_the_request_is_refused():
    assert codes(authorised(), Act.RECORD_WITHDRAWAL, on=YESTERDAY.isoformat()) == ["casework.day-too-early"]


@pytest.mark.parametrize(("since", "last"), [("2026-10-12", (2027, 1, 11)), ("2026-11-30", (2027, 2, 28))])
def test_suspension_by_the_agency_lasts_three_months_at_most_with_its_article(since, last):
    play = at(treated(Regime.AAC), 2026, 12, 1, 9).do(Act.SUSPEND, who="agency", on=since)
    item = due(play)["end-of-suspension"]

    assert (item.due, item.owner, item.basis.article) == (date(*last), Role.PRESCRIBER, "CSP R.5121-74-8")
    assert not item.basis.is_setting


def test_suspension_by_the_prescriber_has_no_last_day():
    assert "end-of-suspension" not in due(treated(Regime.AAC).do(Act.SUSPEND, who="prescriber"))


def test_suspension_under_a_framework_has_no_last_day_since_no_text_sets_one():
    assert "end-of-suspension" not in due(treated(Regime.CPC).do(Act.SUSPEND, who="agency"))


def test_suspension_that_is_over_has_no_last_day():
    assert "end-of-suspension" not in due(treated(Regime.AAC).do(Act.SUSPEND, who="agency").do(Act.RESUME))


def test_suspension_that_ended_in_a_stop_has_no_last_day():
    assert "end-of-suspension" not in due(treated(Regime.AAC).do(Act.SUSPEND, who="agency").do(Act.STOP_TREATMENT))


def test_authorisation_that_ran_out_unused_says_so_and_asks_for_no_dispensing():
    play = papers(authorised())
    on = play.dossier.authorised_until + timedelta(days=1)

    found = due(play, on)
    assert {"prescribe", "check-prescription", "dispense"}.isdisjoint(found)
    assert (found["authorisation-over"].act, found["authorisation-over"].owner) == (Act.CLOSE, Role.PRESCRIBER)
    assert found["authorisation-over"].due == play.dossier.authorised_until + timedelta(days=7)
    assert standing(play.dossier, on, play.law).code == "ended"


def test_authorisation_unused_on_its_last_day_may_still_be_dispensed():
    play = papers(authorised())
    last = play.dossier.authorised_until

    assert "dispense" in due(play, last)
    assert standing(play.dossier, last, play.law).code == "authorised"
    assert play.wait(300).do(Act.DISPENSE).dossier.started == last


# The access ends, opens late, or is suspended, while the dossier is on its way.


@pytest.mark.parametrize("state", ["closed", "suspended", "not-yet"])
@pytest.mark.parametrize("regime", [Regime.AAC, Regime.AAP, Regime.CPC, Regime.PREPARATION])
def test_request_that_the_access_no_longer_takes_is_told(regime, state):
    play = Play(regime).under(access=OPEN._replace(state=state))
    item = due(play)["access-closed"]

    assert (item.act, item.owner, item.due, item.basis.article) == (
        Act.CLOSE,
        Role.PRESCRIBER,
        None,
        "CSP L.5121-12-1 III",
    )


@pytest.mark.parametrize("state", ["open", "continuity", "unknown"])
def test_request_that_the_access_may_take_is_told_nothing(state):
    assert "access-closed" not in due(Play(Regime.CPC).under(access=OPEN._replace(state=state)))


def test_authorisation_already_given_stands_where_the_access_takes_no_new_patient():
    play = papers(authorised()).under(access=OPEN._replace(state="closed"))

    assert "access-closed" not in due(play)
    assert play.do(Act.DISPENSE).dossier.is_started


def test_treated_patient_is_not_told_that_the_access_takes_no_new_one():
    assert "access-closed" not in due(treated(Regime.CPC).under(access=OPEN._replace(state="closed")))


@pytest.mark.parametrize("regime", [Regime.AAP, Regime.CPC])
def test_first_dispensing_after_the_access_closed_is_refused_even_for_a_reason(regime):
    play = ready(regime).under(access=OPEN._replace(state="closed"))

    assert codes(play, Act.DISPENSE, reason="urgence") == ["casework.access-closed"]


@pytest.mark.parametrize("regime", [Regime.CPC, Regime.PREPARATION])
def test_first_prescription_after_the_access_closed_is_refused_even_for_a_reason(regime):
    play = Play(regime).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION).under(access=SHUT)

    assert codes(play, Act.PRESCRIBE, reason="urgence") == ["casework.access-closed"]


@pytest.mark.parametrize("supply", ["closed", "suspended"])
def test_first_dispensing_of_an_authorised_patient_whose_product_is_stopped_is_refused(supply):
    play = papers(authorised()).under(access=OPEN._replace(state=supply, supply=supply))

    assert codes(play, Act.DISPENSE, reason="urgence") == ["casework.access-closed"]


def test_patient_begun_under_an_aac_goes_on_after_its_end_and_asks_for_a_reason_while_it_is_suspended():
    play = treated(Regime.AAC).under(access=SHUT)

    assert play.do(Act.DISPENSE).dossier.dispensings == 2
    play.under(access=OPEN._replace(state="suspended", supply="suspended"))
    assert codes(play, Act.DISPENSE) == ["casework.access-closed"]
    assert play.do(Act.DISPENSE, reason="arrêt dangereux").dossier.dispensings == 3


def test_access_that_was_not_computed_stops_no_dispensing_of_an_authorised_patient():
    assert papers(authorised()).under(access=None).do(Act.DISPENSE).dossier.is_started


@pytest.mark.parametrize("regime", [Regime.AAP, Regime.CPC])
def test_patient_found_outside_the_indication_since_the_prescription_does_not_begin(regime):
    play = ready(regime).do(Act.RECORD_ELIGIBILITY, eligibility={"verdict": "ineligible"})

    assert codes(play, Act.DISPENSE, reason="urgence") == ["casework.not-eligible"]


def test_treated_patient_found_outside_the_indication_goes_on():
    play = treated(Regime.CPC).do(Act.RECORD_ELIGIBILITY, eligibility={"verdict": "ineligible"})

    assert play.do(Act.DISPENSE).dossier.dispensings == 2


def test_transferred_patient_found_outside_the_indication_goes_on():
    play = papers(Play(Regime.CONTINUITY))
    play.do(Act.RECORD_ELIGIBILITY, eligibility={"verdict": "ineligible"})

    assert play.do(Act.DISPENSE).dossier.dispensings == 1


def test_opinion_of_the_board_does_not_hold_for_a_patient_found_ineligible_since():
    play = Play(Regime.CPC).do(Act.REFER_TO_BOARD).do(Act.RECORD_BOARD_OPINION)
    play.do(Act.RECORD_ELIGIBILITY, eligibility={"verdict": "ineligible"})

    assert codes(play, Act.PRESCRIBE, reason="avis de mars") == ["casework.not-eligible"]


# Continuity: from the end of the funding, for who began before it.


def test_patient_moves_to_continuity_only_once_the_funding_stops():
    play = treated(Regime.AAP).under(access=OPEN._replace(state="closed", funding="open"))

    assert codes(play, Act.ENTER_CONTINUITY, reason="urgence") == ["casework.still-funded"]
    assert "enter-continuity" not in due(play)
    assert play.do(Act.DISPENSE).dossier.dispensings == 2


def test_patient_of_an_access_no_longer_funded_is_to_be_moved_to_continuity():
    play = treated(Regime.AAP).under(access=OPEN._replace(state="unknown", funding="closed"))

    assert due(play)["enter-continuity"].act is Act.ENTER_CONTINUITY
    assert play.do(Act.ENTER_CONTINUITY).dossier.state is State.IN_CONTINUITY
    assert "enter-continuity" not in due(play)


def test_access_that_is_over_for_treated_patients_too_has_no_continuity_to_move_to():
    play = treated(Regime.AAP).under(access=SHUT._replace(funding="closed"))

    assert "enter-continuity" not in due(play)


@pytest.mark.parametrize("regime", [Regime.AAP, Regime.CONTINUITY])
def test_indication_that_was_listed_is_told_and_not_called_continuity(regime):
    play = treated(regime).under(access=OPEN._replace(state="closed", funding="closed", is_listed=True))
    found = due(play)

    assert "enter-continuity" not in found
    assert (found["listed"].owner, found["listed"].basis.article) == (Role.PRESCRIBER, "CSS L.162-16-5-4 I bis 1°")


def test_framework_whose_access_is_closed_has_no_continuity():
    play = treated(Regime.CPC).under(access=OPEN._replace(state="closed", funding="closed", is_listed=True))

    assert {"enter-continuity", "listed"}.isdisjoint(due(play))


def test_patient_in_continuity_goes_on_after_its_end_for_a_written_reason_only():
    over = COVERED._replace(covered=False, until=None, payer=None, entered=True)
    play = treated(Regime.AAP).do(Act.ENTER_CONTINUITY).under(coverage=over)

    assert codes(play, Act.DISPENSE) == ["casework.not-covered"]
    assert play.do(Act.DISPENSE, reason="traitement commencé").dossier.dispensings == 2


def test_patient_begun_in_time_comes_in_after_the_last_day_covered_and_goes_on_for_a_reason():
    over = COVERED._replace(covered=False, until=None, payer=None, entered=True)
    play = Play(Regime.CONTINUITY, replace(LAWS[Regime.CONTINUITY], coverage=over))

    assert codes(play, Act.PRESCRIBE) == ["casework.not-covered"]
    assert play.do(Act.PRESCRIBE, reason="traitement commencé").dossier.overrides[-1].need == "covered"


def test_patient_begun_in_time_is_supplied_as_a_treated_one_when_the_access_is_closed():
    law = Law(TEXTS, access=OPEN._replace(state="closed"), coverage=COVERED._replace(covered=None, entered=True))

    assert Play(Regime.AAP, law, started="2026-06-01").dossier.is_started


def test_end_of_access_is_announced_ninety_days_ahead_and_not_a_day_sooner():
    play = treated(Regime.CPC)
    first = OPEN.until - timedelta(days=90)

    assert "end-of-access" in due(play, first)
    assert "end-of-access" not in due(play, first - timedelta(days=1))
    assert "end-of-access" not in due(play.do(Act.STOP_TREATMENT), first)


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
