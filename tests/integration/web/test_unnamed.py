"""The pharmacy that prepares for another hospital works without the name of the patient (P-40)."""

from dataclasses import replace

import pytest
from web_dossiers import COLZA, INFORMATION, MYRTILLE, NOON, OPINION, PRESCRIPTION, aac
from web_people import person

from saufconduit.casework.words import Act, Role
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.demonstration.patients import file_of
from saufconduit.web.dossiers.actions.acting import do, identify, open_dossier
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


def test_batch_that_is_made_is_dispensed_by_the_pharmacy_of_the_patient_alone(house, to_make):
    do(dossier=to_make, act=Act.MAKE_PREPARATION, by=house.other_pharmacist.actor, at=NOON, data=BATCH)

    maker, own = (text_of(one.browser().get("/pharmacie/")) for one in (house.other_pharmacist, house.pharmacist))

    assert f"/dossiers/{to_make}/dispense/" not in maker
    assert "par la PUI de son hôpital" in maker
    assert f"/dossiers/{to_make}/dispense/" in own


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


# --- words that were typed


TELLING = {
    "by a name": "50 mg par jour pour M. Exemple",
    "by a telephone number": "50 mg par jour, appeler le 06 12 34 56 78",
    "by an address": "50 mg par jour, colza@valfictif.invalid",
    "by a number": "50 mg par jour, 1 58 04 99 123 456",
    "by a birth day": "50 mg par jour, né le 1er avril 1958",
}


def prescribed(house, dossier, words) -> None:
    do(dossier=dossier, act=Act.PRESCRIBE, by=house.doctor.actor, at=NOON, data={**PRESCRIPTION, "dosage": words})


@pytest.fixture
def to_prescribe(house) -> str:
    """A preparation that the board proposes: only the prescription is left, which another hospital will read."""
    return _to_prescribe(house)


def _to_prescribe(house, identity=COLZA, maker=None) -> str:
    chair = person(house.site, "lilas", "Dr Lilas MODÈLE", Role.BOARD_COORDINATOR, board="molecular-national")
    data = {"regime": "preparation", "programme": "onc201-preparation", "indication": "midline-glioma-h3k27m"}
    data |= {"prescriber": house.doctor.user.ref, "maker": (maker or house.other).ref}
    check = check_of(file_of("glioma", identity, NOON.date()), *list(data.values())[1:3], NOON.date(), NOON.date())
    by = house.doctor.actor
    dossier = open_dossier(by=by, at=NOON, identity=identity, data={**data, "eligibility": check.to_dict()})
    question = {"board": "molecular-national", "question": "ONC201 pour M. Exemple ?"}
    do(dossier=dossier, act=Act.REFER_TO_BOARD, by=by, at=NOON, data=question)
    do(dossier=dossier, act=Act.RECORD_BOARD_OPINION, by=chair.actor, at=NOON, data=OPINION)
    do(dossier=dossier, act=Act.INFORM_PATIENT, by=by, at=NOON, data=INFORMATION)
    return dossier


@pytest.mark.parametrize("words", TELLING.values(), ids=TELLING)
def test_prescription_that_another_hospital_reads_is_refused_where_it_tells_who_the_patient_is(
    house, to_prescribe, words
):
    typed = {"on": "12/10/2026", "dosage": words, "states_indication": "yes"}

    answer = house.doctor.browser().post(f"/dossiers/{to_prescribe}/prescribe/", typed)

    assert answer.status_code == 422
    assert "elle désigne le dossier par son numéro court" in str(answer.context["form"].errors["dosage"]).replace(
        "\u00a0", " "
    )
    assert load(to_prescribe).events[-1].act is Act.INFORM_PATIENT


def refused(house, dossier, who, act, data) -> tuple[str, str]:
    with pytest.raises(Problem) as error:
        do(dossier=dossier, act=act, by=who.actor, at=NOON, data=data)
    return error.value.code, error.value.where.path


def test_note_and_correction_that_another_hospital_reads_are_looked_at_too(house, to_prescribe):
    prescribed(house, to_prescribe, "50 mg par jour")
    last = load(to_prescribe).dossier.last
    again = {"number": last.number, "data": dict(last.data), "reason": "Courrier de Colza EXEMPLE"}
    other = {**again, "reason": "Erreur", "data": {**last.data, "dosage": "Exemple"}}
    note = {"outcome": "right", "note": "Vu avec M. Exemple"}

    met = [
        refused(house, to_prescribe, house.doctor, Act.CORRECT, again),
        refused(house, to_prescribe, house.doctor, Act.CORRECT, other),
        refused(house, to_prescribe, house.pharmacist, Act.CHECK_PRESCRIPTION, note),
    ]

    assert met == [("dossiers.words-tell", name) for name in ("reason", "dosage", "note")]


def test_message_that_only_the_hospital_of_the_patient_reads_may_name_the_patient(house, to_prescribe):
    do(dossier=to_prescribe, act=Act.MESSAGE, by=house.doctor.actor, at=NOON, data={"text": "Appeler M. Exemple."})

    assert load(to_prescribe).events[-1].act is Act.MESSAGE


def test_prescription_that_no_other_hospital_prepares_may_name_the_patient(house):
    dossier = _to_prescribe(house, maker=house.site)

    prescribed(house, dossier, "50 mg par jour pour M. Exemple")

    assert load(dossier).events[-1].act is Act.PRESCRIBE


@pytest.mark.parametrize("name", ["Matin", "Dupuis", "Lemarché", "Lejour"])
def test_dosage_in_ordinary_words_is_written_for_a_patient_who_bears_one_of_them(house, name):
    dossier = _to_prescribe(house, replace(COLZA, birth_name=name))

    prescribed(house, dossier, "50 mg le matin, puis 100 mg par jour")

    assert load(dossier).events[-1].act is Act.PRESCRIBE


def test_words_that_came_to_tell_the_patient_are_hidden_from_the_pharmacy_that_prepares(house, to_prescribe):
    prescribed(house, to_prescribe, "50 mg par jour, schéma Fictive")
    identify(dossier=to_prescribe, identity=MYRTILLE, by=house.doctor.actor, at=NOON)

    there, here = (
        one.browser().get(f"/dossiers/{to_prescribe}/") for one in (house.other_pharmacist, house.pharmacist)
    )

    assert "schéma Fictive" not in text_of(there) and "[masqué" in text_of(there)
    assert "schéma Fictive" in text_of(here) and "[masqué" not in text_of(here)


def test_prescription_that_was_corrected_is_read_by_the_pharmacy_that_prepares(house, to_prescribe):
    prescribed(house, to_prescribe, "50 mg par jour")
    last = load(to_prescribe).dossier.last
    again = {
        "number": last.number,
        "data": {**last.data, "dosage": "25 mg par jour, schéma Fictive"},
        "reason": "Poids",
    }
    do(dossier=to_prescribe, act=Act.CORRECT, by=house.doctor.actor, at=NOON, data=again)
    before = text_of(house.other_pharmacist.browser().get(f"/dossiers/{to_prescribe}/"))
    identify(dossier=to_prescribe, identity=MYRTILLE, by=house.doctor.actor, at=NOON)

    after = text_of(house.other_pharmacist.browser().get(f"/dossiers/{to_prescribe}/"))

    assert "Se lit désormais : prescrit, ordonnance du 12 oct. 2026 : 25 mg par jour, schéma Fictive" in before
    assert "schéma Fictive" not in after
