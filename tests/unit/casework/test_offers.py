import pytest
from casework_play import DOCTOR, INTERN, LAWS, OPEN, PHARMACIST, START, Play, treated

from saufconduit.casework.decide import offers
from saufconduit.casework.dossier import EMPTY
from saufconduit.casework.event import Actor
from saufconduit.casework.words import Act, Regime, Role


def offered(play: Play, actor=PHARMACIST):
    return {offer.act: offer for offer in offers(play.dossier, actor, play.at, play.law)}


def test_offers_of_an_empty_dossier_are_to_open_one():
    found = {offer.act: offer.refusal for offer in offers(EMPTY, DOCTOR, START, LAWS[Regime.AAC])}

    assert found == {Act.OPEN: None, Act.IMPORT_ATU: None}


def test_offers_of_an_empty_dossier_to_who_may_not_open_say_why():
    found = {offer.act: offer.refusal for offer in offers(EMPTY, PHARMACIST, START, LAWS[Regime.AAC])}

    assert found[Act.OPEN].code == "casework.not-your-role"
    assert found[Act.IMPORT_ATU] is None


def test_offer_that_works_has_no_refusal():
    assert offered(treated(Regime.CPC))[Act.DISPENSE].refusal is None


def test_offer_that_needs_something_says_what():
    play = treated(Regime.CPC).do(Act.PRESCRIBE)

    offer = offered(play)[Act.DISPENSE]

    assert (offer.refusal.code, offer.is_passable) == ("casework.not-checked", True)


def test_offer_that_a_reason_does_not_let_through_says_the_bar_first():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST).do(Act.SEND_REQUEST)

    offer = offered(play)[Act.DISPENSE]

    assert (offer.refusal.code, offer.is_passable) == ("casework.not-running", False)


def test_offer_of_an_act_of_another_state_says_that_it_is_not_now():
    assert offered(Play(Regime.CPC))[Act.DISPENSE].refusal.code == "casework.not-now"


def test_offer_of_an_act_of_the_state_for_another_role_says_whose_it_is():
    play = Play(Regime.AAC).do(Act.COMPLETE_REQUEST)

    assert offered(play, DOCTOR)[Act.SEND_REQUEST].refusal.code == "casework.pharmacist-sends"


def test_offer_of_correction_to_another_role_says_why():
    assert offered(treated(Regime.CPC), DOCTOR)[Act.CORRECT].refusal.code == "casework.same-role"
    assert offered(treated(Regime.CPC), PHARMACIST)[Act.CORRECT].refusal is None


def test_offers_come_in_the_order_of_acts():
    acts = list(offered(treated(Regime.AAC)))

    assert acts == [act for act in Act if act in acts]


def test_offers_never_hold_the_opening_of_an_open_dossier():
    assert {Act.OPEN, Act.IMPORT_ATU}.isdisjoint(offered(Play(Regime.AAC), DOCTOR))


def test_offers_to_a_role_without_acts_are_refused():
    play = Play(Regime.CPC)
    found = offered(play, Actor("audit", Role.AUDITOR, "valfictif"))

    assert found
    assert all(offer.refusal is not None for offer in found.values())


@pytest.mark.parametrize("actor", [DOCTOR, PHARMACIST, INTERN])
@pytest.mark.parametrize("regime", [item for item in Regime if item is not Regime.ATU_IMPORT])
def test_every_refusal_offered_is_a_sentence_in_both_languages(regime, actor):
    play = treated(regime).under(access=OPEN._replace(supply="closed"))
    refusals = [offer.refusal for offer in offered(play, actor).values() if offer.refusal is not None]

    assert all(item.what(lang).endswith(".") and item.do(lang) for item in refusals for lang in ("fr", "en"))
