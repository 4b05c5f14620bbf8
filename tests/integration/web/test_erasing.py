"""Erasing at the end of retention: who may, when, what goes, what stays and still verifies."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from web_boards import SESSION, board
from web_dossiers import COLZA, MYRTILLE, NOON, aac, authorised, in_treatment
from web_people import hospital, person

from saufconduit.casework.event import Actor
from saufconduit.casework.words import Act, Role, Zone
from saufconduit.vocabulary.problem import Problem
from saufconduit.web.accounts.actions import entrust_board, open_site
from saufconduit.web.boards.actions import projecting
from saufconduit.web.boards.models import AgendaRow
from saufconduit.web.boards.reading import load as load_session
from saufconduit.web.dossiers.actions import rebuilding
from saufconduit.web.dossiers.actions.acting import Way, do
from saufconduit.web.dossiers.actions.attaching import attach_document
from saufconduit.web.dossiers.actions.drafts import save_draft
from saufconduit.web.dossiers.actions.erasing import Goes, erase_dossier, what_goes
from saufconduit.web.dossiers.actions.glass import Sought, break_glass
from saufconduit.web.dossiers.actions.merging import merge_dossiers
from saufconduit.web.dossiers.models import Document, DossierRow, Draft, Notice, ObligationRow, SearchWord
from saufconduit.web.dossiers.queries import readable
from saufconduit.web.dossiers.reading import load
from saufconduit.web.dossiers.retention import record_until
from saufconduit.web.dossiers.uploads import ids_on_disk
from saufconduit.web.journal.codes import code_for, dossier_of
from saufconduit.web.journal.models import DossierKey, Erasure, Event, LogEnd, SecurityEntry
from saufconduit.web.journal.verify import verify

LATER = datetime(2047, 1, 7, 9, 0, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF"
REASON = "Terme de conservation"


@pytest.fixture
def house(zones):
    return hospital()


@pytest.fixture
def buis(house):
    return person(house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR)


@pytest.fixture
def much_later(settings):
    """Pages open twenty years afterwards."""
    settings.DAY = LATER.date()


def closed(house, identity=COLZA) -> str:
    """A dossier that was closed on the day it was opened."""
    dossier = aac(house, identity)
    do(dossier=dossier, act=Act.CLOSE, by=house.doctor.actor, at=NOON, data={"reason": "Autre centre."})
    return dossier


def erase(dossier, buis, **others):
    return erase_dossier(**{"dossier": dossier, "by": buis.actor, "at": LATER, "reason": REASON, **others})


def text_of(answer):
    """The page with ordinary spaces."""
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


# --- what goes


def test_erasure_takes_the_key_the_words_the_identity_and_all_that_hangs_on_them(house, buis):
    dossier, other = closed(house), aac(house, MYRTILLE)
    words_of_other = SearchWord.objects.filter(dossier_id=other).count()

    erase(dossier, buis)

    row = DossierRow.objects.get(id=dossier)
    assert not DossierKey.objects.filter(dossier=dossier).exists()
    assert not SearchWord.objects.filter(dossier_id=dossier).exists()
    assert not ObligationRow.objects.filter(dossier_id=dossier).exists()
    assert (row.is_erased, bytes(row.identity), row.board, row.opened) == (True, b"", "", None)
    assert SearchWord.objects.filter(dossier_id=other).count() == words_of_other > 0
    assert load(other).identity == MYRTILLE


def test_erasure_is_a_link_of_the_chain_with_who_and_why(house, buis):
    dossier = closed(house)

    erase(dossier, buis)

    held = Erasure.objects.get()
    told = (held.number, held.dossier, held.actor, held.role, held.site, held.reason)
    assert told == (1, dossier, buis.user.ref, "site-administrator", house.site.ref, REASON)
    line = SecurityEntry.objects.filter(kind="erased").get()
    assert (line.account, line.record) == (buis.user.ref, f"dossier:{dossier}")


def test_record_verifies_after_an_erasure_and_is_folded_again_to_the_same_tables(house, buis):
    dossier = closed(house)
    events = Event.objects.filter(dossier=dossier).count()

    erase(dossier, buis)

    assert Event.objects.filter(dossier=dossier).count() == events
    assert (verify(), rebuilding.differences(), rebuilding.rebuild()) == ((), [], [])
    assert verify() == ()


def test_erased_dossier_is_found_by_no_name_and_read_by_nobody(house, buis):
    dossier = closed(house)
    erase(dossier, buis)
    browser = house.doctor.browser()

    found = browser.get(browser.post("/dossiers/chercher/", {"q": "Exemple"})["Location"])

    assert found.context["listing"].paginator.count == 0
    assert browser.get(f"/dossiers/{dossier}/").status_code == 410
    assert "contenu effacé" in text_of(browser.get("/dossiers/"))


def test_erasure_takes_documents_drafts_notices_and_codes(house, buis, settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"
    dossier, other = aac(house), aac(house, MYRTILLE)
    for one in (dossier, other):
        attach_document(dossier=one, by=house.doctor.actor, at=NOON, title="lettre.pdf", content=PDF)
    codes = [code_for(one, "labo", "fictimab") for one in (dossier, other)]
    do(dossier=dossier, act=Act.CLOSE, by=house.doctor.actor, at=NOON, data={"reason": "Autre centre."})
    save_draft(dossier=dossier, act=Act.CORRECT, by=house.doctor.actor, at=NOON, typed={"reason": "x"})
    sought = Sought("Exemple", "Colza", COLZA.birth_day)
    nothing = readable(house.other_doctor.actor)
    break_glass(by=house.other_doctor.actor, at=NOON, sought=sought, reason="Urgence", may_read=nothing)
    goes = what_goes(dossier)

    erase(dossier, buis)

    assert goes == Goes(records=4, documents=1, words=5, drafts=1, notices=1)
    assert what_goes(dossier) == Goes(records=4, documents=0, words=0, drafts=0, notices=0)
    assert [dossier_of(code) for code in codes] == [None, other]
    assert Draft.objects.count() == Notice.objects.count() == 0
    assert Document.objects.get().dossier_id == other
    assert verify() == ()


def test_files_of_an_erased_dossier_leave_the_disk(committed, settings, tmp_path):
    settings.DOCUMENTS = tmp_path / "documents"
    house = hospital()
    buis = person(house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR)
    dossier = aac(house)
    kept = attach_document(
        dossier=aac(house, MYRTILLE), by=house.doctor.actor, at=NOON, title="lettre.pdf", content=PDF
    )
    attach_document(dossier=dossier, by=house.doctor.actor, at=NOON, title="lettre.pdf", content=PDF)
    do(dossier=dossier, act=Act.CLOSE, by=house.doctor.actor, at=NOON, data={"reason": "Autre centre."})

    erase(dossier, buis)

    assert ids_on_disk() == {kept}


def test_erasure_takes_what_a_session_of_a_board_showed(zones):
    renaten = board()
    dossier, other = renaten.refer(), renaten.refer(identity=MYRTILLE)
    renaten.heard(dossier, other)
    renaten.ready(dossier)
    renaten.conclude(dossier, "declines")
    do(dossier=dossier, act=Act.CLOSE, by=renaten.house.doctor.actor, at=NOON, data={"reason": "Refus."})
    buis = person(renaten.house.site, "buis", "Buis MODÈLE", Role.SITE_ADMINISTRATOR)

    erase(dossier, buis)

    assert [row.dossier for row in AgendaRow.objects.all()] == [other]
    assert load_session(SESSION).erased == {dossier}
    assert (verify(), projecting.differences(), rebuilding.differences()) == ((), [], [])


def test_erasure_that_fails_at_its_last_step_takes_nothing(house, buis):
    """The end of the security log is gone: the line that tells the erasure cannot be written."""
    dossier = closed(house)
    LogEnd.objects.filter(name="security").delete()

    with pytest.raises(ValueError), transaction.atomic():
        erase(dossier, buis)

    assert load(dossier).identity == COLZA
    assert not Erasure.objects.exists()
    assert rebuilding.differences() == []


def test_form_of_an_erasure_sent_twice_erases_once(house, buis):
    dossier = closed(house)
    erase(dossier, buis, way=Way("k1"))

    with pytest.raises(Problem, match=r"dossiers.sent-already"):
        erase(dossier, buis, way=Way("k1"))


# --- when


@pytest.mark.parametrize(
    ("last", "birth", "until"),
    [
        (date(2026, 10, 12), date(1958, 4, 1), date(2046, 10, 12)),
        (date(2026, 10, 12), date(2024, 5, 2), date(2052, 5, 2)),
        (date(2026, 10, 12), None, date(2046, 10, 12)),
        (date(2028, 2, 29), None, date(2048, 2, 29)),
        (date(2026, 10, 12), date(2024, 2, 29), date(2052, 2, 29)),
    ],
)
def test_dossier_is_kept_twenty_years_and_until_the_patient_is_28(last, birth, until):
    assert record_until(last, birth) == until


def test_dossier_is_still_kept_on_the_last_day_of_its_retention(house, buis):
    dossier = closed(house)

    with pytest.raises(Problem, match=r"dossiers.still-kept"):
        erase(dossier, buis, at=datetime(2046, 10, 12, 12, tzinfo=UTC))

    assert not Erasure.objects.exists()


def test_dossier_is_erased_from_the_day_after_its_retention(house, buis):
    erase(closed(house), buis, at=datetime(2046, 10, 13, 12, tzinfo=UTC))

    assert Erasure.objects.exists()


def test_dossier_of_a_child_is_kept_longer(house, buis):
    dossier = closed(house, replace(COLZA, birth_day=date(2024, 5, 2)))

    with pytest.raises(Problem, match=r"dossiers.still-kept") as caught:
        erase(dossier, buis)

    assert "2 mai 2052" in caught.value.what("fr").replace("\u00a0", " ")


def test_dossier_that_is_not_ended_is_not_erased(house, buis):
    with pytest.raises(Problem, match=r"dossiers.not-ended"):
        erase(in_treatment(house), buis)


def test_dossier_erased_already_is_not_erased_again(house, buis):
    dossier = closed(house)
    erase(dossier, buis)

    with pytest.raises(Problem, match=r"dossiers.erased"):
        erase(dossier, buis)


def test_dossier_that_nobody_knows_is_not_erased(house, buis):
    with pytest.raises(Problem, match=r"dossiers.unknown"):
        erase("00000000-0000-4000-8000-000000000000", buis)


@pytest.mark.parametrize("reason", ["Patient EXEMPLE décédé", "Né le 01/04/1958"])
def test_reason_that_names_the_patient_is_refused(house, buis, reason):
    with pytest.raises(Problem, match=r"dossiers.reason-tells"):
        erase(closed(house), buis, reason=reason)

    assert not Erasure.objects.exists()


# --- who


CELLS = [(role, site) for role in Role for site in ("own", "other")]
MAY = {(Role.SITE_ADMINISTRATOR, "own")}
OF_BOARD = {Role.BOARD_COORDINATOR: "comete", Role.BOARD_MEMBER: "comete"}


def site_of(role, house):
    """Where somebody of that role works."""
    return {Zone.HOSPITAL: house.site, Zone.EXPLOITANT: open_site(name="Labo", zone=Zone.EXPLOITANT)}[role.zone]


def is_let_in(dossier, by):
    try:
        erase_dossier(dossier=dossier, by=by, at=LATER, reason=REASON)
    except Problem as problem:
        return problem.code != "dossiers.erased-by-another"
    return True


@pytest.mark.parametrize(("role", "site"), CELLS, ids=["-".join(cell) for cell in CELLS])
def test_cell_of_erasing(house, role, site):
    dossier = closed(house)
    place = {"own": house.site, "other": house.other}[site]

    found = is_let_in(dossier, Actor("someone", role, place.ref, board="renaten"))

    assert found == ((role, site) in MAY)
    assert DossierKey.objects.filter(dossier=dossier).exists() is not found


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SITE_ADMINISTRATOR, Role.SYSTEM)])
def test_cell_of_the_pages_of_erasure(house, much_later, role):
    dossier = closed(house)
    entrust_board(board="comete", site=house.site)
    someone = person(site_of(role, house), "quelquun", "Quelqu’un DÉMO", role, board=OF_BOARD.get(role, ""))
    browser = someone.browser()

    given = [browser.get("/effacements/"), browser.post(f"/effacements/{dossier}/", {"reason": "x", "is_sure": "on"})]

    assert [answer.status_code for answer in given] == [403, 403]
    assert load(dossier).identity == COLZA


def test_administrator_of_another_site_is_refused_and_the_log_is_told(house, much_later):
    dossier = closed(house)
    houx = person(house.other, "houx", "Houx ESSAI", Role.SITE_ADMINISTRATOR)

    answer = houx.browser().post(f"/effacements/{dossier}/", {"reason": REASON, "is_sure": "on"})

    assert answer.status_code == 403
    assert SecurityEntry.objects.filter(kind="refused", record=f"dossier:{dossier}").count() == 1
    assert "Rien à effacer" in text_of(houx.browser().get("/effacements/"))


# --- pages


def test_page_lists_what_is_over_without_naming_a_patient(house, buis, much_later):
    dossier = closed(house)
    closed(house, replace(MYRTILLE, birth_day=date(2024, 5, 2)))
    authorised(house)

    page = text_of(buis.browser().get("/effacements/"))

    assert "1 dossier n’est plus à conserver" in page
    assert f"/effacements/{dossier}/" in page
    assert "12 oct. 2046" in page
    assert "EXEMPLE" not in page.replace("Buis MODÈLE", "") and "Colza" not in page
    assert "à confirmer" in page


def joined(house, kept) -> str:
    """A second dossier of the patient, joined to the first one."""
    gone = aac(house)
    merge_dossiers(kept=kept, absorbed=gone, reason="Même patient.", by=house.pharmacist.actor, at=NOON)
    return gone


def test_page_does_not_list_a_dossier_that_goes_on_in_one_that_is_not_ended(house, buis, much_later):
    joined(house, in_treatment(house))

    assert "Rien à effacer" in text_of(buis.browser().get("/effacements/"))


def test_page_does_not_list_a_dossier_that_goes_on_in_one_that_is_kept_for_longer(house, buis, much_later):
    kept = aac(house, replace(COLZA, birth_day=date(2024, 5, 2)))
    joined(house, kept)
    do(dossier=kept, act=Act.CLOSE, by=house.doctor.actor, at=NOON, data={"reason": "Autre centre."})

    assert "Rien à effacer" in text_of(buis.browser().get("/effacements/"))


def test_page_lists_a_dossier_with_the_one_in_which_it_went_on(house, buis, much_later):
    kept = aac(house)
    gone = joined(house, kept)
    do(dossier=kept, act=Act.CLOSE, by=house.doctor.actor, at=NOON, data={"reason": "Autre centre."})

    listed = buis.browser().get("/effacements/").context["listed"]

    assert {one.row.id for one, _, _ in listed} == {kept, gone}


def test_page_before_the_end_of_retention_lists_nothing(house, buis):
    closed(house)

    assert "Rien à effacer" in text_of(buis.browser().get("/effacements/"))


def test_page_to_confirm_says_what_would_go(house, buis, much_later):
    page = text_of(buis.browser().get(f"/effacements/{closed(house)}/"))

    assert "dans 3 enregistrements" in page
    assert "5 mots par lesquels le dossier se trouve" in page
    assert "Une sauvegarde plus ancienne garde la clé" in page
    assert "Effacer ce dossier" in page


def test_page_of_a_dossier_that_is_still_kept_has_no_button(house, buis):
    page = text_of(buis.browser().get(f"/effacements/{closed(house)}/"))

    assert "Ce dossier est à conserver jusqu’au 12 oct. 2046." in page
    assert '<button class="btn first">' not in page


def test_page_of_a_dossier_that_nobody_knows_is_not_there(house, buis):
    assert buis.browser().get("/effacements/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_dossier_is_erased_on_the_page_and_listed_as_such(house, buis, much_later):
    dossier, browser = closed(house), buis.browser()

    answer = browser.post(f"/effacements/{dossier}/", {"reason": REASON, "is_sure": "on", "form_key": "k1"})
    page = text_of(browser.get("/effacements/"))

    assert answer["Location"] == "/effacements/"
    assert DossierRow.objects.get(id=dossier).is_erased
    assert "Rien à effacer" in page
    assert "effacement n° 1" in page and "7 janv. 2047</time>, Buis MODÈLE" in page
    assert "Buis MODÈLE" in page and REASON in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": REASON}, "Il manque ceci."),
        ({"is_sure": "on"}, "Il manque ceci."),
        ({"reason": "Colza EXEMPLE", "is_sure": "on"}, "Écrivez pourquoi le dossier est effacé"),
    ],
)
def test_erasure_that_is_not_meant_or_names_somebody_keeps_what_was_typed(house, buis, much_later, typed, sentence):
    dossier = closed(house)

    answer = buis.browser().post(f"/effacements/{dossier}/", typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert f'value="{typed.get("reason", "")}"'.removesuffix('value=""') in text_of(answer)
    assert load(dossier).identity == COLZA


def test_erasure_of_a_dossier_that_is_still_kept_is_refused_on_the_page(house, buis):
    dossier = closed(house)

    answer = buis.browser().post(f"/effacements/{dossier}/", {"reason": REASON, "is_sure": "on"})

    assert answer.status_code == 409
    assert load(dossier).identity == COLZA


def test_page_of_an_erased_dossier_says_that_it_was(house, buis, much_later):
    dossier = closed(house)
    erase(dossier, buis)

    assert buis.browser().get(f"/effacements/{dossier}/").status_code == 410


def test_pages_of_erasure_are_in_english_too(house, buis, much_later):
    browser = buis.browser()
    browser.cookies["saufconduit-language"] = "en"

    page = text_of(browser.get(f"/effacements/{closed(house)}/"))

    assert "What would go" in page and "Erase this dossier" in page
