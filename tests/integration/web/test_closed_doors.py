"""Doors that must stay shut: who comes by another address, another role, another hospital."""

from datetime import date

import pytest
from web_boards import DAY, SESSION, board
from web_dossiers import COLZA, DISPENSING, INFORMATION, MYRTILLE, NOON, OPINION, PRESCRIPTION, aac
from web_people import person

from saufconduit.casework.words import Act, Role
from saufconduit.vocabulary.problem import Problem, ProblemKind
from saufconduit.web.accounts import problems as accounts_problems
from saufconduit.web.accounts.models import Membership
from saufconduit.web.accounts.places import home_of
from saufconduit.web.demonstration.patients import file_of
from saufconduit.web.dossiers import problems
from saufconduit.web.dossiers.actions.acting import do, identify, open_dossier
from saufconduit.web.dossiers.actions.taking_over import take_over_dossier
from saufconduit.web.dossiers.checked import check_of
from saufconduit.web.dossiers.reading import load
from saufconduit.web.exploitant.delivery import deliver_outbox
from saufconduit.web.exploitant.models import Inclusion
from saufconduit.web.journal.dossier_keys import destroy_key

pytestmark = pytest.mark.usefixtures("zones")
KINDS = {kind.code: kind for kind in vars(accounts_problems).values() if isinstance(kind, ProblemKind)}


def made_elsewhere(house) -> str:
    """A preparation of the first hospital, made by the pharmacy of the other one."""
    data = {
        "regime": "preparation",
        "programme": "onc201-preparation",
        "indication": "midline-glioma-h3k27m",
        "prescriber": house.doctor.user.ref,
        "maker": house.other.ref,
    }
    return open_dossier(by=house.doctor.actor, at=NOON, identity=COLZA, data=data)


IDENTITY = {
    "birth_name": "AUTRE",
    "given_names": "Nom",
    "birth_day": "01/01/1990",
    "sex": "male",
    "birth_place": "",
    "status": "provisional",
}


def test_identity_is_not_said_again_by_the_pharmacy_that_only_prepares(house):
    dossier = made_elsewhere(house)

    answer = house.other_pharmacist.browser().post(f"/dossiers/{dossier}/identite/", IDENTITY)

    assert answer.status_code == 403
    assert load(dossier).identity == COLZA


def test_action_refuses_an_identity_said_by_the_pharmacy_that_only_prepares(house):
    dossier = made_elsewhere(house)

    with pytest.raises(Problem) as error:
        identify(dossier=dossier, identity=MYRTILLE, by=house.other_pharmacist.actor, at=NOON)

    assert error.value.code == "casework.other-site"


def test_patient_is_not_named_to_the_research_assistant_of_the_pharmacy_that_prepares(house):
    made_elsewhere(house)
    assistant = person(house.other, "lilas", "Lilas DÉMO", Role.RESEARCH_ASSISTANT)

    page = assistant.browser().get("/dossiers/").content.decode()

    assert "EXEMPLE" not in page


def test_opinions_of_a_board_are_not_for_a_research_assistant(zones):
    renaten = board()
    dossier = renaten.refer()
    renaten.heard(dossier)
    renaten.advise(dossier, renaten.surgeon)
    renaten.ready(dossier)

    answer = renaten.house.assistant.browser().get(f"/rcp/{SESSION}/{dossier}/extrait.pdf")

    assert answer.status_code == 403


def test_names_in_place_of_the_papers_say_nothing_of_a_patient_elsewhere(house):
    aac(house)
    facts = {"birth_month": "1958-04", "prescriber": house.other_doctor.user.ref}
    refusals = []
    for names in ({"patient_code": "Exemple", "reference": "Colza"}, {"patient_code": "Nul", "reference": "Part"}):
        with pytest.raises(Problem) as error:
            take_over_dossier(by=house.other_pharmacist.actor, at=NOON, data={**facts, **names})
        refusals.append(error.value.code)

    assert refusals == [problems.WRONG_PAPERS.code] * 2


@pytest.fixture
def buis(house):
    """The administrator of the first hospital, in a browser, who added the doctor of the other one."""
    browser = person(house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR).browser()
    browser.post("/compte/personnes/connue/", {"login": "tilleul", "role": "prescriber", "start": "12/10/2026"})
    return browser


@pytest.mark.parametrize("address", ["mot-de-passe", "second-facteur", "acces"])
def test_account_of_another_hospital_is_not_in_the_hands_of_who_added_it(house, buis, address):
    before = house.other_doctor.user.password

    answer = buis.post(f"/compte/personnes/{house.other_doctor.user.ref}/{address}/")

    house.other_doctor.user.refresh_from_db()
    assert (house.other_doctor.user.password, house.other_doctor.user.is_active) == (before, True)
    assert KINDS["accounts.not-our-account"].what_fr in answer.content.decode()


@pytest.mark.parametrize(("left", "was_there"), [(1, False), (2, True)])
def test_account_follows_the_person_who_left_the_hospital_that_opened_it(house, buis, left, was_there):
    held = Membership.objects.filter(user=house.other_doctor.user).order_by("pk")
    held.filter(pk__in=list(held.values_list("pk", flat=True))[:left]).update(until=date(2026, 10, 12))

    found = home_of(house.other_doctor.user, date(2026, 10, 13))

    assert found == (house.other if was_there else house.site)


@pytest.mark.parametrize(
    ("written", "code"),
    [("Décision pour Mme Colza EXEMPLE", "dossiers.reference-tells"), ("D" * 41, "dossiers.reference-too-long")],
)
def test_reference_of_the_follow_up_is_refused_when_it_is_typed(house, written, code):
    with pytest.raises(Problem) as error:
        aac(house, followup_reference=written)

    assert error.value.code == code


def test_reference_of_the_follow_up_is_looked_at_again_when_it_is_corrected(house):
    dossier = aac(house, followup_reference="Décision 1")
    content = {"number": 1, "reason": "précision", "data": {"followup_reference": "Décision EXEMPLE"}}

    with pytest.raises(Problem) as error:
        do(dossier=dossier, act=Act.CORRECT, by=house.doctor.actor, at=NOON, data=content)

    assert error.value.code == "dossiers.reference-tells"


def test_page_of_a_dossier_does_not_put_the_patient_in_the_history_of_the_browser(house):
    dossier = aac(house)

    page = house.doctor.browser().get(f"/dossiers/{dossier}/").content.decode()

    assert "EXEMPLE" not in page.partition("</title>")[0]


def test_papers_are_not_shown_to_who_reads_in_an_emergency(house):
    dossier = aac(house)
    papers = load(dossier).dossier.papers
    browser = house.other_pharmacist.browser()
    sought = {"birth_name": "Exemple", "first_name": "Colza", "birth_day": "01/04/1958", "reason": "urgence"}
    browser.post("/dossiers/lecture-exceptionnelle/", sought)

    page = browser.get(f"/dossiers/{dossier}/").content.decode()

    assert "EXEMPLE" in page
    assert papers.reference not in page


def opened_for(house, programme, indication, regime, started):
    """A dossier of a treatment said to have begun already."""
    data = {"regime": regime, "programme": programme, "indication": indication, "started": started}
    data["prescriber"] = house.doctor.user.ref
    return open_dossier(by=house.doctor.actor, at=NOON, identity=MYRTILLE, data=data)


def test_correction_of_the_opening_is_judged_on_the_start_that_it_says(house):
    dossier = opened_for(house, "lumykras-aap", "nsclc-kras-g12c", "continuity", "2023-03-14")
    content = {"number": 1, "reason": "erreur", "data": {"started": "2024-06-01"}}

    with pytest.raises(Problem) as error:
        do(dossier=dossier, act=Act.CORRECT, by=house.doctor.actor, at=NOON, data=content)

    assert error.value.code == "casework.not-started-in-time"


def test_treatment_begun_after_the_funding_ended_does_not_come_in_as_early_access(house):
    with pytest.raises(Problem) as error:
        opened_for(house, "lumykras-aap", "nsclc-kras-g12c", "aap", "2026-06-01")

    assert error.value.code == "casework.access-closed"


def test_treatment_said_to_begin_later_opens_nothing(house):
    with pytest.raises(Problem) as error:
        opened_for(house, "lutathera-cpc", "bronchial-net", "cpc", "2026-12-01")

    assert error.value.code == "casework.day-ahead"


def test_erased_dossier_says_so_at_every_address(house):
    dossier = aac(house)
    destroy_key(dossier=dossier, by="system", at=NOON, reason="fin de conservation")
    browser = house.doctor.browser()

    answers = [browser.get(f"/dossiers/{dossier}/{page}").status_code for page in ("", "prescribe/", "identite/")]

    assert answers == [410] * 3


def treated_by_board(renaten, **others):
    """A patient of a CPC dispensed once, followed by the exploitant; the dossier."""
    house = renaten.house
    check = check_of(file_of("bronchial", COLZA, DAY), "lutathera-cpc", "bronchial-net", DAY, DAY)
    data = {"regime": "cpc", "programme": "lutathera-cpc", "indication": "bronchial-net", **others}
    data |= {"prescriber": house.doctor.user.ref, "eligibility": check.to_dict()}
    dossier = open_dossier(by=house.doctor.actor, at=NOON, identity=COLZA, data=data)
    doctor, pharmacist = house.doctor.actor, house.pharmacist.actor
    steps = (
        (Act.REFER_TO_BOARD, doctor, {"board": "renaten", "question": "Lutathera ?"}),
        (Act.RECORD_BOARD_OPINION, house.coordinator.actor, OPINION),
        (Act.INFORM_PATIENT, doctor, INFORMATION),
        (Act.PRESCRIBE, doctor, PRESCRIPTION),
        (Act.CHECK_PRESCRIPTION, pharmacist, {"outcome": "right"}),
        (Act.DISPENSE, pharmacist, DISPENSING),
    )
    for act, by, content in steps:
        do(dossier=dossier, act=act, by=by, at=NOON, data=content)
    return dossier


def test_company_with_a_long_name_takes_what_is_handed_over(zones):
    treated_by_board(board(), followup_reference="PUT-SP fictif 1")

    deliver_outbox()

    assert Inclusion.objects.get().exploitant == "Advanced Accelerator Applications"


def test_product_outside_the_register_is_kept_with_its_whole_name(house):
    browser = house.doctor.browser()
    typed = {**IDENTITY, "birth_day": "01/01/1990"}

    assert browser.post("/dossiers/ouvrir/", {**typed, "product": "f" * 51}).status_code == 422
    assert browser.post("/dossiers/ouvrir/", {**typed, "product": "f" * 50}).status_code == 302
