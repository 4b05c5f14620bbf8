"""Who may not act reads why before anything that they typed is judged, and nothing of the patient with it."""

import json

import pytest
from web_boards import SESSION, Board, board
from web_dossiers import NOON, aac, authorised, in_treatment
from web_people import person
from web_reviews import MODIFIED

from saufconduit.casework.permissions import WHO
from saufconduit.casework.words import Act, Role
from saufconduit.web.accounts.models import Delegation
from saufconduit.web.dossiers.actions.acting import do
from saufconduit.web.dossiers.actions.merging import merge_dossiers
from saufconduit.web.dossiers.models import Draft
from saufconduit.web.dossiers.reading import load
from saufconduit.web.journal.models import SecurityEntry
from saufconduit.web.review.models import Review

NAME = "Colza"
NONSENSE = {"on": "hier", "quantity": "huit", "weight_kg": "lourd", "birth_day": "hier"}
# The acts that have a page of their own are in a test of their own.
_APART = {Act.OPEN, Act.IMPORT_ATU, Act.TAKE_OVER, Act.CORRECT, Act.OVERRIDE, Act.ATTACH_DOCUMENT, Act.MESSAGE}
READERS = {"doctor": Role.PRESCRIBER, "intern": Role.INTERN, "pharmacist": Role.PHARMACIST}
READERS |= {"assistant": Role.RESEARCH_ASSISTANT, "coordinator": Role.BOARD_COORDINATOR}


def not_theirs(role: Role) -> list[str]:
    """The acts that a role never does."""
    return [act.value for act in Act if act not in _APART and (role, act) not in WHO]


def text(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


# --- dossiers: who


@pytest.mark.parametrize(("who", "role"), READERS.items(), ids=READERS)
def test_acts_of_other_roles_are_refused_before_their_fields(house, who, role):
    dossier, one = in_treatment(house), getattr(house, who)
    browser, acts = one.browser(), not_theirs(role)

    sent = [browser.post(f"/dossiers/{dossier}/{act}/", NONSENSE) for act in acts]
    asked = [browser.get(f"/dossiers/{dossier}/{act}/") for act in acts]

    assert {answer.status_code for answer in (*sent, *asked)} == {403}
    assert not any(NAME in text(answer) or "act-form" in text(answer) for answer in (*sent, *asked))
    told = SecurityEntry.objects.filter(record=f"dossier:{dossier}", account=one.user.ref)
    assert told.filter(kind="refused").count() == 2 * len(acts) > 0
    assert not told.filter(kind="identity-viewed").exists()


@pytest.mark.parametrize("address", ["message/", "documents/", "corriger/", "close/brouillon/"])
def test_small_form_of_who_may_not_is_refused_before_its_fields(house, address):
    dossier = in_treatment(house)

    answer = house.assistant.browser().post(f"/dossiers/{dossier}/{address}", {})

    assert answer.status_code == 403
    assert NAME not in text(answer)
    assert (Draft.objects.count(), load(dossier).events[-1].act) == (0, Act.DISPENSE)


def test_draft_of_an_act_of_another_role_is_not_kept(house):
    dossier = aac(house)

    answer = house.intern.browser().post(f"/dossiers/{dossier}/prescribe/brouillon/", {"dosage": "50 mg"})

    assert answer.status_code == 403
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("address", ["/dossiers/ouvrir/", "/dossiers/ouvrir/no-such-check/"])
def test_intern_whom_nobody_delegates_is_told_so_before_being_asked_anything(house, address):
    Delegation.objects.all().delete()
    browser = house.intern.browser()

    answers = [browser.get(address), browser.post(address, {"birth_day": "hier"})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert ["délégation" in text(answer) for answer in answers] == [True, True]


# --- dossiers: when


def test_act_that_the_state_refuses_says_so_and_keeps_what_was_typed(house):
    dossier = aac(house)

    answer = house.pharmacist.browser().post(f"/dossiers/{dossier}/dispense/", {"batch": "TEST-7", "quantity": "huit"})

    assert answer.status_code == 409
    assert answer.context["refusal"].code == "casework.not-now"
    assert text(answer).index('role="alert"') < text(answer).index('value="TEST-7"')


def test_act_done_meanwhile_is_told_before_what_is_wrong_in_the_fields(house):
    dossier = authorised(house)
    do(dossier=dossier, act=Act.CHECK_SUPPLY, by=house.pharmacist.actor, at=NOON, data=SUPPLY)
    typed = {"batch": "TEST-7", "quantity": "huit", "seen": str(load(dossier).dossier.events - 1)}

    answer = house.pharmacist.browser().post(f"/dossiers/{dossier}/dispense/", typed)

    assert answer.status_code == 409
    assert answer.context["refusal"].code == "dossiers.changed"


SUPPLY = {"supply": "assured", "on": "2026-10-12"}


def test_correction_of_an_event_that_is_not_the_last_any_more_is_told_before_its_fields(house):
    dossier = in_treatment(house)
    seen = load(dossier).dossier.events
    do(dossier=dossier, act=Act.CHECK_SUPPLY, by=house.pharmacist.actor, at=NOON, data=SUPPLY)

    answer = house.pharmacist.browser().post(f"/dossiers/{dossier}/corriger/", {"quantity": "huit", "seen": str(seen)})

    assert answer.status_code == 409
    assert "Orme DÉMO" in text(answer)


def test_rule_that_a_reason_passes_over_is_said_beside_what_is_wrong_in_the_fields(house):
    dossier = in_treatment(house)
    suspension = {"who": "prescriber", "on": "2026-10-12", "reason": "effet indésirable à évaluer"}
    do(dossier=dossier, act=Act.SUSPEND, by=house.doctor.actor, at=NOON, data=suspension)

    answer = house.pharmacist.browser().post(f"/dossiers/{dossier}/dispense/", {"quantity": "huit"})

    assert answer.status_code == 422
    assert "Possible quand même" in text(answer)
    assert "override_reason" in answer.context["form"].fields


@pytest.mark.parametrize("address", ["identite/", "dispense/", "corriger/"])
def test_form_of_a_dossier_that_goes_on_in_another_says_so_before_its_fields(house, address):
    kept, gone = in_treatment(house), in_treatment(house)
    merge_dossiers(kept=kept, absorbed=gone, reason="Même patient.", by=house.pharmacist.actor, at=NOON)

    answer = house.pharmacist.browser().post(f"/dossiers/{gone}/{address}", NONSENSE)

    assert answer.status_code == 409
    assert "continue dans un autre" in text(answer)


# --- boards


@pytest.fixture
def renaten(zones: object) -> Board:
    return board()


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("coordinator", "{}/avis/"),
        ("coordinator", "{}/ouverture/"),
        ("surgeon", "{}/ouverture/"),
        ("surgeon", "{}/conclusion/"),
        ("surgeon", "{}/retrait/"),
    ],
)
def test_act_of_a_session_is_refused_to_who_may_not_before_its_fields(renaten, who, address):
    dossier = renaten.refer()
    renaten.heard(dossier)
    one = {"coordinator": renaten.house.coordinator, "surgeon": renaten.surgeon}[who]

    answer = one.browser().post(f"/rcp/{SESSION}/{address.format(dossier)}", {"answer": "peut-être"})

    assert answer.status_code == 403
    assert NAME not in text(answer)
    assert SecurityEntry.objects.filter(kind="refused", record=f"session:{SESSION}", account=one.user.ref).count() == 1


def test_opinion_that_comes_too_late_is_told_so_before_its_fields(renaten):
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.ready(dossier)

    answer = renaten.surgeon.browser().post(f"/rcp/{SESSION}/{dossier}/avis/", {"answer": "peut-être"})

    assert answer.status_code == 409


# --- reviews


@pytest.fixture
def document(house) -> Review:
    """A document that the first hospital reviews."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    buis = person(house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR).browser()
    buis.post("/relecture/", {"file": SimpleUploadedFile("decision.txt", MODIFIED.encode())})
    return Review.objects.get()


def test_review_of_another_site_is_refused_before_the_name_is_judged(house, document):
    houx = person(house.other, "houx", "Houx MODÈLE", Role.SITE_ADMINISTRATOR).browser()

    answer = houx.post(f"/relecture/{document.id}/", {"programme": "+", "name": "Pas un nom !"})

    assert answer.status_code == 403
    assert json.loads(Review.objects.get().ticked) == json.loads(document.ticked)
