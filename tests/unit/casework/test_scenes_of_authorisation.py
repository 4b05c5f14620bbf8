"""An AAC when things happen out of their usual order: by night, refused, withdrawn, suspended, unused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from casework_play import OPEN, TODAY, treated
from casework_scenes import (
    YESTERDAY,
    at,
    at_agency,
    at_pharmacy,
    authorised,
    authorised_until,
    by_night,
    codes,
    due,
    papers,
)

from saufconduit.casework.standing import standing
from saufconduit.casework.words import Act, Regime, Role, State
from saufconduit.vocabulary.problem import Problem

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
