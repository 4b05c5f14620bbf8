"""The pharmacy that prepares for another hospital works without the name of the patient (P-40)."""

import pytest
from web_dossiers import COLZA, INFORMATION, NOON, OPINION, PRESCRIPTION, aac
from web_people import person

from saufconduit.casework.words import Act, Role
from saufconduit.web.demonstration.patients import file_of
from saufconduit.web.dossiers.actions.acting import do, open_dossier
from saufconduit.web.dossiers.actions.attaching import attach_document
from saufconduit.web.dossiers.checked import check_of
from saufconduit.web.dossiers.reading import load
from saufconduit.web.journal.models import SecurityEntry

NAME = "EXEMPLE"
BATCH = {"on": "2026-10-12", "batch": "TEST-0108", "material_batch": "TEST-MP", "expiry": "2027-01-31", "quantity": 30}


@pytest.fixture
def to_make(house) -> str:
    """A preparation of the first hospital whose batch the pharmacy of the other one is to make."""
    chair = person(house.site, "lilas", "Dr Lilas MODÈLE", Role.BOARD_COORDINATOR, board="molecular-national")
    data = {"regime": "preparation", "programme": "onc201-preparation", "indication": "midline-glioma-h3k27m"}
    data |= {"prescriber": house.doctor.user.ref, "maker": house.other.ref}
    file = file_of("glioma", COLZA, NOON.date())
    check = check_of(file, data["programme"], data["indication"], NOON.date(), NOON.date())
    data["eligibility"] = check.to_dict()
    dossier = open_dossier(by=house.doctor.actor, at=NOON, identity=COLZA, data=data)
    doctor = house.doctor.actor
    attach_document(dossier=dossier, by=doctor, at=NOON, title="Courrier de M. EXEMPLE", content=b"Courrier.\n")
    steps = (
        (Act.REFER_TO_BOARD, doctor, {"board": "molecular-national", "question": "ONC201 ?"}),
        (Act.RECORD_BOARD_OPINION, chair.actor, OPINION),
        (Act.INFORM_PATIENT, doctor, INFORMATION),
        (Act.PRESCRIBE, doctor, PRESCRIPTION),
        (Act.CHECK_PRESCRIPTION, house.pharmacist.actor, {"outcome": "right"}),
    )
    for act, by, content in steps:
        do(dossier=dossier, act=act, by=by, at=NOON, data=content)
    return dossier


def text_of(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("page", ["/", "/dossiers/", "/pharmacie/", "/dossiers/{}/", "/dossiers/{}/make-preparation/"])
def test_pharmacy_that_prepares_reads_a_number_in_place_of_the_name(house, to_make, page):
    answer = house.other_pharmacist.browser().get(page.format(to_make))

    assert answer.status_code == 200
    assert NAME not in text_of(answer)
    assert f"Patient d’un autre hôpital, dossier {to_make[:8]}" in text_of(answer)


def test_pharmacy_of_the_patient_reads_the_name_with_the_number_that_the_other_one_reads(house, to_make):
    page = text_of(house.pharmacist.browser().get(f"/dossiers/{to_make}/"))

    assert NAME in page
    assert f"Pour la PUI qui prépare : dossier {to_make[:8]}." in page


def test_dossier_that_no_other_pharmacy_prepares_says_no_number(house):
    page = text_of(house.pharmacist.browser().get(f"/dossiers/{aac(house)}/"))

    assert "Pour la PUI qui prépare" not in page


def test_pharmacy_that_prepares_makes_its_batch(house, to_make):
    by = house.other_pharmacist.actor

    do(dossier=to_make, act=Act.MAKE_PREPARATION, by=by, at=NOON, data=BATCH)

    assert load(to_make).dossier.state.value == "ready"


def test_pharmacy_that_prepares_is_shown_no_document_and_no_paper_of_the_patient(house, to_make):
    pages = [one.browser().get(f"/dossiers/{to_make}/") for one in (house.other_pharmacist, house.pharmacist)]

    assert [len(page.context["documents"]) for page in pages] == [0, 1]
    assert pages[0].context["paper_list"] == []


def test_search_by_a_name_does_not_find_a_patient_who_is_not_named(house, to_make):
    browsers = house.other_pharmacist.browser(), house.pharmacist.browser()

    pages = [one.post("/dossiers/chercher/", {"q": "exemple"}, follow=True) for one in browsers]

    assert [page.context["listing"].paginator.count for page in pages] == [0, 1]


def test_search_by_a_programme_finds_what_is_prepared_here(house, to_make):
    page = house.other_pharmacist.browser().post("/dossiers/chercher/", {"q": "onc201"}, follow=True)

    assert page.context["listing"].paginator.count == 1


def test_dossier_without_its_name_is_traced_as_read_and_not_as_an_identity(house, to_make):
    house.other_pharmacist.browser().get(f"/dossiers/{to_make}/")

    told = SecurityEntry.objects.filter(account=house.other_pharmacist.user.ref).exclude(kind="login")
    assert list(told.values_list("kind", "record")) == [("dossier-read", f"dossier:{to_make}")]
