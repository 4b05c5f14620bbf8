"""A dossier whose access ends, opens late, is suspended, or goes on in continuity."""

from dataclasses import replace
from datetime import timedelta

import pytest
from casework_play import COVERED, LAWS, OPEN, TEXTS, Play, treated
from casework_scenes import SHUT, authorised, codes, due, papers, ready

from saufconduit.casework.law import Law
from saufconduit.casework.words import Act, Regime, Role, State

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
